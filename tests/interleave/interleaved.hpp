// The runtime whose every step is a choice of the interleaver, and what its tests are written with:
//
//     const auto found = explore({}, [] {
//         auto [tx, rx] = chan::channel<message, interleaved>();
//         thread sender("sender", [tx = std::move(tx)] { must(tx.send({1}).has_value(), "sent");
//         }); must(rx.recv().has_value(), "received");
//     });
//
// Values of atomics are the execution's; the objects here only have their addresses. A parker is
// one step each way, with the happens-before that its contract promises. Time passes for a thread
// as it sleeps and times out, and a time-out is possible at any moment after its wait began.
#pragma once

#include "core/channel/end_lock.hpp"
#include "core/probe/native.hpp"
#include "core/probe/runtime.hpp"
#include "tests/interleave/execution.hpp"
#include "tests/interleave/search.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace tests::interleave {

/// The failed check ends the execution, and the search.
inline void must(bool holds, const char* fact) {
    if (!holds) execution::current().fail(fact);
}

/// An outcome to be counted: no more than once in an execution.
inline void saw(const char* what) {
    execution::current().say(what);
}

/// A thread of a test; joined at its end. Its body dies on it.
class thread {
public:
    template <class Body>
    thread(const char* name, Body body)
        : number_(execution::current().spawn(name, std::move(body))) {}
    thread(const thread&) = delete;
    thread& operator=(const thread&) = delete;
    ~thread() { join(); }

    void join() {
        if (std::exchange(is_joined_, true)) return;
        execution::current().perform(
            {.what = action::join, .operand = static_cast<std::uint64_t>(number_)}
        );
    }

private:
    int number_;
    bool is_joined_ = false;
};

/// A lock as its users see it: one step to take it, one to give it back.
class whole_lock {
public:
    whole_lock() noexcept { execution::current().add_object(this, 0); }
    whole_lock(const whole_lock&) = delete;
    whole_lock& operator=(const whole_lock&) = delete;
    ~whole_lock() { execution::current().end_object(this); }

    void lock() noexcept { perform(action::lock, std::memory_order_acquire); }
    void unlock() noexcept { perform(action::unlock, std::memory_order_release); }
    [[nodiscard]] bool try_lock() noexcept {
        return execution::current().perform({
                   .what = action::update,
                   .how = change::compare,
                   .order = std::memory_order_acquire,
                   .object = execution::current().object_at(this),
                   .reads = true,
                   .writes = true,
                   .operand = 1,
               })
            == 0;
    }

private:
    void perform(action what, std::memory_order order) const noexcept {
        execution::current().perform({
            .what = what,
            .order = order,
            .object = execution::current().object_at(this),
            .reads = true,
            .writes = true,
        });
    }

    [[maybe_unused]] std::byte place_;
};

/// What std::atomic_thread_fence is to std::atomic.
inline void fence(std::memory_order order) {
    execution::current().perform({.what = action::fence, .order = order});
}

template <class T>
class atomic {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(std::uint64_t));

public:
    using value_type = T;

    atomic() noexcept : atomic(T{}) {}
    atomic(T initial) noexcept { execution::current().add_object(this, bits(initial)); }
    atomic(const atomic&) = delete;
    atomic& operator=(const atomic&) = delete;
    ~atomic() { execution::current().end_object(this); }

    T load(std::memory_order order = std::memory_order_seq_cst) const noexcept {
        operation what = on_this(action::load, order);
        what.reads = true;
        return value(execution::current().perform(what));
    }
    void store(T to, std::memory_order order = std::memory_order_seq_cst) noexcept {
        operation what = on_this(action::store, order);
        what.writes = true;
        what.operand = bits(to);
        execution::current().perform(what);
    }
    T exchange(T to, std::memory_order order = std::memory_order_seq_cst) noexcept {
        return update(change::exchange, to, order);
    }
    bool compare_exchange_strong(
        T& expected, T to, std::memory_order success, std::memory_order failure
    ) noexcept {
        operation what = on_this(action::update, success);
        what.how = change::compare;
        what.order_on_failure = failure;
        what.reads = what.writes = true;
        what.operand = bits(to);
        what.expected = bits(expected);
        const std::uint64_t before = execution::current().perform(what);
        if (before == what.expected) return true;
        expected = value(before);
        return false;
    }
    bool compare_exchange_strong(
        T& expected, T to, std::memory_order order = std::memory_order_seq_cst
    ) noexcept {
        return compare_exchange_strong(expected, to, order, on_failure(order));
    }
    bool compare_exchange_weak(
        T& expected, T to, std::memory_order success, std::memory_order failure
    ) noexcept {
        return compare_exchange_strong(expected, to, success, failure);
    }
    bool compare_exchange_weak(
        T& expected, T to, std::memory_order order = std::memory_order_seq_cst
    ) noexcept {
        return compare_exchange_strong(expected, to, order);
    }
    T fetch_add(
        T by, std::memory_order order = std::memory_order_seq_cst
    ) noexcept requires std::integral<T> {
        return update(change::add, by, order);
    }
    T fetch_sub(
        T by, std::memory_order order = std::memory_order_seq_cst
    ) noexcept requires std::integral<T> {
        return update(change::subtract, by, order);
    }
    T fetch_and(
        T by, std::memory_order order = std::memory_order_seq_cst
    ) noexcept requires std::integral<T> {
        return update(change::bit_and, by, order);
    }
    T fetch_or(
        T by, std::memory_order order = std::memory_order_seq_cst
    ) noexcept requires std::integral<T> {
        return update(change::bit_or, by, order);
    }
    T fetch_xor(
        T by, std::memory_order order = std::memory_order_seq_cst
    ) noexcept requires std::integral<T> {
        return update(change::bit_xor, by, order);
    }

private:
    operation on_this(action what, std::memory_order order) const noexcept {
        return {
            .what = what,
            .order = order,
            .bytes = sizeof(T),
            .object = execution::current().object_at(this),
        };
    }
    T update(change how, T by, std::memory_order order) noexcept {
        operation what = on_this(action::update, order);
        what.how = how;
        what.reads = what.writes = true;
        what.operand = bits(by);
        return value(execution::current().perform(what));
    }
    static std::memory_order on_failure(std::memory_order success) noexcept {
        if (success == std::memory_order_acq_rel) return std::memory_order_acquire;
        if (success == std::memory_order_release) return std::memory_order_relaxed;
        return success;
    }
    static std::uint64_t bits(T value) noexcept {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof(T));
        return bits;
    }
    static T value(std::uint64_t bits) noexcept {
        T value;
        std::memcpy(&value, &bits, sizeof(T));
        return value;
    }

    [[maybe_unused]] alignas(T) std::array<std::byte, sizeof(T)> place_;
};

struct interleaved : chan::probe::native {
    template <class T>
    using atomic = interleave::atomic<T>;

    struct clock {
        using rep = std::int64_t;
        using period = std::nano;
        using duration = std::chrono::nanoseconds;
        using time_point = std::chrono::time_point<clock>;
        static constexpr bool is_steady = true;
        static time_point now() noexcept {
            return time_point(duration(execution::current().time()));
        }
    };

    class parker {
    public:
        parker() noexcept { execution::current().add_object(this, 0); }
        parker(const parker&) = delete;
        parker& operator=(const parker&) = delete;
        ~parker() { execution::current().end_object(this); }

        void park() noexcept { park_until(std::nullopt); }
        bool park_until(std::optional<clock::time_point> deadline) noexcept {
            operation what{.object = execution::current().object_at(this)};
            if (deadline) {
                what.what = action::park_until;
                what.reads = true;
                what.deadline = deadline->time_since_epoch().count();
            } else {
                what.what = action::park;
            }
            return execution::current().perform(what) != 0;
        }
        void unpark() noexcept { unpark(std::memory_order_release); }
        [[nodiscard]] bool is_done() const noexcept {
            return execution::current().perform({
                       .what = action::load,
                       .order = std::memory_order_acquire,
                       .object = execution::current().object_at(this),
                       .reads = true,
                   })
                != 0;
        }

    protected:
        void unpark(std::memory_order order) noexcept {
            execution::current().perform({
                .what = action::unpark,
                .order = order,
                .object = execution::current().object_at(this),
                .writes = true,
            });
        }

    private:
        [[maybe_unused]] char room_ = 0; // so that no member of what derives from it has its address
    };

    /// The channels' locks are whole_locks. That their own steps make up one is tested apart.
    static constexpr bool has_whole_locks = true;

    using wait_memory = chan::probe::no_wait_memory;
    using patience = chan::probe::no_patience; // see `patient`

    /// One try: that others would see no more of is all that a second one could add.
    class lock_tries {
    public:
        bool again() noexcept { return std::exchange(is_left_, false); }

    private:
        bool is_left_ = true;
    };
    /// For a loop that spins without an end: goes on once another thread has changed what this one
    /// had read since it relaxed last.
    static void relax() noexcept { execution::current().perform({.what = action::relax}); }

    static void wait_on(const atomic<std::uint32_t>& word, std::uint32_t seen) noexcept {
        const int object = execution::current().object_at(&word);
        const auto sleeps = execution::current().perform({
            .what = action::wait,
            .object = object,
            .reads = true,
            .queues = true,
            .expected = seen,
        });
        if (sleeps == 0) return;
        execution::current().perform(
            {.what = action::woken, .operand = static_cast<std::uint64_t>(object)}
        );
    }
    /// It may be woken by another, as by its own time; alone it would only look again.
    static void wait_briefly_on(const atomic<std::uint32_t>&, std::uint32_t) noexcept { relax(); }
    static void wake_one(const atomic<std::uint32_t>* word) noexcept {
        execution::current().perform({
            .what = action::wake,
            .object = execution::current().object_at(word),
            .queues = true,
        });
    }

    // Their cost differs, not what they order.
    static void light_fence() noexcept { fence(std::memory_order_seq_cst); }
    static bool heavy_fence() noexcept {
        fence(std::memory_order_seq_cst);
        return true;
    }
};
static_assert(chan::probe::runtime<interleaved>);

/// Its threads try, and look whether they are done, once more before they wait.
struct patient : interleaved {
    class patience {
    public:
        explicit patience(wait_memory) noexcept {}
        bool again(int = 1) noexcept { return std::exchange(is_left_, false); }
        static bool park(parker& wait, std::optional<clock::time_point> deadline) noexcept {
            return wait.is_done() || wait.park_until(deadline);
        }
        static void paid() noexcept {}

    private:
        bool is_left_ = true;
    };
};
static_assert(chan::probe::runtime<patient>);

/// Interleaves the steps inside the channels' locks, too.
struct inside_locks : interleaved {
    static constexpr bool has_whole_locks = false;
};

} // namespace tests::interleave

template <class Runtime>
requires Runtime::has_whole_locks class chan::detail::end_lock<Runtime>
    : public tests::interleave::whole_lock {
};
