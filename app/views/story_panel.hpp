// The story panel: where the learner is in the lesson's story, its text, the question before the
// run and the true outcome after it, and, always visible, what to do next with the buttons that do
// it.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/views/commands.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace app::views {

class story_panel {
public:
    void draw(ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out);

    /// The height in which each step of the lesson is whole before it is run: the same for all.
    [[nodiscard]] static float needs(ui::context& ctx, const session::session& shown, float width);

private:
    void follow(const session::session& shown, const std::optional<ui::rect>& news);

    /// What the scroll offset belongs to.
    struct page {
        std::string_view lesson;
        std::size_t step = 0;
        float news = 0; // the height of what came out; 0: nothing did yet
        friend bool operator==(const page&, const page&) = default;
    };
    ui::scroll_state scroll_;
    page at_;
};

} // namespace app::views
