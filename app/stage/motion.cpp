// One rule for all things, given for each kind: its key, how it is between two poses, where it
// comes from, where it goes.
#include "app/stage/motion.hpp"

#include <algorithm>
#include <tuple>

namespace app::stage {

namespace {

using ui::mix;

/// What has no place in one of the pictures does not come from the corner of the window.
rect mix(const rect& a, const rect& b, float f) {
    if (a == rect{} || b == rect{}) return b;
    return {
        mix(a.x, b.x, f), mix(a.y, b.y, f), mix(a.width, b.width, f), mix(a.height, b.height, f)};
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
    b.area = mix(a.area, b.area, f);
    b.tally_area = mix(a.tally_area, b.tally_area, f);
    b.text_right =
        b.area.right() + mix(a.text_right - a.area.right(), b.text_right - b.area.right(), f);
    b.state_right =
        b.area.right() + mix(a.state_right - a.area.right(), b.state_right - b.area.right(), f);
    b.dim = mix(a.dim, b.dim, f);
}
void between(const pipe& a, pipe& b, float f) {
    b.area = mix(a.area, b.area, f);
    b.tucked = mix(a.tucked, b.tucked, f);
    b.words_area = mix(a.words_area, b.words_area, f);
    b.pile = mix(a.pile, b.pile, f);
    if (a.slots.size() == b.slots.size()) {
        for (std::size_t i = 0; i < b.slots.size(); ++i)
            b.slots[i] = mix(a.slots[i], b.slots[i], f);
    }
    if (a.left_hand && b.left_hand) b.left_hand = mix(*a.left_hand, *b.left_hand, f);
    if (a.right_hand && b.right_hand) b.right_hand = mix(*a.right_hand, *b.right_hand, f);
}
void between(const chip& a, chip& b, float f) {
    b.area = mix(a.area, b.area, f);
    b.crossed = mix(a.crossed, b.crossed, f);
}
void between(const token& a, token& b, float f) {
    b.center = mix(a.center, b.center, f);
    b.size = mix(a.size, b.size, f);
}
void between(const lock_card& a, lock_card& b, float f) {
    b.area = mix(a.area, b.area, f);
    b.words_area = mix(a.words_area, b.words_area, f);
    b.wire_y = mix(a.wire_y, b.wire_y, f);
}
void between(const ticket& a, ticket& b, float f) {
    b.center = mix(a.center, b.center, f);
    b.radius = mix(a.radius, b.radius, f);
}
void between(const bar& a, bar& b, float f) {
    b.area = mix(a.area, b.area, f);
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
        gone.opacity = mix(old.opacity, 0.0f, f);
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

/// A clone comes out of the chip that it was cloned from.
void split_clones(
    picture& made,
    const picture& before,
    const picture& after,
    const chan::model::world& state,
    float f
) {
    for (chip& one : made.chips) {
        if (find(before.chips, one) != nullptr) continue;
        const chan::model::handle* handle = state.find_handle(one.handle);
        if (handle == nullptr || !handle->cloned_from) continue;
        chip like;
        like.handle = handle->cloned_from;
        const chip* parent = find(before.chips, like);
        const chip* end = find(after.chips, one);
        if (parent != nullptr && end != nullptr) {
            one.area = mix(parent->area, end->area, f);
            one.opacity = end->opacity;
        }
    }
}

float fraction_of(const beat& one, std::int64_t length_ns) {
    if (length_ns <= 0 || one.age_ns >= length_ns) return 1;
    return eased(static_cast<float>(one.age_ns) / static_cast<float>(length_ns));
}

} // namespace

float eased(float fraction) {
    const float f = std::clamp(fraction, 0.0f, 1.0f);
    return f * f * (3 - 2 * f);
}

picture blend(const picture& from, const picture& to, float f) {
    if (f >= 1) return to;
    picture made;
    made.area = to.area;
    made.flow = to.flow;
    made.info = mix(from.info, to.info, f);
    made.numbers = mix(from.numbers, to.numbers, f);
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

picture
compose(const chan::model::history& log, const moment& when, const compose_options& options) {
    static const cast nobody;
    const cast& start = options.start != nullptr ? *options.start : nobody;
    cast_memory own;
    cast_memory& memory = options.memory != nullptr ? *options.memory : own;
    picture shown;
    bool first = true;
    for (const beat& one : when.beats) {
        const chan::model::world& state = log.at(one.events);
        layout_options at{options.area, options.numbers, state.stage_ns};
        if (&one == &when.beats.back() && when.stage_ns) at.stage_ns = *when.stage_ns;
        const picture next = layout(state, memory.at(log.log(), one.events, start), at);
        const float f = fraction_of(one, when.length_ns);
        if (first || f >= 1) {
            shown = next;
        } else {
            picture made = blend(shown, next, f);
            split_clones(made, shown, next, state, f);
            shown = std::move(made);
        }
        first = false;
    }
    return shown;
}

} // namespace app::stage
