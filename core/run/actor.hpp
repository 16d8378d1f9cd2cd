// What a lesson's thread can do besides channels and locks: spawn, join, sleep, work, print, panic. Each
// but the last two is a visible operation: it has a point, and can be held, paced and chosen.
#pragma once

#include "core/probe/context.hpp"

#include <chrono>
#include <functional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace chan::run {

/// A panic of a lesson's thread: unwinds it, drops its handles, poisons the locks it holds. The other
/// threads go on, as in Rust.
struct panicked {
    std::string why;
};

/// The end of a spawned actor, to be waited for. Dropping it detaches: the run itself joins every thread.
class join_handle {
public:
    join_handle() = default;
    explicit join_handle(probe::actor_number actor) : actor_(actor) {}

    /// Waits until that actor has finished. True: normally; false: it panicked.
    bool join(std::source_location where = std::source_location::current());

private:
    probe::actor_number actor_ = probe::no_actor;
};

namespace detail {
probe::actor_number announce_spawn(std::string_view name, std::source_location where);
join_handle spawn_erased(std::move_only_function<void()> body, probe::actor_number child);
}  // namespace detail

/// Starts an actor that runs `body` and owns what the closure captured. The closure dies on the new
/// actor, before it is finished. Returns when the new actor stands before its first operation.
template <class Body>
join_handle spawn(
    std::string_view name, Body body, std::source_location where = std::source_location::current()
) {
    static_assert(
        std::is_nothrow_move_constructible_v<Body>,
        "what a thread's closure captures must move without throwing"
    );
    const probe::actor_number child = detail::announce_spawn(name, where);
    const probe::owner_scope into({probe::owner_kind::actor, child});
    return detail::spawn_erased(std::move(body), child);
}

/// Sleeps for a duration of stage time, a hundred years at the most; a negative one is none.
void sleep_for(
    std::chrono::nanoseconds duration,
    std::source_location where = std::source_location::current()
);

/// Computes for a duration of stage time: like sleep_for, shown as work.
void work_for(
    std::chrono::nanoseconds duration,
    std::source_location where = std::source_location::current()
);

/// One line of the lesson's output.
void print(std::string_view line);

/// Ends this thread by a panic.
[[noreturn]] void panic(std::string why);

}  // namespace chan::run
