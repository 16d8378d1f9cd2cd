// The runtime policy: the one seam between the channel library and what watches it. Every handle
// has a `Runtime` parameter; it supplies what an operation needs from the machine (atomics, parker,
// clock) and what makes it visible (tags, tickets, sections, points, facts). Three exist:
//
//   native      what a program uses; everything visible compiles to nothing
//   recording   native's threads, clock and parker; facts go to the thread's context, if any
//   conducted   points, parks and the clock are the context's: a run can hold, and choose
//
// How core/channel and core/sync must use it:
//
//   point     Before each visible operation, with no section and no lock held; it may hold the
//             thread for any time and may throw. `ready`, if given, tells without side effects
//             whether the operation could go on; without it, it always can.
//   section   Around decide–note–publish, so that a fact and its effect are one. Opened before the
//             internal lock and closed after the wake-ups, so that who enters it later finds a
//             claimed waiter woken: a waiter whose park has thrown may then end. A runtime whose
//             park can throw therefore needs sections that exclude each other.
//   note      Inside the section, where the fact becomes true; also for the negative ones.
//   parker    One wait. unpark() may be called inside a section; nothing touches a waiter later.
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
    requires noexcept(parker.unpark());
};

/// For a runtime whose threads never try before they wait: what waits is to be seen waiting.
struct no_wait_memory {};
class no_patience {
public:
    explicit no_patience(no_wait_memory) noexcept {}
    static bool again(int = 1) noexcept { return false; }
    static bool park(auto& wait, auto deadline) { return wait.park_until(deadline); }
    static void paid() noexcept {}
};

/// What is needed from the machine.
template <class Runtime>
concept machine = requires(
    const typename Runtime::template atomic<std::uint32_t>& word,
    typename Runtime::lock_tries tries,
    typename Runtime::patience patience,
    typename Runtime::parker parker,
    std::optional<typename Runtime::clock::time_point> deadline
) {
    requires std::constructible_from<
        typename Runtime::patience, typename Runtime::wait_memory&>;
    { patience.again(1) } -> std::same_as<bool>; // false: register as a waiter now
    { patience.park(parker, deadline) } -> std::same_as<bool>; // false: the time is over
    patience.paid();
    requires std::chrono::is_clock_v<typename Runtime::clock>;
    requires parker_of<typename Runtime::parker, typename Runtime::clock>;
    { tries.again() } -> std::same_as<bool>; // false: sleep now
    Runtime::wait_on(word, std::uint32_t{});
    Runtime::wait_briefly_on(word, std::uint32_t{}); // returns by itself
    Runtime::light_fence();
    { Runtime::heavy_fence() } -> std::same_as<bool>; // false: it has failed
    Runtime::wake_one(&word);
    { Runtime::leaving() } -> std::same_as<bool>; // an unwinding by it is no panic
};

/// What makes it visible. A tag is an identity: of a channel or lock (with its section), or of a
/// handle (with its owner; its move notes a new one). A ticket says who operates, through which
/// handle, and with which message; it rides with the message and stands for a waiter.
template <class Site, class Channel, class Lock, class Handle, class Ticket, class Section>
concept visible_parts = requires {
    requires std::same_as<decltype(Site::current()), Site>;
    // A channel's bound and the bytes of its messages; a lock; a new handle; a clone.
    requires std::constructible_from<Channel, std::optional<std::size_t>, std::size_t, Site>;
    requires std::constructible_from<Lock, Site>;
    requires std::constructible_from<Handle, Channel&, end, Site>;
    requires std::constructible_from<Handle, const Handle&, Site>;
    requires std::movable<Handle>;
    // A use, which corrects the owner; the same with a message, which gets its name; a drop.
    requires std::constructible_from<Ticket, const Handle&>;
    requires std::constructible_from<Ticket, const Handle&, const int&>;
    requires std::constructible_from<Ticket, const Handle&, dropping>;
    requires std::constructible_from<Ticket, const Lock&>;
    requires std::copyable<Ticket>;
    requires std::constructible_from<Section, Channel&>;
    requires std::constructible_from<Section, Lock&>;
};

template <class Runtime>
concept visible = visible_parts<
    typename Runtime::site,
    typename Runtime::channel_tag,
    typename Runtime::lock_tag,
    typename Runtime::handle_tag,
    typename Runtime::ticket,
    typename Runtime::section>;

template <class Runtime>
concept runtime = machine<Runtime> && visible<Runtime>;

} // namespace chan::probe
