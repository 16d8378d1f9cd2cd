// What a story step waits for: conditions on facts, put together from small ones. A condition may
// count, so a step keeps a maker, which gives a fresh one for each run of the step.
//
// While a run is held at a condition, every other thread still gets to its next point, and a
// receiver that was already waiting finishes its receive: the next step's condition must lie behind
// that.
#pragma once

#include "core/probe/facts.hpp"
#include "scenarios/lesson.hpp"

namespace scenarios {

/// Actors by number: `main` is 0, the others follow in the order of their spawns.
inline constexpr chan::probe::actor_number main_actor = 0;

using make_until = std::function<until()>;

/// A fact of this kind, of anybody.
[[nodiscard]] make_until when(chan::probe::kind kind);
/// A fact of this kind that concerns this actor.
[[nodiscard]] make_until when(chan::probe::kind kind, chan::probe::actor_number actor);
/// A fact of this kind that concerns anybody but `main`.
[[nodiscard]] make_until when_a_worker(chan::probe::kind kind);

/// The actor is about to do this.
[[nodiscard]] make_until about_to(chan::probe::op op, chan::probe::actor_number actor);
/// The actor cannot go on with this, or has begun to sleep or to work.
[[nodiscard]] make_until waits_in(chan::probe::op op, chan::probe::actor_number actor);
[[nodiscard]] make_until a_worker_waits_in(chan::probe::op op);

/// A message went through the channel: it was put into the queue, or handed over.
[[nodiscard]] make_until a_message_is_sent();
/// Somebody got a message.
[[nodiscard]] make_until a_message_is_received();

/// The n-th fact (from 1) that meets the condition.
[[nodiscard]] make_until nth(int n, make_until condition);

} // namespace scenarios
