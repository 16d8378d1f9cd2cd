// What lies above the panels: the key help, the jump to a lesson, the settings, what the program is
// made with.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/ui/text_edit.hpp"
#include "app/views/commands.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

/// The lessons whose number, title, id or purpose contains the words, letter case aside; the best
/// first: those whose title begins with them.
[[nodiscard]] std::vector<const scenarios::lesson*> lessons_like(std::string_view words);

/// A library or typeface that is in the program, and under which licence.
struct ingredient {
    std::string_view target; // third_party::…
    std::string_view name;
    std::string_view use;
    std::string_view licence;
};
[[nodiscard]] std::span<const ingredient> ingredients();

class overlays {
public:
    void draw(ui::context& ctx, const session::session& shown, commands& out);

private:
    void draw_keys(ui::context& ctx, commands& out);
    void draw_about(ui::context& ctx, commands& out);
    void draw_jump(ui::context& ctx, const session::session& shown, commands& out);

    session::overlay was_ = session::overlay::none;
    ui::text_edit jump_words_;
    std::size_t jump_row_ = 0;
    ui::scroll_state about_scroll_;
};

/// Theme, scale and motion.
void draw_settings(ui::context& ctx, const session::session& shown, commands& out);

} // namespace app::views
