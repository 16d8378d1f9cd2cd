// What must be seen in "Backpressure".
#include "scenarios/lessons/backpressure.hpp"
#include "scenarios/until.hpp"
#include "tests/scenarios/player.hpp"

#include <algorithm>

namespace {

using chan::model::status;
using chan::probe::kind;
using chan::probe::op;
using chan::run::verdict_kind;
using tests::player;

constexpr chan::probe::actor_number producer = 1, consumer = 2;

TEST(backpressure, the_producer_is_buffer_ahead_plus_the_one_it_is_blocked_with) {
    for (const int buffer : {0, 1, 2, 5}) {
        for (const auto& way : tests::ways(10)) {
            player one("backpressure", "bounded", {{"buffer", buffer}}, way);
            ASSERT_TRUE(one.run_to(scenarios::waits_in(op::send, producer))) << way.name;
            // The world at the very fact, whatever other threads did until all stood.
            std::size_t at = 0;
            const auto matches = scenarios::waits_in(op::send, producer)();
            while (!matches(one.log()[at].fact)) {
                ++at;
            }
            const auto& world = one.history().at(at + 1);
            const auto& channel = world.channels.front();
            EXPECT_EQ(channel.bound, static_cast<unsigned>(buffer));
            EXPECT_EQ(channel.depth(), static_cast<unsigned>(buffer));
            EXPECT_EQ(channel.sent - channel.received, static_cast<unsigned>(buffer));
            const auto* who = world.find_actor(producer);
            EXPECT_EQ(who->status, status::waiting_send);
            EXPECT_EQ(who->pending.label.view(), std::to_string(channel.sent + 1));
        }
    }
}

TEST(backpressure, depth_stays_within_the_bound_at_every_event) {
    for (const int buffer : {0, 1, 2, 64}) {
        for (const auto& way : tests::ways(10)) {
            player one("backpressure", "bounded", {{"buffer", buffer}}, way);
            ASSERT_EQ(one.run_to_end(), verdict_kind::completed);
            for (std::size_t i = 0; i <= one.log().size(); ++i) {
                for (const auto& channel : one.history().at(i).channels) {
                    ASSERT_LE(channel.depth(), static_cast<unsigned>(buffer));
                }
            }
            const auto& channel = one.now().channels.front();
            if (buffer <= 2) {
                EXPECT_EQ(channel.max_depth, static_cast<unsigned>(buffer)) << way.name;
            } else {
                EXPECT_GE(channel.max_depth, 6U) << way.name;
            }
        }
    }
}

TEST(backpressure, a_rendezvous_hands_every_message_over) {
    for (const auto& way : tests::ways(10)) {
        player one("backpressure", "rendezvous", {}, way);
        ASSERT_EQ(one.run_to_end(), verdict_kind::completed);
        EXPECT_EQ(
            std::ranges::count(
                one.log(), kind::handed_over, [](const auto& event) { return event.fact.kind; }
            ),
            16
        );
        EXPECT_EQ(one.now().channels.front().max_depth, 0U);
    }
}

TEST(backpressure, unbounded_never_waits_and_grows) {
    for (const auto& way : tests::ways(10)) {
        player one("backpressure", "unbounded", {}, way);
        ASSERT_EQ(one.run_to_end(), verdict_kind::completed);
        const auto& channel = one.now().channels.front();
        EXPECT_EQ(channel.bound, chan::probe::unbounded);
        EXPECT_EQ(channel.message_bytes, 4096U);
        EXPECT_GE(channel.max_depth, 6U) << way.name;
        EXPECT_EQ(channel.received, 16U);
        for (const auto& event : one.log()) {
            const auto& what = event.fact;
            EXPECT_FALSE(what.kind == kind::wait_began && what.op == op::send);
        }
    }
}

TEST(backpressure, unbounded_stops_at_its_cap) {
    for (const auto& way : tests::ways(5)) {
        if (way.speed != chan::run::max_speed) {
            continue;
        }
        player one("backpressure", "unbounded", {{"messages", 200}, {"handle_ms", 2000}}, way);
        ASSERT_EQ(one.run_to_end(), verdict_kind::completed);
        const auto& channel = one.now().channels.front();
        EXPECT_LE(channel.max_depth, static_cast<unsigned>(scenarios::backpressure_code::cap));
        EXPECT_GE(channel.max_depth + 1, static_cast<unsigned>(scenarios::backpressure_code::cap));
        EXPECT_LT(channel.sent, 200U);
        EXPECT_EQ(std::ranges::count(one.output(), "stopped at 64 pages"), 1);
    }
}

TEST(backpressure, every_variant_takes_as_long_as_the_slower_end) {
    for (const std::string_view variant : {"bounded", "rendezvous", "unbounded"}) {
        player one("backpressure", variant, {}, {.name = "stepped", .mode = chan::run::mode::step});
        one.run_to_end();
        const auto ms = one.log().back().stage_ns / 1'000'000;
        EXPECT_GE(ms, 16 * 500) << variant;
        EXPECT_LE(ms, 16 * 500 + 2 * 100) << variant;
    }
}

TEST(backpressure, a_rate_takes_effect_while_it_runs) {
    player one("backpressure", "bounded", {}, {.name = "stepped", .mode = chan::run::mode::step});
    ASSERT_TRUE(one.run_to(scenarios::nth(5, scenarios::when(kind::work_ended, consumer))));
    scenarios::settings same = one.set();
    same.set("handle_ms", 0);
    const auto before = one.log().back().stage_ns;
    one.run_to_end();
    EXPECT_LE((one.log().back().stage_ns - before) / 1'000'000, 500 + 11 * 100);
}

} // namespace
