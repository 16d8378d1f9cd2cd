// One of several: segments, pills, tabs, and the rows of the lessons list.
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace app::ui {

namespace {

constexpr float chip_gap = 8;
constexpr float chip_edge = 18;

std::string part_name(std::string_view whole, const choice& part) {
    return std::string(whole) + "." + std::string(part.name);
}

// While one of a row of choices is focused, the arrows move the focus and the choice along it.
std::optional<std::size_t>
by_arrows(context& ctx, std::string_view name, std::span<const choice> choices, std::size_t index) {
    const bool back = ctx.in().take(key::left);
    const bool forth = !back && ctx.in().take(key::right);
    if (!back && !forth) {
        return {};
    }
    const std::size_t next = forth ? index + 1 : index - 1; // wraps around below 0
    if (next >= choices.size() || !choices[next].enabled) {
        return {};
    }
    ctx.focus(part_name(name, choices[next]));
    return next;
}

float chip_width(context& ctx, const choice& c) {
    // The width of the semi-bold words, with room for a mark beside them, so that neither a choice
    // nor what came out moves a neighbour.
    return std::ceil(ctx.type().width(text_role::small_strong, c.text)) + 2 * chip_edge;
}

// The rectangles of a wrapping row.
std::vector<rect> chip_places(
    context& ctx, const rect& area, std::span<const choice> choices
) {
    std::vector<rect> places;
    float x = area.x;
    float y = area.y;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const float width = std::min(chip_width(ctx, choices[i]), area.width);
        if (x > area.x && x + width > area.right()) {
            x = area.x;
            y += metric::chip_height + 8;
        }
        places.push_back({x, y, width, metric::chip_height});
        x += width + chip_gap;
    }
    return places;
}

void draw_chip(
    context& ctx, const rect& area, std::string_view words, const interaction& found,
    bool current, bool enabled, bool right
) {
    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    const float radius = area.height / 2;
    const colour outline = current || right ? t.accent : t.outline.card;
    const colour rest = current ? t.surface.selected : t.surface.card;
    p.fill(area, found.hovered && !current ? t.surface.hovered : rest, radius);
    p.stroke(area, outline, current || right ? 1.5f : 1.0f, radius);
    rect line = area.inset(chip_edge, 0);
    line.x += right ? 5 : 0; // the glyph and the words together are in the middle
    if (right) {
        p.draw(icon::check, centered({line.x - 8, line.center().y}, 12, 12), t.accent_words);
    }
    // What is right is read; what was not chosen steps back.
    const bool lit = current || right || (enabled && found.hovered);
    const colour ink = lit ? t.text.strong : t.text.muted;
    p.text_in(
        line.inset(-4, 0), words,
        {current ? text_role::small_strong : text_role::small, ink, across::center}
    );
    ctx.focus_ring(area, radius);
}

} // namespace

float segmented_width(context& ctx, std::span<const choice> choices) {
    float widest = 0;
    for (const choice& c : choices) {
        widest += std::ceil(ctx.type().width(text_role::small_strong, c.text)) + 32;
    }
    return widest + 4;
}

std::optional<std::size_t> segmented(
    context& ctx, std::string_view name, const rect& area, std::span<const choice> choices,
    std::size_t current
) {
    const theme& t = ctx.colours();
    ctx.paint().fill(area, t.surface.card, metric::button_radius);
    ctx.paint().stroke(area, t.outline.card, 1, metric::button_radius);
    std::optional<std::size_t> chosen;
    // Each is as wide as its words need, and what is left over is shared out.
    const float share = (area.width - segmented_width(ctx, choices)) /
                        static_cast<float>(std::max<std::size_t>(1, choices.size()));
    rect rest = area.inset(2);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const choice& c = choices[i];
        const float width =
            std::ceil(ctx.type().width(text_role::small_strong, c.text)) + 32 + share;
        const rect part = rest.cut_left(i + 1 < choices.size() ? width : rest.width);
        const bool is_current = i == current;
        const interaction found = ctx.interact(part_name(name, c), part, {
            .kind = item_kind::choice, .text = c.text, .tooltip = c.tooltip, .key = c.key,
            .enabled = c.enabled, .selected = is_current,
        });
        if (is_current) {
            ctx.paint().fill(part.inset(1), t.surface.selected, 6);
        }
        colour ink = is_current || found.hovered ? t.text.strong : t.text.muted;
        ink = c.enabled ? ink : t.text.disabled;
        ctx.paint().text_in(
            part.inset(8, 0), c.text,
            {is_current ? text_role::small_strong : text_role::small, ink, across::center}
        );
        ctx.focus_ring(part.inset(2), 6);
        if (found.hovered) {
            ctx.cursor(mouse_cursor::hand);
        }
        if (found.clicked && !is_current) {
            chosen = i;
        } else if (found.ring) {
            chosen = by_arrows(ctx, name, choices, i);
        }
    }
    return chosen;
}

std::optional<std::size_t> chip_row(
    context& ctx, std::string_view name, const rect& area, std::span<const choice> choices,
    const chip_row_options& show
) {
    std::optional<std::size_t> chosen;
    const std::vector<rect> places = chip_places(ctx, area, choices);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const choice& c = choices[i];
        const bool enabled = show.enabled && c.enabled;
        const bool current = show.current == i;
        const interaction found = ctx.interact(part_name(name, c), places[i], {
            .kind = item_kind::choice, .text = c.text, .tooltip = c.tooltip, .key = c.key,
            .enabled = enabled, .selected = current,
        });
        draw_chip(ctx, places[i], c.text, found, current, enabled, show.right == i);
        if (found.hovered) {
            ctx.cursor(mouse_cursor::hand);
        }
        if (found.clicked && !current) {
            chosen = i;
        } else if (found.ring && enabled) {
            if (const auto moved = by_arrows(ctx, name, choices, i)) {
                chosen = moved;
            }
        }
    }
    return chosen;
}

float chip_row_height(context& ctx, std::span<const choice> choices, float width) {
    const std::vector<rect> places = chip_places(ctx, {0, 0, width, 0}, choices);
    return places.empty() ? 0 : places.back().bottom();
}

std::optional<std::size_t> tabs(
    context& ctx, std::string_view name, const rect& area, std::span<const choice> choices,
    std::size_t current
) {
    const theme& t = ctx.colours();
    std::optional<std::size_t> chosen;
    float x = area.x;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const choice& c = choices[i];
        const bool is_current = i == current;
        const float width = std::ceil(ctx.type().width(text_role::small_strong, c.text)) + 4;
        const rect part{x, area.y, width, area.height};
        const rect target = part.inset(-14, 0);
        const interaction found = ctx.interact(part_name(name, c), target, {
            .kind = item_kind::tab, .text = c.text, .tooltip = c.tooltip, .key = c.key,
            .enabled = c.enabled, .selected = is_current,
        });
        const colour ink = is_current || found.hovered ? t.text.strong : t.text.muted;
        ctx.paint().text_in(
            part, c.text, {is_current ? text_role::small_strong : text_role::small, ink}
        );
        if (is_current) {
            ctx.paint().fill({part.x, part.bottom() - 2, part.width, 2}, t.accent);
        }
        ctx.focus_ring(target.inset(4, 6), 4);
        if (found.hovered) {
            ctx.cursor(mouse_cursor::hand);
        }
        if (found.clicked && !is_current) {
            chosen = i;
        } else if (found.ring) {
            chosen = by_arrows(ctx, name, choices, i);
        }
        x += width + 36;
    }
    return chosen;
}

bool lesson_row(
    context& ctx, std::string_view name, const rect& area, const lesson_row_options& show
) {
    const interaction found = ctx.interact(name, area, {
        .kind = item_kind::row,
        .text = show.text,
        .value = show.progress < 0 ? "new" : show.progress >= 1 ? "done" : "begun",
        .tooltip = show.tooltip,
        .selected = show.selected,
    });
    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    const rect face = area.inset(0, 1);
    if (show.selected) {
        p.fill_right({face.x + 3, face.y, face.width - 3, face.height}, t.surface.selected, 8);
        p.fill({face.x, face.y, 3, face.height}, t.accent);
    } else if (found.hovered) {
        p.fill({face.x + 3, face.y, face.width - 3, face.height}, t.surface.hovered, 8);
        ctx.cursor(mouse_cursor::hand);
    }
    progress_ring(ctx, {area.x + 20, area.center().y}, 9, show.progress);
    const bool lit = show.selected || found.hovered || show.progress >= 0;
    rect line{area.x + 38, area.y, area.width - 46, area.height};
    if (!show.number.empty()) {
        const float width = ctx.type().width(text_role::mono_small, show.number);
        p.text_in(
            line.cut_right(width), show.number, {text_role::mono_small, t.text.faint, across::right}
        );
    }
    const bool cut = p.text_in(
        line, show.text,
        {show.selected ? text_role::small_strong : text_role::small,
         lit ? t.text.strong : t.text.muted}
    );
    if (cut && show.tooltip.empty()) {
        ctx.tooltip(area, show.text);
    }
    ctx.focus_ring(face.inset(3, 2), 6);
    return found.clicked;
}

} // namespace app::ui
