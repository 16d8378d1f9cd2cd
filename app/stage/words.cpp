// The words, one table per kind of thing.
#include "app/stage/words.hpp"

#include "core/model/status.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace app::stage {

namespace {

using chan::model::actor;
using chan::model::channel;
using chan::model::status;
using chan::model::world;
using chan::probe::op;
using ui::icon;
using ui::state_role;

template <class... Values>
std::string format(const char* pattern, Values... values) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), pattern, values...);
    return text.data();
}

std::string label_of(const actor& who) {
    return std::string(who.pending.label.view());
}

/// "send(5)", "recv()", "recv_timeout()".
std::string call(const actor& who) {
    switch (who.pending.op) {
    case op::send:
        return "send(" + label_of(who) + ")";
    case op::try_send:
        return "try_send(" + label_of(who) + ")";
    case op::send_timeout:
        return "send_timeout(" + label_of(who) + ")";
    case op::recv:
        return "recv()";
    case op::try_recv:
        return "try_recv()";
    case op::recv_timeout:
        return "recv_timeout()";
    case op::select:
        return "select";
    default:
        return "";
    }
}

bool holds_a_lock(const world& state, const actor& who) {
    return std::ranges::any_of(state.locks, [&](const chan::model::lock& one) {
        return one.holder == who.number || std::ranges::count(one.readers, who.number) != 0;
    });
}

std::string name_of(const world& state, std::uint32_t number) {
    const actor* other = state.find_actor(static_cast<chan::model::actor_number>(number));
    return other != nullptr ? other->name : "a thread";
}

/// What somebody who is not stopped is about to do.
std::string going(const world& state, const actor& who) {
    const auto& pending = who.pending;
    switch (pending.op) {
    case op::none:
        return "running";
    case op::send:
        return "sending " + label_of(who);
    case op::try_send:
    case op::send_timeout:
        return "trying to send " + label_of(who);
    case op::recv:
        return "receiving";
    case op::try_recv:
        return "looking for a message";
    case op::recv_timeout:
        return "receiving, for a while";
    case op::select:
        return "selecting";
    case op::drop: {
        const chan::model::handle* dropped = state.find_handle(pending.handle);
        return "dropping " + (dropped != nullptr ? dropped->name : std::string("a handle"));
    }
    case op::lock:
    case op::read_lock:
        return "taking the lock";
    case op::try_lock:
        return "trying the lock";
    case op::unlock:
        return "letting go of the lock";
    case op::spawn:
        return "spawning " + label_of(who);
    case op::join:
        return "joining " + name_of(state, pending.number);
    case op::sleep:
        return "going to sleep";
    case op::work:
        return "going to work";
    }
    return "running";
}

/// The same in one or two words.
std::string going_briefly(const actor& who) {
    switch (who.pending.op) {
    case op::send:
        return "sending " + label_of(who);
    case op::try_send:
    case op::send_timeout:
    case op::try_lock:
        return "trying";
    case op::recv:
    case op::try_recv:
    case op::recv_timeout:
        return "receiving";
    case op::select:
        return "selecting";
    case op::drop:
        return "dropping";
    case op::lock:
    case op::read_lock:
        return "locking";
    case op::unlock:
        return "unlocking";
    case op::spawn:
        return "spawning";
    case op::join:
        return "joining";
    case op::sleep:
    case op::work:
    case op::none:
        break;
    }
    return "running";
}

/// In the unit of the whole time, so that the words stay as long as they are while it runs down.
std::string time_left(const actor& who, std::int64_t stage_ns) {
    const std::int64_t whole = std::max<std::int64_t>(0, who.pending.nanoseconds);
    const std::int64_t ahead =
        who.pending.deadline_ns ? *who.pending.deadline_ns - stage_ns : whole;
    const std::int64_t left = std::clamp<std::int64_t>(ahead, 0, whole);
    constexpr std::int64_t second = 1'000'000'000;
    if (whole < second || whole >= 100 * second) return duration_words(left);
    return format("%.1f s", static_cast<double>(left) / second);
}

/// Its sleep or work is over by the clock, and nobody has let it go on yet.
bool is_due(const actor& who, std::int64_t stage_ns) {
    return who.pending.deadline_ns && *who.pending.deadline_ns <= stage_ns;
}

state_words working(const world& state, const actor& who, std::int64_t stage_ns) {
    if (is_due(who, stage_ns)) {
        return {
            "work is over, can go on", "can go on", state_role::running, icon::play_disc, {}, {}};
    }
    const std::string left = time_left(who, stage_ns);
    const bool handles = who.in_hand && !who.in_hand_label.empty() && who.received_count > 0;
    const std::string verb =
        handles ? "handling " + std::string(who.in_hand_label.view()) : std::string("working");
    if (holds_a_lock(state, who)) {
        return {
            "has the lock, " + verb + "  " + left,
            "has lock  " + left,
            state_role::idle,
            icon::clock,
            "has lock, " + verb + "  " + left,
            "has lock"};
    }
    return {verb + "  " + left, left, state_role::idle, icon::clock, {}, {}};
}

state_words blocked(const world& state, const actor& who, state_role role) {
    if (holds_a_lock(state, who)) {
        return {
            "holds the lock, waits in " + call(who),
            "has lock, " + call(who),
            role,
            icon::hold_disc,
            {},
            call(who)};
    }
    return {
        "blocked in " + call(who), "blocked: " + call(who), role, icon::hold_disc, {}, call(who)};
}

std::string counted(std::uint64_t count, const char* what) {
    return format("%llu %s%s", static_cast<unsigned long long>(count), what, count == 1 ? "" : "s");
}

bool stuck_at(const world& state, const channel& which) {
    return std::ranges::any_of(state.actors, [&](const actor& who) {
        return who.stuck && who.pending.object == which.id
            && (who.status == status::waiting_recv || who.status == status::waiting_send);
    });
}

/// Bytes are told of channels whose messages have at least so many; of numbers they are noise.
constexpr std::uint32_t worth_telling = 1024;

std::string caption_of(std::uint32_t bound, std::size_t place, std::size_t count) {
    std::string said =
        bound == chan::probe::unbounded ? "channel()" : format("sync_channel(%u)", bound);
    if (count > 1 && place < 26) said += std::string(" ") + static_cast<char>('a' + place);
    return said;
}

} // namespace

std::string duration_words(std::int64_t nanoseconds) {
    const double ms = static_cast<double>(nanoseconds) / 1e6;
    if (ms >= 9999.5) return format("%.0f s", ms / 1e3);
    if (ms >= 999.5) return format("%.1f s", ms / 1e3);
    return format("%.0f ms", ms);
}

std::string size_words(std::uint64_t bytes) {
    const auto size = static_cast<double>(bytes);
    if (size < 1024) return format("%.0f B", size);
    const bool small = size < 1024 * 1024;
    const double counted = small ? size / 1024 : size / (1024 * 1024);
    const int digits = counted == static_cast<double>(static_cast<std::uint64_t>(counted)) ? 0 : 1;
    return format("%.*f %s", digits, counted, small ? "KiB" : "MiB");
}

state_words words_of_absent(chan::model::actor_number who) {
    const char* full = who == 0 ? "not started yet" : "not spawned yet";
    return {full, "not yet", state_role::finished, icon::none, {}, {}};
}

channel_words words_of_absent(std::uint32_t bound, std::size_t place, std::size_t count) {
    return {caption_of(bound, place, count), "not made yet", "not made yet"};
}

state_words words_of(const world& state, const actor& who, std::int64_t stage_ns) {
    state_words said;
    switch (who.status) {
    case status::running: {
        said.full = going(state, who);
        said.brief = going_briefly(who);
        said.glyph = icon::play_disc;
        break;
    }
    case status::waiting_send:
        said = blocked(state, who, state_role::waiting_send);
        break;
    case status::waiting_recv:
    case status::waiting_select:
        said = blocked(state, who, state_role::waiting_recv);
        break;
    case status::waiting_lock:
        said = {
            "waiting for the lock",
            "wants lock",
            state_role::waiting_lock,
            icon::lock,
            {},
            "waits"};
        break;
    case status::waiting_join:
        said = {going(state, who), "join", state_role::idle, icon::none, {}, {}};
        break;
    case status::sleeping: {
        if (is_due(who, stage_ns)) {
            said = {"awake, can go on", "can go on", state_role::running, icon::play_disc, {}, {}};
            break;
        }
        const std::string left = time_left(who, stage_ns);
        said = {"sleeping  " + left, left, state_role::idle, icon::clock, {}, {}};
        break;
    }
    case status::working:
        said = working(state, who, stage_ns);
        break;
    case status::finished:
        said = {"finished", "finished", state_role::finished, icon::check, {}, {}};
        break;
    case status::panicked:
        said = {
            who.panic.empty() ? "panicked" : "panicked: " + who.panic,
            "panicked",
            state_role::stuck,
            icon::warning,
            {},
            {}};
        break;
    }
    if (who.stuck) {
        said.role = state_role::stuck;
        said.glyph = icon::stuck;
    }
    return said;
}

channel_words words_of(const world& state, const channel& which) {
    channel_words said;
    const bool unbounded = which.bound == chan::probe::unbounded;
    const auto place = static_cast<std::size_t>(&which - state.channels.data());
    said.caption = caption_of(which.bound, place, state.channels.size());
    const bool sender_waits = std::ranges::any_of(which.waiting_senders, [&](auto number) {
        const actor* who = state.find_actor(number);
        return who != nullptr && who->status == status::waiting_send;
    });
    const bool receiver_waits = std::ranges::any_of(which.waiting_receivers, [&](auto number) {
        const actor* who = state.find_actor(number);
        return who != nullptr && who->status == status::waiting_recv;
    });
    const std::string open = ", open: " + counted(which.senders, "sender");
    const std::uint64_t depth = which.depth();
    const std::string bytes =
        which.message_bytes >= worth_telling ? ", " + size_words(depth * which.message_bytes) : "";
    if (chan::model::just_made(state, which)) {
        said.status = "just made";
    } else if (which.senders == 0) {
        said.status = depth == 0 ? "closed"
            : bytes.empty()      ? "closed, " + std::to_string(depth) + " left to receive"
                                 : "closed, " + std::to_string(depth) + " left" + bytes;
        said.role = said.status_role = state_role::finished;
    } else if (which.receivers == 0) {
        said.status = "closed: no receiver";
        said.role = said.status_role = state_role::finished;
    } else if (which.bound == 0) {
        said.status = sender_waits ? "a sender waits for a receiver"
            : receiver_waits       ? "a receiver waits for a sender"
                                   : "no buffer: hand to hand";
    } else if (unbounded) {
        const std::string queued = std::to_string(depth) + " queued" + bytes;
        // Briefly: who keeps it open, for the messages are seen; but not what they weigh.
        said.brief = bytes.empty() ? counted(which.senders, "sender") : queued;
        said.status = (depth == 0 ? "empty" : queued) + open;
    } else {
        said.status = format("%llu / %u", static_cast<unsigned long long>(depth), which.bound);
        if (which.full()) {
            said.status += "  full";
            said.role = said.status_role = state_role::waiting_send;
        } else if (depth == 0) {
            said.status += "  empty";
        }
    }
    if (sender_waits && which.receivers > 0) {
        said.role = said.status_role = state_role::waiting_send;
    }
    if (stuck_at(state, which)) {
        said.role = said.status_role = state_role::stuck;
        if (depth == 0 && which.senders > 0) {
            said.status = "empty" + open;
            said.brief = counted(which.senders, "sender");
        }
    }
    if (said.brief.empty()) said.brief = said.status;
    if (which.senders == 0 && depth > 0) said.brief = "closed, " + std::to_string(depth) + " left";
    return said;
}

} // namespace app::stage
