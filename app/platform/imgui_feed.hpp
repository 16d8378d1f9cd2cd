// The platform half of Dear ImGui: hands each frame's input, size and time to it, from 1.86 (arrays
// of key states) to today's (Add...Event). It takes the place of ImGui's GLFW backend, which asks
// the real mouse and keyboard and so could not be driven by a script.
#pragma once

#include "app/platform/input.hpp"

struct GLFWwindow;

namespace app::platform {

/// Once, after the context was made.
void imgui_setup(GLFWwindow* window);

/// Before each ImGui::NewFrame.
void imgui_feed(const input_frame& frame, int width, int height, float delta);

} // namespace app::platform
