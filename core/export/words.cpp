// States and events in words.
#include "core/export/words.hpp"

#include "core/export/names.hpp"
#include "core/model/status.hpp"

namespace chan::exporter {

namespace {

using model::status;
using probe::fact;
using probe::kind;
using probe::op;
using probe::reason;

/// "send" takes what it sends in its parentheses.
std::string call(const char* name, base::label argument = {}) {
    return std::string(name) + '(' + std::string(argument.view()) + ')';
}

std::string waiting_words(const model::world& state, const model::actor& who) {
    const model::channel* at = state.find_channel(who.pending.object);
    std::string words = "waits in " + call_words(who.pending);
    if (who.status == status::waiting_send && at != nullptr) {
        words += at->bound == 0 ? ": nobody is receiving" : ": " + places_taken(*at);
    }
    return words;
}

std::string about_channel(const model::channel& after) {
    if (after.bound == probe::unbounded) {
        return after.queue.empty() ? "the queue is empty"
                                   : counted(after.depth(), "message") + " queued";
    }
    return std::to_string(after.depth()) + " of " + std::to_string(after.bound) + " places taken";
}

/// Finds what the facts of one world name.
class teller {
public:
    teller(const model::world& after, const fact& what, line_of lines)
        : state_(after), what_(what), lines_(lines) {}

    [[nodiscard]] std::string words() const {
        const std::string label = message_name(what_.label);
        switch (what_.kind) {
        case kind::actor_spawned:
            return starts() ? "starts" : "spawns " + name(what_.number);
        case kind::actor_finished:
            return "finishes";
        case kind::actor_panicked:
            return "panics: " + std::string(what_.label.view());
        case kind::actor_joined:
            return "sees that " + name(what_.number) + " has finished";
        case kind::wait_began:
            return began();
        case kind::printed:
            return "prints \"" + std::string(what_.label.view()) + '"';
        case kind::channel_created:
            return "makes " + made_channel() + on_line(what_.site, lines_);
        case kind::handle_cloned:
            return cloned();
        case kind::handle_moved:
            return moved();
        case kind::handle_dropped:
            return dropped();
        case kind::message_sent:
            return "sends " + label + queue_now();
        case kind::message_received:
            return "receives " + label + queue_now();
        case kind::handed_over:
            return "hands " + label + " to " + name(what_.number);
        case kind::send_failed:
            return send_failed(label);
        case kind::receive_failed:
            return receive_failed();
        case kind::message_discarded:
            return label + " is dropped with the channel";
        case kind::lock_created:
            return "makes " + lock() + on_line(what_.site, lines_);
        case kind::lock_acquired:
            return "takes " + lock();
        case kind::lock_released:
            return "lets go of " + lock();
        case kind::lock_poisoned:
            return "panics while it holds " + lock() + ": poisoned";
        case kind::try_lock_failed:
            return "finds " + lock() + " taken";
        case kind::setting_changed:
            return std::string(what_.label.view()) + " is now " + std::to_string(what_.number);
        case kind::run_ended:
            return ended();
        case kind::gap:
            return counted(what_.number, "event") + " did not fit and were not recorded";
        default:
            return {};
        }
    }

    /// After whose name the words are to be read.
    [[nodiscard]] model::actor_number subject() const {
        switch (what_.kind) {
        case kind::handle_moved:
        case kind::message_discarded:
        case kind::setting_changed:
        case kind::run_ended:
        case kind::gap:
            return probe::no_actor;
        case kind::actor_spawned:
            return starts() ? static_cast<model::actor_number>(what_.number) : what_.actor;
        default:
            return what_.actor;
        }
    }

private:
    [[nodiscard]] std::string name(std::uint64_t number) const {
        return actor_name(state_, number);
    }
    [[nodiscard]] std::string lock() const { return lock_name(state_, what_.object); }

    [[nodiscard]] bool starts() const {
        return what_.actor == probe::no_actor || what_.actor == what_.number;
    }

    [[nodiscard]] std::string began() const {
        const model::actor* who = state_.find_actor(what_.actor);
        const bool asleep = what_.op == op::sleep || what_.op == op::work;
        return who != nullptr && asleep ? state_words(state_, *who) : "";
    }

    [[nodiscard]] std::string made_channel() const {
        const model::channel* made = state_.find_channel(what_.object);
        return made != nullptr ? channel_words(*made) : "a channel";
    }

    [[nodiscard]] std::string cloned() const {
        return "clones " + handle_name(state_, {what_.number}) + on_line(what_.site, lines_)
            + ": the new one is " + handle_name(state_, what_.handle);
    }

    [[nodiscard]] std::string moved() const {
        const std::string moved = handle_name(state_, what_.handle);
        switch (what_.handle_owner.kind) {
        case probe::owner_kind::actor:
            return moved + " moves to " + name(what_.handle_owner.id);
        case probe::owner_kind::message:
            return moved + " moves into " + message_name(state_, {what_.handle_owner.id});
        case probe::owner_kind::lock:
            return moved + " moves into "
                + lock_name(state_, {static_cast<std::uint32_t>(what_.handle_owner.id)});
        default:
            return {};
        }
    }

    [[nodiscard]] std::string dropped() const {
        const std::string words = "drops " + handle_name(state_, what_.handle);
        const model::channel* of = state_.find_channel(what_.object);
        if (of == nullptr) {
            return words;
        }
        const bool sender = what_.end == probe::end::sender;
        if (const std::uint32_t left = sender ? of->senders : of->receivers; left > 0) {
            return words + ": " + counted(left, sender ? "sender" : "receiver")
                + (left == 1 ? " is left" : " are left");
        }
        return words
            + (sender ? ", the last sender: the channel is closed"
                      : ", the last receiver: every send fails from now on");
    }

    [[nodiscard]] std::string queue_now() const {
        const model::channel* at = state_.find_channel(what_.object);
        return at != nullptr ? ": " + about_channel(*at) : "";
    }

    [[nodiscard]] std::string send_failed(const std::string& label) const {
        switch (what_.reason) {
        case reason::full:
            return "cannot send " + label + ": there is no room; it comes back";
        case reason::timeout:
            return "gives up sending " + label + ": its time is over; it comes back";
        default:
            return "cannot send " + label + ": every receiver is gone; it comes back";
        }
    }

    [[nodiscard]] std::string receive_failed() const {
        switch (what_.reason) {
        case reason::empty:
            return "finds no message";
        case reason::timeout:
            return "gives up waiting for a message: its time is over";
        default:
            return "finds the channel closed: nothing is queued and every sender is gone";
        }
    }

    [[nodiscard]] std::string ended() const {
        switch (what_.number) {
        case 0:
            return "All threads have finished";
        case 1:
            return "Nobody can ever go on: the run hangs";
        default:
            return "The run is over, and a thread panicked in it";
        }
    }

    const model::world& state_;
    const fact& what_;
    line_of lines_;
};

} // namespace

std::string call_words(const model::pending_operation& what) {
    switch (what.op) {
    case op::none:
        return {};
    case op::send:
        return call("send", what.label);
    case op::try_send:
        return call("try_send", what.label);
    case op::send_timeout:
        return call("send_timeout", what.label);
    case op::recv:
        return call("recv");
    case op::try_recv:
        return call("try_recv");
    case op::recv_timeout:
        return call("recv_timeout");
    case op::select:
        return call("select");
    case op::drop:
        return call("drop");
    case op::lock:
        return call("lock");
    case op::try_lock:
        return call("try_lock");
    case op::read_lock:
        return call("read");
    case op::unlock:
        return call("unlock");
    case op::spawn:
        return call("spawn");
    case op::join:
        return call("join");
    case op::sleep:
        return call("sleep");
    case op::work:
        return call("work");
    }
    return {};
}

std::string state_words(const model::world& state, const model::actor& who) {
    switch (who.status) {
    case status::running:
        return "is running";
    case status::waiting_send:
    case status::waiting_recv:
    case status::waiting_select:
        return waiting_words(state, who);
    case status::waiting_lock:
        return "waits for " + lock_name(state, who.pending.object);
    case status::waiting_join:
        return "waits for " + actor_name(state, who.pending.number) + " to finish";
    case status::sleeping:
        return "sleeps for " + duration_words(who.pending.nanoseconds);
    case status::working:
        return (who.in_hand ? "handles " + message_name(who.in_hand_label) : "works") + " for "
            + duration_words(who.pending.nanoseconds);
    case status::finished:
        return "has finished";
    case status::panicked:
        return who.panic.empty() ? "has panicked" : "has panicked: " + who.panic;
    }
    return {};
}

event_words words_of(const model::world& after, const fact& what, line_of lines) {
    const teller says(after, what, lines);
    return {
        .actor = says.subject(),
        .what = says.words(),
    };
}

std::string event_sentence(const model::world& after, const fact& what, line_of lines) {
    const event_words told = words_of(after, what, lines);
    if (told.what.empty()) {
        return {};
    }
    const bool of_actor = told.actor != probe::no_actor;
    return (of_actor ? actor_name(after, told.actor) + ' ' : "") + told.what + '.';
}

} // namespace chan::exporter
