// The runtime of benchmarks and of tests of the facts: native's threads, clock and parker, nothing
// is ever held, and what happens is noted to the context of the thread, if it has one.
#pragma once

#include "core/probe/native.hpp"
#include "core/probe/recorded.hpp"

namespace chan::probe {

struct recording : recorded {
    template <class T>
    using atomic = native::atomic<T>;
    using clock = native::clock;
    using parker = native::parker;

    using lock_tries = native::lock_tries;
    using wait_memory = native::wait_memory;
    using patience = native::patience;
    static void light_fence() noexcept { native::light_fence(); }
    static bool heavy_fence() noexcept { return native::heavy_fence(); }
    static void wait_on(const futex_word& word, std::uint32_t seen) noexcept {
        native::wait_on(word, seen);
    }
    static void wait_briefly_on(const futex_word& word, std::uint32_t seen) noexcept {
        native::wait_briefly_on(word, seen);
    }
    static void wake_one(const futex_word* word) noexcept { native::wake_one(word); }
    static bool leaving() noexcept { return false; }

    static void point(
        op what,
        const object_tag& object,
        const ticket& who,
        site where,
        base::function_ref<bool()> = {}
    ) noexcept {
        record(announced(what, object, who, where));
    }
    static void point(
        op what,
        const object_tag& object,
        const ticket& who,
        site where,
        std::chrono::nanoseconds time
    ) noexcept {
        record(announced(what, object, who, where, time));
    }
    template <class TimePoint>
    static void point(
        op what,
        const object_tag& object,
        const ticket& who,
        site where,
        std::optional<TimePoint> deadline
    ) noexcept {
        record(announced(what, object, who, where, time_left(deadline)));
    }
    /// Of a select, or a sleep.
    template <class TimePoint>
    static void point(op what, site where, std::optional<TimePoint> deadline) noexcept {
        if (current != nullptr) current->note(announced(what, where, deadline));
    }
    static void
    point_in_destructor(op what, const object_tag& object, const ticket& who, site where) noexcept {
        record(announced(what, object, who, where));
    }
};
static_assert(runtime<recording>);

} // namespace chan::probe
