// Recording: one single-producer ring per thread, one global order, one collector that releases
// only contiguous orders. What a lesson's thread pays for an event is one fetch_add, one clock read
// and a copy into its ring; it never waits for the collector or for another thread.
//
// grow:   reserve() (called at points, outside any lock) makes room; record() itself allocates only
//         if one operation notes more than was reserved. Nothing is ever lost.
// count:  for benchmarks, memory stays fixed; what does not fit takes no place in the order, is
//         counted, and is left as one `gap` event by the collection that finds it.
//
// The order agrees with happens-before: a fact noted after another (in the same thread, or under a
// lock that the other released) has the higher order.
#pragma once

#include "core/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace chan::trace {

/// What a ring does when it is full.
enum class overflow : std::uint8_t { grow, count };

/// The two clocks of a run at the moment of a fact. The collector lifts a time that lies before its
/// predecessor's in the order, so that along a log neither clock ever goes back.
struct times {
    std::int64_t stage_ns = 0;
    std::int64_t shown_ns = 0;
};

class recorder {
public:
    class ring; // opaque to its users; belongs to the recorder

    struct options {
        std::size_t ring_events = 1024;
        trace::overflow overflow = trace::overflow::grow;
    };

    explicit recorder(options chosen);
    ~recorder(); // no thread may be recording any more
    recorder(const recorder&) = delete;
    recorder& operator=(const recorder&) = delete;

    /// A ring for one producing thread. Any thread may open one, at any time; it lives as long as
    /// the recorder, and outlives its thread: what was recorded stays to be collected.
    ring& open_ring();

    /// Room for so many further events in this ring, so that recording them does not allocate. Its
    /// own thread only; may allocate; never waits. Nothing to do for overflow::count.
    void reserve(ring& into, std::size_t events);

    /// Stamps and stores. Its own thread only; never waits. Returns the order it was given; for
    /// overflow::count, when it did not fit, the order that it would have got.
    std::uint64_t record(ring& into, const probe::fact& what, times at) noexcept;

    /// Appends to `into` all events whose predecessors have all arrived. One collecting thread at a
    /// time. Returns how many came. When no thread is recording, everything stamped comes.
    std::size_t collect(log& into);

    /// The order that the next event will get: so many have been stamped.
    [[nodiscard]] std::uint64_t stamped() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace chan::trace
