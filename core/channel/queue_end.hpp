// One end of a channel's queue, on cache lines of its own: the lock of those who use this end, how
// far they are, and how far they last saw the other end to be. So the two ends run side by side
// and touch each other's lines only where one has caught up with the other.
#pragma once

#include "core/channel/end_lock.hpp"

#include <cstddef>

namespace chan::detail {

/// Two lines, as the processor fetches them in pairs.
inline constexpr std::size_t apart = 128;

/// How many messages went through one end since the start: written under that end's lock, and what
/// the other end looks at. It has a line of its own, so that a look does not take away the line
/// with the lock.
template <class Runtime>
struct alignas(apart) queue_position {
    typename Runtime::template atomic<std::size_t> count{0};
    /// The rest of its line: what stands here comes along with a look.
    alignas(std::size_t) std::byte beside[64 - sizeof(std::size_t)];
};

/// Cursor: where the queue's next slot at this end is.
template <class Runtime, class Cursor>
struct alignas(apart) queue_end {
    end_lock<Runtime> lock;

    // Guarded by the lock.
    std::size_t other_seen = 0; // the other end's position when last looked
    Cursor cursor{};

    /// How waiting at this end has gone lately.
    [[no_unique_address]] typename Runtime::wait_memory memory;

    queue_position<Runtime> position;

    /// Under the lock: this end's own position.
    [[nodiscard]] std::size_t mine() const noexcept {
        return position.count.load(std::memory_order_relaxed); // relaxed: written under our lock
    }
    /// One message more; publishes the slot to the other end.
    void advance() noexcept {
        // release: pairs with the acquire in look_at(), publishes the slot, filled or emptied.
        position.count.store(mine() + 1, std::memory_order_release);
    }
    /// Where the other end is now.
    void look_at(const queue_end& other) noexcept {
        // acquire: pairs with the release in advance().
        other_seen = other.position.count.load(std::memory_order_acquire);
    }
};

} // namespace chan::detail
