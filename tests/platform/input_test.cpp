// The event queue: what one frame sees, and what injected actions consist of. Needs no display.
#include "app/platform/input.hpp"

#include "app/ui/input.hpp"

#include <gtest/gtest.h>

namespace app::platform {

namespace {

constexpr mouse_button left = mouse_button::left;

TEST(input_queue, shows_a_fast_press_and_release_as_two_frames) {
    input_queue queue;
    queue.inject_click(10, 20, 0);
    const input_frame first = queue.take_frame();
    EXPECT_EQ(first.mouse_x, 10);
    EXPECT_EQ(first.mouse_y, 20);
    EXPECT_TRUE(first.buttons_pressed[0]);
    EXPECT_TRUE(first.buttons_down[0]);
    EXPECT_FALSE(first.buttons_released[0]);
    EXPECT_TRUE(queue.pending());
    const input_frame second = queue.take_frame();
    EXPECT_TRUE(second.buttons_released[0]);
    EXPECT_FALSE(second.buttons_down[0]);
    EXPECT_FALSE(queue.pending());
    const input_frame third = queue.take_frame();
    EXPECT_TRUE(third.events.empty());
    EXPECT_EQ(third.mouse_x, 10);
}

TEST(input_queue, does_not_let_a_move_hide_where_a_click_was) {
    input_queue queue;
    queue.push(move_event{1, 1}, 0);
    queue.push(button_event{left, true, {}}, 0);
    queue.push(move_event{50, 50}, 0);
    EXPECT_EQ(queue.take_frame().mouse_x, 1);
    EXPECT_EQ(queue.take_frame().mouse_x, 50);
}

TEST(input_queue, joins_moves_and_wheel_of_one_frame) {
    input_queue queue;
    queue.push(move_event{1, 1}, 0);
    queue.push(move_event{2, 3}, 0);
    queue.push(wheel_event{0, 1}, 0);
    queue.push(wheel_event{0, 2}, 0);
    const input_frame frame = queue.take_frame();
    EXPECT_EQ(frame.mouse_y, 3);
    EXPECT_EQ(frame.wheel, 3);
    EXPECT_EQ(frame.events.size(), 4u);
}

TEST(input_queue, tells_double_clicks_by_time_and_place) {
    const auto second_press = [](float x, double seconds) {
        input_queue queue;
        queue.inject_click(10, 10, 1);
        queue.take_frame();
        queue.take_frame();
        queue.inject_click(x, 10, seconds);
        return queue.take_frame().left_double;
    };
    EXPECT_TRUE(second_press(10, 1.2));
    EXPECT_TRUE(second_press(13, 1.2));
    EXPECT_FALSE(second_press(10, 1.6));
    EXPECT_FALSE(second_press(40, 1.2));
}

TEST(input_queue, takes_the_third_click_for_a_single_one) {
    input_queue queue;
    queue.inject_click(10, 10, 1, left, 3);
    std::vector<bool> doubles;
    while (queue.pending()) {
        const input_frame frame = queue.take_frame();
        if (frame.buttons_pressed[0]) {
            doubles.push_back(frame.left_double);
        }
    }
    EXPECT_EQ(doubles, (std::vector<bool>{false, true, false}));
}

TEST(input_queue, drags_in_frames_of_its_own) {
    input_queue queue;
    queue.inject_drag(0, 0, 80, 40, 0, 8);
    std::vector<float> xs;
    int downs = 0;
    while (queue.pending()) {
        const input_frame frame = queue.take_frame();
        xs.push_back(frame.mouse_x);
        downs += frame.buttons_down[0];
    }
    EXPECT_EQ(xs, (std::vector<float>{0, 10, 20, 30, 40, 50, 60, 70, 80, 80}));
    EXPECT_EQ(downs, 9);
}

TEST(input_queue, gives_a_key_its_press_its_character_and_its_release) {
    input_queue queue;
    queue.inject_key('R', 0);
    const input_frame first = queue.take_frame();
    ASSERT_EQ(first.events.size(), 2u);
    EXPECT_TRUE(std::get<key_event>(first.events[0]).down);
    EXPECT_EQ(std::get<char_event>(first.events[1]).character, U'r');
    const input_frame second = queue.take_frame();
    ASSERT_EQ(second.events.size(), 1u);
    EXPECT_FALSE(std::get<key_event>(second.events[0]).down);
}

TEST(input_queue, gives_a_command_key_no_character) {
    input_queue queue;
    queue.inject_key('S', 0, {.control = true});
    const input_frame frame = queue.take_frame();
    ASSERT_EQ(frame.events.size(), 1u);
    EXPECT_TRUE(std::get<key_event>(frame.events[0]).mods.control);
}

TEST(input_queue, follows_the_modifier_keys_themselves) {
    input_queue queue;
    constexpr key_code left_shift = 340;
    // As X11 tells them: with the state before the event.
    queue.push(key_event{left_shift, true, false, {}}, 0);
    EXPECT_TRUE(queue.take_frame().mods.shift);
    queue.push(key_event{left_shift, false, false, {.shift = true}}, 0);
    EXPECT_FALSE(queue.take_frame().mods.shift);
}

TEST(key_named, knows_letters_signs_and_names) {
    EXPECT_EQ(key_named("r"), 'R');
    EXPECT_EQ(key_named("R"), 'R');
    EXPECT_EQ(key_named("7"), '7');
    EXPECT_EQ(key_named("/"), '/');
    EXPECT_EQ(key_named("f11"), 300);
    EXPECT_EQ(key_named("F1"), 290);
    EXPECT_EQ(key_named(""), 0);
    EXPECT_EQ(key_named("f13"), 0);
    EXPECT_EQ(key_named("f0"), 0);
    EXPECT_EQ(key_named("hyper"), 0);
}

TEST(key_named, agrees_with_the_codes_that_the_widgets_take) {
    EXPECT_EQ(key_named("space"), ui::key::space);
    EXPECT_EQ(key_named("Escape"), ui::key::escape);
    EXPECT_EQ(key_named("enter"), ui::key::enter);
    EXPECT_EQ(key_named("tab"), ui::key::tab);
    EXPECT_EQ(key_named("backspace"), ui::key::backspace);
    EXPECT_EQ(key_named("delete"), ui::key::remove);
    EXPECT_EQ(key_named("left"), ui::key::left);
    EXPECT_EQ(key_named("right"), ui::key::right);
    EXPECT_EQ(key_named("up"), ui::key::up);
    EXPECT_EQ(key_named("down"), ui::key::down);
    EXPECT_EQ(key_named("page_up"), ui::key::page_up);
    EXPECT_EQ(key_named("page_down"), ui::key::page_down);
    EXPECT_EQ(key_named("home"), ui::key::home);
    EXPECT_EQ(key_named("end"), ui::key::end);
}

} // namespace

} // namespace app::platform
