// Who stands on which line, as pills beside the code: their words and their places, never over the
// code and never cut. Pure.
#pragma once

#include "app/views/code_rows.hpp"
#include "core/base/function_ref.hpp"
#include "core/model/world.hpp"
#include "scenarios/listing.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

/// The actors that stand on one line in one state, as one pill.
struct line_mark {
    std::uint32_t line = 0;
    std::string names;    // "producer", "worker 0–2"
    std::string brief;    // "producer", "w0 w2", "w1–w7"
    std::string shortest; // "prod.", "w0", "7 threads"
    chan::model::status status = chan::model::status::running;
    bool stuck = false;
    friend bool operator==(const line_mark&, const line_mark&) = default;
};

/// Where an actor stands; a destructor's drop stands at the end of its scope. None: on no line that
/// is shown.
[[nodiscard]] std::optional<std::uint32_t>
line_of(const chan::model::actor& who, const scenarios::listing& lines);

/// Who stands where in a listing, by line, in the order of the actors. `stage_ns`: the stage clock,
/// which may be past the last event: whose sleep or work is over by it can go on.
[[nodiscard]] std::vector<line_mark> line_marks(
    const chan::model::world& state, const scenarios::listing& lines, std::int64_t stage_ns = 0
);

/// "worker 0" and "worker 1" as "worker 0, 1", from three on as "worker 0–2"; different names with
/// commas.
[[nodiscard]] std::string merged_names(const std::vector<std::string>& names);
/// "w0 w2", from three on as "w1–w7". A name without a number stays whole.
[[nodiscard]] std::string brief_names(const std::vector<std::string>& names);

/// A mark at the right end of one of its line's rows.
struct mark_place {
    std::size_t mark = 0; // its place among the line's
    std::size_t row = 0;  // of the line; past its last one: a row is to be added for it
    std::string text;
    float right = 0, width = 0; // from the row's right end
    friend bool operator==(const mark_place&, const mark_place&) = default;
};

/// `free`: what the code leaves of each row of the line, first row first; `whole`: of an empty row.
[[nodiscard]] std::vector<mark_place> place_marks(
    chan::base::function_ref<float(std::string_view)> width_of,
    std::span<const line_mark> marks,
    std::span<const float> free,
    float whole
);

/// The marks of one line, and where they stand.
struct marked_line {
    std::uint32_t line = 0;
    std::vector<line_mark> marks;
    std::vector<mark_place> places;
};

/// Finds the places of all marks, `edge` and more from the ends of a row of `width`; where a line's
/// rows have no room for them it gets more.
[[nodiscard]] std::vector<marked_line> mark_rows(
    std::vector<code_row>& rows,
    const std::vector<line_mark>& marks,
    chan::base::function_ref<float(std::string_view)> width_of,
    chan::base::function_ref<float(const code_row&)> right_of,
    float width,
    float edge
);

} // namespace app::views
