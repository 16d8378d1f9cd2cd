#include "app/platform/screen.hpp"

#include <glad/gl.h>

#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace app::platform {

namespace {

bool is_program() {
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    const std::string_view renderer = name ? name : "";
    constexpr std::array<std::string_view, 4> programs{
        "llvmpipe", "softpipe", "Software Rasterizer", "SwiftShader"};
    return std::ranges::any_of(programs, [&](std::string_view one) {
        return renderer.find(one) != std::string_view::npos;
    });
}

void clear(pixel to) {
    const auto channel = [](std::uint8_t c) { return static_cast<float>(c) / 255.0f; };
    glClearColor(channel(to.red), channel(to.green), channel(to.blue), 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

// From Dear ImGui 1.92 on, glyphs come into textures as they are needed.
template <class Data>
bool textures_change(const Data& frame) {
    if constexpr (requires { frame.Textures->Size; }) {
        return frame.Textures && std::ranges::any_of(*frame.Textures, [](const auto* one) {
                   return static_cast<int>(one->Status) != 0; // not ImTextureStatus_OK
               });
    } else {
        return false;
    }
}

} // namespace

screen::screen() : by_pixel_(is_program()) {}

void screen::draw_all(ImDrawData& frame, pixel ground) {
    clear(ground);
    ImGui_ImplOpenGL3_RenderDrawData(&frame);
}

void screen::draw(ImDrawData& frame, pixel ground) {
    const int height = static_cast<int>(frame.DisplaySize.y);
    const long all = static_cast<long>(frame.DisplaySize.x) * height;
    if (!by_pixel_) {
        draw_all(frame, ground);
        drawn_ = all;
        return;
    }
    if (textures_change(frame)) {
        damage_.forget();
    }
    const auto under =
        static_cast<std::uint32_t>(ground.red << 16 | ground.green << 8 | ground.blue);
    const auto areas = damage_.follow(frame, under);
    if (!is_last_frame()) {
        draw_all(frame, ground);
        drawn_ = all;
    } else {
        drawn_ = 0;
        glEnable(GL_SCISSOR_TEST);
        for (const area& one : areas) {
            const int across = one.right - one.left;
            const int down = one.bottom - one.top;
            glScissor(one.left, height - one.bottom, across, down);
            clear(ground);
            drawn_ += static_cast<long>(across) * down;
        }
        glDisable(GL_SCISSOR_TEST);
        if (!areas.empty()) {
            ImGui_ImplOpenGL3_RenderDrawData(&cutting_.cut(frame, damage_));
        }
    }
    ++frames_;
    stamp_ = stamp(ground);
    glEnable(GL_SCISSOR_TEST);
    glScissor(0, 0, 1, 1);
    clear(stamp_);
    glDisable(GL_SCISSOR_TEST);
}

/// The ground's colour, changed in its lowest bits: another one for each of 64 frames.
pixel screen::stamp(pixel ground) const {
    const auto varied = [&](std::uint8_t channel, unsigned bits) {
        return static_cast<std::uint8_t>(channel ^ (frames_ >> bits & 3U));
    };
    return {varied(ground.red, 0), varied(ground.green, 2), varied(ground.blue, 4)};
}

bool screen::is_last_frame() const {
    if (frames_ == 0) {
        return false;
    }
    std::array<std::uint8_t, 4> found{};
    glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, found.data());
    return pixel{found[0], found[1], found[2]} == stamp_;
}

} // namespace app::platform
