// The program's window: a GLFW window with an OpenGL 3.3 core context, a Dear ImGui context and its
// OpenGL renderer, the input queue, and the picture of what was drawn. It knows nothing of lessons.
// One window at a time. All functions are for the main thread, but for `wake`.
//
// Text must be drawn where the atlas has its texels (whole pixels upright, and across whole parts of
// the oversampling), because the atlas is not filtered: that is sharp, and fast in software.
//
// The loop above it is: wait_events; if something changed: begin_frame, draw, end_frame. Nothing in
// here asks for a frame by itself.
#pragma once

#include "app/platform/image.hpp"
#include "app/platform/input.hpp"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace app::platform {

struct pixel_size {
    int width = 0;
    int height = 0;

    friend bool operator==(pixel_size, pixel_size) = default;
};

struct window_options {
    std::string title = "Chanscope";
    pixel_size size{1440, 900}; // logical: times the content scale where the display is denser
    bool visible = true;
    /// Draw into a picture of exactly this many pixels, whatever the display's size, instead of
    /// into the window. For `shot` and `script`.
    std::optional<pixel_size> offscreen = {};
};

enum class cursor_shape { arrow, hand, text, resize_across, resize_upright };

class window {
public:
    /// Errors are one sentence each: no display, no OpenGL 3.3, or what GLFW said.
    static std::expected<window, std::string> open(const window_options& options);

    window(window&&) noexcept;
    window& operator=(window&&) noexcept;
    ~window();

    // Events.
    /// Sleeps until something happens, `wake` is called, or the time is over; without a time, for
    /// as long as it takes. Returns at once while the queue has events.
    void wait_events(std::optional<double> seconds);
    /// While something moves: sleeps until the next frame of a steady 60 per second is due.
    void wait_next_frame();
    /// From any thread: ends wait_events. Only while a window is open.
    static void wake();
    input_queue& input();
    /// The window was resized, uncovered, or moved to another display since the last frame, so that
    /// it must be drawn again.
    bool needs_frame() const;
    bool close_requested() const;

    // A frame: the context is current and Dear ImGui's frame has begun between the two.
    /// `delta` is the time since the last frame; measured if not given.
    input_frame begin_frame(std::optional<float> delta = {});
    /// Renders what was drawn and shows it.
    void end_frame();
    /// Frames finished so far.
    long frames() const;
    /// How many pixels the last one drew: all, or where a program draws only what had changed.
    long drawn_pixels() const;
    /// Dear ImGui's font atlas changed: the texture is made again before the next frame.
    void fonts_changed();
    /// What the frame begins with; cheaper than an area over the whole window.
    void clear_colour(pixel colour);

    /// What the last end_frame drew, exactly `size()` pixels.
    std::expected<image, std::string> capture();

    // The window.
    /// Pixels to draw on.
    pixel_size size() const;
    /// Pixels per logical unit that the display asks for; 1 when offscreen.
    float content_scale() const;
    void set_title(const std::string& title);
    void set_cursor(cursor_shape shape);
    bool full_screen() const;
    void set_full_screen(bool on);
    void set_clipboard(const std::string& text);
    std::string clipboard() const;
    /// Seconds since the program started, steady.
    double seconds() const;
    /// "4.5 (Core Profile) Mesa 22.3.6, llvmpipe …"
    std::string graphics() const;

private:
    struct parts;
    explicit window(std::unique_ptr<parts> parts);

    std::unique_ptr<parts> parts_;
};

} // namespace app::platform
