// The timeline's view and its level of detail: exact where there is room, true where there is none.
#include "app/views/timeline_view.hpp"

#include "tests/session/helpers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace app::views {
namespace {

using chan::model::status;

constexpr std::int64_t second = 1'000'000'000;
constexpr time_view whole{.begin_ns = 0, .end_ns = second, .x = 100, .width = 500};

lane random_lane(std::mt19937& random, std::size_t count, std::int64_t end) {
    lane made;
    std::vector<std::int64_t> times{0};
    while (times.size() < count) times.push_back(static_cast<std::int64_t>(random()) % end);
    std::ranges::sort(times);
    for (std::size_t i = 0; i < times.size(); ++i) {
        made.intervals.push_back({{times[i]}, {static_cast<status>((i * 7 + random() % 3) % 8)}});
    }
    return made;
}

depth_track random_track(std::mt19937& random, std::size_t count, std::int64_t end) {
    depth_track made;
    std::vector<std::int64_t> times{0};
    while (times.size() < count) times.push_back(static_cast<std::int64_t>(random()) % end);
    std::ranges::sort(times);
    for (const std::int64_t at : times)
        made.steps.push_back({{at}, static_cast<std::uint32_t>(random() % 9)});
    return made;
}

TEST(timeline_view, time_to_place_and_back) {
    EXPECT_FLOAT_EQ(whole.x_of(second / 2), 350);
    EXPECT_EQ(whole.ns_at(350), second / 2);
    EXPECT_FLOAT_EQ(whole.x_of(0), 100);
    EXPECT_FLOAT_EQ(whole.x_of(second), 600);
}

TEST(timeline_view, zooming_keeps_what_lies_under_the_cursor) {
    for (const float at : {100.0f, 217.0f, 350.0f, 600.0f}) {
        const std::int64_t under = whole.ns_at(at);
        const time_view closer = whole.zoomed(at, 8);
        EXPECT_NEAR(static_cast<double>(closer.ns_at(at)), static_cast<double>(under), 2);
        EXPECT_NEAR(static_cast<double>(closer.span_ns()), second / 8.0, 2);
    }
}

TEST(timeline_view, limits_hold_at_both_ends) {
    time_view view = whole;
    constexpr when now{second};
    for (int i = 0; i < 100; ++i) view = limited(view.zoomed(333, 1.25), now);
    EXPECT_EQ(view.span_ns(), 1'000);
    for (int i = 0; i < 200; ++i) view = limited(view.zoomed(333, 0.8), now);
    EXPECT_EQ(view.begin_ns, 0);
    EXPECT_EQ(view.span_ns(), fitted(whole, now).span_ns());
    view = limited(whole.zoomed(350, 4).panned(5'000), now);
    EXPECT_EQ(view.begin_ns, 0);
    view = limited(whole.zoomed(350, 4).panned(-50'000), now);
    EXPECT_EQ(view.end_ns, fitted(whole, now).end_ns);
}

TEST(timeline_view, lane_pieces_cover_the_view_without_gaps_and_are_few) {
    std::mt19937 random(11);
    for (const std::size_t count : {1U, 3U, 50U, 5'000U, 60'000U}) {
        const lane from = random_lane(random, count, second);
        for (const double factor : {1.0, 3.0, 40.0}) {
            const time_view view = whole.zoomed(300, factor);
            std::vector<lane_piece> pieces;
            visible(from, view, second, 1, pieces);
            ASSERT_FALSE(pieces.empty());
            EXPECT_NEAR(pieces.front().x, std::max(view.x, view.x_of(0)), 0.01f);
            EXPECT_NEAR(
                pieces.back().right, std::min(view.x + view.width, view.x_of(second)), 0.01f
            );
            for (std::size_t i = 1; i < pieces.size(); ++i) {
                EXPECT_NEAR(pieces[i].x, pieces[i - 1].right, 0.01f);
            }
            EXPECT_LE(pieces.size(), 1'002U);
        }
    }
}

TEST(timeline_view, a_long_interval_is_seen_exactly_where_it_is) {
    lane from;
    from.intervals = {
        {{0}, {status::running}},
        {{second / 4}, {status::waiting_send}},
        {{second / 2}, {status::running}}};
    std::vector<lane_piece> pieces;
    visible(from, whole, second, 1, pieces);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_FLOAT_EQ(pieces[1].x, 225);
    EXPECT_FLOAT_EQ(pieces[1].right, 350);
    EXPECT_EQ(pieces[1].state.status, status::waiting_send);
}

TEST(timeline_view, the_longest_state_stands_for_a_crowded_column) {
    lane from; // in each tenth of a column: runs for 1, waits for 9
    for (std::int64_t i = 0; i < 5'000; ++i) {
        from.intervals.push_back({{i * 200'000}, {status::running}});
        from.intervals.push_back({{i * 200'000 + 20'000}, {status::waiting_recv}});
    }
    std::vector<lane_piece> pieces;
    visible(from, whole, second, 1, pieces);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces.front().state.status, status::waiting_recv);
}

TEST(timeline_view, depth_pieces_keep_every_extreme_and_the_last_value) {
    std::mt19937 random(5);
    for (const std::size_t count : {1U, 20U, 3'000U, 50'000U}) {
        const depth_track from = random_track(random, count, second);
        std::vector<depth_piece> pieces;
        visible(from, whole, second, 1, pieces);
        ASSERT_FALSE(pieces.empty());
        EXPECT_LE(pieces.size(), 1'002U);
        std::uint32_t low = 99, high = 0;
        for (const depth_piece& piece : pieces) {
            EXPECT_LE(piece.low, piece.last);
            EXPECT_LE(piece.last, piece.high);
            low = std::min(low, piece.low);
            high = std::max(high, piece.high);
        }
        const auto [least, most] = std::ranges::minmax(from.steps, {}, &depth_step::depth);
        EXPECT_EQ(low, least.depth);
        EXPECT_EQ(high, most.depth);
        EXPECT_EQ(pieces.back().last, from.steps.back().depth);
        // Each step is inside a piece that reaches as low and as high as it.
        for (std::size_t i = 0; i < from.steps.size(); i += 1 + count / 500) {
            const float x = whole.x_of(whole.of(from.steps[i].at));
            const bool found = std::ranges::any_of(pieces, [&](const depth_piece& piece) {
                return piece.x <= x + 0.01f && x <= piece.right + 0.01f
                    && piece.low <= from.steps[i].depth && from.steps[i].depth <= piece.high;
            });
            EXPECT_TRUE(found) << "step " << i << " of " << count;
        }
    }
}

TEST(timeline_view, what_has_not_begun_is_not_seen) {
    lane from;
    from.intervals = {{{second / 2}, {status::running}}};
    std::vector<lane_piece> pieces;
    visible(from, whole, second / 4, 1, pieces);
    EXPECT_TRUE(pieces.empty());
}

/// The axis runs on while the program works, and by a hair at each change.
TEST(timeline_view, changes_have_a_width_and_take_no_more_than_their_share) {
    for (const std::int64_t program : {0L, second / 10, second, 20 * second}) {
        for (const std::int64_t changes : {0L, 1L, 30L, 3'000L, 100'000L}) {
            const time_view view = fitted(whole, {program, changes});
            const std::int64_t theirs = changes * view.change_ns;
            EXPECT_GT(view.change_ns, 0);
            EXPECT_LE(theirs, std::max(program, second) / 5 + changes);
            EXPECT_LE(view.x_of(view.change_ns) - view.x, 3.01f);
            EXPECT_LT(view.of({program, changes}), view.end_ns) << "there is room for what comes";
        }
    }
    const time_view few = fitted(whole, {second, 10});
    EXPECT_GT(few.x_of(few.change_ns) - few.x, 2) << "where there is room, one can be seen";
}

TEST(timeline_view, changes_get_narrower_in_a_view_that_stays_where_it_is) {
    session::session one(session::options_of({.values = {{"messages", 8}}, .held = false}));
    ASSERT_TRUE(session::after_end(one));
    timeline_data data;
    data.follow(1, one.play().history().log());
    const when now = data.after(data.events().size());
    const time_view closer = limited(fitted(whole, now).zoomed(350, 5), now);
    const time_view narrow = with_changes(data, closer, closer.change_ns / 3);
    EXPECT_EQ(narrow.change_ns, closer.change_ns / 3);
    for (const auto& [before, after] :
         {std::pair{closer.begin_ns, narrow.begin_ns}, {closer.end_ns, narrow.end_ns}}) {
        EXPECT_EQ(count_at(data, closer, before), count_at(data, narrow, after));
        EXPECT_EQ(program_at(data, closer, before), program_at(data, narrow, after));
    }
    EXPECT_LT(narrow.span_ns(), closer.span_ns());
    EXPECT_EQ(with_changes(data, closer, closer.change_ns).begin_ns, closer.begin_ns);
}

TEST(timeline_view, a_view_does_not_drift_while_changes_get_narrower) {
    session::session one(session::options_of({.values = {{"messages", 8}}, .held = false}));
    ASSERT_TRUE(session::after_end(one));
    timeline_data data;
    data.follow(1, one.play().history().log());
    const time_view whole_run = fitted(whole, data.after(data.events().size()));
    for (std::size_t i = 0; i + 1 < data.events().size(); i += 3) { // from within a change, too
        time_view view = whole_run;
        view.begin_ns = view.of(data.events()[i]) + view.change_ns / 3;
        view.end_ns = view.begin_ns + whole_run.span_ns() / 4;
        const std::size_t events = count_at(data, view, view.begin_ns);
        const std::int64_t program = program_at(data, view, view.begin_ns);
        for (int frame = 0; frame < 60; ++frame) {
            view = with_changes(data, view, view.change_ns - 1'000);
        }
        EXPECT_EQ(count_at(data, view, view.begin_ns), events) << i;
        EXPECT_NEAR(
            static_cast<double>(program_at(data, view, view.begin_ns)),
            static_cast<double>(program),
            60
        );
    }
}

TEST(timeline_view, each_place_on_the_axis_is_of_one_event_and_one_time) {
    session::session one(session::options_of({.values = {{"messages", 8}}, .held = false}));
    ASSERT_TRUE(session::after_end(one));
    timeline_data data;
    data.follow(1, one.play().history().log());
    const auto all = data.events();
    const time_view view = fitted(whole, data.after(all.size()));
    ASSERT_GT(all.back().program_ns, 0);
    std::int64_t before = 0;
    for (std::int64_t at = 0; at <= view.of(data.after(all.size())); at += view.span_ns() / 3'000) {
        const std::size_t events = count_at(data, view, at);
        EXPECT_TRUE(events == 0 || view.of(all[events - 1]) <= at);
        EXPECT_TRUE(events == all.size() || view.of(all[events]) > at);
        const std::int64_t program = program_at(data, view, at);
        EXPECT_GE(program, before);
        EXPECT_TRUE(events == 0 || program >= all[events - 1].program_ns);
        EXPECT_TRUE(events == all.size() || program <= all[events].program_ns);
        const when back = when_at(data, program);
        EXPECT_EQ(back.program_ns, program);
        EXPECT_LE(view.of(back), at) << "where the program's time stands, its first place";
        const when past = when_past(data, program);
        EXPECT_EQ(past.program_ns, program);
        EXPECT_GE(past.changes, back.changes);
        for (const when& each : all) {
            const bool within = back.changes <= each.changes && each.changes <= past.changes;
            EXPECT_TRUE(each.program_ns != program || within) << "all that happens at this time";
        }
        before = program;
    }
    EXPECT_EQ(before, all.back().program_ns);
}

TEST(timeline_view, marks_are_round_and_far_enough_apart) {
    for (std::int64_t span = 1'000; span < 1'000 * second; span = span * 3 / 2) {
        const time_view view{.begin_ns = span / 3, .end_ns = span / 3 + span, .x = 0, .width = 700};
        const ruler_marks along = marks(view, view.begin_ns, 72);
        EXPECT_GE(along.first_ns, view.begin_ns);
        EXPECT_EQ(along.first_ns % along.step_ns, 0);
        const float apart = view.x_of(along.first_ns + along.step_ns) - view.x_of(along.first_ns);
        EXPECT_GE(apart, 71.9f);
        EXPECT_LE(apart, 72 * 2.6f) << span;
        EXPECT_NE(
            mark_text(along.first_ns, along.step_ns),
            mark_text(along.first_ns + along.step_ns, along.step_ns)
        );
    }
}

TEST(timeline_view, marks_are_as_exact_as_their_distance) {
    EXPECT_EQ(mark_text(300'000'000, 300'000'000), "0.3 s");
    EXPECT_EQ(mark_text(2 * second, second), "2.0 s");
    EXPECT_EQ(mark_text(1'250'000'000, 50'000'000), "1.25 s");
    EXPECT_EQ(mark_text(1'000'000, 500'000), "1.0 ms");
    EXPECT_EQ(mark_text(1'500'000, 500'000), "1.5 ms");
    EXPECT_EQ(mark_text(40'000, 5'000), "40 µs");
}

} // namespace
} // namespace app::views
