// The widgets. Each is a function: context, unique name, rectangle, a struct of what it shows; it
// draws, registers itself, and returns what the learner did with it in this frame. None keeps
// state: the caller owns the value. Widths come from the `…_width` functions, heights from
// `metric`.
//
//     if (button(ctx, "story.next", area, {.text = "Run to next step", .look =
//     button_look::primary,
//                                          .tooltip = "Run to the next step", .key = "N"}))
#pragma once

#include "app/ui/context.hpp"
#include "app/ui/text_edit.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace app::ui {

enum class button_look { primary, secondary, quiet, danger };

struct button_options {
    std::string_view text = {};
    ui::icon icon = icon::none; // alone, or before the text
    button_look look = button_look::secondary;
    std::string_view tooltip = {};
    std::string_view key = {};
    bool enabled = true;
    bool selected = false; // filled with the accent, such as Hold while the run plays
    bool mono = false;
};

/// True when it was clicked or used by the keyboard.
bool button(context& ctx, std::string_view name, const rect& area, const button_options& show);
float button_width(context& ctx, const button_options& show);

struct choice {
    std::string_view name; // the last part of the registered name: "mode" + ".live"
    std::string_view text;
    std::string_view tooltip = {};
    std::string_view key = {};
    bool enabled = true;
};

/// One of several, side by side in one frame: Live | Step | All schedules. Left and right move the
/// choice while it is focused. Returns the index newly chosen.
std::optional<std::size_t> segmented(
    context& ctx, std::string_view name, const rect& area, std::span<const choice> choices,
    std::size_t current
);
float segmented_width(context& ctx, std::span<const choice> choices);

/// One of several as a row of pills, which wraps; `current` may be none; `right` is marked as
/// that. Returns the index newly chosen.
struct chip_row_options {
    std::optional<std::size_t> current = {};
    std::optional<std::size_t> right = {};
    bool enabled = true;
};
std::optional<std::size_t> chip_row(
    context& ctx, std::string_view name, const rect& area, std::span<const choice> choices,
    const chip_row_options& show
);
float chip_row_height(context& ctx, std::span<const choice> choices, float width);

/// Tabs with a line under the current one, over the whole width of `area`.
std::optional<std::size_t> tabs(
    context& ctx, std::string_view name, const rect& area, std::span<const choice> choices,
    std::size_t current
);

/// A row of the lessons list. `progress` < 0: never begun; 1: done.
struct lesson_row_options {
    std::string_view text;
    std::string_view number = {};
    float progress = -1;
    bool selected = false;
    std::string_view tooltip = {};
};
bool lesson_row(
    context& ctx, std::string_view name, const rect& area, const lesson_row_options& show
);

/// A check box as a switch, its label at the left. Returns true when it was flipped.
struct toggle_options {
    std::string_view text;
    bool on = false;
    bool enabled = true;
    std::string_view tooltip = {};
    std::string_view key = {};
};
bool toggle(context& ctx, std::string_view name, const rect& area, const toggle_options& show);

/// One line of text to type into, with a caret, a selection and the clipboard; `edit` changes as it
/// is typed. True when Enter was pressed.
struct field_options {
    std::string_view hint = {};
    bool focused_at_first = false; // takes the keyboard when it appears
};
bool text_field(
    context& ctx,
    std::string_view name,
    const rect& area,
    text_edit& edit,
    const field_options& show
);

// Things that only show.
struct panel_options {
    std::string_view caption = {}; // in capitals, at the top left
    float radius = metric::panel_radius;
};
/// Surface and outline of a panel; returns the area inside the padding, below the caption.
rect panel(context& ctx, const rect& area, const panel_options& show = {});

/// A box in a colour, such as "Why is producer waiting?": heading and text; returns its height.
struct callout_options {
    std::string_view heading;
    std::string_view text;
    state_role role = state_role::waiting_send;
    bool large = false; // a verdict
    float aside = 0;    // kept free at the right, for a button
};
float callout(context& ctx, std::string_view name, const rect& area, const callout_options& show);
float callout_height(context& ctx, float width, const callout_options& show);

/// A pill in a colour with words (and a glyph), such as "replay" or "producer"; drawn at the left
/// of `area`, centred in its height; returns its width.
struct badge_options {
    std::string_view text;
    ui::icon icon = icon::none;
    colour ink;
    bool filled = false;
    bool mono = false;
    bool dashed = false; // gone: a dropped handle
    bool struck = false; // a line through it
};
float badge(context& ctx, const rect& area, const badge_options& show);
float badge_width(context& ctx, const badge_options& show);

/// A lesson's mark: an empty ring, a part of a disc, or a ring with a check mark.
void progress_ring(context& ctx, point center, float radius, float progress);

/// A ring in the words' colour around what the story points at, registered as "pointed_at" with the area
/// that it goes around. At most one in a frame.
void pointer_ring(context& ctx, const rect& area, float radius);

/// One line in its rectangle; what does not fit ends in "…" and is whole in a tooltip. Registered
/// as text under `name` unless that is empty.
void label(
    context& ctx, std::string_view name, const rect& area, std::string_view words,
    const text_style& style
);
/// Wrapped text from the top of `area`; returns the height used.
float paragraph(
    context& ctx, std::string_view name, const rect& area, std::string_view words,
    const text_style& style
);
/// "STAGE": small spaced capitals in the faint colour.
void caption(context& ctx, const rect& area, std::string_view words);

} // namespace app::ui
