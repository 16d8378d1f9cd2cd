// The window on a real (or virtual) display: pictures are exact, injected input reaches widgets, an
// idle window draws nothing, and each way not to open says so in a sentence.
#include "app/platform/window.hpp"

#include "app/ui/slider.hpp"
#include "app/ui/widgets.hpp"
#include "tests/ui/bridge.hpp"
#include "tests/ui/gallery_scene.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

namespace app::platform {

namespace {

// A window with widgets in it, drawn frame by frame.
struct bench {
    explicit bench(const window_options& options, float ui_scale = 1) : scale(ui_scale) {
        auto opened = window::open(options);
        if (!opened) {
            ADD_FAILURE() << opened.error();
            std::abort();
        }
        screen = std::make_unique<window>(std::move(*opened));
        ctx.type().build(scale);
        screen->fonts_changed();
    }
    ui::frame_result frame(const std::function<void(ui::context&)>& draw) {
        const input_frame seen = screen->begin_frame(1.0f / 60);
        const pixel_size size = screen->size();
        ctx.begin_frame({
            .input = ui::test::bridged(seen, scale, screen->seconds(), 1.0f / 60),
            .size =
                {static_cast<float>(size.width) / scale, static_cast<float>(size.height) / scale},
            .theme = &ui::dark_theme(),
        });
        draw(ctx);
        const ui::frame_result result = ctx.end_frame();
        screen->end_frame();
        return result;
    }
    void play(const std::function<void(ui::context&)>& draw) {
        do {
            frame(draw);
        } while (screen->input().pending());
    }

    float scale;
    std::unique_ptr<window> screen;
    ui::context ctx;
};

constexpr pixel red{0xFF, 0x4F, 0x8B};
constexpr pixel blue{0x64, 0x8F, 0xFF};

// Four pixels of two colours in the corners, and a box of known edges.
void corners(ui::context& ctx) {
    const ui::point size = ctx.size();
    ctx.paint().fill({0, 0, 1, 1}, ui::hex(0xFF4F8B));
    ctx.paint().fill({size.x - 1, size.y - 1, 1, 1}, ui::hex(0x648FFF));
    ctx.paint().fill({100, 50, 20, 10}, ui::hex(0xFF4F8B));
    ctx.paint().stroke({200, 50, 20, 20}, ui::hex(0x648FFF), 2);
}

TEST(capture, has_exactly_the_pixels_that_were_drawn) {
    for (const pixel_size size : {pixel_size{640, 400}, pixel_size{1281, 721}}) {
        bench b({.offscreen = size});
        b.screen->clear_colour({1, 2, 3});
        b.frame(corners);
        const auto picture = b.screen->capture();
        ASSERT_TRUE(picture) << picture.error();
        EXPECT_EQ(picture->width, size.width);
        EXPECT_EQ(picture->height, size.height);
        EXPECT_EQ(picture->at(0, 0), red);
        EXPECT_EQ(picture->at(1, 0), (pixel{1, 2, 3}));
        EXPECT_EQ(picture->at(size.width - 1, size.height - 1), blue);
        EXPECT_EQ(picture->at(0, size.height - 1), (pixel{1, 2, 3}));
        int box = 0;
        for (int y = 40; y < 80; ++y) {
            for (int x = 90; x < 140; ++x) {
                box += picture->at(x, y) == red;
            }
        }
        EXPECT_EQ(box, 200);
        // An outline of two pixels is inside its rectangle and two pixels wide.
        EXPECT_EQ(picture->at(199, 60), (pixel{1, 2, 3}));
        EXPECT_EQ(picture->at(200, 60), blue);
        EXPECT_EQ(picture->at(201, 60), blue);
        EXPECT_EQ(picture->at(202, 60), (pixel{1, 2, 3}));
    }
}

TEST(capture, may_be_larger_than_the_screen_and_is_the_same_each_time) {
    bench b({.offscreen = pixel_size{5120, 2880}}, 2);
    ui::test::gallery_state state;
    const auto draw = [&](ui::context& ctx) { ui::test::draw_gallery(ctx, state); };
    b.frame(draw);
    b.frame(draw);
    const auto first = b.screen->capture();
    b.frame(draw);
    const auto second = b.screen->capture();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->width, 5120);
    EXPECT_EQ(first->height, 2880);
    EXPECT_TRUE(*first == *second);
}

TEST(capture, after_the_scale_has_changed_is_as_if_it_had_always_been_so) {
    ui::test::gallery_state state;
    const auto draw = [&](ui::context& ctx) { ui::test::draw_gallery(ctx, state); };
    std::optional<image> afterwards;
    {
        bench b({.offscreen = pixel_size{1280, 800}}, 1);
        b.frame(draw);
        b.scale = 1.5;
        ASSERT_TRUE(b.ctx.type().build(b.scale));
        b.screen->fonts_changed();
        b.frame(draw);
        b.frame(draw);
        const auto picture = b.screen->capture();
        ASSERT_TRUE(picture) << picture.error();
        afterwards = *picture;
    }
    bench b({.offscreen = pixel_size{1280, 800}}, 1.5);
    b.frame(draw);
    b.frame(draw);
    const auto always = b.screen->capture();
    ASSERT_TRUE(always) << always.error();
    EXPECT_TRUE(*afterwards == *always);
}

TEST(capture, shows_the_visible_window_too) {
    bench b({.size = {1024, 640}});
    b.frame(corners);
    const auto picture = b.screen->capture();
    ASSERT_TRUE(picture) << picture.error();
    EXPECT_EQ((pixel_size{picture->width, picture->height}), b.screen->size());
    EXPECT_EQ(picture->at(0, 0), red);
}

TEST(capture, needs_something_drawn) {
    bench b({.offscreen = pixel_size{64, 64}});
    const auto picture = b.screen->capture();
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error(), "cannot take a picture: nothing has been drawn yet");
}

TEST(open, refuses_a_picture_that_is_too_large) {
    const auto opened = window::open({.offscreen = pixel_size{1000000, 10}});
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().find("1000000x10 pixels"), std::string::npos) << opened.error();
    EXPECT_NE(opened.error().find("each side must be from 1 to"), std::string::npos);
}

TEST(write_png, writes_a_file_or_says_why_not) {
    const image picture{2, 1, {255, 0, 0, 0, 0, 255}};
    const auto path = std::filesystem::temp_directory_path() / "chanscope-window-test.png";
    ASSERT_TRUE(write_png(picture, path));
    std::ifstream file(path, std::ios::binary);
    std::string head(8, '\0');
    file.read(head.data(), 8);
    EXPECT_EQ(head, "\x89PNG\r\n\x1A\n");
    std::filesystem::remove(path);

    const auto nowhere = write_png(picture, "/nowhere/at/all.png");
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error(), "No such file or directory");
    EXPECT_EQ(
        unwritable("/nowhere/at/all.png", nowhere.error()),
        "cannot write the picture to \"/nowhere/at/all.png\": No such file or directory; give a "
        "path in an existing folder that you may write to"
    );
}

TEST(injected_input, clicks_a_button_and_drags_a_slider) {
    for (const float scale : {1.0f, 1.5f}) {
        bench b({.offscreen = pixel_size{1536, 960}}, scale);
        int clicks = 0;
        float value = 0;
        const auto draw = [&](ui::context& ctx) {
            clicks += ui::button(ctx, "go", {40, 40, 100, 36}, {.text = "Go"});
            ui::slider(
                ctx, "slider", {40, 100, 216, 52}, value, {.text = "n", .low = 0, .high = 100}
            );
        };
        b.frame(draw);
        b.frame(draw);
        const ui::point at = b.ctx.items().find("go")->visible.center();
        b.screen->input().inject_click(at.x * scale, at.y * scale, 0);
        b.play(draw);
        EXPECT_EQ(clicks, 1);
        const ui::rect track = b.ctx.items().find("slider")->track;
        b.screen->input().inject_drag(
            track.x * scale, track.center().y * scale, track.center().x * scale,
            track.center().y * scale, 0
        );
        b.play(draw);
        EXPECT_EQ(value, 50);
    }
}

TEST(window, draws_no_frame_while_idle) {
    bench b({.size = {1024, 640}});
    ui::test::gallery_state state;
    const auto draw = [&](ui::context& ctx) { ui::test::draw_gallery(ctx, state); };
    // The display has things to tell about a new window; then it is quiet.
    bool again = true;
    const auto run_for = [&](double seconds) {
        const double end = b.screen->seconds() + seconds;
        while (b.screen->seconds() < end) {
            b.screen->wait_events(again ? 0.0 : end - b.screen->seconds());
            if (again || b.screen->needs_frame()) {
                again = b.frame(draw).wants_another;
            }
        }
    };
    run_for(0.7);
    const auto used = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
        };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    };
    const long frames = b.screen->frames();
    const double cpu = used();
    run_for(2);
    EXPECT_EQ(b.screen->frames(), frames);
    EXPECT_LT(used() - cpu, 0.01); // half a percent of two seconds
}

TEST(window, is_woken_from_another_thread) {
    bench b({.size = {1024, 640}});
    b.frame([](ui::context&) {});
    b.screen->wait_events(0.3);
    while (b.screen->needs_frame()) {
        b.frame([](ui::context&) {});
        b.screen->wait_events(0.1);
    }
    const double before = b.screen->seconds();
    std::jthread other([] { window::wake(); });
    b.screen->wait_events(30);
    EXPECT_LT(b.screen->seconds() - before, 10);
}

TEST(window, keeps_what_is_copied) {
    bench b({.size = {1024, 640}});
    b.screen->set_clipboard("let (tx, rx) = channel();");
    EXPECT_EQ(b.screen->clipboard(), "let (tx, rx) = channel();");
}

TEST(window, opens_again_after_it_was_closed) {
    for (int i = 0; i < 3; ++i) {
        bench b({.offscreen = pixel_size{64, 64}});
        b.frame([](ui::context&) {});
        EXPECT_EQ(b.screen->frames(), 1);
    }
}

struct outcome {
    int status;
    std::string words;
};

// The gallery program in another environment; its exit status and what it wrote.
outcome run_gallery(const std::string& environment) {
    const std::string command =
        "env " + environment + " '" CHANSCOPE_GALLERY "' --out /dev/null 2>&1";
    std::FILE* pipe = popen(command.c_str(), "r");
    std::string words;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        words += static_cast<char>(c);
    }
    const int status = pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, words};
}

TEST(open, says_that_there_is_no_display) {
    const outcome result = run_gallery("-u DISPLAY -u WAYLAND_DISPLAY");
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(
        result.words,
        "chanscope_ui_gallery: cannot open a window: there is no display (DISPLAY is not set); "
        "start it in a graphical session, or under xvfb-run where there is none\n"
    );
}

TEST(open, says_which_display_cannot_be_opened) {
    const outcome result = run_gallery("-u WAYLAND_DISPLAY DISPLAY=:4711");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.words.find("the display \":4711\" cannot be opened"), std::string::npos)
        << result.words;
}

TEST(open, says_that_there_is_no_opengl_3_3) {
    const outcome result = run_gallery("MESA_GL_VERSION_OVERRIDE=2.1");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(
        result.words.find("cannot open a window: this display offers no OpenGL 3.3"),
        std::string::npos
    ) << result.words;
    EXPECT_NE(result.words.find("update its graphics driver"), std::string::npos);
    EXPECT_EQ(std::ranges::count(result.words, '\n'), 1) << result.words;
}

} // namespace

} // namespace app::platform
