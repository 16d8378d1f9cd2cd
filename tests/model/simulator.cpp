// The rules of the simulated program.
#include "tests/model/simulator.hpp"

#include <algorithm>
#include <string>

namespace tests {

using chan::probe::end;
using chan::probe::owner_kind;
using chan::probe::reason;

namespace {

constexpr std::size_t most_actors = 6, most_channels = 5, most_handles = 24;

bool is_send(chan::probe::op what) {
    return what == chan::probe::op::send || what == chan::probe::op::try_send
        || what == chan::probe::op::send_timeout;
}
bool is_recv(chan::probe::op what) {
    return what == chan::probe::op::recv || what == chan::probe::op::try_recv
        || what == chan::probe::op::recv_timeout;
}

} // namespace

chan::trace::log simulator::run() {
    begin();
    for (std::size_t i = 0; i < options_.steps && step(); ++i) {
    }
    ending_ = true;
    while (step()) {
    }
    conclude();
    return log_;
}

simulator::fact& simulator::emit(kind what, std::size_t who) {
    now_ += static_cast<std::int64_t>(below(3));
    chan::trace::event next;
    next.order = log_.size();
    next.stage_ns = now_;
    next.shown_ns = now_ * 2;
    next.fact.kind = what;
    next.fact.actor = static_cast<chan::probe::actor_number>(who);
    log_.push_back(next);
    return log_.back().fact;
}

chan::probe::object_id simulator::new_object(std::size_t who) {
    return object_id::make(static_cast<chan::probe::actor_number>(who), ++actors_[who].objects);
}

void simulator::begin() {
    actors_.emplace_back();
    emit(kind::actor_spawned, chan::probe::no_actor).label = "main";
    for (int i = 0; i < 3; ++i) { // a crowd at the start, or most programs hang at once
        make_channel(0);
        clone(0, handles_.size() - 2);
        spawn(0);
    }
}

/// One actor that can, does something; or time passes. False: nobody ever can.
bool simulator::step() {
    const std::size_t first = below(actors_.size());
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        const std::size_t who = (first + i) % actors_.size();
        if (actors_[who].phase == phase::over) {
            continue;
        }
        if (actors_[who].phase == phase::idle) {
            decide(who);
            return true;
        }
        if (advance(who)) {
            return true;
        }
    }
    return pass_time();
}

bool simulator::pass_time() {
    std::optional<std::int64_t> earliest;
    for (const actor& one : actors_) {
        if (one.deadline && (!earliest || *one.deadline < *earliest)) {
            earliest = one.deadline;
        }
    }
    if (earliest) {
        now_ = std::max(now_, *earliest);
    }
    return earliest.has_value();
}

void simulator::decide(std::size_t who) {
    const auto senders = usable(who, end::sender), receivers = usable(who, end::receiver);
    const auto mine = owned(who);
    if (ending_ || chance(400)) {
        if (chance(12)) {
            return panic(who);
        }
        if (lock_held_by(who) != none) {
            return announce(who, op::unlock);
        }
        if (!mine.empty() && chance(2)) {
            actors_[who].handle = mine.front();
            return announce(who, op::drop);
        }
        return finish(who);
    }
    switch (below(24)) {
    case 0:
        if (channels_.size() < most_channels) {
            make_channel(who);
        }
        break;
    case 1:
        if (handles_.size() < most_handles && !senders.empty()) {
            clone(who, one_of(senders));
        }
        break;
    case 2:
        if (handles_.size() < most_handles && !receivers.empty() && chance(3)) {
            clone(who, one_of(receivers));
        }
        break;
    case 3:
        if (!mine.empty() && chance(3)) {
            actors_[who].handle = one_of(mine);
            announce(who, op::drop);
        }
        break;
    case 4:
        if (actors_.size() < most_actors) {
            announce(who, op::spawn);
        }
        break;
    case 5:
        if (actors_.size() > 1 && options_.patient && chance(4)) {
            actors_[who].whom = (who + 1 + below(actors_.size() - 1)) % actors_.size();
            announce(who, op::join);
        }
        break;
    case 6:
        announce(who, chance(2) ? op::sleep : op::work);
        break;
    case 7:
        if (!mine.empty() && chance(3)) {
            pack_into_lock(who, one_of(mine));
        }
        break;
    case 8:
    case 9:
        if (lock_held_by(who) != none) {
            announce(who, op::unlock);
        } else if (!locks_.empty()) {
            actors_[who].lock = below(locks_.size());
            announce(who, !options_.patient || chance(3) ? op::try_lock : op::lock);
        }
        break;
    case 10:
        emit(kind::printed, who);
        break;
    case 11:
    case 12:
    case 13:
    case 14:
    case 15:
    case 16:
        if (!receivers.empty()) {
            actors_[who].handle = one_of(receivers);
            constexpr op ways[] = {op::try_recv, op::recv_timeout, op::recv, op::recv};
            announce(who, ways[below(options_.patient ? 4 : 2)]);
        }
        break;
    default:
        if (!senders.empty()) {
            actors_[who].handle = one_of(senders);
            constexpr op ways[] = {op::try_send, op::send_timeout, op::send, op::send};
            announce(who, ways[below(options_.patient ? 4 : 2)]);
        }
    }
}

void simulator::announce(std::size_t who, op what) {
    actor& self = actors_[who];
    self.phase = phase::at_point;
    self.doing = what;
    if (is_send(what)) {
        self.message =
            message_id::make(static_cast<chan::probe::actor_number>(who), ++self.messages);
    }
    fact& said = emit(kind::op_announced, who);
    said.op = what;
    said.site = {"simulated", static_cast<std::uint32_t>(1 + below(40))};
    if (is_send(what) || is_recv(what) || what == op::drop) {
        const handle& used = handles_[self.handle];
        said.object = channels_[used.channel].id;
        said.handle = used.id;
        said.end = used.end;
        said.message = is_send(what) ? self.message : message_id{};
        said.label = is_send(what) ? std::to_string(self.messages).c_str() : "";
    } else if (what == op::lock || what == op::try_lock || what == op::unlock) {
        said.object = locks_[what == op::unlock ? lock_held_by(who) : self.lock].id;
    } else if (what == op::join) {
        said.number = static_cast<std::uint32_t>(self.whom);
    }
    if (what == op::send_timeout || what == op::recv_timeout || what == op::sleep
        || what == op::work) {
        said.nanoseconds = static_cast<std::int64_t>(1 + below(40));
    }
    if (is_send(what)) { // sometimes another handle travels inside
        const auto mine = owned(who);
        if (!mine.empty() && chance(6)) {
            handle& packed = handles_[one_of(mine)];
            if (packed.id != handles_[self.handle].id) {
                packed.in = {owner_kind::message, self.message.value};
                fact& moved = emit(kind::handle_moved, who);
                moved.handle = packed.id;
                moved.object = channels_[packed.channel].id;
                moved.end = packed.end;
                moved.handle_owner = packed.in;
            }
        }
    }
}

void simulator::complete(std::size_t who) {
    actor& self = actors_[who];
    self.phase = phase::idle;
    self.doing = op::none;
    self.message = {};
    self.deadline.reset();
    self.wait_noted = false;
}

/// Goes on with the announced operation; false: it is blocked and nothing happened.
bool simulator::advance(std::size_t who) {
    actor& self = actors_[who];
    const bool expired = self.deadline && now_ >= *self.deadline;
    switch (self.doing) {
    case op::sleep:
    case op::work:
        if (self.phase == phase::registered) {
            if (!expired) {
                return false;
            }
            emit(self.doing == op::sleep ? kind::sleep_ended : kind::work_ended, who);
            complete(who);
            return true;
        }
        break;
    case op::spawn:
        spawn(who);
        return true;
    case op::drop:
        drop(who, self.handle, 7);
        complete(who);
        return true;
    case op::unlock:
        unlock(who);
        return true;
    case op::join:
        if (actors_[self.whom].phase == phase::over) {
            emit(kind::actor_joined, who).number = static_cast<std::uint32_t>(self.whom);
            complete(who);
            return true;
        }
        break;
    case op::lock:
    case op::try_lock:
        if (try_to_lock(who)) {
            return true;
        }
        break;
    default: {
        const bool sends = is_send(self.doing);
        if (sends ? try_to_send(who) : try_to_receive(who)) {
            return true;
        }
        if (expired) {
            fact& said = emit(sends ? kind::send_failed : kind::receive_failed, who);
            said.reason = reason::timeout;
            said.object = channels_[handles_[self.handle].channel].id;
            said.message = self.message;
            unpack(self.message, who);
            complete(who);
            return true;
        }
    }
    }
    if (self.phase == phase::registered) {
        return false;
    }
    const bool on_channel = is_send(self.doing) || is_recv(self.doing);
    const bool timed = self.doing == op::sleep || self.doing == op::work
        || self.doing == op::send_timeout || self.doing == op::recv_timeout;
    const bool rendezvous = on_channel && channels_[handles_[self.handle].channel].bound == 0;
    if (!timed && !rendezvous && !options_.live) {
        if (self.wait_noted) {
            return false; // stands at its point
        }
        self.wait_noted = true;
        fact& stands = emit(kind::wait_began, who);
        stands.op = self.doing;
        stands.number = 1;
        return true;
    }
    const std::int64_t length = log_.empty() ? 0 : static_cast<std::int64_t>(below(40));
    fact& said = emit(kind::wait_began, who);
    said.op = self.doing;
    if (on_channel) {
        said.object = channels_[handles_[self.handle].channel].id;
    } else if (self.doing == op::lock) {
        said.object = locks_[self.lock].id;
    }
    self.phase = phase::registered;
    if (timed) {
        self.deadline = now_ + 1 + length;
        said.nanoseconds = *self.deadline;
    }
    return true;
}

void simulator::conclude() {
    bool all_over = true;
    for (const actor& one : actors_) {
        all_over = all_over && one.phase == phase::over;
    }
    emit(kind::run_ended, chan::probe::no_actor).number = !all_over ? 1U : panicked_ ? 2U : 0U;
}

} // namespace tests
