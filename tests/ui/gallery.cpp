// The gallery as a program: opens a window with every widget, or, with --out, takes its picture.
//     chanscope_ui_gallery [--out F.png] [--size 1280x720] [--scale 1] [--theme dark|light] [--tab
//     n]
#include "tests/ui/bridge.hpp"
#include "tests/ui/gallery_scene.hpp"

#include "app/platform/window.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

struct arguments {
    std::string out;
    app::platform::pixel_size size{1280, 720};
    float scale = 1;
    bool light = false;
    int tabs = 0; // presses of Tab before the picture, to see the focus ring
    float mouse_x = -1;
    float mouse_y = -1;
};

arguments read(int count, char** values) {
    arguments a;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = values[i];
        const char* value = values[i + 1];
        if (name == "--out") {
            a.out = value;
        } else if (name == "--size") {
            std::sscanf(value, "%dx%d", &a.size.width, &a.size.height);
        } else if (name == "--scale") {
            a.scale = std::strtof(value, nullptr);
        } else if (name == "--theme") {
            a.light = std::string(value) == "light";
        } else if (name == "--tab") {
            a.tabs = std::atoi(value);
        } else if (name == "--mouse") {
            std::sscanf(value, "%fx%f", &a.mouse_x, &a.mouse_y);
        }
    }
    return a;
}

int fail(const std::string& sentence) {
    std::fprintf(stderr, "chanscope_ui_gallery: %s\n", sentence.c_str());
    return 1;
}

} // namespace

int main(int count, char** values) {
    namespace platform = app::platform;
    namespace ui = app::ui;
    const arguments wanted = read(count, values);
    platform::window_options options{.title = "Chanscope widgets", .size = wanted.size};
    if (!wanted.out.empty()) {
        options.offscreen = wanted.size;
    }
    auto window = platform::window::open(options);
    if (!window) {
        return fail(window.error());
    }
    const ui::theme& theme = wanted.light ? ui::light_theme() : ui::dark_theme();
    ui::context ctx;
    ui::test::gallery_state state;
    const float scale = wanted.out.empty() ? window->content_scale() : wanted.scale;
    ctx.type().build(scale);
    window->fonts_changed();
    const ui::colour ground = theme.surface.window;
    window->clear_colour({ground.red, ground.green, ground.blue});
    double clock = 0;
    const auto frame = [&](std::optional<float> delta) {
        const platform::input_frame seen = window->begin_frame(delta);
        clock = delta ? clock + static_cast<double>(*delta) : window->seconds();
        const platform::pixel_size size = window->size();
        ctx.begin_frame({
            .input = ui::test::bridged(seen, scale, clock, delta.value_or(1.0f / 60)),
            .size =
                {static_cast<float>(size.width) / scale, static_cast<float>(size.height) / scale},
            .theme = &theme,
        });
        ui::test::draw_gallery(ctx, state);
        const ui::frame_result result = ctx.end_frame();
        window->end_frame();
        return result;
    };
    if (!wanted.out.empty()) {
        for (int i = 0; i < wanted.tabs; ++i) {
            window->input().inject_key(platform::key_named("tab"), 0);
        }
        if (wanted.mouse_x >= 0) {
            window->input().inject_move(wanted.mouse_x * scale, wanted.mouse_y * scale, 0);
        }
        for (int i = 0; i < 60 || window->input().pending(); ++i) {
            frame(1.0f / 30);
        }
        const auto picture = window->capture();
        if (!picture) {
            return fail(picture.error());
        }
        const auto written = platform::write_png(*picture, wanted.out);
        return written ? 0 : fail(written.error());
    }
    std::optional<double> wait;
    while (!window->close_requested()) {
        window->wait_events(wait);
        const ui::frame_result result = frame({});
        window->set_cursor(static_cast<platform::cursor_shape>(result.cursor));
        wait = result.wants_another ? 0.0 : result.wake_in;
    }
    return 0;
}
