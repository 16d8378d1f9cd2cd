// The timeline's data against the model's own worlds, on real runs of every lesson and variant.
#include "app/views/timeline_data.hpp"

#include "tests/session/helpers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace app::views {
namespace {

namespace model = chan::model;

/// What the lane shows after the events at a time: the last interval that begins at or before it.
lane_state state_at(const lane& from, std::int64_t ns) {
    const auto after = std::ranges::upper_bound(from.intervals, ns, {}, &interval::begin_ns);
    return std::prev(after)->state;
}

void expect_like(const timeline_data& data, const model::history& history) {
    const auto& log = history.log();
    for (std::size_t i = 1; i <= log.size(); ++i) {
        // Of several events at one time the last one is what lasts.
        if (i < log.size() && log[i].shown_ns == log[i - 1].shown_ns) continue;
        const model::world& world = history.at(i);
        const std::int64_t now = log[i - 1].shown_ns;
        ASSERT_LE(world.actors.size(), data.lanes().size());
        for (std::size_t a = 0; a < world.actors.size(); ++a) {
            const lane_state expected{world.actors[a].status, world.actors[a].stuck};
            ASSERT_EQ(state_at(data.lanes()[a], now), expected) << "event " << i << ", actor " << a;
        }
        for (const model::channel& channel : world.channels) {
            const auto track = std::ranges::find(data.depths(), channel.id, &depth_track::channel);
            ASSERT_NE(track, data.depths().end());
            const auto after = std::ranges::upper_bound(track->steps, now, {}, &depth_step::at_ns);
            ASSERT_EQ(std::prev(after)->depth, channel.depth()) << "event " << i;
        }
    }
    std::uint64_t received = 0;
    for (const model::channel& channel : history.now().channels) received += channel.received;
    EXPECT_EQ(data.arrows().size(), received);
    for (const arrow& one : data.arrows()) {
        EXPECT_LE(one.sent_ns, one.received_ns);
        EXPECT_LE(one.received_ns - one.sent_ns, data.longest_flight_ns());
    }
    EXPECT_TRUE(std::ranges::is_sorted(data.arrows(), {}, &arrow::received_ns));
    for (const lane& one : data.lanes()) {
        EXPECT_TRUE(std::ranges::is_sorted(one.intervals, {}, &interval::begin_ns));
        for (std::size_t i = 1; i < one.intervals.size(); ++i) {
            EXPECT_NE(one.intervals[i].state, one.intervals[i - 1].state);
        }
    }
}

TEST(timeline_data, shows_what_the_model_says_at_every_event_of_every_lesson) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            session::session one(
                session::options_of({.lesson = lesson.id, .variant = variant.id, .held = false})
            );
            ASSERT_TRUE(session::after_end(one));
            timeline_data data;
            data.follow(1, one.play().history().log());
            SCOPED_TRACE(std::string(lesson.id) + " " + std::string(variant.id));
            expect_like(data, one.play().history());
        }
    }
}

TEST(timeline_data, growing_event_by_event_gives_the_same_as_all_at_once) {
    session::session one(session::options_of({.held = false}));
    ASSERT_TRUE(session::after_end(one));
    const auto& log = one.play().history().log();
    timeline_data at_once, grown;
    at_once.follow(1, log);
    chan::trace::log part;
    for (const auto& event : log) {
        part.push_back(event);
        EXPECT_EQ(grown.follow(1, part), 1U);
    }
    EXPECT_EQ(grown.follow(1, part), 0U);
    ASSERT_EQ(grown.lanes().size(), at_once.lanes().size());
    for (std::size_t i = 0; i < grown.lanes().size(); ++i) {
        EXPECT_EQ(grown.lanes()[i].intervals.size(), at_once.lanes()[i].intervals.size());
    }
    EXPECT_EQ(grown.arrows().size(), at_once.arrows().size());
    EXPECT_EQ(grown.depths().front().steps.size(), at_once.depths().front().steps.size());
}

TEST(timeline_data, another_run_begins_anew) {
    session::session one(session::options_of({.held = false}));
    ASSERT_TRUE(session::after_end(one));
    timeline_data data;
    data.follow(1, one.play().history().log());
    EXPECT_FALSE(data.arrows().empty());
    data.follow(2, {});
    EXPECT_TRUE(data.arrows().empty());
    EXPECT_TRUE(data.lanes().empty());
    EXPECT_EQ(data.end_ns(), 0);
}

TEST(timeline_data, a_hang_ends_in_stuck_lanes) {
    session::session one(session::options_of({.lesson = "forgotten-sender", .held = false}));
    ASSERT_TRUE(session::after_end(one));
    timeline_data data;
    data.follow(1, one.play().history().log());
    EXPECT_TRUE(data.ended());
    EXPECT_TRUE(data.lanes().front().intervals.back().state.stuck);
    EXPECT_FALSE(data.lanes().back().intervals.back().state.stuck);
}

} // namespace
} // namespace app::views
