// Sliders, variants, lessons and what lies above the window, as commands change them.
#include "tests/session/helpers.hpp"

namespace app::session {
namespace {

using chan::run::mode;
using chan::run::verdict_kind;

TEST(sliders, moving_one_begins_again_with_its_value_and_plays) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    const auto run = one.play().run_number();
    one.apply(set_slider{"buffer", 5});
    EXPECT_GT(one.play().run_number(), run);
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.play().history().now().channels.front().bound, 5U);
}

TEST(sliders, a_rate_moves_the_running_lesson_and_is_in_its_log) {
    session one(options_of({.values = {{"messages", 50}}, .speed = 4, .held = false}));
    ASSERT_TRUE(after(one, [&] { return one.play().history().size() > 10; }));
    const auto run = one.play().run_number();
    one.apply(set_slider{"handle_ms", 0});
    EXPECT_EQ(one.play().run_number(), run);
    EXPECT_TRUE(after(one, [&] {
        return std::ranges::any_of(one.play().history().log(), [](const chan::trace::event& event) {
            return event.fact.kind == chan::probe::kind::setting_changed
                && event.fact.label == "handle_ms" && event.fact.number == 0;
        });
    }));
    one.apply(set_speed{chan::run::max_speed});
    ASSERT_TRUE(after_end(one));
    EXPECT_TRUE(one.results().empty()) << "its time compares with no other's";
}

TEST(sliders, values_are_kept_within_the_range_and_reset) {
    session one(options_of({}));
    one.apply(set_slider{"buffer", 1000});
    EXPECT_EQ(one.values()["buffer"], 64);
    one.apply(set_slider{"buffer", -5});
    EXPECT_EQ(one.values()["buffer"], 0);
    one.apply(reset_slider{"buffer"});
    EXPECT_EQ(one.values()["buffer"], 2);
    one.apply(set_slider{"nonsense", 1});
    EXPECT_NE(one.notice().sentence.find("There is no slider nonsense"), std::string::npos);
}

TEST(sliders, a_wild_drag_ends_with_the_last_value) {
    session one(options_of({.speed = 1, .held = false}));
    for (int i = 0; i <= 64; ++i) {
        one.apply(set_slider{"buffer", i});
        one.tick();
    }
    ASSERT_TRUE(after(one, [&] { return !one.play().history().now().channels.empty(); }));
    EXPECT_TRUE(after(one, [&] {
        const auto& channels = one.play().history().now().channels;
        return !channels.empty() && channels.front().bound == 64;
    }));
    EXPECT_TRUE(one.play().going());
}

TEST(variants, the_fix_turns_a_hang_into_an_end_and_stands_beside_it) {
    session one(options_of({.lesson = "forgotten-sender", .held = false}));
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.play().verdict()->kind, verdict_kind::hang);
    ASSERT_NE(one.cured_by(), nullptr);
    one.apply(apply_fix{});
    EXPECT_EQ(one.variant().id, "drop");
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.play().verdict()->kind, verdict_kind::completed);
    const auto compared = one.results();
    ASSERT_EQ(compared.size(), 2U);
    EXPECT_EQ(compared[0].verdict, verdict_kind::hang);
    EXPECT_EQ(compared[1].verdict, verdict_kind::completed);
    EXPECT_EQ(one.cured_by(), nullptr);
}

TEST(variants, a_run_that_ends_well_has_a_cure_too_where_its_variant_names_one) {
    session one(options_of(
        {.lesson = "shared-receiver", .variant = "lock-while-working", .held = false}
    ));
    one.tick();
    EXPECT_NE(one.goal(), "Press F to fix it, and see the difference.") << "it still runs";
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.play().verdict()->kind, verdict_kind::completed);
    EXPECT_FALSE(one.goal().starts_with("Press F")) << "nothing went wrong";
    EXPECT_EQ(one.refusal(apply_fix{}), std::nullopt);
}

TEST(variants, no_fix_is_offered_before_the_end) {
    session one(options_of({.lesson = "forgotten-sender"}));
    EXPECT_EQ(one.refusal(apply_fix{}), "The fix is offered when the run has ended.");
    EXPECT_EQ(one.cured_by(), nullptr);
}

TEST(variants, finishing_times_stand_side_by_side) {
    session one(options_of({.lesson = "shared-receiver", .mode = mode::live, .held = false}));
    ASSERT_TRUE(after_end(one));
    for (const auto& variant : one.lesson().variants) {
        one.apply(choose_variant{std::string(variant.id)});
        ASSERT_TRUE(after_end(one));
    }
    const auto results = one.results();
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results[1].variant, "lock-while-working");
    EXPECT_GT(results[1].stage_ns, 2 * results[0].stage_ns) << "the work is serial";
    EXPECT_LT(results[2].stage_ns, results[1].stage_ns);
    one.apply(set_slider{"consumers", 2});
    ASSERT_TRUE(after_end(one));
    const auto fewer = one.results();
    ASSERT_EQ(fewer.size(), 2U) << "of other variants, other values do not compare";
    EXPECT_EQ(fewer[0].differs_in, "");
    EXPECT_EQ(fewer[0].values.at("consumers"), 2);
    EXPECT_EQ(fewer[1].differs_in, "consumers") << "of this one they do";
    EXPECT_EQ(fewer[1].values.at("consumers"), 4);
    one.apply(set_slider{"messages", 5});
    ASSERT_TRUE(after_end(one));
    const auto again = one.results();
    ASSERT_EQ(again.size(), 2U);
    EXPECT_EQ(again[1].differs_in, "messages") << "the first differs in two";
}

TEST(variants, a_slider_that_changes_nothing_in_one_leaves_its_result) {
    session one(options_of({.lesson = "backpressure", .variant = "unbounded", .held = false}));
    ASSERT_TRUE(after_end(one));
    one.apply(choose_variant{"bounded"});
    ASSERT_TRUE(after_end(one));
    EXPECT_EQ(one.results().size(), 2U);
    one.apply(set_slider{"buffer", 9});
    ASSERT_TRUE(after_end(one));
    const auto results = one.results();
    ASSERT_EQ(results.size(), 2U) << "unbounded has no buffer";
    EXPECT_EQ(results[0].values.at("buffer"), 9);
    EXPECT_FALSE(results[1].values.contains("buffer"));
}

TEST(sliders, other_values_of_one_stand_side_by_side_where_no_other_variant_does) {
    session one(options_of({.held = false}));
    ASSERT_TRUE(after_end(one));
    for (const int buffer : {1, 3, 4, 5}) {
        one.apply(set_slider{"buffer", buffer});
        ASSERT_TRUE(after_end(one));
    }
    const auto most = one.results();
    ASSERT_EQ(most.size(), 4U);
    EXPECT_EQ(most[0].values.at("buffer"), 5);
    EXPECT_EQ(most[0].differs_in, "");
    EXPECT_EQ(most[1].values.at("buffer"), 4) << "the newest first";
    EXPECT_EQ(most[1].differs_in, "buffer");
    EXPECT_EQ(most[3].values.at("buffer"), 1);
    one.apply(choose_variant{"unbounded"});
    ASSERT_TRUE(after_end(one));
    for (const auto& result : one.results()) {
        EXPECT_EQ(result.differs_in, "") << "variants are compared now";
    }
}

TEST(variants, in_step_mode_a_new_one_waits_for_the_learner) {
    session one(options_of({.mode = mode::step}));
    one.apply(choose_variant{"unbounded"});
    ASSERT_TRUE(after_held(one));
    EXPECT_TRUE(one.play().fresh());
    one.apply(choose_variant{"nonsense"});
    EXPECT_EQ(
        one.notice().sentence,
        "There is no variant nonsense; there are bounded, rendezvous, unbounded."
    );
}

TEST(lessons, opening_another_begins_it_and_is_remembered) {
    session one(options_of({}));
    one.apply(open_lesson{"shared-receiver", "multi-consumer"});
    ASSERT_TRUE(after_held(one));
    EXPECT_EQ(one.lesson().id, "shared-receiver");
    EXPECT_EQ(one.variant().id, "multi-consumer");
    EXPECT_EQ(one.likes().last_lesson, "shared-receiver");
    one.apply(open_lesson{"nonsense"});
    EXPECT_EQ(one.notice().sentence, "There is no lesson nonsense.");
    EXPECT_EQ(one.lesson().id, "shared-receiver");
}

TEST(lessons, the_last_one_seen_is_opened_again) {
    preferences likes;
    likes.last_lesson = "shared-receiver";
    session one({.likes = likes});
    EXPECT_EQ(one.lesson().id, "shared-receiver");
    likes.last_lesson = "a lesson that is no more";
    session other({.likes = likes});
    EXPECT_EQ(other.lesson().id, scenarios::all_lessons().front().id);
}

TEST(lessons, the_open_one_chosen_again_stays_as_it_is) {
    session one(options_of({.values = {{"buffer", 7}}, .held = false}));
    ASSERT_TRUE(after_end(one));
    const auto run = one.play().run_number();
    one.apply(show_overlay{overlay::jump});
    one.apply(open_lesson{"backpressure"});
    EXPECT_EQ(one.overlay(), overlay::none);
    EXPECT_EQ(one.values()["buffer"], 7);
    EXPECT_EQ(one.play().run_number(), run);
    one.apply(open_lesson{"backpressure", "unbounded"});
    EXPECT_EQ(one.variant().id, "unbounded");
    EXPECT_EQ(one.values()["buffer"], 7);
}

TEST(lessons, one_that_was_begun_goes_on_at_the_step_after_those_done) {
    preferences likes;
    likes.progress["backpressure"] = {.steps_done = 2, .done = false};
    session one({.lesson = scenarios::find_lesson("backpressure"), .likes = likes});
    EXPECT_EQ(one.story().step_number(), 2U);
    EXPECT_EQ(one.variant().id, one.story().variant_of(2));
    likes.progress["backpressure"].done = true;
    session again({.lesson = scenarios::find_lesson("backpressure"), .likes = likes});
    EXPECT_EQ(again.story().step_number(), 0U);
}

TEST(window, a_refusal_goes_with_the_next_command_and_a_warning_stays) {
    session one(options_of({}));
    one.apply(why{});
    EXPECT_EQ(one.notice().kind, notice_kind::refusal);
    one.apply(look_at_start{});
    EXPECT_EQ(one.notice().sentence, "");
    one.apply(notify{"The picture is in a file.", false});
    EXPECT_EQ(one.notice().kind, notice_kind::done);
    one.apply(notify{"The disk is full.", true});
    one.apply(look_at_now{});
    EXPECT_EQ(one.notice().kind, notice_kind::warning);
    EXPECT_EQ(one.notice().sentence, "The disk is full.");
}

TEST(window, overlays_open_close_and_dismiss) {
    session one(options_of({}));
    one.apply(show_overlay{overlay::keys});
    EXPECT_EQ(one.overlay(), overlay::keys);
    one.apply(show_overlay{overlay::keys});
    EXPECT_EQ(one.overlay(), overlay::none);
    one.apply(show_overlay{overlay::jump});
    one.apply(notify{"Something was said.", true});
    one.apply(dismiss{});
    EXPECT_EQ(one.overlay(), overlay::none);
    EXPECT_EQ(one.notice().sentence, "Something was said.");
    one.apply(dismiss{});
    EXPECT_EQ(one.notice().sentence, "");
}

TEST(window, requests_are_handed_out_once) {
    session one(options_of({}));
    one.apply(take_screenshot{});
    one.apply(copy_text{"let (tx, rx)"});
    const auto requests = one.take_requests();
    ASSERT_EQ(requests.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<take_screenshot>(requests[0]));
    EXPECT_EQ(std::get<copy_text>(requests[1]).text, "let (tx, rx)");
    EXPECT_TRUE(one.take_requests().empty());
}

} // namespace
} // namespace app::session
