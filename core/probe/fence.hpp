// An asymmetric fence: two threads that each write one word and then read the other's need a full
// fence between the two on both sides, or both may miss what the other wrote. Here the frequent
// side pays (almost) nothing and the rare side pays for both: it lets the kernel interrupt every
// core that runs a thread of this process, each interruption being a full fence there.
//
// Source: Linux membarrier(2); Dice, Huang, Yang, "Asymmetric Dekker Synchronization" (2001).
//
// Why a light fence may be nothing but a compiler barrier: the heavy fence takes effect on the
// frequent side's thread either before its write, and then that thread's later read sees what the
// rare side wrote before its heavy fence; or after its write, and then the rare side's later read
// sees that write. Where the system call is missing, both are full fences. Where it fails later (a
// filter was put over it), the heavy fence says so, and its caller must not rely on the frequent
// side having seen its write.
#pragma once

#ifndef __linux__
#error "chanscope's channels need Linux: their threads sleep on its futexes"
#endif

#include <atomic>

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chan::probe {

namespace detail {

inline bool membarrier(int command) noexcept { return ::syscall(SYS_membarrier, command, 0, 0) == 0; }

inline void full_fence() noexcept {
#ifdef __SANITIZE_THREAD__
    std::atomic<int> word{0}; // ThreadSanitizer knows no fences
    word.exchange(1);
#else
    std::atomic_thread_fence(std::memory_order_seq_cst);
#endif
}

#ifdef __SANITIZE_THREAD__
inline constexpr struct {
    static constexpr bool are_asymmetric() noexcept { return false; }
} fences;
#else
/// Registers the process, once. Until then, during static initialisation, light fences are full
/// ones, and a heavy one that comes before needs to be no more: who uses the fences asymmetrically
/// has seen the registration, and so what was written before a heavy fence that had not seen it.
class registration {
public:
    constexpr registration() noexcept = default;

    [[nodiscard]] bool are_asymmetric() const noexcept {
        // acquire: what is read behind the fence is not read before this.
        return is_done_.load(std::memory_order_acquire);
    }
    bool perform() const noexcept {
        is_done_.store(membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED));
        return are_asymmetric();
    }

private:
    mutable std::atomic<bool> is_done_{false}; // written once, as threads may run already
};
inline constinit const registration fences;
inline const bool fences_are_registered = fences.perform();
#endif

} // namespace detail

/// The frequent side's fence, between its write and its read.
inline void light_fence() noexcept {
    if (detail::fences.are_asymmetric()) [[likely]] {
        std::atomic_signal_fence(std::memory_order_seq_cst);
    } else {
        detail::full_fence();
    }
}

/// The rare side's fence, between its write and its read. False: it has failed, and orders nothing
/// on the frequent side.
[[nodiscard]] inline bool heavy_fence() noexcept {
    detail::full_fence();
    return !detail::fences.are_asymmetric()
        || detail::membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}

} // namespace chan::probe
