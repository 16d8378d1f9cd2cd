// The program's own queue of keyboard and mouse events: real ones from GLFW's callbacks and
// injected ones from a script go the same way, so that both are handled alike. Dear ImGui is fed
// from here too (1.86 has no AddKeyEvent, and its GLFW backend asks the real mouse, which an
// injected click does not move).
//
// `take_frame` hands out one frame's worth in order. It stops before an event that would hide an
// earlier one of the same frame (a second change of the same button, a move after a click), so that
// a fast press and release, real or injected, is always seen as two frames; the rest stays queued.
// Coordinates are pixels of the frame buffer. Not thread-safe: used by the window's thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app::platform {

/// Letters and digits have their capital ASCII code; the others GLFW's numbers.
using key_code = int;

/// The code of "a", "7", "/", "space", "left", "page_up", "F11", …, in any case; 0 if there is
/// none.
key_code key_named(std::string_view name);

enum class mouse_button : std::uint8_t { left, right, middle };

struct modifiers {
    bool shift = false;
    bool control = false;
    bool alt = false;

    friend bool operator==(modifiers, modifiers) = default;
};

struct key_event {
    key_code key = 0;
    bool down = false;
    bool repeated = false;
    modifiers mods;
};
struct char_event {
    char32_t character = 0;
};
struct move_event {
    float x = 0;
    float y = 0;
};
struct button_event {
    mouse_button button = mouse_button::left;
    bool down = false;
    modifiers mods;
};
struct wheel_event {
    float across = 0;
    float upright = 0;
};
struct focus_event {
    bool focused = false;
};
using event = std::variant<
    key_event, char_event, move_event, button_event, wheel_event, focus_event>;

/// What one frame sees.
struct input_frame {
    std::vector<event> events; // in order
    float mouse_x = -1e6f;
    float mouse_y = -1e6f;
    bool buttons_down[3] = {}; // after the events
    bool buttons_pressed[3] = {};
    bool buttons_released[3] = {};
    bool left_double = false; // a second press, near the first and soon after it
    float wheel = 0;
    float wheel_across = 0;
    modifiers mods;
};

class input_queue {
public:
    /// Adds an event; `seconds` is when, for double clicks.
    void push(event what, double seconds);

    /// Injection, as script needs it: each is the sequence of events that the real thing gives.
    void inject_move(float x, float y, double seconds);
    void inject_click(
        float x, float y, double seconds, mouse_button button = mouse_button::left, int times = 1
    );
    /// Press at the first point, move in `steps`, let go at the second.
    void inject_drag(float x1, float y1, float x2, float y2, double seconds, int steps = 8);
    void inject_wheel(float x, float y, float notches, double seconds);
    void inject_key(key_code key, double seconds, modifiers mods = {});
    void inject_text(std::u32string_view text, double seconds);

    /// Whether a frame is due for events that wait here.
    bool pending() const { return !waiting_.empty(); }

    input_frame take_frame();

private:
    struct timed {
        event what;
        double seconds;
        bool begins_frame; // injected so that it is seen by a frame of its own
    };

    void apply(const timed& next, input_frame& frame);

    std::deque<timed> waiting_;
    float x_ = -1e6f;
    float y_ = -1e6f;
    bool down_[3] = {};
    modifiers mods_;
    double last_press_ = -1e9;
    float last_press_x_ = 0;
    float last_press_y_ = 0;
};

} // namespace app::platform
