// The log as a list: only the rows in sight are drawn, however many there are. A click looks back
// at the world just after that event.
#include "app/views/code_panel.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/status_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

constexpr float event_height = 28;

std::string time_text(std::int64_t ns) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f s", static_cast<double>(ns) / 1e9);
    return text.data();
}

} // namespace

void code_panel::draw_events(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    const ui::theme& theme = ctx.colours();
    const auto& rows = log_.rows();
    const std::size_t current = log_.row_at(shown.play().shown_events());
    const float height = static_cast<float>(rows.size()) * event_height + 16;
    if (current != followed_row_) {
        followed_row_ = current;
        const float at = current == event_log::npos ? 0 : static_cast<float>(current);
        events_scroll_.reveal = rect{0, 8 + at * event_height - event_height, 1, 3 * event_height};
    }
    if (rows.empty()) {
        ui::paragraph(
            ctx,
            "events.none",
            area.inset(ui::metric::padding, 16),
            "Nothing has happened yet: the threads stand at their start.",
            {.role = text_role::small, .ink = theme.text.muted}
        );
        return;
    }
    ui::scroll_area view(ctx, "events.scroll", area, events_scroll_, height);
    const rect all = view.content();
    const float time_width =
        std::ceil(ctx.type().width(text_role::mono_small, time_text(rows.back().at_ns)));
    const float scrolled = area.y - all.y;
    const auto first = static_cast<std::size_t>(std::max(0.0f, (scrolled - 8) / event_height));
    const auto fitting = static_cast<std::size_t>(area.height / event_height) + 2;
    for (std::size_t i = first; i < std::min(rows.size(), first + fitting); ++i) {
        const event_log::row& row = rows[i];
        const float y = all.y + 8 + static_cast<float>(i) * event_height;
        rect line{area.x, y, area.width, event_height};
        if (is_cut(line, area) || !line.overlaps(area)) continue;
        const bool is_current = i == current;
        const bool later = current == event_log::npos || i > current;
        const std::string name(log_.name(row.actor));
        const std::string words = std::string(log_.words(row));
        const std::string sentence = name.empty() ? words : name + " " + words;
        const ui::interaction used = ctx.interact(
            "events." + std::to_string(i),
            line,
            {.kind = ui::item_kind::row,
             .text = sentence,
             .value = time_text(row.at_ns),
             .selected = is_current,
             .focusable = true}
        );
        const rect face = line.inset(6, 1);
        if (is_current) {
            ctx.paint().fill(face, theme.surface.selected, 4);
            ctx.paint().fill({face.x, face.y, 3, face.height}, theme.accent, 1.5f);
        } else if (used.hovered) {
            ctx.paint().fill(face, theme.surface.hovered, 4);
            ctx.cursor(ui::mouse_cursor::hand);
        }
        ctx.focus_ring(face, 4);
        if (used.clicked) out.push_back(session::look_at_event{row.event + 1});
        rect words_area = face.inset(12, 0);
        ctx.paint().text_in(
            words_area.cut_left(time_width, 12),
            time_text(row.at_ns),
            {.role = text_role::mono_small, .ink = theme.text.faint, .x = ui::across::right}
        );
        // What is still to come, seen from a past moment, steps back but can be read.
        const ui::colour name_ink =
            later ? theme.text.faint : theme.state(role_of(row.status)).words;
        const ui::colour ink = later ? theme.text.faint
            : is_current             ? theme.text.strong
                                     : theme.text.body;
        if (!name.empty()) {
            const float width = std::ceil(ctx.type().width(text_role::small_strong, name));
            ctx.paint().text_in(
                words_area.cut_left(std::min(width, words_area.width), 6),
                name,
                {.role = text_role::small_strong, .ink = name_ink}
            );
        }
        if (ctx.paint().text_in(words_area, words, {.role = text_role::small, .ink = ink})) {
            ctx.tooltip(line, sentence);
        }
    }
}

} // namespace app::views
