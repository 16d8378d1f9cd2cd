// The explaining card keeps to its place and grows upwards, as far as nothing is there, where its
// sentences need more. Where even that is too little, the closing one and then the first ones give
// way: they say what the actors' cards show; those between say the cause. The tooltip has them all.
#include "app/stage/draw_band.hpp"

#include "app/ui/widgets.hpp"

#include <algorithm>
#include <utility>

namespace app::stage::paint {

namespace {

using ui::across;
using ui::state_role;
using ui::text_role;

/// The lowest that anything reaches above `place`.
float free_above(const picture& of, const rect& place) {
    float lowest = of.area.y;
    const auto mind = [&](const rect& r) {
        const bool above = r.x < place.right() && r.right() > place.x && r.bottom() <= place.y + 1;
        if (above) lowest = std::max(lowest, r.bottom() + 8);
    };
    for (const card& one : of.cards) {
        mind(one.area);
        if (!one.tally.empty()) mind(one.tally_area);
    }
    for (const pipe& one : of.pipes) mind(one.area);
    for (const lock_card& one : of.locks) mind(one.area);
    return lowest;
}

rect card_area(const picture& of, float height) {
    const float top =
        std::max(of.info.bottom() - height, std::min(of.info.y, free_above(of, of.info)));
    const float used = std::min(height, of.info.bottom() - top);
    return {of.info.x, of.info.bottom() - used, of.info.width, used};
}

/// The type of a box: large for a verdict, small else; smaller where there is no room.
struct box_type {
    text_role heading;
    text_role text;
};
constexpr box_type large_type{text_role::heading, text_role::body};
constexpr box_type small_type{text_role::small_strong, text_role::small};
constexpr box_type tiny_type{text_role::small_strong, text_role::tiny};

struct box {
    std::string_view name;
    std::string_view heading;
    std::string_view text;
    state_role role{};
    bool large = false;
    float button = 0; // the width that the button in the corner takes
    float opacity = 1;
    std::string_view flowing = {}; // the text without its line ends, where there is little room
};

constexpr float pad_x = 16, pad_y = 8;

/// The text in two: its first line, which must not run into the button, and what follows.
struct parted {
    std::string_view first, rest;
};

parted part(ui::context& ctx, const box& show, const box_type& type, float width) {
    // In the smallest type the button is no higher than the heading.
    if (show.button <= 0 || type.text == text_role::tiny) return {{}, show.text};
    const float narrow = width - 2 * pad_x - show.button - 8;
    const auto lines = ui::wrap(ctx.type(), type.text, show.text, narrow);
    if (lines.empty()) return {{}, show.text};
    std::string_view rest = show.text.substr(
        static_cast<std::size_t>(lines.front().data() - show.text.data()) + lines.front().size()
    );
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\n')) rest.remove_prefix(1);
    return {lines.front(), rest};
}

float height_of(ui::context& ctx, const box& show, const box_type& type, float width) {
    const parted text = part(ctx, show, type, width);
    const float first = text.first.empty() ? 0 : ui::line_height(type.text);
    const float rest = text.rest.empty()
        ? 0
        : ui::wrapped_height(ctx.type(), type.text, text.rest, width - 2 * pad_x);
    const float heading = show.heading.empty() ? 0 : ui::line_height(type.heading) + 2;
    return 2 * pad_y + heading + first + rest;
}

constexpr std::string_view closing = "\nNobody else is left to act.";

/// The most of the lines, in the largest type, that the stage has room for.
std::pair<box, box_type> what_fits(ui::context& ctx, const picture& of, box show) {
    const float most = card_area(of, 1e6f).height;
    for (;;) {
        for (const box_type& type : {large_type, small_type, tiny_type}) {
            if (!show.large && type.heading == large_type.heading) continue;
            if (height_of(ctx, show, type, of.info.width) <= most) return {show, type};
        }
        if (!show.flowing.empty()) {
            box flows = show;
            flows.text = show.flowing;
            if (height_of(ctx, flows, tiny_type, of.info.width) <= most) return {flows, tiny_type};
            show.flowing = {}; // less is said then
        }
        const std::size_t line = show.text.find('\n');
        if (show.text.ends_with(closing)) {
            show.text.remove_suffix(closing.size());
        } else if (line != std::string_view::npos) {
            show.text.remove_prefix(line + 1);
        } else {
            // The last resort: without the heading, for it is seen what was asked about.
            if (show.button <= 0) show.heading = {};
            return {show, tiny_type};
        }
    }
}

bool has_room(ui::context& ctx, const picture& of, const box& show) {
    const auto [shown, type] = what_fits(ctx, of, show);
    return height_of(ctx, shown, type, of.info.width) <= card_area(of, 1e6f).height;
}

/// Draws the box at the bottom of its place, as high as its words need and the stage allows.
rect draw_box(ui::context& ctx, const picture& of, const box& show) {
    ui::painter& p = ctx.paint();
    const auto [shown, type] = what_fits(ctx, of, show);
    rect area = card_area(of, height_of(ctx, shown, type, of.info.width));
    // What was asked for is said whole, over what is above if it must.
    const float needed = height_of(ctx, shown, type, of.info.width);
    if (needed > area.height && shown.heading.empty()) {
        area = {area.x, area.bottom() - needed, area.width, needed};
        p.fill(area, ui::faded(ctx.colours().surface.panel, show.opacity), ui::metric::card_radius);
    }
    const ui::state_colours& state = ctx.colours().state(show.role);
    p.fill(area, ui::faded(state.tint, show.opacity), ui::metric::card_radius);
    p.stroke(area, ui::faded(state.pure, 0.9f * show.opacity), 1, ui::metric::card_radius);
    rect inside = area.inset(pad_x, pad_y);
    if (!shown.heading.empty()) {
        rect title = inside.cut_top(ui::line_height(type.heading), 2);
        if (show.button > 0) title.cut_right(show.button, 12);
        p.text_in(title, show.heading, {type.heading, ui::faded(state.words, show.opacity)});
    }
    const parted text = part(ctx, shown, type, area.width);
    const ui::text_style style{type.text, ui::faded(ctx.colours().text.strong, show.opacity)};
    if (!text.first.empty())
        p.text_in(inside.cut_top(ui::line_height(type.text)), text.first, style);
    p.text_block(inside, text.rest, style);
    ctx.note(show.name, area, std::string(show.heading) + " " + std::string(show.text));
    if (shown.text.size() < show.text.size()) ctx.tooltip(area, show.text);
    return area;
}

bool hang(ui::context& ctx, const picture& of, const hang_card& show, float opacity) {
    const ui::button_options fix{
        .text = show.fix,
        .look = ui::button_look::danger,
        .tooltip = "Run it again with this change"};
    const float button = show.fix.empty() ? 0 : ui::button_width(ctx, fix);
    std::string flowing(show.text);
    std::ranges::replace(flowing, '\n', ' ');
    const rect area = draw_box(
        ctx,
        of,
        {"stage.hang", show.heading, show.text, state_role::stuck, true, button, opacity, flowing}
    );
    if (button <= 0 || opacity < 1) return false;
    const bool low = area.height < 84;
    const float tall = low ? 24.0f : area.width < 620 ? 28.0f : 32.0f;
    const float edge = low ? 5 : 10;
    const rect place{area.right() - button - 10, area.y + edge, button, tall};
    return ui::button(ctx, "stage.fix", place, fix);
}

void result_bars(ui::context& ctx, const rect& area, std::span<const result> all) {
    ui::painter& p = ctx.paint();
    const ui::theme& look = ctx.colours();
    rect rest = area;
    constexpr float head = 16, least = 13;
    // Where they are too many, the last ones give way to that of the run that is on.
    std::vector<result> results(all.begin(), all.end());
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, (area.height - head) / least));
    while (results.size() > fitting) {
        const auto last = std::find_if(results.rbegin(), results.rend(), [](const result& one) {
            return !one.current;
        });
        results.erase(last == results.rend() ? std::prev(results.end()) : std::prev(last.base()));
    }
    const auto count = static_cast<float>(results.size());
    const float row = std::min(24.0f, (area.height - head) / count);
    const auto letters = row >= 18 ? text_role::small : text_role::tiny;
    rest = {rest.x, rest.bottom() - row * count - head, rest.width, row * count + head};
    float widest = 0, widest_label = 0, depths = 0;
    bool tells_depth = true;
    for (const result& one : results) {
        widest = std::max(widest, p.type().width(text_role::mono_small, one.value) + 2);
        widest_label = std::max(widest_label, p.type().width(letters, one.label));
        depths = std::max(depths, p.type().width(text_role::mono_small, one.queued) + 2);
        tells_depth = tells_depth && !one.queued.empty();
    }
    constexpr float gap = 10;
    const std::string_view what = tells_depth ? "program time, most queued" : "program time";
    const rect caption = rest.cut_top(head);
    p.text_in(caption, what, {text_role::tiny, look.text.muted, across::right});
    ctx.note("stage.results", caption, what);
    for (const result& one : results) {
        rect line = rest.cut_top(row);
        const auto ink = one.current ? look.text.strong : look.text.muted;
        const ui::text_style figure{text_role::mono_small, ink, across::right};
        if (tells_depth) p.text_in(line.cut_right(depths, gap), one.queued, figure);
        const rect value = line.cut_right(widest, gap);
        const float label = std::min(widest_label + 1, line.width - 16); // a bar is left
        p.text_in(line.cut_left(label, 8), one.label, {letters, ink});
        const rect track = ui::centered(line.center(), line.width, 6);
        p.fill(track, look.surface.window, 3);
        const auto bar = one.bad ? look.state(state_role::stuck).pure
            : one.current        ? look.accent
                                 : look.outline.strong;
        for (const bar_piece& piece : bar_pieces(track, one)) {
            p.fill(piece.area, ui::faded(bar, piece.strength), track.height / 2);
        }
        p.text_in(value, one.value, figure);
        ctx.note("stage.result." + one.label, value, one.label + " " + one.value);
    }
}

void stat_columns(ui::context& ctx, const rect& area, std::span<const stat> stats) {
    ui::painter& p = ctx.paint();
    const float width = area.width / static_cast<float>(stats.size());
    rect rest = area;
    rest.y += std::max(0.0f, rest.height - 56);
    for (const stat& one : stats) {
        rect place = rest.cut_left(width);
        p.text_in(
            {place.x, place.y, place.width - 6, 26},
            one.value,
            {text_role::value, ctx.colours().text.strong}
        );
        p.text_in(
            {place.x, place.y + 26, place.width - 6, 20},
            one.label,
            {text_role::small, ctx.colours().text.muted}
        );
        ctx.note("stage.stat." + one.label, place, one.value + " " + one.label);
    }
}

} // namespace

std::vector<bar_piece> bar_pieces(const rect& track, const result& one) {
    if (!one.endless) {
        const auto part = static_cast<float>(std::clamp(one.fraction, 0.0, 1.0));
        return {{{track.x, track.y, std::max(6.0f, track.width * part), track.height}, 1}};
    }
    constexpr float dash = 10, gap = 4;
    std::vector<bar_piece> pieces;
    for (float x = track.x; x + dash <= track.right(); x += dash + gap) {
        const float along = (x - track.x) / track.width;
        pieces.push_back({{x, track.y, dash, track.height}, 1 - 0.8f * along});
    }
    return pieces;
}

bool explanation(ui::context& ctx, const picture& of, const inputs& show, float opacity) {
    if (of.info.width < 60) return false;
    if (show.hang) return hang(ctx, of, *show.hang, opacity);
    if (show.note) {
        box said{"stage.why", show.note->heading, show.note->text, show.note->role};
        if (show.note->unasked && !has_room(ctx, of, said)) {
            const std::size_t first = said.text.find(". "); // its first sentence says the most
            if (first != std::string_view::npos) said.text = said.text.substr(0, first + 1);
            if (!has_room(ctx, of, said)) return false;
        }
        draw_box(ctx, of, said);
    }
    return false;
}

void numbers(ui::context& ctx, const picture& of, const inputs& show) {
    if (of.numbers.width < 60) return;
    if (!show.results.empty()) {
        result_bars(ctx, of.numbers, show.results);
    } else if (!show.stats.empty()) {
        stat_columns(ctx, of.numbers, show.stats);
    }
}

} // namespace app::stage::paint
