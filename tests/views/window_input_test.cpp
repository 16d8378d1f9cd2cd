// What the mouse and the keyboard do in the window: the commands that come out of it, by the
// widgets' names, and what the session makes of them.
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <variant>

namespace app::views {
namespace {

using test::desk;

TEST(window_mouse, every_transport_button_gives_its_command) {
    desk one;
    one.click("transport.hold_or_go");
    EXPECT_EQ(one.count<session::hold_or_go>(), 1U);
    one.click("transport.restart");
    EXPECT_EQ(one.count<session::restart>(), 1U);
    one.doing.apply(session::go{});
    ASSERT_TRUE(session::after_end(one.doing));
    one.click("transport.back");
    EXPECT_EQ(one.count<session::back>(), 1U);
    one.click("transport.step");
    EXPECT_EQ(one.count<session::step>(), 1U);
}

TEST(window_mouse, a_variant_and_a_lesson_can_be_chosen) {
    desk one;
    one.click("variant.rendezvous");
    EXPECT_EQ(one.doing.variant().id, "rendezvous");
    one.click("lesson.forgotten-sender");
    EXPECT_EQ(one.doing.lesson().id, "forgotten-sender");
    one.click("variant.drop");
    EXPECT_EQ(one.doing.variant().id, "drop");
}

TEST(window_mouse, dragging_the_buffer_slider_sets_it_and_a_double_click_resets_it) {
    desk one;
    const ui::item* slider = one.window.ctx.items().find("slider.buffer");
    ASSERT_NE(slider, nullptr);
    const ui::rect track = slider->track.empty() ? slider->area : slider->track;
    const float y = track.center().y;
    one.drag({track.x + 8, y}, {track.right() + 20, y});
    EXPECT_EQ(one.doing.values()["buffer"], 64);
    one.window.move({track.right() - 2, y});
    one.window.press(true);
    one.frame();
    one.window.release();
    one.frame();
    EXPECT_EQ(one.doing.values()["buffer"], one.doing.values().find("buffer")->initial);
}

TEST(window_mouse, the_fix_button_turns_one_variant_into_the_other) {
    desk one({.lesson = "forgotten-sender", .held = false});
    ASSERT_TRUE(session::after_end(one.doing));
    for (int i = 0; i < 40; ++i) one.frame(); // until the card stands
    one.click("stage.fix");
    EXPECT_EQ(one.count<session::apply_fix>(), 1U);
    EXPECT_EQ(one.doing.variant().id, "drop");
}

TEST(window_mouse, the_question_is_answered_and_the_step_is_run) {
    desk one;
    for (int guard = 0; one.doing.story().phase() != session::story_phase::asking; ++guard) {
        ASSERT_LT(guard, 10) << "no step asks a question";
        one.click("story.next");
        if (one.doing.story().phase() == session::story_phase::running) {
            ASSERT_TRUE(session::after_arrival(one.doing));
        }
        one.frame();
    }
    one.frame();
    EXPECT_EQ(one.window.ctx.items().find("story.next")->text, "Run to next step");
    const auto place = one.doing.story().step_number();
    one.frame();
    one.click("story.answer.1");
    EXPECT_EQ(one.doing.story().asked(place).answered, 1U);
    one.click("story.next");
    ASSERT_TRUE(session::after_arrival(one.doing));
    one.frame();
    one.frame();
    const std::string outcome = ui::without_marks(one.doing.story().asked(place).outcome);
    EXPECT_FALSE(outcome.empty());
    EXPECT_TRUE(one.window.ctx.items().shows(outcome));
}

TEST(window_mouse, dragging_the_playhead_looks_back_and_to_the_end_comes_back) {
    desk one({.held = false});
    ASSERT_TRUE(session::after_end(one.doing));
    one.frame();
    one.frame();
    const ui::rect plot = one.window.ctx.items().find("timeline")->area;
    const ui::point from = one.middle("timeline.playhead");
    one.drag(from, {plot.x + plot.width / 3, from.y});
    EXPECT_EQ(one.doing.badge(), "past");
    one.frame();
    constexpr float change = 8; // within one it stands at its end
    EXPECT_NEAR(one.middle("timeline.playhead").x, plot.x + plot.width / 3, change);
    EXPECT_LT(one.doing.play().shown_events(), one.doing.play().history().size());
    one.drag(one.middle("timeline.playhead"), {plot.right() - 1, from.y});
    EXPECT_EQ(one.doing.badge(), "now");
}

TEST(window_mouse, wherever_the_playhead_is_dragged_it_stands_with_what_is_shown) {
    desk one({.held = false});
    ASSERT_TRUE(session::after_end(one.doing));
    one.frame();
    one.frame();
    const ui::rect plot = one.window.ctx.items().find("timeline")->area;
    const auto& history = one.doing.play().history();
    std::size_t before = 0;
    std::set<std::size_t> seen;
    for (float x = plot.x + 1; x < plot.right() - plot.width * 0.12f; x += 7) {
        one.drag(one.middle("timeline.playhead"), {x, plot.y + 4});
        one.frame();
        constexpr float change = 8;
        EXPECT_NEAR(one.middle("timeline.playhead").x, x, change + 1);
        const auto& play = one.doing.play();
        EXPECT_GE(play.shown_events(), before) << x;
        before = play.shown_events();
        seen.insert(before);
        EXPECT_GE(play.shown_stage_ns(), play.shown().stage_ns);
        if (before < history.size()) {
            EXPECT_LE(play.shown_stage_ns(), history.log()[before].stage_ns);
        }
    }
    EXPECT_GT(seen.size(), 30U);
}

TEST(window_keys, numbers_answer_a_question_that_is_open_and_step_threads_else) {
    desk one({.lesson = "backpressure", .speed = 1});
    one.doing.apply(session::show_story_step{0});
    one.key('N');
    ASSERT_TRUE(session::after_arrival(one.doing));
    one.doing.apply(session::next_story_step{});
    ASSERT_TRUE(one.doing.waits_for_answer());
    one.type(U'2');
    ASSERT_EQ(one.count<session::answer>(), 1U);
    EXPECT_EQ(one.doing.story().asked(1).answered, 1U);
    EXPECT_EQ(one.count<session::step_actor>(), 0U);
    one.type(U'2');
    EXPECT_EQ(one.count<session::step_actor>(), 1U);
}

TEST(window_mouse, the_ruler_has_its_marks_in_its_place_however_near_one_looks) {
    desk one({.lesson = "forgotten-sender", .held = false});
    ASSERT_TRUE(session::after_end(one.doing));
    const ui::point middle = one.middle("timeline");
    const ui::rect panel = one.window.ctx.items().find("timeline")->area;
    for (int zoomed = 0; zoomed < 12; ++zoomed) {
        one.window.move(middle);
        one.window.in.wheel = 1;
        one.frame();
        one.frame();
        std::size_t marks = 0;
        for (const ui::drawn_text& text : one.window.ctx.items().shown_text()) {
            const bool time = text.text.ends_with("s") && std::isdigit(text.text.front()) != 0;
            if (!time || text.area.y < panel.bottom() - 40) continue;
            ++marks;
            EXPECT_GE(text.area.x, panel.x) << text.text;
            EXPECT_LE(text.area.right(), panel.right()) << text.text;
        }
        EXPECT_GE(marks, 1U) << zoomed;
    }
}

TEST(window_mouse, the_wheel_zooms_the_timeline_and_a_double_click_fits_it) {
    desk one({.held = false});
    ASSERT_TRUE(session::after_end(one.doing));
    one.frame();
    const ui::rect plot = one.window.ctx.items().find("timeline")->area;
    one.window.move(plot.center());
    one.window.in.wheel = 3;
    for (int i = 0; i < 3; ++i) one.frame();
    EXPECT_EQ(one.window.ctx.items().find("timeline")->value, "zoomed in");
    one.window.press(true);
    one.frame();
    one.window.release();
    for (int i = 0; i < 3; ++i) one.frame();
    EXPECT_EQ(one.window.ctx.items().find("timeline")->value, "whole run");
}

TEST(window_mouse, a_row_of_the_log_looks_back_at_its_event) {
    desk one({.held = false});
    ASSERT_TRUE(session::after_end(one.doing));
    one.frame();
    one.click("tab.events");
    one.frame();
    const auto& shown = one.window.ctx.items().shown();
    const auto row = std::ranges::find_if(shown, [](const ui::item& item) {
        return item.kind == ui::item_kind::row && item.name.starts_with("events.");
    });
    ASSERT_NE(row, shown.end());
    one.click(std::string(row->name));
    EXPECT_EQ(one.count<session::look_at_event>(), 1U);
    EXPECT_EQ(one.doing.badge(), "past");
}

TEST(window_mouse, the_copy_button_gives_the_listing_as_shown) {
    desk one;
    one.click("code.copy");
    ASSERT_EQ(one.count<session::copy_text>(), 1U);
    const auto& text = std::get<session::copy_text>(one.all.back()).text;
    EXPECT_EQ(text, one.doing.variant().rust.copied(one.doing.values()));
}

TEST(window_mouse, a_splitter_changes_its_panel_and_the_size_is_kept) {
    desk one;
    const float before = one.window.ctx.items().find("splitter.side")->area.x;
    const ui::point grip = one.middle("splitter.side");
    one.drag(grip, {grip.x - 60, grip.y});
    one.frame();
    EXPECT_NEAR(one.window.ctx.items().find("splitter.side")->area.x, before - 60, 1.5f);
    EXPECT_TRUE(one.doing.likes().panel_sizes.contains("side"));
}

TEST(window_keys, the_table_is_obeyed) {
    desk one;
    one.key('S');
    EXPECT_EQ(one.doing.play().mode(), chan::run::mode::step);
    one.key(ui::key::space);
    EXPECT_EQ(one.count<session::hold_or_go>(), 1U);
    one.type(U'?');
    EXPECT_EQ(one.doing.overlay(), session::overlay::keys);
    one.frame();
    one.key('R'); // covered: the run is left alone
    EXPECT_EQ(one.count<session::restart>(), 0U);
    one.key(ui::key::escape);
    one.frame();
    EXPECT_EQ(one.doing.overlay(), session::overlay::none);
    one.frame();
    one.key('R');
    EXPECT_EQ(one.count<session::restart>(), 1U);
}

TEST(window_keys, space_stays_the_runs_after_a_click_on_a_button) {
    desk one;
    one.click("transport.restart");
    one.key(ui::key::space);
    EXPECT_EQ(one.count<session::restart>(), 1U);
    EXPECT_EQ(one.count<session::hold_or_go>(), 1U);
}

TEST(window_keys, jump_finds_a_lesson_by_its_words) {
    desk one;
    one.type(U'/');
    EXPECT_EQ(one.doing.overlay(), session::overlay::jump);
    one.frame();
    one.frame();
    for (const char32_t letter : std::u32string(U"forgot")) one.type(letter);
    one.key(ui::key::enter);
    EXPECT_EQ(one.doing.overlay(), session::overlay::none);
    EXPECT_EQ(one.doing.lesson().id, "forgotten-sender");
    EXPECT_EQ(one.doing.play().mode(), chan::run::mode::live) << "letters are no keys while typed";
}

TEST(window_keys, the_jump_stays_where_it_is_while_the_lessons_get_fewer) {
    desk one;
    one.type(U'/');
    const auto place = [&](const char* name) {
        one.frame();
        one.frame();
        return one.window.ctx.items().find(name)->area;
    };
    const ui::rect box = place("jump");
    const ui::rect field = place("jump.words");
    for (const char32_t letter : std::u32string(U"forgot")) one.type(letter);
    EXPECT_EQ(place("jump.words"), field);
    EXPECT_EQ(place("jump").y, box.y);
    EXPECT_LT(place("jump").height, box.height);
    for (const char32_t letter : std::u32string(U"xyz")) one.type(letter);
    EXPECT_EQ(place("jump.words"), field) << "nor when there is none";
}

TEST(window_keys, tab_reaches_every_widget_that_can_be_used) {
    desk one;
    std::set<std::string> reached;
    for (int i = 0; i < 120; ++i) {
        one.key(ui::key::tab);
        reached.insert(one.window.ctx.focused());
    }
    for (const ui::item& item : one.window.ctx.items().shown()) {
        if (item.focusable && item.enabled) {
            EXPECT_TRUE(reached.contains(item.name)) << item.name;
        }
    }
    for (const char* name :
         {"transport.hold_or_go",
          "slider.buffer",
          "variant.unbounded",
          "story.next",
          "tab.events",
          "code.copy",
          "mode.step",
          "timeline",
          "lesson.backpressure"}) {
        EXPECT_TRUE(reached.contains(name)) << name;
    }
}

TEST(window_keys, a_held_key_repeats_only_small_steps) {
    desk one;
    one.window.in.keys.push_back({.code = 'R', .repeated = true});
    one.frame();
    EXPECT_EQ(one.count<session::restart>(), 0U);
    one.window.in.keys.push_back({.code = ui::key::right, .repeated = true});
    one.frame();
    EXPECT_EQ(one.count<session::step>(), 1U);
}

TEST(window_step, who_goes_next_can_be_clicked) {
    desk one({.mode = chan::run::mode::step});
    ASSERT_TRUE(session::after_held(one.doing));
    one.frame();
    one.frame();
    ASSERT_NE(one.window.ctx.items().find("step.1"), nullptr);
    const std::size_t events = one.doing.play().history().size();
    one.click("step.1");
    EXPECT_EQ(one.count<session::step_actor>(), 1U);
    EXPECT_TRUE(session::after(one.doing, [&] {
        return one.doing.play().history().size() > events;
    }));
}

} // namespace
} // namespace app::views
