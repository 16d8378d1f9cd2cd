// Folding: one event makes the next world. Pure: the same events give the same world, on any
// machine, live or stepped. The only reader of what events mean.
//
// Costs O(actors + handles inside messages and locks), however many objects there were: far below a
// microsecond for a lesson. A fact that names something unknown changes nothing but
// `world::misfits`.
#pragma once

#include "core/model/world.hpp"
#include "core/trace/event.hpp"

namespace chan::model {

void apply(world& state, const trace::event& event);

} // namespace chan::model
