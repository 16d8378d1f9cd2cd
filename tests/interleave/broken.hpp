// The core's runtime with one fault: a memory order made weaker, or a step left out. The types of
// the core's atomics tell them apart: 32 bits are the words of a lock, a std::size_t that is stored
// to is a position in a queue and one that is subtracted from a count of handles, a bool is who
// comes first at letting go (acq_rel) or at ending a select (relaxed), a pointer is a spare block.
#pragma once

#include "tests/interleave/interleaved.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace tests::interleave {

enum class fault {
    none,
    // of a lock
    unlock_is_relaxed,
    lock_is_relaxed, // that is tried first
    contended_lock_is_relaxed,
    wake_is_lost,
    sleepers_are_not_seen,
    sleeper_is_not_counted,
    // of a channel
    none_in_whole_locks,
    filling_is_relaxed, // publishes a slot
    looking_is_relaxed, // takes it over
    recycling_is_relaxed,
    reuse_is_relaxed,
    drop_is_relaxed,
    drop_only_acquires,
    drop_only_releases,
    letting_go_is_relaxed,
    unpark_is_relaxed,
    unpark_is_lost,
    select_ends_twice,
    // of one function of the core, see mutated_test.cpp
    calm_is_kept,
    one_end_is_locked,
    receiver_looks_once,
    sender_looks_once,
    refill_is_forgotten,
    room_is_kept_quiet,
    block_is_given_back_unlocked,
    locks_in_any_order,
};

template <fault Fault>
struct broken : interleaved {
    static constexpr bool has_whole_locks = Fault > fault::sleeper_is_not_counted;

    template <class T>
    class atomic : public interleave::atomic<T> {
        using base = interleave::atomic<T>;
        static constexpr auto relaxed = std::memory_order_relaxed;
        static constexpr bool is_lock = std::is_same_v<T, std::uint32_t>;
        static constexpr bool is_block = std::is_pointer_v<T>;

        static constexpr std::memory_order
        weaker_if(bool is_faulty, std::memory_order order) noexcept {
            return is_faulty ? relaxed : order;
        }

    public:
        using base::base;

        T load(std::memory_order order) const noexcept {
            if constexpr (is_lock) {
                if (Fault == fault::sleepers_are_not_seen) return 0;
            }
            return base::load(weaker_if(Fault == fault::looking_is_relaxed, order));
        }
        void store(T to, std::memory_order order) noexcept {
            const auto faulty = is_lock ? fault::unlock_is_relaxed : fault::filling_is_relaxed;
            base::store(to, weaker_if(Fault == faulty, order));
        }
        T exchange(T to, std::memory_order order) noexcept {
            if constexpr (std::is_same_v<T, bool>) {
                if (Fault == fault::select_ends_twice && order == relaxed) return false;
            }
            const auto faulty = is_block             ? fault::reuse_is_relaxed
                : !is_lock                           ? fault::letting_go_is_relaxed
                : order == std::memory_order_release ? fault::unlock_is_relaxed
                                                     : fault::contended_lock_is_relaxed;
            return base::exchange(to, weaker_if(Fault == faulty, order));
        }
        bool compare_exchange_strong(T& expected, T to, std::memory_order order) noexcept {
            const auto faulty = is_block ? fault::recycling_is_relaxed : fault::lock_is_relaxed;
            return base::compare_exchange_strong(expected, to, weaker_if(Fault == faulty, order));
        }
        T fetch_add(T by, std::memory_order order) noexcept {
            if (is_lock && Fault == fault::sleeper_is_not_counted) return 0;
            return base::fetch_add(by, order);
        }
        T fetch_sub(T by, std::memory_order order) noexcept {
            if (is_lock && Fault == fault::sleeper_is_not_counted) return 0;
            if (Fault == fault::drop_is_relaxed) order = relaxed;
            if (Fault == fault::drop_only_acquires) order = std::memory_order_acquire;
            if (Fault == fault::drop_only_releases) order = std::memory_order_release;
            return base::fetch_sub(by, order);
        }
    };

    class parker : public interleaved::parker {
    public:
        void unpark() noexcept {
            if (Fault == fault::unpark_is_lost) return;
            interleaved::parker::unpark(
                Fault == fault::unpark_is_relaxed ? std::memory_order_relaxed
                                                  : std::memory_order_release
            );
        }
    };

    static void wake_one(const atomic<std::uint32_t>* word) noexcept {
        if (Fault != fault::wake_is_lost) interleaved::wake_one(word);
    }
};

} // namespace tests::interleave
