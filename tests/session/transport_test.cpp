// The transport: go, hold, step, back, modes and speeds, on real threads.
#include "tests/session/helpers.hpp"

namespace app::session {
namespace {

using chan::run::mode;
using chan::run::verdict_kind;

TEST(session, opens_held_and_waits_for_the_learner) {
    session one(options_of({}));
    ASSERT_TRUE(after_held(one));
    EXPECT_TRUE(one.play().fresh());
    EXPECT_EQ(one.badge(), "now");
    EXPECT_FALSE(one.play().moving());
    EXPECT_EQ(one.variant().id, "bounded");
}

TEST(session, every_lesson_and_variant_reaches_its_expected_verdict_live_and_stepped) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            for (const mode in : {mode::live, mode::step}) {
                session one(options_of(
                    {.lesson = lesson.id, .variant = variant.id, .mode = in, .held = false}
                ));
                ASSERT_TRUE(after_end(one)) << lesson.id << " " << variant.id;
                EXPECT_EQ(one.play().verdict()->kind, variant.expected) << variant.id;
            }
        }
    }
}

TEST(session, go_and_hold_move_and_stop_all_threads) {
    session one(options_of({.speed = 4, .held = true}));
    ASSERT_TRUE(after_held(one));
    one.apply(go{});
    ASSERT_TRUE(after(one, [&] { return one.play().history().size() > 12; }));
    EXPECT_TRUE(one.play().moving());
    one.apply(hold{});
    ASSERT_TRUE(after_held(one));
    const std::size_t events = one.play().history().size();
    const auto playhead = one.play().playhead_ns();
    std::this_thread::sleep_for(50ms);
    one.tick();
    EXPECT_EQ(one.play().history().size(), events);
    EXPECT_EQ(one.play().playhead_ns(), playhead);
    EXPECT_FALSE(one.play().moving());
}

TEST(session, an_ended_run_begins_again_when_told_to_go) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    const auto before = one.play().run_number();
    one.apply(hold_or_go{});
    ASSERT_TRUE(after_end(one));
    EXPECT_GT(one.play().run_number(), before);
}

TEST(session, a_step_is_exactly_one_operation_of_one_actor) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    for (int i = 0; i < 20; ++i) {
        const auto done = one.play().schedule().size();
        const auto possible = one.play().status().possible;
        ASSERT_FALSE(possible.empty());
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
        ASSERT_EQ(one.play().schedule().size(), done + 1);
        EXPECT_TRUE(std::ranges::find(possible, one.play().schedule().back()) != possible.end());
    }
}

TEST(session, an_actor_that_cannot_go_on_is_refused_by_name) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.refusal(step_actor{5}), "There is no thread 6 in this run now.");
    const auto events = one.play().history().size();
    one.apply(step_actor{5});
    EXPECT_EQ(one.notice().sentence, "There is no thread 6 in this run now.");
    EXPECT_EQ(one.play().history().size(), events);
    EXPECT_EQ(one.refusal(let_time_pass{}), "Nobody sleeps, works or waits for a time-out now.");
}

TEST(session, time_that_passes_in_one_go_is_shown_at_once) {
    session one(options_of({.lesson = "forgotten-sender", .mode = mode::step}));
    for (const command& what :
         {command(step_actor{0}), command(step_actor{1}), command(step_actor{1})}) {
        ASSERT_TRUE(after_held(one));
        one.apply(what);
    }
    ASSERT_TRUE(after_held(one));
    const auto before = one.play().status();
    const auto& last = one.play().history().now();
    ASSERT_EQ(one.refusal(let_time_pass{}), std::nullopt);
    one.apply(let_time_pass{});
    ASSERT_TRUE(after_held(one));
    const auto passed = one.play().status().stage_ns - before.stage_ns;
    EXPECT_EQ(passed, 1'000'000'000) << "the work for one message";
    EXPECT_EQ(one.play().status().shown_ns, last.shown_ns + passed);
    EXPECT_EQ(one.play().playhead_ns(), last.shown_ns + passed);
    const std::int64_t stood_at = one.play().playhead_ns();
    one.apply(step_actor{1});
    ASSERT_TRUE(after_held(one));
    EXPECT_GE(one.play().history().now().shown_ns, stood_at) << "it goes on from there";
}

TEST(session, going_on_from_the_past_of_an_ended_run_comes_back_to_now) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    const auto run = one.play().run_number();
    one.apply(look_at_event{5});
    ASSERT_EQ(one.play().view(), view::past);
    one.apply(hold_or_go{});
    EXPECT_EQ(one.play().view(), view::now);
    EXPECT_EQ(one.play().run_number(), run) << "what was looked at is still there";
    one.apply(hold_or_go{});
    EXPECT_EQ(one.play().run_number(), run + 1);
}

TEST(session, a_refusal_is_told_only_while_it_is_true) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    one.apply(let_time_pass{});
    const std::string said = one.notice().sentence;
    ASSERT_EQ(said, "Nobody sleeps, works or waits for a time-out now.");
    one.tick();
    EXPECT_EQ(one.notice().sentence, said) << "it still holds";
    one.apply(set_mode{mode::live});
    one.apply(set_speed{1});
    one.apply(go{});
    one.apply(step_actor{0});
    ASSERT_EQ(one.notice().sentence, "Hold the run first.");
    one.apply(set_speed{chan::run::max_speed});
    ASSERT_TRUE(after_end(one));
    one.tick();
    EXPECT_EQ(one.notice().sentence, "") << "the run has ended: that is not why any more";
    one.apply(notify{.sentence = "Copied."});
    one.tick();
    EXPECT_EQ(one.notice().sentence, "Copied.") << "no refusal";
}

TEST(session, back_in_step_mode_undoes_one_choice_on_fresh_threads) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    std::vector<chan::model::world> worlds;
    for (int i = 0; i < 12; ++i) {
        worlds.push_back(one.play().history().now());
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
    }
    for (std::size_t left = worlds.size(); left-- > 0;) {
        const auto run = one.play().run_number();
        one.apply(back{});
        ASSERT_TRUE(after(one, [&] {
            return one.play().held() && one.play().run_number() == run + 1
                && one.play().schedule().size() == left;
        })) << left;
        EXPECT_EQ(one.play().history().now(), worlds[left]) << left;
        EXPECT_EQ(one.badge(), left > 0 ? "replay" : "now");
    }
    EXPECT_EQ(one.refusal(back{}), "This is the beginning.");
}

TEST(session, steps_asked_for_while_one_is_on_its_way_are_all_done) {
    session one(options_of({.mode = mode::step, .speed = 1}));
    ASSERT_TRUE(after_held(one));
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(one.refusal(step{}), std::nullopt);
        one.apply(step{});
    }
    EXPECT_EQ(one.notice().sentence, "");
    ASSERT_TRUE(after(one, [&] {
        return one.play().held() && one.play().schedule().size() == 4;
    }));
    one.apply(back{});
    one.apply(back{});
    one.apply(step{});
    ASSERT_TRUE(after(one, [&] {
        return one.play().held() && one.play().schedule().size() == 3
            && one.play().view() == view::now;
    }));
}

TEST(session, a_rate_that_moved_between_choices_moves_again_when_going_back) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    const auto handled = [&] { // whether the consumer's work takes time
        return std::ranges::any_of(one.play().history().log(), [](const auto& event) {
            return event.fact.kind == chan::probe::kind::wait_began;
        });
    };
    const auto steps = [&](int count) {
        for (int i = 0; i < count; ++i) {
            one.apply(step{});
            ASSERT_TRUE(after_held(one));
        }
    };
    while (!handled() && one.play().schedule().size() < 60) {
        steps(1);
    }
    ASSERT_TRUE(handled());
    one.apply(set_slider{"handle_ms", 0});
    steps(12);
    one.apply(set_slider{"handle_ms", 700});
    steps(5);
    const auto choices = one.play().schedule();
    one.apply(back{});
    ASSERT_TRUE(after(one, [&] {
        return one.play().held() && one.play().view() == view::replay
            && one.play().schedule().size() == choices.size() - 1;
    })) << one.notice().sentence;
    EXPECT_EQ(one.play().divergence(), std::nullopt);
    EXPECT_EQ(one.values()["handle_ms"], 700);
    for (int i = 0; i < 6; ++i) {
        one.apply(back{});
    }
    ASSERT_TRUE(after(one, [&] {
        return one.play().held() && one.play().schedule().size() == choices.size() - 7;
    })) << one.notice().sentence;
    EXPECT_EQ(one.play().divergence(), std::nullopt);
    EXPECT_EQ(one.values()["handle_ms"], 0) << "700 came later";
}

TEST(session, after_going_back_another_way_can_be_taken) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    for (int i = 0; i < 8; ++i) {
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
    }
    one.apply(back{});
    ASSERT_TRUE(after(one, [&] { return one.play().held() && one.play().schedule().size() == 7; }));
    one.apply(step{});
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.play().schedule().size(), 8U);
    EXPECT_EQ(one.badge(), "now");
    one.apply(go{});
    EXPECT_TRUE(after_end(one));
    EXPECT_EQ(one.play().divergence(), std::nullopt);
}

TEST(session, a_held_live_run_is_stepped_and_goes_on_live) {
    session one(options_of({.speed = 4}));
    ASSERT_TRUE(after_held(one));
    one.apply(step{});
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.play().mode(), mode::live);
    one.apply(set_speed{chan::run::max_speed});
    one.apply(go{});
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.play().verdict()->kind, verdict_kind::completed);
}

TEST(session, back_in_a_held_live_run_goes_along_what_it_did) {
    session one(options_of({.lesson = "forgotten-sender", .speed = 4, .held = false}));
    ASSERT_TRUE(after(one, [&] { return one.play().history().size() > 30; }));
    one.apply(set_mode{mode::step});
    ASSERT_TRUE(after_held(one));
    const std::size_t choices = one.play().schedule().size();
    const auto run = one.play().run_number();
    ASSERT_GT(choices, 3U);
    one.apply(back{});
    ASSERT_TRUE(after(one, [&] {
        return one.play().run_number() == run + 1 && one.play().held()
            && one.play().view() == view::replay;
    }));
    EXPECT_EQ(one.play().divergence(), std::nullopt);
    EXPECT_EQ(one.play().schedule().size(), choices - 1);
}

TEST(session, switching_to_step_mode_lets_the_learner_choose) {
    session one(options_of({.speed = 1, .held = false}));
    one.apply(set_mode{mode::step});
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.play().status().mode, mode::step);
    EXPECT_FALSE(one.play().status().possible.empty());
    one.apply(set_mode{mode::live});
    one.apply(set_speed{chan::run::max_speed});
    one.apply(go{});
    EXPECT_TRUE(after_end(one));
}

TEST(session, speeds_go_up_and_down_through_the_table) {
    session one(options_of({.speed = 1}));
    one.apply(faster{});
    EXPECT_EQ(one.play().speed(), 2);
    one.apply(faster{});
    one.apply(faster{});
    EXPECT_EQ(one.play().speed(), chan::run::max_speed);
    one.apply(faster{});
    EXPECT_EQ(one.play().speed(), chan::run::max_speed) << "there is none above it";
    one.apply(slower{});
    EXPECT_EQ(one.play().speed(), 4);
    for (int i = 0; i < 9; ++i) {
        one.apply(slower{});
    }
    EXPECT_EQ(one.play().speed(), 0.25);
    one.apply(set_speed{17});
    EXPECT_EQ(one.play().speed(), 4);
}

TEST(session, all_schedules_are_refused_in_plain_words) {
    session one(options_of({}));
    ASSERT_TRUE(one.refusal(show_all_schedules{}).has_value());
    one.apply(show_all_schedules{});
    EXPECT_FALSE(one.notice().sentence.empty());
}

} // namespace
} // namespace app::session
