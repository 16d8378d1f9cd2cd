// The lock of one end of a channel's queue: one exchange to take it, one plain store to give it
// back. It is held for some tens of nanoseconds, almost always by threads of one side only. Who
// finds it taken pauses for about as long as a burst of operations lasts (so that the holder gets
// on with its burst, in its own cache), then yields (its holder may be preempted on this very
// core), then sleeps; so nothing spins for ever.
//
// A plain store cannot tell whether somebody sleeps, so sleepers count themselves in a second word,
// with an asymmetric fence between: see core/probe/fence.hpp.
//
// unlock() reads the lock once more after it gave it back: the channel must outlive that. It does,
// as whoever holds a lock of it also holds a handle.
#pragma once

#include <atomic>
#include <cstdint>

namespace chan::detail {

template <class Runtime>
class end_lock {
public:
    end_lock() = default;
    end_lock(const end_lock&) = delete;
    end_lock& operator=(const end_lock&) = delete;

    [[gnu::always_inline]] void lock() noexcept {
        if (!try_lock()) [[unlikely]] lock_contended();
    }

    [[nodiscard, gnu::always_inline]] bool try_lock() noexcept {
        // acquire: pairs with the release in unlock(), takes over what the last holder wrote.
        return state_.exchange(locked, std::memory_order_acquire) == unlocked;
    }

    [[gnu::always_inline]] void unlock() noexcept {
        // release: pairs with the acquire in try_lock().
        state_.store(unlocked, std::memory_order_release);
        Runtime::light_fence(); // pairs with the heavy one in lock_contended()
        // relaxed: says only that a wake may be needed.
        if (sleepers_.load(std::memory_order_relaxed) != 0) [[unlikely]] {
            Runtime::wake_one(&state_);
        }
    }

private:
    static constexpr std::uint32_t unlocked = 0, locked = 1;

    [[gnu::noinline]] void lock_contended() noexcept {
        for (typename Runtime::lock_tries left; left.again();) {
            // relaxed: a look that spares the holder's cache line; try_lock() takes over.
            if (state_.load(std::memory_order_relaxed) == unlocked && try_lock()) return;
        }
        // relaxed, here and below: ordered by the fence, and by the lock itself.
        sleepers_.fetch_add(1, std::memory_order_relaxed);
        // From here on each unlock() sees a sleeper, or we see it unlocked; but if the fence has
        // failed, a wake may be missing.
        const bool is_woken = Runtime::heavy_fence();
        while (!try_lock()) {
            if (is_woken) [[likely]] {
                Runtime::wait_on(state_, locked);
            } else {
                Runtime::wait_briefly_on(state_, locked);
            }
        }
        sleepers_.fetch_sub(1, std::memory_order_relaxed);
    }

    typename Runtime::template atomic<std::uint32_t> state_{unlocked};
    typename Runtime::template atomic<std::uint32_t> sleepers_{0};
};

} // namespace chan::detail
