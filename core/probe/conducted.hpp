// The runtime of lessons: each operation stands at its point until the run lets it go on, waits are
// parked by the run, and time is the stage's. Threads are real; core/run gives each its context.
//
// Handles and locks may be destroyed outside a run, which notes nothing; any other use of them
// there is a broken contract.
#pragma once

#include "core/base/contract.hpp"
#include "core/probe/native.hpp"
#include "core/probe/recorded.hpp"

namespace chan::probe {

struct conducted : recorded {
    template <class T>
    using atomic = native::atomic<T>;
    using clock = stage_clock;

    /// One wait, ended through the context of the thread that waits.
    class parker {
    public:
        parker() = default;
        parker(const parker&) = delete;
        parker& operator=(const parker&) = delete;

        void park() { park_until(std::nullopt); }
        bool park_until(std::optional<clock::time_point> deadline) {
            return slot_.owner->park(slot_, deadline);
        }
        void unpark() noexcept { slot_.owner->unpark(slot_); }

    private:
        park_slot slot_{.owner = &in_a_run(), .unparked = false};
    };

    using lock_tries = native::lock_tries;
    using wait_memory = no_wait_memory;
    using patience = no_patience;
    static void light_fence() noexcept { native::light_fence(); }
    static bool heavy_fence() noexcept { return native::heavy_fence(); }
    static void wait_on(const futex_word& word, std::uint32_t seen) noexcept {
        native::wait_on(word, seen);
    }
    static void wait_briefly_on(const futex_word& word, std::uint32_t seen) noexcept {
        native::wait_briefly_on(word, seen);
    }
    static void wake_one(const futex_word* word) noexcept { native::wake_one(word); }
    static bool leaving() noexcept { return current != nullptr && current->leaving(); }

    static void point(
        op what,
        const object_tag& object,
        const ticket& who,
        site where,
        base::function_ref<bool()> ready = {}
    ) {
        stand(announced(what, object, who, where), ready);
    }
    static void point(
        op what,
        const object_tag& object,
        const ticket& who,
        site where,
        std::chrono::nanoseconds time
    ) {
        stand(announced(what, object, who, where, time), {});
    }
    template <class TimePoint>
    static void point(
        op what,
        const object_tag& object,
        const ticket& who,
        site where,
        std::optional<TimePoint> deadline
    ) {
        stand(announced(what, object, who, where, time_left(deadline)), {});
    }
    /// Of a select, or a sleep.
    template <class TimePoint>
    static void point(op what, site where, std::optional<TimePoint> deadline) {
        stand(announced(what, where, deadline), {});
    }
    static void
    point_in_destructor(op what, const object_tag& object, const ticket& who, site where) noexcept {
        if (current == nullptr) return;
        base::require(
            current->sections_held == 0, "a thread stands at a point with a section held"
        );
        current->point_in_destructor(announced(what, object, who, where), {});
    }

private:
    static void stand(const fact& announced, base::function_ref<bool()> ready) {
        context& run = in_a_run();
        base::require(run.sections_held == 0, "a thread stands at a point with a section held");
        run.point(announced, ready);
    }
    static context& in_a_run() noexcept {
        base::require(
            current != nullptr,
            "a channel or lock of a lesson was used by a thread that is not an actor of a run; use "
            "it in "
            "the lesson's main and in threads made by chan::run::spawn, or take the native runtime"
        );
        return *current;
    }
};
static_assert(runtime<conducted>);

} // namespace chan::probe
