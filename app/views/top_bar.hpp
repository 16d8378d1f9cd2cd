// The bar above all panels: what lesson this is, transport, speed, mode, and the badge that says
// whether one looks at now, the past or a replay.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/views/commands.hpp"

namespace app::views {

/// `title_x`: where the lesson's title begins, in line with the panels below.
void draw_top_bar(
    ui::context& ctx,
    const session::session& shown,
    const ui::rect& area,
    float title_x,
    commands& out
);

} // namespace app::views
