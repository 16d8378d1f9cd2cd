// Where a replay left its schedule, as a sentence without its full stop. Each is to be asked for
// where that happened: names and states are those of that world.
#pragma once

#include "core/model/world.hpp"
#include "core/run/replay_check.hpp"
#include "core/run/run.hpp"

#include <string>

namespace chan::run {

/// Something else came of a choice than was expected.
[[nodiscard]] std::string
words_of(const other_result& what, const model::world& state, shown_line lines);

/// The schedule's choice at this place could not be made.
[[nodiscard]] std::string words_of_impossible(
    std::size_t place, const sched::scheduled_choice& what, const model::world& state
);

/// The run has ended, and a choice was still to come.
[[nodiscard]] std::string words_of_early_end(
    std::size_t place, const sched::scheduled_choice& next, const model::world& state
);

} // namespace chan::run
