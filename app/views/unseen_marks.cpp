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
std::array<std::string, 3> words_of(const unseen_marks& of, std::string_view arrow) {
    std::string names, brief;
    for (const line_mark& mark : of.marks) {
        names += (names.empty() ? "" : ", ") + mark.names;
        brief += (brief.empty() ? "" : ", ") + mark.shortest;
    }
    const std::string before = std::string(arrow) + " ";
    return {before + names, before + brief, before + std::to_string(of.marks.size())};
}

} // namespace

std::optional<float>
draw_unseen(ui::context& ctx, rect row, const unseen_marks& above, const unseen_marks& below) {
    struct side {
        const unseen_marks& of;
        const char* name;
        const char* arrow;
    };
    const std::array sides{
        side{below, "code.below", "\u2193"}, side{above, "code.above", "\u2191"}};
    const auto width_of = [&](const std::string& words) {
        return std::ceil(ctx.type().width(text_role::tiny, words)) + 6;
    };
    constexpr float between = 6;
    std::optional<float> clicked;
    // As long as both have room: the same length for both.
    std::size_t length = 0;
    for (; length < 2; ++length) {
        float width = 0;
        for (const side& one : sides) {
            if (one.of.marks.empty()) continue;
            width += width_of(words_of(one.of, one.arrow)[length]) + between;
        }
        if (width <= row.width) break;
    }
    for (const side& one : sides) {
        if (one.of.marks.empty()) continue;
        const auto words = words_of(one.of, one.arrow);
        const rect place = row.cut_right(width_of(words[length]), between);
        const rect pill = ui::centered(place.center(), place.width, 20);
        const line_mark& first = one.of.marks.front();
        const bool alike = std::ranges::all_of(one.of.marks, [&](const line_mark& mark) {
            return role_of(mark.status, mark.stuck) == role_of(first.status, first.stuck);
        });
        const ui::colour ink = alike ? ctx.colours().state(role_of(first.status, first.stuck)).words
                                     : ctx.colours().text.body;
        const std::string tooltip = "On a line that is scrolled away: " + words[0].substr(4);
        const auto found = ctx.interact(
            one.name,
            pill.inset(0, -4),
            {.kind = ui::item_kind::button, .text = words[length], .tooltip = tooltip}
        );
        if (found.hovered) ctx.cursor(ui::mouse_cursor::hand);
        ctx.paint().text_in(
            pill, words[length], {.role = text_role::tiny, .ink = ink, .x = ui::across::center}
        );
        ctx.focus_ring(pill, 4);
        if (found.clicked) clicked = one.of.nearest;
    }
    return clicked;
}

} // namespace app::views
