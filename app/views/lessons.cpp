// Rows in a scroll area; a footer with the ways to help and settings.
#include "app/views/lessons.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/layout.hpp"

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

/// Where there is no room for words: two icons, one above the other.
void draw_narrow_footer(ui::context& ctx, rect column, commands& out) {
    struct entry {
        std::string_view command;
        ui::icon icon;
    };
    for (const entry& one :
         {entry{"keys", ui::icon::question}, entry{"settings", ui::icon::gear}}) {
        const session::command_info& info = session::info(one.command);
        const ui::button_options options{
            .icon = one.icon,
            .look = ui::button_look::quiet,
            .tooltip = info.help,
            .key = info.key};
        const rect row = column.cut_top(32, 4);
        const rect place = ui::centered(row.center(), 40, 32);
        if (ui::button(ctx, "footer." + std::string(one.command), place, options)) {
            out.push_back(info.command);
        }
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
    const bool titled = area.width >= pane_limit::lessons_titled;
    const rect footer = titled ? inside.cut_bottom(52).inset(12, 8) : inside.cut_bottom(80);
    rect head = inside.cut_top(titled ? 44 : 16);
    head.cut_left(ui::metric::padding);
    head.cut_top(16);
    if (titled) ui::caption(ctx, head, "LESSONS");

    const auto lessons = scenarios::all_lessons();
    const float height = static_cast<float>(lessons.size()) * ui::metric::row;
    {
        ui::scroll_area view(ctx, "lessons.scroll", inside, scroll_, height);
        rect rows = view.content();
        for (const scenarios::lesson& lesson : lessons) {
            rect row = rows.cut_top(ui::metric::row);
            if (titled) row.cut_right(8);
            const std::string number = std::to_string(lesson.number);
            const std::string whole =
                std::string(lesson.title) + ". " + std::string(lesson.purpose);
            const ui::lesson_row_options options{
                .text = titled ? lesson.title : std::string_view(number),
                .number = area.width >= 216 ? std::string_view(number) : std::string_view(),
                .progress = shown.progress(lesson),
                .selected = &lesson == &shown.lesson(),
                .tooltip = titled ? lesson.purpose : std::string_view(whole),
            };
            if (ui::lesson_row(ctx, "lesson." + std::string(lesson.id), row, options)) {
                out.push_back(session::open_lesson{.id = std::string(lesson.id)});
            }
        }
    }
    titled ? draw_footer(ctx, footer, out) : draw_narrow_footer(ctx, footer, out);
}

} // namespace app::views
