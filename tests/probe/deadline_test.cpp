// Times that do not fit are the longest or the shortest that do.
#include "core/probe/context.hpp"
#include "core/probe/deadline.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

namespace chan::probe {

using namespace std::chrono;
using steady = steady_clock;

TEST(deadline, a_duration_in_any_unit_becomes_nanoseconds) {
    EXPECT_EQ(to_nanoseconds(3ms), 3'000'000ns);
    EXPECT_EQ(to_nanoseconds(duration<double>(0.5)), 500'000'000ns);
    EXPECT_EQ(to_nanoseconds(hours(24 * 365)), nanoseconds(hours(24 * 365)));
}

TEST(deadline, what_is_too_long_is_the_longest) {
    EXPECT_EQ(to_nanoseconds(hours::max()), nanoseconds::max());
    EXPECT_EQ(to_nanoseconds(years::max()), nanoseconds::max());
    EXPECT_EQ(to_nanoseconds(duration<double>::max()), nanoseconds::max());
    const duration<double> endless(std::numeric_limits<double>::infinity());
    EXPECT_EQ(to_nanoseconds(endless), nanoseconds::max());
    const duration<std::uint64_t, std::nano> unsigned_max(std::numeric_limits<std::uint64_t>::max()
    );
    EXPECT_EQ(to_nanoseconds(unsigned_max), nanoseconds::max());
}

TEST(deadline, what_is_almost_too_long_is_not_negative) {
    const auto just_below = [](auto longest) {
        for (int i = 0; i < 4; ++i, longest = std::nextafter(longest, 0)) {
            EXPECT_GT(to_nanoseconds(duration<double>(longest)), hours(24 * 365 * 290));
            EXPECT_GT(to_nanoseconds(duration<double, std::milli>(longest * 1e3)), hours(1));
            EXPECT_GT(to_nanoseconds(duration<double, std::nano>(longest * 1e9)), hours(1));
            EXPECT_GT(to_nanoseconds(duration<float>(static_cast<float>(longest))), hours(1));
        }
    };
    just_below(0x1p63 / 1e9);
    static_assert(to_nanoseconds(duration<double>(9223372036.8547745)) > nanoseconds::zero());
    static_assert(to_nanoseconds(duration<double>(9223372036.8547764)) == nanoseconds::max());
}

TEST(deadline, what_is_negative_or_no_number_is_nothing) {
    EXPECT_EQ(to_nanoseconds(-1ms), 0ns);
    EXPECT_EQ(to_nanoseconds(hours::min()), 0ns);
    EXPECT_EQ(to_nanoseconds(duration<double>(std::numeric_limits<double>::quiet_NaN())), 0ns);
}

TEST(deadline, beyond_all_times_is_none) {
    const auto now = steady::now();
    EXPECT_EQ(deadline_after<steady>(now, nanoseconds::max()), std::nullopt);
    EXPECT_EQ(deadline_after<steady>(now, 5ms), now + 5ms);
    EXPECT_EQ(deadline_at(steady::time_point::max()), std::nullopt);
    EXPECT_EQ(deadline_at(time_point<steady, days>::max()), std::nullopt);
    EXPECT_EQ(deadline_at(now), now);
    EXPECT_EQ(deadline_at(steady::time_point::min()), steady::time_point{});
}

TEST(deadline, the_stage_clock_counts_from_zero) {
    EXPECT_EQ(
        deadline_after<stage_clock>(stage_clock::time_point{}, 7ns), stage_clock::time_point(7ns)
    );
}

} // namespace chan::probe
