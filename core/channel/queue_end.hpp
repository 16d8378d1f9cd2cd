// One end of a channel's queue, on cache lines of its own: the lock of those who use this end, how
// far they are, and how far they last saw the other end to be. So the two ends run side by side
// and touch each other's lines only where one has caught up with the other.
#pragma once

#include "core/channel/end_lock.hpp"

#include <cstddef>

namespace chan::detail {

/// Two lines, as the processor fetches them in pairs.
inline constexpr std::size_t apart = 128;

template <class Runtime>
struct alignas(apart) queue_end {
    end_lock<Runtime> lock;
    std::size_t other_seen = 0; // the other end's position when last looked; guarded by the lock

    /// How many messages went through this end since the start. Written under the lock.
    typename Runtime::template atomic<std::size_t> position{0};

    /// How waiting at this end has gone lately.
    [[no_unique_address]] typename Runtime::wait_memory memory;

    /// Under the lock: this end's own position.
    [[nodiscard]] std::size_t mine() const noexcept {
        return position.load(std::memory_order_relaxed); // relaxed: written under our lock
    }
    /// One message more; publishes the slot to the other end.
    void advance() noexcept {
        // release: pairs with the acquire in look_at(), publishes the slot, filled or emptied.
        position.store(mine() + 1, std::memory_order_release);
    }
    /// Where the other end is now.
    void look_at(const queue_end& other) noexcept {
        // acquire: pairs with the release in advance().
        other_seen = other.position.load(std::memory_order_acquire);
    }
};

} // namespace chan::detail
