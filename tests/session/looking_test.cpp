// The playhead: whatever it shows is the log folded up to there.
#include "tests/session/helpers.hpp"

#include <algorithm>

namespace app::session {
namespace {

TEST(looking, back_goes_one_event_at_a_time_and_forward_again) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    const std::size_t all = one.play().history().size();
    one.apply(back{});
    EXPECT_EQ(one.badge(), "past");
    EXPECT_EQ(one.play().shown_events(), all - 1);
    EXPECT_EQ(one.play().shown(), one.play().history().at(all - 1));
    one.apply(back{});
    one.apply(step{});
    one.apply(step{});
    EXPECT_EQ(one.badge(), "now");
    EXPECT_EQ(one.play().shown(), one.play().history().now());
}

TEST(looking, home_is_the_empty_world_and_end_is_now) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    one.apply(look_at_start{});
    EXPECT_EQ(one.play().shown(), chan::model::world{});
    EXPECT_EQ(one.play().playhead_ns(), 0);
    EXPECT_EQ(one.refusal(back{}), "This is the beginning.");
    EXPECT_EQ(one.goal(), "You look at the past: press End to come back to now.");
    one.apply(look_at_now{});
    EXPECT_EQ(one.badge(), "now");
}

TEST(looking, every_dragged_time_shows_the_events_up_to_it) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    const auto end = one.play().playhead_ns();
    for (int i = 0; i < 50; ++i) {
        const auto at = end * i / 50;
        one.apply(look_at_time{at});
        const auto shown = one.play().shown_events();
        const auto& log = one.play().history().log();
        EXPECT_TRUE(shown == 0 || log[shown - 1].shown_ns <= at);
        EXPECT_TRUE(shown == log.size() || log[shown].shown_ns > at);
        EXPECT_TRUE(one.play().looks_at_time());
        EXPECT_EQ(one.play().playhead_ns(), at);
    }
    one.apply(look_at_time{end + 1});
    EXPECT_EQ(one.badge(), "now");
}

TEST(looking, the_clock_is_that_of_the_playhead_and_a_step_brings_both_back_to_now) {
    session one(options_of({}));
    ASSERT_TRUE(after_held(one));
    while (one.play().history().size() <= 40) {
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
    }
    const auto now = one.play().shown_stage_ns();
    ASSERT_GT(now, 0);
    EXPECT_GE(now, one.play().history().now().stage_ns);
    for (std::int64_t part = 0; part <= 16; ++part) {
        one.apply(look_at_time{one.play().status().shown_ns * part / 16});
        EXPECT_LE(one.play().shown_stage_ns(), now) << "no more than has passed";
        EXPECT_GE(one.play().shown_stage_ns(), one.play().shown().stage_ns);
    }
    one.apply(look_at_time{one.play().status().shown_ns / 4});
    ASSERT_LT(one.play().shown_stage_ns(), now);
    const auto possible = one.play().status().possible;
    ASSERT_FALSE(possible.empty());
    one.apply(
        possible[0].is_time() ? command(let_time_pass{}) : command(step_actor{possible[0].actor})
    );
    EXPECT_EQ(one.notice().sentence, "");
    EXPECT_EQ(one.play().view(), view::now);
    EXPECT_FALSE(one.play().looks_at_time());
    EXPECT_GE(one.play().shown_stage_ns(), now);
}

TEST(looking, the_run_goes_on_while_the_past_is_shown) {
    session one(options_of({.speed = 4, .held = false}));
    ASSERT_TRUE(after(one, [&] { return one.play().history().size() > 10; }));
    one.apply(look_at_event{5});
    const auto events = one.play().history().size();
    ASSERT_TRUE(after(one, [&] { return one.play().history().size() > events; }));
    EXPECT_EQ(one.play().shown_events(), 5U);
    EXPECT_EQ(one.badge(), "past");
}

TEST(looking, at_every_event_depth_is_within_the_bound) {
    for (const int buffer : {0, 1, 2, 10, 64}) {
        session one(options_of({.values = {{"buffer", buffer}, {"messages", 30}}, .held = false}));
        ASSERT_TRUE(after_end(one));
        for (std::size_t i = 0; i <= one.play().history().size(); ++i) {
            one.apply(look_at_event{i});
            for (const auto& channel : one.play().shown().channels) {
                ASSERT_LE(channel.depth(), static_cast<std::uint32_t>(buffer));
                ASSERT_EQ(channel.sent, channel.received + channel.depth() + channel.discarded);
            }
        }
    }
}

TEST(looking, why_selects_who_waits_and_explains_it) {
    session one(options_of({.lesson = "forgotten-sender", .held = false}));
    ASSERT_TRUE(after_end(one));
    one.apply(why{});
    EXPECT_EQ(one.selected(), (selection{selection::what::actor, 0}));
    const auto explained = one.why_selected();
    ASSERT_TRUE(explained.has_value());
    EXPECT_EQ(explained->outlook, chan::model::outlook::never);
    ASSERT_EQ(explained->blockers.size(), 1U);
    EXPECT_TRUE(explained->blockers[0].is_waiter_itself);
    one.apply(dismiss{});
    EXPECT_EQ(one.selected(), selection{});
    EXPECT_EQ(one.why_selected(), std::nullopt);
}

TEST(looking, why_asks_last_about_who_waits_for_a_thread_to_end) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    const auto blocked = [&] {
        const auto& channels = one.play().shown().channels;
        return !channels.empty() && !channels.front().waiting_senders.empty();
    };
    for (int guard = 0; !blocked(); ++guard) {
        ASSERT_LT(guard, 200);
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
    }
    const selection producer{selection::what::actor, actor_named(one, "producer")};
    one.apply(why{});
    EXPECT_EQ(one.selected(), producer);
    one.apply(why{});
    EXPECT_EQ(one.selected(), (selection{selection::what::actor, 0})) << "main, which joins";
    one.apply(why{});
    EXPECT_EQ(one.selected(), producer);
}

TEST(looking, why_passes_over_who_only_works) {
    session one(options_of({.lesson = "forgotten-sender", .held = false}));
    ASSERT_TRUE(after_end(one));
    std::size_t working_alone = 0;
    for (std::size_t i = 0; i <= one.play().history().size(); ++i) {
        one.apply(dismiss{});
        one.apply(look_at_event{i});
        one.apply(why{});
        const auto& actors = one.play().shown().actors;
        const auto status = &chan::model::actor::status;
        if (std::ranges::any_of(actors, chan::model::is_waiting, status)) {
            ASSERT_EQ(one.selected().kind, selection::what::actor);
            ASSERT_TRUE(chan::model::is_waiting(actors[one.selected().id].status));
        } else {
            ASSERT_EQ(one.selected(), selection{});
            working_alone += std::ranges::count(actors, chan::model::status::working, status);
        }
    }
    EXPECT_GT(working_alone, 0U);
}

TEST(looking, nobody_to_explain_is_said) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    one.apply(why{});
    EXPECT_EQ(one.notice().sentence, "Nobody waits now.");
}

TEST(looking, the_past_has_the_rates_that_it_had) {
    session one(options_of({.lesson = "backpressure", .mode = chan::run::mode::step}));
    ASSERT_TRUE(after_held(one));
    one.apply(set_slider{"handle_ms", 300}); // before anything happened
    for (int i = 0; i < 12; ++i) {
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
    }
    const std::size_t before = one.play().history().size();
    one.apply(set_slider{"handle_ms", 900});
    for (int i = 0; i < 4; ++i) {
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
    }
    EXPECT_EQ(one.shown_values()["handle_ms"], 900);
    one.apply(look_at_event{before});
    EXPECT_EQ(one.shown_values()["handle_ms"], 300);
    EXPECT_EQ(one.values()["handle_ms"], 900) << "the slider stands where it was moved to";
    one.apply(look_at_event{one.play().history().size() - 1});
    EXPECT_EQ(one.shown_values()["handle_ms"], 900);
    one.apply(look_at_now{});
    one.apply(back{}); // the same choices again, but for the last
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.values()["handle_ms"], 900);
    one.apply(look_at_event{before});
    EXPECT_EQ(one.shown_values()["handle_ms"], 300) << "also of what was followed again";
}

} // namespace
} // namespace app::session
