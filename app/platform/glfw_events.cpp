// See the header. Mouse positions come in screen coordinates, which are pixels on X11 but not on
// every system; they are turned into pixels here.
#include "app/platform/glfw_events.hpp"

#include <GLFW/glfw3.h>

namespace app::platform {

namespace {

event_sink& sink_of(GLFWwindow* window) {
    return *static_cast<event_sink*>(glfwGetWindowUserPointer(window));
}

modifiers modifiers_of(int mods) {
    return {
        (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_ALT) != 0
    };
}

void push(GLFWwindow* window, event what) { sink_of(window).queue.push(what, glfwGetTime()); }

void on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
    // A letter is the key that *reads* so in the learner's layout, not the one at its place.
    if (key >= GLFW_KEY_APOSTROPHE && key <= GLFW_KEY_GRAVE_ACCENT) {
        const char* name = glfwGetKeyName(key, scancode);
        if (name && name[0] > ' ' && name[0] < 127 && name[1] == '\0') {
            const bool lower = name[0] >= 'a' && name[0] <= 'z';
            key = lower ? name[0] - 'a' + 'A' : name[0];
        }
    }
    push(window, key_event{key, action != GLFW_RELEASE, action == GLFW_REPEAT, modifiers_of(mods)});
}

void on_char(GLFWwindow* window, unsigned character) { push(window, char_event{character}); }

void on_move(GLFWwindow* window, double x, double y) {
    int width = 1;
    int height = 1;
    int pixels_across = 1;
    int pixels_up = 1;
    glfwGetWindowSize(window, &width, &height);
    glfwGetFramebufferSize(window, &pixels_across, &pixels_up);
    if (width > 0 && height > 0) {
        x *= static_cast<double>(pixels_across) / width;
        y *= static_cast<double>(pixels_up) / height;
    }
    push(window, move_event{static_cast<float>(x), static_cast<float>(y)});
}

void on_enter(GLFWwindow* window, int entered) {
    if (!entered) {
        push(window, move_event{-1e6f, -1e6f}); // nothing is under it now
    }
}

void on_button(GLFWwindow* window, int button, int action, int mods) {
    if (button <= GLFW_MOUSE_BUTTON_MIDDLE) {
        push(window, button_event{
            static_cast<mouse_button>(button), action == GLFW_PRESS, modifiers_of(mods)
        });
    }
}

void on_wheel(GLFWwindow* window, double across, double upright) {
    push(window, wheel_event{static_cast<float>(across), static_cast<float>(upright)});
}

void on_focus(GLFWwindow* window, int focused) { push(window, focus_event{focused != 0}); }

void on_stale(GLFWwindow* window) { sink_of(window).stale = true; }

void on_size(GLFWwindow* window, int width, int height) {
    event_sink& sink = sink_of(window);
    sink.width = width;
    sink.height = height;
    sink.stale = true;
}

} // namespace

void install_callbacks(GLFWwindow* window, event_sink& sink) {
    glfwSetWindowUserPointer(window, &sink);
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_char);
    glfwSetCursorPosCallback(window, on_move);
    glfwSetCursorEnterCallback(window, on_enter);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetScrollCallback(window, on_wheel);
    glfwSetWindowFocusCallback(window, on_focus);
    glfwSetWindowRefreshCallback(window, on_stale);
    glfwSetWindowCloseCallback(window, on_stale);
    glfwSetFramebufferSizeCallback(window, on_size);
    glfwGetFramebufferSize(window, &sink.width, &sink.height);
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { on_stale(w); });
}

} // namespace app::platform
