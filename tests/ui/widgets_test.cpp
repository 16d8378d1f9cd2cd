// Widgets, the registry and the focus, driven frame by frame without a window.
#include "app/ui/panes.hpp"
#include "app/ui/slider.hpp"
#include "app/ui/widgets.hpp"
#include "tests/ui/gallery_scene.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace app::ui {

namespace {

using test::headless;

TEST(button, is_clicked_by_press_and_release_on_it) {
    headless window;
    int clicks = 0;
    const auto draw = [&](context& ctx) {
        clicks += button(ctx, "go", {100, 100, 80, 32}, {.text = "Go"});
    };
    window.frame(draw);
    window.move({140, 116});
    window.press();
    window.frame(draw);
    EXPECT_EQ(clicks, 0);
    window.release();
    window.frame(draw);
    EXPECT_EQ(clicks, 1);
    window.frame(draw);
    EXPECT_EQ(clicks, 1);
}

TEST(button, is_not_clicked_when_the_mouse_leaves_it_before_the_release) {
    headless window;
    int clicks = 0;
    const auto draw = [&](context& ctx) {
        clicks += button(ctx, "go", {100, 100, 80, 32}, {.text = "Go"});
        clicks += button(ctx, "other", {200, 100, 80, 32}, {.text = "Other"});
    };
    window.frame(draw);
    window.move({140, 116});
    window.press();
    window.frame(draw);
    window.move({240, 116});
    window.release();
    window.frame(draw);
    EXPECT_EQ(clicks, 0);
}

TEST(button, does_nothing_while_disabled) {
    headless window;
    int clicks = 0;
    const auto draw = [&](context& ctx) {
        clicks += button(ctx, "go", {100, 100, 80, 32}, {.text = "Go", .enabled = false});
    };
    window.frame(draw);
    window.move({140, 116});
    window.press();
    window.frame(draw);
    window.release();
    window.frame(draw);
    EXPECT_EQ(clicks, 0);
    EXPECT_FALSE(window.ctx.items().find("go")->enabled);
}

TEST(button, under_another_is_not_reached) {
    headless window;
    std::string clicked;
    const auto draw = [&](context& ctx) {
        if (button(ctx, "under", {100, 100, 80, 32}, {.text = "Under"})) {
            clicked += "under";
        }
        if (button(ctx, "over", {120, 100, 80, 32}, {.text = "Over"})) {
            clicked += "over";
        }
    };
    window.frame(draw);
    window.move({140, 116});
    window.press();
    window.frame(draw);
    window.release();
    window.frame(draw);
    EXPECT_EQ(clicked, "over");
}

TEST(registry, tells_names_that_occur_twice) {
    headless window;
    const auto draw = [](context& ctx) {
        button(ctx, "twin", {0, 0, 50, 30}, {.text = "A"});
        button(ctx, "twin", {60, 0, 50, 30}, {.text = "B"});
        button(ctx, "single", {120, 0, 50, 30}, {.text = "C"});
    };
    window.frame(draw);
    window.frame(draw);
    EXPECT_EQ(window.ctx.items().duplicates(), std::vector<std::string>{"twin"});
}

TEST(registry, of_the_gallery_has_no_duplicates_and_everything_is_on_screen) {
    headless window;
    test::gallery_state state;
    const auto draw = [&](context& ctx) { test::draw_gallery(ctx, state); };
    window.frame(draw);
    window.frame(draw);
    EXPECT_EQ(window.ctx.items().duplicates(), std::vector<std::string>{});
    const item* next = window.ctx.items().find("story.run_to_next");
    ASSERT_TRUE(next);
    EXPECT_EQ(next->text, "Run to next step");
    EXPECT_EQ(window.ctx.items().find("slider.buffer")->value, "2");
    const rect all{0, 0, 1280, 720};
    for (const item& shown : window.ctx.items().shown()) {
        EXPECT_TRUE(all.contains(shown.visible)) << shown.name;
    }
}

TEST(focus, reaches_every_widget_by_tab_once_and_begins_again) {
    headless window;
    test::gallery_state state;
    const auto draw = [&](context& ctx) { test::draw_gallery(ctx, state); };
    window.frame(draw);
    std::set<std::string> expected;
    window.frame(draw);
    for (const item& shown : window.ctx.items().shown()) {
        if (shown.focusable && shown.enabled) {
            expected.insert(shown.name);
        }
    }
    std::vector<std::string> visited;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        window.key(key::tab);
        window.frame(draw);
        visited.push_back(window.ctx.focused());
    }
    EXPECT_EQ(std::set(visited.begin(), visited.end()), expected);
    window.key(key::tab);
    window.frame(draw);
    EXPECT_EQ(window.ctx.focused(), visited.front());
    window.key(key::tab, true);
    window.frame(draw);
    EXPECT_EQ(window.ctx.focused(), visited.back());
}

TEST(focus, uses_a_button_by_space_only_after_tab) {
    headless window;
    int clicks = 0;
    const auto draw = [&](context& ctx) {
        clicks += button(ctx, "go", {100, 100, 80, 32}, {.text = "Go"});
    };
    window.frame(draw);
    window.key(key::space);
    EXPECT_EQ(window.frame(draw).keys.size(), 1u); // …left for hold and go
    EXPECT_EQ(clicks, 0);
    window.key(key::tab);
    window.frame(draw);
    window.key(key::space);
    EXPECT_TRUE(window.frame(draw).keys.empty());
    EXPECT_EQ(clicks, 1);
    window.key(key::escape);
    window.frame(draw);
    EXPECT_EQ(window.ctx.focused(), "");
}

TEST(focus, leaves_with_the_widget_that_had_it) {
    headless window;
    bool there = true;
    const auto draw = [&](context& ctx) {
        if (there) {
            button(ctx, "go", {100, 100, 80, 32}, {.text = "Go"});
        }
    };
    window.frame(draw);
    window.key(key::tab);
    window.frame(draw);
    EXPECT_EQ(window.ctx.focused(), "go");
    there = false;
    for (int i = 0; i < 4; ++i) {
        window.frame(draw);
    }
    EXPECT_EQ(window.ctx.focused(), "");
}

TEST(segmented, is_chosen_by_click_and_by_arrow) {
    headless window;
    std::size_t mode = 0;
    constexpr std::array modes{choice{"live", "Live"}, choice{"step", "Step"}};
    const auto draw = [&](context& ctx) {
        mode = segmented(ctx, "mode", {100, 100, 200, 32}, modes, mode).value_or(mode);
    };
    window.frame(draw);
    window.frame(draw);
    window.move(window.ctx.items().find("mode.step")->visible.center());
    window.press();
    window.frame(draw);
    window.release();
    window.frame(draw);
    EXPECT_EQ(mode, 1u);
    window.key(key::tab, true);
    window.frame(draw);
    window.key(key::tab);
    window.frame(draw);
    window.key(key::left);
    window.frame(draw);
    EXPECT_EQ(mode, 0u);
    EXPECT_EQ(window.ctx.focused(), "mode.live");
}

TEST(text_field, takes_what_is_typed_and_hides_it_from_commands) {
    headless window;
    text_edit edit;
    bool entered = false;
    const auto draw = [&](context& ctx) {
        entered |= text_field(ctx, "find", {10, 10, 200, 36}, edit, {.focused_at_first = true});
    };
    window.frame(draw);
    window.in.typed = U"r\u00E9";
    window.key('R');
    EXPECT_TRUE(window.frame(draw).keys.empty());
    EXPECT_EQ(edit.text(), "r\u00E9");
    window.key(key::backspace);
    window.frame(draw);
    EXPECT_EQ(edit.text(), "r");
    window.key(key::enter);
    window.frame(draw);
    EXPECT_TRUE(entered);
}

TEST(overlay, hides_the_window_from_mouse_and_keyboard_and_closes_by_escape) {
    headless window;
    bool open = true;
    int clicks = 0;
    const auto draw = [&](context& ctx) {
        clicks += button(ctx, "under", {100, 100, 80, 32}, {.text = "Under"});
        if (open) {
            overlay box(ctx, "keys", 600, 400, "Keys");
            button(ctx, "keys.ok", box.inside(), {.text = "OK"});
            open = !box.closed();
        }
    };
    window.frame(draw);
    window.frame(draw);
    EXPECT_TRUE(window.ctx.any_modal());
    for (int i = 0; i < 6; ++i) {
        window.key(key::tab);
        window.frame(draw);
        EXPECT_TRUE(window.ctx.focused().starts_with("keys")) << window.ctx.focused();
    }
    window.key(key::escape);
    window.frame(draw);
    EXPECT_FALSE(open);
    window.frame(draw);
    window.move({140, 116});
    window.press();
    window.frame(draw);
    window.release();
    window.frame(draw);
    EXPECT_EQ(clicks, 1);
}

TEST(scroll_area, is_moved_by_the_wheel_and_follows_the_focus) {
    headless window;
    scroll_state state;
    const auto draw = [&](context& ctx) {
        scroll_area view(ctx, "list", {0, 0, 200, 100}, state, 400);
        rect rest = view.content();
        for (int i = 0; i < 10; ++i) {
            button(ctx, "row." + std::to_string(i), rest.cut_top(40), {.text = "row"});
        }
    };
    window.frame(draw);
    window.move({50, 50});
    window.in.wheel = -1;
    window.frame(draw);
    EXPECT_EQ(state.offset, 60);
    window.in.wheel = -100;
    window.frame(draw);
    EXPECT_EQ(state.offset, 300);
    window.move({500, 500});
    window.key(key::tab); // the area itself
    window.frame(draw);
    window.key(key::tab); // row.0, which is above what is seen
    window.frame(draw);
    while (window.ctx.focused() != "row.0") {
        window.key(key::tab);
        window.frame(draw);
    }
    window.frame(draw);
    EXPECT_EQ(state.offset, 0);
}

TEST(splitter, moves_with_the_mouse_within_its_limits) {
    headless window;
    float size = 200;
    const auto draw = [&](context& ctx) {
        splitter_across(
            ctx, "split", {size, 0, 12, 400}, size, {.low = 150, .high = 300, .reset = 200}
        );
    };
    window.frame(draw);
    window.move({206, 100});
    window.press();
    window.frame(draw);
    window.move({256, 100});
    window.frame(draw);
    EXPECT_EQ(size, 250);
    window.move({900, 100});
    window.frame(draw);
    EXPECT_EQ(size, 300);
    window.release();
    window.frame(draw);
    EXPECT_EQ(size, 300);
}

TEST(frame, asks_for_no_other_when_nothing_moves) {
    headless window;
    test::gallery_state state;
    const auto draw = [&](context& ctx) { test::draw_gallery(ctx, state); };
    window.frame(draw);
    window.frame(draw);
    const frame_result still = window.frame(draw);
    EXPECT_FALSE(still.wants_another);
    EXPECT_FALSE(still.wake_in);
}

} // namespace

} // namespace app::ui
