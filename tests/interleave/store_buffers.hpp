// Store buffers, as every processor of today has: a thread's stores take effect later, in their
// order, and meanwhile its own loads run ahead (total store order; Owens, Sarkar, Sewell, "A Better
// x86 Memory Model", 2009). Each buffered_thread has a thread beside it that performs its stores.
//
// Left out: a thread that loads what it has yet to store waits until that took effect.
#pragma once

#include "tests/interleave/interleaved.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace tests::interleave {

class store_buffer {
public:
    void push(interleave::atomic<std::uint32_t>* to, std::uint32_t value, std::memory_order order) {
        entry& next = entries_.at(static_cast<std::size_t>(filled_++));
        next.to = to;
        next.value = value;
        next.order = order;
        pushed_.fetch_add(1, std::memory_order_relaxed);
        next.is_there.unpark();
    }
    /// Waits until all that was pushed so far took effect; for any thread.
    void drain() {
        const auto pushed = static_cast<std::size_t>(pushed_.load(std::memory_order_relaxed));
        for (std::size_t i = 0; i < pushed; ++i) entries_[i].took_effect.park();
    }
    void end() { push(nullptr, 0, std::memory_order_relaxed); }
    void perform() {
        for (auto& each : entries_) {
            each.is_there.park();
            if (each.to != nullptr) each.to->store(each.value, each.order);
            each.took_effect.unpark();
            if (each.to == nullptr) return;
        }
    }

private:
    struct entry {
        interleaved::parker is_there, took_effect;
        interleave::atomic<std::uint32_t>* to = nullptr;
        std::uint32_t value = 0;
        std::memory_order order = std::memory_order_relaxed;
    };

    std::array<entry, 3> entries_;
    int filled_ = 0;
    interleave::atomic<int> pushed_{0};
};

/// Of two buffered_threads, the first that the test's main makes. Main itself stores at once.
class store_buffers {
public:
    store_buffers() { all_ = this; }
    store_buffers(const store_buffers&) = delete;
    store_buffers& operator=(const store_buffers&) = delete;

    /// Of the thread to be made next; and then of the running one.
    store_buffer& next() {
        return of_[static_cast<std::size_t>(execution::current().fibers()) / 2];
    }
    static store_buffer& mine() {
        return all_->of_.at(static_cast<std::size_t>(execution::current().running()) / 2 - 1);
    }
    static void drain_all() {
        for (auto& each : all_->of_) each.drain();
    }

private:
    static inline store_buffers* all_ = nullptr;

    std::array<store_buffer, 2> of_;
};

class buffered_thread {
public:
    buffered_thread(store_buffers& all, const char* name, auto body)
        : buffered_thread(all.next(), name, std::move(body)) {}

private:
    buffered_thread(store_buffer& mine, const char* name, auto body)
        : performs_("a buffer", [&mine] { mine.perform(); })
        , runs_(name, [&mine, body = std::move(body)] {
            body();
            mine.end();
        }) {}

    thread performs_, runs_;
};

enum class fences {
    none,
    full,          // both
    asymmetric,    // a light one is nothing, a heavy one is full for all threads
    heavy_is_full, // for its own thread only: it misses its light partner
    heavy_fails,   // the same, and says so
};

template <fences Fences>
struct buffering : inside_locks {
    template <class T>
    class atomic : public interleave::atomic<T> {
        using base = interleave::atomic<T>;

    public:
        using base::base;
        void store(T to, std::memory_order order) noexcept {
            store_buffers::mine().push(this, to, order);
        }
        T exchange(T to, std::memory_order order) noexcept {
            store_buffers::mine().drain();
            return base::exchange(to, order);
        }
        T fetch_add(T by, std::memory_order order) noexcept {
            store_buffers::mine().drain();
            return base::fetch_add(by, order);
        }
        T fetch_sub(T by, std::memory_order order) noexcept {
            store_buffers::mine().drain();
            return base::fetch_sub(by, order);
        }
    };

    // A system call has full fences of its own.
    static void wait_on(const atomic<std::uint32_t>& word, std::uint32_t seen) noexcept {
        store_buffers::mine().drain();
        interleaved::wait_on(word, seen);
    }
    static void wait_briefly_on(const atomic<std::uint32_t>& word, std::uint32_t seen) noexcept {
        store_buffers::mine().drain();
        interleaved::wait_briefly_on(word, seen);
    }
    static void wake_one(const atomic<std::uint32_t>* word) noexcept {
        store_buffers::mine().drain();
        interleaved::wake_one(word);
    }

    static void light_fence() noexcept {
        if (Fences == fences::full) store_buffers::mine().drain();
    }
    static bool heavy_fence() noexcept {
        if (Fences != fences::none) store_buffers::mine().drain();
        if (Fences == fences::asymmetric) store_buffers::drain_all();
        return Fences != fences::heavy_fails;
    }
};

} // namespace tests::interleave
