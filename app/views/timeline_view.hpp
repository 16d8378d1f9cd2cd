// The timeline's window onto time, and its level of detail: pure functions from timeline_data and a
// view to what can be seen in it, at most a few pieces per pixel column however many events there
// are. Where several things fall into one column, the state that lasted longest stands for them,
// and of a depth its lowest and highest.
//
// The axis is the program's time, by which equal work is equally long. What takes none of it would
// have no place there: each change gets a hair of the axis besides.
#pragma once

#include "app/views/timeline_data.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace app::views {

/// A stretch of the axis over a stretch of the screen.
struct time_view {
    std::int64_t begin_ns = 0; // on the axis
    std::int64_t end_ns = 1;
    std::int64_t change_ns = 0; // what a change takes of the axis
    float x = 0;
    float width = 1;

    /// The place on the axis.
    [[nodiscard]] std::int64_t of(when at) const {
        return at.program_ns + at.changes * change_ns;
    }
    [[nodiscard]] float x_of(std::int64_t ns) const;
    [[nodiscard]] std::int64_t ns_at(float at_x) const;
    [[nodiscard]] std::int64_t span_ns() const { return end_ns - begin_ns; }
    /// Larger than 1: closer. What lies under `at_x` stays there.
    [[nodiscard]] time_view zoomed(float at_x, double factor) const;
    [[nodiscard]] time_view panned(float by_x) const;
};

/// The limits that zooming keeps: not closer than a microsecond, not wider than the whole run.
[[nodiscard]] time_view limited(time_view view, when now);

/// The whole run with a little room for what comes next.
[[nodiscard]] time_view fitted(time_view view, when now);

/// What a change takes of the axis where the whole run is in sight: three units, but all of them
/// together no more than a fifth of the program's time (or of a second).
[[nodiscard]] std::int64_t change_width(const time_view& view, when now);

/// The same stretch of the run with changes of another width.
[[nodiscard]] time_view
with_changes(const timeline_data& from, const time_view& view, std::int64_t change_ns);

/// How many events happen up to there.
[[nodiscard]] std::size_t
count_at(const timeline_data& from, const time_view& view, std::int64_t axis_ns);

/// The program's time there: it stands within a change.
[[nodiscard]] std::int64_t
program_at(const timeline_data& from, const time_view& view, std::int64_t axis_ns);

/// Where the program's time comes to this, and where it goes on: the changes that happen at this
/// time lie between the two.
[[nodiscard]] when when_at(const timeline_data& from, std::int64_t program_ns);
[[nodiscard]] when when_past(const timeline_data& from, std::int64_t program_ns);

struct lane_piece {
    float x = 0;
    float right = 0;
    lane_state state;
};

/// The pieces of a lane that touch the view, from left to right, without gaps between them, up to
/// `end_ns` on the axis. `column` is the width of a pixel in the view's units.
void visible(
    const lane& from,
    const time_view& view,
    std::int64_t end_ns,
    float column,
    std::vector<lane_piece>& into
);

struct depth_piece {
    float x = 0;
    float right = 0;
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t last = 0; // the depth at `right`
};

void visible(
    const depth_track& from,
    const time_view& view,
    std::int64_t end_ns,
    float column,
    std::vector<depth_piece>& into
);

struct arrow_piece {
    float x = 0;
    float right = 0;
    chan::model::actor_number from = 0;
    chan::model::actor_number to = 0;
};

/// At most one arrow per column of its receive and pair of actors.
void visible(
    const timeline_data& from, const time_view& view, float column, std::vector<arrow_piece>& into
);

/// Where the ruler has its marks, in the program's time from `begin_ns` on: a round distance, and
/// at least `apart` units between two.
struct ruler_marks {
    std::int64_t first_ns = 0;
    std::int64_t step_ns = 1;
};
[[nodiscard]] ruler_marks marks(const time_view& view, std::int64_t begin_ns, float apart);

/// "0.3 s", "250 ms", "40 µs": as exact as the distance between two marks asks for.
[[nodiscard]] std::string mark_text(std::int64_t ns, std::int64_t step_ns);

} // namespace app::views
