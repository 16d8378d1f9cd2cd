// Rows in a scroll area; a footer with the ways to help and settings.
#include "app/views/lessons.hpp"

#include "app/ui/widgets.hpp"

#include <string>

namespace app::views {
namespace {

using ui::rect;

/// "? keys": a quiet button that shows an overlay.
void footer_button(
    ui::context& ctx,
    rect& row,
    std::string_view command,
    const ui::button_options& options,
    commands& out
) {
    const rect area = row.cut_left(ui::button_width(ctx, options), 4);
    if (ui::button(ctx, "footer." + std::string(command), area, options)) {
        out.push_back(session::info(command).command);
    }
}

void draw_footer(ui::context& ctx, rect row, commands& out) {
    const session::command_info& keys = session::info("keys");
    const session::command_info& settings = session::info("settings");
    footer_button(
        ctx,
        row,
        keys.name,
        {.text = "?  keys", .look = ui::button_look::quiet, .tooltip = keys.help, .key = keys.key},
        out
    );
    footer_button(
        ctx,
        row,
        settings.name,
        {.text = "Settings",
         .look = ui::button_look::quiet,
         .tooltip = settings.help,
         .key = settings.key},
        out
    );
}

} // namespace

void lessons_panel::draw(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    const ui::theme& theme = ctx.colours();
    ctx.paint().fill(area, theme.surface.panel);
    ctx.paint().line(
        {area.right() - 0.5f, area.y}, {area.right() - 0.5f, area.bottom()}, theme.outline.panel
    );
    rect inside = area;
    inside.cut_right(1);
    rect footer = inside.cut_bottom(52).inset(12, 8);
    rect head = inside.cut_top(44);
    head.cut_left(ui::metric::padding);
    head.cut_top(16);
    ui::caption(ctx, head, "LESSONS");

    const auto lessons = scenarios::all_lessons();
    const float height = static_cast<float>(lessons.size()) * ui::metric::row;
    {
        ui::scroll_area view(ctx, "lessons.scroll", inside, scroll_, height);
        rect rows = view.content();
        for (const scenarios::lesson& lesson : lessons) {
            rect row = rows.cut_top(ui::metric::row);
            row.cut_right(8);
            const std::string number = std::to_string(lesson.number);
            const ui::lesson_row_options options{
                .text = lesson.title,
                .number = area.width >= 216 ? std::string_view(number) : std::string_view(),
                .progress = shown.progress(lesson),
                .selected = &lesson == &shown.lesson(),
                .tooltip = lesson.purpose,
            };
            if (ui::lesson_row(ctx, "lesson." + std::string(lesson.id), row, options)) {
                out.push_back(session::open_lesson{.id = std::string(lesson.id)});
            }
        }
    }
    draw_footer(ctx, footer, out);
}

} // namespace app::views
