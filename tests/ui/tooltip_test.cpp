// Tooltips: when they come, where, and when they go.
#include "app/ui/slider.hpp"
#include "app/ui/widgets.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace app::ui {

namespace {

using test::headless;

TEST(tooltip, comes_after_a_moment_and_names_the_key) {
    headless window;
    const auto draw = [](context& ctx) {
        button(
            ctx,
            "hold",
            {100, 100, 40, 32},
            {.icon = icon::hold, .tooltip = "Hold the run", .key = "Space"}
        );
    };
    window.frame(draw);
    window.move({120, 116});
    const frame_result first = window.frame(draw);
    ASSERT_TRUE(first.wake_in);
    EXPECT_GT(*first.wake_in, 0.3);
    for (int i = 0; i < 40; ++i) {
        window.frame(draw);
    }
    const item* tip = window.ctx.items().find("tooltip");
    ASSERT_TRUE(tip);
    EXPECT_EQ(tip->text, "Hold the run Space");
    EXPECT_TRUE((rect{0, 0, 1280, 720}.contains(tip->area)));
}

/// Rests the mouse there until a tooltip would have come.
const item* tip_at(headless& window, point where, const std::function<void(context&)>& draw) {
    window.move(where);
    for (int i = 0; i < 40; ++i) {
        window.frame(draw);
    }
    return window.ctx.items().find("tooltip");
}

TEST(tooltip, goes_with_a_press_and_comes_back_when_the_mouse_does) {
    headless window;
    const auto draw = [](context& ctx) {
        button(ctx, "hold", {100, 100, 40, 32}, {.text = "x", .tooltip = "Hold the run"});
        button(ctx, "step", {300, 100, 40, 32}, {.text = "y", .tooltip = "Step"});
    };
    ASSERT_TRUE(tip_at(window, {120, 116}, draw));
    window.press();
    window.frame(draw);
    window.frame(draw);
    EXPECT_FALSE(window.ctx.items().find("tooltip"));
    window.release();
    window.frame(draw);
    EXPECT_FALSE(tip_at(window, {122, 118}, draw)) << "it was clicked: what comes of it matters";
    const frame_result still = window.frame(draw);
    EXPECT_FALSE(still.wake_in) << "nothing is due";
    EXPECT_TRUE(tip_at(window, {320, 116}, draw));
    EXPECT_TRUE(tip_at(window, {120, 116}, draw)) << "off it and back";
}

TEST(tooltip, leaves_the_neighbours_in_sight) {
    headless window;
    const auto draw = [](context& ctx) {
        for (int i = 0; i < 6; ++i) {
            const std::string name = "row." + std::to_string(i);
            const rect area{0, 100 + 36.0f * static_cast<float>(i), 220, 36};
            lesson_row(ctx, name, area, {.text = name, .tooltip = "What the lesson shows"});
        }
        float value = 1;
        slider(
            ctx, "slider", {400, 300, 200, 40}, value,
            {.text = "size", .shown = "1", .low = 0, .high = 2, .tooltip = "Starts the run anew"}
        );
        button(ctx, "below", {400, 350, 200, 32}, {.text = "variant", .tooltip = "Another one"});
    };
    for (const point where :
         {point{100, 120}, point{100, 190}, point{100, 298}, point{500, 320}, point{500, 366}}) {
        const item* tip = tip_at(window, where, draw);
        ASSERT_TRUE(tip);
        for (const item& one : window.ctx.items().shown()) {
            if (one.name != "tooltip" && !one.area.contains(where)) {
                EXPECT_FALSE(tip->area.overlaps(one.area)) << tip->text << " over " << one.name;
            }
        }
        EXPECT_FALSE(tip->area.contains(where));
    }
}

} // namespace

} // namespace app::ui
