// See bridge.hpp.
#include "app/shell/bridge.hpp"

namespace app::shell {

ui::input bridged(const platform::input_frame& frame, float scale, frame_time when) {
    ui::input in;
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
    in.seconds = when.seconds;
    in.delta = when.delta;
    for (const platform::event& what : frame.events) {
        if (const auto* stroke = std::get_if<platform::key_event>(&what)) {
            if (stroke->down) {
                in.keys.push_back({
                    .code = stroke->key,
                    .shift = stroke->mods.shift,
                    .control = stroke->mods.control,
                    .alt = stroke->mods.alt,
                    .repeated = stroke->repeated,
                });
            }
        } else if (const auto* typed = std::get_if<platform::char_event>(&what)) {
            in.typed.push_back(typed->character);
        }
    }
    return in;
}

} // namespace app::shell
