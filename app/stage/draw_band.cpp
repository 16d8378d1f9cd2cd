// The explaining card keeps to its place and grows upwards, as far as nothing is there, where its
// sentences need more.
#include "app/stage/draw_band.hpp"

#include "app/ui/widgets.hpp"

#include <algorithm>

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
    const float top = std::max(of.info.bottom() - height, std::min(of.info.y, free_above(of, of.info)));
    const float used = std::min(height, of.info.bottom() - top);
    return {of.info.x, of.info.bottom() - used, of.info.width, used};
}

bool hang(ui::context& ctx, const picture& of, const hang_card& show) {
    const ui::button_options fix{.text = show.fix, .look = ui::button_look::danger,
                                 .tooltip = "Run it again with this change"};
    const float button = show.fix.empty() ? 0 : ui::button_width(ctx, fix);
    ui::callout_options box{.heading = show.heading, .text = show.text, .role = state_role::stuck,
                            .large = true, .aside = button > 0 ? button + 12 : 0};
    rect area = card_area(of, ui::callout_height(ctx, of.info.width, box));
    if (ui::callout_height(ctx, area.width, box) > area.height) box.large = false;
    area = card_area(of, ui::callout_height(ctx, of.info.width, box));
    const float height = ui::callout(ctx, "stage.hang", area, box);
    if (button <= 0) return false;
    const float tall = std::min(32.0f, height - 16);
    return ui::button(ctx, "stage.fix", {area.right() - button - 16, area.y + 12, button, tall}, fix);
}

void result_bars(ui::context& ctx, const rect& area, std::span<const result> results) {
    ui::painter& p = ctx.paint();
    const ui::theme& look = ctx.colours();
    rect rest = area;
    const auto count = static_cast<float>(results.size());
    const float row = std::min(30.0f, area.height / count);
    rest = {rest.x, rest.bottom() - row * count, rest.width, row * count};
    float widest = 0;
    for (const result& one : results) {
        widest = std::max(widest, p.type().width(text_role::mono_small, one.value));
    }
    for (const result& one : results) {
        rect line = rest.cut_top(row);
        const auto ink = one.current ? look.text.strong : look.text.muted;
        const rect value = line.cut_right(widest + 2, 8);
        const rect words = row >= 26 ? line.cut_top(16) : line.cut_left(line.width * 0.55f, 6);
        p.text_in(words, one.label, {text_role::tiny, ink});
        const rect track = ui::centered(line.center(), line.width, 6);
        p.fill(track, look.surface.window, 3);
        const auto bar = one.bad       ? look.state(state_role::stuck).pure
                         : one.current ? look.accent
                                       : look.outline.strong;
        const auto part = static_cast<float>(std::clamp(one.fraction, 0.0, 1.0));
        p.fill({track.x, track.y, std::max(6.0f, track.width * part), track.height}, bar, 3);
        p.text_in(value, one.value, {text_role::mono_small, ink, across::right});
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
            {place.x, place.y, place.width - 6, 26}, one.value,
            {text_role::value, ctx.colours().text.strong}
        );
        p.text_in(
            {place.x, place.y + 26, place.width - 6, 20}, one.label,
            {text_role::small, ctx.colours().text.muted}
        );
        ctx.note("stage.stat." + one.label, place, one.value + " " + one.label);
    }
}

} // namespace

bool explanation(ui::context& ctx, const picture& of, const inputs& show) {
    if (of.info.width < 60) return false;
    if (show.hang) return hang(ctx, of, *show.hang);
    if (show.note) {
        const ui::callout_options box{.heading = show.note->heading, .text = show.note->text,
                                      .role = show.note->role};
        const rect area = card_area(of, ui::callout_height(ctx, of.info.width, box));
        ui::callout(ctx, "stage.why", area, box);
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
