// One rule for all things, given for each kind: its key, how it is between two poses, where it
// comes from, where it goes.
#include "app/stage/motion.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace app::stage {

namespace {

using ui::mix;

/// What has no place in one of the pictures does not come from the corner of the window.
rect mix_placed(const rect& a, const rect& b, float f) {
    return a == rect{} || b == rect{} ? b : mix(a, b, f);
}

/// Where a thing in `from` is when that has become `to`.
point carried(point what, const rect& from, const rect& to) {
    const float x = from.width > 0 ? (what.x - from.x) / from.width : 0.5f;
    const float y = from.height > 0 ? (what.y - from.y) / from.height : 0.5f;
    return {to.x + x * to.width, to.y + y * to.height};
}
rect carried(const rect& what, const rect& from, const rect& to) {
    const point begin = carried(point{what.x, what.y}, from, to);
    const point end = carried(point{what.right(), what.bottom()}, from, to);
    return {begin.x, begin.y, end.x - begin.x, end.y - begin.y};
}

auto key(const card& x) {
    return x.actor;
}
auto key(const pipe& x) {
    return x.channel;
}
auto key(const chip& x) {
    return x.handle;
}
auto key(const token& x) {
    return x.message;
}
auto key(const lock_card& x) {
    return x.lock;
}
auto key(const ticket& x) {
    return std::pair(x.lock, x.actor);
}
auto key(const bar& x) {
    return x.actor;
}
auto key(const empty_hand& x) {
    return x.actor;
}
auto key(const wire& x) {
    return std::tuple(x.actor, x.object, x.what);
}

// Between two poses: `to`'s words, and lengths between both.
void between(const card& a, card& b, float f) {
    const rect to = b.area;
    b.area = mix_placed(a.area, b.area, f);
    b.tally_area = mix_placed(a.tally_area, b.tally_area, f);
    // Its words are the new ones and leave what comes its room at once.
    const auto right = [&](float before, float after) {
        const float end = after - to.right();
        return b.area.right() + std::min(end, mix(before - a.area.right(), end, f));
    };
    b.text_right = right(a.text_right, b.text_right);
    b.state_right = right(a.state_right, b.state_right);
    b.dim = mix(a.dim, b.dim, f);
    b.spoken = mix(a.spoken, b.spoken, f);
}
void between(const pipe& a, pipe& b, float f) {
    const rect end = b.area;
    b.area = mix_placed(a.area, b.area, f);
    b.tucked = mix(a.tucked, b.tucked, f);
    b.words_area = mix_placed(a.words_area, b.words_area, f);
    // What is in it goes along with it.
    b.pile = carried(b.pile, end, b.area);
    for (rect& slot : b.slots) slot = carried(slot, end, b.area);
    if (b.left_hand) b.left_hand = carried(*b.left_hand, end, b.area);
    if (b.right_hand) b.right_hand = carried(*b.right_hand, end, b.area);
}
void between(const chip& a, chip& b, float f) {
    b.area = mix_placed(a.area, b.area, f);
    b.crossed = mix(a.crossed, b.crossed, f);
}
void between(const token& a, token& b, float f) {
    b.center = mix(a.center, b.center, f);
    b.size = mix(a.size, b.size, f);
}
void between(const lock_card& a, lock_card& b, float f) {
    b.area = mix_placed(a.area, b.area, f);
    b.words_area = mix_placed(a.words_area, b.words_area, f);
    b.wire_y = mix(a.wire_y, b.wire_y, f);
}
void between(const ticket& a, ticket& b, float f) {
    b.center = mix(a.center, b.center, f);
    b.radius = mix(a.radius, b.radius, f);
}
void between(const bar& a, bar& b, float f) {
    b.area = mix_placed(a.area, b.area, f);
}
void between(const empty_hand& a, empty_hand& b, float f) {
    b.center = mix(a.center, b.center, f);
    b.size = mix(a.size, b.size, f);
}
void between(const wire& a, wire& b, float f) {
    b.path = {
        mix(a.path.from, b.path.from, f),
        mix(a.path.control_from, b.path.control_from, f),
        mix(a.path.control_to, b.path.control_to, f),
        mix(a.path.to, b.path.to, f)};
}

// Where a new thing comes from, given the picture before; most appear in their place.
template <class Thing>
void arrive(Thing&, const picture&, const picture&) {}
void arrive(token& made, const picture&, const picture&) {
    made.center = made.origin;
}

// Where a thing that is gone goes; most fade in their place.
template <class Thing>
void leave(Thing&, float) {}
void leave(token& gone, float f) {
    // Offered and in no queue now: the send failed or was abandoned, and it is in the hand again.
    if (gone.where == token::place::offered) gone.center = mix(gone.center, gone.origin, f);
}

// How much of a thing that is gone is still seen.
template <class Thing>
float remains(const Thing&, float f) {
    return 1 - f;
}
// A place in a queue that is given up, and a lock's wire, must not be taken for the new ones.
float remains_briefly(float f) {
    return std::max(0.0f, 1 - f / eased(0.25f));
}
float remains(const ticket&, float f) {
    return remains_briefly(f);
}
float remains(const wire& gone, float f) {
    const bool of_lock = gone.what == wire::kind::holds || gone.what == wire::kind::queues;
    return of_lock ? remains_briefly(f) : 1 - f;
}
void leave(ticket& gone, float) {
    gone.number = 0;
}

template <class Thing>
const Thing* find(const std::vector<Thing>& in, const Thing& like) {
    for (const Thing& one : in) {
        if (key(one) == key(like)) return &one;
    }
    return nullptr;
}

template <class Thing>
std::vector<Thing> blend_all(
    const std::vector<Thing>& from,
    const std::vector<Thing>& to,
    const picture& before,
    const picture& after,
    float f
) {
    std::vector<Thing> made;
    made.reserve(to.size() + 4);
    for (const Thing& old : from) {
        if (find(to, old) != nullptr) continue;
        Thing gone = old;
        leave(gone, f);
        gone.opacity = old.opacity * remains(gone, f);
        if (gone.opacity > 0) made.push_back(std::move(gone));
    }
    for (const Thing& next : to) {
        Thing now = next;
        if (const Thing* old = find(from, next)) {
            between(*old, now, f);
            now.opacity = mix(old->opacity, next.opacity, f);
        } else {
            Thing start = next;
            arrive(start, before, after);
            between(start, now, f);
            now.opacity = mix(0.0f, next.opacity, f);
        }
        made.push_back(std::move(now));
    }
    return made;
}

void succeed(const card& old, card& now, float f) {
    // Its words are those of its new form, which it does not have yet.
    const bool other = old.density != now.density || std::abs(old.area.height - now.area.height) > 2
        || now.area.width - old.area.width > 24;
    between(old, now, f);
    now.spoken = other ? late(f) : 1;
    now.opacity *= std::max(old.opacity, f);
}

void succeed(const pipe& old, pipe& now, float f) {
    between(old, now, f);
    now.opacity *= std::max(old.opacity, f);
}

void succeed(const lock_card& old, lock_card& now, float f) {
    between(old, now, f);
    now.opacity *= std::max(old.opacity, f);
}

/// A new card opens below the one that stands before it in its column, or above the one after it:
/// two columns in the same order do not meet on their way.
rect opening(const card& made, const picture& before, const picture& after) {
    const rect& end = made.area;
    const card* above = nullptr;
    const card* below = nullptr;
    for (const card& one : after.cards) {
        const card* old = find(before.cards, one);
        if (old == nullptr || std::abs(one.area.x - end.x) > 1) continue;
        const bool is_above = one.area.y < end.y;
        const card*& nearest = is_above ? above : below;
        if (nearest == nullptr || (old->area.y > nearest->area.y) == is_above) nearest = old;
    }
    if (above != nullptr) return {end.x, above->area.bottom(), end.width, 0};
    if (below != nullptr) return {end.x, below->area.y, end.width, 0};
    return end;
}

template <class Thing>
void succeed_all(const std::vector<Thing>& before, std::vector<Thing>& now, float f) {
    for (Thing& one : now) {
        const Thing* old = find(before, one);
        if (old != nullptr) succeed(*old, one, f);
    }
}

/// Whether two things that are seen, and have their own places, are over each other.
bool collides(const picture& of) {
    std::vector<rect> all;
    for (const card& one : of.cards) {
        if (one.opacity > 0) all.push_back(one.area);
    }
    for (const pipe& one : of.pipes) all.push_back(one.area);
    for (const lock_card& one : of.locks) all.push_back(one.area);
    if (!of.numbers.empty()) all.push_back(of.numbers);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (all[i].inset(0.5f).overlaps(all[j])) return true;
        }
    }
    return false;
}

/// Cards, pipes and locks on their way.
picture places_between(const picture& before, const picture& after, float f) {
    picture made = after;
    succeed_all(before.cards, made.cards, f);
    for (card& one : made.cards) {
        if (find(before.cards, one) != nullptr) continue;
        card closed = one;
        closed.area = opening(one, before, after);
        between(closed, one, f);
        one.spoken = late(f);
        one.opacity *= f;
    }
    succeed_all(before.pipes, made.pipes, f);
    succeed_all(before.locks, made.locks, f);
    for (pipe& one : made.pipes) {
        if (find(before.pipes, one) == nullptr) one.opacity *= f;
    }
    for (lock_card& one : made.locks) {
        if (find(before.locks, one) == nullptr) one.opacity *= f;
    }
    return made;
}

/// Whether all can go to their new places without meeting on the way.
bool ways_are_free(const picture& before, const picture& after) {
    for (const float f : {0.0f, 0.2f, 0.4f, 0.6f, 0.8f, 0.9f}) {
        if (collides(places_between(before, after, f))) return false;
    }
    return true;
}

/// What is on a card, in a pipe or at a lock goes along with it.
void carry(picture& made, const picture& after, float f) {
    const auto on = [&](const auto& things, const auto& ends, point at, const auto& use) {
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].area.contains(at)) return use(things[i], ends[i]), true;
        }
        return false;
    };
    for (chip& one : made.chips) {
        const auto move = [&](const auto& now, const auto& end) {
            const point center = carried(one.area.center(), end.area, now.area);
            one.area = ui::centered(center, one.area.width, one.area.height);
            one.opacity *= now.opacity;
        };
        const point at = one.area.center();
        const auto on_card = [&](const card& now, const card& end) {
            move(now, end);
            one.opacity *= now.spoken;
        };
        if (!on(made.cards, after.cards, at, on_card) && !on(made.locks, after.locks, at, move)) {
            one.opacity *= late(f);
        }
    }
    for (token& one : made.tokens) {
        const auto move = [&](const auto& now, const auto& end) {
            one.center = carried(one.center, end.area, now.area);
            one.size *= std::min(
                {1.0f, now.area.width / end.area.width, now.area.height / end.area.height}
            );
            one.opacity *= now.opacity;
        };
        const auto on_card = [&](const card& now, const card& end) {
            move(now, end);
            one.opacity *= now.spoken;
        };
        const point at = one.center;
        if (!on(made.pipes, after.pipes, at, move) && !on(made.cards, after.cards, at, on_card)) {
            one.opacity *= late(f);
        }
    }
    for (wire& one : made.wires) one.opacity *= late(f);
    for (ticket& one : made.tickets) one.opacity *= late(f);
    for (empty_hand& one : made.hands) one.opacity *= late(f);
    for (bar& one : made.bars) one.opacity *= late(f);
}

} // namespace

float eased(float fraction) {
    const float f = std::clamp(fraction, 0.0f, 1.0f);
    return f * f * (3 - 2 * f);
}

float late(float fraction) {
    return std::clamp((fraction - 0.7f) / 0.3f, 0.0f, 1.0f);
}

picture blend(const picture& from, const picture& to, float f) {
    if (f >= 1) return to;
    picture made;
    made.area = to.area;
    made.flow = to.flow;
    made.info = mix_placed(from.info, to.info, f);
    made.numbers = mix_placed(from.numbers, to.numbers, f);
    made.wires = blend_all(from.wires, to.wires, from, to, f);
    made.pipes = blend_all(from.pipes, to.pipes, from, to, f);
    made.locks = blend_all(from.locks, to.locks, from, to, f);
    made.cards = blend_all(from.cards, to.cards, from, to, f);
    made.tickets = blend_all(from.tickets, to.tickets, from, to, f);
    made.hands = blend_all(from.hands, to.hands, from, to, f);
    made.bars = blend_all(from.bars, to.bars, from, to, f);
    made.chips = blend_all(from.chips, to.chips, from, to, f);
    made.tokens = blend_all(from.tokens, to.tokens, from, to, f);
    return made;
}

picture succeed(const picture& before, const picture& after, float f) {
    if (f >= 1 || !ways_are_free(before, after)) return after;
    picture made = places_between(before, after, f);
    const bool moved = made.pipes != after.pipes || made.locks != after.locks
        || !std::ranges::equal(made.cards, after.cards, {}, &card::area, &card::area);
    if (moved) carry(made, after, f);
    return made;
}

} // namespace app::stage
