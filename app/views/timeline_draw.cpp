// The timeline's drawing: names, lanes, arrows, depths and the marks along the axis. What can be
// seen comes from timeline_view, a few pieces per pixel column.
#include "app/views/timeline.hpp"

#include "app/session/words.hpp"
#include "app/ui/widgets.hpp"
#include "app/views/status_look.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {
namespace {

namespace model = chan::model;
using ui::point;
using ui::rect;
using ui::state_role;
using ui::text_role;

constexpr std::string_view axis_words =
    "Program time: what sleeping and working take, and waiting for it. What takes no time is drawn a "
    "hair wide, so that it can be seen.";

/// How strong a state's colour is: who joins, sleeps or has finished steps back.
float strength_of(const lane_state& state) {
    using model::status;
    if (state.stuck) return 1;
    switch (state.status) {
    case status::waiting_join:
        return 0.35f;
    case status::sleeping:
        return 0.6f;
    case status::finished:
        return 0;
    default:
        return 1;
    }
}

/// A hang lasts: what can never go on is drawn on to the right, fading, past the end of the run.
void draw_for_ever(ui::context& ctx, const rect& bar, float from) {
    const ui::colour pure = ctx.colours().state(state_role::stuck).pure;
    constexpr float step = 6;
    constexpr float steps = 8;
    for (float i = 0; i < steps; ++i) {
        const rect part = rect{from + i * step, bar.y, step - 2, bar.height}.intersection(bar);
        ctx.paint().fill(part, ui::faded(pure, 1 - i / steps), 1);
    }
}

/// What a colour stands for.
std::string_view words_of(const lane_state& state) {
    using model::status;
    if (state.stuck) return "waits for ever";
    switch (state.status) {
    case status::running:
        return "runs";
    case status::waiting_send:
        return "blocked in send";
    case status::waiting_recv:
        return "blocked in recv";
    case status::waiting_select:
        return "blocked in select";
    case status::waiting_lock:
        return "waits for the lock";
    case status::waiting_join:
        return "joins: waits for a thread to end";
    case status::sleeping:
        return "sleeps";
    case status::working:
        return "works";
    case status::finished:
        return "has finished";
    case status::panicked:
        return "has panicked";
    }
    return {};
}

rect bar_of(const rect& lane) {
    const float height = std::min(18.0f, lane.height - 4);
    return {lane.x, lane.center().y - height / 2, lane.width, height};
}

/// What a depth's axis goes up to.
std::uint32_t ceiling_of(const depth_track& track) {
    const bool bounded = track.bound != chan::probe::unbounded && track.bound > 0;
    return std::max({track.highest, bounded ? track.bound : 0U, 1U});
}

std::string depth_name(std::size_t index, std::size_t count) {
    return count > 1 ? "depth " + std::to_string(index + 1) : "depth";
}

} // namespace

void timeline_panel::draw_names(
    ui::context& ctx, const timeline_inputs& shown, const timeline_places& at
) {
    const ui::theme& theme = ctx.colours();
    for (std::size_t i = 0; i < at.lanes.size(); ++i) {
        const rect area{at.names.x, at.lanes[i].y, at.names.width - 8, at.lanes[i].height};
        const bool roomy = at.lane_pitch >= 18;
        ui::label(
            ctx,
            "timeline.lane." + std::to_string(i + 1),
            area,
            lane_name(i),
            {.role = roomy ? text_role::small : text_role::tiny,
             .ink = i < shown.actors ? theme.text.body : theme.text.muted}
        );
    }
    for (std::size_t i = 0; i < at.depths.size(); ++i) {
        const depth_track& track = depths()[i];
        rect area{at.names.x, at.depths[i].y - 4, at.names.width - 8, 20};
        const std::string highest = std::to_string(ceiling_of(track));
        ui::label(
            ctx,
            "timeline.depth." + std::to_string(i + 1),
            area,
            depth_name(i, at.depths.size()),
            {.role = text_role::small, .ink = theme.text.body}
        );
        if (track.bound == 0) continue; // it never changes
        const ui::text_style mark{
            .role = text_role::mono_small,
            .ink = theme.text.faint,
            .x = ui::across::right,
            .y = ui::upright::middle};
        const float right = at.names.right() - 8;
        ctx.paint().text(right, at.depths[i].y + 4, highest, mark);
        if (at.depths[i].height >= 32)
            ctx.paint().text(right, at.depths[i].bottom() - 4, "0", mark);
    }
}

void timeline_panel::draw_lanes(ui::context& ctx, const timeline_places& at) {
    const ui::theme& theme = ctx.colours();
    ui::painter& paint = ctx.paint();
    const float column = 1 / paint.scale();
    for (std::size_t i = 0; i < at.lanes.size(); ++i) {
        const rect bar = bar_of(at.lanes[i]);
        paint.fill(bar, theme.surface.window, 3);
        if (i >= data_.lanes().size()) continue; // yet to be spawned
        visible(data_.lanes()[i], view_, now_axis_ns_, column, lane_pieces_);
        for (const lane_piece& piece : lane_pieces_) {
            const float strength = strength_of(piece.state);
            if (strength == 0) continue;
            const state_role role = role_of(piece.state.status, piece.state.stuck);
            // A hair between neighbours where there is room for one, as between bricks.
            const float width = piece.right - piece.x;
            const float hair = width > 4 ? 1 : 0;
            paint.fill(
                {piece.x, bar.y, std::max(width - hair, column), bar.height},
                ui::faded(theme.state(role).pure, strength * 0.92f),
                width > 8 ? 3 : 0
            );
        }
        if (!lane_pieces_.empty() && data_.ended()
            && data_.lanes()[i].intervals.back().state.stuck) {
            draw_for_ever(ctx, bar, view_.x_of(now_axis_ns_));
        }
        tell_state(ctx, data_.lanes()[i], bar);
    }
}

void timeline_panel::tell_state(ui::context& ctx, const lane& of, const rect& bar) {
    const point mouse = ctx.in().mouse;
    if (!bar.contains(mouse)) return;
    const std::int64_t there = view_.ns_at(mouse.x);
    const auto after = std::ranges::upper_bound(of.intervals, there, {}, [&](const interval& one) {
        return view_.of(one.begin);
    });
    if (after == of.intervals.begin() || there > now_axis_ns_) return;
    const interval& its = *std::prev(after);
    const bool over = after != of.intervals.end();
    const float x = view_.x_of(view_.of(its.begin));
    const float right = view_.x_of(over ? view_.of(after->begin) : now_axis_ns_);
    const std::int64_t lasted = (over ? after->begin : now_).program_ns - its.begin.program_ns;
    std::string said = of.name + " " + std::string(words_of(its.state));
    const bool at_end =
        its.state.status == model::status::finished || its.state.status == model::status::panicked;
    // What goes on has no length yet; and a tooltip whose words change does not come.
    if (over && !at_end && lasted > 0) said += ", for " + session::duration_words(lasted);
    ctx.tooltip(rect{x, bar.y, right - x, bar.height}.intersection(bar), said);
}

void timeline_panel::draw_arrows(ui::context& ctx, const timeline_places& at) {
    visible(data_, view_, 3, arrow_pieces_);
    // Where there are many they step back, so that the lanes are still seen.
    const float crowd = static_cast<float>(arrow_pieces_.size()) * 12 / std::max(1.0f, view_.width);
    const float strength = std::clamp(1.0f / std::max(1.0f, crowd), 0.1f, 1.0f);
    const ui::colour ink = ui::faded(ctx.colours().text.strong, 0.75f * strength);
    std::vector<float> heads(at.lanes.size(), -1e6f); // where the last one stands, by lane
    for (const arrow_piece& arrow : arrow_pieces_) {
        if (arrow.from >= at.lanes.size() || arrow.to >= at.lanes.size()) continue;
        const point from{arrow.x, bar_of(at.lanes[arrow.from]).center().y};
        const point to{arrow.right, bar_of(at.lanes[arrow.to]).center().y};
        ctx.paint().line(from, to, ink, 1);
        constexpr float apart = 7; // else two heads are one blot
        if (crowd >= 1 || to.x - heads[arrow.to] < apart) continue;
        ctx.paint().arrow_head(from, to, ink, 4, 1);
        heads[arrow.to] = to.x;
    }
}

void timeline_panel::draw_depth(ui::context& ctx, const depth_track& track, const rect& area) {
    const ui::theme& theme = ctx.colours();
    ui::painter& paint = ctx.paint();
    const float column = 1 / paint.scale();
    const float top = area.y + 2;
    const float unit = (area.bottom() - 1 - top) / static_cast<float>(ceiling_of(track));
    const auto y_of = [&](std::uint32_t depth) {
        return area.bottom() - 1 - unit * static_cast<float>(depth);
    };
    paint.line(
        {area.x, area.bottom() - 0.5f}, {area.right(), area.bottom() - 0.5f}, theme.outline.card
    );
    if (track.bound != chan::probe::unbounded && track.bound > 0) {
        const ui::colour amber = theme.state(state_role::waiting_send).pure;
        paint.line_dashed(
            {area.x, y_of(track.bound)},
            {area.right(), y_of(track.bound)},
            ui::faded(amber, 0.6f),
            1,
            {.on = 4, .off = 4}
        );
    }
    visible(track, view_, now_axis_ns_, column, depth_pieces_);
    const ui::colour fill = ui::faded(theme.accent, 0.18f);
    std::optional<float> before;
    for (const depth_piece& piece : depth_pieces_) {
        const float high = y_of(piece.high);
        const float low = y_of(piece.low);
        paint.fill({piece.x, high, piece.right - piece.x, area.bottom() - 1 - high}, fill);
        const float upmost = before ? std::min(*before, high) : high;
        const float lowest = before ? std::max(*before, low) : low;
        if (lowest - upmost > 0.1f) {
            paint.fill(
                {piece.x - 0.75f, upmost - 0.75f, 1.5f, lowest - upmost + 1.5f}, theme.accent
            );
        }
        const float last = y_of(piece.last);
        paint.fill(
            {piece.x, last - 0.75f, std::max(piece.right - piece.x, column), 1.5f}, theme.accent
        );
        before = last;
    }
}

void timeline_panel::draw_ruler(ui::context& ctx, const timeline_places& at) {
    const ui::theme& theme = ctx.colours();
    rect unit{at.names.x, at.ruler.y, at.names.width - 8, at.ruler.height};
    unit.y += 2;
    const ui::text_style small{.role = text_role::tiny, .ink = theme.text.muted};
    ui::label(ctx, "timeline.unit", unit, "program time", small);
    ctx.tooltip(unit, axis_words);
    const ruler_marks along = marks(view_, program_at(data_, view_, view_.begin_ns), 72);
    for (std::int64_t ns = along.first_ns;; ns += along.step_ns) {
        const std::int64_t place = view_.of(when_at(data_, ns));
        if (place > view_.end_ns) break;
        // As wide as the changes at this time; the present is one of them.
        const std::int64_t past =
            ns == now_.program_ns ? now_axis_ns_ : view_.of(when_past(data_, ns));
        if (past < view_.begin_ns) continue;
        const float first = std::max(view_.x_of(place), at.plot.x);
        const float last = std::max(std::min(view_.x_of(past), at.plot.right()), first + 1.5f);
        ctx.paint().fill({first, at.ruler.y + 1, last - first, 1.5f}, theme.text.faint);
        const float x = (first + last) / 2;
        const std::string text = mark_text(ns, along.step_ns);
        const float half = ctx.type().width(text_role::mono_small, text) / 2;
        ctx.paint().text(
            std::clamp(x, at.plot.x + half, at.ruler.right() - half),
            at.ruler.center().y + 2,
            text,
            {.role = text_role::mono_small,
             .ink = theme.text.faint,
             .x = ui::across::center,
             .y = ui::upright::middle}
        );
    }
}

void timeline_panel::draw_time(
    ui::context& ctx, const timeline_inputs& shown, const timeline_places& at
) {
    const float x = view_.x_of(head_axis_ns_);
    if (x < at.plot.x - 1 || x > at.plot.right() + 1) return; // as the playhead
    constexpr std::int64_t exactly = 10'000'000;
    const std::string words = mark_text(shown.program_ns, exactly);
    const float width = ctx.type().width(ui::text_role::tiny, words) + 4;
    constexpr float beside = 12;
    const bool right = x + beside + width <= at.plot.right();
    const float begin = right ? std::max(x + beside, at.plot.x)
                              : std::min(x - beside - width, at.plot.right() - width);
    const rect place{begin, at.head.y, width, 16};
    ctx.paint().text_in(
        place, words, {.role = ui::text_role::tiny, .ink = ctx.colours().text.muted}
    );
    ctx.note("timeline.time", place, words);
    ctx.tooltip(place, axis_words);
}

} // namespace app::views
