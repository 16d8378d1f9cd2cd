// Linux futexes on one 32-bit word: sleep while it has a value, wake who sleeps on its address. A
// wake takes the address only and never reads it, so it may come after the word is gone; every
// sleeper therefore has to expect wakes that were not meant for it, and looks at its word again.
#pragma once

#ifndef __linux__
#error "chanscope's channels need Linux: their threads sleep on its futexes"
#endif

#include <atomic>
#include <chrono>
#include <climits>
#include <cstdint>
#include <ctime>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chan::probe {

using futex_word = std::atomic<std::uint32_t>;
static_assert(sizeof(futex_word) == sizeof(std::uint32_t) && futex_word::is_always_lock_free);
static_assert(
    sizeof(std::time_t) == sizeof(long),
    "this call takes the kernel's own timespec, of longs; with a longer time_t on a 32-bit machine "
    "it has to be futex_time64"
);

/// Sleeps while `word` has the value `seen`. May return early at any time.
inline void futex_wait(const futex_word& word, std::uint32_t seen) noexcept {
    ::syscall(SYS_futex, &word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, seen, nullptr, nullptr, 0);
}

/// The same, at most until `deadline` (absolute, so that early returns do not lengthen the wait).
inline void futex_wait_until(
    const futex_word& word, std::uint32_t seen, std::chrono::steady_clock::time_point deadline
) noexcept {
    using namespace std::chrono;
    const auto since_boot = deadline.time_since_epoch();
    const auto whole = duration_cast<seconds>(since_boot);
    std::timespec until{};
    until.tv_sec = static_cast<std::time_t>(whole.count());
    until.tv_nsec = static_cast<long>(duration_cast<nanoseconds>(since_boot - whole).count());
    ::syscall(
        SYS_futex,
        &word,
        FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG,
        seen,
        &until,
        nullptr,
        FUTEX_BITSET_MATCH_ANY
    );
}

/// Wakes at most `sleepers` threads that sleep on this address. The word is not read.
inline void futex_wake(const futex_word* word, int sleepers = 1) noexcept {
    ::syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, sleepers, nullptr, nullptr, 0);
}

} // namespace chan::probe
