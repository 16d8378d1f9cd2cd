// The stage clock and the shown clock: they stand until they are moved, and readers never see half a
// change.
#include "core/sched/clocks.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace chan::sched {
namespace {

TEST(clocks, stand_until_moved) {
    clocks both;
    both.set({.stage_ns = 5, .shown_ns = 9});
    EXPECT_EQ(both.read().stage_ns, 5);
    EXPECT_EQ(both.read().shown_ns, 9);
}

TEST(clocks, the_stage_stands_while_only_the_shown_clock_runs) {
    clocks both;
    both.move({.rate = 1000.0, .stage_runs = false});
    while (both.read().shown_ns < 1'000'000) {
    }
    EXPECT_EQ(both.read().stage_ns, 0);
    both.move({.rate = 1000.0, .stage_runs = true});
    while (both.read().stage_ns < 1'000'000) {
    }
    both.move({});
    const auto held = both.read();
    EXPECT_GE(held.shown_ns, held.stage_ns + 1'000'000);
    EXPECT_EQ(both.read().shown_ns, held.shown_ns);
}

TEST(clocks, the_shown_clock_stops_at_its_limit) {
    clocks both;
    both.move({.rate = 1e6, .stage_runs = true, .shown_limit_ns = 500});
    while (both.read().shown_ns < 500) {
    }
    EXPECT_EQ(both.read().shown_ns, 500);
    EXPECT_EQ(both.read().stage_ns, 500);
}

TEST(clocks, tell_when_a_time_will_come) {
    clocks both;
    both.move({.rate = 2.0, .stage_runs = false});
    const auto when = both.when_shown(2'000'000'000) - clocks::wall::now();
    EXPECT_LE(when, std::chrono::milliseconds(1001));
    EXPECT_GE(when, std::chrono::milliseconds(500));
    EXPECT_GT(both.when_stage(1) - clocks::wall::now(), std::chrono::minutes(30));
}

// A torn read would show the two clocks apart: the writer always sets both alike.
TEST(clocks, readers_never_see_half_a_change) {
    clocks both;
    std::atomic<bool> done{false};
    std::thread writer([&] {
        for (std::int64_t i = 0; i < 200'000; ++i) {
            both.set({.stage_ns = i, .shown_ns = i});
        }
        done = true;
    });
    std::int64_t last = 0;
    while (!done) {
        const auto seen = both.read();
        ASSERT_EQ(seen.stage_ns, seen.shown_ns);
        ASSERT_GE(seen.shown_ns, last);
        last = seen.shown_ns;
    }
    writer.join();
}

}  // namespace
}  // namespace chan::sched
