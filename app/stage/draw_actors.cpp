// Cards, handles and messages.
#include "app/stage/draw_scene.hpp"

#include <algorithm>
#include <cmath>

namespace app::stage::paint {

namespace {

using ui::across;
using ui::colour;
using ui::faded;
using ui::text_role;
using ui::upright;

/// Of words as wide as such words get: whether they fit must not change with each digit.
float most_width(const brush& b, text_role role, std::string words) {
    std::ranges::replace_if(
        words, [](char c) { return c >= '0' && c <= '9'; }, '8'
    );
    return b.p.type().width(role, words);
}

/// Says the state in the first form that fits: what it says comes before how large it is said.
/// Where none fits, its glyph stands for it, if that is not beside it already.
void say_state(
    const brush& b, const card& one, const rect& line, colour ink, bool small_only = false
) {
    const state_words& said = one.state;
    for (const std::string* words : {&said.full, &said.middle, &said.brief, &said.least}) {
        if (words->empty()) continue;
        for (const text_role role : {text_role::small, text_role::tiny}) {
            if (small_only && role == text_role::small) continue;
            if (most_width(b, role, *words) > line.width) continue;
            b.p.text_in(line, *words, {role, ink});
            return;
        }
    }
    // One size for all of them, whatever is beside it.
    const float size = std::min(small_glyph, line.height);
    if (one.shows_glyph || said.glyph == ui::icon::none) return;
    b.p.draw(said.glyph, ui::centered({line.x + size / 2, line.center().y}, size, size), ink);
}

/// The largest type in which a name fits its line.
text_role role_for_name(const brush& b, std::string_view name, float width) {
    for (const text_role role : {text_role::body_strong, text_role::small_strong}) {
        if (b.p.type().width(role, name) <= width) return role;
    }
    return text_role::tiny;
}

/// The last labels that fit after the first word.
std::string tally_that_fits(const brush& b, const std::string& tally, float width) {
    if (b.p.type().width(text_role::mono_small, tally) <= width) return tally;
    const std::size_t first = tally.find(' ');
    std::size_t from = first;
    std::string shown = tally;
    while (b.p.type().width(text_role::mono_small, shown) > width) {
        from = tally.find(' ', from + 2);
        if (from == std::string::npos) return tally.substr(0, first);
        shown = tally.substr(0, first) + "  \u2026" + tally.substr(from);
    }
    return shown;
}

/// How far a card may shine without running into what may shine beside it.
float reach_of(const picture& of, const card& one) {
    float reach = 5;
    const rect& a = one.area;
    for (const card& other : of.cards) {
        const rect& c = other.area;
        const float across = std::max(c.x - a.right(), a.x - c.right());
        const float upright = std::max(c.y - a.bottom(), a.y - c.bottom());
        const float apart = std::max(across, upright);
        if (apart >= 0) reach = std::min(reach, std::floor((apart - 2) / 2));
    }
    return std::max(reach, 0.0f);
}

void ground_of(const brush& b, const card& one, const ui::state_colours& state, float reach) {
    const rect& a = one.area;
    const float radius = std::min(ui::metric::card_radius, a.height * 0.28f);
    const bool quiet = state.pure == b.look.state(ui::state_role::idle).pure;
    if (one.blocked && !is_close(one.density) && reach > 0) {
        b.p.glow(a, faded(state.pure, one.opacity), radius, b.pulse, reach);
    }
    const colour rest = mix(b.look.surface.card, b.look.surface.panel, 0.5f * one.dim);
    b.p.fill(a, faded(rest, one.opacity), radius);
    const colour outline =
        mix(quiet ? faded(state.pure, 0.8f) : state.pure, b.look.outline.card, one.dim);
    if (one.absent) {
        b.p.stroke_dashed(a, faded(outline, one.opacity), 1, radius, {4, 4});
        return;
    }
    b.p.stroke(a, faded(outline, one.opacity), one.density == density::micro ? 1.0f : 2.0f, radius);
    if (one.dim < 1) {
        const float edge = std::max(3.0f, a.height * 0.12f);
        const float bar = a.height > 40 ? 4.0f : 3.0f;
        b.p.fill(
            {a.x + 1, a.y + edge, bar, a.height - 2 * edge},
            faded(state.pure, one.opacity * (1 - one.dim)),
            bar / 2
        );
    }
}

/// What a card of one line says, and where; its glyph gives way to words that say more.
struct one_line {
    text_role role;
    rect name, state;
    bool small_only, keeps_glyph = true;
};

one_line line_of(const brush& b, const card& one) {
    const rect& a = one.area;
    const float left = a.x + 11;
    const bool small = a.height < 25 || a.width < 150;
    const auto role = small ? text_role::tiny : text_role::small_strong;
    const float letters =
        std::max(b.p.type().width(role, one.name) + 1, width_of_name(one.name, small));
    const float right = std::min(one.text_right, one.state_right) - 4;
    const float name_width = std::min(letters, right - left);
    const float begin = left + name_width + (small ? 6 : 10);
    one_line found{
        role,
        {left, a.y, name_width, a.height},
        {begin, a.y, right - begin, a.height},
        a.width < 260};
    const float whole = found.state.width + one.glyph_room;
    const float brief = most_width(b, text_role::tiny, one.state.brief);
    if (found.state.width < brief && brief <= whole) {
        found.state.width = whole;
        found.keeps_glyph = false;
    }
    return found;
}

void glyph(const brush& b, const card& one, const ui::state_colours& state) {
    if (!one.shows_glyph || one.state.glyph == ui::icon::none) return;
    const rect& a = one.area;
    const bool one_line = is_close(one.density);
    if (one_line && !has_two_lines(one) && !line_of(b, one).keeps_glyph) return;
    const bool large = one.density == density::tall && a.width >= 120;
    const float size = one_line          ? std::min(16.0f, a.height - 4)
        : large                          ? 22.0f
        : one.density == density::medium ? 16.0f
                                         : 18.0f;
    point center{a.right() - (one_line ? 15 : large ? 25 : 19), a.center().y};
    if (one.density == density::tall) center.y = a.y + (large ? 26 : 22);
    if (one.density == density::medium) center.y = a.y + a.height * 0.3f; // above the chips
    const bool quiet =
        one.state.role == ui::state_role::idle || one.state.role == ui::state_role::finished;
    b.p.draw(
        one.state.glyph,
        ui::centered(center, size, size),
        faded(quiet ? state.words : state.pure, one.opacity)
    );
}

void card_words(const brush& b, const card& one, const ui::state_colours& state) {
    const rect& a = one.area;
    const colour name = faded(mix(b.look.text.strong, b.look.text.faint, one.dim), one.opacity);
    const colour said = faded(state.words, one.opacity);
    if (one.density == density::tall || one.density == density::medium) {
        const bool tall = one.density == density::tall;
        const float left = a.x + (a.width < 140 ? 10 : 16);
        const float first = tall ? a.y + 22 : a.y + a.height * 0.33f;
        const float second = tall ? a.y + 45 : a.y + a.height * 0.69f;
        const rect line{left, first - 10, std::max(8.0f, one.text_right - left - 2), 20};
        const text_role role = role_for_name(b, one.name, line.width);
        b.p.text_in(line, one.name, {role, name});
        const rect below{left, second - 10, std::max(8.0f, one.state_right - left - 2), 20};
        say_state(b, one, below, said, role == text_role::tiny); // never larger than the name
        return;
    }
    const float left = a.x + 11;
    if (has_two_lines(one)) {
        const float middle = a.center().y;
        b.p.text_in(
            {left, middle - 15, std::max(8.0f, one.text_right - left - 4), 16},
            one.name,
            {text_role::small_strong, name}
        );
        const rect line{left, middle, std::max(8.0f, one.state_right - left - 2), 15};
        say_state(b, one, line, said, true);
        return;
    }
    const one_line line = line_of(b, one);
    b.p.text_in(line.name, one.name, {line.role, name});
    if (line.state.width >= 8) say_state(b, one, line.state, said, line.small_only);
}

void chip_at(const brush& b, const chip& one) {
    const bool guilty = std::ranges::find(b.guilty, one.handle) != b.guilty.end();
    const auto role = guilty                  ? ui::state_role::stuck
        : one.end == chan::probe::end::sender ? ui::state_role::running
                                              : ui::state_role::waiting_recv;
    const ui::state_colours& state = b.look.state(role);
    const colour gone = b.look.state(ui::state_role::finished).words;
    const colour edge = faded(mix(state.pure, gone, one.crossed), one.opacity);
    const colour ink = faded(mix(state.words, gone, one.crossed), one.opacity);
    const float radius = one.area.height / 2;
    if (guilty && one.crossed < 0.5f) {
        b.p.fill(one.area, edge, radius);
    } else if (one.crossed > 0.5f) {
        b.p.stroke_dashed(one.area, edge, 1, radius, {3, 3});
    } else {
        b.p.fill(one.area, faded(b.look.surface.window, one.opacity), radius);
        b.p.stroke(one.area, edge, 1.5f, radius);
    }
    if (one.crossed > 0) { // below the letters, which stay readable
        const float long_way = one.area.width - (one.brief ? 4 : 10);
        const point left{one.area.center().x - long_way / 2, one.area.center().y};
        b.p.line(left, {left.x + long_way * one.crossed, left.y}, faded(ink, 0.6f), 1);
    }
    if (!one.brief) {
        const colour letters =
            guilty && one.crossed < 0.5f ? faded(b.look.text.on_accent, one.opacity) : ink;
        b.p.text_in(
            one.area.inset(3, 0), one.name, {text_role::mono_small, letters, across::center}
        );
    } else if (one.crossed < 0.5f) {
        b.p.disc(one.area.center(), 2.5f, ink);
    }
}

void token_at(const brush& b, const token& one) {
    if (one.opacity <= 0.01f) return;
    const colour fill = faded(b.look.message(one.hue), one.opacity);
    const rect square = ui::centered(one.center, one.size, one.size);
    if (one.covered || one.size >= 14) {
        // An edge in the ground's colour keeps neighbours apart.
        b.p.fill(
            square.inset(-1), faded(b.look.surface.window, one.opacity * 0.8f), one.size * 0.2f + 1
        );
    }
    b.p.token(one.center, one.size, "", fill, faded(b.look.text.on_message, one.opacity));
    b.p.stroke(square, faded(b.look.text.on_message, 0.35f * one.opacity), 1, one.size * 0.2f);
    if (one.covered || one.unlabelled || one.size < 14) return;
    // The digits as large as they fit, or none: half a number says nothing.
    for (const text_role role : {text_role::mono_strong, text_role::mono_small}) {
        if (role == text_role::mono_strong && one.size < 22) continue;
        if (b.p.type().width(role, one.label) > one.size - 1) continue;
        const colour ink = faded(b.look.text.on_message, one.opacity);
        b.p.text_in(square, one.label, {role, ink, across::center});
        return;
    }
}

} // namespace

void cards(const brush& b, const picture& of) {
    for (const card& one : of.cards) {
        const ui::state_colours& state = b.look.state(one.state.role);
        ground_of(b, one, state, reach_of(of, one));
        card spoken = one;
        spoken.opacity *= one.spoken;
        glyph(b, spoken, state);
        card_words(b, spoken, state);
        const bool crossed = std::ranges::any_of(of.chips, [&](const chip& on) {
            const bool guilty = std::ranges::find(b.guilty, on.handle) != b.guilty.end();
            return guilty && one.area.contains(on.area.center()); // its curve leaves here
        });
        if (!one.tally.empty() && one.tally_area.width > 0 && !crossed) {
            const std::string shown = tally_that_fits(b, one.tally, one.tally_area.width);
            b.p.text_in(
                one.tally_area,
                shown,
                {text_role::mono_small, faded(b.look.text.muted, spoken.opacity), across::center}
            );
        }
    }
}

void chips(const brush& b, const picture& of) {
    for (const chip& one : of.chips) chip_at(b, one);
}

void tokens(const brush& b, const picture& of) {
    for (const token& one : of.tokens) {
        // A stem ties what is in hand to the card below it.
        for (const card& on : of.cards) {
            const float gap = on.area.y - one.center.y - one.size / 2;
            if (one.where != token::place::in_hand || gap < 2 || gap > 16) continue;
            if (std::abs(on.area.center().x - one.center.x) > 1) continue;
            b.p.line(
                {one.center.x, on.area.y - gap},
                {one.center.x, on.area.y},
                faded(b.look.outline.strong, one.opacity),
                2
            );
        }
    }
    for (const token& one : of.tokens) token_at(b, one);
}

void ring(const brush& b, const rect& around, float radius, colour c) {
    b.p.stroke(around.inset(-4), c, 1.5f, radius + 4);
}

void corners(const brush& b, const rect& around, float radius, float mouth) {
    // Where cards stand close, not over those beside it.
    const float apart = around.height < 38 ? 1.0f : 4.0f;
    constexpr float sides = 6;
    const rect near = around.inset(-apart);
    rect wide = near.inset(0, -0.6f * mouth); // as far as its left side needs
    wide.x -= mouth;
    const float shorter = std::min(near.width, near.height);
    const float reach = std::min(radius + apart + sides, shorter / 2 - 3);
    if (reach <= 0) return;
    const auto corner = [&](const rect& of, float x, float y) {
        b.p.push_clip({x, y, reach, reach});
        b.p.stroke(of, faded(b.look.text.strong, 0.6f), 1.5f, radius + apart);
        b.p.pop_clip();
    };
    corner(wide, wide.x, wide.y);
    corner(wide, wide.x, wide.bottom() - reach);
    corner(near, near.right() - reach, near.y);
    corner(near, near.right() - reach, near.bottom() - reach);
}

} // namespace app::stage::paint
