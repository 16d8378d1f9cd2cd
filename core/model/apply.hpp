// Folding: one event makes the next world. Pure; the only reader of what events mean.
#pragma once

#include "core/model/world.hpp"
#include "core/trace/event.hpp"

namespace chan::model {

void apply(world& state, const trace::event& event);

}  // namespace chan::model
