// GLFW's callbacks, turned into the queue's events.
#pragma once

#include "app/platform/input.hpp"

struct GLFWwindow;

namespace app::platform {

/// What the callbacks write to: GLFW's user pointer. Must stay where it is while the window lives.
struct event_sink {
    input_queue queue;
    int width = 0; // of the picture, in pixels: asking the display each time takes it a while
    int height = 0;
    bool stale = true; // the picture must be drawn again: resized, uncovered, moved elsewhere
};

void install_callbacks(GLFWwindow* window, event_sink& sink);

} // namespace app::platform
