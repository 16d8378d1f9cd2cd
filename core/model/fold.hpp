// What the parts of `apply` share: finding what a fact names, ending an actor's operation, moving
// what a message carries. Internal to core/model.
#pragma once

#include "core/model/status.hpp"
#include "core/model/world.hpp"
#include "core/trace/event.hpp"

#include <vector>

namespace chan::model::fold {

/// What the fact names, or null, and then a misfit has been counted.
[[nodiscard]] actor* actor_of(world& state, actor_number number);
[[nodiscard]] channel* channel_of(world& state, object_id id);
[[nodiscard]] handle* handle_of(world& state, object_id id);
[[nodiscard]] lock* lock_of(world& state, object_id id);

void add_once(std::vector<actor_number>& to, actor_number who);
void remove(std::vector<actor_number>& from, actor_number who);

/// The actor's pending operation is over: it leaves every queue it stood in. `failed` none: it went
/// well.
void end_operation(
    world& state, actor& who, base::label label = {}, probe::reason failed = probe::reason::none
);

/// Whether it is inside a message or a lock, and must be looked for when that goes.
[[nodiscard]] bool is_carried(const handle& one);

/// The handle has another owner now, or is no more alive.
void set_owner(world& state, handle& which, probe::owner owner);
void set_dropped(world& state, handle& which);

/// The handles that travelled inside a message are now that actor's.
void unpack(world& state, message_id carried, actor_number into);

/// The actor is registered as a waiter, or was found blocked: it stands in the queue of its
/// operation.
void enqueue(world& state, actor& who);

/// Changes the status and keeps its times.
void set_status(const world& state, actor& who, status to);

/// The derived statuses after an event. Every actor's may have changed.
void refresh(world& state);

// One family of facts each; false: not of this family.
bool apply_channel_fact(world& state, const probe::fact& what);
bool apply_lock_fact(world& state, const probe::fact& what);

} // namespace chan::model::fold
