// Waiting for the first of several operations, on receivers and senders of any types: exactly one
// of them is done, and its handler runs.
//
//     chan::select(
//         chan::on(orders, [&](auto order) { order ? serve(*order) : close(); }),
//         chan::on(results, std::move(result), [&](auto sent) { … }),
//         chan::timeout(100ms, [&] { … })                  // or chan::otherwise([&] { … })
//     );
//
// A receive's handler gets what recv would return, a send's what send would return; a closed
// channel makes its case ready, with the error. Where several cases are ready, none is preferred:
// each is as likely as the others. With `otherwise` a select never blocks, with `timeout` no longer
// than that time, else until a case is done.
//
// An operation is chosen and done in one step. There is no half-selected operation that could be
// forgotten, and the cases that were not chosen have done nothing: their values are still there, in
// the case, and die with it.
#pragma once

#include "core/base/contract.hpp"
#include "core/channel/select_case.hpp"
#include "core/channel/select_loop.hpp"
#include "core/channel/timer.hpp"
#include "core/probe/deadline.hpp"
#include "core/probe/native.hpp"

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace chan {

namespace detail {

// What `on` and its like return: everything a case needs, until it is made in its place.

template <class T, class Runtime, class Handler>
struct on_receive {
    using runtime = Runtime;
    using made = receive_case<T, Runtime, Handler>;

    const basic_receiver<T, Runtime>& from;
    Handler handler;
    [[no_unique_address]] typename Runtime::site where;

    made make() && { return made(from, std::move(handler)); }
};

template <class T, class Runtime, class Handler>
struct on_send {
    using runtime = Runtime;
    using made = send_case<T, Runtime, Handler>;

    const sender<T, Runtime>& into;
    T value;
    Handler handler;
    [[no_unique_address]] typename Runtime::site where;

    made make() && { return made(into, std::move(value), std::move(handler)); }
};

/// Source: a reference, or a timer that was made for this select alone.
template <class T, class Runtime, class Source, class Handler>
struct on_time {
    using runtime = Runtime;
    using made = timed_case<T, Runtime, Source, Handler>;

    Source source;
    Handler handler;
    [[no_unique_address]] typename Runtime::site where;

    made make() && { return made(std::forward<Source>(source), std::move(handler)); }
};

template <class Handler>
struct on_nothing {
    Handler handler;
};

template <class Handler>
struct on_timeout {
    std::chrono::nanoseconds time;
    Handler handler;
};

template <class Case>
concept operation = requires { typename Case::made; };
template <class Last>
inline constexpr bool is_otherwise = false;
template <class Handler>
inline constexpr bool is_otherwise<on_nothing<Handler>> = true;
template <class Last>
inline constexpr bool is_timeout = false;
template <class Handler>
inline constexpr bool is_timeout<on_timeout<Handler>> = true;

/// A case in its place: neither made elsewhere nor moved.
template <class Operation>
struct made_case {
    explicit made_case(Operation&& operation) : made(std::move(operation).make()) {}
    typename Operation::made made;
};

/// Does the first operation that is ready; without `time`, waits for that as long as it takes.
template <class Runtime>
typename select_loop<Runtime>::result select_among(
    typename select_loop<Runtime>::cases cases,
    std::optional<std::chrono::nanoseconds> time,
    [[maybe_unused]] typename Runtime::site where
) {
    using clock = typename Runtime::clock;
    const auto deadline = time ? probe::deadline_after<clock>(clock::now(), *time) : std::nullopt;
    Runtime::point(probe::op::select, where, deadline);
    const auto chosen = select_loop<Runtime>(cases).wait(deadline);
    if (chosen.chosen) chosen.chosen->of->finish(chosen.outcome);
    return chosen;
}
template <class Runtime>
typename select_loop<Runtime>::result try_select_among(
    typename select_loop<Runtime>::cases cases, [[maybe_unused]] typename Runtime::site where
) {
    Runtime::point(probe::op::select, where, std::optional<typename Runtime::clock::time_point>());
    const auto chosen = select_loop<Runtime>(cases).try_once();
    if (chosen.chosen) chosen.chosen->of->finish(chosen.outcome);
    return chosen;
}

template <class Runtime, class Last, class... Operations>
std::size_t select_in_place(Last&& last, Operations&&... operations) {
    const auto where = std::get<0>(std::tie(operations...)).where;
    std::tuple<made_case<Operations>...> made(std::move(operations)...);
    std::array cases = std::apply(
        [place = std::size_t{0}](auto&... each) mutable {
            return std::array{choice<Runtime>{std::addressof(each.made), place++}...};
        },
        made
    );
    typename select_loop<Runtime>::result chosen;
    if constexpr (is_otherwise<Last>) {
        chosen = try_select_among<Runtime>(cases, where);
    } else if constexpr (is_timeout<Last>) {
        chosen = select_among<Runtime>(cases, last.time, where);
    } else {
        chosen = select_among<Runtime>(cases, std::nullopt, where);
    }
    if (chosen.chosen) return chosen.chosen->place;
    if constexpr (!std::same_as<Last, std::monostate>) std::invoke(last.handler);
    return sizeof...(operations);
}

} // namespace detail

/// A case of a select: receive from `from`, which has to outlive it. The handler gets a
/// std::expected<T, recv_error>.
///
///     chan::on(rx, [&](auto message) { if (message) use(*message); })
template <class T, class Runtime, class Handler>
    requires std::invocable<Handler&, std::expected<T, recv_error>>
[[nodiscard]] auto on(
    const basic_receiver<T, Runtime>& from,
    Handler handler,
    typename Runtime::site where = Runtime::site::current()
) {
    return detail::on_receive<T, Runtime, Handler>{from, std::move(handler), where};
}
/// A case refers to its handle: name one that outlives it, instead of a temporary or a moved one.
template <class T, class Runtime, class Handler>
void on(
    const basic_receiver<T, Runtime>&& temporary,
    Handler handler,
    typename Runtime::site where = Runtime::site::current()
) = delete;

/// A case of a select: send `value` into `into`, which has to outlive it. The handler gets a
/// std::expected<void, send_error<T>>. If another case is chosen, the value dies with this one: in
/// a selector, which tries again, with the selector.
///
///     chan::on(tx, std::move(job), [&](auto sent) { if (!sent) keep(std::move(sent.error().value)); })
template <class T, class Runtime, class Handler>
    requires std::invocable<Handler&, std::expected<void, send_error<T>>>
[[nodiscard]] auto
on(const sender<T, Runtime>& into,
   std::type_identity_t<T> value,
   Handler handler,
   typename Runtime::site where = Runtime::site::current()) {
    return detail::on_send<T, Runtime, Handler>{into, std::move(value), std::move(handler), where};
}
/// A case refers to its handle: name one that outlives it, instead of a temporary or a moved one.
template <class T, class Runtime, class Handler>
void
on(const sender<T, Runtime>&& temporary,
   std::type_identity_t<T> value,
   Handler handler,
   typename Runtime::site where = Runtime::site::current()) = delete;

/// A case of a select: the next value of an `after`, `tick` or `never`. The handler gets a
/// std::expected<T, recv_error>, which always has a value.
///
///     chan::on(beat, [&](auto) { ++beats; })
///     chan::on(chan::after(1s), [&](auto) { give_up(); })
template <class T, class Runtime, class Handler>
    requires std::invocable<Handler&, std::expected<T, recv_error>>
[[nodiscard]] auto on(
    const timed_source<T, Runtime>& source,
    Handler handler,
    typename Runtime::site where = Runtime::site::current()
) {
    return detail::on_time<T, Runtime, const timed_source<T, Runtime>&, Handler>{
        source, std::move(handler), where};
}
template <class T, class Runtime, class Handler>
    requires std::invocable<Handler&, std::expected<T, recv_error>>
[[nodiscard]] auto on(
    timed_source<T, Runtime>&& source,
    Handler handler,
    typename Runtime::site where = Runtime::site::current()
) {
    return detail::on_time<T, Runtime, timed_source<T, Runtime>, Handler>{
        std::move(source), std::move(handler), where};
}

/// The last argument of a select that never blocks: its handler runs if no case is ready.
///
///     chan::otherwise([&] { idle(); })
template <std::invocable Handler>
[[nodiscard]] auto otherwise(Handler handler) {
    return detail::on_nothing<Handler>{std::move(handler)};
}

/// The last argument of a select that waits no longer than `time`: its handler runs if no case was
/// ready until then. Zero or less tries once; a time too long to be counted is no limit.
///
///     chan::timeout(100ms, [&] { flush(); })
template <class Rep, class Period, std::invocable Handler>
[[nodiscard]] auto timeout(std::chrono::duration<Rep, Period> time, Handler handler) {
    return detail::on_timeout<Handler>{probe::to_nanoseconds(time), std::move(handler)};
}

/// Waits until one of the cases can be done, does it, and runs its handler.
///
/// Blocks while no case is ready, as its last argument says: for ever, for a time, or not at all.
/// Returns the place of the handler that ran, counted from 0 in the order of the arguments.
/// Rendezvous: a case is ready while a peer waits at the other end, also in a select of its own.
/// After a disconnect: the case is ready, and its handler gets the error.
/// That a case was chosen does not promise that it was the first one ready.
/// A handler runs when all is done: it may use the same channels, and what it throws passes on.
///
///     chan::select(chan::on(a, use_a), chan::on(b, use_b));
template <detail::operation First, class... Rest>
std::size_t select(First first, Rest... rest) {
    using runtime = typename First::runtime;
    constexpr std::size_t operations = 1 + (std::size_t(detail::operation<Rest>) + ... + 0);
    static_assert(
        operations + 1 >= 1 + sizeof...(rest),
        "a select has one `otherwise` or one `timeout` at most, as its last argument"
    );
    auto all = std::forward_as_tuple(std::move(first), std::move(rest)...);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        if constexpr (operations == 1 + sizeof...(rest)) {
            return detail::select_in_place<runtime>(
                std::monostate(), std::get<I>(std::move(all))...
            );
        } else {
            using last = std::tuple_element_t<operations, std::tuple<First, Rest...>>;
            static_assert(
                detail::is_otherwise<last> || detail::is_timeout<last>,
                "`otherwise` or `timeout` is the last argument of a select"
            );
            return detail::select_in_place<runtime>(
                std::get<operations>(std::move(all)), std::get<I>(std::move(all))...
            );
        }
    }(std::make_index_sequence<operations>());
}

/// A select whose cases are put together while the program runs, and that can be used again and
/// again. The handles have to outlive it. A case that has sent its value is left out afterwards. A
/// handler may use the selector; if its message's move can throw, its case is left out meanwhile.
///
///     chan::selector any;
///     std::size_t open = 0;
///     for (auto* from : {&a, &b}) {
///         any.on(*from, [&, place = any.size()](auto result) {
///             if (result) collect(*result);
///             else any.remove(place), --open;
///         });
///         ++open;
///     }
///     while (open > 0) any.wait();
template <class Runtime = probe::native>
class selector {
public:
    using site = typename Runtime::site;

    /// Adds a case: what chan::on takes. Returns its place. (In place, as GCC 12 at -O1 otherwise takes
    /// what a handler refers to for unchanged by the handler's calls.)
    template <class... Args>
        requires requires(Args&&... args) { chan::on(std::forward<Args>(args)...); }
    [[gnu::always_inline]] std::size_t on(Args&&... args) {
        auto operation = chan::on(std::forward<Args>(args)...);
        using made = typename decltype(operation)::made;
        cases_.push_back({std::unique_ptr<made>(new made(std::move(operation).make()))});
        return cases_.size() - 1;
    }

    /// Leaves the case at this place out from now on: one whose channel is closed would be ready
    /// for ever. Any handler may do that; the places of the others stay, and so does the case's
    /// value.
    void remove(std::size_t place) {
        base::require(place < cases_.size(), "a case was removed from a place where there is none");
        cases_[place].is_removed = true;
    }

    /// How many cases were added.
    [[nodiscard]] std::size_t size() const noexcept { return cases_.size(); }

    /// Blocks until a case is done; there has to be one. Returns its place, counted from 0 in the
    /// order in which they were added.
    std::size_t wait(site where = site::current()) {
        auto cases = to_try();
        base::require(
            !cases.empty(),
            "a select without cases would wait for ever; add one, or wait_for some time"
        );
        return *place_of(detail::select_among<Runtime>(cases, std::nullopt, where));
    }
    /// The same, no longer than `time`; nothing: it is over.
    template <class Rep, class Period>
    std::optional<std::size_t>
    wait_for(std::chrono::duration<Rep, Period> time, site where = site::current()) {
        auto cases = to_try();
        return place_of(detail::select_among<Runtime>(cases, probe::to_nanoseconds(time), where));
    }
    /// Never blocks; nothing: no case is ready.
    std::optional<std::size_t> try_once(site where = site::current()) {
        auto cases = to_try();
        return place_of(detail::try_select_among<Runtime>(cases, where));
    }

private:
    using choices = std::vector<detail::choice<Runtime>>;

    [[nodiscard]] choices to_try() const {
        choices to_try;
        for (std::size_t place = 0; place < cases_.size(); ++place) {
            if (cases_[place].is_removed || cases_[place].made->is_busy()) continue;
            to_try.push_back({cases_[place].made.get(), place});
        }
        return to_try;
    }
    static std::optional<std::size_t>
    place_of(const typename detail::select_loop<Runtime>::result& ended) {
        return ended.chosen ? std::optional(ended.chosen->place) : std::nullopt;
    }

    struct added_case {
        std::unique_ptr<detail::select_case<Runtime>> made;
        bool is_removed = false;
    };
    std::vector<added_case> cases_;
};

} // namespace chan
