// How long a thread tries before it sleeps: the one place to tune it.
//
// A waiting thread first pauses, which only pays while its partner runs on another core; then
// yields, which also lets a partner run that is packed on this core; then sleeps on a futex.
// Yielding ends after about what one wake across cores costs, so that waiting in vain costs at most
// twice the best choice. Both are bets on the partner: an end of a channel remembers how they went
// (wait_memory), halves a stake that was lost, and leaves a bet out for a while that keeps losing.
// So threads that share one core soon stop pausing, and idle ones soon sleep at once.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

#include <sched.h>

namespace chan::probe {

/// A thread that waits for a message, for room, or for a peer.
inline constexpr int pauses_before_parking = 48;
inline constexpr std::chrono::nanoseconds yielding_before_parking = std::chrono::microseconds(30);

/// A thread that waits for a lock inside a channel, held for some tens of nanoseconds.
inline constexpr int first_pause_for_lock = 4, longest_pause_for_lock = 64;
inline constexpr std::chrono::nanoseconds yielding_before_sleeping_for_lock =
    std::chrono::microseconds(5);
/// The same, if it may be overlooked as it could not have its fence: then it looks by itself.
inline constexpr std::chrono::nanoseconds longest_sleep_without_fence =
    std::chrono::milliseconds(1);

/// Tells the processor that this is a spinning loop.
inline void cpu_pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// A bet that is offered again and again: how much to stake, from how it went. Shared by threads as
/// a hint; losing an update does no harm.
class bet {
public:
    explicit bet(int most) noexcept : most_(most), stake_(most) {}

    /// What to stake this time; 0 to leave it out.
    [[nodiscard]] int stake() noexcept {
        const int now = stake_.load(std::memory_order_relaxed); // relaxed: a hint, here and below
        if (now > 0) return now;
        stake_.store(now + 1 < 0 ? now + 1 : most_, std::memory_order_relaxed);
        return 0;
    }
    void won() noexcept {
        const int now = stake_.load(std::memory_order_relaxed);
        if (now < most_) stake_.store(std::min(most_, 2 * std::max(now, 1)), std::memory_order_relaxed);
    }
    void lost() noexcept {
        const int now = stake_.load(std::memory_order_relaxed) / 2;
        stake_.store(now > most_ / 16 ? now : -left_out, std::memory_order_relaxed);
    }

private:
    static constexpr int left_out = 32; // so many times

    const int most_;
    std::atomic<int> stake_;
};

/// How waiting at one end of a channel has gone lately.
struct wait_memory {
    bet pausing{pauses_before_parking};
};

/// The pauses of one wait.
class patience {
public:
    explicit patience(wait_memory& memory) noexcept
        : bet_(memory.pausing), left_(bet_.stake()), staked_(left_) {}
    patience(const patience&) = delete;
    patience& operator=(const patience&) = delete;
    ~patience() {
        if (left_ < staked_ && !paid_) bet_.lost();
    }

    /// Lets `pauses` go by. False: there is no patience left.
    bool again(int pauses = 1) noexcept {
        if (left_ <= 0) return false;
        left_ -= pauses;
        for (; pauses > 0; --pauses) cpu_pause();
        return true;
    }
    /// Spends what is left on a wait that has begun. True: it is over.
    template <class Parker>
    bool spend_on(const Parker& wait) noexcept {
        while (again()) {
            if (wait.is_done()) {
                paid();
                return true;
            }
        }
        return false;
    }
    /// What was waited for came while pausing.
    void paid() noexcept {
        if (left_ < staked_ && !paid_) bet_.won();
        paid_ = true;
    }

private:
    bet& bet_;
    int left_;
    const int staked_;
    bool paid_ = false;
};

/// One thread's yields before it sleeps once.
class yields {
public:
    explicit yields(std::chrono::nanoseconds most) noexcept : most_(most) {}

    /// Lets others run. False: this wait has yielded enough and should sleep.
    bool again() noexcept {
        using clock = std::chrono::steady_clock;
        if (end_ == clock::time_point{}) end_ = clock::now() + most_;
        ::sched_yield();
        return clock::now() < end_;
    }

private:
    const std::chrono::nanoseconds most_;
    std::chrono::steady_clock::time_point end_{};
};

/// One thread's tries for a lock before it sleeps. Each pause is twice as long as the one before:
/// meanwhile the holder gets on with a burst of operations in its own cache, instead of losing the
/// lock's line after each.
class lock_tries {
public:
    bool again() noexcept {
        if (pauses_ > longest_pause_for_lock) return yields_.again();
        for (int left = pauses_; left > 0; --left) cpu_pause();
        pauses_ *= 2;
        return true;
    }

private:
    int pauses_ = first_pause_for_lock;
    yields yields_{yielding_before_sleeping_for_lock};
};

} // namespace chan::probe
