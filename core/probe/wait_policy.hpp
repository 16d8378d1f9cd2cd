// How long a thread tries before it sleeps: the one place to tune it. First some pauses, which only pay
// while the partner runs on another core; then yields, which also let a partner run that is packed on
// this core; then the futex. The sum of it is about what one wake across cores costs (25 to 40 µs), so
// that waiting in vain costs at most twice the best choice, and an idle thread soon uses no CPU.
#pragma once

#include <sched.h>

namespace chan::probe {

struct wait_policy {
    int pauses;
    int yields;
};

/// A thread that waits for a message, for room, or for a peer.
inline constexpr wait_policy before_parking{.pauses = 40, .yields = 80};

/// A thread that waits for the short lock inside a channel, held for some tens of nanoseconds.
inline constexpr wait_policy before_sleeping_for_lock{.pauses = 20, .yields = 10};

/// Tells the processor that this is a spinning loop.
inline void cpu_pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// The n-th turn (from 0) of a wait. False: this wait has tried enough and should sleep.
inline bool spin(const wait_policy& policy, int turn) noexcept {
    if (turn < policy.pauses) {
        cpu_pause();
        return true;
    }
    if (turn < policy.pauses + policy.yields) {
        ::sched_yield();
        return true;
    }
    return false;
}

}  // namespace chan::probe
