// The slider: label at the left, value at the right, below them a track with a coloured fill and a
// round white knob. Whole numbers or not, evenly spaced or logarithmic, or over a list of values.
// Arrow keys move it by a step, Page keys by ten, Home and End to the ends; a double click resets.
#pragma once

#include "app/ui/context.hpp"

#include <span>
#include <string_view>

namespace app::ui {

enum class slider_scale {
    linear,
    logarithmic,      // low must be above 0
    logarithmic_zero, // logarithmic, but the left end is 0: "buffer size" from 0 to 1,000
};

struct slider_options {
    std::string_view text;        // empty: the track alone
    std::string_view shown = {};  // the value in words, such as "500 ms"; made from it if empty
    float low = 0;
    float high = 1;
    float step = 1;  // 0: any value
    float reset = 0; // what a double click gives
    slider_scale scale = slider_scale::linear;
    bool inline_label = false; // one line: label, track, value, as the speed in the top bar
    colour fill = {0, 0, 0, 0}; // the accent if transparent
    std::string_view tooltip = {};
    std::string_view key = {};
    bool enabled = true;
};

struct slider_result {
    bool changed = false;   // `value` is new in this frame
    bool committed = false; // let go, reset, or moved by a key: a change is complete
};

/// Moves `value`. Its registered area is the whole slider, its track what the knob moves along.
slider_result slider(
    context& ctx, std::string_view name, const rect& area, float& value, const slider_options& show
);

/// The value at a fraction (0 to 1) of the track, and the fraction of a value.
float slider_value(const slider_options& show, float fraction);
float slider_fraction(const slider_options& show, float value);

} // namespace app::ui
