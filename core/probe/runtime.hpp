// The runtime policy: the one seam between the channel library and what watches it. Every handle has a
// `Runtime` parameter; it supplies what an operation needs from the machine (atomics, parker, clock) and
// what makes it visible (tags, tickets, sections, points, facts). Three exist:
//
//   native      what a program uses; everything visible compiles to nothing
//   recording   native's threads, clock and parker; facts go to the thread's context, if it has one
//   conducted   points, parks and the clock belong to the thread's context, so a run can hold and choose
//
// How core/channel and core/sync must use it:
//   point     before each visible operation, with no section and no lock held; it may hold the thread for
//             any time and may throw. `ready`, if given, tells without side effects whether the operation
//             could go on; without it, it always can.
//   section   around decide–note–publish, so that a fact and its effect are one. It is opened before the
//             internal lock and closed after the wake-ups: who enters later finds a claimed waiter woken.
//   note      inside the section, where the fact becomes true; also for the negative ones.
//   parker    one wait; unpark() is allowed inside a section and comes last of all that touches a waiter.
//
// Statements of the probe stand on lines of their own: a script deletes them, and compares.
#pragma once

#include "core/probe/facts.hpp"

#include <atomic>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace chan::probe {

/// Makes the ticket of a drop.
struct dropping {};

/// One wait of one thread. The owner parks, one peer unparks, once.
template <class Parker, class Clock>
concept parker_of = requires(Parker parker, std::optional<typename Clock::time_point> deadline) {
    requires std::default_initializable<Parker>;
    parker.park();
    { parker.park_until(deadline) } -> std::same_as<bool>;
    { parker.unpark() } noexcept;
};

/// What is needed from the machine.
template <class Runtime>
concept machine = requires(const typename Runtime::template atomic<std::uint32_t>& word, int turn) {
    requires std::chrono::is_clock_v<typename Runtime::clock>;
    requires parker_of<typename Runtime::parker, typename Runtime::clock>;
    { Runtime::spin_for_lock(turn) } -> std::same_as<bool>;  // false: sleep now
    Runtime::wait_on(word, std::uint32_t{});
    Runtime::wake_one(&word);
    { Runtime::leaving() } -> std::same_as<bool>;  // an unwinding by it is no panic
};

/// What makes it visible. A tag is an identity: of a channel or lock (with its section), or of a handle
/// (with its owner). A ticket says who operates, through which handle, and with which message; it rides
/// with the message and stands for a waiter.
template <class Runtime>
concept visible = requires {
    requires std::same_as<decltype(Runtime::site::current()), typename Runtime::site>;
    requires std::constructible_from<
        typename Runtime::channel_tag, std::optional<std::size_t>, std::size_t,
        typename Runtime::site>;  // bound, bytes of a message, line
    requires std::constructible_from<typename Runtime::lock_tag, typename Runtime::site>;
    requires std::constructible_from<
        typename Runtime::handle_tag, typename Runtime::channel_tag&, end, typename Runtime::site>;
    requires std::constructible_from<
        typename Runtime::handle_tag, const typename Runtime::handle_tag&,
        typename Runtime::site>;                                       // a clone
    requires std::movable<typename Runtime::handle_tag>;               // notes the new owner
    requires std::constructible_from<
        typename Runtime::ticket, const typename Runtime::handle_tag&>;  // a use: corrects the owner
    requires std::constructible_from<
        typename Runtime::ticket, const typename Runtime::handle_tag&,
        const int&>;                                                   // and names this message
    requires std::constructible_from<
        typename Runtime::ticket, const typename Runtime::handle_tag&, dropping>;
    requires std::constructible_from<typename Runtime::ticket, const typename Runtime::lock_tag&>;
    requires std::copyable<typename Runtime::ticket>;
    requires std::constructible_from<
        typename Runtime::section, typename Runtime::channel_tag&>;
    requires std::constructible_from<typename Runtime::section, typename Runtime::lock_tag&>;
};

template <class Runtime>
concept runtime = machine<Runtime> && visible<Runtime>;

}  // namespace chan::probe
