// One wait of one thread, on one atomic word; native's and recording's parker.
//
//   waiting ──(owner sleeps)──▶ parked ──(peer)──▶ done
//      └───────────────(peer)──────────────────────▲
//
// unpark() takes the word's address before it publishes `done` and wakes by address, so nothing
// touches the owner's memory after the owner could have seen that its wait is over. A parker serves
// one wait.
#pragma once

#include "core/probe/futex.hpp"
#include "core/probe/wait_policy.hpp"

#include <chrono>
#include <optional>

namespace chan::probe {

class futex_parker {
public:
    using time_point = std::chrono::steady_clock::time_point;

    futex_parker() = default;
    futex_parker(const futex_parker&) = delete;
    futex_parker& operator=(const futex_parker&) = delete;

    /// Waits until unpark() was called. What its caller did before is visible afterwards.
    void park() noexcept { park_until(std::nullopt); }

    /// The same, at most until `deadline`; false: the time is over and nobody has called unpark().
    bool park_until(std::optional<time_point> deadline) noexcept {
        return park_until(deadline, yields(yielding_before_parking));
    }
    /// The same, with as many yields before it sleeps.
    bool park_until(std::optional<time_point> deadline, yields left) noexcept {
        while (!is_done()) {
            if (deadline && std::chrono::steady_clock::now() >= *deadline) return false;
            if (left.again()) continue;
            std::uint32_t before = waiting;
            // relaxed: says only that a wake is needed; what the peer did is taken over in is_done().
            state_.compare_exchange_strong(before, parked, std::memory_order_relaxed);
            if (deadline) {
                futex_wait_until(state_, parked, *deadline);
            } else {
                futex_wait(state_, parked);
            }
        }
        return true;
    }

    /// Ends the wait; called once, by one peer. The parker may be gone when this returns.
    void unpark() noexcept {
        const futex_word* const address = &state_;
        // release: pairs with the acquire in is_done(), publishes what the peer did for the owner.
        if (state_.exchange(done, std::memory_order_release) == parked) futex_wake(address);
    }

    // acquire: pairs with the release in unpark().
    [[nodiscard]] bool is_done() const noexcept {
        return state_.load(std::memory_order_acquire) == done;
    }

private:
    static constexpr std::uint32_t waiting = 0, parked = 1, done = 2;

    futex_word state_{waiting};
};

} // namespace chan::probe
