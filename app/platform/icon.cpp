// Each pixel's colour is the mean of a few samples of the shape, which is given by distances on the
// unit square.
#include "app/platform/icon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace app::platform {

namespace {

enum class part { outside, ground, mark };

part part_at(float x, float y) {
    const float corner = 0.22f;
    const float dx = std::max(std::abs(x - 0.5f) - (0.5f - corner), 0.0f);
    const float dy = std::max(std::abs(y - 0.5f) - (0.5f - corner), 0.0f);
    if (std::hypot(dx, dy) > corner) {
        return part::outside;
    }
    const bool ring = std::abs(std::hypot(x - 0.36f, y - 0.5f) - 0.17f) < 0.04f;
    const bool line = x > 0.53f && x < 0.78f && std::abs(y - 0.5f) < 0.035f;
    const bool dot = std::hypot(x - 0.79f, y - 0.5f) < 0.085f;
    return ring || line || dot ? part::mark : part::ground;
}

} // namespace

std::vector<std::uint8_t> program_icon(int side) {
    constexpr int samples = 4;
    constexpr std::array<float, 3> ground{0x1B, 0x1E, 0x25};
    constexpr std::array<float, 3> mark{0x3D, 0xDB, 0xD9};
    std::vector<std::uint8_t> rgba;
    rgba.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 4);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            float inside = 0;
            float marked = 0;
            for (int i = 0; i < samples * samples; ++i) {
                const float step = 1.0f / samples;
                const float at_x =
                    static_cast<float>(x) + (static_cast<float>(i % samples) + 0.5f) * step;
                const float at_y =
                    static_cast<float>(y) + (static_cast<float>(i / samples) + 0.5f) * step;
                const part found =
                    part_at(at_x / static_cast<float>(side), at_y / static_cast<float>(side));
                inside += found != part::outside ? 1.0f : 0.0f;
                marked += found == part::mark ? 1.0f : 0.0f;
            }
            const float share = inside > 0 ? marked / inside : 0;
            for (std::size_t c = 0; c < 3; ++c) {
                const float value = ground[c] + (mark[c] - ground[c]) * share;
                rgba.push_back(static_cast<std::uint8_t>(std::lround(value)));
            }
            rgba.push_back(static_cast<std::uint8_t>(std::lround(inside * 255 / (samples * samples))
            ));
        }
    }
    return rgba;
}

} // namespace app::platform
