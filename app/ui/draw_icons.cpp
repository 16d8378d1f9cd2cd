// The icons, each in a unit square that is laid into the given rectangle. Play, hold and step
// shapes are those of the transport in the design drawings.
#include "app/ui/draw.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace app::ui {

namespace {

// The unit square in a rectangle, with the painter's calls in unit coordinates.
struct pen {
    painter& p;
    rect square;
    colour ink;

    point at(float x, float y) const {
        return {square.x + x * square.width, square.y + y * square.height};
    }
    float unit(float v) const { return v * square.width; }
    // Filled boxes keep the symmetry of the icon: the painter snaps them.
    void bar(float x, float y, float width, float height, float radius = 0.04f) const {
        const point corner = at(x, y);
        p.fill({corner.x, corner.y, unit(width), unit(height)}, ink, unit(radius));
    }
    void triangle(float x1, float y1, float x2, float y2, float x3, float y3) const {
        p.polygon(std::array{at(x1, y1), at(x2, y2), at(x3, y3)}, ink);
    }
    void path(std::span<const point> points, float thickness) const {
        std::vector<point> placed;
        for (const point u : points) {
            placed.push_back(at(u.x, u.y));
        }
        p.polyline(placed, ink, unit(thickness));
    }
    void line(float x1, float y1, float x2, float y2, float thickness) const {
        path(std::array{point{x1, y1}, point{x2, y2}}, thickness);
    }
    void ring(float x, float y, float radius, float thickness) const {
        p.ring(at(x, y), unit(radius), ink, unit(thickness));
    }
    void disc(float x, float y, float radius) const { p.disc(at(x, y), unit(radius), ink); }
    pen inked(colour other) const { return {p, square, other}; }
};

// A colour that is seen on `ink`: what is cut out of a disc.
colour cut_out(colour ink) { return luminance(ink) > 0.18 ? hex(0x14161B) : hex(0xFFFFFF); }

void padlock(const pen& k) {
    const float left = 0.5f - 0.215f;
    const float right = 0.5f + 0.215f;
    std::array<point, 13> shackle{};
    shackle.front() = {left, 0.52f};
    shackle.back() = {right, 0.52f};
    for (int i = 0; i < 11; ++i) {
        const float angle = std::numbers::pi_v<float> * (1 + static_cast<float>(i) / 10);
        shackle[static_cast<std::size_t>(i) + 1] = {
            0.5f + 0.215f * std::cos(angle), 0.34f + 0.215f * std::sin(angle)
        };
    }
    k.path(shackle, 0.11f);
    k.bar(0.12f, 0.46f, 0.76f, 0.50f, 0.1f);
}

void restart(const pen& k) {
    k.bar(0.18f, 0.18f, 0.10f, 0.64f);
    k.triangle(0.82f, 0.18f, 0.82f, 0.82f, 0.32f, 0.5f);
}

void step_back(const pen& k) {
    k.triangle(0.62f, 0.20f, 0.62f, 0.80f, 0.14f, 0.5f);
    k.bar(0.72f, 0.20f, 0.10f, 0.60f);
}

void step_forward(const pen& k) {
    k.bar(0.18f, 0.20f, 0.10f, 0.60f);
    k.triangle(0.38f, 0.20f, 0.86f, 0.5f, 0.38f, 0.80f);
}

void hold_bars(const pen& k, float x, float y, float height) {
    k.bar(x, y, 0.16f, height);
    k.bar(1 - x - 0.16f, y, 0.16f, height);
}

void clock_face(const pen& k) {
    k.ring(0.5f, 0.5f, 0.46f, 0.10f);
    k.path(std::array{point{0.5f, 0.24f}, point{0.5f, 0.52f}, point{0.68f, 0.62f}}, 0.09f);
}

void warning(const pen& k) {
    k.triangle(0.5f, 0.08f, 0.97f, 0.90f, 0.03f, 0.90f);
    const pen mark = k.inked(cut_out(k.ink));
    mark.bar(0.45f, 0.36f, 0.10f, 0.28f);
    mark.disc(0.5f, 0.76f, 0.065f);
}

void stuck(const pen& k) {
    std::array<point, 8> corners;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const float angle = std::numbers::pi_v<float> * (0.125f + 0.25f * static_cast<float>(i));
        corners[i] = k.at(0.5f + 0.5f * std::cos(angle), 0.5f + 0.5f * std::sin(angle));
    }
    k.p.polygon(corners, k.ink);
    const pen mark = k.inked(cut_out(k.ink));
    mark.line(0.33f, 0.33f, 0.67f, 0.67f, 0.12f);
    mark.line(0.67f, 0.33f, 0.33f, 0.67f, 0.12f);
}

void gear(const pen& k) {
    for (int i = 0; i < 4; ++i) {
        const float angle = std::numbers::pi_v<float> * 0.25f * static_cast<float>(i);
        const float x = 0.46f * std::cos(angle);
        const float y = 0.46f * std::sin(angle);
        k.line(0.5f - x, 0.5f - y, 0.5f - 0.5f * x, 0.5f - 0.5f * y, 0.16f);
        k.line(0.5f + x, 0.5f + y, 0.5f + 0.5f * x, 0.5f + 0.5f * y, 0.16f);
    }
    k.ring(0.5f, 0.5f, 0.36f, 0.16f);
}

void copy_sheets(const pen& k) {
    const point front = k.at(0.10f, 0.30f);
    k.p.stroke({front.x, front.y, k.unit(0.56f), k.unit(0.60f)}, k.ink, 1.5f, k.unit(0.12f));
    k.path(
        std::array{
            point{0.34f, 0.20f}, point{0.36f, 0.13f}, point{0.42f, 0.11f}, point{0.80f, 0.11f},
            point{0.87f, 0.14f}, point{0.89f, 0.20f}, point{0.89f, 0.62f}, point{0.86f, 0.68f},
            point{0.78f, 0.70f}
        },
        0.09f
    );
}

} // namespace

void painter::draw(icon what, const rect& r, colour c) {
    // Whole pixels, so that what is symmetric stays so.
    const float side = snapped(std::min(r.width, r.height));
    const point corner{
        snapped(r.center().x - side / 2), snapped(r.center().y - side / 2)
    };
    const pen k{*this, {corner.x, corner.y, side, side}, c};
    switch (what) {
    case icon::none: break;
    case icon::restart: restart(k); break;
    case icon::step_back: step_back(k); break;
    case icon::hold: hold_bars(k, 0.24f, 0.18f, 0.64f); break;
    case icon::play: k.triangle(0.24f, 0.14f, 0.88f, 0.5f, 0.24f, 0.86f); break;
    case icon::step_forward: step_forward(k); break;
    case icon::fast_forward:
        k.triangle(0.08f, 0.20f, 0.52f, 0.5f, 0.08f, 0.80f);
        k.triangle(0.50f, 0.20f, 0.94f, 0.5f, 0.50f, 0.80f);
        break;
    case icon::clock: clock_face(k); break;
    case icon::lock: padlock(k); break;
    case icon::hold_disc:
        k.disc(0.5f, 0.5f, 0.5f);
        hold_bars(k.inked(cut_out(c)), 0.30f, 0.28f, 0.44f);
        break;
    case icon::play_disc:
        k.disc(0.5f, 0.5f, 0.5f);
        k.inked(cut_out(c)).triangle(0.38f, 0.26f, 0.76f, 0.5f, 0.38f, 0.74f);
        break;
    case icon::check:
        k.path(std::array{point{0.12f, 0.55f}, point{0.38f, 0.80f}, point{0.88f, 0.20f}}, 0.14f);
        break;
    case icon::check_ring:
        k.ring(0.5f, 0.5f, 0.5f, 0.10f);
        k.path(std::array{point{0.29f, 0.52f}, point{0.44f, 0.67f}, point{0.72f, 0.34f}}, 0.10f);
        break;
    case icon::cross:
        k.line(0.2f, 0.2f, 0.8f, 0.8f, 0.12f);
        k.line(0.8f, 0.2f, 0.2f, 0.8f, 0.12f);
        break;
    case icon::warning: warning(k); break;
    case icon::stuck: stuck(k); break;
    case icon::copy: copy_sheets(k); break;
    case icon::chevron_down:
        k.path(std::array{point{0.2f, 0.36f}, point{0.5f, 0.66f}, point{0.8f, 0.36f}}, 0.12f);
        break;
    case icon::chevron_right:
        k.path(std::array{point{0.36f, 0.2f}, point{0.66f, 0.5f}, point{0.36f, 0.8f}}, 0.12f);
        break;
    case icon::plus:
        k.bar(0.44f, 0.16f, 0.12f, 0.68f);
        k.bar(0.16f, 0.44f, 0.68f, 0.12f);
        break;
    case icon::minus: k.bar(0.16f, 0.44f, 0.68f, 0.12f); break;
    case icon::gear: gear(k); break;
    case icon::search:
        k.ring(0.43f, 0.43f, 0.33f, 0.11f);
        k.line(0.66f, 0.66f, 0.90f, 0.90f, 0.12f);
        break;
    case icon::question:
        k.ring(0.5f, 0.5f, 0.5f, 0.09f);
        text(
            k.square.center().x, k.square.center().y, "?",
            {text_role::tiny, c, across::center, upright::middle}
        );
        break;
    case icon::logo:
        k.ring(0.28f, 0.5f, 0.27f, 0.075f);
        k.p.line(k.at(0.55f, 0.5f), k.at(0.86f, 0.5f), c, k.unit(0.06f));
        k.disc(0.91f, 0.5f, 0.105f);
        break;
    }
}

} // namespace app::ui
