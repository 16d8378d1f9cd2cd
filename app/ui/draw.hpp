// The painter: everything that is drawn goes through it, in logical units, anti-aliased, with
// straight edges and text snapped to whole pixels. It wraps a Dear ImGui draw list (base or
// overlay). It keeps no state but the clip stack, hit-tests nothing, and knows no widget.
//
//     p.fill(card, theme.surface.card, metric::card_radius);
//     p.stroke(card, theme.outline.card, 2, metric::card_radius);
//     p.text(card.x + 16, card.y + 26, "producer", {text_role::body_strong, theme.text.strong});
#pragma once

#include "app/ui/colour.hpp"
#include "app/ui/fonts.hpp"
#include "app/ui/geometry.hpp"
#include "app/ui/icons.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct ImDrawList;

namespace app::ui {

enum class across { left, center, right };
/// What the given y is: the baseline, the middle of the capitals, or the top of the line.
enum class upright { baseline, middle, top };

struct text_style {
    text_role role = text_role::body;
    colour ink;
    across x = across::left;
    upright y = upright::baseline;
};

/// Lengths along a stroke: drawn, left out, and how far the pattern is moved (to let it march).
struct dashes {
    float on = 6;
    float off = 4;
    float shift = 0;
};

/// A cubic curve.
struct curve {
    point from;
    point control_from;
    point control_to;
    point to;

    /// The point at `fraction` of the parameter.
    point at(float fraction) const;
};

/// A string as it was drawn; `cut` when an ellipsis stands for its end.
struct drawn_text {
    std::string text;
    rect area;    // where its ink may be
    rect visible; // that, clipped
    bool cut = false;
};

class painter {
public:
    painter(ImDrawList& list, const fonts& type, std::vector<drawn_text>* record)
        : list_(&list), fonts_(&type), record_(record) {}

    // Areas. A radius is limited to half the rectangle's shorter side.
    void fill(const rect& r, colour c, float radius = 0);
    /// Rounds the left or the right corners only.
    void fill_left(const rect& r, colour c, float radius);
    void fill_right(const rect& r, colour c, float radius);
    /// The outline lies inside `r`.
    void stroke(const rect& r, colour c, float thickness = 1, float radius = 0);
    void stroke_dashed(const rect& r, colour c, float thickness, float radius, dashes pattern = {});
    /// A lit ring around `r`, `reach` outwards: what pulses when an actor waits. `strength` 0 to 1.
    void glow(const rect& r, colour c, float radius, float strength = 1, float reach = 5);
    void disc(point center, float radius, colour c);
    void ring(point center, float radius, colour c, float thickness = 2);
    /// The part of a ring or disc from 12 o'clock clockwise, `fraction` 0 to 1.
    void arc(point center, float radius, float fraction, colour c, float thickness = 2);
    void wedge(point center, float radius, float fraction, colour c);
    void polygon(std::span<const point> convex, colour c);

    // Lines. Horizontal and vertical ones are snapped to the pixels that they cover most.
    void line(point from, point to, colour c, float thickness = 1);
    void line_dashed(point from, point to, colour c, float thickness, dashes pattern = {});
    void polyline(std::span<const point> points, colour c, float thickness = 1);
    void bezier(const curve& path, colour c, float thickness = 1);
    void bezier_dashed(const curve& path, colour c, float thickness, dashes pattern = {});
    /// The open head (two strokes) of an arrow that points from `from` to its tip `to`.
    void arrow_head(point from, point to, colour c, float size = 8, float thickness = 2);

    // Things.
    void draw(icon what, const rect& r, colour c);
    /// A message: a rounded square around `center` with its label in it; a label too long for the
    /// square is cut.
    void token(point center, float size, std::string_view label, colour fill, colour ink);

    // Text. Returns the width. `text` never wraps and never cuts.
    float text(float x, float y, std::string_view words, const text_style& style);
    /// One line, vertically centred in `r`; cut with an ellipsis where it is too wide. Returns
    /// whether it was cut.
    bool text_in(const rect& r, std::string_view words, const text_style& style);
    /// Several lines, wrapped at words, from the top of `r`; style.y is ignored. Lines that do not
    /// fit are left out, the last one then ends in an ellipsis. What stands between two backticks
    /// is code: it is set in the code's face, without them. Returns the height used.
    float text_block(const rect& r, std::string_view words, const text_style& style);

    // Clipping nests; each push needs its pop.
    void push_clip(const rect& r);
    void pop_clip();
    /// The area that can be seen now.
    const rect& clip() const;

    const fonts& type() const { return *fonts_; }
    /// The underlying list, in pixels, for what this class does not offer.
    ImDrawList& list() { return *list_; }
    float scale() const { return fonts_->scale(); }
    /// The logical coordinate of the pixel edge nearest to `v`.
    float snapped(float v) const;

private:
    bool marked_line(const rect& r, std::string_view words, bool code, const text_style& style);
    float pixels(float v) const { return v * fonts_->scale(); }
    void record(std::string_view words, const rect& area, bool cut);

    ImDrawList* list_;
    const fonts* fonts_;
    std::vector<drawn_text>* record_;
    std::vector<rect> clips_;
};

/// Where the lines of wrapped text begin and end; a "\n" always ends a line. Code (see text_block)
/// keeps its backticks, which take no room.
std::vector<std::string_view>
wrap(const fonts& type, text_role role, std::string_view words, float width);

/// The words without the backticks around code.
std::string without_marks(std::string_view words);

/// The role of code among words of `role`.
text_role code_role(text_role role);

/// The height that text_block needs for all of it.
float wrapped_height(const fonts& type, text_role role, std::string_view words, float width);

/// The longest beginning that fits with an ellipsis, or the whole where it fits.
std::string ellipsis(const fonts& type, text_role role, std::string_view words, float width);

} // namespace app::ui
