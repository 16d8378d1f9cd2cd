// One value holds what a widget needs: theme, fonts, input, painter, registry, and who is hot, held
// and focused. It is passed to every widget; there are no globals. One frame:
//
//     ctx.begin_frame({.input = …, .size = logical size, .theme = &dark_theme()});
//     … widgets …
//     frame_result r = ctx.end_frame();   // r.keys: the key presses that no widget took
//
// Any rectangle becomes interactive by `interact`; the widgets are made of it. The hot item is the
// topmost of the *last* frame under the mouse, so overlapping things resolve as they look.
// Tab and Shift+Tab go through all items in drawing order; Enter and Space use the focused one.
#pragma once

#include "app/ui/draw.hpp"
#include "app/ui/fonts.hpp"
#include "app/ui/input.hpp"
#include "app/ui/registry.hpp"
#include "app/ui/theme.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::ui {

struct frame_setup {
    ui::input input;
    point size; // of the window, logical
    const ui::theme* theme = nullptr;
};

struct frame_result {
    std::vector<key_press> keys; // not taken by any widget, in order
    mouse_cursor cursor = mouse_cursor::arrow;
    bool wants_another = false; // draw one more frame now: something moved or a tooltip is due
    std::optional<std::string> copied; // for the clipboard
    std::optional<double> wake_in; // seconds until something changes by itself
};

struct interaction_options {
    item_kind kind = item_kind::button;
    std::string_view text = {};
    std::string_view value = {};
    std::string_view tooltip = {}; // one line; shown after a moment
    std::string_view key = {};     // the key that does the same, shown in the tooltip
    rect track = {};               // of a slider
    bool enabled = true;
    bool selected = false;
    bool focusable = true;
};

struct interaction {
    bool hovered = false;  // under the mouse and nothing above it
    bool held = false;     // pressed on and not let go
    bool pressed = false;  // the press was in this frame
    bool released = false; // let go in this frame, wherever the mouse is
    bool clicked = false;  // let go on it, or used by Enter or Space
    bool double_clicked = false;
    bool right_clicked = false;
    bool focused = false;
    bool ring = false; // focused by the keyboard: the focus ring is shown
};

class context {
public:
    context() = default;
    context(const context&) = delete;
    context& operator=(const context&) = delete;

    // The frame.
    void begin_frame(const frame_setup& setup);
    frame_result end_frame();

    // What widgets use.
    const ui::theme& colours() const { return *theme_; }
    ui::fonts& type() { return fonts_; }
    ui::input& in() { return input_; }
    ui::registry& items() { return registry_; }
    /// Paints on the current layer.
    painter& paint();
    point size() const { return size_; }

    /// Makes `area` interactive and registers it under `name`.
    interaction interact(std::string_view name, const rect& area, const interaction_options& how);
    /// Registers words that nobody can click, so that scripts can expect them.
    void note(std::string_view name, const rect& area, std::string_view text);
    /// The tooltip that is shown while the mouse rests on `area`, for things that are no widget.
    void tooltip(const rect& area, std::string_view text, std::string_view key = {});
    void cursor(mouse_cursor shape) { cursor_ = shape; }
    /// Puts text on the clipboard at the end of the frame.
    void copy(std::string text) { copied_ = std::move(text); }
    /// Asks for frames until nothing asks any more, such as during a fade of a widget.
    void animate() { again_ = true; }
    /// Asks for one frame after so many seconds: something changes by itself then.
    void wake_after(double seconds);
    /// Moves smoothly from the last value given under `name` to `target`: hover fades, knobs.
    float eased(std::string_view name, float target, float seconds = 0.15f);

    // Focus.
    bool is_focused(std::string_view name) const { return focused_ == name; }
    void focus(std::string_view name);
    void unfocus();
    /// A ring around `area` where the item that was registered last is focused by keyboard.
    void focus_ring(const rect& area, float radius);
    const std::string& focused() const { return focused_; }
    const std::string& held() const { return held_; }
    /// Where the press on the held item was.
    point press_origin() const { return press_; }

    // Layers: an overlay is painted above everything and hides what lies under it from the mouse; a
    // modal one also from the keyboard.
    void push_layer(bool modal);
    void pop_layer();
    bool any_modal() const { return modal_shown_ > 0; }

    /// Setting: less motion; `eased` then jumps.
    bool reduced_motion = false;

private:
    friend class scroll_area; // marks what lies in it, and follows the focus

    struct fade {
        float value = 0;
        bool used = true;
    };
    struct tip {
        std::string of; // the name of what it explains
        std::string text;
        std::string key;
        rect area;
    };

    void move_focus(int direction);
    void
    offer_tip(std::string_view of, const rect& area, std::string_view text, std::string_view key);
    void keep_tips_quiet();
    void show_tip();
    rect place_tip(point size) const;

    const ui::theme* theme_ = nullptr;
    ui::fonts fonts_;
    ui::input input_;
    ui::registry registry_;
    point size_;
    std::vector<painter> painters_; // of the window and of what lies above it

    std::vector<int> layers_; // those that are open now, the innermost last
    int layers_made_ = 0;     // in this frame
    int modal_layer_ = 0;     // the last modal one of this frame
    int modal_shown_ = 0;     // of the last complete frame

    std::string hot_; // the topmost item of the last frame under the mouse
    std::string held_;
    point press_;
    std::string focused_;
    bool focus_visible_ = false; // the keyboard was used last
    bool focus_moved_ = false;   // by the keyboard in this frame: scroll areas follow
    int focus_unseen_ = 0;       // frames in which the focused item was not there
    std::string last_item_;
    std::string scroll_; // the scroll area that is open

    mouse_cursor cursor_ = mouse_cursor::arrow;
    std::optional<std::string> copied_;
    bool again_ = false;
    std::optional<double> wake_in_;
    std::map<std::string, fade, std::less<>> fades_;
    tip offered_; // in this frame
    tip tip_;     // that the mouse rests on
    double tip_since_ = 0;
    std::optional<rect> quiet_; // was pressed on: no tooltip until the mouse has left it
};

} // namespace app::ui
