// The table of status.hpp as code.
#include "core/model/status.hpp"

#include <algorithm>

namespace chan::model {

namespace {

bool waits_registered(const world& state, const std::vector<actor_number>& among) {
    return std::ranges::any_of(among, [&](actor_number number) {
        const actor* other = state.find_actor(number);
        return other != nullptr && other->pending.registered;
    });
}

bool send_ready(const world& state, const channel& to) {
    if (to.receivers == 0) {
        return true;
    }
    return to.bound == 0 ? waits_registered(state, to.waiting_receivers) : !to.full();
}

bool recv_ready(const world& state, const channel& from) {
    if (from.senders == 0 || !from.queue.empty()) {
        return true;
    }
    return from.bound == 0 && waits_registered(state, from.waiting_senders);
}

/// Free for it; and a reader stands behind a writer that waits registered before it.
bool lock_ready(const world& state, const lock& wanted, const actor& who) {
    if (who.pending.op == probe::op::lock) {
        return wanted.holder == probe::no_actor && wanted.readers.empty();
    }
    const auto self = std::ranges::find(wanted.queue, who.number);
    const bool writer_before = std::any_of(wanted.queue.begin(), self, [&](actor_number number) {
        const actor* other = state.find_actor(number);
        return other != nullptr && other->pending.registered
            && other->pending.op == probe::op::lock;
    });
    return wanted.holder == probe::no_actor && !writer_before;
}

bool select_ready(const world& state, const actor& who) {
    return std::ranges::any_of(state.channels, [&](const channel& one) {
        return (std::ranges::count(one.waiting_senders, who.number) != 0 && send_ready(state, one))
            || (std::ranges::count(one.waiting_receivers, who.number) != 0 && recv_ready(state, one)
            );
    });
}

bool channel_op_ready(const world& state, const actor& who) {
    const pending_operation& pending = who.pending;
    const channel* where = state.find_channel(pending.object);
    if (where == nullptr) {
        return true;
    }
    const bool two_points = where->bound == 0 || pending.op == probe::op::send_timeout
        || pending.op == probe::op::recv_timeout;
    if (two_points && !pending.registered) {
        return true;
    }
    return is_send(pending.op) ? send_ready(state, *where) : recv_ready(state, *where);
}

} // namespace

bool could_go_on(const world& state, const actor& who) {
    const pending_operation& pending = who.pending;
    switch (pending.op) {
    case probe::op::send:
    case probe::op::send_timeout:
    case probe::op::recv:
    case probe::op::recv_timeout:
        return channel_op_ready(state, who);
    case probe::op::select:
        return !pending.registered || select_ready(state, who);
    case probe::op::lock:
    case probe::op::read_lock: {
        const lock* wanted = state.find_lock(pending.object);
        return wanted == nullptr || lock_ready(state, *wanted, who);
    }
    case probe::op::join: {
        const actor* other = state.find_actor(static_cast<actor_number>(pending.number));
        return other == nullptr || other->ended;
    }
    case probe::op::sleep:
    case probe::op::work:
        return !pending.registered;
    default:
        return true;
    }
}

bool just_made(const world& state, const channel& which) {
    if (which.sent > 0 || which.depth() > 0) {
        return false;
    }
    const auto had = [&](probe::end end) {
        return std::ranges::any_of(state.handles, [&](const handle& one) {
            return one.channel == which.id && one.end == end;
        });
    };
    return (which.senders == 0 && !had(probe::end::sender))
        || (which.receivers == 0 && !had(probe::end::receiver));
}

status derive_status(const world& state, const actor& who) {
    if (is_over(who.status)) {
        return who.status;
    }
    if (could_go_on(state, who)) {
        return status::running;
    }
    switch (who.pending.op) {
    case probe::op::select:
        return status::waiting_select;
    case probe::op::lock:
    case probe::op::read_lock:
        return status::waiting_lock;
    case probe::op::join:
        return status::waiting_join;
    case probe::op::sleep:
        return status::sleeping;
    case probe::op::work:
        return status::working;
    default:
        return is_send(who.pending.op) ? status::waiting_send : status::waiting_recv;
    }
}

} // namespace chan::model
