// The sending half of a channel.
#pragma once

#include "core/channel/handle.hpp"
#include "core/probe/deadline.hpp"
#include "core/probe/native.hpp"

#include <chrono>
#include <concepts>
#include <expected>
#include <utility>

namespace chan {

template <class T, class Runtime>
struct maker;

/// Sends messages into a channel. Made by `channel` and `sync_channel`; a channel may have many, by
/// `clone`. A sender only moves; its destruction drops it, and the last drop closes the channel.
///
/// A message is moved in; the sender no longer has it. Where a copyable value is passed as an
/// lvalue, a copy is sent. Every failure gives the value back. Messages of one sender arrive in the
/// order they were sent; between senders no order is promised.
///
/// Threads may share one sender by reference, though a clone for each is the custom.
template <class T, class Runtime = probe::native>
class sender : public detail::handle<T, Runtime, probe::end::sender> {
    using base = detail::handle<T, Runtime, probe::end::sender>;

public:
    using value_type = T;
    using site = typename Runtime::site;

    sender(sender&&) noexcept = default;
    sender& operator=(sender&&) noexcept = default;

    /// Another sender of the same channel. The channel stays open for receiving until both are
    /// dropped.
    ///
    ///     std::jthread worker([tx = tx.clone()] { work(tx); });
    [[nodiscard]] sender clone(site where = site::current()) const {
        this->channel().add_sender();
        return sender(*this, where);
    }

    /// Sends a message.
    ///
    /// Blocks while the channel is full; never, if it has no bound, but then it may throw
    /// std::bad_alloc, and the value stays where it was.
    /// Returns once the message is queued, or in a waiting receiver's hands.
    /// Rendezvous: returns only once a receiver has taken the message.
    /// After the last receiver was dropped: fails at once, with the value.
    /// Success does not promise that the message will be received, except on a rendezvous channel.
    ///
    ///     auto [tx, rx] = chan::channel<int>();
    ///     if (!tx.send(7)) return;   // nobody listens any more
    [[nodiscard]] std::expected<void, send_error<T>>
    send(T&& value, site where = site::current()) const {
        auto& channel = this->channel();
        const typename Runtime::ticket ticket(this->tag(), value);
        const auto sent =
            detail::visit<T>(channel, [&](auto& into) { return into.send(value, ticket, where); });
        if (sent == detail::status::done) return {};
        return std::expected<void, send_error<T>>(std::unexpect, std::move(value));
    }
    [[nodiscard]] std::expected<void, send_error<T>>
    send(const T& value, site where = site::current()) const requires std::copy_constructible<T> {
        return send(T(value), where);
    }

    /// Sends a message if that is possible now.
    ///
    /// Never blocks.
    /// Returns as `send` does, or fails with `is_full()` and the value.
    /// Rendezvous: succeeds only while a receiver is waiting.
    /// After the last receiver was dropped: fails with `is_disconnected()` and the value.
    /// Success does not promise that the message will be received, except on a rendezvous channel.
    ///
    ///     auto sent = tx.try_send(frame);
    ///     if (!sent && sent.error().is_full()) skip(std::move(sent.error().value));
    [[nodiscard]] std::expected<void, try_send_error<T>>
    try_send(T&& value, site where = site::current()) const {
        auto& channel = this->channel();
        const typename Runtime::ticket ticket(this->tag(), value);
        const auto sent = detail::visit<T>(channel, [&](auto& into) {
            return into.try_send(value, ticket, where);
        });
        if (sent == detail::status::done) return {};
        return std::expected<void, try_send_error<T>>(
            std::unexpect, std::move(value), detail::cause_of(sent, cause::full)
        );
    }
    [[nodiscard]] std::expected<void, try_send_error<T>> try_send(
        const T& value, site where = site::current()
    ) const requires std::copy_constructible<T> {
        return try_send(T(value), where);
    }

    /// Sends a message, but waits no longer than `time`.
    ///
    /// Blocks while the channel is full, until then.
    /// Returns as `send` does, or fails with `is_timeout()` and the value. A time of zero or less
    /// tries once; one too long to be counted is no limit. Rendezvous: waits for a receiver to take
    /// the message, until then. After the last receiver was dropped: fails at once with
    /// `is_disconnected()` and the value. Success does not promise that the message will be
    /// received, except on a rendezvous channel.
    ///
    ///     using namespace std::chrono_literals;
    ///     auto sent = tx.send_timeout(line, 100ms);
    ///     if (!sent) lost.push_back(std::move(sent.error().value));
    template <class Rep, class Period>
    [[nodiscard]] std::expected<void, send_timeout_error<T>> send_timeout(
        T&& value, std::chrono::duration<Rep, Period> time, site where = site::current()
    ) const {
        return send_timed(value, [&](auto& into, const auto& ticket) {
            return into.send_timeout(value, ticket, where, probe::to_nanoseconds(time));
        });
    }
    template <class Rep, class Period>
    [[nodiscard]] std::expected<void, send_timeout_error<T>> send_timeout(
        const T& value, std::chrono::duration<Rep, Period> time, site where = site::current()
    ) const requires std::copy_constructible<T> {
        return send_timeout(T(value), time, where);
    }

    /// The same as `send_timeout`, up to a point in time of the runtime's clock.
    ///
    ///     const auto end = std::chrono::steady_clock::now() + 1s;
    ///     auto sent = tx.send_until(line, end);
    ///     if (!sent) lost.push_back(std::move(sent.error().value));
    template <class Duration>
    [[nodiscard]] std::expected<void, send_timeout_error<T>> send_until(
        T&& value,
        std::chrono::time_point<typename Runtime::clock, Duration> when,
        site where = site::current()
    ) const {
        return send_timed(value, [&](auto& into, const auto& ticket) {
            return into.send_until(value, ticket, where, probe::deadline_at(when));
        });
    }
    template <class Duration>
    [[nodiscard]] std::expected<void, send_timeout_error<T>> send_until(
        const T& value,
        std::chrono::time_point<typename Runtime::clock, Duration> when,
        site where = site::current()
    ) const requires std::copy_constructible<T> {
        return send_until(T(value), when, where);
    }

private:
    template <class Send>
    std::expected<void, send_timeout_error<T>> send_timed(T& value, Send send) const {
        auto& channel = this->channel();
        const typename Runtime::ticket ticket(this->tag(), value);
        const auto sent =
            detail::visit<T>(channel, [&](auto& into) { return send(into, ticket); });
        if (sent == detail::status::done) return {};
        return std::expected<void, send_timeout_error<T>>(
            std::unexpect, std::move(value), detail::cause_of(sent, cause::timeout)
        );
    }

    friend struct maker<T, Runtime>;

    sender(detail::channel_base<Runtime>& of, site where) : base(of, where) {}
    sender(const sender& original, site where) : base(original, where) {}
};

} // namespace chan
