// The marks beside the code: who stands on a line. Pills with whole names where the code leaves
// room for them; else pills with what tells the actors apart; else that, or how many they are,
// close together in one pill. Code keeps `marks_room` free, so that the last form covers none of
// it.
#include "app/ui/widgets.hpp"
#include "app/views/code_panel.hpp"
#include "app/views/status_look.hpp"

#include <algorithm>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

constexpr float from_edge = 8;
constexpr float from_code = 4;
constexpr float between_pills = 6;
constexpr float between_words = 6;
constexpr float pill_side = 5;
constexpr float pill_height = 18;

using marks_here = std::vector<const line_mark*>;
using form = std::string (*)(const line_mark&);

std::string names_of(const line_mark& mark) {
    return mark.names;
}
std::string brief_of(const line_mark& mark) {
    return mark.brief;
}
std::string count_of(const line_mark& mark) {
    return mark.count == 1 ? mark.brief : "\u00D7" + std::to_string(mark.count);
}

float pills_width(ui::context& ctx, const marks_here& marks, form words) {
    float width = -between_pills;
    for (const line_mark* mark : marks) {
        const std::string text = words(*mark);
        width += ui::badge_width(ctx, {.text = text, .ink = {}}) + between_pills;
    }
    return width;
}

float joined_width(ui::context& ctx, const marks_here& marks, form words) {
    float width = 2 * pill_side - between_words;
    for (const line_mark* mark : marks) {
        width += ctx.type().width(text_role::tiny, words(*mark)) + between_words;
    }
    return width;
}

void register_mark(ui::context& ctx, const line_mark& mark, const rect& place, bool whole) {
    ctx.note("code.mark." + mark.names, place, mark.names);
    if (!whole) ctx.tooltip(place, mark.names);
}

void draw_pills(ui::context& ctx, const marks_here& marks, rect room, form words) {
    for (const line_mark* mark : marks) {
        const std::string text = words(*mark);
        const ui::colour ink = ctx.colours().state(role_of(mark->status, mark->stuck)).words;
        const float width = ui::badge_width(ctx, {.text = text, .ink = ink});
        const rect place = room.cut_right(width, between_pills);
        ui::badge(ctx, place, {.text = text, .ink = ink});
        register_mark(ctx, *mark, place, text == mark->names);
    }
}

void draw_joined(ui::context& ctx, const marks_here& marks, rect room, form words) {
    const ui::theme& theme = ctx.colours();
    const float width = joined_width(ctx, marks, words);
    const rect place{room.right() - width, room.y, width, room.height};
    const rect pill = ui::centered(place.center(), width, std::min(pill_height, room.height));
    ctx.paint().fill(pill, theme.surface.window, pill.height / 2);
    ctx.paint().stroke(pill, theme.outline.strong, 1, pill.height / 2);
    rect rest = place.inset(pill_side, 0);
    for (const line_mark* mark : marks) {
        const std::string text = words(*mark);
        const ui::colour ink = theme.state(role_of(mark->status, mark->stuck)).words;
        const rect word = rest.cut_left(ctx.type().width(text_role::tiny, text), between_words);
        ctx.paint().text_in(word, text, {.role = text_role::tiny, .ink = ink});
        register_mark(ctx, *mark, word, false);
    }
}

} // namespace

void draw_line_marks(
    ui::context& ctx,
    std::span<const line_mark> marks,
    std::uint32_t line,
    rect row,
    float text_right
) {
    marks_here here;
    for (const line_mark& mark : marks) {
        if (mark.line == line) here.push_back(&mark);
    }
    if (here.empty()) return;
    row.cut_right(from_edge);
    const float room = row.right() - text_right - from_code;
    for (const form words : {names_of, brief_of}) {
        if (pills_width(ctx, here, words) > room) continue;
        draw_pills(ctx, here, row, words);
        return;
    }
    const bool brief = joined_width(ctx, here, brief_of) <= room;
    draw_joined(ctx, here, row, brief ? brief_of : count_of);
}

} // namespace app::views
