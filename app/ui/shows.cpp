// What only shows: panels, boxes, badges, rings, texts.
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app::ui {

namespace {

struct callout_type {
    text_role heading;
    text_role text;
};

callout_type type_of(const callout_options& show) {
    return show.large ? callout_type{text_role::heading, text_role::body}
                      : callout_type{text_role::small_strong, text_role::small};
}

text_role role_of(const badge_options& show) {
    return show.mono ? text_role::mono_small : text_role::tiny;
}

constexpr float badge_height = 20;

} // namespace

rect panel(context& ctx, const rect& area, const panel_options& show) {
    const theme& t = ctx.colours();
    ctx.paint().fill(area, t.surface.panel, show.radius);
    ctx.paint().stroke(area, t.outline.panel, 1, show.radius);
    rect inside = area.inset(metric::padding, 16);
    if (!show.caption.empty()) {
        caption(ctx, inside.cut_top(20, 4), show.caption);
    }
    return inside;
}

float callout_height(context& ctx, float width, const callout_options& show) {
    const callout_type type = type_of(show);
    const float line = width - 32 - show.aside;
    return 24 + line_height(type.heading) +
           wrapped_height(ctx.type(), type.text, show.text, line) +
           (show.heading.empty() ? -line_height(type.heading) : 0);
}

float callout(context& ctx, std::string_view name, const rect& area, const callout_options& show) {
    const state_colours& state = ctx.colours().state(show.role);
    const callout_type type = type_of(show);
    const float height = callout_height(ctx, area.width, show);
    const rect box{area.x, area.y, area.width, height};
    painter& p = ctx.paint();
    p.fill(box, state.tint, metric::card_radius);
    p.stroke(box, faded(state.pure, 0.9f), 1, metric::card_radius);
    rect inside = box.inset(16, 12);
    inside.width -= show.aside;
    if (!show.heading.empty()) {
        p.text_in(
            inside.cut_top(line_height(type.heading)), show.heading, {type.heading, state.words}
        );
    }
    p.text_block(inside, show.text, {type.text, ctx.colours().text.strong});
    ctx.note(name, box, std::string(show.heading) + " " + without_marks(show.text));
    return height;
}

float badge_width(context& ctx, const badge_options& show) {
    const float glyph = show.icon == icon::none ? 0 : 16;
    return std::ceil(ctx.type().width(role_of(show), show.text) + glyph + 22);
}

float badge(context& ctx, const rect& area, const badge_options& show) {
    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    const float width = std::min(badge_width(ctx, show), area.width);
    const rect pill = centered({area.x + width / 2, area.center().y}, width, badge_height);
    const float radius = badge_height / 2;
    if (show.filled) {
        p.fill(pill, show.ink, radius);
    } else if (show.dashed) {
        p.stroke_dashed(pill, show.ink, 1, radius, {3, 3});
    } else {
        p.fill(pill, t.surface.window, radius);
        p.stroke(pill, show.ink, 1.5f, radius);
    }
    const colour ink = show.filled ? t.text.on_accent : show.ink;
    rect line = pill.inset(11, 0);
    if (show.icon != icon::none) {
        p.draw(show.icon, centered({line.x + 6, line.center().y}, 12, 12), ink);
        line.cut_left(16);
    }
    p.text_in(line.inset(-2, 0), show.text, {role_of(show), ink, across::center});
    if (show.struck) {
        p.line({pill.x + 6, pill.center().y}, {pill.right() - 6, pill.center().y}, show.ink, 1);
    }
    return width;
}

void progress_ring(context& ctx, point center, float radius, float progress) {
    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    if (progress >= 1) {
        p.draw(icon::check_ring, centered(center, 2 * radius, 2 * radius), t.accent);
        return;
    }
    const bool begun = progress >= 0;
    p.ring(center, radius, begun ? t.text.body : t.outline.strong, 1.5f);
    if (begun) {
        p.wedge(center, radius - 2.5f, std::max(progress, 0.04f), t.accent);
    }
}

void pointer_ring(context& ctx, const rect& area, float radius) {
    constexpr float apart = 4;
    ctx.paint().stroke(area.inset(-apart), ctx.colours().text.strong, 1.5f, radius + apart);
    ctx.note("pointed_at", area, "");
}

void label(
    context& ctx, std::string_view name, const rect& area, std::string_view words,
    const text_style& style
) {
    if (ctx.paint().text_in(area, words, style)) {
        ctx.tooltip(area, words);
    }
    if (!name.empty()) {
        ctx.note(name, area, words);
    }
}

float paragraph(
    context& ctx, std::string_view name, const rect& area, std::string_view words,
    const text_style& style
) {
    const float height = ctx.paint().text_block(area, words, style);
    if (!name.empty()) {
        ctx.note(name, {area.x, area.y, area.width, height}, without_marks(words));
    }
    return height;
}

void caption(context& ctx, const rect& area, std::string_view words) {
    std::string capitals(words);
    std::ranges::transform(capitals, capitals.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    ctx.paint().text_in(area, capitals, {text_role::caption, ctx.colours().text.faint});
}

} // namespace app::ui
