// What the story's column is made of: distances, a cursor that measures or draws, and the box of
// the question: before the run all that can be answered, after it what is true and what came out.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/widgets.hpp"
#include "app/views/commands.hpp"

#include <optional>
#include <string_view>

namespace app::views {

/// The distances, which are less in a low window.
struct spacing {
    float edge = 16; // above and below all of it
    float head = 28; // "STORY" and what follows; 0: the heading stands there
    float gap = 12;  // between parts
    float box_top = 12, box_gap = 8, box_bottom = 12; // of the question
    float footer = ui::metric::button_height;
};
[[nodiscard]] spacing spacing_of(const ui::context& ctx);

/// Goes down a column: measures, and draws where it is told to.
struct column {
    ui::context& ctx;
    ui::rect rest;
    bool draws = true;
    float used = 0;
    std::optional<ui::rect> news = {}; // what is asked, or came out; from the top of the column

    void skip(float height) {
        rest.cut_top(height);
        used += height;
    }
    void text(std::string_view name, std::string_view words, ui::text_role role, ui::colour ink) {
        const float height = ui::wrapped_height(ctx.type(), role, words, rest.width);
        if (draws) {
            ui::paragraph(
                ctx,
                name,
                {rest.x, rest.y, rest.width, height + 1},
                words,
                {.role = role, .ink = ink}
            );
        }
        skip(height);
    }
};

/// The box of the question that the shown step has.
void question_box(column& in, const session::session& shown, commands* out);

/// Before the run, and after it with three lines of what came out, or four in a very low window,
/// which is narrow, too. (More of that is scrolled to.)
[[nodiscard]] float
tallest_question(ui::context& ctx, const scenarios::question& question, float width);

} // namespace app::views
