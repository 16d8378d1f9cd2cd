// How long a thread tries before it sleeps: the one place to tune it. First some pauses, which only
// pay while the partner runs on another core; then yields, which also let a partner run that is
// packed on this core; then the futex. Yielding ends after about what one wake across cores costs,
// so that waiting in vain costs at most twice the best choice and an idle thread soon uses no CPU;
// and it ends at once where others have work for this core, because then a wake comes sooner.
#pragma once

#include <chrono>

#include <sched.h>

namespace chan::probe {

struct wait_policy {
    int pauses;
    std::chrono::nanoseconds yielding;
};

/// A thread that waits for a message, for room, or for a peer.
inline constexpr wait_policy before_parking{
    .pauses = 40, .yielding = std::chrono::microseconds(30)};

/// A thread that waits for the short lock inside a channel, held for some tens of nanoseconds.
inline constexpr wait_policy before_sleeping_for_lock{
    .pauses = 20, .yielding = std::chrono::microseconds(5)};

/// Tells the processor that this is a spinning loop.
inline void cpu_pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// One thread's tries before it sleeps once.
class tries {
public:
    explicit tries(const wait_policy& policy) noexcept
        : pauses_left_(policy.pauses), yielding_(policy.yielding) {}

    /// Lets a little time go by. False: this wait has tried enough and should sleep.
    bool again() noexcept {
        if (pauses_left_ > 0) {
            --pauses_left_;
            cpu_pause();
            return true;
        }
        using clock = std::chrono::steady_clock;
        if (end_ == clock::time_point{}) end_ = clock::now() + yielding_;
        ::sched_yield();
        return clock::now() < end_;
    }

private:
    int pauses_left_;
    std::chrono::nanoseconds yielding_;
    std::chrono::steady_clock::time_point end_{};
};

} // namespace chan::probe
