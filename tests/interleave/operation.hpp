// What a fiber can be about to do that others could notice: the alphabet of schedules. Between two
// operations a fiber runs alone. Two operations are independent if their order makes no difference:
// the search runs only one order of those.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

namespace tests::interleave {

inline constexpr int most_fibers = 6; // with the test's main
inline constexpr int nothing = -1;

enum class action : std::uint8_t {
    load,
    store,
    update, // of an atomic
    fence,
    park,
    park_until,
    unpark,
    wait,
    woken,
    wake, // of a futex: a sleeper that is woken goes on by `woken`
    lock, // as a whole, once it is free
    unlock,
    join,
    relax, // of a loop that spins: once another has changed what it had read
};

/// What an update makes of the value.
enum class change : std::uint8_t { exchange, compare, add, subtract, bit_and, bit_or, bit_xor };

struct operation {
    action what = action::fence;
    change how = change::exchange;
    std::memory_order order = std::memory_order_relaxed;
    std::memory_order order_on_failure = std::memory_order_relaxed;
    std::uint8_t bytes = 0;
    int object = nothing; // an atomic or a parker by its number; of a join: the fiber
    bool reads = false;   // the object's value
    bool writes = false;
    bool queues = false; // looks at or changes who sleeps on it
    std::uint64_t operand = 0;
    std::uint64_t expected = 0;
    std::uint64_t result = 0; // the value before
    std::int64_t deadline = 0;
};

inline bool are_dependent(const operation& a, const operation& b) noexcept {
    if (a.object != b.object || a.object == nothing) return false;
    return (a.writes && (b.reads || b.writes)) || (b.writes && a.reads) || (a.queues && b.queues);
}

inline bool acquires(std::memory_order order) noexcept {
    return order != std::memory_order_relaxed && order != std::memory_order_release;
}
inline bool releases(std::memory_order order) noexcept {
    return order == std::memory_order_release || order == std::memory_order_acq_rel
        || order == std::memory_order_seq_cst;
}

/// For each fiber, how far it has got that is known to have happened before; and the latest time
/// that is known to be past, so that no clock goes back along what happened before.
struct vector_clock {
    std::array<std::uint32_t, most_fibers> at{};
    std::int64_t time = 0;

    void join(const vector_clock& other) noexcept {
        for (std::size_t i = 0; i < at.size(); ++i) at[i] = std::max(at[i], other.at[i]);
        time = std::max(time, other.time);
    }
    [[nodiscard]] bool covers(int fiber, std::uint32_t when) const noexcept {
        return at[static_cast<std::size_t>(fiber)] >= when;
    }
};

} // namespace tests::interleave
