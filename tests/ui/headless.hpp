// Frames of widgets without a window: an ImGui context with fonts but no renderer, and input by
// hand.
#pragma once

#include "app/ui/context.hpp"

#include <imgui.h>

#include <functional>
#include <string>

namespace app::ui::test {

class headless {
public:
    explicit headless(point size = {1280, 720}, float scale = 1) : size_(size), scale_(scale) {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
#if IMGUI_VERSION_NUM >= 19200
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
        ctx.type().build(scale);
        ctx.items().record_text(true);
    }
    ~headless() { ImGui::DestroyContext(); }
    headless(const headless&) = delete;
    headless& operator=(const headless&) = delete;

    /// One frame with the input as it stands; what happens once (presses, keys) is then cleared.
    frame_result frame(const std::function<void(context&)>& draw) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = ImVec2(size_.x * scale_, size_.y * scale_);
        io.DeltaTime = 1.0f / 60;
        ImGui::NewFrame();
        in.seconds += 1.0 / 60;
        in.delta = 1.0f / 60;
        ctx.begin_frame({.input = in, .size = size_, .theme = &dark_theme()});
        draw(ctx);
        frame_result result = ctx.end_frame();
        ImGui::Render();
        in.mouse_pressed = in.mouse_released = in.mouse_double = in.right_pressed = false;
        in.wheel = in.wheel_across = 0;
        in.keys.clear();
        in.typed.clear();
        return result;
    }

    // Input for the next frame.
    void move(point to) { in.mouse = to; }
    void press(bool twice = false) {
        in.mouse_down = in.mouse_pressed = true;
        in.mouse_double = twice;
    }
    void release() {
        in.mouse_down = false;
        in.mouse_released = true;
    }
    void key(int code, bool shift = false) { in.keys.push_back({.code = code, .shift = shift}); }

    context ctx;
    input in;

private:
    point size_;
    float scale_;
};

} // namespace app::ui::test
