// Reading a run for a question's answer: when something happened, how long somebody worked, how
// many did at once. Everything is computed from the events of the run that the learner saw.
#pragma once

#include "scenarios/until.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace scenarios {

/// The world right after the first event that meets the condition; null: it did not happen (yet).
/// Good until the next call.
[[nodiscard]] const chan::model::world*
world_after(const run_record& of, const make_until& condition);
/// The world right before it.
[[nodiscard]] const chan::model::world*
world_before(const run_record& of, const make_until& condition);

/// Whether the run ended so.
[[nodiscard]] bool ended_as(const run_record& of, chan::run::verdict_kind how);

/// Stage time from the start to the last event.
[[nodiscard]] std::int64_t length_ns(const run_record& of);

/// Stage time that this actor spent at work.
[[nodiscard]] std::int64_t worked_ns(const run_record& of, chan::probe::actor_number actor);

/// The most actors, `main` aside, that were at work at the same time.
[[nodiscard]] int most_at_work(const run_record& of);

/// "12.1 s".
[[nodiscard]] std::string seconds(std::int64_t nanoseconds);
/// "12.1 s of program time": not the time of the show, which is paced.
[[nodiscard]] std::string program_time(std::int64_t nanoseconds);
/// "1 message", "2 messages".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view what);

} // namespace scenarios
