// Receivers of time: `after` and `tick` give a point in time when it has come, `never` gives
// nothing. One receives from them as from a receiver; they have no sender and no channel, so there
// is nothing to drop or to clone. No thread stands behind them: who receives sleeps until then.
// They are most useful as cases of a select.
//
//     auto end = chan::after(1s);
//     auto beat = chan::tick(100ms);
#pragma once

#include "core/base/contract.hpp"
#include "core/channel/errors.hpp"
#include "core/channel/handle.hpp"
#include "core/channel/iterate.hpp"
#include "core/probe/deadline.hpp"
#include "core/probe/facts.hpp"
#include "core/probe/native.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <iterator>
#include <optional>
#include <utility>

namespace chan {

/// Receives values that come by themselves, when their time has come. It only moves. It is never
/// disconnected. One thread at a time may use it, though to receive is const, as for a receiver.
template <class T, class Runtime>
class timed_source {
public:
    using value_type = T;
    using runtime_type = Runtime;
    using site = typename Runtime::site;
    using clock = typename Runtime::clock;
    using deadline_type = std::optional<typename clock::time_point>;

    /// A first value at `due`, if any, and then one every `period`, if that is not zero.
    explicit timed_source(
        deadline_type due, std::chrono::nanoseconds period = std::chrono::nanoseconds::zero()
    ) noexcept
        : due_(due), period_(period) {}
    timed_source(timed_source&& from) noexcept
        : due_(std::exchange(from.due_, std::nullopt)), period_(from.period_) {}
    timed_source& operator=(timed_source&& from) noexcept {
        due_ = std::exchange(from.due_, std::nullopt);
        period_ = from.period_;
        return *this;
    }

    /// Blocks until the next value's time has come; for ever, if none will. Returns the value.
    ///
    ///     auto woken = chan::after(10ms).recv();
    [[nodiscard]] std::expected<T, recv_error> recv(site where = site::current()) const {
        while (!is_due()) sleep_until(due_, where);
        return take();
    }
    /// Never blocks. Returns the value if its time has come, or fails with `is_empty()`.
    [[nodiscard]] std::expected<T, try_recv_error> try_recv(site = site::current()) const {
        if (!is_due()) return std::unexpected(try_recv_error(cause::empty));
        return take();
    }
    /// Blocks as `recv` does, but no longer than `time`; then fails with `is_timeout()`.
    template <class Rep, class Period>
    [[nodiscard]] std::expected<T, recv_timeout_error>
    recv_timeout(std::chrono::duration<Rep, Period> time, site where = site::current()) const {
        return recv_before(
            probe::deadline_after<clock>(clock::now(), probe::to_nanoseconds(time)), where
        );
    }
    /// The same, up to a point in time of the runtime's clock.
    template <class Duration>
    [[nodiscard]] std::expected<T, recv_timeout_error>
    recv_until(std::chrono::time_point<clock, Duration> when, site where = site::current()) const {
        return recv_before(probe::deadline_at(when), where);
    }

    /// Whether a value's time has come: 0 or 1 of them.
    [[nodiscard]] std::size_t len() const noexcept { return is_due() ? 1 : 0; }
    [[nodiscard]] bool is_empty() const noexcept { return !is_due(); }
    [[nodiscard]] bool is_full() const noexcept { return is_due(); }
    /// One value waits for its receiver, at most: a tick that nobody took is not made up for.
    [[nodiscard]] static std::optional<std::size_t> capacity() noexcept { return 1; }

    /// Iterates over the values as they come; ends never, so leave the loop yourself.
    ///
    ///     for (auto when : beat) if (!step(when)) break;
    [[nodiscard]] auto begin(site where = site::current()) const {
        return detail::message_iterator<T, timed_source, detail::waiting::yes>(*this, where);
    }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }
    /// The values that are there now: one, at most.
    [[nodiscard]] auto try_iter(site where = site::current()) const {
        return detail::present_messages<T, timed_source>(*this, where);
    }

private:
    friend struct detail::access;

    [[nodiscard]] deadline_type next_due() const noexcept { return due_; }
    [[nodiscard]] bool is_due() const noexcept { return due_ && clock::now() >= *due_; }
    /// Another number for each select that names it before any channel; timers that were made for
    /// their select alone differ by their times.
    [[nodiscard]] std::uint64_t next_turn() const noexcept {
        return turns_++ + (due_ ? static_cast<std::uint64_t>(due_->time_since_epoch().count()) : 0);
    }
    /// Its time has come.
    T take() const noexcept {
        if constexpr (std::same_as<T, typename clock::time_point>) {
            const T value = *due_;
            due_ = next_after(value);
            return value;
        } else {
            base::broken_contract("a receiver that never has a value was asked for one");
        }
    }

    /// A period later, or, if that has passed as well, a period from now.
    deadline_type next_after(typename clock::time_point due) const noexcept {
        if (period_ == std::chrono::nanoseconds::zero()) return std::nullopt;
        const auto next = probe::deadline_after<clock>(due, period_);
        const auto now = clock::now();
        return next && *next <= now ? probe::deadline_after<clock>(now, period_) : next;
    }

    std::expected<T, recv_timeout_error> recv_before(deadline_type deadline, site where) const {
        while (!is_due()) {
            if (deadline && clock::now() >= *deadline) {
                return std::unexpected(recv_timeout_error(cause::timeout));
            }
            sleep_until(due_ && (!deadline || *due_ < *deadline) ? due_ : deadline, where);
        }
        return take();
    }

    static void sleep_until(deadline_type deadline, [[maybe_unused]] site where) {
        Runtime::point(probe::op::sleep, where, deadline);
        Runtime::note(probe::kind::wait_began, probe::op::sleep, deadline);
        typename Runtime::parker parker;
        (void)parker.park_until(deadline);
        Runtime::note(probe::kind::sleep_ended, probe::op::sleep);
    }

    mutable deadline_type due_; // receiving is const, as for every receiver
    std::chrono::nanoseconds period_;
    mutable std::uint64_t turns_ = 0;
};

/// What `after` and `tick` return: gives the time at which each value was due.
template <class Runtime = probe::native>
using timer = timed_source<typename Runtime::clock::time_point, Runtime>;

/// One value, when `time` has passed since the call; afterwards nothing, for ever. A time of zero
/// or less has passed; one too long to be counted never does.
///
///     chan::select(chan::on(rx, use), chan::on(deadline, [](auto) { give_up(); }));
template <class Runtime = probe::native, class Rep, class Period>
[[nodiscard]] timer<Runtime> after(std::chrono::duration<Rep, Period> time) {
    using clock = typename Runtime::clock;
    return timer<Runtime>(
        probe::deadline_after<clock>(clock::now(), probe::to_nanoseconds(time))
    );
}

/// A value every `period`, the first when one has passed since the call. Who comes late does not
/// shift those that follow; who comes later than a period gets one value, not all that were missed,
/// and the next one a whole period from then. The period has to be longer than zero.
///
///     for (auto when : chan::tick(10ms)) if (!step(when)) break;
template <class Runtime = probe::native, class Rep, class Period>
[[nodiscard]] timer<Runtime> tick(std::chrono::duration<Rep, Period> period) {
    using clock = typename Runtime::clock;
    const auto length = probe::to_nanoseconds(period);
    base::require(length.count() > 0, "a tick's period has to be longer than zero");
    return timer<Runtime>(probe::deadline_after<clock>(clock::now(), length), length);
}

/// A receiver that never has a value and never ends: a case of a select that is switched off.
///
///     chan::select(chan::on(rx, use), chan::on(chan::never<int>(), ignore));
template <class T, class Runtime = probe::native>
[[nodiscard]] timed_source<T, Runtime> never() noexcept {
    return timed_source<T, Runtime>(std::nullopt);
}

} // namespace chan
