// The story panel in the window: its button says what it does, and what matters is in sight.
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace app::views {
namespace {

using test::desk;

/// Shows a step and plays it to its end.
void finish(desk& one, std::size_t step) {
    one.doing.apply(session::show_story_step{step});
    if (one.doing.story().phase() == session::story_phase::asking) {
        one.doing.apply(session::answer{0});
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

} // namespace
} // namespace app::views
