// A thread that waits inside an operation, as its peers see it: a node on its own stack, in the
// channel's list of waiting senders or receivers until a peer claims it. All fields are guarded by
// the channel's locks until then, and are the waiter's own again after the unpark.
//
//   listed ──(peer: claims, moves the value, unlocks)──▶ claimed ──(peer: unparks)──▶ over
//      └─────(itself, when its time is over or the wait is abandoned: leaves the list)──▲
//
// A waiter that finds itself claimed when its time is over has to wait for the unpark: the peer
// still needs it until then.
//
// A select waits with one node per case, in several channels at once. Peers in different channels
// may want it at the same time, so it is claimed by one compare-and-swap; nodes that came to
// nothing are dropped from the list by whoever finds them.
#pragma once

#include "core/base/fifo.hpp"
#include "core/channel/inbox.hpp"
#include "core/probe/wake_list.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <type_traits>
#include <utility>

namespace chan::detail {

/// How an attempt ended.
enum class status : std::uint8_t {
    done,
    would_block, // full, or empty
    timed_out,
    disconnected,
    threw, // a peer moved the value for its blocked sender, and the payload threw
    again, // a peer claimed a select, and its payload threw: the select has to try again
};

template <class Runtime>
struct waiter;

/// What the nodes of one select have in common: what it sleeps in, and whether it was claimed.
template <class Runtime>
struct selection : Runtime::parker {
    typename Runtime::template atomic<bool> is_taken{false};

    /// True once: for the peer that may end the wait, or for the thread itself.
    bool take() noexcept {
        // relaxed: decides only who; what is exchanged is guarded by the channel's locks and
        // published by the unpark.
        return !is_taken.exchange(true, std::memory_order_relaxed);
    }
};

template <class Runtime>
struct waiter : base::fifo_node<waiter<Runtime>> {
    /// A thread that waits for one thing.
    waiter(typename Runtime::parker& sleeps_in, typename Runtime::ticket who)
        : parker(sleeps_in), ticket(who) {}
    /// One case of a select.
    waiter(selection<Runtime>& of, typename Runtime::ticket who)
        : is_case(true), parker(of), ticket(who) {}

    /// False: it is a case of a select that another peer has taken.
    [[nodiscard]] bool claim() noexcept {
        return !is_case || static_cast<selection<Runtime>&>(parker).take();
    }

    status outcome = status::would_block;
    bool is_listed = false;
    const bool is_case = false;
    typename Runtime::parker& parker;
    [[no_unique_address]] typename Runtime::ticket ticket;
};

/// A blocked sender: its value stays in its own hands until a receiver takes it from there.
template <class T, class Runtime>
struct waiting_sender : waiter<Runtime> {
    waiting_sender(T& unsent, auto& how, typename Runtime::ticket who)
        : waiter<Runtime>(how, who), value(unsent) {}

    T& value;
    std::exception_ptr thrown; // with status::threw
};

/// A blocked receiver: its message is moved into its inbox.
template <class T, class Runtime>
struct waiting_receiver : waiter<Runtime> {
    waiting_receiver(inbox<T> result, auto& how, typename Runtime::ticket who)
        : waiter<Runtime>(how, who), into(result) {}

    inbox<T> into;
};

// What a blocked thread and the peer that ends its wait exchange, in one cache line: the waiter,
// what it sleeps in and, where it has room there and can be copied as bytes, the message.

template <class T>
inline constexpr bool fits_line = std::is_same_v<T, std::remove_cv_t<T>>
    && std::is_trivially_copyable_v<T> && std::is_trivially_copy_constructible_v<T>
    && sizeof(T) <= 8 && alignof(T) <= 8;

/// A copy that was taken by a peer leaves the original as it is: nobody looks at it any more.
template <class T, class Runtime>
struct alignas(64) blocked_sender {
    using from = std::conditional_t<fits_line<T>, const T&, T&>; // not what else takes a T&

    blocked_sender(T& unsent, typename Runtime::ticket who)
        : value(static_cast<from>(unsent)), self(value, parker, who) {}

    std::conditional_t<fits_line<T>, T, T&> value;
    typename Runtime::parker parker;
    waiting_sender<T, Runtime> self;
};

template <class T, class Runtime, class Result>
struct alignas(64) blocked_receiver {
    blocked_receiver(Result& into, typename Runtime::ticket who)
        : place(into), self(inbox<T>(place), parker, who) {}

    /// After status::done, once.
    void hand_to([[maybe_unused]] Result& result) {
        if constexpr (fits_line<T>) detail::put(result, std::move(place.message));
    }

    std::conditional_t<fits_line<T>, bare_place<T>, Result&> place;
    typename Runtime::parker parker;
    waiting_receiver<T, Runtime> self;
};

template <class Runtime>
using wake_list = probe::wake_list<waiter<Runtime>>;

} // namespace chan::detail
