// The slider: its scales, and what mouse and keys do to it.
#include "app/ui/slider.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

namespace app::ui {

namespace {

using test::headless;

constexpr rect place{100, 100, 216, 52};
constexpr slider_options zero_to_64{.text = "buffer size", .low = 0, .high = 64, .reset = 2};

struct dragged {
    headless window;
    float value = 2;
    int changes = 0;
    int commits = 0;
    slider_options show = zero_to_64;

    void frame() {
        window.frame([this](context& ctx) {
            const slider_result result = slider(ctx, "slider.buffer", place, value, show);
            changes += result.changed;
            commits += result.committed;
        });
    }
    point along(float fraction) {
        const rect& track = window.ctx.items().find("slider.buffer")->track;
        return {mix(track.x, track.right(), fraction), track.center().y};
    }
};

TEST(slider, value_and_fraction_undo_each_other_on_every_scale) {
    for (const slider_scale scale : {slider_scale::linear, slider_scale::logarithmic,
                                     slider_scale::logarithmic_zero}) {
        slider_options show{
            .text = "", .low = scale == slider_scale::logarithmic ? 1.0f : 0.0f, .high = 1000};
        show.scale = scale;
        for (float value = show.low; value <= show.high; value += 1) {
            EXPECT_EQ(slider_value(show, slider_fraction(show, value)), value);
        }
        EXPECT_EQ(slider_value(show, 0), show.low);
        EXPECT_EQ(slider_value(show, 1), show.high);
        EXPECT_EQ(slider_value(show, 7), show.high);
    }
}

TEST(slider, follows_a_drag_and_commits_once) {
    dragged d;
    d.frame();
    d.frame();
    d.window.move(d.along(2.0f / 64));
    d.window.press();
    d.frame();
    for (int i = 1; i <= 10; ++i) {
        d.window.move(d.along(static_cast<float>(i) / 10));
        d.frame();
    }
    EXPECT_EQ(d.value, 64);
    EXPECT_EQ(d.commits, 0);
    EXPECT_EQ(d.changes, 10);
    d.window.release();
    d.frame();
    EXPECT_EQ(d.commits, 1);
    d.window.move({0, 0});
    d.frame();
    EXPECT_EQ(d.value, 64);
}

TEST(slider, is_reset_by_a_double_click) {
    dragged d;
    d.value = 40;
    d.frame();
    d.frame();
    d.window.move(d.along(0.9f));
    d.window.press();
    d.frame();
    d.window.release();
    d.frame();
    EXPECT_NE(d.value, 2);
    d.window.press(true);
    d.frame();
    d.frame();
    d.window.release();
    d.frame();
    EXPECT_EQ(d.value, 2);
}

TEST(slider, is_moved_by_keys_while_focused) {
    dragged d;
    d.frame();
    d.window.key(key::tab);
    d.frame();
    d.window.key(key::right);
    d.frame();
    EXPECT_EQ(d.value, 3);
    d.window.key(key::page_up);
    d.frame();
    EXPECT_EQ(d.value, 13);
    d.window.key(key::end);
    d.frame();
    EXPECT_EQ(d.value, 64);
    d.window.key(key::home);
    d.frame();
    EXPECT_EQ(d.value, 0);
    EXPECT_EQ(d.commits, 4);
}

TEST(slider, does_nothing_while_disabled) {
    dragged d;
    d.show.enabled = false;
    d.frame();
    d.frame();
    d.window.move(d.along(1));
    d.window.press();
    d.frame();
    EXPECT_EQ(d.value, 2);
}

TEST(slider, shows_whole_numbers_with_separators) {
    headless window;
    float value = 12345;
    const auto draw = [&](context& ctx) {
        slider(ctx, "s", place, value, {.text = "n", .low = 0, .high = 1e6f});
    };
    window.frame(draw);
    window.frame(draw);
    EXPECT_EQ(window.ctx.items().find("s")->value, "12,345");
}

} // namespace

} // namespace app::ui
