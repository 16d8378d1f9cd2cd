// See the header. A drag sets the value under the mouse, so the same mouse position always gives
// the same value; a press that did not move after a double click keeps the reset value.
#include "app/ui/slider.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace app::ui {

namespace {

constexpr float knob_radius = 8;
constexpr float track_height = 4;
constexpr float page = 10; // steps

float rounded(const slider_options& show, float value) {
    if (show.step > 0) {
        value = show.low + std::round((value - show.low) / show.step) * show.step;
    }
    return std::clamp(value, show.low, show.high);
}

// "1,000", "0.5": as few decimals as the step needs.
std::string number_text(float value, float step) {
    char text[32];
    if (step >= 1 && step == std::floor(step)) {
        std::snprintf(text, sizeof text, "%.0f", static_cast<double>(value));
        std::string digits = text;
        for (int at = static_cast<int>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3) {
            digits.insert(static_cast<std::size_t>(at), 1, ',');
        }
        return digits;
    }
    const int decimals = step >= 0.1f || step <= 0 ? 1 : 2;
    std::snprintf(text, sizeof text, "%.*f", decimals, static_cast<double>(value));
    return text;
}

// The keys of a focused slider; the new value.
float by_keys(input& in, float value, const slider_options& show) {
    const float least = show.step > 0 ? show.step : (show.high - show.low) / 100;
    const auto move = [&](float steps) {
        const float even = rounded(show, value + steps * least);
        if (show.scale == slider_scale::linear) {
            return even;
        }
        // On a logarithmic scale a step is at least a fortieth of the way.
        const float along = slider_value(show, slider_fraction(show, value) + steps / 40);
        return steps > 0 ? std::max(even, along) : std::min(even, along);
    };
    if (in.take(key::left) || in.take(key::down)) {
        return move(-1);
    }
    if (in.take(key::right) || in.take(key::up)) {
        return move(1);
    }
    if (in.take(key::page_down)) {
        return move(-page);
    }
    if (in.take(key::page_up)) {
        return move(page);
    }
    if (in.take(key::home)) {
        return show.low;
    }
    if (in.take(key::end)) {
        return show.high;
    }
    return value;
}

struct places {
    rect label;
    rect value;
    rect lane; // what is drawn as the track
    rect track; // what the knob's centre moves along
};

places
places_of(context& ctx, const rect& area, std::string_view shown, const slider_options& show) {
    places at;
    rect rest = area;
    if (show.inline_label) {
        if (!show.text.empty()) {
            at.label = rest.cut_left(
                std::ceil(ctx.type().width(text_role::small, show.text)) + 1, 6
            );
        }
        // Room for the longest usual value, so that the track does not jump.
        const float value = std::max(
            ctx.type().width(text_role::mono, shown),
            ctx.type().width(text_role::mono, "10.0\u00D7")
        );
        at.value = rest.cut_right(std::ceil(value) + 1, 10);
        at.lane = rest;
    } else if (show.text.empty()) {
        at.lane = rest;
    } else {
        rect line = rest.cut_top(20);
        at.value =
            line.cut_right(std::ceil(ctx.type().width(text_role::mono_strong, shown)) + 1, 6);
        at.label = line;
        at.lane = rest;
    }
    at.track = at.lane.inset(knob_radius, 0);
    return at;
}

} // namespace

float slider_value(const slider_options& show, float fraction) {
    const float t = std::clamp(fraction, 0.0f, 1.0f);
    switch (show.scale) {
    case slider_scale::linear: return rounded(show, mix(show.low, show.high, t));
    case slider_scale::logarithmic:
        return rounded(show, show.low * std::pow(show.high / show.low, t));
    case slider_scale::logarithmic_zero:
        return rounded(show, show.low + std::pow(show.high - show.low + 1, t) - 1);
    }
    return show.low;
}

float slider_fraction(const slider_options& show, float value) {
    if (show.high <= show.low) {
        return 0;
    }
    const float v = std::clamp(value, show.low, show.high);
    switch (show.scale) {
    case slider_scale::linear: return (v - show.low) / (show.high - show.low);
    case slider_scale::logarithmic: return std::log(v / show.low) / std::log(show.high / show.low);
    case slider_scale::logarithmic_zero:
        return std::log(v - show.low + 1) / std::log(show.high - show.low + 1);
    }
    return 0;
}

slider_result slider(
    context& ctx, std::string_view name, const rect& area, float& value, const slider_options& show
) {
    const std::string before =
        show.shown.empty() ? number_text(value, show.step) : std::string(show.shown);
    const places at = places_of(ctx, area, before, show);
    const interaction found = ctx.interact(name, area, {
        .kind = item_kind::slider, .text = show.text, .value = before, .tooltip = show.tooltip,
        .key = show.key, .track = at.track, .enabled = show.enabled,
    });
    slider_result result;
    const float old = value;
    if (found.double_clicked) {
        value = rounded(show, show.reset);
        result.committed = true;
    } else if (
        at.lane.inset(-4, 0).contains(ctx.press_origin()) // not on its words
        && (found.pressed || (found.held && !(ctx.in().mouse == ctx.press_origin())))
    ) {
        value =
            slider_value(show, (ctx.in().mouse.x - at.track.x) / std::max(1.0f, at.track.width));
    } else if (found.ring && show.enabled) {
        value = by_keys(ctx.in(), value, show);
        result.committed = value != old;
    }
    result.changed = value != old;
    result.committed = result.committed || found.released;

    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    const colour fill = show.fill.alpha ? show.fill : t.accent;
    const colour lit = show.enabled ? fill : t.outline.strong;
    const float y = at.lane.center().y;
    const float x = mix(at.track.x, at.track.right(), slider_fraction(show, value));
    p.fill({at.lane.x, y - track_height / 2, at.lane.width, track_height}, t.outline.line, 2);
    if (x > at.track.x) {
        p.fill({at.lane.x, y - track_height / 2, x - at.lane.x, track_height}, lit, 2);
    }
    const float hover = ctx.eased(name, found.hovered || found.held ? 1.0f : 0.0f);
    if (hover > 0) {
        p.disc({x, y}, knob_radius + 4 * hover, faded(lit, 0.25f * hover));
    }
    p.disc({x, y}, knob_radius, show.enabled ? t.knob : t.text.disabled);
    if (t.kind == theme_kind::light) {
        p.ring({x, y}, knob_radius, lit, 1.5f); // white on white needs an edge
    }
    if (!show.text.empty()) {
        p.text_in(
            at.label, show.text, {text_role::small, show.enabled ? t.text.muted : t.text.disabled}
        );
    }
    const std::string now = show.shown.empty() ? number_text(value, show.step) : before;
    p.text_in(at.value, now, {
        show.inline_label ? text_role::mono : text_role::mono_strong,
        show.enabled ? t.text.strong : t.text.disabled, across::right
    });
    ctx.focus_ring(
        {x - knob_radius, y - knob_radius, 2 * knob_radius, 2 * knob_radius}, knob_radius
    );
    if (found.hovered || found.held) {
        ctx.cursor(mouse_cursor::hand);
    }
    return result;
}

} // namespace app::ui
