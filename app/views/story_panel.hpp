// The story panel: where the learner is in the lesson's story, its text, the question before the
// run and the true outcome after it, and, always visible, what to do next with the buttons that do
// it.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/views/commands.hpp"

namespace app::views {

class story_panel {
public:
    void draw(ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out);

    /// The height in which nothing needs to be scrolled.
    [[nodiscard]] static float needs(ui::context& ctx, const session::session& shown, float width);

private:
    ui::scroll_state scroll_;
    std::size_t step_ = 0; // that the scroll offset belongs to
    bool closed_ = false;
};

} // namespace app::views
