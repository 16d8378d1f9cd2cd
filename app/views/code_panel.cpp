// Tabs, listings with their marks, and the copy button; the events tab is in events_tab.cpp.
#include "app/views/code_panel.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/explain.hpp"
#include "app/views/layout.hpp"
#include "app/views/status_look.hpp"
#include "app/views/unseen_marks.hpp"

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
    case token_kind::keyword:
        return code.keyword;
    case token_kind::number:
        return code.number;
    case token_kind::string:
        return code.string;
    case token_kind::comment:
        return code.comment;
    case token_kind::plain:
        return code.plain;
    }
    return code.plain;
}

constexpr float left_edge = 12;
// What is kept free of code: the scroll bar's place, and room for a short mark.
constexpr float right_edge = 14;
constexpr float marked_edge = 68;
constexpr float mark_edge = 6; // right of the marks
/// What stands before the code: the number right-aligned, then a gap.
float gutter(ui::context& ctx, std::size_t digits) {
    const float digit = ctx.type().width(text_role::mono_small, "0");
    return left_edge + 8 + digit * static_cast<float>(std::max<std::size_t>(2, digits)) + 12;
}

/// The line of the actor whose wait is asked for, or told at a step's end, else of the one that the
/// last event is about, else the first marked line.
std::optional<std::uint32_t> line_to_follow(
    const session::session& shown,
    const scenarios::listing& lines,
    const std::vector<line_mark>& marks
) {
    const bool selects = shown.selected().kind == session::selection::what::actor;
    const bool rests = shown.story().phase() == session::story_phase::arrived
        && shown.play().view() != session::view::past;
    if (const auto who = whose_wait(shown); who && (selects || rests)) {
        const auto* actor = shown.play().shown().find_actor(*who);
        if (actor != nullptr && chan::model::is_waiting(actor->status)) {
            if (const auto line = line_of(*actor, lines)) return line;
        }
    }
    const auto& log = shown.play().history().log();
    const std::size_t events = shown.play().shown_events();
    if (events > 0 && events <= log.size()) {
        const auto* actor = shown.play().shown().find_actor(log[events - 1].fact.actor);
        if (actor != nullptr && actor->status != chan::model::status::finished) {
            if (const auto line = line_of(*actor, lines)) return line;
        }
    }
    if (marks.empty()) return std::nullopt;
    return marks.front().line;
}

/// The lines stand apart as far as is comfortable to read, by the window alone: what stands beside
/// them, or above, moves none of them.
float line_pitch(float window_height) {
    constexpr float large = 1000;
    return window_height < large ? 20 : metric::code_line;
}

rect band_of(const rect& area, const rect& row) {
    return {area.x + left_edge - 6, row.y, area.width - 2 * (left_edge - 6), row.height};
}

/// The words of a mark in their pill, which leaves room to the lines above and below.
void draw_pill(ui::context& ctx, const rect& place, std::string_view words, ui::colour ink) {
    const float height = std::min(20.0f, place.height - 4);
    const rect pill = ui::centered(place.center(), place.width, height);
    ctx.paint().fill(pill, ctx.colours().surface.window, height / 2);
    ctx.paint().stroke(pill, ink, 1.5f, height / 2);
    ctx.paint().text_in(
        pill, words, {.role = text_role::tiny, .ink = ink, .x = ui::across::center}
    );
}

/// The marks that stand in the line's row at `place`, which lies at `band`.
void draw_marks(ui::context& ctx, const marked_line& of, std::size_t place, const rect& band) {
    for (const mark_place& at : of.places) {
        if (at.row != place) continue;
        const line_mark& mark = of.marks[at.mark];
        const ui::state_colours& state = ctx.colours().state(role_of(mark.status, mark.stuck));
        const rect pill{
            band.right() - mark_edge - at.right - at.width, band.y, at.width, band.height};
        draw_pill(ctx, pill, at.text, state.words);
        ctx.note("code.mark." + mark.names, pill, mark.names);
        if (at.text != mark.names) ctx.tooltip(pill, mark.names);
    }
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
        {area.x + 1, tabs.bottom() - 0.5f},
        {area.right() - 1, tabs.bottom() - 0.5f},
        theme.outline.panel
    );
    inside = inside.inset(1, 0);
    inside.cut_bottom(8);
    // The log is taken in bit by bit, also while nobody looks at it, so that no frame takes long.
    const bool looks = tab_ == tab::events;
    constexpr std::size_t at_once = 2000, in_background = 400;
    const bool more = log_.follow(
        shown.play().run_number(),
        shown.play().history().log(),
        listing(shown.variant()),
        looks ? at_once : in_background
    );
    if (more && (looks || shown.play().going())) ctx.animate();
    if (looks) {
        draw_events(ctx, shown, inside, out);
    } else {
        constexpr float names_of_tabs = 200, copy = 40;
        rect beside = tabs.inset(metric::padding, 0);
        beside.cut_left(names_of_tabs);
        beside.cut_right(copy);
        draw_listing(ctx, shown, listing(shown.variant()), inside, beside);
    }
}

void code_panel::draw_tabs(
    ui::context& ctx, const session::session& shown, rect row, commands& out
) {
    static constexpr std::array names{
        ui::choice{.name = "rust", .text = "Rust", .tooltip = "The lesson in Rust"},
        ui::choice{
            .name = "cpp", .text = "C++", .tooltip = "The lesson in C++: the code that runs"},
        ui::choice{.name = "events", .text = "Events", .tooltip = "What happened, in words"},
    };
    row = row.inset(metric::padding, 0);
    if (tab_ != tab::events) {
        const rect place = row.cut_right(32);
        const ui::button_options copy{
            .icon = ui::icon::copy, .look = ui::button_look::quiet, .tooltip = "Copy the listing"};
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

void code_panel::draw_row(ui::context& ctx, const code_row& row, const rect& at, float begin) {
    const ui::theme& theme = ctx.colours();
    if (row.indent == 0) {
        ctx.paint().text(
            begin - 12,
            at.center().y,
            std::to_string(row.line),
            {.role = text_role::mono_small,
             .ink = theme.text.faint,
             .x = ui::across::right,
             .y = ui::upright::middle}
        );
    }
    float x = begin + ctx.type().width(text_role::mono, " ") * static_cast<float>(row.indent);
    std::size_t from = 0; // of the token, in the line
    for (const token& piece : tokens_[row.line - 1]) {
        const std::size_t until = from + piece.text.size();
        const std::size_t first = std::max(from, row.begin);
        const std::size_t end = std::min(until, row.begin + row.length);
        if (first < end) {
            x += ctx.paint().text(
                x,
                at.center().y,
                piece.text.substr(first - from, end - first),
                {.role = text_role::mono,
                 .ink = ink_of(piece.kind, theme.code),
                 .y = ui::upright::middle}
            );
        }
        from = until;
    }
}

void code_panel::read_listing(const session::session& shown, const scenarios::listing& lines) {
    std::vector<std::string> texts;
    const scenarios::settings values = shown.shown_values();
    for (const scenarios::listing_line& line : lines.lines) {
        texts.push_back(line.shown(values));
    }
    if (texts == texts_ && tokens_of_ == tab_) return;
    texts_ = std::move(texts);
    tokens_of_ = tab_;
    tokens_.clear();
    token_state open;
    for (const std::string& text : texts_) {
        tokens_.push_back(tokenize(text, tab_ == tab::cpp ? language::cpp : language::rust, open));
    }
}

void code_panel::draw_listing(
    ui::context& ctx,
    const session::session& shown,
    const scenarios::listing& lines,
    const rect& area,
    const rect& beside_tabs
) {
    read_listing(shown, lines);
    const auto marks = line_marks(shown.play().shown(), lines, shown.play().shown_stage_ns());
    const float begin = gutter(ctx, std::to_string(texts_.size()).size());
    const float letter = ctx.type().width(text_role::mono, " ");
    // Only lines that stand for an operation can get a mark.
    std::vector<code_line> breakable;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
        const float edge = lines.lines[i].tags.empty() ? right_edge : marked_edge;
        const float room = std::max(0.0f, area.width - begin - edge);
        breakable.push_back({.text = texts_[i], .columns = static_cast<std::size_t>(room / letter)}
        );
    }
    const float row_width = area.width - 2 * (left_edge - 6);
    const auto right_of = [&](const code_row& row) {
        return begin - (left_edge - 6) + letter * static_cast<float>(row.indent + row.length);
    };
    const auto width_of = [&](std::string_view words) {
        return ui::badge_width(ctx, {.text = words, .ink = ctx.colours().text.body});
    };
    std::vector<code_row> rows = code_rows(breakable);
    const auto marked = mark_rows(rows, marks, width_of, right_of, row_width, mark_edge);
    const float pitch = line_pitch(ctx.size().y);
    const float height = static_cast<float>(rows.size()) * pitch + 16;
    follow_lines(shown, lines, marks, rows, {pitch, area.height, height > area.height});

    draw_rows(ctx, rows, marked, {area, pitch, begin, height});
    const unseen_marks unseen = unseen_of(
        rows, marked, {.above = 8 - code_scroll_.offset, .row = pitch, .seen = area.height}
    );
    if (const auto row = draw_unseen(ctx, beside_tabs, unseen)) {
        const float top = 8 + static_cast<float>(*row) * pitch;
        code_scroll_.reveal = rect{0, top - pitch, 1, 3 * pitch};
        ctx.animate();
    }
}

void code_panel::draw_rows(
    ui::context& ctx,
    const std::vector<code_row>& rows,
    const std::vector<marked_line>& marked,
    const row_frame& frame
) {
    const ui::theme& theme = ctx.colours();
    const auto& [area, pitch, begin, height] = frame;
    ui::scroll_area view(ctx, "code.scroll", area, code_scroll_, height);
    rect rest = view.content();
    rest.cut_top(8);
    std::size_t place = 0; // of the row in its line
    bool begins = true;    // the line's beginning is seen
    for (const code_row& row : rows) {
        place = row.indent == 0 ? 0 : place + 1;
        const rect at = rest.cut_top(pitch);
        if (row.indent == 0) begins = at.y >= area.y - 0.5f;
        if (is_cut(at, area)) continue; // no row is shown in part
        const rect band = band_of(area, at);
        const auto its = std::ranges::find(marked, row.line, &marked_line::line);
        if (its != marked.end()) {
            const line_mark& first = its->marks.front();
            const ui::state_colours& state = theme.state(role_of(first.status, first.stuck));
            rect face = band;
            if (row.indent == 0) face.cut_top(1);
            if (row.last) face.cut_bottom(1);
            ctx.paint().fill(face, state.tint, row.indent == 0 && row.last ? 4 : 0);
            ctx.paint().fill({face.x, face.y, 3, face.height}, state.pure, 1.5f);
        }
        // A line's end alone says nothing, unless somebody stands on it.
        if (begins || its != marked.end()) draw_row(ctx, row, at, at.x + begin);
        if (row.indent == 0) {
            ctx.note("code.line." + std::to_string(row.line), band, texts_[row.line - 1]);
        }
        if (its != marked.end()) draw_marks(ctx, *its, place, band);
    }
}

void code_panel::follow_lines(
    const session::session& shown,
    const scenarios::listing& lines,
    const std::vector<line_mark>& marks,
    const std::vector<code_row>& rows,
    followed_rows places
) {
    const std::size_t events = shown.play().shown_events();
    if (!places.scrolls) return;
    const bool same_run = shown.play().run_number() == followed_run_;
    if (events == followed_events_ && same_run && places.seen == followed_seen_) return;
    followed_events_ = events;
    followed_seen_ = places.seen;
    followed_run_ = shown.play().run_number();
    const auto line = line_to_follow(shown, lines, marks);
    if (!line) return;
    const auto row = std::ranges::find(rows, *line, &code_row::line);
    const float top = 8 + static_cast<float>(row - rows.begin()) * places.pitch;
    const auto its = static_cast<float>(std::ranges::count(rows, *line, &code_row::line));
    // With a line above and below it, where all that has room.
    const float around = (its + 2) * places.pitch <= places.seen ? places.pitch : 0;
    code_scroll_.reveal = rect{0, top - around, 1, its * places.pitch + 2 * around};
}

} // namespace app::views
