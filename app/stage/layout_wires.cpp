// Handles on whoever owns them, and the wires that they make.
#include "app/stage/layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace app::stage::place {

namespace {

using chan::model::actor;
using chan::model::handle;
using chan::model::status;
using chan::probe::owner_kind;

constexpr float letter_width = 6.6f; // of the mono face at 11
constexpr float brief_width = 16;

float width_of(const handle& one, float padding = 20) {
    return padding + letter_width * static_cast<float>(std::max<std::size_t>(one.name.size(), 2));
}

constexpr float gap = 6; // between chips

/// Of a row of chips with all their names.
float width_of(const std::vector<const handle*>& of) {
    float total = -gap;
    for (const handle* one : of) total += width_of(*one) + gap;
    return total;
}

chip chip_of(const handle& one) {
    chip made{.handle = one.id, .name = one.name, .end = one.end};
    made.crossed = one.alive ? 0.0f : 1.0f;
    made.opacity = one.alive ? 1.0f : 0.85f;
    return made;
}

enum class side { left, middle, right };

/// Leaves out what finds no room in `width` without its name: dropped ones first, then the last.
/// It keeps its identity, in no place of its own.
void leave_out(std::vector<const handle*>& of, const rect& strip, picture& to) {
    const auto most = static_cast<std::size_t>(
        std::max(0.0f, std::floor((strip.width + gap) / (brief_width + gap)))
    );
    while (of.size() > most) {
        auto gone = std::ranges::find(of, false, &handle::alive);
        if (gone == of.end()) gone = std::prev(of.end());
        chip made = chip_of(**gone);
        made.brief = true;
        made.opacity = 0;
        made.area = {strip.right(), strip.y, 0, strip.height};
        to.chips.push_back(std::move(made));
        of.erase(gone);
    }
}

/// How much a chip's name is worth: senders keep a channel open, dropped ones nothing.
int worth(const handle& one) {
    if (!one.alive) return 0;
    return one.end == chan::probe::end::sender ? 2 : 1;
}

/// A row of chips in `strip`. Where they are too many they get narrower, then dropped ones lose
/// their names, then receivers, then all, then some are left out. Returns the width used.
float row(std::vector<const handle*> of, const rect& strip, side at, picture& to) {
    leave_out(of, strip, to);
    if (of.empty()) return 0;
    std::vector<float> widths;
    std::vector<bool> briefs;
    for (const int squeeze : {0, 1, 2, 3, 4}) {
        widths.clear();
        briefs.clear();
        float total = -gap;
        for (const handle* one : of) {
            briefs.push_back(worth(*one) < squeeze - 1);
            widths.push_back(
                briefs.back() ? brief_width : width_of(*one, squeeze == 0 ? 20.0f : 12.0f)
            );
            total += widths.back() + gap;
        }
        if (total <= strip.width) break;
    }
    float total = -gap;
    for (const float width : widths) total += width + gap;
    float x = strip.x;
    if (at == side::right) x = strip.right() - total;
    if (at == side::middle) x = strip.center().x - total / 2;
    for (std::size_t i = 0; i < of.size(); ++i) {
        chip made = chip_of(*of[i]);
        made.brief = briefs[i];
        made.area = {x, strip.y, widths[i], strip.height};
        x += widths[i] + gap;
        to.chips.push_back(std::move(made));
    }
    return total;
}

/// What a card of one line needs at its left: its name, and beside it the state's words or glyph
/// where that is not at the right. In the type that draw_actors.cpp takes for such a card.
float least_line(const card& on, const std::vector<const handle*>& of) {
    const bool small = on.area.height < 25 || on.area.width < 150;
    const float name = width_of_name(on.name, small);
    // What it says comes before what its handles are called, but a sender keeps its name.
    const bool sends = std::ranges::any_of(of, [](const handle* one) {
        return one->end == chan::probe::end::sender;
    });
    constexpr float letter = 5.8f;
    const float words = sends ? 0 : letter * static_cast<float>(on.state.brief.size());
    const float state = on.shows_glyph ? 0 : std::max(small_glyph, words) + 8; // and apart
    return 11 + name + (small ? 6 : 10) + state;
}

/// Whether it may say at some time where it is blocked: the chips' place must not depend on when.
bool may_block(const cast& parts, actor_number actor) {
    return std::ranges::any_of(parts.links, [&](const cast::link& one) {
        if (one.actor != actor) return false;
        const auto bound = parts.bounds.find(one.object);
        const bool bounded = bound != parts.bounds.end() && bound->second != chan::probe::unbounded;
        return bounded || one.way == cast::link::direction::receives;
    });
}

/// How many letters its state and its chips need beside each other. (It looks at no state: the
/// chips' place must not depend on when.)
float words_beside(const std::vector<const handle*>& of) {
    float letters = 20; // "blocked in send(12)"
    for (const handle* one : of) letters += 4 + static_cast<float>(one->name.size());
    return letters;
}

/// Where an actor's chips go, and what they leave of the lines beside them.
void on_card(const scene& from, const std::vector<const handle*>& of, card& on, picture& to) {
    const rect& a = on.area;
    if (on.density == density::tall) {
        row(of, {a.x + 16, a.bottom() - 32, a.width - 28, 20}, side::left, to);
        return;
    }
    // Two lines in a narrow card: beside the name, so that the state has a line of its own.
    const bool medium = on.density == density::medium;
    const bool holds = !on.shows_glyph && a.right() - on.text_right > 12; // a message, at the right
    const bool long_words = medium && (of.size() > 1 || may_block(from.parts, on.actor))
        && a.width < 60 + 6.6f * words_beside(of);
    const float end = on.shows_glyph ? a.right() - 8 : on.text_right - (holds ? 3 : 0);
    const float name = std::max(48.0f, 7.5f * static_cast<float>(on.name.size()) + 17);
    // Beside a message, the line of the few words that are usual then may have room where the
    // name's has none.
    constexpr float few_words = 62;
    const bool below = medium && holds && end - a.x - name < width_of(of)
        && on.state_right - a.x - few_words >= width_of(of);
    const bool narrow = medium ? (a.width < 150 || long_words) && !below : has_two_lines(on);
    if (narrow && end - a.x >= name + brief_width) {
        on.shows_glyph = false; // gives way
        on.glyph_room = 0;
        on.state_right = std::max(on.state_right, end);
        const float height = medium ? 16 : std::floor(std::min(16.0f, a.height / 2 - 3));
        const float top = medium ? a.y + a.height * 0.33f - 8 : a.y + 3;
        const float room = end - a.x - name;
        on.text_right = end - row(of, {end - room, top, room, height}, side::right, to) - 2;
        return;
    }
    // One line: where the state's words find no room beside glyph and chips, the glyph gives way.
    // This looks at no state, so that nothing moves when that changes.
    if (!medium && on.shows_glyph && a.width < 260) {
        constexpr float usual_words = 62; // "sending 12"
        const float words = least_line(on, of) + usual_words + 6;
        const bool beside_glyph = on.text_right - a.x - words >= width_of(of);
        const bool without = end - a.x - words >= width_of(of);
        if (!beside_glyph && without) {
            on.shows_glyph = false;
            on.glyph_room = 0;
            on.text_right = on.state_right = end;
        }
    }
    const float height = medium ? 16 : std::min(20.0f, a.height - 6);
    const float y = medium ? a.y + a.height * 0.69f : a.center().y;
    const float right = medium ? on.state_right : on.text_right - (holds ? 3 : 0);
    const float least = medium ? 54 : least_line(on, of);
    const float room = std::clamp(right - a.x - least, 0.0f, a.width * 0.5f);
    const float used = row(of, {right - room, y - height / 2, room, height}, side::right, to);
    if (used > 0) {
        on.glyph_room = 0; // the chips are between
        on.state_right = right - used - (narrow ? 2 : 6);
        if (!medium) on.text_right = on.state_right;
    }
}

ui::curve straight(point from, point to) {
    return {from, ui::mix(from, to, 0.33f), ui::mix(from, to, 0.67f), to};
}

ui::curve bent(point from, point to) {
    const float reach = (to.x - from.x) * 0.55f;
    return {from, {from.x + reach, from.y}, {to.x - reach, to.y}, to};
}

/// Straight on for most of the way, so that it passes what stands beside its beginning.
ui::curve bent_late(point from, point to) {
    const float reach = to.x - from.x;
    return {from, {from.x + reach * 0.9f, from.y}, {from.x + reach * 0.7f, to.y}, to};
}

/// From a lock's side; where its place in the queue is above or below the lock, from there.
/// `early`: it turns at the lock, and passes the numbers beside the cards level with its own.
ui::curve from_lock(const lock_card& lock, point to, bool right, bool early) {
    const rect& a = lock.area;
    const float side = right ? a.right() : a.x;
    const float y = lock.wire_y;
    if (early) {
        return {{side, y}, {ui::mix(side, to.x, 0.25f), y}, {ui::mix(side, to.x, 0.05f), to.y}, to};
    }
    if (y >= a.y + 6 && y <= a.bottom() - 6) return bent_late({side, y}, to);
    const float x = right ? side - 14 : side + 14;
    const point begin{x, y < a.y + 6 ? a.y : a.bottom()};
    return {begin, {x, y}, {ui::mix(x, to.x, 0.6f), y}, to};
}

ui::curve path(point from, point to) {
    return std::abs(from.y - to.y) < 1 ? straight(from, to) : bent(from, to);
}

bool has_live(
    const chan::model::world& state, actor_number who, object_id channel, chan::probe::end end
) {
    return std::ranges::any_of(state.handles, [&](const handle& one) {
        return one.alive && one.channel == channel && one.end == end
            && one.owner == chan::probe::owner{owner_kind::actor, who};
    });
}

/// A lane leads to a pipe's side; a lock may stand between.
bool is_next(const rect& lane, float lane_side, float pipe_side) {
    return !lane.empty() && std::abs(lane_side - pipe_side) < 80;
}

/// Between an actor and the channels beside it, for each end that it has.
void flow_wires(const scene& from, picture& to, const actor& who, const seat& at) {
    for (const pipe& one : to.pipes) {
        const float y = one.area.center().y;
        const bool before = is_next(at.lane_after, at.lane_after.right(), one.area.x);
        const bool after = is_next(at.lane_before, at.lane_before.x, one.area.right());
        if (before && has_live(from.state, who.number, one.channel, chan::probe::end::sender)) {
            const point begin{at.card.right(), at.card.center().y};
            to.wires.push_back(
                {who.number, one.channel, wire::kind::sends, path(begin, {one.area.x - 3, y})}
            );
        }
        if (after && has_live(from.state, who.number, one.channel, chan::probe::end::receiver)) {
            const point end{at.card.x - 2, at.card.center().y};
            to.wires.push_back(
                {who.number, one.channel, wire::kind::receives, path({one.area.right(), y}, end)}
            );
        }
    }
}

/// From a lock to who holds it, and from the tickets to who waits.
void lock_wires(const scene& from, picture& to, const chan::model::lock& one) {
    const auto on = std::ranges::find(to.locks, one.id, &lock_card::lock);
    if (on == to.locks.end()) return;
    const auto near_side = [&](const rect& card) {
        return point{card.x >= on->area.right() ? card.x : card.right(), card.center().y};
    };
    std::vector<actor_number> holders = one.readers;
    if (one.holder != chan::probe::no_actor) holders.push_back(one.holder);
    for (const actor_number holder : holders) {
        const auto at = from.plan.seats.find(holder);
        const actor* who = from.state.find_actor(holder);
        if (at == from.plan.seats.end() || who == nullptr) continue;
        const point end = near_side(at->second.card);
        const bool right = end.x > on->area.center().x;
        auto role = words_of(from.state, *who, from.stage_ns).role;
        if (role == ui::state_role::idle) role = ui::state_role::waiting_lock; // it keeps the lock
        const bool early = is_close(at->second.density);
        to.wires.push_back(
            {holder, one.id, wire::kind::holds, from_lock(*on, end, right, early), role}
        );
    }
    for (const ticket& waits : to.tickets) {
        if (waits.lock != one.id) continue;
        const auto at = from.plan.seats.find(waits.actor);
        if (at == from.plan.seats.end()) continue;
        const point end = near_side(at->second.card);
        if (std::abs(end.x - waits.center.x) < 2 * waits.radius) continue; // it stands at its card
        const float side = end.x > waits.center.x ? waits.radius : -waits.radius;
        const point begin{waits.center.x + side, waits.center.y};
        to.wires.push_back(
            {waits.actor,
             one.id,
             wire::kind::queues,
             bent_late(begin, end),
             ui::state_role::waiting_lock}
        );
    }
}

} // namespace

void chips(const scene& from, picture& to) {
    std::map<actor_number, std::vector<const handle*>> of_actors;
    std::map<object_id, std::vector<const handle*>> of_locks, loose;
    for (const handle& one : from.state.handles) {
        if (one.owner.kind == owner_kind::actor) {
            const auto who = static_cast<actor_number>(one.owner.id);
            if (std::ranges::find(to.cards, who, &card::actor) != to.cards.end()) {
                of_actors[who].push_back(&one);
                continue;
            }
        } else if (one.owner.kind == owner_kind::lock) {
            const object_id lock{static_cast<std::uint32_t>(one.owner.id)};
            if (std::ranges::find(to.locks, lock, &lock_card::lock) != to.locks.end()) {
                of_locks[lock].push_back(&one);
                continue;
            }
        } else if (one.owner.kind == owner_kind::message) {
            const auto on = std::ranges::find(to.tokens, message_id{one.owner.id}, &token::message);
            if (on != to.tokens.end()) {
                chip made = chip_of(one);
                made.area =
                    ui::centered({on->center.x, on->center.y + on->size / 2 + 8}, brief_width, 14);
                made.brief = true;
                made.opacity = on->opacity;
                to.chips.push_back(std::move(made));
                continue;
            }
        }
        loose[one.channel].push_back(&one);
    }
    for (auto& [who, handles] : of_actors) {
        on_card(from, handles, *std::ranges::find(to.cards, who, &card::actor), to);
    }
    for (auto& [lock, handles] : of_locks) {
        const rect& a = std::ranges::find(to.locks, lock, &lock_card::lock)->area;
        const float y = a.y + std::min(12.0f, a.height * 0.12f);
        row(handles, {a.x + 6, y, a.width - 12, 20}, side::middle, to);
    }
    // Nobody's for the moment, such as on its way to a thread that has no card yet: at its pipe.
    for (auto& [channel, handles] : loose) {
        const auto at = std::ranges::find(to.pipes, channel, &pipe::channel);
        const rect a = at != to.pipes.end() ? at->area : to.flow;
        row(handles, {a.x, a.bottom() + 6, a.width, 18}, side::left, to);
    }
}

void wires(const scene& from, picture& to) {
    for (const actor& who : from.state.actors) {
        const auto at = from.plan.seats.find(who.number);
        if (at != from.plan.seats.end() && !at->second.on_bench) {
            flow_wires(from, to, who, at->second);
        }
    }
    for (const chan::model::lock& one : from.state.locks) lock_wires(from, to, one);
}

} // namespace app::stage::place

namespace app::stage {

std::optional<tie> tie_to_handle(const picture& of, object_id handle) {
    const auto to = std::ranges::find(of.chips, handle, &chip::handle);
    if (to == of.chips.end() || of.pipes.empty()) return {};
    const auto from = std::ranges::min_element(of.pipes, {}, [&](const pipe& one) {
        return std::abs(one.area.center().x - to->area.center().x);
    });
    const rect& pipe = from->area;
    const rect& chip = to->area;
    if (chip.y > pipe.bottom() + 20) { // on the bench
        const point begin{pipe.center().x, pipe.bottom() + 2}, end{chip.center().x, chip.y - 1};
        const float middle = (begin.y + end.y) / 2;
        const ui::curve path{begin, {begin.x, middle}, {end.x, middle}, end};
        return tie{path, path.at(0.5f)};
    }
    constexpr float words_height = 18;
    const point begin{pipe.center().x, pipe.bottom() + 2}, end{chip.center().x, chip.bottom() + 1};
    const float lowest = std::max(begin.y, end.y);
    const auto card = std::ranges::find_if(of.cards, [&](const stage::card& one) {
        return one.area.contains(chip.center());
    });
    const float below_card = card != of.cards.end() ? card->area.bottom() : lowest;
    const float deep = std::min(of.flow.bottom() - 2, std::max(lowest, below_card) + 40);
    if (deep >= std::max(pipe.bottom(), below_card) + words_height + 4) {
        // Its middle is where the words are: the lowest point of the curve.
        const float reach = (8 * (deep - words_height / 2) - begin.y - end.y) / 6;
        const ui::curve path{begin, {begin.x, reach}, {end.x, reach}, end};
        return tie{path, path.at(0.5f)};
    }
    // No room below: from the pipe's side over the card's edge down to the handle.
    const bool right = chip.center().x > pipe.center().x;
    const point side{right ? pipe.right() + 2 : pipe.x - 2, pipe.y + pipe.height * 0.25f};
    const point top{chip.center().x, chip.y - 1};
    const float edge = card != of.cards.end() ? card->area.y : chip.y;
    constexpr float glow = 6; // of a card that waits
    const float high = (8 * (edge - glow - words_height / 2) - side.y - top.y) / 6;
    const ui::curve path{side, {side.x + (right ? 16.0f : -16.0f), high}, {top.x, high}, top};
    return tie{path, path.at(0.5f)};
}

} // namespace app::stage
