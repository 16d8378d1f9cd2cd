// The timeline's window onto time, and its level of detail: pure functions from timeline_data and a
// view to what can be seen in it, at most a few pieces per pixel column however many events there
// are. Where several things fall into one column, the state that lasted longest stands for them,
// and of a depth its lowest and highest.
#pragma once

#include "app/views/timeline_data.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace app::views {

/// A stretch of shown time over a stretch of the screen.
struct time_view {
    std::int64_t begin_ns = 0;
    std::int64_t end_ns = 1;
    float x = 0;
    float width = 1;

    [[nodiscard]] float x_of(std::int64_t ns) const;
    [[nodiscard]] std::int64_t ns_at(float at_x) const;
    [[nodiscard]] std::int64_t span_ns() const { return end_ns - begin_ns; }
    /// Larger than 1: closer. What lies under `at_x` stays there.
    [[nodiscard]] time_view zoomed(float at_x, double factor) const;
    [[nodiscard]] time_view panned(float by_x) const;
};

/// The limits that zooming keeps: not closer than a microsecond, not wider than ten times the run.
[[nodiscard]] time_view limited(time_view view, std::int64_t run_end_ns);

/// The whole run with a little room for what comes next.
[[nodiscard]] time_view fitted(time_view view, std::int64_t run_end_ns);

struct lane_piece {
    float x = 0;
    float right = 0;
    lane_state state;
};

/// The pieces of a lane that touch the view, from left to right, without gaps between them, up to
/// `end_ns`. `column` is the width of a pixel in the view's units.
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

/// Where an axis has its marks: a round distance, and at least `apart` units between two.
struct axis {
    std::int64_t first_ns = 0;
    std::int64_t step_ns = 1;
};
[[nodiscard]] axis marks(const time_view& view, float apart);

/// "0.3 s", "250 ms", "40 µs": as exact as the distance between two marks asks for.
[[nodiscard]] std::string mark_text(std::int64_t ns, std::int64_t step_ns);

} // namespace app::views
