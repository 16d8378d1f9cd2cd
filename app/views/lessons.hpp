// The list of lessons at the left: number, title, how far the learner is. Only lessons that exist.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/views/commands.hpp"

namespace app::views {

class lessons_panel {
public:
    void draw(ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out);

private:
    ui::scroll_state scroll_;
};

} // namespace app::views
