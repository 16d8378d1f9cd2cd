// The queue: what a frame may see at once, and what an injected action consists of.
#include "app/platform/input.hpp"

#include <algorithm>
#include <cmath>

namespace app::platform {

namespace {

constexpr double double_click_seconds = 0.4;
constexpr float double_click_pixels = 6;

// The modifier keys, as GLFW numbers them.
constexpr key_code left_shift = 340;
constexpr key_code left_control = 341;
constexpr key_code left_alt = 342;
constexpr key_code right_shift = 344;
constexpr key_code right_control = 345;
constexpr key_code right_alt = 346;

// What a frame has taken so far; says whether another event would hide one of these.
struct taken {
    bool any = false;
    bool button[3] = {};
    bool any_button = false;
    std::vector<key_code> keys;

    bool would_hide(const event& next) const {
        if (const auto* click = std::get_if<button_event>(&next)) {
            return button[static_cast<int>(click->button)];
        }
        if (std::holds_alternative<move_event>(next)) {
            return any_button;
        }
        if (const auto* stroke = std::get_if<key_event>(&next)) {
            return !stroke->down && std::ranges::find(keys, stroke->key) != keys.end();
        }
        return false;
    }
    void add(const event& next) {
        any = true;
        if (const auto* click = std::get_if<button_event>(&next)) {
            button[static_cast<int>(click->button)] = true;
            any_button = true;
        }
        if (const auto* stroke = std::get_if<key_event>(&next); stroke && stroke->down) {
            keys.push_back(stroke->key);
        }
    }
};

} // namespace

void input_queue::push(event what, double seconds) {
    waiting_.push_back({std::move(what), seconds, false});
}

void input_queue::inject_move(float x, float y, double seconds) {
    push(move_event{x, y}, seconds);
}

void input_queue::inject_click(
    float x, float y, double seconds, mouse_button button, int times
) {
    push(move_event{x, y}, seconds);
    for (int i = 0; i < times; ++i) {
        push(button_event{button, true, {}}, seconds);
        push(button_event{button, false, {}}, seconds);
    }
}

void input_queue::inject_drag(
    float x1, float y1, float x2, float y2, double seconds, int steps
) {
    push(move_event{x1, y1}, seconds);
    push(button_event{mouse_button::left, true, {}}, seconds);
    for (int i = 1; i <= steps; ++i) {
        const float fraction = static_cast<float>(i) / static_cast<float>(steps);
        const move_event to{x1 + (x2 - x1) * fraction, y1 + (y2 - y1) * fraction};
        waiting_.push_back({to, seconds, true});
    }
    waiting_.push_back({button_event{mouse_button::left, false, {}}, seconds, true});
}

void input_queue::inject_wheel(float x, float y, float notches, double seconds) {
    push(move_event{x, y}, seconds);
    push(wheel_event{0, notches}, seconds);
}

void input_queue::inject_key(key_code key, double seconds, modifiers mods) {
    push(key_event{key, true, false, mods}, seconds);
    const bool printable = key >= 32 && key < 127 && !mods.control && !mods.alt;
    if (printable) {
        const bool letter = key >= 'A' && key <= 'Z';
        const int lower = letter && !mods.shift ? key + ('a' - 'A') : key;
        push(char_event{static_cast<char32_t>(lower)}, seconds);
    }
    push(key_event{key, false, false, mods}, seconds);
}

void input_queue::inject_text(std::u32string_view text, double seconds) {
    for (const char32_t character : text) {
        push(char_event{character}, seconds);
    }
}

input_frame input_queue::take_frame() {
    input_frame frame;
    taken so_far;
    while (!waiting_.empty()) {
        const timed& next = waiting_.front();
        if (so_far.would_hide(next.what) || (next.begins_frame && so_far.any)) {
            break; // the rest belongs to the next frame
        }
        apply(next, frame);
        so_far.add(next.what);
        frame.events.push_back(next.what);
        waiting_.pop_front();
    }
    frame.mouse_x = x_;
    frame.mouse_y = y_;
    std::copy(std::begin(down_), std::end(down_), std::begin(frame.buttons_down));
    frame.mods = mods_;
    return frame;
}

void input_queue::apply(const timed& next, input_frame& frame) {
    if (const auto* move = std::get_if<move_event>(&next.what)) {
        x_ = move->x;
        y_ = move->y;
    } else if (const auto* click = std::get_if<button_event>(&next.what)) {
        const auto button = static_cast<int>(click->button);
        down_[button] = click->down;
        (click->down ? frame.buttons_pressed : frame.buttons_released)[button] = true;
        mods_ = click->mods;
        if (button == 0 && click->down) {
            frame.left_double = next.seconds - last_press_ < double_click_seconds &&
                                std::hypot(x_ - last_press_x_, y_ - last_press_y_) <
                                    double_click_pixels;
            // A third press begins anew.
            last_press_ = frame.left_double ? -1e9 : next.seconds;
            last_press_x_ = x_;
            last_press_y_ = y_;
        }
    } else if (const auto* wheel = std::get_if<wheel_event>(&next.what)) {
        frame.wheel += wheel->upright;
        frame.wheel_across += wheel->across;
    } else if (const auto* stroke = std::get_if<key_event>(&next.what)) {
        // The event of a modifier key itself tells the state before it.
        mods_ = stroke->mods;
        switch (stroke->key) {
        case left_shift:
        case right_shift: mods_.shift = stroke->down; break;
        case left_control:
        case right_control: mods_.control = stroke->down; break;
        case left_alt:
        case right_alt: mods_.alt = stroke->down; break;
        default: break;
        }
    } else if (const auto* focus = std::get_if<focus_event>(&next.what); focus && !focus->focused) {
        mods_ = {};
    }
}

} // namespace app::platform
