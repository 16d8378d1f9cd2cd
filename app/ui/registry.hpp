// What is on screen, by name: each widget says where it is, what it reads and whether it can be
// used, every frame. `script` clicks by it, tests and accessibility list it, the focus order is its
// order, and hit-testing uses the last complete frame of it. Names are paths such as
// "story.run_to_next" or "slider.buffer"; a name that occurs twice in one frame is an error, which
// `duplicates` tells.
#pragma once

#include "app/ui/draw.hpp"
#include "app/ui/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::ui {

enum class item_kind {
    button,
    toggle,
    choice,
    slider,
    tab,
    row,
    field,
    splitter,
    scroll,
    area,
    text
};

/// "button", "slider", …
std::string_view name_of(item_kind kind);

struct item {
    std::string name;
    item_kind kind = item_kind::button;
    rect area;    // the whole of it
    rect visible; // what is not clipped away
    std::string text;    // what it reads
    std::string value;   // what it stands at: a slider's "2", a toggle's "on"
    std::string tooltip; // with its key
    std::string within;  // the scroll area it lies in, if any
    rect track;          // of a slider: what the knob's centre moves along
    bool enabled = true;
    bool selected = false;
    bool focusable = true;
    int layer = 0; // 0 the window, higher ones lie above it
};

class registry {
public:
    /// The previous frame's items become `shown`; collecting starts anew.
    void begin_frame();
    void add(item what);

    /// The last complete frame, in drawing order.
    const std::vector<item>& shown() const { return shown_; }
    const std::vector<drawn_text>& shown_text() const { return shown_text_; }
    /// By name, in the last complete frame.
    const item* find(std::string_view name) const;
    /// The topmost item under a point in the last complete frame, in layer `lowest` or above.
    const item* at(point p, int lowest = 0) const;
    /// Whether anything shown (text of items, values, drawn text) contains `words`.
    bool shows(std::string_view words) const;

    /// Names that occurred twice in the last complete frame.
    std::vector<std::string> duplicates() const;
    /// The frame that is being collected.
    const std::vector<item>& coming() const { return items_; }
    /// The same as `at`, of that frame.
    const item* coming_at(point p, int lowest = 0) const;

    /// Drawn text is only kept where someone asks for it: scripts and tests do.
    void record_text(bool on) { records_text_ = on; }
    std::vector<drawn_text>* text_sink() { return records_text_ ? &text_ : nullptr; }

private:
    std::vector<item> items_;
    std::vector<item> shown_;
    std::vector<drawn_text> text_;
    std::vector<drawn_text> shown_text_;
    bool records_text_ = false;
};

} // namespace app::ui
