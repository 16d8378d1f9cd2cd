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

/// What the nodes of one select have in common.
template <class Runtime>
struct selection {
    typename Runtime::parker parker;
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
        : parker(of.parker), selected(&of), ticket(who) {}

    /// False: it is a case of a select that another peer has taken.
    [[nodiscard]] bool claim() noexcept { return selected == nullptr || selected->take(); }

    status outcome = status::would_block;
    bool is_listed = false;
    typename Runtime::parker& parker;
    selection<Runtime>* const selected = nullptr;
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

/// A waiter beside what it sleeps in: a peer that ends its wait fetches one cache line for both.
template <class Waiter, class Runtime>
struct alignas(64) waiter_in_line {
    waiter_in_line(auto&& what, typename Runtime::ticket who)
        : self(std::forward<decltype(what)>(what), parker, who) {}

    typename Runtime::parker parker;
    Waiter self;
};

template <class Runtime>
using wake_list = probe::wake_list<waiter<Runtime>>;

} // namespace chan::detail
