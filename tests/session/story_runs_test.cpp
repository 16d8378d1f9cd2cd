// The story and its runs: what came out of which, and where one begins and goes on.
#include "tests/session/helpers.hpp"

namespace app::session {
namespace {

using chan::run::mode;

TEST(story_in_session, what_came_out_is_known_to_be_of_another_run_after_the_fix) {
    session one(options_of({.lesson = "forgotten-sender"}));
    one.apply(show_story_step{3});
    one.apply(answer{0});
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    ASSERT_TRUE(one.story().asked(3).truth);
    EXPECT_TRUE(one.outcome_is_of_this_run(3));
    one.apply(apply_fix{});
    EXPECT_FALSE(one.outcome_is_of_this_run(3));
}

TEST(story_in_session, each_outcome_is_of_the_run_that_it_came_out_of) {
    session one(options_of({.lesson = "shared-receiver"}));
    for (std::size_t step = 0; step < 2; ++step) {
        one.apply(show_story_step{step});
        if (one.story().phase() == story_phase::asking) {
            one.apply(answer{0});
        }
        one.apply(next_story_step{});
        ASSERT_TRUE(after_arrival(one));
    }
    ASSERT_TRUE(one.story().asked(1).truth) << "what was asked has come out";
    EXPECT_TRUE(one.outcome_is_of_this_run(1));
    one.apply(previous_story_step{});
    one.apply(restart{});
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    EXPECT_FALSE(one.outcome_is_of_this_run(1)) << "this run has not come that far";
}

TEST(story_in_session, a_step_that_is_undone_and_done_again_comes_out_of_the_new_run) {
    session one(options_of({.lesson = "shared-receiver", .mode = mode::step}));
    one.apply(show_story_step{1});
    if (one.story().phase() == story_phase::asking) {
        one.apply(answer{0});
    }
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    ASSERT_TRUE(one.story().asked(1).truth);
    const std::size_t choices = one.play().schedule().size();
    one.apply(back{});
    ASSERT_TRUE(after(one, [&] {
        return one.play().held() && one.play().schedule().size() == choices - 1;
    }));
    EXPECT_FALSE(one.outcome_is_of_this_run(1));
    one.apply(step_actor{one.play().status().possible.front().actor});
    const auto done = [&] {
        return one.play().held() && one.play().schedule().size() >= choices
            && one.story().phase() == story_phase::arrived;
    };
    for (int i = 0; i < 20 && !done(); ++i) {
        ASSERT_TRUE(after(one, [&] { return one.play().held(); }));
        if (!done()) {
            one.apply(step{});
        }
    }
    ASSERT_TRUE(after_arrival(one));
    EXPECT_TRUE(one.outcome_is_of_this_run(1));
}

TEST(story_in_session, an_answer_stays_while_its_step_is_on_and_the_buffer_is_dragged) {
    session one(options_of({}));
    one.apply(show_story_step{3}); // "What does a buffer buy?"
    ASSERT_EQ(one.story().phase(), story_phase::asking);
    one.apply(answer{1});
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    one.apply(restart{});
    ASSERT_EQ(one.story().phase(), story_phase::ready);
    ASSERT_TRUE(one.story().asked(3).truth);
    one.apply(set_slider{"buffer", 32});
    EXPECT_EQ(one.story().asked(3).answered, 1U);
    EXPECT_FALSE(one.outcome_is_of_this_run(3));
    one.apply(set_slider{"buffer", 31}); // a drag comes in many
    EXPECT_EQ(one.story().asked(3).answered, 1U);
    EXPECT_TRUE(one.story().asked(3).truth) << "of the run before";
    ASSERT_TRUE(after(one, [&] { return !one.play().will_be_held(); }));
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    one.tick();
    EXPECT_EQ(one.story().asked(3).answered, 1U);
    EXPECT_TRUE(one.story().asked(3).truth);
    EXPECT_TRUE(one.outcome_is_of_this_run(3)) << "judged by the run with the new buffer";
}

TEST(story_in_session, steps_asked_for_past_the_end_of_a_step_are_all_done) {
    session one(options_of({.mode = mode::step}));
    do_step(one);
    one.apply(set_speed{1});
    const std::size_t choices = one.play().schedule().size();
    one.apply(step{});
    one.apply(step{});
    ASSERT_TRUE(after(one, [&] {
        return one.play().held() && one.play().schedule().size() == choices + 2;
    }));
}

TEST(story_in_session, a_step_with_another_variant_begins_with_its_own_run_held) {
    session one(options_of({.lesson = "forgotten-sender"}));
    one.apply(show_story_step{3});
    one.apply(skip_question{});
    ASSERT_TRUE(after_arrival(one));
    one.apply(next_story_step{});
    EXPECT_EQ(one.variant().id, "drop");
    ASSERT_TRUE(after_held(one));
    EXPECT_TRUE(one.play().fresh()) << "not the hang of the step before";
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one));
    EXPECT_EQ(one.story().step_number(), 4U);
}

} // namespace
} // namespace app::session
