// The events of one run so far, in order, append-only. Owned by one thread (the collector's).
#pragma once

#include "core/trace/event.hpp"

#include <cstddef>
#include <vector>

namespace chan::trace {

using log = std::vector<event>;

} // namespace chan::trace
