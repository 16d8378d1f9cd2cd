// What the learner did since the last frame, as plain values in logical units. The shell fills it
// from the window's queue. Widgets *take* the key presses that they use; what is left after the
// frame are the program's own keys. Key codes are those of `key`: letters and digits are their
// capital ASCII, the others have the numbers that app/platform uses (a test holds the two
// together).
#pragma once

#include "app/ui/geometry.hpp"

#include <string>
#include <vector>

namespace app::ui {

namespace key {
inline constexpr int space = 32;
inline constexpr int escape = 256;
inline constexpr int enter = 257;
inline constexpr int tab = 258;
inline constexpr int backspace = 259;
inline constexpr int remove = 261;
inline constexpr int right = 262;
inline constexpr int left = 263;
inline constexpr int down = 264;
inline constexpr int up = 265;
inline constexpr int page_up = 266;
inline constexpr int page_down = 267;
inline constexpr int home = 268;
inline constexpr int end = 269;
inline constexpr int keypad_enter = 335;
} // namespace key

struct key_press {
    int code = 0;
    bool shift = false;
    bool control = false;
    bool alt = false;
    bool repeated = false;
};

enum class mouse_cursor { arrow, hand, text, resize_across, resize_upright };

struct input {
    point mouse{-1e6f, -1e6f};
    bool mouse_down = false;     // the left button, at the end of this frame's events
    bool mouse_pressed = false;  // it went down in this frame
    bool mouse_released = false; // it went up in this frame
    bool mouse_double = false;   // it went down for the second time within the double-click time
    bool right_pressed = false;
    float wheel = 0;        // notches, up is positive
    float wheel_across = 0; // notches, left is positive
    bool shift = false;
    bool control = false;
    std::vector<key_press> keys;
    std::u32string typed;
    std::string clipboard; // what it has; filled only where Ctrl+V is among the keys
    double seconds = 0; // since the program's start
    float delta = 0;    // seconds since the frame before

    /// Removes the first press of that key without Control and Alt; false if there is none.
    bool take(int code);
};

} // namespace app::ui
