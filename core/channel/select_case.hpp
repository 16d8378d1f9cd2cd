// The cases of a select: what each has to do, on whichever end of whichever channel. A case holds
// what it would exchange: the value to be sent, or the place for the message.
//
// The order of calls, by select_loop.hpp: try_alone; if none is done, with the sections and locks of
// all cases held, try_locked, and list; after the wait, again with all of them held, unlist; then
// end_wait, and finish for the one that it was.
#pragma once

#include "core/channel/channel_base.hpp"
#include "core/channel/handle.hpp"
#include "core/channel/receiver.hpp"
#include "core/channel/sender.hpp"
#include "core/channel/timer.hpp"
#include "core/channel/waiter.hpp"
#include "core/probe/facts.hpp"

#include <concepts>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace chan::detail {

template <class Runtime>
class select_case {
public:
    using deadline_type = std::optional<typename Runtime::clock::time_point>;

    select_case(const select_case&) = delete;
    select_case& operator=(const select_case&) = delete;
    virtual ~select_case() = default;

    /// Its channel; null: it has none, and its time comes by itself.
    [[nodiscard]] channel_base<Runtime>* channel() const noexcept { return channel_; }
    [[nodiscard]] virtual deadline_type next_due() const noexcept { return std::nullopt; }
    /// Another number for each select that names this case's channel, or timer, first.
    [[nodiscard]] virtual std::uint64_t next_turn() noexcept { return channel_->next_turn(); }

    /// One attempt, with whatever it needs for that.
    virtual status try_alone() = 0;

    /// The channel's locks; they are taken in its section.
    virtual void lock() noexcept {}
    virtual void unlock() noexcept {}

    /// One attempt, with the sections and locks of all cases held.
    virtual status try_locked(wake_list<Runtime>& woken) = 0;
    /// Waits in its channel, too; and no longer. With all of them held.
    virtual void list(selection<Runtime>& of, deadline_type deadline) = 0;
    virtual void unlist() noexcept {}
    /// How its wait ended; `would_block`: by another case. Throws what the payload threw in a
    /// peer's hands.
    virtual status end_wait() { return status::would_block; }

    /// Hands the outcome, `done` or `disconnected`, to the user.
    virtual void finish(status outcome) = 0;
    /// Has nothing left to exchange, as its value was sent; or its handler has its message now.
    [[nodiscard]] virtual bool is_busy() const noexcept { return false; }

    /// What its channel is, while it is not ready.
    [[nodiscard]] probe::reason not_ready() const noexcept {
        return failed_ == probe::kind::send_failed ? probe::reason::full : probe::reason::empty;
    }
    /// Notes, in the section of its channel, that the select has ended without a channel.
    void give_up([[maybe_unused]] probe::reason why) noexcept {
        Runtime::note(failed_, channel_->tag, ticket_, why);
    }

protected:
    template <class... Args>
    select_case(
        channel_base<Runtime>* of, [[maybe_unused]] probe::kind failed, const Args&... ticket
    )
        : channel_(of), failed_(failed), ticket_(ticket...) {}

    channel_base<Runtime>* const channel_;
    const probe::kind failed_; // what is noted when it gives up
    [[no_unique_address]] typename Runtime::ticket ticket_;
};

/// A case on a channel; Waiter is how it waits there.
template <class T, class Runtime, class Waiter>
class channel_case : public select_case<Runtime> {
    using base = select_case<Runtime>;

public:
    using typename base::deadline_type;

    void lock() noexcept final {
        on_channel([](auto& of) { of.lock_both_ends(); });
    }
    void unlock() noexcept final {
        on_channel([](auto& of) { of.unlock_both_ends(); });
    }
    void list(selection<Runtime>& of, [[maybe_unused]] deadline_type deadline) final {
        waits(of);
        on_channel([&](auto& in) { in.list(*waiter_); });
        Runtime::note(probe::kind::wait_began, this->channel_->tag, this->ticket_, deadline);
    }
    void unlist() noexcept final {
        if (waiter_) on_channel([&](auto& in) { in.unlist(*waiter_); });
    }
    status end_wait() final {
        if (!waiter_) return status::would_block;
        const status outcome = waiter_->outcome;
        if (outcome == status::threw) rethrow();
        waiter_.reset();
        return outcome;
    }

protected:
    using base::base;

    virtual void waits(selection<Runtime>& of) = 0; // makes the waiter
    virtual void rethrow() {}

    template <class Visitor>
    decltype(auto) on_channel(Visitor visitor) {
        return visit<T>(*this->channel_, visitor);
    }

    std::optional<Waiter> waiter_;
};

template <class T, class Runtime, class Handler>
class receive_case final : public channel_case<T, Runtime, waiting_receiver<T, Runtime>> {
public:
    receive_case(const basic_receiver<T, Runtime>& from, Handler handler)
        : receive_case::channel_case(
              &access::channel(from), probe::kind::receive_failed, access::tag(from)
          )
        , handler_(std::move(handler)) {}

    status try_alone() override {
        typename Runtime::section section(this->channel_->tag);
        return this->on_channel([&](auto& of) { return of.attempt_recv(result_, this->ticket_); });
    }
    status try_locked(wake_list<Runtime>& woken) override {
        return this->on_channel([&](auto& of) {
            return of.recv_now(result_, this->ticket_, woken);
        });
    }
    void finish(status) override {
        if constexpr (std::is_nothrow_move_constructible_v<T>) {
            std::expected<T, recv_error> received(std::move(result_));
            result_ = std::unexpected(recv_error()); // for the next time
            std::invoke(handler_, std::move(received));
        } else {
            // A move more could throw, and the message would be lost.
            const emptied_afterwards after{result_};
            std::invoke(handler_, std::move(result_));
        }
    }
    [[nodiscard]] bool is_busy() const noexcept override { return result_.has_value(); }

private:
    struct emptied_afterwards {
        std::expected<T, recv_error>& result;
        ~emptied_afterwards() { result = std::unexpected(recv_error()); }
    };

    void waits(selection<Runtime>& of) override {
        this->waiter_.emplace(inbox<T>(result_), of, this->ticket_);
    }

    std::expected<T, recv_error> result_{std::unexpect};
    Handler handler_;
};

template <class T, class Runtime, class Handler>
class send_case final : public channel_case<T, Runtime, waiting_sender<T, Runtime>> {
public:
    send_case(const sender<T, Runtime>& into, T&& value, Handler handler)
        : send_case::channel_case(
              &access::channel(into), probe::kind::send_failed, access::tag(into), value
          )
        , value_(std::in_place, std::move(value))
        , handler_(std::move(handler)) {}

    status try_alone() override {
        typename Runtime::section section(this->channel_->tag);
        return this->on_channel([&](auto& of) { return of.attempt_send(*value_, this->ticket_); });
    }
    status try_locked(wake_list<Runtime>& woken) override {
        return this->on_channel([&](auto& of) {
            return of.send_now(*value_, this->ticket_, woken);
        });
    }
    void finish(status outcome) override {
        using result = std::expected<void, send_error<T>>;
        result sent = outcome == status::done ? result()
                                              : result(std::unexpect, std::move(*value_));
        value_.reset();
        std::invoke(handler_, std::move(sent));
    }
    [[nodiscard]] bool is_busy() const noexcept override { return !value_; }

private:
    void waits(selection<Runtime>& of) override {
        this->waiter_.emplace(*value_, of, this->ticket_);
    }
    void rethrow() override { std::rethrow_exception(std::move(this->waiter_->thrown)); }

    std::optional<T> value_;
    Handler handler_;
};

/// A value that comes by itself: its handler gets it as a receive's does.
template <class T, class Runtime, class Source, class Handler>
class timed_case final : public select_case<Runtime> {
public:
    using typename select_case<Runtime>::deadline_type;

    timed_case(Source&& source, Handler handler)
        : select_case<Runtime>(nullptr, probe::kind::receive_failed)
        , source_(std::forward<Source>(source))
        , handler_(std::move(handler)) {}

    [[nodiscard]] deadline_type next_due() const noexcept override {
        return access::next_due(source_);
    }
    [[nodiscard]] std::uint64_t next_turn() noexcept override { return access::next_turn(source_); }
    status try_alone() override {
        return access::is_due(source_) ? status::done : status::would_block;
    }
    status try_locked(wake_list<Runtime>&) override { return try_alone(); }
    void list(selection<Runtime>&, deadline_type) override {}
    void finish(status) override {
        std::invoke(handler_, std::expected<T, recv_error>(access::take(source_)));
    }

private:
    Source source_; // a reference, or a timer that was made for this select alone
    Handler handler_;
};

} // namespace chan::detail
