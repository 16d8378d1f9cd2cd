// Buttons and the switch: widgets with one face.
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace app::ui {

namespace {

constexpr float icon_alone = 24;
constexpr float icon_beside_text = 16;
constexpr float icon_gap = 8;

float icon_size(const button_options& show) {
    if (show.icon == icon::none) {
        return 0;
    }
    return show.text.empty() && show.look != button_look::quiet ? icon_alone : icon_beside_text;
}

text_role role_of(const button_options& show) {
    if (show.mono) {
        return text_role::mono_strong;
    }
    const bool strong = show.look == button_look::primary || show.look == button_look::danger;
    return strong ? text_role::body_strong : text_role::small;
}

float content_width(context& ctx, const button_options& show) {
    const float words = show.text.empty() ? 0 : ctx.type().width(role_of(show), show.text);
    const float glyph = icon_size(show);
    return words + glyph + (words > 0 && glyph > 0 ? icon_gap : 0);
}

// Ground, outline and ink of a button as it is now.
struct faces {
    colour ground;
    colour outline;
    colour ink;
};

faces faces_of(
    const theme& t, const button_options& show, float hover, bool pressed
) {
    const auto filled = [&](colour ground) {
        const colour lit = mix(ground, t.text.strong, 0.12f * hover);
        return faces{pressed ? mix(ground, t.surface.window, 0.2f) : lit, {0, 0, 0, 0},
                     t.text.on_accent};
    };
    faces f;
    if (show.selected || show.look == button_look::primary) {
        f = filled(t.accent);
    } else if (show.look == button_look::danger) {
        f = filled(t.state(state_role::stuck).pure);
    } else {
        const colour rest = show.look == button_look::quiet ? faded(t.surface.card, 0)
                                                            : t.surface.card;
        f.ground = mix(rest, pressed ? t.surface.selected : t.surface.hovered, hover);
        f.outline = show.look == button_look::quiet ? colour{0, 0, 0, 0} : t.outline.card;
        f.ink = show.icon == icon::none ? mix(t.text.muted, t.text.strong, hover) : t.text.strong;
    }
    if (!show.enabled) {
        f = {t.surface.card, t.outline.panel, t.text.disabled};
        if (show.look == button_look::quiet) {
            f.ground.alpha = f.outline.alpha = 0;
        }
    }
    return f;
}

} // namespace

float button_width(context& ctx, const button_options& show) {
    const float sides = show.text.empty() ? 14 : 36;
    return std::ceil(content_width(ctx, show) + sides);
}

bool button(context& ctx, std::string_view name, const rect& area, const button_options& show) {
    const interaction found = ctx.interact(name, area, {
        .text = show.text,
        .tooltip = show.tooltip,
        .key = show.key,
        .enabled = show.enabled,
        .selected = show.selected,
    });
    const float hover = ctx.eased(name, found.hovered ? 1.0f : 0.0f);
    const faces f = faces_of(ctx.colours(), show, hover, found.held && found.hovered);
    painter& p = ctx.paint();
    p.fill(area, f.ground, metric::button_radius);
    if (f.outline.alpha > 0) {
        p.stroke(area, f.outline, 1, metric::button_radius);
    }
    float x = area.center().x - std::min(content_width(ctx, show), area.width - 8) / 2;
    if (show.icon != icon::none) {
        const float side = std::min(icon_size(show), area.height - 8);
        p.draw(show.icon, centered({x + icon_size(show) / 2, area.center().y}, side, side), f.ink);
        x += icon_size(show) + icon_gap;
    }
    if (!show.text.empty()) {
        p.text_in(
            {x, area.y, area.right() - 4 - x, area.height}, show.text, {role_of(show), f.ink}
        );
    }
    ctx.focus_ring(area, metric::button_radius);
    if (found.hovered) {
        ctx.cursor(mouse_cursor::hand);
    }
    return found.clicked;
}

bool toggle(context& ctx, std::string_view name, const rect& area, const toggle_options& show) {
    const interaction found = ctx.interact(name, area, {
        .kind = item_kind::toggle,
        .text = show.text,
        .value = show.on ? "on" : "off",
        .tooltip = show.tooltip,
        .key = show.key,
        .enabled = show.enabled,
        .selected = show.on,
    });
    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    const rect lane = centered({area.right() - 18, area.center().y}, 36, 20);
    const float slid = ctx.eased(name, show.on ? 1.0f : 0.0f);
    p.text_in(
        {area.x, area.y, area.width - 48, area.height}, show.text,
        {text_role::small, show.enabled ? t.text.body : t.text.disabled}
    );
    p.fill(lane, mix(t.outline.line, t.accent, show.enabled ? slid : 0), 10);
    if (found.hovered) {
        p.stroke(lane, t.outline.strong, 1, 10);
        ctx.cursor(mouse_cursor::hand);
    }
    p.disc({mix(lane.x + 10, lane.right() - 10, slid), lane.center().y}, 8, hex(0xFFFFFF));
    ctx.focus_ring(lane, 10);
    return found.clicked;
}

} // namespace app::ui
