// The fold: facts about actors and the run here, about channels and locks in the files beside it.
#include "core/model/apply.hpp"

#include "core/model/fold.hpp"

#include <algorithm>
#include <limits>

namespace chan::model {

namespace {

using probe::fact;
using probe::kind;
using probe::op;

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

void actor_spawned(world& state, const fact& what) {
    const auto number = static_cast<actor_number>(what.number);
    if (state.find_actor(number) != nullptr) {
        ++state.misfits;
        return;
    }
    const bool by_the_run = what.actor == probe::no_actor || what.actor == number;
    if (!by_the_run) {
        if (actor* spawner = fold::actor_of(state, what.actor);
            spawner != nullptr && spawner->pending.op == op::spawn) {
            fold::end_operation(state, *spawner, what.label);
        }
    }
    actor child{.number = number, .name = std::string(what.label.view())};
    child.spawned_by = by_the_run ? probe::no_actor : what.actor;
    child.since_ns = state.stage_ns;
    child.line = what.site;
    const auto place = std::ranges::upper_bound(state.actors, number, {}, &actor::number);
    state.actors.insert(place, std::move(child));
}

/// A panic is the beginning of an end: the actor then unwinds, and finishes.
void actor_over(world& state, const fact& what, status how) {
    actor* who = fold::actor_of(state, what.actor);
    if (who == nullptr) {
        return;
    }
    if (who->pending.op != op::none) {
        fold::end_operation(state, *who);
    }
    who->in_hand.reset();
    who->in_hand_label = {};
    who->ended = how == status::finished;
    if (how == status::panicked) {
        who->panic = std::string(what.label.view());
    }
    if (who->status != status::panicked) {
        fold::set_status(state, *who, how);
    }
}

/// Whether this operation asks for a new message, so that the last one is done with.
bool asks_for_message(const world& state, const fact& what) {
    if (is_recv(what.op) || what.op == op::select) {
        return true;
    }
    const probe::owner inside{probe::owner_kind::lock, what.object.value};
    return is_lock(what.op) && std::ranges::any_of(state.carried, [&](std::uint32_t place) {
               const handle& one = state.handles[place];
               return one.end == probe::end::receiver && one.owner == inside;
           });
}

/// Who uses a handle has it, unless it is the content of a lock that they hold.
void correct_owner(world& state, const fact& what) {
    if (!what.handle) {
        return;
    }
    handle* used = fold::handle_of(state, what.handle);
    if (used == nullptr || !used->alive) {
        return;
    }
    if (used->owner.kind == probe::owner_kind::lock) {
        const lock* around = state.find_lock({static_cast<std::uint32_t>(used->owner.id)});
        if (around != nullptr
            && (around->holder == what.actor || std::ranges::count(around->readers, what.actor) != 0
            )) {
            return;
        }
    }
    fold::set_owner(state, *used, {probe::owner_kind::actor, what.actor});
}

void op_announced(world& state, const fact& what) {
    actor* who = fold::actor_of(state, what.actor);
    if (who == nullptr) {
        return;
    }
    if (what.site.line != 0) {
        who->line = what.site;
        who->ends_scope = op::none;
    } else if (what.op == op::drop || what.op == op::unlock) {
        who->ends_scope = what.op;
    }
    const bool again = who->pending.registered && who->pending.op == what.op
        && who->pending.object == what.object && who->pending.message == what.message;
    if (again) {
        return; // the second point of an operation that has two
    }
    if (who->pending.op != op::none) {
        const last_result before = who->last;
        fold::end_operation(state, *who);
        who->last = before;
    }
    correct_owner(state, what);
    if (is_send(what.op)) {
        who->in_hand = what.message;
        who->in_hand_label = what.label;
    } else if (asks_for_message(state, what)) {
        who->in_hand.reset();
        who->in_hand_label = {};
    }
    who->pending = {
        .op = what.op,
        .object = what.object,
        .handle = what.handle,
        .message = what.message,
        .label = what.label,
        .number = what.number,
        .nanoseconds = what.nanoseconds,
        .deadline_ns = {},
        .registered = false,
        .site = what.site,
    };
}

void wait_began(world& state, const fact& what) {
    actor* who = fold::actor_of(state, what.actor);
    if (who == nullptr) {
        return;
    }
    pending_operation& pending = who->pending;
    if (pending.op == op::none) {
        pending.op = what.op;
        pending.object = what.object;
    }
    if (what.number == 1) {
        fold::enqueue(state, *who); // stands blocked at its point and has registered nowhere
        return;
    }
    const bool timed = pending.op == op::sleep || pending.op == op::work
        || pending.op == op::send_timeout || pending.op == op::recv_timeout
        || (pending.op == op::select && pending.nanoseconds != 0);
    if (what.nanoseconds != 0) {
        pending.deadline_ns = what.nanoseconds;
    } else if (timed && !pending.registered && pending.nanoseconds < never - state.stage_ns) {
        pending.deadline_ns = state.stage_ns + pending.nanoseconds;
    }
    pending.registered = true;
    if (pending.op == op::select) {
        if (channel* where = fold::channel_of(state, what.object)) {
            const bool sends = what.end == probe::end::sender;
            fold::add_once(sends ? where->waiting_senders : where->waiting_receivers, who->number);
        }
        return;
    }
    fold::enqueue(state, *who);
}

void ends(world& state, const fact& what, op which) {
    actor* who = fold::actor_of(state, what.actor);
    if (who != nullptr && who->pending.op == which) {
        fold::end_operation(state, *who);
    }
}

void run_ended(world& state, const fact& what) {
    switch (what.number) {
    case 0:
        state.end = run_end::completed;
        break;
    case 1:
        state.end = run_end::hang;
        break;
    default:
        state.end = run_end::panic;
        break;
    }
}

bool apply_actor_fact(world& state, const fact& what) {
    switch (what.kind) {
    case kind::actor_spawned:
        actor_spawned(state, what);
        return true;
    case kind::actor_finished:
        actor_over(state, what, status::finished);
        return true;
    case kind::actor_panicked:
        actor_over(state, what, status::panicked);
        return true;
    case kind::actor_joined:
        ends(state, what, op::join);
        return true;
    case kind::op_announced:
        op_announced(state, what);
        return true;
    case kind::wait_began:
        wait_began(state, what);
        return true;
    case kind::sleep_ended:
        ends(state, what, op::sleep);
        return true;
    case kind::work_ended:
        ends(state, what, op::work);
        return true;
    case kind::printed:
        ++state.lines_printed;
        return true;
    case kind::run_ended:
        run_ended(state, what);
        return true;
    default:
        return false;
    }
}

} // namespace

void apply(world& state, const trace::event& event) {
    ++state.events;
    state.stage_ns = event.stage_ns;
    state.shown_ns = event.shown_ns;
    const bool known = apply_actor_fact(state, event.fact)
        || fold::apply_channel_fact(state, event.fact) || fold::apply_lock_fact(state, event.fact);
    if (!known) {
        return; // setting_changed, gap: nothing in the world
    }
    fold::refresh(state);
    if (event.fact.kind == kind::run_ended && state.end == run_end::hang) {
        for (actor& who : state.actors) {
            who.stuck = is_waiting(who.status);
        }
    }
}

} // namespace chan::model
