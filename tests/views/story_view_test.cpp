// The story panel in the window: its button says what it does, and what matters is in sight.
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {
namespace {

using test::desk;

/// Shows a step and plays it to its end.
void finish(desk& one, std::size_t step, bool last_answer = false) {
    one.doing.apply(session::show_story_step{step});
    one.frame(); // it is seen before it is played
    if (one.doing.story().phase() == session::story_phase::asking) {
        const auto& options = one.doing.story().step().predict->options;
        one.doing.apply(session::answer{last_answer ? options.size() - 1 : 0});
    }
    one.doing.apply(session::next_story_step{});
    ASSERT_TRUE(session::after_arrival(one.doing));
    for (int i = 0; i < 4; ++i) one.frame();
}

TEST(story_panel, its_button_says_what_the_key_does) {
    for (const auto& lesson : scenarios::all_lessons()) {
        desk one({.lesson = lesson.id});
        const auto button = [&] { return *one.window.ctx.items().find("story.next"); };
        EXPECT_EQ(button().text, "Run to next step");
        finish(one, 0);
        EXPECT_EQ(button().text, "Next step");
        finish(one, lesson.story.size() - 1);
        const scenarios::lesson* after = one.doing.next_lesson();
        EXPECT_EQ(button().text, after != nullptr ? "Next lesson" : "The end");
        EXPECT_EQ(button().enabled, after != nullptr);
        one.key('N');
        EXPECT_EQ(one.doing.lesson().id, after != nullptr ? after->id : lesson.id);
    }
}

TEST(story_panel, its_button_says_when_it_goes_on_and_when_it_begins_anew) {
    desk one({.lesson = "forgotten-sender", .speed = 1});
    const auto button = [&] {
        one.frame();
        one.frame(); // a label is what was drawn before
        return std::string(one.window.ctx.items().find("story.next")->text);
    };
    ASSERT_TRUE(session::after_held(one.doing));
    EXPECT_EQ(button(), "Run to next step");
    one.key('N');
    EXPECT_EQ(button(), "Running\u2026");
    one.doing.apply(session::hold{});
    ASSERT_TRUE(session::after_held(one.doing));
    EXPECT_EQ(button(), "Go on");
    one.key('N');
    EXPECT_EQ(button(), "Running\u2026");
    one.doing.apply(session::set_speed{chan::run::max_speed});
    ASSERT_TRUE(session::after_arrival(one.doing));
    one.key('N');
    EXPECT_EQ(button(), "Run to next step") << "it goes on from where the run stands";
    const auto run = one.doing.play().run_number();
    one.doing.apply(session::go{});
    ASSERT_TRUE(session::after_end(one.doing));
    EXPECT_EQ(button(), "Run from its start") << "the run is past it";
    one.key('N');
    EXPECT_GT(one.doing.play().run_number(), run);
}

constexpr ui::point sizes[] = {{1024, 640}, {1280, 720}, {1440, 900}, {2560, 1440}};

void expect_in_sight(desk& one, const std::string& name) {
    const ui::item* item = one.window.ctx.items().find(name);
    ASSERT_TRUE(item) << name;
    EXPECT_NEAR(item->visible.height, item->area.height, 0.5f) << name << " is scrolled away";
}

TEST(story_panel, a_question_is_in_sight_with_every_answer_and_then_its_outcome) {
    for (const ui::point size : sizes) {
        for (const auto& lesson : scenarios::all_lessons()) {
            for (const bool last_answer : {false, true}) {
                desk one({.lesson = lesson.id}, size);
                for (std::size_t step = 0; step < lesson.story.size(); ++step) {
                    SCOPED_TRACE(
                        std::string(lesson.id) + " " + std::to_string(step + 1) + " at "
                        + std::to_string(size.y)
                    );
                    one.doing.apply(session::show_story_step{step});
                    for (int i = 0; i < 4; ++i) one.frame();
                    const bool asks = lesson.story[step].predict.has_value();
                    if (asks) {
                        expect_in_sight(one, "story.question");
                        for (std::size_t i = 0; i < lesson.story[step].predict->options.size();
                             ++i) {
                            expect_in_sight(one, "story.answer." + std::to_string(i));
                        }
                    }
                    finish(one, step, last_answer);
                    if (asks) expect_in_sight(one, "story.outcome");
                    if (asks && size.y >= 720 && !one.doing.story().last()) {
                        expect_in_sight(one, "story.text");
                    }
                    if (one.doing.story().last()) expect_in_sight(one, "story.remember");
                }
            }
        }
    }
}

TEST(story_panel, nothing_moves_when_the_goal_changes_while_a_step_is_on) {
    for (const ui::point size : sizes) {
        for (const auto& lesson : scenarios::all_lessons()) {
            desk one({.lesson = lesson.id, .speed = 1}, size);
            const auto places = [&] {
                std::vector<ui::rect> found;
                // Where the code has to be scrolled, it follows the threads.
                const bool whole = size.y >= 1440;
                for (const char* name : {"story.next", "story.text", "tab.rust", "code.line.5"}) {
                    if (!whole && std::string_view(name) == "code.line.5") continue;
                    const ui::item* item = one.window.ctx.items().find(name);
                    EXPECT_NE(item, nullptr) << name;
                    if (item != nullptr) found.push_back(item->area);
                }
                return found;
            };
            for (int i = 0; i < 3; ++i) one.frame();
            const auto ready = places();
            std::set<std::string> goals{one.doing.goal()};
            const auto same = [&] {
                for (int i = 0; i < 3; ++i) one.frame();
                goals.insert(one.doing.goal());
                const auto all = one.doing.possible_goals();
                EXPECT_NE(std::ranges::find(all, one.doing.goal()), all.end()) << one.doing.goal();
                EXPECT_EQ(places(), ready)
                    << size.x << " " << lesson.id << ": " << one.doing.goal();
            };
            one.doing.apply(session::next_story_step{});
            same();
            one.doing.apply(session::hold{});
            ASSERT_TRUE(session::after_held(one.doing));
            same();
            one.doing.apply(session::look_at_start{});
            same();
            EXPECT_GE(goals.size(), 3U);
        }
    }
}

TEST(story_panel, no_button_is_cut_and_no_word_is_moved_by_the_scroll_bar) {
    for (const ui::point size : sizes) {
        desk one({}, size);
        one.doing.apply(session::show_story_step{1});
        for (int i = 0; i < 4; ++i) one.frame();
        ASSERT_EQ(one.doing.story().phase(), session::story_phase::asking);
        const auto& items = one.window.ctx.items();
        for (const char* name : {"story.back", "story.skip", "story.next"}) {
            ASSERT_TRUE(items.find(name));
            const ui::rect button = items.find(name)->area;
            for (const ui::drawn_text& text : items.shown_text()) {
                EXPECT_FALSE(text.cut && button.overlaps(text.area)) << name << ": " << text.text;
            }
        }
        const float whole = items.find("story.text")->area.height;
        one.doing.apply(session::set_panel_size{"story", 208}); // now it has to be scrolled
        for (int i = 0; i < 4; ++i) one.frame();
        ASSERT_TRUE(items.find("story.scroll.bar"));
        EXPECT_EQ(items.find("story.text")->area.height, whole);
    }
}

TEST(code_panel, keeps_the_line_in_sight_when_a_question_takes_its_room) {
    desk one({.lesson = "shared-receiver"}, {1280, 720});
    finish(one, 0);
    const auto in_sight = [&] {
        const ui::item* mark = one.window.ctx.items().find("code.mark.main");
        return mark != nullptr && !mark->visible.empty()
            && mark->visible.height > mark->area.height - 0.5f;
    };
    ASSERT_TRUE(in_sight());
    one.doing.apply(session::next_story_step{});
    for (int i = 0; i < 4; ++i) one.frame();
    ASSERT_EQ(one.doing.story().phase(), session::story_phase::asking);
    EXPECT_TRUE(in_sight());
}

TEST(story_panel, a_step_is_read_from_its_top) {
    desk one({}, {1024, 640});
    one.doing.apply(session::set_panel_size{"story", 208});
    finish(one, 1);
    EXPECT_LT(
        one.window.ctx.items().find("story.text")->visible.height,
        one.window.ctx.items().find("story.text")->area.height
    ) << "scrolled to the outcome";
    expect_in_sight(one, "story.heading");
    one.doing.apply(session::next_story_step{});
    for (int i = 0; i < 3; ++i) one.frame();
    EXPECT_EQ(one.doing.story().step_number(), 2U);
    const ui::item* text = one.window.ctx.items().find("story.text");
    const ui::item* heading = one.window.ctx.items().find("story.heading");
    EXPECT_NEAR(text->visible.y, text->area.y, 0.5f) << "the next one is not";
    EXPECT_LE(heading->area.bottom(), text->area.y);
}

} // namespace
} // namespace app::views
