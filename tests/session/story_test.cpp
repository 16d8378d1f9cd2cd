// The story: questions before runs, ends of steps, and the ways back to them.
#include "tests/session/helpers.hpp"

namespace app::session {
namespace {

using chan::run::mode;

TEST(story, every_lesson_is_played_to_its_end_live_and_stepped) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const mode in : {mode::live, mode::step}) {
            session one(options_of({.lesson = lesson.id, .mode = in}));
            EXPECT_EQ(one.progress(lesson), -1);
            do_step(one);
            while (!one.story().last()) {
                const std::size_t before = one.story().step_number();
                one.apply(next_story_step{});
                EXPECT_EQ(one.story().step_number(), before + 1);
                do_step(one);
                EXPECT_FALSE(one.goal().empty());
            }
            EXPECT_TRUE(one.story().closed());
            EXPECT_EQ(one.progress(lesson), 1);
            for (std::size_t i = 0; i < lesson.story.size(); ++i) {
                if (lesson.story[i].predict) {
                    EXPECT_TRUE(one.story().asked(i).truth.has_value())
                        << lesson.id << " step " << i + 1;
                    EXPECT_FALSE(one.story().asked(i).outcome.empty());
                }
            }
        }
    }
}

TEST(story, a_step_stops_exactly_at_its_event_and_holds_there) {
    session one(options_of({}));
    do_step(one); // until the first message is sent
    const auto& world = one.play().history().now();
    ASSERT_EQ(world.channels.size(), 1U);
    EXPECT_EQ(world.channels.front().sent, 1U);
    EXPECT_TRUE(one.play().held());
    EXPECT_FALSE(one.play().moving());
}

/// Shows the first step that asks something, with the run standing right before it.
std::size_t go_to_question(session& one) {
    while (one.story().phase() != story_phase::asking) {
        do_step(one);
        one.apply(next_story_step{});
    }
    return one.story().step_number();
}

TEST(story, the_text_of_the_next_step_comes_before_its_run) {
    session one(options_of({.lesson = "forgotten-sender"}));
    do_step(one);
    const auto events = one.play().history().size();
    one.apply(next_story_step{});
    one.tick();
    EXPECT_EQ(one.story().step_number(), 1U);
    EXPECT_EQ(one.story().phase(), story_phase::ready) << "it asks nothing, and yet it waits";
    EXPECT_TRUE(one.play().held());
    EXPECT_EQ(one.play().history().size(), events);
    EXPECT_EQ(one.goal(), one.story().step().goal);
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    EXPECT_EQ(one.story().step_number(), 1U);
}

TEST(story, after_the_last_step_comes_the_next_lesson_while_there_is_one) {
    for (const auto& lesson : scenarios::all_lessons()) {
        session one(options_of({.lesson = lesson.id}));
        const scenarios::lesson* after = one.next_lesson();
        one.apply(show_story_step{one.story().step_count() - 1});
        do_step(one);
        if (after == nullptr) {
            EXPECT_NE(one.goal().find("This was the last lesson"), std::string::npos) << one.goal();
            one.apply(next_story_step{});
            EXPECT_EQ(one.notice().sentence, "This was the last step of the last lesson.");
            EXPECT_EQ(one.lesson().id, lesson.id);
        } else {
            EXPECT_NE(one.goal().find("N for the next lesson"), std::string::npos) << one.goal();
            one.apply(next_story_step{});
            EXPECT_EQ(one.lesson().id, after->id);
            EXPECT_EQ(one.story().step_number(), 0U);
            EXPECT_EQ(one.story().phase(), story_phase::ready);
        }
    }
    session one(options_of({.lesson = scenarios::all_lessons().back().id}));
    EXPECT_EQ(one.next_lesson(), nullptr);
}

TEST(story, the_run_waits_for_the_answer) {
    session one(options_of({}));
    go_to_question(one);
    const auto events = one.play().history().size();
    const auto said = "Answer the question first, or skip it: the run waits for you.";
    for (const command& what : std::vector<command>{
             go{}, step{}, hold_or_go{}, next_story_step{}, let_time_pass{}, step_actor{0}}) {
        EXPECT_EQ(one.refusal(what), said);
        one.apply(what);
    }
    one.tick();
    EXPECT_EQ(one.play().history().size(), events);
    EXPECT_EQ(one.notice().sentence, said);
    one.apply(answer{0});
    EXPECT_EQ(one.refusal(go{}), std::nullopt);
    EXPECT_EQ(one.refusal(next_story_step{}), std::nullopt);
}

TEST(story, a_skipped_question_lets_the_run_go_to_the_end_of_its_step) {
    for (const mode in : {mode::live, mode::step}) {
        session one(options_of({.mode = in}));
        const std::size_t step = go_to_question(one);
        one.apply(skip_question{});
        EXPECT_NE(one.story().phase(), story_phase::asking);
        ASSERT_TRUE(after_arrival(one));
        one.tick();
        EXPECT_EQ(one.story().step_number(), step);
        EXPECT_EQ(one.story().asked(step).answered, std::nullopt);
        EXPECT_EQ(one.story().asked(step).truth, 2U);
        EXPECT_TRUE(one.play().held()) << "it stops where the step ends";
        EXPECT_EQ(one.refusal(skip_question{}), "The run has answered already.");
    }
}

TEST(story, an_answer_can_be_changed_until_the_run_and_is_judged_by_it) {
    session one(options_of({}));
    const std::size_t step = go_to_question(one);
    one.apply(answer{99});
    EXPECT_EQ(one.notice().sentence, "The question has no such answer.");
    one.apply(answer{0});
    one.apply(answer{2});
    EXPECT_EQ(one.story().asked(step).answered, 2U);
    EXPECT_EQ(one.story().asked(step).truth, std::nullopt);
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    one.tick();
    EXPECT_EQ(one.story().asked(step).truth, 2U) << "2 queued, and one in hand";
    EXPECT_TRUE(one.story().asked(step).kept());
    EXPECT_EQ(one.refusal(answer{0}), "The run has answered already.");
}

TEST(story, going_back_shows_where_the_step_ended) {
    session one(options_of({}));
    do_step(one);
    const auto first = one.play().history().size();
    one.apply(next_story_step{});
    do_step(one);
    ASSERT_GT(one.play().history().size(), first);
    one.apply(previous_story_step{});
    EXPECT_EQ(one.story().step_number(), 0U);
    EXPECT_EQ(one.badge(), "past");
    EXPECT_EQ(one.play().shown().channels.front().sent, 1U);
    one.apply(next_story_step{});
    EXPECT_EQ(one.story().step_number(), 1U);
    EXPECT_EQ(one.story().phase(), story_phase::arrived) << "it need not run again";
    EXPECT_EQ(one.badge(), "now");
    EXPECT_EQ(one.refusal(previous_story_step{}), std::nullopt);
}

TEST(story, off_the_way_a_fresh_run_hurries_to_where_the_step_begins) {
    session one(options_of({}));
    do_step(one);
    one.apply(next_story_step{});
    ASSERT_EQ(one.story().phase(), story_phase::asking);
    one.apply(set_slider{"buffer", 4});
    ASSERT_TRUE(after_held(one));
    EXPECT_TRUE(one.play().fresh()) << "the answer is not seen before it is asked for";
    EXPECT_TRUE(one.refusal(go{}).has_value());
    one.apply(answer{0});
    one.apply(go{}); // freely, past the event
    ASSERT_TRUE(after_end(one));
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    const auto& channel = one.play().history().now().channels.front();
    EXPECT_EQ(channel.bound, 4U);
    EXPECT_EQ(channel.depth(), 4U) << "the producer waits";
    EXPECT_TRUE(one.play().held());
}

TEST(story, an_outcome_goes_with_the_values_that_it_came_from) {
    session one(options_of({}));
    const std::size_t step = go_to_question(one);
    one.apply(answer{0});
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    one.tick();
    const std::string with_two = one.story().asked(step).outcome;
    ASSERT_FALSE(with_two.empty());
    one.apply(restart{});
    EXPECT_EQ(one.story().phase(), story_phase::ready);
    EXPECT_EQ(one.story().asked(step).outcome, with_two) << "the same values";
    one.apply(set_slider{"buffer", 32});
    EXPECT_EQ(one.story().phase(), story_phase::ready);
    EXPECT_FALSE(one.outcome_is_of_this_run(step)) << "and it is said";
    one.apply(next_story_step{});
    EXPECT_EQ(one.story().asked(step).outcome, "") << "the run that is on says it anew";
    ASSERT_TRUE(after_arrival(one));
    one.tick();
    EXPECT_NE(one.story().asked(step).outcome, with_two);
    EXPECT_FALSE(one.story().asked(step).outcome.empty());
}

TEST(story, a_step_that_is_left_no_longer_holds_the_run) {
    session one(options_of({.speed = 1}));
    one.apply(next_story_step{});
    one.apply(show_story_step{3});
    one.apply(set_speed{chan::run::max_speed});
    one.apply(answer{0});
    one.apply(go{});
    EXPECT_TRUE(after_end(one)) << "past the end of the step that was left";
}

TEST(story, the_visible_sentence_says_what_the_run_does) {
    session one(options_of({.lesson = "forgotten-sender", .speed = 1}));
    ASSERT_TRUE(after_held(one));
    ASSERT_EQ(one.goal(), one.story().step().goal);
    one.apply(go{});
    EXPECT_EQ(one.goal(), "Watch: the threads run; press Space to hold them.");
    one.apply(set_speed{chan::run::max_speed});
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.goal(), "Press F to fix it, and see the difference.");
}

TEST(story, the_fix_is_asked_for_only_where_something_went_wrong) {
    for (const auto& lesson : scenarios::all_lessons()) {
        session one(options_of({.lesson = lesson.id}));
        for (;;) {
            do_step(one);
            const bool wrong = one.play().ended()
                && one.play().verdict()->kind != chan::run::verdict_kind::completed;
            EXPECT_EQ(one.goal().starts_with("Press F"), wrong) << one.goal();
            const std::string_view look = one.story().step().afterwards;
            EXPECT_TRUE(wrong || one.goal().starts_with(look)) << one.goal();
            if (one.story().last()) {
                break;
            }
            one.apply(next_story_step{});
            if (one.story().phase() == story_phase::ready) {
                EXPECT_EQ(one.goal(), one.story().step().goal);
            }
        }
    }
}

TEST(story, a_lesson_played_to_its_end_has_a_result_of_every_variant) {
    for (const auto& lesson : scenarios::all_lessons()) {
        session one(options_of({.lesson = lesson.id}));
        do_step(one);
        while (!one.story().last()) {
            one.apply(next_story_step{});
            do_step(one);
        }
        one.tick();
        EXPECT_EQ(one.results().size(), lesson.variants.size()) << lesson.id;
    }
}

TEST(story, the_visible_sentence_goes_with_the_run_past_the_end_of_its_step) {
    session one(options_of({}));
    ASSERT_TRUE(after_held(one));
    one.apply(set_speed{4});
    one.apply(go{});
    ASSERT_TRUE(after(one, [&] {
        const auto& channels = one.play().history().now().channels;
        return !channels.empty() && channels.front().sent > 4;
    }));
    one.apply(hold{});
    ASSERT_TRUE(after_held(one));
    one.tick();
    EXPECT_EQ(one.story().phase(), story_phase::ready);
    EXPECT_EQ(one.goal(), "The run is past this step: press N to run it from its start.");
    one.apply(set_speed{chan::run::max_speed});
    one.apply(go{});
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.goal(), "The run has ended: press N to run this step from its start.");
    do_step(one);
    EXPECT_EQ(one.play().history().now().channels.front().sent, 1U) << "as it says";
    one.apply(go{});
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.goal(), "Look at what happened, then press N.");
}

TEST(story, who_stepped_on_the_way_goes_on_from_there) {
    session one(options_of({.lesson = "forgotten-sender"}));
    ASSERT_TRUE(after_held(one));
    do_step(one);
    one.apply(next_story_step{});
    ASSERT_EQ(one.story().phase(), story_phase::ready);
    const auto run = one.play().run_number();
    EXPECT_FALSE(one.step_begins_anew());
    one.apply(step{});
    ASSERT_TRUE(after_held(one));
    one.tick();
    EXPECT_FALSE(one.step_begins_anew()) << "its end still lies ahead";
    EXPECT_TRUE(one.points_now());
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    EXPECT_EQ(one.play().run_number(), run);
    one.apply(next_story_step{});
    one.apply(go{});
    ASSERT_TRUE(after_end(one));
    one.tick();
    EXPECT_TRUE(one.step_begins_anew()) << "the run is past it";
    EXPECT_FALSE(one.points_now());
}

TEST(story, what_came_out_stays_in_sight_when_a_slider_is_moved_at_the_end_of_its_step) {
    session one(options_of({.lesson = "backpressure"}));
    ASSERT_TRUE(after_held(one));
    do_step(one);
    one.apply(next_story_step{});
    ASSERT_EQ(one.story().phase(), story_phase::asking);
    one.apply(answer{0});
    EXPECT_EQ(one.goal(), "Press N, and see whether it comes out as you say.");
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    one.tick();
    const prediction& asked = one.story().asked(1);
    ASSERT_TRUE(asked.truth.has_value());
    ASSERT_TRUE(one.outcome_is_of_this_run(1));
    const std::string outcome = asked.outcome;
    one.apply(set_slider{"buffer", 5});
    EXPECT_EQ(asked.answered, 0U);
    EXPECT_EQ(asked.outcome, outcome);
    EXPECT_FALSE(one.outcome_is_of_this_run(1)) << "and it is said that it is of a run before";
}

TEST(story, who_steps_to_the_end_of_a_step_has_arrived_there) {
    session one(options_of({.mode = mode::step}));
    ASSERT_TRUE(after_held(one));
    const std::string_view goal = one.story().step().goal;
    for (int guard = 0; one.story().phase() != story_phase::arrived; ++guard) {
        ASSERT_LT(guard, 100);
        ASSERT_EQ(one.goal(), goal) << "it is still to be reached";
        one.apply(step{});
        ASSERT_TRUE(after_held(one));
        one.tick();
    }
    EXPECT_EQ(one.play().history().now().channels.front().sent, 1U);
    one.apply(next_story_step{});
    one.apply(answer{0});
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one)) << "the story goes on from there";
    EXPECT_EQ(one.story().step_number(), 1U);
}

TEST(story, a_run_to_the_end_has_done_the_step_that_wants_it) {
    session one(options_of({}));
    one.apply(show_story_step{3}); // what decides the time?
    one.apply(answer{1});
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    const std::string with_two = one.story().asked(3).outcome;
    one.apply(set_slider{"messages", 8}); // plays anew, without N
    ASSERT_TRUE(after_end(one));
    one.tick();
    EXPECT_EQ(one.story().phase(), story_phase::arrived);
    EXPECT_EQ(one.story().asked(3).truth, 1U);
    EXPECT_NE(one.story().asked(3).outcome, with_two);
}

TEST(story, a_step_in_the_middle_can_be_jumped_to) {
    session one(options_of({.lesson = "shared-receiver"}));
    const std::size_t last = one.story().step_count() - 1;
    one.apply(show_story_step{last});
    one.apply(skip_question{});
    ASSERT_TRUE(after_arrival(one));
    EXPECT_EQ(one.variant().id, one.story().variant_of(last));
    one.apply(show_story_step{99});
    EXPECT_EQ(one.story().step_number(), last);
}

TEST(story, a_run_held_on_its_way_goes_on_to_the_end_of_the_step) {
    session one(options_of({.lesson = "forgotten-sender", .speed = 1}));
    one.apply(next_story_step{});
    one.apply(hold{});
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.story().phase(), story_phase::running);
    EXPECT_EQ(one.goal(), "The run is held: press Space to let it go on.");
    one.apply(set_speed{chan::run::max_speed});
    one.apply(next_story_step{});
    EXPECT_TRUE(after_arrival(one));
}

TEST(story, a_restart_on_the_way_lets_the_step_be_run_again) {
    session one(options_of({.speed = 1}));
    one.apply(next_story_step{});
    ASSERT_TRUE(after(one, [&] { return one.play().history().size() > 3; }));
    one.apply(restart{});
    EXPECT_EQ(one.story().phase(), story_phase::ready);
    one.apply(set_speed{chan::run::max_speed});
    do_step(one);
    EXPECT_EQ(one.play().history().now().channels.front().sent, 1U);
}

} // namespace
} // namespace app::session
