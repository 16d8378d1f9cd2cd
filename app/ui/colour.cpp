// Arithmetic on sRGB channels as they are stored, as the renderer blends them; luminance is linear.
#include "app/ui/colour.hpp"

#include <algorithm>
#include <cmath>

namespace app::ui {

namespace {

std::uint8_t channel(float value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0f, 255.0f)));
}

std::uint8_t mixed(std::uint8_t a, std::uint8_t b, float fraction) {
    const auto from = static_cast<float>(a);
    return channel(from + (static_cast<float>(b) - from) * fraction);
}

double linear(std::uint8_t stored) {
    const double value = stored / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

} // namespace

colour faded(colour c, float opacity) {
    c.alpha = channel(static_cast<float>(c.alpha) * opacity);
    return c;
}

colour mix(colour a, colour b, float fraction) {
    return {
        mixed(a.red, b.red, fraction), mixed(a.green, b.green, fraction),
        mixed(a.blue, b.blue, fraction), mixed(a.alpha, b.alpha, fraction)
    };
}

colour over(colour top, colour below) {
    colour seen = mix(below, top, static_cast<float>(top.alpha) / 255.0f);
    seen.alpha = 255;
    return seen;
}

double luminance(colour c) {
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double contrast(colour a, colour b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace app::ui
