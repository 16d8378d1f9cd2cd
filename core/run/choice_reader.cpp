#include "core/run/choice_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace chan::run {

namespace {

using probe::kind;
using probe::op;
using probe::reason;
using sched::outcome;
using sched::result;

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

bool is_by_deadline(const outcome& how) {
    return how.result == result::slept || how.result == result::worked
        || how.result == result::send_timed_out || how.result == result::recv_timed_out;
}

} // namespace

outcome choice_reader::outcome_of(const probe::fact& what) const {
    const auto by_reason = [&](result full_or_empty, result closed, result timed_out) {
        return what.reason == reason::disconnected ? closed
            : what.reason == reason::timeout       ? timed_out
                                                   : full_or_empty;
    };
    switch (what.kind) {
    case kind::message_sent:
        return {result::sent, what.label};
    case kind::message_received:
        return {result::received, what.label};
    case kind::send_failed:
        return {by_reason(result::send_full, result::send_closed, result::send_timed_out)};
    case kind::receive_failed:
        return {by_reason(result::recv_empty, result::recv_closed, result::recv_timed_out)};
    case kind::handle_dropped:
        return {result::dropped};
    case kind::actor_spawned:
        return {result::started};
    case kind::actor_joined: {
        const auto whose = static_cast<probe::actor_number>(what.number);
        return {panicked_.contains(whose) ? result::joined_panicked : result::joined};
    }
    case kind::lock_acquired:
        return {result::locked};
    case kind::lock_released:
        return {result::unlocked};
    case kind::try_lock_failed:
        return {result::lock_busy};
    case kind::sleep_ended:
        return {result::slept};
    case kind::work_ended:
        return {result::worked};
    default:
        return {};
    }
}

void choice_reader::choose(probe::actor_number who, outcome how) {
    found_({.chosen = {who}, .result = how, .operation = actors_[who].operation});
}

/// The actor does something by itself: a wait that a peer has ended is over by now.
void choice_reader::seen(probe::actor_number who) {
    actor& one = actors_[who];
    if (const auto how = std::exchange(one.completes_with, std::nullopt)) {
        choose(who, *how);
        one.operation.op = op::none;
    }
}

/// Its operation is over, also if that left no fact: a payload's move threw.
void choice_reader::left_operation(probe::actor_number who) {
    ended(who, {result::threw});
    seen(who);
}

void choice_reader::announced(const probe::fact& what) {
    left_operation(what.actor);
    const auto bound = bounds_.find(what.object);
    const bool is_rendezvous = bound != bounds_.end() && bound->second == 0
        && (what.op == op::send || what.op == op::recv);
    actor& one = actors_[what.actor] = {};
    one.operation = what;
    one.has_two_points = is_rendezvous || what.op == op::send_timeout || what.op == op::recv_timeout
        || what.op == op::sleep || what.op == op::work;
}

void choice_reader::wait_began(probe::actor_number who) {
    actor& one = actors_[who];
    if (!one.has_two_points) {
        return;
    }
    choose(who, {result::waits});
    one.has_entered = true;
    const bool is_timed = one.operation.op != op::send && one.operation.op != op::recv;
    if (is_timed && one.operation.nanoseconds < never - now_ns_) {
        one.deadline_ns = now_ns_ + one.operation.nanoseconds;
    }
}

void choice_reader::pass_time_to(std::int64_t deadline_ns) {
    while (now_ns_ < deadline_ns) {
        std::int64_t next = deadline_ns;
        for (const auto& [number, one] : actors_) {
            if (one.deadline_ns && *one.deadline_ns > now_ns_) {
                next = std::min(next, *one.deadline_ns);
            }
        }
        now_ns_ = next;
        found_({.chosen = sched::time_passes, .result = {}, .operation = {}});
    }
}

void choice_reader::ended(probe::actor_number who, outcome how) {
    actor& one = actors_[who];
    if (one.operation.op == op::none || one.completes_with) {
        return;
    }
    if (one.has_entered && !is_by_deadline(how)) {
        one.completes_with = how;
    } else {
        if (one.has_entered) {
            pass_time_to(one.deadline_ns.value_or(now_ns_));
        }
        choose(who, how);
        one.operation.op = op::none;
    }
    one.has_entered = false;
    one.deadline_ns.reset();
}

void choice_reader::read(const probe::fact& what, reading found) {
    found_ = found;
    switch (what.kind) {
    case kind::channel_created:
        bounds_[what.object] = what.number;
        break;
    case kind::op_announced:
        announced(what);
        break;
    case kind::wait_began:
        if (what.number == 0) {
            wait_began(what.actor);
        }
        break;
    case kind::actor_panicked:
        panicked_.insert(what.actor);
        seen(what.actor);
        break;
    case kind::printed:
        seen(what.actor);
        break;
    case kind::actor_finished:
        left_operation(what.actor);
        break;
    case kind::handed_over:
        ended(what.actor, {result::sent, what.label});
        ended(static_cast<probe::actor_number>(what.number), {result::received, what.label});
        break;
    case kind::actor_spawned:
        if (what.actor != probe::no_actor) {
            ended(what.actor, outcome_of(what));
        }
        break;
    case kind::sleep_ended:
    case kind::work_ended:
    case kind::send_failed:
    case kind::receive_failed:
    case kind::actor_joined:
    case kind::handle_dropped:
    case kind::message_sent:
    case kind::message_received:
    case kind::lock_acquired:
    case kind::lock_released:
    case kind::try_lock_failed:
        ended(what.actor, outcome_of(what));
        break;
    case kind::handle_created:
    case kind::handle_cloned:
    case kind::handle_moved:
    case kind::message_discarded:
    case kind::lock_created:
    case kind::lock_poisoned:
    case kind::setting_changed:
    case kind::run_ended:
    case kind::gap:
        break;
    }
    found_ = {};
}

} // namespace chan::run
