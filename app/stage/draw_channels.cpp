// Pipes, locks, wires and where actors are stopped.
#include "app/stage/draw_scene.hpp"

#include <algorithm>
#include <cmath>

namespace app::stage::paint {

namespace {

using ui::across;
using ui::colour;
using ui::faded;
using ui::text_role;

constexpr float pipe_radius = 14;
constexpr float lip = 9; // how far an open mouth reaches outwards

colour colour_of(const brush& b, tint role, colour otherwise) {
    return role ? b.look.state(*role).pure : otherwise;
}

void slots(const brush& b, const pipe& one) {
    for (const rect& slot : one.slots) {
        const float smaller = std::min(slot.width, slot.height);
        b.p.fill(slot, faded(b.look.surface.panel, one.opacity), smaller * 0.18f);
        const colour edge = faded(b.look.outline.card, one.opacity);
        if (smaller > 26) {
            b.p.stroke_dashed(slot, edge, 1, 7, {4, 3});
        } else {
            b.p.stroke(slot, edge, 1, smaller * 0.18f);
        }
    }
}

/// Two open hands that face each other: there is no place in between.
void hands_to_meet(const brush& b, const pipe& one) {
    const float size = std::min(40.0f, one.area.height - 16);
    const colour line = faded(b.look.outline.strong, one.opacity);
    for (const bool left : {true, false}) {
        const rect palm = ui::centered(left ? *one.left_hand : *one.right_hand, size + 8, size + 8);
        const float half = palm.width * 0.55f;
        b.p.push_clip({left ? palm.x : palm.right() - half, palm.y, half, palm.height});
        b.p.stroke(palm, line, 2, 12);
        b.p.pop_clip();
    }
}

void pile(const brush& b, const pipe& one) {
    if (one.piled == 0) return;
    const rect& a = one.pile;
    const int sheets = 7;
    for (int i = 0; i < sheets; ++i) {
        const float x = a.x + (a.width - 6) * static_cast<float>(i) / (sheets - 1);
        b.p.fill(
            {x, a.y, 3, a.height},
            faded(b.look.message(static_cast<std::size_t>(i)), one.opacity * 0.55f),
            1.5f
        );
    }
    const std::string count = "+" + std::to_string(one.piled);
    const float width = b.p.type().width(text_role::mono_small, count) + 10;
    const rect badge = ui::centered(a.center(), width, 18);
    b.p.fill(badge, faded(b.look.surface.selected, one.opacity), 6);
    b.p.text_in(
        badge,
        count,
        {text_role::mono_small, faded(b.look.text.strong, one.opacity), across::center}
    );
}

void body(const brush& b, const pipe& one) {
    rect a = one.area;
    if (one.tucked > 0) a.width += one.tucked;
    if (one.tucked < 0) a.x += one.tucked, a.width -= one.tucked;
    const colour edge = faded(colour_of(b, one.words.role, b.look.outline.card), one.opacity);
    const colour inside = faded(b.look.surface.window, one.opacity);
    const float radius = std::min(pipe_radius, a.height / 3);
    if (one.absent) {
        const colour outline = faded(b.look.outline.card, one.opacity);
        b.p.stroke_dashed(a, outline, 1, radius, {4, 4});
        return;
    }
    if (one.bound != chan::probe::unbounded) {
        b.p.fill(a, inside, radius);
        b.p.stroke(a, edge, 2, radius);
        return;
    }
    // Without a bound its mouth is open: it takes whatever comes.
    b.p.fill_right(a, inside, radius);
    b.p.push_clip({a.x, a.y - 2, a.width + 2, a.height + 4});
    b.p.stroke({a.x - 40, a.y, a.width + 40, a.height}, edge, 2, radius);
    b.p.pop_clip();
    b.p.line({a.x + 1, a.y + 1}, {a.x - lip, a.y - lip * 0.6f}, edge, 2);
    b.p.line({a.x + 1, a.bottom() - 1}, {a.x - lip, a.bottom() + lip * 0.6f}, edge, 2);
}

void words(const brush& b, const pipe& one) {
    rect lines = one.words_area;
    const colour caption =
        faded(one.absent ? b.look.text.faint : b.look.text.strong, one.opacity);
    const rect first = lines.cut_top(20);
    const bool wide = b.p.type().width(text_role::mono_strong, one.words.caption) <= first.width;
    const auto letters = wide ? text_role::mono_strong : text_role::mono_small;
    b.p.text_in(first, one.words.caption, {letters, caption, across::center});
    const colour said =
        one.words.status_role ? b.look.state(*one.words.status_role).words : b.look.text.muted;
    const auto strong = one.words.status_role ? text_role::small_strong : text_role::small;
    // "closed", at the least: what is left is seen.
    const std::string least = one.words.brief.substr(0, one.words.brief.find(','));
    const std::string* fitting = &least;
    for (const std::string* words : {&one.words.brief, &one.words.status}) {
        if (b.p.type().width(strong, *words) <= lines.width) fitting = words;
    }
    b.p.text_in(lines, *fitting, {strong, faded(said, one.opacity), across::center});
}

/// Its word above the place, and in it that it is not there, a word a line.
void lock_not_made(const brush& b, const lock_card& one) {
    const ui::text_style style{
        text_role::tiny, faded(b.look.text.muted, one.opacity), across::center};
    ui::text_style caption = style;
    caption.role = text_role::mono;
    b.p.text_in(one.words_area, one.words, caption);
    constexpr float line = 14;
    rect lines = ui::centered(one.area.center(), one.area.width - 4, 3 * line);
    for (const std::string_view word : {"not", "made", "yet"}) {
        b.p.text_in(lines.cut_top(line), word, style);
    }
}

} // namespace

void wires(const brush& b, const picture& of) {
    for (const wire& one : of.wires) {
        const colour line = faded(colour_of(b, one.role, b.look.outline.line), one.opacity);
        switch (one.what) {
        case wire::kind::sends:
        case wire::kind::receives: {
            const point before = one.path.at(0.94f);
            b.p.bezier(one.path, line, 3);
            b.p.arrow_head(
                {before.x, ui::mix(before.y, one.path.to.y, 0.8f)}, one.path.to, line, 9, 3
            );
            break;
        }
        case wire::kind::holds:
            b.p.bezier(one.path, line, 2.5f);
            break;
        case wire::kind::queues:
            b.p.bezier_dashed(one.path, line, 1.5f, {4, 4});
            break;
        }
    }
}

float mouth_of(const pipe& one) {
    return one.bound == chan::probe::unbounded && !one.absent ? lip : 0;
}

void pipes(const brush& b, const picture& of) {
    for (const pipe& one : of.pipes) {
        body(b, one);
        slots(b, one);
        if (one.left_hand) hands_to_meet(b, one);
        pile(b, one);
        words(b, one);
    }
}

void locks(const brush& b, const picture& of) {
    const ui::state_colours& state = b.look.state(ui::state_role::waiting_lock);
    for (const lock_card& one : of.locks) {
        const rect& a = one.area;
        b.p.fill(a, faded(b.look.surface.panel, one.opacity), ui::metric::card_radius);
        if (one.absent) {
            const float radius = ui::metric::card_radius;
            b.p.stroke_dashed(a, faded(b.look.outline.card, one.opacity), 1, radius, {4, 4});
            lock_not_made(b, one);
            continue;
        }
        b.p.fill(a, faded(state.tint, one.opacity), ui::metric::card_radius);
        b.p.stroke(
            a,
            faded(one.held ? state.pure : b.look.outline.strong, one.opacity),
            2,
            ui::metric::card_radius
        );
        const float size = std::clamp(a.height - 48, 14.0f, 34.0f);
        const point center{a.center().x, a.bottom() - std::min(8.0f, a.height * 0.08f) - size / 2};
        const colour ink = one.held ? state.pure : b.look.outline.strong;
        b.p.draw(ui::icon::lock, ui::centered(center, size, size), faded(ink, one.opacity));
        b.p.text_in(
            one.words_area,
            one.words,
            {text_role::mono, faded(state.words, one.opacity), across::center}
        );
    }
}

void stops(const brush& b, const picture& of) {
    for (const ticket& one : of.tickets) {
        const ui::state_colours& state = b.look.state(ui::state_role::waiting_lock);
        b.p.disc(one.center, one.radius, faded(b.look.surface.panel, one.opacity));
        b.p.ring(one.center, one.radius, faded(state.pure, one.opacity), 1.5f);
        if (one.number == 0) continue;
        b.p.text_in(
            ui::centered(one.center, 2 * one.radius, 2 * one.radius),
            std::to_string(one.number),
            {text_role::mono_small, faded(state.words, one.opacity), across::center}
        );
    }
    for (const empty_hand& one : of.hands) {
        const ui::state_colours& state = b.look.state(one.role);
        const rect square = ui::centered(one.center, one.size, one.size);
        b.p.fill(square, faded(b.look.surface.panel, one.opacity), one.size * 0.2f);
        b.p.stroke_dashed(square, faded(state.pure, one.opacity), 1.5f, one.size * 0.2f, {4, 3});
    }
    for (const bar& one : of.bars) {
        b.p.fill(one.area, faded(b.look.state(one.role).pure, one.opacity), 1.5f);
    }
}

void guilty_curves(const brush& b, const picture& of) {
    const ui::state_colours& state = b.look.state(ui::state_role::stuck);
    bool said = false;
    for (const object_id handle : b.guilty) {
        const auto drawn = tie_to_handle(of, handle);
        if (!drawn) continue;
        b.p.bezier_dashed(drawn->path, state.pure, 2, {6, 5});
        if (said) continue;
        said = true;
        const std::string_view what = "keeps it open";
        const float width = b.p.type().width(text_role::small_strong, what) + 12;
        const rect label = ui::centered(drawn->words, width, 16);
        b.p.fill(label, b.look.surface.panel, 6);
        b.p.text_in(label, what, {text_role::small_strong, state.words, across::center});
    }
}

} // namespace app::stage::paint
