// A live run as a schedule: the choices that make the same operations end in the same order in step mode,
// read off its log. So a live run, too, can be replayed, and gone back in.
//
// An operation with one point is chosen where its result stands in the log. One with two (rendezvous,
// timed, sleep, work) that had to wait is chosen where it began to wait, and again where its thread went
// on. Before a wait ends by its deadline, time passes as often as the virtual clock of step mode needs.
#pragma once

#include "core/sched/schedule.hpp"
#include "core/trace/log.hpp"

namespace chan::run {

[[nodiscard]] sched::schedule schedule_of(const trace::log& log);

}  // namespace chan::run
