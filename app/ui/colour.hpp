// A colour as four 8-bit sRGB channels, with the little arithmetic that a theme needs. `contrast`
// is the ratio of WCAG 2.1 (1 to 21). Knows nothing of Dear ImGui.
#pragma once

#include <cstdint>

namespace app::ui {

struct colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    friend constexpr bool operator==(colour, colour) = default;
};

/// 0x3DDBD9 as in a style sheet; opaque.
constexpr colour hex(std::uint32_t rgb) {
    return {
        static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
        static_cast<std::uint8_t>(rgb), 255
    };
}

/// The same colour with its opacity multiplied by `opacity` (0 to 1).
colour faded(colour c, float opacity);

/// `a` at 0, `b` at 1, alpha too.
colour mix(colour a, colour b, float fraction);

/// What is seen when `top`, with its alpha, lies on the opaque `below`.
colour over(colour top, colour below);

/// WCAG relative luminance of an opaque colour, 0 to 1.
double luminance(colour c);

/// WCAG contrast ratio of two opaque colours, 1 to 21; text needs 4.5.
double contrast(colour a, colour b);

} // namespace app::ui
