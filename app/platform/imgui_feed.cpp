// See the header. Only the keys that ImGui's own widgets use are handed on.
#include "app/platform/imgui_feed.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>

#include <utility>

namespace app::platform {

namespace {

constexpr std::pair<ImGuiKey, int> key_map[] = {
    {ImGuiKey_Tab, GLFW_KEY_TAB},
    {ImGuiKey_LeftArrow, GLFW_KEY_LEFT},
    {ImGuiKey_RightArrow, GLFW_KEY_RIGHT},
    {ImGuiKey_UpArrow, GLFW_KEY_UP},
    {ImGuiKey_DownArrow, GLFW_KEY_DOWN},
    {ImGuiKey_PageUp, GLFW_KEY_PAGE_UP},
    {ImGuiKey_PageDown, GLFW_KEY_PAGE_DOWN},
    {ImGuiKey_Home, GLFW_KEY_HOME},
    {ImGuiKey_End, GLFW_KEY_END},
    {ImGuiKey_Insert, GLFW_KEY_INSERT},
    {ImGuiKey_Delete, GLFW_KEY_DELETE},
    {ImGuiKey_Backspace, GLFW_KEY_BACKSPACE},
    {ImGuiKey_Space, GLFW_KEY_SPACE},
    {ImGuiKey_Enter, GLFW_KEY_ENTER},
    {ImGuiKey_Escape, GLFW_KEY_ESCAPE},
    {ImGuiKey_A, GLFW_KEY_A},
    {ImGuiKey_C, GLFW_KEY_C},
    {ImGuiKey_V, GLFW_KEY_V},
    {ImGuiKey_X, GLFW_KEY_X},
    {ImGuiKey_Y, GLFW_KEY_Y},
    {ImGuiKey_Z, GLFW_KEY_Z},
};

#if IMGUI_VERSION_NUM >= 18700
void feed_event(ImGuiIO& io, const event& what) {
    if (const auto* move = std::get_if<move_event>(&what)) {
        io.AddMousePosEvent(move->x, move->y);
    } else if (const auto* click = std::get_if<button_event>(&what)) {
        io.AddMouseButtonEvent(static_cast<int>(click->button), click->down);
    } else if (const auto* wheel = std::get_if<wheel_event>(&what)) {
        io.AddMouseWheelEvent(wheel->across, wheel->upright);
    } else if (const auto* stroke = std::get_if<key_event>(&what)) {
        for (const auto& [key, code] : key_map) {
            if (code == stroke->key) {
                io.AddKeyEvent(key, stroke->down);
            }
        }
    }
}
#else
void feed_event(ImGuiIO& io, const event& what) {
    if (const auto* wheel = std::get_if<wheel_event>(&what)) {
        io.MouseWheelH += wheel->across;
        io.MouseWheel += wheel->upright;
    } else if (const auto* stroke = std::get_if<key_event>(&what)) {
        if (stroke->key >= 0 && stroke->key < IM_ARRAYSIZE(io.KeysDown)) {
            io.KeysDown[stroke->key] = stroke->down;
        }
    }
}
#endif

} // namespace

void imgui_setup(GLFWwindow* window) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.BackendPlatformName = "chanscope";
    ImGui::GetStyle().CircleTessellationMaxError = 0.2f;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false; // the atlas is not filtered
#if IMGUI_VERSION_NUM < 18700
    for (const auto& [key, code] : key_map) {
        io.KeyMap[key] = code;
    }
#endif
#if IMGUI_VERSION_NUM < 19110
    io.ClipboardUserData = window;
    io.SetClipboardTextFn = [](void* to, const char* text) {
        glfwSetClipboardString(static_cast<GLFWwindow*>(to), text);
    };
    io.GetClipboardTextFn = [](void* from) {
        return glfwGetClipboardString(static_cast<GLFWwindow*>(from));
    };
#else
    static_cast<void>(window);
#endif
}

void imgui_feed(const input_frame& frame, int width, int height, float delta) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
    io.DisplayFramebufferScale = ImVec2(1, 1);
    io.DeltaTime = delta > 0 ? delta : 1e-6f; // must not be 0
    for (const event& what : frame.events) {
        feed_event(io, what);
        if (const auto* typed = std::get_if<char_event>(&what)) {
            io.AddInputCharacter(static_cast<unsigned>(typed->character));
        }
    }
#if IMGUI_VERSION_NUM < 18700
    io.MousePos = ImVec2(frame.mouse_x, frame.mouse_y);
    for (int button = 0; button < 3; ++button) {
        io.MouseDown[button] = frame.buttons_down[button];
    }
    io.KeyCtrl = frame.mods.control;
    io.KeyShift = frame.mods.shift;
    io.KeyAlt = frame.mods.alt;
#endif
}

} // namespace app::platform
