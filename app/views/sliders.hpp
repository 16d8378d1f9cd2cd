// The panel under the stage: the sliders that the lesson declares, buffer first, and its variants
// as one row of choices.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/views/commands.hpp"

namespace app::views {

/// The height that the panel needs at a width.
float sliders_height(ui::context& ctx, const session::session& shown, float width);

void draw_sliders(
    ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out
);

} // namespace app::views
