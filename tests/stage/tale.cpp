// Each verb as the facts that it notes.
#include "tests/stage/tale.hpp"

#include "core/base/contract.hpp"

namespace tests::stage {

using chan::probe::fact;
using chan::probe::kind;
using chan::probe::op;
using chan::probe::owner_kind;

tale::tale() {
    fact& what = note(kind::actor_spawned, chan::probe::no_actor);
    what.label = "main";
    commit();
}

fact& tale::note(kind what, actor_number who) {
    next_ = {};
    next_.kind = what;
    next_.actor = who;
    return next_;
}

void tale::commit() {
    chan::trace::event event;
    event.order = log_.size();
    event.shown_ns = now_;
    event.stage_ns = now_;
    event.tsc = log_.size() + 1;
    event.fact = next_;
    log_.append(event);
}

tale& tale::wait(std::int64_t milliseconds) {
    now_ += milliseconds * 1'000'000;
    return *this;
}

object_id tale::next_object(actor_number by) {
    return object_id::make(by, ++objects_[by]);
}

void tale::announce(actor_number who, op what, object_id object, object_id handle) {
    fact& said = note(kind::op_announced, who);
    said.op = what;
    said.object = object;
    said.handle = handle;
    said.site.line = 3;
}

void tale::wait_began(actor_number who, std::int64_t deadline_ns) {
    const auto& pending = world().find_actor(who)->pending;
    fact& said = note(kind::wait_began, who);
    said.op = pending.op;
    said.object = pending.object;
    said.handle = pending.handle;
    said.nanoseconds = deadline_ns;
    commit();
}

actor_number tale::spawn(actor_number by, std::string_view name) {
    const actor_number child = actors_++;
    fact& said = note(kind::actor_spawned, by);
    said.number = child;
    said.label = name;
    commit();
    return child;
}

void tale::finish(actor_number who) {
    note(kind::actor_finished, who), commit();
}
void tale::panic(actor_number who, std::string_view why) {
    note(kind::actor_panicked, who).label = why;
    commit();
}
void tale::join(actor_number who, actor_number whom) {
    announce(who, op::join, {}, {});
    next_.number = whom;
    commit();
    wait_began(who, 0);
}
void tale::joined(actor_number who, actor_number whom) {
    note(kind::actor_joined, who).number = whom;
    commit();
}
void tale::work(actor_number who, std::int64_t milliseconds) {
    announce(who, op::work, {}, {});
    next_.nanoseconds = milliseconds * 1'000'000;
    commit();
    wait_began(who, now_ + milliseconds * 1'000'000);
}
void tale::worked(actor_number who) {
    note(kind::work_ended, who), commit();
}
void tale::sleep(actor_number who, std::int64_t milliseconds) {
    announce(who, op::sleep, {}, {});
    next_.nanoseconds = milliseconds * 1'000'000;
    commit();
    wait_began(who, now_ + milliseconds * 1'000'000);
}
void tale::slept(actor_number who) {
    note(kind::sleep_ended, who), commit();
}

tale::ends tale::channel(actor_number by, std::uint32_t bound, std::uint32_t line) {
    const ends made{next_object(by), next_object(by), next_object(by)};
    fact& said = note(kind::channel_created, by);
    said.object = made.channel;
    said.number = bound;
    said.nanoseconds = 8;
    said.site.line = line;
    commit();
    for (const object_id handle : {made.tx, made.rx}) {
        fact& end = note(kind::handle_created, by);
        end.object = made.channel;
        end.handle = handle;
        end.end = handle == made.tx ? chan::probe::end::sender : chan::probe::end::receiver;
        end.handle_owner = {owner_kind::actor, by};
        end.site.line = line;
        commit();
    }
    return made;
}

object_id tale::clone(actor_number by, object_id handle) {
    const object_id made = next_object(by);
    const chan::model::handle* of = world().find_handle(handle);
    fact& said = note(kind::handle_cloned, by);
    said.handle = made;
    said.number = handle.value;
    said.object = of->channel;
    said.end = of->end;
    said.handle_owner = {owner_kind::actor, by};
    commit();
    return made;
}

void tale::give(object_id handle, actor_number to) {
    const chan::model::handle* what = world().find_handle(handle);
    fact& said = note(kind::handle_moved, to);
    said.handle = handle;
    said.object = what->channel;
    said.end = what->end;
    said.handle_owner = {owner_kind::actor, to};
    commit();
}

void tale::give_to_lock(object_id handle, object_id lock) {
    const chan::model::handle* what = world().find_handle(handle);
    fact& said = note(kind::handle_moved, lock.creator());
    said.handle = handle;
    said.object = what->channel;
    said.end = what->end;
    said.handle_owner = {owner_kind::lock, lock.value};
    commit();
}

void tale::give_to_message(object_id handle, message_id message) {
    const chan::model::handle* what = world().find_handle(handle);
    fact& said = note(kind::handle_moved, message.creator());
    said.handle = handle;
    said.object = what->channel;
    said.end = what->end;
    said.handle_owner = {owner_kind::message, message.value};
    commit();
}

void tale::drop(actor_number by, object_id handle) {
    const chan::model::handle* what = world().find_handle(handle);
    fact& said = note(kind::handle_dropped, by);
    said.handle = handle;
    said.object = what->channel;
    said.end = what->end;
    commit();
}

message_id tale::offer(actor_number by, object_id tx, std::string_view label) {
    const message_id made = message_id::make(by, ++messages_[by]);
    announce(by, op::send, world().find_handle(tx)->channel, tx);
    next_.message = made;
    next_.label = label;
    commit();
    return made;
}

void tale::blocked_send(actor_number by) {
    wait_began(by, 0);
}

void tale::sent(actor_number by) {
    const auto pending = world().find_actor(by)->pending;
    fact& said = note(kind::message_sent, by);
    said.object = pending.object;
    said.handle = pending.handle;
    said.message = pending.message;
    said.label = pending.label;
    said.number = world().find_channel(pending.object)->depth();
    commit();
}

void tale::send_failed(actor_number by, chan::probe::reason why) {
    const auto pending = world().find_actor(by)->pending;
    fact& said = note(kind::send_failed, by);
    said.object = pending.object;
    said.handle = pending.handle;
    said.message = pending.message;
    said.label = pending.label;
    said.reason = why;
    commit();
}

void tale::send(actor_number by, object_id tx, std::string_view label) {
    offer(by, tx, label);
    sent(by);
}

void tale::ask(actor_number by, object_id rx) {
    announce(by, op::recv, world().find_handle(rx)->channel, rx);
    commit();
}

void tale::blocked_recv(actor_number by) {
    wait_began(by, 0);
}

void tale::received(actor_number by, object_id rx) {
    const object_id channel = world().find_handle(rx)->channel;
    const auto& queue = world().find_channel(channel)->queue;
    chan::base::require(!queue.empty(), "a tale receives what was sent");
    const auto front = queue.front();
    fact& said = note(kind::message_received, by);
    said.object = channel;
    said.handle = rx;
    said.message = front.id;
    said.label = front.label;
    commit();
}

void tale::receive_failed(actor_number by, object_id rx, chan::probe::reason why) {
    fact& said = note(kind::receive_failed, by);
    said.object = world().find_handle(rx)->channel;
    said.handle = rx;
    said.reason = why;
    commit();
}

void tale::handed_over(actor_number from, actor_number to) {
    const auto pending = world().find_actor(from)->pending;
    fact& said = note(kind::handed_over, from);
    said.object = pending.object;
    said.handle = pending.handle;
    said.message = pending.message;
    said.label = pending.label;
    said.number = to;
    commit();
}

void tale::take(actor_number by, object_id rx) {
    ask(by, rx);
    received(by, rx);
}

object_id tale::lock(actor_number by) {
    const object_id made = next_object(by);
    note(kind::lock_created, by).object = made;
    commit();
    return made;
}
void tale::want(actor_number by, object_id lock) {
    announce(by, op::lock, lock, {}), commit();
}
void tale::blocked_lock(actor_number by) {
    wait_began(by, 0);
}
void tale::acquired(actor_number by, object_id lock) {
    note(kind::lock_acquired, by).object = lock;
    commit();
}
void tale::released(actor_number by, object_id lock) {
    note(kind::lock_released, by).object = lock;
    commit();
}

void tale::end(chan::model::run_end how) {
    note(kind::run_ended, chan::probe::no_actor).number = static_cast<std::uint32_t>(how) - 1;
    commit();
}

} // namespace tests::stage
