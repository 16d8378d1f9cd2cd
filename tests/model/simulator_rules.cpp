// What the simulated operations do to channels, handles, locks and actors.
#include "tests/model/simulator.hpp"

#include <string>

namespace tests {

using chan::probe::end;
using chan::probe::owner_kind;
using chan::probe::reason;

namespace {

constexpr std::size_t most_locks = 3;

} // namespace

bool simulator::owned_by(const handle& one, std::size_t who) const {
    return one.alive && one.in == owner{owner_kind::actor, who};
}

std::vector<std::size_t> simulator::owned(std::size_t who) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < handles_.size(); ++i) {
        if (owned_by(handles_[i], who)) {
            found.push_back(i);
        }
    }
    return found;
}

/// Its own, and those inside a lock that it holds.
std::vector<std::size_t> simulator::usable(std::size_t who, end which) const {
    std::vector<std::size_t> found;
    const std::size_t held = lock_held_by(who);
    for (std::size_t i = 0; i < handles_.size(); ++i) {
        const handle& one = handles_[i];
        const bool within =
            held != none && one.alive && one.in == owner{owner_kind::lock, locks_[held].id.value};
        if (one.end == which && (within || owned_by(one, who))) {
            found.push_back(i);
        }
    }
    return found;
}

std::size_t simulator::alive(std::size_t at, end which) const {
    std::size_t count = 0;
    for (const handle& one : handles_) {
        count += one.alive && one.channel == at && one.end == which;
    }
    return count;
}

std::size_t simulator::registered_on(std::size_t at, end which) const {
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        const actor& one = actors_[i];
        const bool channel_op = one.handle != none && one.doing != op::drop
            && (one.message || one.doing == op::recv || one.doing == op::recv_timeout);
        if (one.phase == phase::registered && channel_op && handles_[one.handle].channel == at
            && handles_[one.handle].end == which) {
            return i;
        }
    }
    return none;
}

std::size_t simulator::lock_held_by(std::size_t who) const {
    for (std::size_t i = 0; i < locks_.size(); ++i) {
        if (locks_[i].holder == who) {
            return i;
        }
    }
    return none;
}

void simulator::unpack(message_id message, std::size_t into) {
    for (handle& one : handles_) {
        if (one.alive && message && one.in == owner{owner_kind::message, message.value}) {
            one.in = {owner_kind::actor, into};
        }
    }
}

bool simulator::try_to_send(std::size_t who) {
    const actor self = actors_[who];
    const std::size_t at = handles_[self.handle].channel;
    channel& to = channels_[at];
    const auto say = [&](kind what) -> fact& {
        fact& said = emit(what, who);
        said.object = to.id;
        said.handle = handles_[self.handle].id;
        said.message = self.message;
        said.label = std::to_string(self.message.counter()).c_str();
        return said;
    };
    const bool closed = alive(at, end::receiver) == 0;
    const std::size_t receiver = to.bound == 0 ? registered_on(at, end::receiver) : none;
    if (!closed && receiver != none) {
        say(kind::handed_over).number = static_cast<std::uint32_t>(receiver);
        unpack(self.message, receiver);
        complete(receiver);
    } else if (!closed && to.bound != 0 && to.queue.size() < to.bound) {
        say(kind::message_sent).number = static_cast<std::uint32_t>(to.queue.size());
        to.queue.push_back(self.message);
    } else if (closed || self.doing == op::try_send) {
        say(kind::send_failed).reason = closed ? reason::disconnected : reason::full;
        unpack(self.message, who);
    } else {
        return false;
    }
    complete(who);
    return true;
}

bool simulator::try_to_receive(std::size_t who) {
    const actor self = actors_[who];
    const std::size_t at = handles_[self.handle].channel;
    channel& from = channels_[at];
    const std::size_t sender = registered_on(at, end::sender);
    const auto say = [&](kind what, std::size_t whose, message_id message) -> fact& {
        fact& said = emit(what, whose);
        said.object = from.id;
        said.message = message;
        said.label = message ? std::to_string(message.counter()).c_str() : "";
        return said;
    };
    if (!from.queue.empty()) {
        const message_id got = from.queue.front();
        from.queue.pop_front();
        say(kind::message_received, who, got);
        unpack(got, who);
        if (sender != none) { // refills from the blocked sender
            const message_id refill = actors_[sender].message;
            say(kind::message_sent, sender, refill).number =
                static_cast<std::uint32_t>(from.queue.size());
            from.queue.push_back(refill);
            complete(sender);
        }
    } else if (sender != none) {
        const message_id got = actors_[sender].message;
        say(kind::handed_over, sender, got).number = static_cast<std::uint32_t>(who);
        unpack(got, who);
        complete(sender);
    } else if (alive(at, end::sender) == 0 || self.doing == op::try_recv) {
        const bool closed = alive(at, end::sender) == 0;
        say(kind::receive_failed, who, {}).reason = closed ? reason::disconnected : reason::empty;
    } else {
        return false;
    }
    complete(who);
    return true;
}

bool simulator::try_to_lock(std::size_t who) {
    lock& wanted = locks_[actors_[who].lock];
    const bool free = wanted.holder == none;
    if (!free && actors_[who].doing == op::lock) {
        return false;
    }
    if (free) {
        wanted.holder = who;
    }
    emit(free ? kind::lock_acquired : kind::try_lock_failed, who).object = wanted.id;
    complete(who);
    return true;
}

void simulator::unlock(std::size_t who) {
    lock& held = locks_[lock_held_by(who)];
    held.holder = none;
    emit(kind::lock_released, who).object = held.id;
    complete(who);
}

void simulator::make_channel(std::size_t who) {
    constexpr std::uint32_t bounds[] = {0, 1, 2, 3, chan::probe::unbounded};
    channels_.push_back({new_object(who), bounds[below(5)]});
    fact& made = emit(kind::channel_created, who);
    made.object = channels_.back().id;
    made.number = channels_.back().bound;
    made.site = {"simulated", static_cast<std::uint32_t>(channels_.size())};
    for (const end which : {end::sender, end::receiver}) {
        const owner in{owner_kind::actor, who};
        handles_.push_back({new_object(who), channels_.size() - 1, which, in});
        fact& said = emit(kind::handle_created, who);
        said.object = channels_.back().id;
        said.handle = handles_.back().id;
        said.end = which;
        said.handle_owner = in;
        said.site = {"simulated", static_cast<std::uint32_t>(channels_.size())};
    }
}

void simulator::clone(std::size_t who, std::size_t which) {
    handle copy = handles_[which];
    fact& said = emit(kind::handle_cloned, who);
    said.number = copy.id.value;
    copy.id = new_object(who);
    copy.in = {owner_kind::actor, who};
    said.object = channels_[copy.channel].id;
    said.handle = copy.id;
    said.end = copy.end;
    said.handle_owner = copy.in;
    handles_.push_back(copy);
}

void simulator::pack_into_lock(std::size_t who, std::size_t which) {
    if (locks_.size() == most_locks) {
        return;
    }
    locks_.push_back({new_object(who)});
    emit(kind::lock_created, who).object = locks_.back().id;
    handles_[which].in = {owner_kind::lock, locks_.back().id.value};
    fact& said = emit(kind::handle_moved, who);
    said.handle = handles_[which].id;
    said.object = channels_[handles_[which].channel].id;
    said.end = handles_[which].end;
    said.handle_owner = handles_[which].in;
}

void simulator::spawn(std::size_t who) {
    const std::size_t child = actors_.size();
    for (const std::size_t mine : owned(who)) {
        if (chance(2)) {
            handles_[mine].in = {owner_kind::actor, child};
            fact& said = emit(kind::handle_moved, who);
            said.handle = handles_[mine].id;
            said.handle_owner = handles_[mine].in;
        }
    }
    actors_.emplace_back();
    fact& said = emit(kind::actor_spawned, who);
    said.number = static_cast<std::uint32_t>(child);
    said.label = ("worker " + std::to_string(child)).c_str();
    complete(who);
}

/// A receiver that goes last takes the queue with it, and what travelled in its messages.
void simulator::drop(std::size_t who, std::size_t which, std::uint32_t line) {
    const std::size_t at = handles_[which].channel;
    handles_[which].alive = false;
    fact& said = emit(kind::handle_dropped, who);
    said.handle = handles_[which].id;
    said.object = channels_[at].id;
    said.end = handles_[which].end;
    said.site = {"simulated", line};
    if (handles_[which].end != end::receiver || alive(at, end::receiver) != 0) {
        return;
    }
    while (!channels_[at].queue.empty()) {
        const message_id lost = channels_[at].queue.front();
        channels_[at].queue.pop_front();
        fact& discarded = emit(kind::message_discarded, who);
        discarded.object = channels_[at].id;
        discarded.message = lost;
        for (std::size_t i = 0; i < handles_.size(); ++i) {
            if (handles_[i].alive && handles_[i].in == owner{owner_kind::message, lost.value}) {
                drop(who, i, 0);
            }
        }
    }
}

void simulator::panic(std::size_t who) {
    emit(kind::actor_panicked, who).label = "simulated";
    panicked_ = true;
    if (const std::size_t held = lock_held_by(who); held != none) {
        emit(kind::lock_poisoned, who).object = locks_[held].id;
        unlock(who);
    }
    finish(who);
}

void simulator::finish(std::size_t who) {
    for (const std::size_t mine : owned(who)) {
        drop(who, mine, 0);
    }
    emit(kind::actor_finished, who);
    actors_[who].phase = phase::over;
}

} // namespace tests
