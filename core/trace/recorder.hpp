// Recording: one single-producer ring per thread, one global order, one collector that releases only
// contiguous orders. What a lesson's thread pays for an event is one fetch_add, one clock read and a
// copy into its ring.
//
// growing:  reserve() (called at points, outside any lock) makes room; record() itself allocates only if
//           a single operation notes more than was reserved. Nothing is ever lost.
// fixed:    for benchmarks; what does not fit is counted and left as one `gap` event.
#pragma once

#include "core/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace chan::trace {

enum class overflow : std::uint8_t { grow, count };

struct times {
    std::int64_t stage_ns = 0;
    std::int64_t shown_ns = 0;
};

class recorder {
public:
    class ring;  // opaque to its users; belongs to the recorder

    struct options {
        std::size_t ring_events = 1024;
        trace::overflow overflow = trace::overflow::grow;
    };

    explicit recorder(options options);
    ~recorder();

    /// A ring for one producing thread. Any thread may open one; it lives as long as the recorder.
    ring& open_ring();

    /// Room for so many further events in this ring. Its own thread only; may allocate; never waits.
    void reserve(ring& into, std::size_t events);

    /// Stamps and stores. Its own thread only. Returns the order it was given.
    std::uint64_t record(ring& into, const probe::fact& what, times at) noexcept;

    /// Appends to `into` all events whose predecessors have all arrived. One collecting thread at a time.
    /// Returns how many came.
    std::size_t collect(log& into);

    /// The order that the next event will get: so many have been stamped.
    [[nodiscard]] std::uint64_t stamped() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace chan::trace
