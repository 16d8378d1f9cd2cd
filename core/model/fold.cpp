// The shared steps of folding.
#include "core/model/fold.hpp"

#include <algorithm>

namespace chan::model::fold {

namespace {

template <class Found>
auto* mutable_or_misfit(world& state, const Found* found) {
    if (found == nullptr) {
        ++state.misfits;
    }
    return const_cast<Found*>(found); // `state` is ours to change
}

/// The line in which an actor with this pending operation stands, if there is one.
std::vector<actor_number>* queue_of(world& state, const pending_operation& pending) {
    const auto in_channel = [&](auto channel::*queue) -> std::vector<actor_number>* {
        const channel* where = state.find_channel(pending.object);
        return where != nullptr ? &(const_cast<channel*>(where)->*queue) : nullptr;
    };
    if (is_send(pending.op)) {
        return in_channel(&channel::waiting_senders);
    }
    if (is_recv(pending.op)) {
        return in_channel(&channel::waiting_receivers);
    }
    if (is_lock(pending.op)) {
        const lock* wanted = state.find_lock(pending.object);
        return wanted != nullptr ? &const_cast<lock*>(wanted)->queue : nullptr;
    }
    return nullptr;
}

} // namespace

actor* actor_of(world& state, actor_number number) {
    return mutable_or_misfit(state, state.find_actor(number));
}
channel* channel_of(world& state, object_id id) {
    return mutable_or_misfit(state, state.find_channel(id));
}
handle* handle_of(world& state, object_id id) {
    return mutable_or_misfit(state, state.find_handle(id));
}
lock* lock_of(world& state, object_id id) {
    return mutable_or_misfit(state, state.find_lock(id));
}

void add_once(std::vector<actor_number>& to, actor_number who) {
    if (std::ranges::count(to, who) == 0) {
        to.push_back(who);
    }
}

void remove(std::vector<actor_number>& from, actor_number who) {
    std::erase(from, who);
}

void end_operation(world& state, actor& who, base::label label, probe::reason failed) {
    who.last = {.op = who.pending.op, .failed = failed, .label = label};
    if (auto* queue = queue_of(state, who.pending)) {
        remove(*queue, who.number);
    } else if (who.pending.op == probe::op::select) {
        for (channel& one : state.channels) {
            remove(one.waiting_senders, who.number);
            remove(one.waiting_receivers, who.number);
        }
    }
    who.pending = {};
}

bool is_carried(const handle& one) {
    return one.alive
        && (one.owner.kind == probe::owner_kind::message
            || one.owner.kind == probe::owner_kind::lock);
}

void set_owner(world& state, handle& which, probe::owner owner) {
    const bool was_carried = is_carried(which);
    which.owner = owner;
    if (is_carried(which) != was_carried) {
        const auto place = static_cast<std::uint32_t>(&which - state.handles.data());
        if (was_carried) {
            std::erase(state.carried, place);
        } else {
            state.carried.push_back(place);
        }
    }
}

void set_dropped(world& state, handle& which) {
    if (is_carried(which)) {
        std::erase(state.carried, static_cast<std::uint32_t>(&which - state.handles.data()));
    }
    which.alive = false;
}

void unpack(world& state, message_id carried, actor_number into) {
    const probe::owner inside{probe::owner_kind::message, carried.value};
    std::erase_if(state.carried, [&](std::uint32_t place) {
        handle& one = state.handles[place];
        const bool travelled = one.owner == inside;
        if (travelled) {
            one.owner = {probe::owner_kind::actor, into};
        }
        return travelled;
    });
}

void enqueue(world& state, actor& who) {
    if (auto* queue = queue_of(state, who.pending)) {
        add_once(*queue, who.number);
    }
}

void set_status(const world& state, actor& who, status to) {
    if (to == who.status) {
        return;
    }
    if (is_waiting(who.status)) {
        who.blocked_ns += state.stage_ns - who.since_ns;
    }
    who.status = to;
    who.since_ns = state.stage_ns;
}

void refresh(world& state) {
    for (actor& who : state.actors) {
        if (who.pending.op == probe::op::none && who.status == status::running) {
            continue;
        }
        const status now = derive_status(state, who);
        set_status(state, who, now);
        if (is_waiting(now)) {
            enqueue(state, who);
        }
    }
}

} // namespace chan::model::fold
