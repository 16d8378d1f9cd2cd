#include "core/run/live_schedule.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace chan::run {

namespace {

using probe::kind;
using probe::op;

class reader {
public:
    void read(const probe::fact& what);
    [[nodiscard]] sched::schedule take() { return std::move(choices_); }

private:
    struct actor {
        op pending = op::none;
        std::int64_t length_ns = 0;      // of a sleep or time-out
        bool has_two_points = false;
        bool has_entered = false;        // it waits inside the operation
        bool must_complete = false;      // a peer has ended the wait; it goes on when next seen
        std::optional<std::int64_t> deadline_ns;  // on step mode's clock
    };

    void announced(const probe::fact& what);
    void ended(probe::actor_number who, bool by_deadline);
    void seen(probe::actor_number who);
    void left_operation(probe::actor_number who);
    void pass_time_to(std::int64_t deadline_ns);
    void choose(probe::actor_number who) { choices_.push_back({who}); }

    std::map<probe::actor_number, actor> actors_;
    std::map<probe::object_id, std::uint32_t> bounds_;
    std::int64_t now_ns_ = 0;
    sched::schedule choices_;
};

/// The actor does something by itself: a wait that a peer has ended is over by now.
void reader::seen(probe::actor_number who) {
    if (std::exchange(actors_[who].must_complete, false)) {
        choose(who);
    }
}

/// Its operation is over, also if that left no fact: a payload's move threw.
void reader::left_operation(probe::actor_number who) {
    ended(who, false);
    seen(who);
}

void reader::announced(const probe::fact& what) {
    left_operation(what.actor);
    const auto bound = bounds_.find(what.object);
    const bool is_rendezvous = bound != bounds_.end() && bound->second == 0 &&
                               (what.op == op::send || what.op == op::recv);
    actor& one = actors_[what.actor] = {};
    one.pending = what.op;
    one.length_ns = what.nanoseconds;
    one.has_two_points = is_rendezvous || what.op == op::send_timeout ||
                         what.op == op::recv_timeout || what.op == op::sleep ||
                         what.op == op::work;
}

void reader::pass_time_to(std::int64_t deadline_ns) {
    while (now_ns_ < deadline_ns) {
        std::int64_t next = deadline_ns;
        for (const auto& [number, one] : actors_) {
            if (one.deadline_ns && *one.deadline_ns > now_ns_) {
                next = std::min(next, *one.deadline_ns);
            }
        }
        now_ns_ = next;
        choices_.push_back(sched::time_passes);
    }
}

void reader::ended(probe::actor_number who, bool by_deadline) {
    actor& one = actors_[who];
    if (one.pending == op::none) {
        return;
    }
    if (one.has_entered && by_deadline) {
        pass_time_to(one.deadline_ns.value_or(now_ns_));
        choose(who);
    } else if (one.has_entered) {
        one.must_complete = true;
    } else {
        choose(who);
    }
    one.pending = op::none;
    one.has_entered = false;
    one.deadline_ns.reset();
}

void reader::read(const probe::fact& what) {
    switch (what.kind) {
        case kind::channel_created: bounds_[what.object] = what.number; break;
        case kind::op_announced: announced(what); break;
        case kind::wait_began: {
            actor& one = actors_[what.actor];
            if (what.number == 0 && one.has_two_points) {
                choose(what.actor);
                one.has_entered = true;
                const bool is_timed = one.pending != op::send && one.pending != op::recv;
                if (is_timed) {
                    one.deadline_ns = now_ns_ + one.length_ns;
                }
            }
            break;
        }
        case kind::actor_finished: left_operation(what.actor); break;
        case kind::actor_panicked:
        case kind::printed: seen(what.actor); break;
        case kind::handed_over:
            ended(what.actor, false);
            ended(static_cast<probe::actor_number>(what.number), false);
            break;
        case kind::sleep_ended:
        case kind::work_ended: ended(what.actor, true); break;
        case kind::send_failed:
        case kind::receive_failed:
            ended(what.actor, what.reason == probe::reason::timeout);
            break;
        case kind::actor_spawned:
            if (what.actor != probe::no_actor) {
                ended(what.actor, false);
            }
            break;
        case kind::actor_joined:
        case kind::handle_dropped:
        case kind::message_sent:
        case kind::message_received:
        case kind::lock_acquired:
        case kind::lock_released:
        case kind::try_lock_failed: ended(what.actor, false); break;
        case kind::handle_created:
        case kind::handle_cloned:
        case kind::handle_moved:
        case kind::message_discarded:
        case kind::lock_created:
        case kind::lock_poisoned:
        case kind::setting_changed:
        case kind::run_ended:
        case kind::gap: break;
    }
}

}  // namespace

sched::schedule schedule_of(const trace::log& log) {
    reader of;
    for (const trace::event& event : log) {
        of.read(event.fact);
    }
    return of.take();
}

}  // namespace chan::run
