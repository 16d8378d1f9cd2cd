// Where a program draws (no graphics processor), a frame draws only what has changed. What the
// window then shows is, to the pixel, what it would show if it were drawn from nothing.
#include "app/platform/screen.hpp"
#include "app/shell/shell.hpp"
#include "app/ui/theme.hpp"

#include <glad/gl.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace app::shell {
namespace {

using pixels = std::vector<std::array<unsigned char, 3>>;

pixels shown(const platform::pixel_size& size) {
    pixels all(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGB, GL_UNSIGNED_BYTE, all.data());
    return all;
}

/// In how many pixels the window differs from what it shows when it is drawn from nothing. That
/// also takes the stamp away, so that the frame after it is drawn from nothing, too.
std::size_t differences(shell& of) {
    const pixels mended = shown(of.window().size());
    const bool light = of.doing().likes().theme == session::theme::light;
    const ui::colour ground = (light ? ui::light_theme() : ui::dark_theme()).surface.window;
    platform::screen::draw_all(*ImGui::GetDrawData(), {ground.red, ground.green, ground.blue});
    const pixels whole = shown(of.window().size());
    std::size_t different = 0;
    for (std::size_t i = 1; i < whole.size(); ++i) { // the first has the stamp
        different += mended[i] != whole[i];
    }
    return different;
}

TEST(redraw, of_a_playing_lesson_is_little_and_right_to_the_pixel) {
    auto opened = shell::open({
        .doing = {.lesson = scenarios::find_lesson("backpressure"), .speed = 2, .held = false},
    });
    ASSERT_TRUE(opened) << opened.error();
    shell& one = **opened;
    if (one.window().graphics().find("llvmpipe") == std::string::npos) {
        GTEST_SKIP() << "a graphics processor draws all of it each time";
    }
    const long all = static_cast<long>(one.window().size().width) * one.window().size().height;
    std::vector<long> drawn;
    for (int frame = 0; frame < 240; ++frame) {
        one.window().wait_next_frame();
        if (frame == 100) {
            one.apply(session::set_panel_size{"side", 500}); // much changes at once
        }
        if (frame == 140) {
            one.apply(session::toggle_theme{}); // all of it changes
        }
        one.frame();
        drawn.push_back(one.window().drawn_pixels());
        if (frame % 12 == 11 || frame == 100 || frame == 140) {
            ASSERT_EQ(differences(one), 0U) << "frame " << frame;
        }
    }
    EXPECT_EQ(drawn.front(), all);
    EXPECT_EQ(drawn[140], all);
    std::ranges::sort(drawn);
    EXPECT_LT(drawn[drawn.size() / 2], all / 3);
}

TEST(redraw, reads_the_atlas_without_a_filter) {
    auto opened = shell::open({.doing = {}, .offscreen = platform::pixel_size{1024, 640}});
    ASSERT_TRUE(opened) << opened.error();
    for (const double scale : {1.0, 2.0}) {
        (*opened)->apply(session::set_scale{scale});
        (*opened)->frame();
        const auto texture = reinterpret_cast<std::uintptr_t>(ImGui::GetIO().Fonts->TexID);
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture));
        for (const GLenum which : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
            GLint filter = 0;
            glGetTexParameteriv(GL_TEXTURE_2D, which, &filter);
            EXPECT_EQ(filter, GL_NEAREST);
        }
        glBindTexture(GL_TEXTURE_2D, 0);
    }
}

} // namespace
} // namespace app::shell
