// Where the panels of the main window are: pure arithmetic on rectangles. The sizes that the
// learner chose are wishes; each panel keeps a least size in which its content is usable, from 1024
// × 640 up, and the stage takes what is left.
#pragma once

#include "app/ui/geometry.hpp"

#include <cstddef>
#include <vector>

namespace app::views {

/// What the splitters change, in logical units; 0: as the window's size suggests. Kept between
/// launches by whoever owns the settings.
struct pane_sizes {
    float lessons = 0;  // width
    float side = 0;     // width of story and code
    float timeline = 0; // height
    float story = 0;    // height
    friend bool operator==(const pane_sizes&, const pane_sizes&) = default;
};

/// What a window of this size suggests; the story's height is its text's business and stays 0.
[[nodiscard]] pane_sizes natural_sizes(ui::point window);

/// What the panels ask for at their present content.
struct pane_needs {
    float sliders = 76;   // height at the width that it gets
    float story = 320;    // height that shows all of each of its steps
    float timeline = 132; // least height in which its lanes can be told apart
};

namespace pane_limit {
inline constexpr float lessons_least = 64; // their numbers
inline constexpr float lessons_titled = 176; // with their titles
inline constexpr float lessons_most = 360;
inline constexpr float side_least = 320;
inline constexpr float stage_least_width = 440;
inline constexpr float stage_least_height = 208;
inline constexpr float timeline_least = 132;
inline constexpr float story_least = 208;
inline constexpr float code_least = 232; // eight lines of it
inline constexpr float code_least_close = 180;   // where rows stand closer
inline constexpr float code_least_cramped = 148; // … as close as can be
} // namespace pane_limit

struct panes {
    ui::rect top;
    ui::rect lessons;
    ui::rect stage;
    ui::rect sliders;
    ui::rect timeline;
    ui::rect story;
    ui::rect code;
    // The gaps with splitters in them.
    ui::rect lessons_edge;
    ui::rect side_edge;
    ui::rect timeline_edge;
    ui::rect story_edge;
};

/// The width of the column with stage, sliders and timeline: what the sliders' need is made from.
[[nodiscard]] float middle_width(ui::point window, const pane_sizes& wished);
/// The width of the column with story and code.
[[nodiscard]] float side_width(ui::point window, const pane_sizes& wished);

/// What the code keeps when the story needs all that it can get.
[[nodiscard]] float code_least(ui::point window);

[[nodiscard]] panes arrange(ui::point window, const pane_sizes& wished, const pane_needs& needs);

/// Below this height of the window, rows stand closer; below the other, as close as can be.
inline constexpr float comfortable_height = 760;
inline constexpr float cramped_height = 680;

/// How the rows of the sliders panel stand.
struct row_spacing {
    float padding = 12; // of the panel, above and below
    float across = 28;  // between two in a row
    float between = 12; // two rows
    float slider = 52;  // height
    float choices = 36; // height
};
[[nodiscard]] row_spacing row_spacing_for(float window_height);

/// The inside of the sliders panel: sliders of equal width in rows, and the variants' row at the
/// right of them where it fits, else below.
struct slider_needs {
    std::size_t count = 0;
    float least_width = 112;  // in which label and value have room
    float variants_width = 0; // 0: there are none
    row_spacing rows = {};
};
struct slider_cells {
    std::vector<ui::rect> sliders;
    ui::rect variants;
    float height = 0;
};
[[nodiscard]] slider_cells arrange_sliders(const ui::rect& inside, const slider_needs& needs);

} // namespace app::views
