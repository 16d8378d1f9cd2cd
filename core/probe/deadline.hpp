// Times without overflow: "in hours::max()" is a wait without a deadline, a negative time is now.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>

namespace chan::probe {

/// Any duration as nanoseconds; one too long to be counted is the longest that can be.
template <class Rep, class Period>
constexpr std::chrono::nanoseconds to_nanoseconds(std::chrono::duration<Rep, Period> time
) noexcept {
    using std::chrono::nanoseconds;
    using real_nanoseconds = std::chrono::duration<long double, std::nano>;
    constexpr real_nanoseconds longest = nanoseconds::max();
    const real_nanoseconds length = time;
    if (!(length > length.zero())) return nanoseconds::zero(); // negative, or not a number
    if (length >= longest) return nanoseconds::max();
    if constexpr (std::chrono::treat_as_floating_point_v<Rep>) {
        return std::chrono::duration_cast<nanoseconds>(length); // in Rep it might round up to 2^63
    } else {
        return std::chrono::duration_cast<nanoseconds>(time);
    }
}

/// When a wait that starts at `now` and lasts for `time` ends; nothing if that is beyond all times.
/// `now` is not before the clock's epoch.
template <class Clock>
constexpr std::optional<typename Clock::time_point>
deadline_after(typename Clock::time_point now, std::chrono::nanoseconds time) noexcept {
    if (time >= Clock::time_point::max() - now) return std::nullopt;
    return now + std::chrono::duration_cast<typename Clock::duration>(time);
}

/// A deadline given in another unit of the same clock; nothing if it is beyond all times.
template <class Clock, class Duration>
constexpr std::optional<typename Clock::time_point>
deadline_at(std::chrono::time_point<Clock, Duration> when) noexcept {
    const auto since_epoch = to_nanoseconds(when.time_since_epoch());
    if (since_epoch == std::chrono::nanoseconds::max()) return std::nullopt;
    return
        typename Clock::time_point(std::chrono::duration_cast<typename Clock::duration>(since_epoch)
        );
}

} // namespace chan::probe
