// Tabs, listings with their marks, and the copy button; the events tab is in events_tab.cpp.
#include "app/views/code_panel.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/status_look.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;
namespace metric = ui::metric;

ui::colour ink_of(token_kind kind, const ui::syntax& code) {
    switch (kind) {
        case token_kind::keyword: return code.keyword;
        case token_kind::number: return code.number;
        case token_kind::string: return code.string;
        case token_kind::comment: return code.comment;
        case token_kind::plain: return code.plain;
    }
    return code.plain;
}

/// Columns of text before the code: the number right-aligned, then a gap.
constexpr float left_edge = 12;
float gutter(ui::context& ctx, std::size_t digits) {
    const float digit = ctx.type().width(text_role::mono_small, "0");
    return left_edge + 8 + digit * static_cast<float>(std::max<std::size_t>(2, digits)) + 16;
}

/// The line of the actor that the last event is about, or the first marked line.
std::optional<std::uint32_t> line_to_follow(
    const session::session& shown, const scenarios::listing& lines,
    const std::vector<line_mark>& marks
) {
    const auto& log = shown.play().history().log();
    const std::size_t events = shown.play().shown_events();
    if (events > 0 && events <= log.size()) {
        const auto* actor = shown.play().shown().find_actor(log[events - 1].fact.actor);
        if (actor != nullptr && actor->status != chan::model::status::finished) {
            if (const auto line = lines.line_of(actor->line)) return line;
        }
    }
    if (marks.empty()) return std::nullopt;
    return marks.front().line;
}

} // namespace

const scenarios::listing& code_panel::listing(const scenarios::variant& of) const {
    const bool cpp = tab_ == tab::cpp || (tab_ == tab::events && speaks_cpp_);
    return cpp ? of.cpp : of.rust;
}

void code_panel::draw(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    const ui::theme& theme = ctx.colours();
    ctx.paint().fill(area, theme.surface.panel, metric::panel_radius);
    ctx.paint().stroke(area, theme.outline.panel, 1, metric::panel_radius);
    rect inside = area;
    const rect tabs = inside.cut_top(metric::tab_height);
    draw_tabs(ctx, shown, tabs, out);
    ctx.paint().line(
        {area.x + 1, tabs.bottom() - 0.5f}, {area.right() - 1, tabs.bottom() - 0.5f},
        theme.outline.panel
    );
    inside = inside.inset(1, 0);
    inside.cut_bottom(8);
    // The log is taken in bit by bit while nobody looks at it, so that opening it is quick.
    const bool looks = tab_ == tab::events;
    constexpr std::size_t in_background = 400;
    const bool more = log_.follow(
        shown.play().run_number(), shown.play().history().log(), listing(shown.variant()),
        looks ? event_log::npos : in_background
    );
    if (more && shown.play().going()) ctx.animate();
    if (looks) {
        draw_events(ctx, shown, inside, out);
    } else {
        draw_listing(ctx, shown, listing(shown.variant()), inside);
    }
}

void code_panel::draw_tabs(
    ui::context& ctx, const session::session& shown, rect row, commands& out
) {
    static constexpr std::array names{
        ui::choice{.name = "rust", .text = "Rust", .tooltip = "The lesson in Rust"},
        ui::choice{.name = "cpp", .text = "C++", .tooltip = "The lesson in C++: the code that runs"},
        ui::choice{.name = "events", .text = "Events", .tooltip = "What happened, in words"},
    };
    row = row.inset(metric::padding, 0);
    if (tab_ != tab::events) {
        const rect place = row.cut_right(32);
        const ui::button_options copy{
            .icon = ui::icon::copy, .look = ui::button_look::quiet, .tooltip = "Copy the listing"
        };
        if (ui::button(ctx, "code.copy", ui::centered(place.center(), 32, 28), copy)) {
            out.push_back(session::copy_text{listing(shown.variant()).copied(shown.values())});
        }
    }
    const auto chosen = ui::tabs(ctx, "tab", row, names, static_cast<std::size_t>(tab_));
    if (!chosen) return;
    if (tab_ != tab::events) speaks_cpp_ = tab_ == tab::cpp;
    tab_ = static_cast<tab>(*chosen);
    code_scroll_ = {};
    followed_run_ = 0;
    followed_row_ = event_log::npos;
    ctx.animate();
}

void code_panel::draw_line(
    ui::context& ctx, std::size_t number, std::string_view text, const rect& row,
    token_state& open, std::size_t digits
) {
    const ui::theme& theme = ctx.colours();
    const float begin = row.x + gutter(ctx, digits);
    ctx.paint().text(
        begin - 16, row.center().y, std::to_string(number),
        {.role = text_role::mono_small, .ink = theme.text.faint, .x = ui::across::right,
         .y = ui::upright::middle}
    );
    float x = begin;
    const language in = tab_ == tab::cpp ? language::cpp : language::rust;
    for (const token& piece : tokenize(text, in, open)) {
        x += ctx.paint().text(
            x, row.center().y, piece.text,
            {.role = text_role::mono, .ink = ink_of(piece.kind, theme.code), .y = ui::upright::middle}
        );
    }
}

void code_panel::draw_marks(
    ui::context& ctx, const std::vector<line_mark>& marks, std::size_t number, const rect& row,
    float text_right
) {
    const ui::theme& theme = ctx.colours();
    float right = row.right() - 8;
    for (const line_mark& mark : marks) {
        if (mark.line != number) continue;
        const ui::state_colours& state = theme.state(role_of(mark.status, mark.stuck));
        const ui::badge_options pill{.text = mark.names, .ink = state.words};
        const float width = std::min(ui::badge_width(ctx, pill), row.width * 0.5f);
        right -= width;
        // Over the end of a long line the pill stands on the line's own colour.
        if (right < text_right) {
            const rect behind{right - 8, row.y + 1, row.right() - right, row.height - 2};
            ctx.paint().fill(behind, state.tint);
        }
        const rect place{right, row.y, width, row.height};
        ui::badge(ctx, place, pill);
        ctx.note("code.mark." + mark.names, place, mark.names);
        right -= 6;
    }
}

void code_panel::draw_listing(
    ui::context& ctx, const session::session& shown, const scenarios::listing& lines,
    const rect& area
) {
    const ui::theme& theme = ctx.colours();
    const auto marks = line_marks(shown.play().shown(), lines);
    const std::size_t digits = std::to_string(lines.lines.size()).size();
    std::vector<std::string> texts;
    float widest = 0;
    for (const scenarios::listing_line& line : lines.lines) {
        texts.push_back(line.shown(shown.values()));
        widest = std::max(widest, ctx.type().width(text_role::mono, texts.back()));
    }
    // The lines move apart where there is room, as far as is comfortable to read.
    const float count = static_cast<float>(std::max<std::size_t>(1, texts.size()));
    const float pitch = std::clamp(std::floor((area.height - 16) / count), 20.0f, metric::code_line);
    const float height = count * pitch + 16;
    const float width = gutter(ctx, digits) + widest + 24;

    const std::size_t events = shown.play().shown_events();
    if (height > area.height &&
        (events != followed_events_ || shown.play().run_number() != followed_run_)) {
        followed_events_ = events;
        followed_run_ = shown.play().run_number();
        if (const auto line = line_to_follow(shown, lines, marks)) {
            const float top = 8 + static_cast<float>(*line - 1) * pitch;
            code_scroll_.reveal = rect{0, top - pitch, 1, 3 * pitch};
        }
    }
    ui::scroll_area view(ctx, "code.scroll", area, code_scroll_, height, width);
    rect rest = view.content();
    rest.cut_top(8);
    token_state open;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const rect row = rest.cut_top(pitch);
        // Marks stay in sight when the text is scrolled sideways.
        const rect band{area.x + left_edge - 6, row.y, area.width - 2 * (left_edge - 6), pitch};
        const auto mark = std::ranges::find(marks, i + 1, &line_mark::line);
        if (mark != marks.end()) {
            const ui::state_colours& state = theme.state(role_of(mark->status, mark->stuck));
            ctx.paint().fill(band.inset(0, 1), state.tint, 4);
            ctx.paint().fill({band.x, band.y + 1, 3, band.height - 2}, state.pure, 1.5f);
        }
        draw_line(ctx, i + 1, texts[i], row, open, digits);
        ctx.note("code.line." + std::to_string(i + 1), band, texts[i]);
        const float text_right =
            row.x + gutter(ctx, digits) + ctx.type().width(text_role::mono, texts[i]);
        if (mark != marks.end()) draw_marks(ctx, marks, i + 1, band, text_right);
    }
}

} // namespace app::views
