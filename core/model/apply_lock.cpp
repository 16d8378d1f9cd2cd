// Facts about locks.
#include "core/model/fold.hpp"

#include <algorithm>

namespace chan::model::fold {

namespace {

using probe::fact;
using probe::kind;
using probe::op;

void end_if(world& state, const fact& what, bool (*is_that)(op), probe::reason failed) {
    actor* who = actor_of(state, what.actor);
    if (who != nullptr && is_that(who->pending.op) && who->pending.object == what.object) {
        end_operation(state, *who, {}, failed);
    }
}

void lock_created(world& state, const fact& what) {
    if (!what.object || state.find_lock(what.object) != nullptr) {
        ++state.misfits;
        return;
    }
    state.locks.push_back({.id = what.object, .site = what.site});
    state.lock_places.add(what.object);
}

void lock_acquired(world& state, const fact& what) {
    lock* taken = lock_of(state, what.object);
    actor* who = actor_of(state, what.actor);
    if (taken == nullptr || who == nullptr) {
        return;
    }
    const bool shared = what.op == op::read_lock || who->pending.op == op::read_lock;
    if (taken->holder != probe::no_actor || (!shared && !taken->readers.empty())) {
        ++state.misfits; // somebody has it already
    }
    if (shared) {
        taken->readers.push_back(what.actor); // as often as it reads
    } else {
        taken->holder = what.actor;
    }
    ++taken->acquired;
    end_if(state, what, is_lock, probe::reason::none);
}

void lock_released(world& state, const fact& what) {
    lock* freed = lock_of(state, what.object);
    if (freed == nullptr) {
        return;
    }
    if (freed->holder == what.actor) {
        freed->holder = probe::no_actor;
    } else if (const auto one = std::ranges::find(freed->readers, what.actor);
               one != freed->readers.end()) {
        freed->readers.erase(one);
    } else {
        ++state.misfits; // nobody can release what they do not hold
    }
    end_if(
        state, what, [](op which) { return which == op::unlock; }, probe::reason::none
    );
}

} // namespace

bool apply_lock_fact(world& state, const fact& what) {
    switch (what.kind) {
    case kind::lock_created:
        lock_created(state, what);
        return true;
    case kind::lock_acquired:
        lock_acquired(state, what);
        return true;
    case kind::lock_released:
        lock_released(state, what);
        return true;
    case kind::lock_poisoned:
        if (lock* broken = lock_of(state, what.object)) {
            broken->poisoned = true;
        }
        return true;
    case kind::try_lock_failed:
        end_if(state, what, is_lock, probe::reason::full);
        return true;
    default:
        return false;
    }
}

} // namespace chan::model::fold
