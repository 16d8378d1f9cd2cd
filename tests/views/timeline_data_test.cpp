// The timeline's data against the model's own worlds, on real runs of every lesson and variant.
#include "app/views/timeline_data.hpp"

#include "tests/session/helpers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace app::views {
namespace {

namespace model = chan::model;

/// What the lane shows after the events at a time: the last interval that begins at or before it.
lane_state state_at(const lane& from, when now) {
    const auto after = std::ranges::upper_bound(from.intervals, now, {}, &interval::begin);
    return std::prev(after)->state;
}

void expect_like(const timeline_data& data, const model::history& history) {
    const auto& log = history.log();
    ASSERT_EQ(data.events().size(), log.size());
    EXPECT_TRUE(std::ranges::is_sorted(data.events()));
    for (std::size_t i = 1; i <= log.size(); ++i) {
        const model::world& world = history.at(i);
        const when now = data.events()[i - 1];
        EXPECT_EQ(now.program_ns, log[i - 1].stage_ns);
        EXPECT_EQ(data.after(i).program_ns, now.program_ns);
        // What changes nothing that is seen has no place of its own.
        if (i < log.size() && data.events()[i] == now) continue;
        ASSERT_LE(world.actors.size(), data.lanes().size());
        for (std::size_t a = 0; a < world.actors.size(); ++a) {
            const lane_state expected{world.actors[a].status, world.actors[a].stuck};
            ASSERT_EQ(state_at(data.lanes()[a], now), expected) << "event " << i << ", actor " << a;
        }
        for (const model::channel& channel : world.channels) {
            const auto track = std::ranges::find(data.depths(), channel.id, &depth_track::channel);
            ASSERT_NE(track, data.depths().end());
            const auto after = std::ranges::upper_bound(track->steps, now, {}, &depth_step::at);
            ASSERT_EQ(std::prev(after)->depth, channel.depth()) << "event " << i;
        }
    }
    std::uint64_t received = 0;
    for (const model::channel& channel : history.now().channels) received += channel.received;
    EXPECT_EQ(data.arrows().size(), received);
    for (const arrow& one : data.arrows()) {
        EXPECT_LE(one.sent, one.received);
        const when longest = data.longest_flight();
        EXPECT_LE(one.received.program_ns - one.sent.program_ns, longest.program_ns);
        EXPECT_LE(one.received.changes - one.sent.changes, longest.changes);
    }
    EXPECT_TRUE(std::ranges::is_sorted(data.arrows(), {}, &arrow::received));
    for (const lane& one : data.lanes()) {
        // Every state has a place of its own: with a width for each change none is hidden.
        for (std::size_t i = 1; i < one.intervals.size(); ++i) {
            EXPECT_LT(one.intervals[i - 1].begin.changes, one.intervals[i].begin.changes);
        }
        EXPECT_LT(one.intervals.back().begin.changes, data.after(log.size()).changes);
        EXPECT_TRUE(std::ranges::is_sorted(one.intervals, {}, &interval::begin));
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
    EXPECT_TRUE(data.events().empty());
    EXPECT_EQ(data.after(0), when{});
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
