// The main window: lays the panels out, draws each, and turns the keys that no widget took into
// commands. Keeps the panels' own state (scroll offsets, zoom, data grown from the log), nothing
// that is true: that is asked of the session in each frame.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/views/code_panel.hpp"
#include "app/views/commands.hpp"
#include "app/views/lessons.hpp"
#include "app/views/notice.hpp"
#include "app/views/overlays.hpp"
#include "app/views/stage_panel.hpp"
#include "app/views/story_panel.hpp"
#include "app/views/timeline.hpp"

namespace app::views {

class window_view {
public:
    /// Between begin_frame and end_frame. The commands in the order they were given.
    [[nodiscard]] commands draw(ui::context& ctx, const session::session& shown);

    /// Something still moves on the screen by itself: draw another frame.
    [[nodiscard]] bool moving() const { return stage_.moving(); }

private:
    lessons_panel lessons_;
    stage_panel stage_;
    timeline_panel timeline_;
    story_panel story_;
    code_panel code_;
    overlays overlays_;
    notice_card notice_;
};

} // namespace app::views
