// Areas and lines of the painter. Straight edges are put on pixel edges; an outline of n pixels
// then covers exactly n rows. Dashes walk along the path by arc length, so that corners do not
// change their pace.
#include "app/ui/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace app::ui {

namespace {

constexpr float pi = std::numbers::pi_v<float>;

ImU32 packed(colour c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }

float whole(float pixels) { return std::max(1.0f, std::round(pixels)); }

// An outline may be half a pixel wider: its outer edge is still sharp.
float half_whole(float pixels) { return std::max(1.0f, std::round(pixels * 2) / 2); }

// The pixel box of a rectangle: each edge at the nearest pixel edge.
struct box {
    ImVec2 low;
    ImVec2 high;
};

box box_of(const rect& r, float scale) {
    return {
        ImVec2(std::round(r.x * scale), std::round(r.y * scale)),
        ImVec2(std::round(r.right() * scale), std::round(r.bottom() * scale))
    };
}

float fitting_radius(const box& b, float radius) {
    return std::clamp(radius, 0.0f, std::min(b.high.x - b.low.x, b.high.y - b.low.y) / 2);
}

// The outline of a rounded box as points, clockwise from the top left corner's end, closed.
std::vector<point> outline_of(const box& b, float radius) {
    std::vector<point> points;
    const auto corner = [&](float x, float y, float from) {
        const int steps = std::max(2, static_cast<int>(radius));
        for (int i = 0; i <= steps; ++i) {
            const float angle = from + pi / 2 * static_cast<float>(i) / static_cast<float>(steps);
            points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
        }
    };
    corner(b.high.x - radius, b.low.y + radius, -pi / 2);
    corner(b.high.x - radius, b.high.y - radius, 0);
    corner(b.low.x + radius, b.high.y - radius, pi / 2);
    corner(b.low.x + radius, b.low.y + radius, pi);
    points.push_back(points.front());
    return points;
}

std::vector<point> flattened(const curve& path) {
    constexpr int pieces = 48;
    std::vector<point> points;
    points.reserve(pieces + 1);
    for (int i = 0; i <= pieces; ++i) {
        points.push_back(path.at(static_cast<float>(i) / pieces));
    }
    return points;
}

// Strokes the parts of a path (in pixels) that the pattern (in pixels) leaves.
void stroke_pattern(
    ImDrawList& list, std::span<const point> path, colour c, float thickness, dashes pattern
) {
    const float period = pattern.on + pattern.off;
    if (period <= 0 || pattern.on <= 0) {
        return;
    }
    float phase = std::fmod(-pattern.shift, period);
    phase = phase < 0 ? phase + period : phase;
    std::vector<ImVec2> dash;
    const auto finish = [&] {
        if (dash.size() > 1) {
            list.AddPolyline(
                dash.data(), static_cast<int>(dash.size()), packed(c), ImDrawFlags_None, thickness
            );
        }
        dash.clear();
    };
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const point from = path[i];
        const point to = path[i + 1];
        const float length = distance(from, to);
        float done = 0;
        while (done < length) {
            const bool on = phase < pattern.on;
            const float left = (on ? pattern.on : period) - phase;
            const float step = std::min(left, length - done);
            if (on) {
                const point start = mix(from, to, done / length);
                const point stop = mix(from, to, (done + step) / length);
                if (dash.empty()) {
                    dash.emplace_back(start.x, start.y);
                }
                dash.emplace_back(stop.x, stop.y);
            }
            done += step;
            phase += step;
            if (step == left) { // …then the pattern changes here.
                if (on) {
                    finish();
                }
                phase = on ? pattern.on : 0;
            }
        }
    }
    finish();
}

} // namespace

point curve::at(float t) const {
    const float u = 1 - t;
    return from * (u * u * u) + control_from * (3 * u * u * t) + control_to * (3 * u * t * t) +
           to * (t * t * t);
}

float painter::snapped(float v) const { return std::round(pixels(v)) / scale(); }

void painter::fill(const rect& r, colour c, float radius) {
    const box b = box_of(r, scale());
    if (b.high.x > b.low.x && b.high.y > b.low.y) {
        list_->AddRectFilled(b.low, b.high, packed(c), fitting_radius(b, pixels(radius)));
    }
}

void painter::fill_left(const rect& r, colour c, float radius) {
    const box b = box_of(r, scale());
    list_->AddRectFilled(b.low, b.high, packed(c), pixels(radius), ImDrawFlags_RoundCornersLeft);
}

void painter::fill_right(const rect& r, colour c, float radius) {
    const box b = box_of(r, scale());
    list_->AddRectFilled(b.low, b.high, packed(c), pixels(radius), ImDrawFlags_RoundCornersRight);
}

void painter::stroke(const rect& r, colour c, float thickness, float radius) {
    const float width = half_whole(pixels(thickness));
    box b = box_of(r, scale());
    const float corner = fitting_radius(b, pixels(radius));
    b.low = ImVec2(b.low.x + width / 2, b.low.y + width / 2);
    b.high = ImVec2(b.high.x - width / 2, b.high.y - width / 2);
    list_->PathRect(b.low, b.high, std::max(0.0f, corner - width / 2));
    list_->PathStroke(packed(c), ImDrawFlags_Closed, width);
}

void painter::stroke_dashed(
    const rect& r, colour c, float thickness, float radius, dashes pattern
) {
    const float width = whole(pixels(thickness));
    box b = box_of(r, scale());
    const float corner = fitting_radius(b, pixels(radius));
    b.low = ImVec2(b.low.x + width / 2, b.low.y + width / 2);
    b.high = ImVec2(b.high.x - width / 2, b.high.y - width / 2);
    const std::vector<point> path = outline_of(b, std::max(0.0f, corner - width / 2));
    stroke_pattern(
        *list_, path, c, width,
        {pixels(pattern.on), pixels(pattern.off), pixels(pattern.shift)}
    );
}

void painter::glow(const rect& r, colour c, float radius, float strength, float reach) {
    // A clear ring at some distance, and a weak light between it and the rectangle.
    const float ring = 2;
    stroke(
        r.inset(-(reach - ring)), faded(c, 0.10f * strength), reach - ring, radius + reach - ring
    );
    stroke(r.inset(-reach), faded(c, 0.42f * strength), ring, radius + reach);
}

void painter::disc(point center, float radius, colour c) {
    list_->AddCircleFilled(ImVec2(pixels(center.x), pixels(center.y)), pixels(radius), packed(c));
}

void painter::ring(point center, float radius, colour c, float thickness) {
    const float width = std::max(1.0f, pixels(thickness));
    list_->AddCircle(
        ImVec2(pixels(center.x), pixels(center.y)), pixels(radius) - width / 2, packed(c), 0, width
    );
}

void painter::arc(point center, float radius, float fraction, colour c, float thickness) {
    const float width = std::max(1.0f, pixels(thickness));
    list_->PathArcTo(
        ImVec2(pixels(center.x), pixels(center.y)), pixels(radius) - width / 2, -pi / 2,
        -pi / 2 + 2 * pi * fraction
    );
    list_->PathStroke(packed(c), ImDrawFlags_None, width);
}

void painter::wedge(point center, float radius, float fraction, colour c) {
    const ImVec2 middle(pixels(center.x), pixels(center.y));
    // ImGui fills convex shapes only, so more than a half is filled in two parts.
    float from = 0;
    while (from < fraction) {
        const float to = std::min(fraction, from + 0.5f);
        list_->PathLineTo(middle);
        list_->PathArcTo(
            middle, pixels(radius), -pi / 2 + 2 * pi * from, -pi / 2 + 2 * pi * to
        );
        list_->PathFillConvex(packed(c));
        from = to;
    }
}

void painter::polygon(std::span<const point> convex, colour c) {
    for (const point p : convex) {
        list_->PathLineTo(ImVec2(pixels(p.x), pixels(p.y)));
    }
    list_->PathFillConvex(packed(c));
}

void painter::line(point from, point to, colour c, float thickness) {
    const float width = whole(pixels(thickness));
    if (from.x == to.x || from.y == to.y) {
        // An upright or level line is a box of whole pixels.
        const bool upright = from.x == to.x;
        const auto [left, right] = std::minmax({pixels(from.x), pixels(to.x)});
        const auto [top, bottom] = std::minmax({pixels(from.y), pixels(to.y)});
        const float x = std::round(upright ? left - width / 2 : left);
        const float y = std::round(upright ? top : top - width / 2);
        list_->AddRectFilled(
            ImVec2(x, y),
            ImVec2(
                upright ? x + width : std::round(right), upright ? std::round(bottom) : y + width
            ),
            packed(c)
        );
        return;
    }
    list_->AddLine(
        ImVec2(pixels(from.x), pixels(from.y)), ImVec2(pixels(to.x), pixels(to.y)), packed(c),
        std::max(1.0f, pixels(thickness))
    );
}

void painter::line_dashed(point from, point to, colour c, float thickness, dashes pattern) {
    const float width = whole(pixels(thickness));
    // The middle of a level line of odd width lies in the middle of a pixel.
    const auto centered_on = [&](float v) { return std::round(v - width / 2) + width / 2; };
    std::array<point, 2> path{from * scale(), to * scale()};
    if (from.y == to.y) {
        path[0].y = path[1].y = centered_on(path[0].y);
    } else if (from.x == to.x) {
        path[0].x = path[1].x = centered_on(path[0].x);
    }
    stroke_pattern(
        *list_, path, c, width, {pixels(pattern.on), pixels(pattern.off), pixels(pattern.shift)}
    );
}

void painter::polyline(std::span<const point> points, colour c, float thickness) {
    for (const point p : points) {
        list_->PathLineTo(ImVec2(pixels(p.x), pixels(p.y)));
    }
    list_->PathStroke(packed(c), ImDrawFlags_None, std::max(1.0f, pixels(thickness)));
}

void painter::bezier(const curve& path, colour c, float thickness) {
    polyline(flattened(path), c, thickness);
}

void painter::bezier_dashed(const curve& path, colour c, float thickness, dashes pattern) {
    std::vector<point> points = flattened(path);
    for (point& p : points) {
        p = p * scale();
    }
    stroke_pattern(
        *list_, points, c, std::max(1.0f, pixels(thickness)),
        {pixels(pattern.on), pixels(pattern.off), pixels(pattern.shift)}
    );
}

void painter::arrow_head(point from, point to, colour c, float size, float thickness) {
    const float length = distance(from, to);
    if (length == 0) {
        return;
    }
    const point back = (from - to) * (size / length);
    const point aside{-back.y, back.x};
    polyline(
        std::array{to + back * 0.8f + aside * 0.7f, to, to + back * 0.8f - aside * 0.7f}, c,
        thickness
    );
}

void painter::token(
    point center, float size, std::string_view label, colour fill_colour, colour ink
) {
    const rect square = centered(center, size, size);
    fill(square, fill_colour, size * 0.2f);
    text_in(
        square.inset(2, 0), label,
        {size < 22 ? text_role::mono_small : text_role::mono_strong, ink, across::center}
    );
}

void painter::push_clip(const rect& r) {
    const rect seen = clips_.empty() ? r : clips_.back().intersection(r);
    clips_.push_back(seen);
    const box b = box_of(seen, scale());
    list_->PushClipRect(b.low, b.high);
}

void painter::pop_clip() {
    clips_.pop_back();
    list_->PopClipRect();
}

const rect& painter::clip() const {
    static constexpr rect everything{-1e6f, -1e6f, 2e6f, 2e6f};
    return clips_.empty() ? everything : clips_.back();
}

} // namespace app::ui
