// The notice: it comes, can be read, and goes.
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

#include <string>

namespace app::views {
namespace {

using test::desk;

const ui::item* shown(desk& one) {
    for (int i = 0; i < 3; ++i) one.frame();
    return one.window.ctx.items().find("notice");
}

/// Sleeps as the frame loop does: until a frame is due; its seconds.
double sleep(desk& one) {
    EXPECT_FALSE(one.drawn.wants_another);
    if (!one.drawn.wake_in) return -1;
    const double seconds = *one.drawn.wake_in;
    one.window.in.seconds += seconds;
    one.frame();
    return seconds;
}

TEST(notice, goes_by_itself_and_then_the_window_sleeps) {
    desk one;
    ASSERT_TRUE(session::after_held(one.doing));
    ASSERT_FALSE(shown(one));
    one.doing.apply(session::notify{.sentence = "The picture is in a folder."});
    ASSERT_TRUE(shown(one));
    const double seconds = sleep(one);
    EXPECT_GT(seconds, 3) << "it can be read";
    EXPECT_LT(seconds, 10);
    EXPECT_EQ(one.doing.notice().sentence, "");
    EXPECT_FALSE(shown(one));
    EXPECT_FALSE(one.drawn.wake_in) << "no further frame is due";
    EXPECT_FALSE(one.drawn.wants_another);
}

TEST(notice, is_kept_by_the_mouse_and_begins_anew_with_the_next) {
    desk one;
    one.doing.apply(session::notify{.sentence = "One."});
    const ui::item* card = shown(one);
    ASSERT_TRUE(card);
    const ui::point on_it = card->area.center(); // the next frame's things take this one's place
    one.window.in.seconds += 2;
    one.doing.apply(session::notify{.sentence = "One."});
    ASSERT_TRUE(shown(one));
    ASSERT_TRUE(one.drawn.wake_in);
    EXPECT_GT(*one.drawn.wake_in, 2.5) << "the same words, told again";
    one.window.move(on_it);
    one.frame();
    one.window.in.seconds += 100;
    EXPECT_TRUE(shown(one));
    one.window.move({700, 300});
    one.frame();
    one.window.in.seconds += 100;
    EXPECT_FALSE(shown(one));
}

TEST(notice, covers_nothing_of_the_run_and_is_whole) {
    const std::string sentence =
        "The trace cannot be written: /home/somebody/a-folder/of-their-own/with/a/long/name/"
        "chanscope-forgotten-sender-12.trace.json: No such file or directory.";
    for (const ui::point size : {ui::point{1024, 640}, {1280, 720}, {1440, 900}, {2560, 1440}}) {
        desk one({.held = false}, size);
        ASSERT_TRUE(session::after_end(one.doing));
        one.doing.apply(session::notify{.sentence = sentence, .warning = true});
        const ui::item* card = shown(one);
        ASSERT_TRUE(card);
        const auto& items = one.window.ctx.items();
        for (const char* other :
             {"panel.stage", "timeline", "story.next", "story.text", "code.copy", "footer.keys"}) {
            ASSERT_TRUE(items.find(other)) << other;
            EXPECT_FALSE(card->area.overlaps(items.find(other)->area)) << other;
        }
        for (const ui::drawn_text& text : items.shown_text()) {
            EXPECT_FALSE(text.cut && card->area.overlaps(text.area)) << text.text;
        }
        const auto last = items.shown_text().end();
        EXPECT_NE(
            std::find_if(
                items.shown_text().begin(),
                last,
                [](const ui::drawn_text& text) { return text.text.ends_with("directory."); }
            ),
            last
        );
    }
}

} // namespace
} // namespace app::views
