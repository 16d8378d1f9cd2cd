// The stage in its panel: gives app/stage the moment to draw, the cards to show and what is
// selected, and turns what was clicked into commands. In step mode it offers who may go next.
#pragma once

#include "app/session/session.hpp"
#include "app/stage/picture.hpp"
#include "app/stage/stage.hpp"
#include "app/ui/context.hpp"
#include "app/views/commands.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace app::views {

class stage_panel {
public:
    /// `lines`: the listing that is shown, by whose numbers lines are named.
    void draw(
        ui::context& ctx,
        const session::session& shown,
        const scenarios::listing& lines,
        const ui::rect& area,
        commands& out
    );

    [[nodiscard]] bool moving() const { return moving_; }

private:
    void keep_cast(const session::session& shown, double now);
    /// The picture of the run before, while it still stands or turns into that of this one.
    void keep_picture(ui::context& ctx, const session::session& shown, stage::inputs& inputs);

    stage::follower follower_;
    stage::cast_memory memory_, past_memory_;
    stage::cast learned_; // of this run so far
    stage::cast start_;   // of the run before, where it was one like this, or of a rehearsal
    std::uint64_t rehearsed_ = 0;
    std::size_t learned_events_ = 0;
    std::string like_; // its likeness
    std::string_view lesson_;
    std::uint64_t run_ = 0;
    bool moving_ = false;
    stage::picture drawn_;  // in the frame before
    stage::picture before_; // of the run before
    std::optional<double> restarted_at_; // while `before_` is of use
    std::optional<double> turned_at_;    // since this run has a channel
};

} // namespace app::views
