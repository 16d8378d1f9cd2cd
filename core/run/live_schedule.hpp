// A run as a schedule, with what came of each choice. A live run's choices are read off its log
// (choice_reader.hpp): those that make the same operations end in the same order in step mode. So a
// live run, too, can be replayed, and gone back in.
#pragma once

#include "core/sched/schedule.hpp"
#include "core/trace/log.hpp"

#include <vector>

namespace chan::run {

[[nodiscard]] sched::schedule schedule_of(const trace::log& log);

/// Of a run that was stepped from its start to its end, or stands: the choices as they were made.
[[nodiscard]] sched::schedule
schedule_of(const std::vector<sched::made_choice>& made, const trace::log& log);

} // namespace chan::run
