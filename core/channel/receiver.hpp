// The receiving half of a channel: `receiver`, of which a channel has one, and `mpmc::receiver`,
// which can be cloned. Both are the same class but for that.
#pragma once

#include "core/channel/handle.hpp"
#include "core/channel/iterate.hpp"
#include "core/probe/deadline.hpp"
#include "core/probe/native.hpp"

#include <chrono>
#include <expected>
#include <iterator>
#include <utility>

namespace chan {

template <class T, class Runtime>
struct maker;

/// Receives the messages of a channel; see `receiver` and `mpmc::receiver`.
template <class T, class Runtime>
class basic_receiver : public detail::handle<T, Runtime, probe::end::receiver> {
    using base = detail::handle<T, Runtime, probe::end::receiver>;

public:
    using value_type = T;
    using site = typename Runtime::site;

    /// Receives a message.
    ///
    /// Blocks while the channel is empty and a sender is alive.
    /// Returns the oldest message.
    /// Rendezvous: takes the message from the sender that has waited longest, and lets it go on.
    /// After the last sender was dropped: still returns what is queued, then fails.
    /// Success does not promise that there will be another message.
    /// Const, as all that receives; nevertheless one thread at a time may use a `receiver`.
    ///
    ///     while (auto job = rx.recv()) run(*job);
    [[nodiscard]] std::expected<T, recv_error> recv(site where = site::current()) const {
        auto& channel = this->channel();
        const typename Runtime::ticket ticket(this->tag());
        std::expected<T, recv_error> result(std::unexpect);
        detail::visit<T>(channel, [&](auto& from) { from.recv(result, ticket, where); });
        return result;
    }

    /// Receives a message if there is one now.
    ///
    /// Never blocks.
    /// Returns the oldest message, or fails with `is_empty()`.
    /// Rendezvous: succeeds only while a sender is waiting.
    /// After the last sender was dropped: still returns what is queued, then fails with
    /// `is_disconnected()`.
    /// Empty does not promise that no message is on its way.
    /// One thread at a time may use a `receiver`.
    ///
    ///     auto job = rx.try_recv();
    ///     if (!job && job.error().is_disconnected()) return;
    [[nodiscard]] std::expected<T, try_recv_error> try_recv(site where = site::current()) const {
        auto& channel = this->channel();
        const typename Runtime::ticket ticket(this->tag());
        std::expected<T, try_recv_error> result(std::unexpect, cause::empty);
        const auto received = detail::visit<T>(channel, [&](auto& from) {
            return from.try_recv(result, ticket, where);
        });
        if (received == detail::status::disconnected) {
            result.error() = try_recv_error(cause::disconnected);
        }
        return result;
    }

    /// Receives a message, but waits no longer than `time`.
    ///
    /// Blocks while the channel is empty and a sender is alive, until then.
    /// Returns the oldest message, or fails with `is_timeout()`. A time of zero or less tries once;
    /// one too long to be counted is no limit. Rendezvous: waits for a sender, until then. After
    /// the last sender was dropped: still returns what is queued, then fails with
    /// `is_disconnected()`.
    /// A time-out does not promise that no message is on its way.
    /// One thread at a time may use a `receiver`.
    ///
    ///     using namespace std::chrono_literals;
    ///     auto line = rx.recv_timeout(1s);
    ///     if (!line && line.error().is_timeout()) flush();
    template <class Rep, class Period>
    [[nodiscard]] std::expected<T, recv_timeout_error>
    recv_timeout(std::chrono::duration<Rep, Period> time, site where = site::current()) const {
        return receive_timed([&](auto& from, auto& result, const auto& ticket) {
            return from.recv_timeout(result, ticket, where, probe::to_nanoseconds(time));
        });
    }

    /// The same as `recv_timeout`, up to a point in time of the runtime's clock. One thread at a
    /// time may use a `receiver`.
    ///
    ///     const auto end = std::chrono::steady_clock::now() + 1s;
    ///     while (auto line = rx.recv_until(end)) batch.push_back(std::move(*line));
    template <class Duration>
    [[nodiscard]] std::expected<T, recv_timeout_error> recv_until(
        std::chrono::time_point<typename Runtime::clock, Duration> when,
        site where = site::current()
    ) const {
        return receive_timed([&](auto& from, auto& result, const auto& ticket) {
            return from.recv_until(result, ticket, where, probe::deadline_at(when));
        });
    }

    /// Iterates over the messages until the channel is closed: an input range that blocks as `recv`
    /// does where it looks for the next message, and takes none before. One thread at a time may
    /// use a `receiver`, also through an iterator.
    ///
    ///     for (auto&& job : rx) run(job);
    ///     std::ranges::copy(rx | std::views::take(3), std::back_inserter(jobs));
    [[nodiscard]] auto begin(site where = site::current()) const {
        (void)this->channel(); // has to be there already
        return detail::message_iterator<T, basic_receiver, detail::waiting::yes>(*this, where);
    }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

    /// The messages that are there now: an input range that never blocks and ends where `try_recv`
    /// fails. Its end does not tell whether the channel is empty or closed. One thread at a time
    /// may use a `receiver`.
    ///
    ///     for (auto&& job : rx.try_iter()) run(job);
    [[nodiscard]] auto try_iter(site where = site::current()) const {
        return detail::present_messages<T, basic_receiver>(*this, where);
    }

protected:
    friend struct maker<T, Runtime>;

    using base::base;
    basic_receiver(basic_receiver&&) noexcept = default;
    basic_receiver& operator=(basic_receiver&&) noexcept = default;
    ~basic_receiver() = default;

private:
    template <class Receive>
    std::expected<T, recv_timeout_error> receive_timed(Receive receive) const {
        auto& channel = this->channel();
        const typename Runtime::ticket ticket(this->tag());
        std::expected<T, recv_timeout_error> result(std::unexpect, cause::timeout);
        const auto received =
            detail::visit<T>(channel, [&](auto& from) { return receive(from, result, ticket); });
        if (received == detail::status::disconnected) {
            result.error() = recv_timeout_error(cause::disconnected);
        }
        return result;
    }
};

/// The one receiver of a channel; the same type for all flavours. It only moves; its destruction
/// drops it, which closes the channel for sending. One thread at a time may use it.
template <class T, class Runtime = probe::native>
class receiver : public basic_receiver<T, Runtime> {
public:
    receiver(receiver&&) noexcept = default;
    receiver& operator=(receiver&&) noexcept = default;

private:
    friend struct maker<T, Runtime>;
    using basic_receiver<T, Runtime>::basic_receiver;
};

namespace mpmc {

/// One of the receivers of a multi-consumer channel. Each message goes to one of them; waiting
/// receivers are served in the order they came. The last drop closes the channel for sending.
template <class T, class Runtime = probe::native>
class receiver : public basic_receiver<T, Runtime> {
public:
    using site = typename Runtime::site;

    receiver(receiver&&) noexcept = default;
    receiver& operator=(receiver&&) noexcept = default;

    /// Another receiver of the same channel. The channel stays open for sending until both are
    /// dropped.
    ///
    ///     std::jthread worker([rx = rx.clone()] { for (auto&& job : rx) run(job); });
    [[nodiscard]] receiver clone(site where = site::current()) const {
        this->channel().add_receiver();
        return receiver(*this, where);
    }

private:
    friend struct chan::maker<T, Runtime>;
    using basic_receiver<T, Runtime>::basic_receiver;
    receiver(const receiver& original, site where) : basic_receiver<T, Runtime>(original, where) {}
};

} // namespace mpmc

} // namespace chan
