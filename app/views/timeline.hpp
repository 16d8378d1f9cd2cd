// The timeline panel: a lane per actor (those who are yet to be spawned have theirs already, so
// that nothing moves when they come), arrows from send to receive, each channel's depth under
// them on the same axis, and the playhead. Drag the playhead or the ruler to look back, the wheel
// zooms at the cursor, dragging the lanes pans, a double click fits the whole run.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/views/commands.hpp"
#include "app/views/timeline_data.hpp"
#include "app/views/timeline_view.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

/// Where the parts of the panel are; lanes and depths share one axis.
struct timeline_places {
    ui::rect caption;
    ui::rect names; // left of the plot
    ui::rect plot;  // lanes and depths
    ui::rect ruler; // below it: the marks
    ui::rect head;  // above it: the playhead's handle
    float lane_pitch = 0;
    std::vector<ui::rect> lanes;
    std::vector<ui::rect> depths;
};

/// `area`: the panel. Where it is lower than `timeline_needs`, all but the lanes gives way.
[[nodiscard]] timeline_places
place_timeline(const ui::rect& area, std::size_t lanes, std::span<const depth_track> depths);

/// The least height of the panel in which so many lanes, and these depths, can be told apart.
[[nodiscard]] float timeline_needs(std::size_t lanes, std::span<const depth_track> depths);

/// What the panel shows of a run that is played.
struct timeline_inputs {
    std::uint64_t run = 0; // another number: another run
    const chan::trace::log* log = nullptr;
    std::string_view lesson{};   // another one has another cast
    std::uint64_t rehearsal = 0; // another number: another log of it
    const chan::trace::log* rehearsed = nullptr; // who will take part; null: not known yet
    std::size_t actors = 0; // at the playhead: whoever comes later is yet to be spawned
    std::size_t events = 0; // … and so many have happened
    std::int64_t program_ns = 0; // the stage clock at the playhead
    std::int64_t now_ns = 0;     // … and now
    bool going = false; // now moves on
    bool past = false;  // the playhead stands before now
};
[[nodiscard]] timeline_inputs timeline_of(const session::session& of);

class timeline_panel {
public:
    void draw(ui::context& ctx, const timeline_inputs& shown, const ui::rect& area, commands& out);
    /// Takes in what is new; the least height in which the lanes of all can then be told apart.
    [[nodiscard]] float needs(const timeline_inputs& shown);
    [[nodiscard]] const timeline_data& data() const { return data_; }

private:
    void follow(const timeline_inputs& shown);
    void follow_now(const timeline_inputs& shown);
    /// What is seen from a place on the axis: an event, within its hair, or a time between two.
    [[nodiscard]] session::command
    look_at(const timeline_inputs& shown, std::int64_t axis_ns) const;
    /// Of the run, or who is yet to come.
    [[nodiscard]] const std::string& lane_name(std::size_t index) const;
    [[nodiscard]] std::size_t lane_count() const;
    [[nodiscard]] std::span<const depth_track> depths() const;
    void zoom_and_pan(ui::context& ctx, const timeline_places& at);
    void draw_names(ui::context& ctx, const timeline_inputs& shown, const timeline_places& at);
    void draw_lanes(ui::context& ctx, const timeline_places& at);
    /// The tooltip of what the mouse is at.
    void tell_state(ui::context& ctx, const lane& of, const ui::rect& bar);
    void draw_arrows(ui::context& ctx, const timeline_places& at);
    void draw_depth(ui::context& ctx, const depth_track& track, const ui::rect& area);
    void draw_ruler(ui::context& ctx, const timeline_places& at);
    /// Beside the playhead.
    void draw_time(ui::context& ctx, const timeline_inputs& shown, const timeline_places& at);
    void draw_playhead(
        ui::context& ctx, const timeline_inputs& shown, const timeline_places& at, commands& out
    );

    timeline_data data_;
    timeline_data cast_;          // of the rehearsal
    std::string_view cast_lesson_;
    time_view view_;
    when now_;
    std::int64_t now_axis_ns_ = 0; // the present has a width, so that what has just begun is seen
    std::int64_t head_axis_ns_ = 0; // the playhead
    bool fits_ = true;                    // shows the whole run, however long it gets
    float panned_from_ = 0;               // where the mouse was in the frame before, while it drags
    std::vector<lane_piece> lane_pieces_; // kept for their memory
    std::vector<depth_piece> depth_pieces_;
    std::vector<arrow_piece> arrow_pieces_;
};

} // namespace app::views
