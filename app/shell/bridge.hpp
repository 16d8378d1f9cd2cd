// One frame of app/platform's input as app/ui takes it: pixels become logical units.
#pragma once

#include "app/platform/input.hpp"
#include "app/ui/input.hpp"

namespace app::shell {

struct frame_time {
    double seconds = 0;
    float delta = 0;
};

[[nodiscard]] ui::input bridged(const platform::input_frame& frame, float scale, frame_time when);

} // namespace app::shell
