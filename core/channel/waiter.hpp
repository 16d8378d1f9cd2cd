// A thread that waits inside an operation, as its peers see it: a node on its own stack, in the
// channel's list of waiting senders or receivers until a peer claims it. All fields but the parker
// are guarded by the channel's lock until then, and are the waiter's own again after the unpark.
//
//   listed ──(peer: moves the value, claims, unlocks)──▶ claimed ──(peer: unparks)──▶ over
//      └─────(itself, when its time is over or the wait is abandoned: leaves the list)──▲
//
// A waiter that finds itself claimed when its time is over has to wait for the unpark: the peer
// still needs it until then.
#pragma once

#include "core/base/fifo.hpp"
#include "core/channel/inbox.hpp"
#include "core/probe/wake_list.hpp"

#include <cstdint>
#include <exception>

namespace chan::detail {

/// How an attempt ended.
enum class status : std::uint8_t {
    done,
    would_block, // full, or empty
    timed_out,
    disconnected,
    threw, // a peer moved the value for its blocked sender, and the payload threw
};

template <class Runtime>
struct waiter : base::fifo_node<waiter<Runtime>> {
    explicit waiter(const typename Runtime::ticket& who) : ticket(who) {}

    [[nodiscard]] bool is_claimed() const noexcept { return outcome != status::would_block; }

    status outcome = status::would_block;
    typename Runtime::parker parker;
    [[no_unique_address]] typename Runtime::ticket ticket;
};

/// A blocked sender: its value stays in its own hands until a receiver takes it from there.
template <class T, class Runtime>
struct waiting_sender : waiter<Runtime> {
    waiting_sender(T& unsent, const typename Runtime::ticket& who)
        : waiter<Runtime>(who), value(unsent) {}

    T& value;
    std::exception_ptr thrown; // with status::threw
};

/// A blocked receiver: its message is moved into its inbox.
template <class T, class Runtime>
struct waiting_receiver : waiter<Runtime> {
    waiting_receiver(inbox<T> result, const typename Runtime::ticket& who)
        : waiter<Runtime>(who), into(result) {}

    inbox<T> into;
};

template <class Runtime>
using wake_list = probe::wake_list<waiter<Runtime>>;

} // namespace chan::detail
