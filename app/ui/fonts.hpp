// The text roles, in five sizes, and the font atlas that draws them, built from the embedded faces
// for one scale. Glyphs are rasterised with four horizontal sub-pixel positions and text is placed
// on those, so that it is as sharp as the display allows at any scale. Sizes are logical units.
#pragma once

#include "app/ui/letters.hpp"

#include <array>
#include <cstddef>
#include <string_view>

struct ImFont;

namespace app::ui {

/// Sizes: 18, 16, 14, 13, 11 and no others.
enum class text_role {
    title,        // 18 semi-bold: the story's heading, a dialog's
    value,        // 18 mono: a number that is read from afar
    heading,      // 16 semi-bold: the lesson in the top bar
    body,         // 14
    body_strong,  // 14 semi-bold: names of actors, primary buttons
    small,        // 13: lists, buttons, states in words
    small_strong, // 13 semi-bold
    mono,         // 13 mono: code, values
    mono_strong,  // 13 mono bold
    caption,      // 11 semi-bold, spaced, meant for capitals: "STAGE"
    tiny,         // 11: marks along an axis in words
    mono_small,   // 11 mono: handle chips, line numbers, axis numbers
};
inline constexpr std::size_t text_role_count = 12;

/// The size of the letters of a role, in logical units.
float text_size(text_role role);

/// The distance between two lines of a role, in logical units.
float line_height(text_role role);

/// Builds and holds the fonts. The atlas belongs to the current Dear ImGui context.
class fonts {
public:
    /// (Re)builds the atlas for `scale` pixels per logical unit; does nothing and returns false if
    /// it is built for that scale already. Call between frames; the renderer must be told to
    /// upload the texture again when this returned true.
    bool build(float scale);

    float scale() const { return scale_; }

    /// Width in logical units of one line of text.
    float width(text_role role, std::string_view text) const;

    /// Height of the capitals above the baseline, in logical units: what is centred in a button.
    float capital_height(text_role role) const;

    /// What draw.cpp needs to place glyphs: the font, pixels above the baseline, extra spacing.
    struct face {
        ImFont* font = nullptr;
        float pixels = 0;  // ImGui's size of the font
        float ascent = 0;  // from the top of the font's line to the baseline, in pixels
        float spacing = 0; // added between letters, in pixels
        float capital = 0; // height of the capitals, in pixels
    };
    const face& operator[](text_role role) const { return faces_[static_cast<std::size_t>(role)]; }

    /// One letter's place (pixels, from the pen at the top of the line) and its texels.
    struct glyph {
        float advance, x0, y0, x1, y1, u0, v0, u1, v1;
        bool visible;
    };
    static glyph glyph_of(const face& f, char32_t letter);

private:
    float scale_ = 0;
    std::array<face, text_role_count> faces_;
};

} // namespace app::ui
