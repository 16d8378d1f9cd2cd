// What the mouse and the keyboard do to the view and the playhead; the drawing of lanes, arrows and
// depths is in timeline_draw.cpp.
#include "app/views/timeline.hpp"

#include "app/session/words.hpp"
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace app::views {
namespace {

using ui::rect;

constexpr float names_width = 92;
constexpr float head_height = 20; // the caption and the playhead's handle share a line
constexpr float lane_least = 14;
constexpr float lane_most = 40;
constexpr float flat_height = 20;
constexpr float depth_gap = 8;

/// What gives way in a panel that is too low for its lanes.
struct timeline_spacing {
    float padding = 12;
    float ruler = 20;
    float depth_least = 32;
};
constexpr timeline_spacing tight{.padding = 8, .ruler = 16, .depth_least = 24};

/// A rendezvous channel holds nothing: its depth is a line.
bool is_flat(const depth_track& track) {
    return track.bound == 0;
}

float depth_needs(const depth_track& track, const timeline_spacing& between) {
    return depth_gap + (is_flat(track) ? flat_height : between.depth_least);
}

} // namespace

timeline_places
place_timeline(const rect& area, std::size_t lanes, std::span<const depth_track> depths) {
    const bool low = area.height < timeline_needs(lanes, depths);
    const timeline_spacing between = low ? tight : timeline_spacing{};
    timeline_places at;
    rect rest = area.inset(ui::metric::padding, between.padding);
    const rect top = rest.cut_top(head_height);
    const rect bottom = rest.cut_bottom(between.ruler);
    at.caption = top;
    at.names = rest.cut_left(names_width);
    at.plot = rest;
    at.head = {rest.x, top.y, rest.width, top.height};
    at.ruler = {rest.x, bottom.y, rest.width, bottom.height};
    const float count = static_cast<float>(std::max<std::size_t>(1, lanes));
    float needed = 0; // by the depths
    float high = 0;   // how many of them have a height
    for (const depth_track& track : depths) {
        needed += depth_needs(track, between);
        high += is_flat(track) ? 0.0f : 1.0f;
    }
    // Lanes first, up to their natural height; what is left is the depths', but not less than they
    // need.
    const float wish = high > 0 ? rest.height * 0.55f : rest.height;
    const float for_lanes = std::min(rest.height - needed, std::max(wish, count * lane_least));
    at.lane_pitch = std::clamp(std::floor(for_lanes / count), 8.0f, lane_most);
    for (std::size_t i = 0; i < lanes; ++i) at.lanes.push_back(rest.cut_top(at.lane_pitch));
    const float spare = high > 0 ? (rest.height - needed) / high : 0;
    for (const depth_track& track : depths) {
        rest.cut_top(depth_gap);
        at.depths.push_back(rest.cut_top(is_flat(track) ? flat_height : between.depth_least + spare)
        );
    }
    return at;
}

float timeline_needs(std::size_t lanes, std::span<const depth_track> depths) {
    const timeline_spacing between;
    float height = 2 * between.padding + head_height + between.ruler;
    height += static_cast<float>(lanes) * lane_least;
    for (const depth_track& track : depths) height += depth_needs(track, between);
    return height;
}

timeline_inputs timeline_of(const session::session& of) {
    const session::playback& play = of.play();
    const session::rehearsal& rehearsed = of.rehearsed();
    return {
        .run = play.run_number(),
        .log = &play.history().log(),
        .lesson = of.lesson().id,
        .rehearsal = rehearsed.number(),
        .rehearsed = rehearsed.over() ? &rehearsed.log() : nullptr,
        .actors = play.shown().actors.size(),
        .events = play.shown_events(),
        .program_ns = play.shown_stage_ns(),
        .now_ns = play.stage_ns(),
        .going = play.going(),
        .past = play.view() == session::view::past,
    };
}

/// Until the rehearsal is over, the cast of the one before it is the best guess, in one lesson.
void timeline_panel::follow(const timeline_inputs& shown) {
    const std::uint64_t run_before = data_.run();
    data_.follow(shown.run, *shown.log);
    if (data_.run() != run_before) fits_ = true;
    if (shown.rehearsed != nullptr) {
        cast_.follow(shown.rehearsal, *shown.rehearsed);
    } else if (shown.lesson != cast_lesson_) {
        cast_ = {};
    }
    cast_lesson_ = shown.lesson;
}

std::size_t timeline_panel::lane_count() const {
    return std::max(data_.lanes().size(), cast_.lanes().size());
}

const std::string& timeline_panel::lane_name(std::size_t index) const {
    return index < data_.lanes().size() ? data_.lanes()[index].name : cast_.lanes()[index].name;
}

std::span<const depth_track> timeline_panel::depths() const {
    return data_.depths().size() < cast_.depths().size() ? cast_.depths() : data_.depths();
}

float timeline_panel::needs(const timeline_inputs& shown) {
    follow(shown);
    return timeline_needs(lane_count(), depths());
}

void timeline_panel::follow_now(const timeline_inputs& shown) {
    constexpr float present = 8;
    now_ = {shown.now_ns, data_.after(data_.events().size()).changes};
    view_ = fits_
        ? fitted(view_, now_)
        : limited(with_changes(data_, view_, change_width(view_, now_)), now_);
    const std::int64_t ahead = view_.span_ns() / 20;
    const std::int64_t now_ns = view_.of(now_);
    if (!fits_ && !shown.past && shown.going && now_ns > view_.end_ns - ahead) {
        // Zoomed in, the view goes along with a now that leaves it while the run plays.
        const std::int64_t by = now_ns - (view_.end_ns - ahead);
        view_.begin_ns += by;
        view_.end_ns += by;
    }
    const bool begun = !data_.events().empty();
    now_axis_ns_ = now_ns + (begun ? view_.ns_at(view_.x + present) - view_.begin_ns : 0);
    head_axis_ns_ = !shown.past
        ? now_axis_ns_
        : view_.of({shown.program_ns, data_.after(shown.events).changes});
}

session::command
timeline_panel::look_at(const timeline_inputs& shown, std::int64_t axis_ns) const {
    const std::size_t events = count_at(data_, view_, axis_ns);
    const when last = data_.after(events);
    const std::int64_t beyond = axis_ns - view_.of(last);
    if (events == 0 || beyond <= 0) return session::look_at_event{events};
    return session::look_at_time{(*shown.log)[events - 1].shown_ns + beyond};
}

void timeline_panel::zoom_and_pan(ui::context& ctx, const timeline_places& at) {
    const rect all{at.plot.x, at.head.y, at.plot.width, at.ruler.bottom() - at.head.y};
    const ui::interaction used = ctx.interact(
        "timeline",
        all,
        {.kind = ui::item_kind::area,
         .text = "Timeline",
         .value = fits_ ? "whole run" : "zoomed in",
         .focusable = true}
    );
    ctx.focus_ring(all, 4);
    ui::input& in = ctx.in();
    double factor = 1;
    if (all.contains(in.mouse) && !ctx.any_modal()) {
        factor = std::pow(1.25, std::clamp(static_cast<double>(in.wheel), -20.0, 20.0));
        in.wheel = 0;
    }
    float across = in.mouse.x;
    if (used.ring) {
        across = at.plot.center().x;
        if (in.take(ui::key::up)) factor *= 1.25;
        if (in.take(ui::key::down)) factor /= 1.25;
    }
    if (factor != 1) {
        view_ = limited(view_.zoomed(across, factor), now_);
        fits_ = view_.begin_ns == 0 && view_.of(now_) <= view_.end_ns;
    }
    if (used.double_clicked) fits_ = true;
    if (used.pressed) panned_from_ = in.mouse.x;
    if (used.held && !fits_) {
        view_ = limited(view_.panned(in.mouse.x - panned_from_), now_);
        panned_from_ = in.mouse.x;
        ctx.cursor(ui::mouse_cursor::resize_across);
    }
}

void timeline_panel::draw_playhead(
    ui::context& ctx, const timeline_inputs& shown, const timeline_places& at, commands& out
) {
    const ui::theme& theme = ctx.colours();
    const ui::input& in = ctx.in();
    // The ruler, above and below, takes the playhead along from wherever it is pressed.
    bool moved = false;
    for (const auto& [name, strip] :
         {std::pair{"timeline.ruler", at.ruler}, std::pair{"timeline.head", at.head}}) {
        const ui::interaction used = ctx.interact(
            name, strip, {.kind = ui::item_kind::area, .text = "ruler", .focusable = false}
        );
        moved |= used.held;
    }
    const float x = std::clamp(view_.x_of(head_axis_ns_), at.plot.x - 8, at.plot.right() + 8);
    const bool visible = x >= at.plot.x - 1 && x <= at.plot.right() + 1;
    const rect grip{x - 7, at.head.y, 14, at.plot.bottom() - at.head.y};
    if (visible) {
        const ui::interaction used = ctx.interact(
            "timeline.playhead",
            grip,
            {.kind = ui::item_kind::area,
             .text = "playhead",
             .value = session::duration_words(shown.program_ns),
             .tooltip = "Drag to look back"}
        );
        moved |= used.held && !used.pressed;
        if (used.hovered || used.held) ctx.cursor(ui::mouse_cursor::resize_across);
        ctx.focus_ring(grip, 4);
        const rect line{x - 1, at.head.y + 8, 2, at.plot.bottom() - at.head.y - 8};
        const ui::colour ink = theme.kind == ui::theme_kind::dark ? theme.knob : theme.text.strong;
        ctx.paint().fill(line, ink);
        const std::array<ui::point, 3> triangle{
            ui::point{x - 7, at.head.y}, {x + 7, at.head.y}, {x, at.head.y + 9}};
        ctx.paint().polygon(triangle, ink);
    }
    if (!moved) return;
    const std::int64_t asked = view_.ns_at(std::clamp(in.mouse.x, at.plot.x, at.plot.right()));
    // At the right end, the playhead is let go to run along with now again.
    out.push_back(asked >= view_.of(now_) ? session::look_at_now{} : look_at(shown, asked));
}

void timeline_panel::draw(
    ui::context& ctx, const timeline_inputs& shown, const rect& area, commands& out
) {
    ctx.paint().fill(area, ctx.colours().surface.panel, ui::metric::panel_radius);
    ctx.paint().stroke(area, ctx.colours().outline.panel, 1, ui::metric::panel_radius);
    follow(shown);
    const timeline_places at = place_timeline(area, lane_count(), depths());
    ui::caption(ctx, at.caption, "TIMELINE");
    view_.x = at.plot.x;
    view_.width = std::max(1.0f, at.plot.width);
    follow_now(shown);
    zoom_and_pan(ctx, at);
    draw_names(ctx, shown, at);
    ctx.paint().push_clip({at.plot.x, area.y, at.plot.width, area.height});
    draw_lanes(ctx, at);
    for (std::size_t i = 0; i < data_.depths().size(); ++i) {
        draw_depth(ctx, data_.depths()[i], at.depths[i]);
    }
    draw_arrows(ctx, at);
    if (shown.past) {
        const float from = std::max(view_.x_of(head_axis_ns_), at.plot.x);
        const rect later{from, at.plot.y, std::max(0.0f, at.plot.right() - from), at.plot.height};
        ctx.paint().fill(later, ui::faded(ctx.colours().surface.panel, 0.6f));
    }
    ctx.paint().pop_clip();
    draw_ruler(ctx, at);
    draw_time(ctx, shown, at);
    draw_playhead(ctx, shown, at, out);
}

} // namespace app::views
