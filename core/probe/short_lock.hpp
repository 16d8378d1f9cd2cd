// The lock around a few tens of nanoseconds of work on a channel's own data: one exchange to take
// it and one to give it back. Who finds it taken spins, then yields (its holder may be preempted on
// this very core), then sleeps; so nothing spins for ever. Three states as in Drepper, "Futexes Are
// Tricky".
//
// It takes its atomics and its sleep from the Runtime, so that its steps can be interleaved in
// tests.
#pragma once

#include <cstdint>
#include <memory>

namespace chan::probe {

template <class Runtime>
class short_lock {
public:
    short_lock() = default;
    short_lock(const short_lock&) = delete;
    short_lock& operator=(const short_lock&) = delete;

    void lock() noexcept {
        std::uint32_t seen = unlocked;
        // acquire: pairs with the release in unlock(), takes over what the last holder wrote.
        if (!state_.compare_exchange_strong(seen, locked, std::memory_order_acquire)) [[unlikely]] {
            lock_contended();
        }
    }

    void unlock() noexcept {
        const auto* const address = std::addressof(state_);
        // release: pairs with the acquires in lock() and lock_contended().
        if (state_.exchange(unlocked, std::memory_order_release) == slept_on) [[unlikely]] {
            Runtime::wake_one(address);
        }
    }

private:
    static constexpr std::uint32_t unlocked = 0, locked = 1, slept_on = 2;

    [[gnu::noinline]] void lock_contended() noexcept {
        for (typename Runtime::lock_tries left; left.again();) {
            std::uint32_t seen = unlocked;
            // acquire: pairs with the release in unlock().
            if (state_.load(std::memory_order_relaxed) == unlocked
                && state_.compare_exchange_strong(seen, locked, std::memory_order_acquire)) {
                return;
            }
        }
        // Taken as slept_on from here, as others may sleep too; at worst one wake is for nobody.
        while (state_.exchange(slept_on, std::memory_order_acquire) != unlocked) {
            Runtime::wait_on(state_, slept_on);
        }
    }

    typename Runtime::template atomic<std::uint32_t> state_{unlocked};
};

} // namespace chan::probe
