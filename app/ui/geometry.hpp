// Points and rectangles in logical units, the units of everything above app/platform: at scale 2 a
// logical unit is two pixels. Plain values; layout is done by cutting rectangles into pieces, for
// example `rect bar = window.cut_top(52)`. Knows nothing of Dear ImGui.
#pragma once

#include <algorithm>
#include <cmath>

namespace app::ui {

struct point {
    float x = 0;
    float y = 0;

    friend constexpr point operator+(point a, point b) { return {a.x + b.x, a.y + b.y}; }
    friend constexpr point operator-(point a, point b) { return {a.x - b.x, a.y - b.y}; }
    friend constexpr point operator*(point a, float s) { return {a.x * s, a.y * s}; }
    friend constexpr bool operator==(point, point) = default;
};

/// `a` at 0, `b` at 1.
constexpr float mix(float a, float b, float fraction) { return a + (b - a) * fraction; }
constexpr point mix(point a, point b, float fraction) { return a + (b - a) * fraction; }

inline float distance(point a, point b) { return std::hypot(b.x - a.x, b.y - a.y); }

struct rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    constexpr float right() const { return x + width; }
    constexpr float bottom() const { return y + height; }
    constexpr point top_left() const { return {x, y}; }
    constexpr point center() const { return {x + width / 2, y + height / 2}; }
    constexpr bool empty() const { return width <= 0 || height <= 0; }

    /// Right and bottom edges are outside, so that of two neighbours only one contains a point.
    constexpr bool contains(point p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    constexpr bool contains(const rect& r) const {
        return r.x >= x && r.y >= y && r.right() <= right() && r.bottom() <= bottom();
    }
    constexpr bool overlaps(const rect& r) const { return !intersection(r).empty(); }
    constexpr rect intersection(const rect& r) const {
        const float left = std::max(x, r.x);
        const float top = std::max(y, r.y);
        return {
            left, top, std::max(0.0f, std::min(right(), r.right()) - left),
            std::max(0.0f, std::min(bottom(), r.bottom()) - top)
        };
    }
    constexpr rect moved(point by) const { return {x + by.x, y + by.y, width, height}; }
    /// Smaller by `by` on each side; larger where `by` is negative.
    constexpr rect inset(float by) const { return inset(by, by); }
    constexpr rect inset(float dx, float dy) const {
        return {x + dx, y + dy, std::max(0.0f, width - 2 * dx), std::max(0.0f, height - 2 * dy)};
    }

    /// Cut a piece off one side: returned is the piece, *this becomes the rest. Never more than
    /// there is. `gap` is cut off and thrown away between the two.
    constexpr rect cut_top(float size, float gap = 0) {
        const float taken = std::min(size, height);
        const rect piece{x, y, width, taken};
        const float gone = std::min(taken + gap, height);
        y += gone;
        height -= gone;
        return piece;
    }
    constexpr rect cut_bottom(float size, float gap = 0) {
        const float taken = std::min(size, height);
        const rect piece{x, bottom() - taken, width, taken};
        height -= std::min(taken + gap, height);
        return piece;
    }
    constexpr rect cut_left(float size, float gap = 0) {
        const float taken = std::min(size, width);
        const rect piece{x, y, taken, height};
        const float gone = std::min(taken + gap, width);
        x += gone;
        width -= gone;
        return piece;
    }
    constexpr rect cut_right(float size, float gap = 0) {
        const float taken = std::min(size, width);
        const rect piece{right() - taken, y, taken, height};
        width -= std::min(taken + gap, width);
        return piece;
    }

    friend constexpr bool operator==(const rect&, const rect&) = default;
};

/// `a` at 0, `b` at 1.
constexpr rect mix(const rect& a, const rect& b, float fraction) {
    return {
        mix(a.x, b.x, fraction), mix(a.y, b.y, fraction), mix(a.width, b.width, fraction),
        mix(a.height, b.height, fraction)};
}

/// A row that is partly above or below what is seen of its list. (No line is shown in part.)
constexpr bool is_cut(const rect& row, const rect& seen) {
    const bool above = row.y < seen.y - 0.5f && row.bottom() > seen.y + 0.5f;
    const bool below = row.y < seen.bottom() - 0.5f && row.bottom() > seen.bottom() + 0.5f;
    return above || below;
}

/// A rectangle of the given size around a center.
constexpr rect centered(point center, float width, float height) {
    return {center.x - width / 2, center.y - height / 2, width, height};
}

} // namespace app::ui
