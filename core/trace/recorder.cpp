// The global order and the collector that merges the rings by it.
#include "core/trace/recorder.hpp"

#include "core/trace/ring.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <new>
#include <vector>

#if defined(__x86_64__) || defined(__i386__)
#include <x86intrin.h>
#else
#include <chrono>
#endif

namespace chan::trace {

namespace {

std::uint64_t wall_ticks() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    return __rdtsc();
#else
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

} // namespace

struct recorder::state {
    explicit state(recorder::options chosen) : settings(chosen) {}

    recorder::options settings;

    std::mutex opening; // guards `rings` only; never taken by record()
    std::deque<recorder::ring> rings;

    alignas(128) std::atomic<std::uint64_t> next_order{0};

    // The collector's alone.
    alignas(128) std::vector<recorder::ring*> sources;
    std::deque<event> gaps; // made by the collector, waiting for their predecessors
    std::uint64_t released = 0;
    times latest;

    std::uint64_t stamp() noexcept {
        // relaxed: increments of one atomic are totally ordered and agree with happens-before,
        // which is all that an order needs; the events themselves are published by their rings
        return next_order.fetch_add(1, std::memory_order_relaxed);
    }

    void note_gap(std::uint32_t lost) {
        event gap{.order = stamp(), .tsc = wall_ticks(), .fact = {}};
        gap.fact.kind = probe::kind::gap;
        gap.fact.number = lost;
        gaps.push_back(gap);
    }

    void release(event next, log& into) {
        latest.stage_ns = next.stage_ns = std::max(next.stage_ns, latest.stage_ns);
        latest.shown_ns = next.shown_ns = std::max(next.shown_ns, latest.shown_ns);
        into.push_back(next);
        ++released;
    }

    /// Releases what this ring has of the contiguous order; whether that was anything.
    bool drain(recorder::ring& from, log& into) {
        const std::uint64_t before = released;
        for (const event* next = from.front(); next != nullptr && next->order == released;
             next = from.front()) {
            release(*next, into);
            from.pop();
        }
        return released != before;
    }

    bool drain_gaps(log& into) {
        const std::uint64_t before = released;
        while (!gaps.empty() && gaps.front().order == released) {
            release(gaps.front(), into);
            gaps.pop_front();
        }
        return released != before;
    }
};

recorder::recorder(options chosen) : state_(std::make_unique<state>(chosen)) {}

recorder::~recorder() = default;

recorder::ring& recorder::open_ring() {
    const std::lock_guard guard(state_->opening);
    return state_->rings.emplace_back(state_->settings.ring_events, state_->settings.overflow);
}

void recorder::reserve(ring& into, std::size_t events) {
    into.reserve(events);
}

std::uint64_t recorder::record(ring& into, const probe::fact& what, times at) noexcept {
    event* slot = into.next_slot();
    if (slot == nullptr) [[unlikely]] {
        return stamped();
    }
    const std::uint64_t order = state_->stamp();
    ::new (static_cast<void*>(slot)) event{
        .order = order,
        .stage_ns = at.stage_ns,
        .shown_ns = at.shown_ns,
        .tsc = wall_ticks(),
        .fact = what,
    };
    into.publish();
    return order;
}

std::size_t recorder::collect(log& into) {
    state& own = *state_;
    {
        const std::lock_guard guard(own.opening);
        for (std::size_t i = own.sources.size(); i < own.rings.size(); ++i) {
            own.sources.push_back(&own.rings[i]);
        }
    }
    for (ring* source : own.sources) {
        if (const std::uint32_t lost = source->take_lost(); lost != 0) {
            own.note_gap(lost);
        }
    }
    const std::uint64_t before = own.released;
    for (bool moved = true; moved;) {
        moved = own.drain_gaps(into);
        for (ring* source : own.sources) {
            moved |= own.drain(*source, into);
        }
    }
    return static_cast<std::size_t>(own.released - before);
}

std::uint64_t recorder::stamped() const noexcept {
    // relaxed: a number for display and tests; nothing is read on its strength
    return state_->next_order.load(std::memory_order_relaxed);
}

} // namespace chan::trace
