// One event: a fact with its place in the global order and its times. Fixed size, trivially
// copyable.
#pragma once

#include "core/probe/facts.hpp"

#include <cstdint>
#include <type_traits>

namespace chan::trace {

struct event {
    std::uint64_t order = 0;   // contiguous from 0 within a run; the index of the event in its log
    std::int64_t stage_ns = 0; // stage time: what sleeps and time-outs measure
    std::int64_t shown_ns = 0; // stage time plus pace: when it was seen; never decreases
    std::uint64_t tsc = 0;     // wall time as the raw time-stamp counter
    probe::fact fact{};
};
static_assert(std::is_trivially_copyable_v<event>);

} // namespace chan::trace
