// One frame of app/platform's input as app/ui takes it, for programs that put the two together.
#pragma once

#include "app/platform/input.hpp"
#include "app/ui/input.hpp"

namespace app::ui::test {

inline input bridged(
    const platform::input_frame& frame, float scale, double seconds, float delta
) {
    input in;
    in.mouse = {frame.mouse_x / scale, frame.mouse_y / scale};
    in.mouse_down = frame.buttons_down[0];
    in.mouse_pressed = frame.buttons_pressed[0];
    in.mouse_released = frame.buttons_released[0];
    in.mouse_double = frame.left_double;
    in.right_pressed = frame.buttons_pressed[1];
    in.wheel = frame.wheel;
    in.wheel_across = frame.wheel_across;
    in.shift = frame.mods.shift;
    in.control = frame.mods.control;
    in.seconds = seconds;
    in.delta = delta;
    for (const platform::event& what : frame.events) {
        if (const auto* stroke = std::get_if<platform::key_event>(&what); stroke && stroke->down) {
            in.keys.push_back({
                stroke->key, stroke->mods.shift, stroke->mods.control, stroke->mods.alt,
                stroke->repeated
            });
        } else if (const auto* typed = std::get_if<platform::char_event>(&what)) {
            in.typed.push_back(typed->character);
        }
    }
    return in;
}

} // namespace app::ui::test
