// How long a thread tries before it sleeps: the one place to tune it.
//
// A waiting thread first pauses, which only pays while its partner runs on another core; then
// yields, which also lets a partner run that is packed on this core; then sleeps on a futex.
// Yielding ends after about what one wake across cores costs, so that waiting in vain costs at most
// twice the best choice. Both are bets on the partner: an end of a channel remembers how they went
// (wait_memory), halves a stake that was lost, and leaves a bet out for a while that keeps losing.
// So threads that share one core soon stop pausing, and idle ones soon sleep at once. Who waits for
// a lock of core/sync, or in a select, remembers nothing: it does not pause, and yields each time.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

#include <sched.h>

namespace chan::probe {

/// A thread that waits for a message, for room, or for a peer.
inline constexpr int pauses_before_parking = 48;
inline constexpr std::chrono::nanoseconds yielding_before_parking = std::chrono::microseconds(30);

/// A wait as long as this says that yielding was in vain; a shorter one, that it pays, or nearly.
inline constexpr std::chrono::nanoseconds long_wait = 10 * yielding_before_parking;

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
        if (now == most_) return;
        stake_.store(now > 0 ? std::min(most_, 2 * now) : most_, std::memory_order_relaxed);
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
    bet yielding{static_cast<int>(yielding_before_parking.count())};
};

/// One thread's yields before it sleeps once.
class yields {
public:
    using clock = std::chrono::steady_clock;

    /// Begins with its first yield.
    explicit yields(std::chrono::nanoseconds most) noexcept : most_(most) {}
    yields(clock::time_point since, std::chrono::nanoseconds most) noexcept
        : most_(most), end_(since + most) {}

    [[nodiscard]] bool are_any() const noexcept { return most_ != most_.zero(); }

    /// Lets others run. False: this wait has yielded enough and should sleep.
    bool again() noexcept {
        if (!are_any()) return false;
        if (end_ == clock::time_point{}) end_ = clock::now() + most_;
        ::sched_yield();
        return clock::now() < end_;
    }

private:
    const std::chrono::nanoseconds most_;
    clock::time_point end_{};
};

/// The pauses of one wait, its yields and its sleep.
class patience {
public:
    explicit patience(wait_memory& memory) noexcept
        : memory_(memory), left_(memory.pausing.stake()), staked_(left_) {}
    patience(const patience&) = delete;
    patience& operator=(const patience&) = delete;
    ~patience() {
        if (left_ < staked_ && !paid_) memory_.pausing.lost();
    }

    /// Lets `pauses` go by. False: there is no patience left.
    bool again(int pauses = 1) noexcept {
        if (left_ <= 0) return false;
        left_ -= pauses;
        for (; pauses > 0; --pauses) cpu_pause();
        return true;
    }
    /// Spends what is left on a wait that has begun, and sleeps. False: the time is over.
    template <class Parker, class Deadline>
    bool park(Parker& wait, Deadline deadline) {
        while (again()) {
            if (wait.is_done()) {
                paid();
                return true;
            }
        }
        if (wait.is_done()) return true;
        const auto began = yields::clock::now();
        const yields left(began, std::chrono::nanoseconds(memory_.yielding.stake()));
        const bool is_done = wait.park_until(deadline, left);
        if (yields::clock::now() - began < long_wait) {
            memory_.yielding.won(); // or would have, if it had been staked
        } else if (left.are_any()) {
            memory_.yielding.lost();
        }
        return is_done;
    }
    /// What was waited for came while pausing.
    void paid() noexcept {
        if (left_ < staked_ && !paid_) memory_.pausing.won();
        paid_ = true;
    }

private:
    wait_memory& memory_;
    int left_;
    const int staked_;
    bool paid_ = false;
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
