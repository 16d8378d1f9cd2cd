// The two sides keep their ends of the row, whatever the other one says.
#include "app/views/unseen_marks.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/status_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

/// What it may say, the longest first.
std::array<std::string, 3> words_of(const unseen_marks::side& of) {
    std::string names, shortest;
    for (const line_mark& mark : of.marks) {
        names += (names.empty() ? "" : ", ") + mark.names;
        shortest += (shortest.empty() ? "" : ", ") + mark.shortest;
    }
    return {names, shortest, std::to_string(of.marks.size())};
}

/// The colour of their state, where it is the same one.
ui::colour ink_of(const ui::theme& theme, const unseen_marks::side& of) {
    const auto role = [](const line_mark& mark) { return role_of(mark.status, mark.stuck); };
    const bool alike = std::ranges::all_of(of.marks, [&](const line_mark& mark) {
        return role(mark) == role(of.marks.front());
    });
    return alike ? theme.state(role(of.marks.front())).words : theme.text.body;
}

} // namespace

unseen_marks unseen_of(
    const std::vector<code_row>& rows, const std::vector<marked_line>& marked, row_places at
) {
    unseen_marks found;
    for (const marked_line& one : marked) {
        const auto first = std::ranges::find(rows, one.line, &code_row::line) - rows.begin();
        for (const mark_place& place : one.places) {
            const std::size_t row = static_cast<std::size_t>(first) + place.row;
            const float top = at.above + at.row * static_cast<float>(row);
            const bool is_above = top < -0.5f;
            if (!is_above && top + at.row <= at.seen + 0.5f) continue;
            unseen_marks::side& into = is_above ? found.above : found.below;
            const bool nearer = is_above ? row > into.nearest : row < into.nearest;
            if (into.marks.empty() || nearer) into.nearest = row;
            into.marks.push_back(one.marks[place.mark]);
        }
    }
    return found;
}

std::optional<std::size_t>
draw_unseen(ui::context& ctx, const rect& row, const unseen_marks& what) {
    struct hint {
        const unseen_marks::side& of;
        const char* name;
        std::string arrow;
    };
    const std::array hints{
        hint{what.above, "code.above", "\u2191 "}, hint{what.below, "code.below", "\u2193 "}};
    const float room =
        what.above.marks.empty() || what.below.marks.empty() ? row.width : row.width / 2 - 4;
    std::optional<std::size_t> clicked;
    for (const hint& one : hints) {
        if (one.of.marks.empty()) continue;
        const auto words = words_of(one.of);
        const auto width_of = [&](const std::string& said) {
            return std::ceil(ctx.type().width(text_role::tiny, one.arrow + said)) + 6;
        };
        std::size_t length = 0;
        while (length < 2 && width_of(words[length]) > room) ++length;
        const std::string said = one.arrow + words[length];
        const float width = width_of(words[length]);
        const bool above = &one == &hints.front();
        const float x = above ? row.x : row.right() - width;
        const rect place{x, row.center().y - 14, width, 28};
        const std::string tooltip = "On a line that is scrolled away: " + words[0];
        const auto found = ctx.interact(
            one.name, place, {.kind = ui::item_kind::button, .text = said, .tooltip = tooltip}
        );
        if (found.hovered) ctx.cursor(ui::mouse_cursor::hand);
        const ui::colour ink = ink_of(ctx.colours(), one.of);
        ctx.paint().text_in(
            place, said, {.role = text_role::tiny, .ink = ink, .x = ui::across::center}
        );
        ctx.focus_ring(place.inset(0, 4), 4);
        if (found.clicked) clicked = one.of.nearest;
    }
    return clicked;
}

} // namespace app::views
