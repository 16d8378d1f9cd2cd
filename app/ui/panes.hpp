// What divides and scrolls: splitters between panels, scroll areas, and modal overlays. The state
// (a size, an offset) is the caller's.
#pragma once

#include "app/ui/context.hpp"

#include <optional>
#include <string_view>

namespace app::ui {

struct splitter_options {
    float low = 120;   // of the size of the piece before it, in logical units
    float high = 2000;
    float reset = 0; // a double click gives this size; 0: none
    bool from_end = false; // `size` is that of the piece after it (to the right, or below)
};

/// The gap between two panels side by side; dragging it changes `size`. True while it changes.
bool splitter_across(
    context& ctx, std::string_view name, const rect& gap, float& size, const splitter_options& how
);
/// The gap between two panels above each other.
bool splitter_upright(
    context& ctx, std::string_view name, const rect& gap, float& size, const splitter_options& how
);

/// A view onto content that is higher (and wider) than `area`:
///
///     scroll_area view(ctx, "code.scroll", area, state, content_height);
///     rect line = view.content();   // moved by the offset; draw from its top
///
/// Clips to `area` until it is destroyed. Wheel, bar and the keyboard focus move it.
struct scroll_state {
    float offset = 0;
    float across = 0;
    /// Content (logical, from its top) that must be seen in the next frame.
    std::optional<rect> reveal;
};

class scroll_area {
public:
    scroll_area(
        context& ctx, std::string_view name, const rect& area, scroll_state& state,
        float content_height, float content_width = 0
    );
    ~scroll_area();
    scroll_area(const scroll_area&) = delete;
    scroll_area& operator=(const scroll_area&) = delete;

    /// The content's rectangle on screen; may begin above `area`.
    const rect& content() const { return content_; }

private:
    context* ctx_;
    rect content_;
    rect bar_;
    std::string outer_; // the scroll area around this one
};

/// A modal box in the middle of the window over a scrim; Escape or a click beside it closes it.
///
///     overlay box(ctx, "keys", 520, 400, "Keys");
///     … draw in box.inside() …
///     if (box.closed()) …
class overlay {
public:
    /// `tallest`: its top stays where it is for this height while `height` changes below it.
    overlay(
        context& ctx,
        std::string_view name,
        float width,
        float height,
        std::string_view title,
        float tallest = 0
    );
    ~overlay();
    overlay(const overlay&) = delete;
    overlay& operator=(const overlay&) = delete;

    const rect& inside() const { return inside_; }
    bool closed() const { return closed_; }

private:
    context* ctx_;
    rect inside_;
    bool closed_ = false;
};

} // namespace app::ui
