// Message passing between threads, with the semantics of Rust's std::sync::mpsc. This is the one
// header to include.
//
//     auto [tx, rx] = chan::channel<int>();            // unbounded
//     auto [tx, rx] = chan::sync_channel<int>(4);      // bounded: at most 4 messages are queued
//     auto [tx, rx] = chan::sync_channel<int>(0);      // rendezvous: sender and receiver meet
//     auto [tx, rx] = chan::mpmc::channel<int>();      // the same three, with many receivers
//
//     std::jthread producer([tx = std::move(tx)] { (void)tx.send(42); });
//     for (auto&& message : rx) use(message);          // until every sender is gone
//
// A channel is closed for receiving when every sender is gone and the queue is empty, and closed
// for sending as soon as every receiver is gone. Outcomes are values: see errors.hpp. A use of a
// handle that was dropped or moved from stops the program with a sentence.
//
// A payload needs to be movable. If its move throws, the operation throws it and the channel is as
// before. Its move, and the destruction of what was moved from, run under locks: of the channel, or
// of all channels of a select. They must not use any channel, not even another one. Everything else
// runs without: a message that is received, given back or dropped with its channel may use any.
//
// Senders may be shared by threads. One thread at a time may use a receiver, though to receive is
// const, so that lambdas and loops can: a const receiver is not one to share. Clone it, where that
// is possible.
#pragma once

#include "core/channel/errors.hpp"
#include "core/channel/receiver.hpp"
#include "core/channel/select.hpp"
#include "core/channel/sender.hpp"
#include "core/channel/timer.hpp"
#include "core/probe/native.hpp"
#include "core/probe/runtime.hpp"

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace chan {

/// Makes the first two handles of a channel; for the functions below.
template <class T, class Runtime>
struct maker {
    static_assert(std::is_object_v<T> && std::move_constructible<T>, "a payload has to be movable");
    static_assert(probe::runtime<Runtime>);
    using site = typename Runtime::site;

    template <class Receiver>
    static std::pair<sender<T, Runtime>, Receiver>
    make(std::optional<std::size_t> bound, site where) {
        if (!bound) return hold<detail::unbounded_channel<T, Runtime>, Receiver>(bound, where);
        if (*bound == 0) {
            return hold<detail::rendezvous_channel<T, Runtime>, Receiver>(bound, where);
        }
        return hold<detail::bounded_channel<T, Runtime>, Receiver>(bound, where);
    }

private:
    template <class Channel, class Receiver>
    static std::pair<sender<T, Runtime>, Receiver>
    hold(std::optional<std::size_t> bound, site where) {
        auto* const made = new Channel({
            .bound = bound,
            .message_bytes = sizeof(T),
            .many_receivers = std::same_as<Receiver, mpmc::receiver<T, Runtime>>,
            .where = where,
        });
        sender<T, Runtime> tx(*made, where);
        Receiver rx(*made, where);
        return {std::move(tx), std::move(rx)};
    }
};

/// A channel without a bound: `send` never waits, and the queue grows as it has to. Where there is
/// no memory left, `send` throws std::bad_alloc, and the value stays where it was.
///
///     auto [tx, rx] = chan::channel<std::string>();
template <class T, class Runtime = probe::native>
[[nodiscard]] std::pair<sender<T, Runtime>, receiver<T, Runtime>>
channel(typename Runtime::site where = Runtime::site::current()) {
    return maker<T, Runtime>::template make<receiver<T, Runtime>>(std::nullopt, where);
}

/// A channel that holds at most `bound` messages: `send` waits while it is full. With a bound of 0
/// it is a rendezvous: `send` waits until a receiver has taken the message. The room for all of
/// them is allocated at once, here: throws std::bad_alloc if there is not as much.
///
///     auto [tx, rx] = chan::sync_channel<std::string>(16);
template <class T, class Runtime = probe::native>
[[nodiscard]] std::pair<sender<T, Runtime>, receiver<T, Runtime>>
sync_channel(std::size_t bound, typename Runtime::site where = Runtime::site::current()) {
    return maker<T, Runtime>::template make<receiver<T, Runtime>>(bound, where);
}

namespace mpmc {

/// As chan::channel, but the receiver can be cloned.
///
///     auto [tx, rx] = chan::mpmc::channel<job>();
template <class T, class Runtime = probe::native>
[[nodiscard]] std::pair<sender<T, Runtime>, receiver<T, Runtime>>
channel(typename Runtime::site where = Runtime::site::current()) {
    return maker<T, Runtime>::template make<receiver<T, Runtime>>(std::nullopt, where);
}

/// As chan::sync_channel, but the receiver can be cloned.
///
///     auto [tx, rx] = chan::mpmc::sync_channel<job>(16);
template <class T, class Runtime = probe::native>
[[nodiscard]] std::pair<sender<T, Runtime>, receiver<T, Runtime>>
sync_channel(std::size_t bound, typename Runtime::site where = Runtime::site::current()) {
    return maker<T, Runtime>::template make<receiver<T, Runtime>>(bound, where);
}

} // namespace mpmc

} // namespace chan
