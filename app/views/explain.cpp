// One function per kind of thing.
#include "app/views/explain.hpp"

#include "app/session/words.hpp"
#include "app/stage/words.hpp"
#include "core/model/status.hpp"
#include "core/model/why.hpp"

#include <algorithm>
#include <charconv>

namespace app::views {
namespace {

namespace model = chan::model;
namespace probe = chan::probe;

std::string name_of(const model::world& state, std::uint64_t number) {
    const model::actor* actor = state.find_actor(static_cast<model::actor_number>(number));
    return actor != nullptr ? actor->name : "a thread that is not there yet";
}

std::string on_line(const probe::call_site& site, const scenarios::listing& lines) {
    const auto line = lines.line_of(site);
    return line ? " on line " + std::to_string(*line) : "";
}

std::string counted(std::uint64_t count, const std::string& thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string caption_of(const model::world& state, model::object_id channel) {
    const model::channel* found = state.find_channel(channel);
    return found != nullptr ? stage::words_of(state, *found).caption : "its channel";
}

explained explain_actor(
    const model::world& state,
    const model::actor& who,
    const scenarios::listing& lines,
    std::int64_t stage_ns
) {
    if (auto waiting = explain_wait(state, who.number, lines, stage_ns)) return *waiting;
    const stage::state_words words = stage::words_of(state, who, stage_ns);
    std::string text = "It is " + words.full + ".";
    // What it did not do is left out: most threads have only one end of a channel.
    std::string done;
    if (who.sent_count > 0) done = "sent " + counted(who.sent_count, "message");
    if (who.received_count > 0) {
        done += done.empty() ? "received " + counted(who.received_count, "message")
                             : " and received " + std::to_string(who.received_count);
    }
    if (!done.empty()) text += " So far it " + done + ".";
    return {.heading = "What is " + who.name + " doing?", .text = text, .role = words.role};
}

explained explain_channel(
    const model::world& state, const model::channel& what, const scenarios::listing& lines
) {
    const stage::channel_words words = stage::words_of(state, what);
    if (model::just_made(state, what)) {
        const std::string line = on_line(what.site, lines);
        return {
            .heading = words.caption,
            .text = "It is just made" + line + ". Its sender and its receiver come next."};
    }
    std::string text = counted(what.depth(), "message") + " in it";
    if (what.bound != probe::unbounded && what.bound > 0) {
        text += " of at most " + std::to_string(what.bound);
    }
    text += "; " + std::to_string(what.sent) + " were sent through it, "
        + std::to_string(what.received) + " received. " + counted(what.senders, "sender") + " and "
        + counted(what.receivers, "receiver") + " are left.";
    if (const std::string line = on_line(what.site, lines); !line.empty()) {
        text += " It was made" + line + ".";
    }
    return {
        .heading = words.caption,
        .text = text,
        .role = words.role.value_or(ui::state_role::idle),
    };
}

explained explain_handle(
    const model::world& state, const model::handle& what, const scenarios::listing& lines
) {
    const std::string kind = what.end == probe::end::sender ? "sender" : "receiver";
    std::string text;
    if (!what.alive) {
        const std::string line = on_line(what.dropped_at, lines);
        text = "It was dropped" + (line.empty() ? " when what owned it ended" : line) + ".";
    } else if (what.owner.kind == probe::owner_kind::actor) {
        text = name_of(state, what.owner.id) + " owns it.";
    } else if (what.owner.kind == probe::owner_kind::message) {
        text = "It travels inside a message.";
    } else if (what.owner.kind == probe::owner_kind::lock) {
        text = "It lies behind the lock: who holds the lock may use it.";
    }
    text += " It is a " + kind + " of " + caption_of(state, what.channel);
    const std::string line = on_line(what.made_at, lines);
    text += (what.cloned_from ? ", cloned" : line.empty() ? "" : ", made") + line + ".";
    if (what.alive && what.end == probe::end::sender) {
        text += " As long as it lives, the channel stays open.";
    }
    return {
        .heading = "Who owns " + what.name + "?",
        .text = text,
        .role = what.alive ? ui::state_role::idle : ui::state_role::finished,
    };
}

explained explain_lock(const model::world& state, const model::lock& what) {
    std::string text = "Nobody holds it.";
    if (what.holder != probe::no_actor) text = name_of(state, what.holder) + " holds it.";
    if (!what.readers.empty()) text = counted(what.readers.size(), "reader") + " may look at it.";
    if (!what.queue.empty()) {
        text += " Waiting for it: ";
        for (std::size_t i = 0; i < what.queue.size(); ++i) {
            text += (i == 0 ? "" : ", ") + name_of(state, what.queue[i]);
        }
        text += ".";
    }
    text += " It was taken " + counted(what.acquired, "time") + " so far.";
    return {.heading = "Who holds the lock?", .text = text, .role = ui::state_role::waiting_lock};
}

std::optional<explained> explain_message(const model::world& state, model::message_id id) {
    for (const model::channel& channel : state.channels) {
        const auto found = std::ranges::find(channel.queue, id, &model::message::id);
        if (found == channel.queue.end()) continue;
        const auto before = static_cast<std::uint64_t>(found - channel.queue.begin());
        const std::string place = before == 0
            ? "It is the next one that is received."
            : counted(before, "message") + (before == 1 ? " is" : " are") + " received before it.";
        return explained{
            .heading = "Where is message " + std::string(found->label.view()) + "?",
            .text = "In the queue of " + caption_of(state, channel.id) + ". " + place + " "
                + name_of(state, id.creator()) + " sent it.",
        };
    }
    for (const model::actor& actor : state.actors) {
        if (actor.in_hand != id) continue;
        const bool its_own = id.creator() == actor.number;
        return explained{
            .heading = "Where is message " + std::string(actor.in_hand_label.view()) + "?",
            .text = its_own ? actor.name + " holds it and wants to send it."
                            : actor.name + " received it and works on it; "
                    + name_of(state, id.creator()) + " sent it.",
        };
    }
    return std::nullopt;
}

} // namespace

std::string joined(const std::vector<std::string>& sentences, char between) {
    std::string text;
    for (const std::string& sentence : sentences) {
        if (!text.empty()) text += between;
        text += sentence;
    }
    return text;
}

std::optional<explained> explain_wait(
    const model::world& state,
    model::actor_number actor,
    const scenarios::listing& lines,
    std::int64_t stage_ns
) {
    const model::actor* who = state.find_actor(actor);
    if (who == nullptr) return std::nullopt;
    const auto sentences = session::why_words(state, model::explain(state, actor), lines, stage_ns);
    if (sentences.empty()) return std::nullopt;
    return explained{
        .heading = model::is_waiting(who->status) ? "Why is " + who->name + " waiting?"
                                                  : "What is " + who->name + " doing?",
        .text = joined(sentences),
        .role = stage::words_of(state, *who, stage_ns).role,
    };
}

std::optional<explained> explain(
    const model::world& state,
    const session::selection& what,
    const scenarios::listing& lines,
    std::int64_t stage_ns
) {
    using kind = session::selection::what;
    const auto object = model::object_id{static_cast<std::uint32_t>(what.id)};
    switch (what.kind) {
    case kind::nothing:
        return std::nullopt;
    case kind::actor:
        if (const auto* actor = state.find_actor(static_cast<model::actor_number>(what.id))) {
            return explain_actor(state, *actor, lines, stage_ns);
        }
        return std::nullopt;
    case kind::channel:
        if (const auto* channel = state.find_channel(object)) {
            return explain_channel(state, *channel, lines);
        }
        return std::nullopt;
    case kind::handle:
        if (const auto* handle = state.find_handle(object)) {
            return explain_handle(state, *handle, lines);
        }
        return std::nullopt;
    case kind::lock:
        if (const auto* lock = state.find_lock(object)) return explain_lock(state, *lock);
        return std::nullopt;
    case kind::message:
        return explain_message(state, model::message_id{what.id});
    }
    return std::nullopt;
}

std::size_t index_in(std::string_view name, std::size_t count) {
    std::size_t index = 0;
    std::from_chars(name.data(), name.data() + name.size(), index);
    return std::min(index, count - 1);
}

std::optional<model::actor_number> whose_wait(const session::session& shown) {
    using what = scenarios::pointer::what;
    const model::world& state = shown.play().shown();
    const session::selection& selected = shown.selected();
    if (selected.kind == session::selection::what::actor) {
        return static_cast<model::actor_number>(selected.id);
    }
    const scenarios::pointer& points_at = shown.story().step().points_at;
    if (!shown.points_now() || shown.play().going() || state.end != model::run_end::none) return {};
    if (points_at.kind == what::actor) {
        const auto found = std::ranges::find(state.actors, points_at.name, &model::actor::name);
        if (found != state.actors.end()) return found->number;
    }
    if (points_at.kind == what::lock && !state.locks.empty()) {
        const model::lock& lock = state.locks[index_in(points_at.name, state.locks.size())];
        if (!lock.queue.empty()) return lock.queue.front();
    }
    return {};
}

std::optional<model::actor_number> whose_wait_unasked(const session::session& shown) {
    using what = scenarios::pointer::what;
    const model::world& state = shown.play().shown();
    if (shown.selected().kind != session::selection::what::nothing) return {};
    if (const auto who = whose_wait(shown)) return who;
    const what at = shown.story().step().points_at.kind;
    const bool on_stage =
        at == what::actor || at == what::channel || at == what::handle || at == what::lock;
    if (shown.points_now() && on_stage) return {}; // that is not about a wait
    if (shown.story().phase() == session::story_phase::asking) return {}; // it may be the answer
    if (shown.play().going() || state.end != model::run_end::none) return {};
    const std::vector<model::actor_number> waiting = model::who_waits(state);
    if (waiting.empty()) return {};
    const bool joins = state.find_actor(waiting.front())->status == model::status::waiting_join;
    return joins ? std::nullopt : std::optional(waiting.front());
}

} // namespace app::views
