// The key help is made from the command table; the jump goes over the lessons' own words.
#include "app/views/overlays.hpp"

#include "app/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

std::string lower(std::string_view words) {
    std::string text(words);
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

constexpr std::array groups{
    std::pair{session::group::transport, std::string_view("The run")},
    std::pair{session::group::looking, std::string_view("Looking")},
    std::pair{session::group::story, std::string_view("The story")},
    std::pair{session::group::window, std::string_view("The window")},
};

/// A command's key as it looks on a keyboard, at the left of its column, which is cut off by it.
void draw_key(ui::context& ctx, rect& column, std::string_view key) {
    const ui::theme& theme = ctx.colours();
    const float width = std::max(28.0f, ctx.type().width(text_role::mono, key) + 16);
    const rect cap = ui::centered(column.cut_left(width, 4).center(), width, 22);
    ctx.paint().fill(cap, theme.surface.card, 6);
    ctx.paint().stroke(cap, theme.outline.strong, 1, 6);
    ctx.paint().text_in(
        cap, key, {.role = text_role::mono, .ink = theme.text.strong, .x = ui::across::center}
    );
}

/// The nine keys for actors are one line.
bool is_repetition(const session::command_info& command) {
    return command.name.starts_with("step_actor_") && command.name != "step_actor_1";
}

struct help_line {
    std::string_view key, also_key;
    std::string_view label;
    std::string_view help;
};

std::vector<help_line> lines_of(session::group group) {
    std::vector<help_line> lines;
    for (const session::command_info& command : session::command_table()) {
        if (command.group != group || command.key.empty() || is_repetition(command)) continue;
        const bool actors = command.name == "step_actor_1";
        lines.push_back(
            {.key = actors ? "1 \u2013 9" : command.key,
             .also_key = command.also_key,
             .label = actors ? "Step one thread" : command.label,
             .help = command.help}
        );
    }
    return lines;
}

/// The way to it for the mouse.
void draw_about_button(ui::context& ctx, rect& row, commands& out) {
    const session::command_info& about = session::info("about");
    const ui::button_options options{
        .text = about.label,
        .look = ui::button_look::quiet,
        .tooltip = about.help,
        .key = about.key,
    };
    const rect place = row.cut_right(ui::button_width(ctx, options));
    if (ui::button(ctx, "keys.about", place, options)) out.push_back(about.command);
}

constexpr float key_column = 96;
constexpr float key_row = 26;
constexpr float group_head = 36;

/// One group under its title, in a column; what a command does more exactly is its row's tooltip.
void draw_group(
    ui::context& ctx, rect& column, std::string_view title, std::span<const help_line> lines
) {
    rect head = column.cut_top(group_head);
    head.cut_top(10);
    ui::caption(ctx, head, title);
    for (const help_line& line : lines) {
        const rect row = column.cut_top(key_row);
        rect label = row;
        rect keys = label.cut_left(key_column);
        draw_key(ctx, keys, line.key);
        if (!line.also_key.empty()) draw_key(ctx, keys, line.also_key);
        ui::label(
            ctx,
            "keys." + std::string(line.key),
            label,
            line.label,
            {.role = text_role::small, .ink = ctx.colours().text.strong}
        );
        ctx.tooltip(row, line.help);
    }
}

/// What the colours say; each state says it in words besides, where it has room.
void draw_legend(ui::context& ctx, rect row) {
    struct meaning {
        ui::state_role role;
        std::string_view words;
    };
    static constexpr std::array all{
        meaning{ui::state_role::running, "runs"},
        meaning{ui::state_role::waiting_send, "waits in send"},
        meaning{ui::state_role::waiting_recv, "in recv"},
        meaning{ui::state_role::waiting_lock, "for a lock"},
        meaning{ui::state_role::idle, "works, sleeps, joins"},
        meaning{ui::state_role::stuck, "for ever"},
    };
    for (const meaning& one : all) {
        if (16 + ctx.type().width(text_role::tiny, one.words) > row.width) return;
        const float y = row.center().y;
        ctx.paint().fill({row.x, y - 5, 10, 10}, ctx.colours().state(one.role).pure, 3);
        row.cut_left(16);
        const ui::text_style style{
            .role = text_role::tiny, .ink = ctx.colours().text.body, .y = ui::upright::middle};
        row.cut_left(ctx.paint().text(row.x, y, one.words, style), 14);
    }
}

} // namespace

std::vector<const scenarios::lesson*> lessons_like(std::string_view words) {
    const std::string wanted = lower(words);
    std::vector<const scenarios::lesson*> found;
    for (const scenarios::lesson& lesson : scenarios::all_lessons()) {
        const std::string all = lower(
            std::to_string(lesson.number) + " " + std::string(lesson.title) + " "
            + std::string(lesson.id) + " " + std::string(lesson.purpose)
        );
        if (all.find(wanted) != std::string::npos) found.push_back(&lesson);
    }
    std::ranges::stable_partition(found, [&](const scenarios::lesson* lesson) {
        return lower(lesson->title).starts_with(wanted) || std::to_string(lesson->number) == wanted;
    });
    return found;
}

void overlays::draw_keys(ui::context& ctx, commands& out) {
    std::array<std::vector<help_line>, groups.size()> all;
    std::array<float, 2> heights{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        all[i] = lines_of(groups[i].first);
        heights[i / 2] += group_head + key_row * static_cast<float>(all[i].size());
    }
    constexpr float around = 80; // the title, and the edges
    const float height = around + std::max(heights[0], heights[1]) + ui::metric::button_height + 8;
    ui::overlay box(ctx, "keys", 720, height, "Keys");
    if (box.closed()) out.push_back(session::dismiss{});
    rect rest = box.inside();
    rect last = rest.cut_bottom(ui::metric::button_height, 8);
    draw_about_button(ctx, last, out);
    draw_legend(ctx, last);
    std::array<rect, 2> columns{rest, rest};
    columns[0] = columns[1].cut_left(rest.width / 2);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        draw_group(ctx, columns[i / 2], groups[i].second, all[i]);
    }
}

void overlays::draw_jump(ui::context& ctx, const session::session& shown, commands& out) {
    const auto found = lessons_like(jump_words_.text());
    constexpr float field = 40;
    const auto height_of = [](std::size_t rows) {
        const auto count = static_cast<float>(std::max<std::size_t>(1, rows));
        return 80 + field + 12 + count * ui::metric::row;
    };
    const float tallest = height_of(scenarios::all_lessons().size());
    ui::overlay box(ctx, "jump", 480, height_of(found.size()), "Jump to a lesson", tallest);
    if (box.closed()) out.push_back(session::dismiss{});
    if (jump_row_ >= found.size()) jump_row_ = 0;
    if (!found.empty()) {
        const std::size_t count = found.size();
        if (ctx.in().take(ui::key::down)) jump_row_ = (jump_row_ + 1) % count;
        if (ctx.in().take(ui::key::up)) jump_row_ = (jump_row_ + count - 1) % count;
    }
    rect rest = box.inside();
    const bool entered = ui::text_field(
        ctx,
        "jump.words",
        rest.cut_top(field, 12),
        jump_words_,
        {.hint = "A part of its title, or its number", .focused_at_first = true}
    );
    const auto open = [&](const scenarios::lesson& lesson) {
        out.push_back(session::dismiss{});
        out.push_back(session::open_lesson{.id = std::string(lesson.id)});
    };
    if (found.empty()) {
        ui::label(
            ctx,
            "jump.none",
            rest.cut_top(ui::metric::row),
            "No lesson has these words.",
            {.role = text_role::small, .ink = ctx.colours().text.muted}
        );
        return;
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const scenarios::lesson& lesson = *found[i];
        const std::string number = std::to_string(lesson.number);
        const ui::lesson_row_options options{
            .text = lesson.title,
            .number = number,
            .progress = shown.progress(lesson),
            .selected = i == jump_row_,
            .tooltip = lesson.purpose,
        };
        const std::string name = "jump." + std::string(lesson.id);
        if (ui::lesson_row(ctx, name, rest.cut_top(ui::metric::row), options)) open(lesson);
    }
    if (entered) open(*found[jump_row_]);
}

void overlays::draw(ui::context& ctx, const session::session& shown, commands& out) {
    const session::overlay now = shown.overlay();
    if (now != was_) {
        was_ = now;
        jump_words_.set_text("");
        jump_row_ = 0;
        about_scroll_ = {};
    }
    switch (now) {
    case session::overlay::none:
        break;
    case session::overlay::keys:
        draw_keys(ctx, out);
        break;
    case session::overlay::jump:
        draw_jump(ctx, shown, out);
        break;
    case session::overlay::about:
        draw_about(ctx, out);
        break;
    case session::overlay::settings:
        draw_settings(ctx, shown, out);
        break;
    }
}

} // namespace app::views
