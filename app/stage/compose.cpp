// See motion.hpp: the picture of a log at a moment, from the pictures of its beats.
#include "app/stage/motion.hpp"

#include <algorithm>
#include <utility>

namespace app::stage {

namespace {

/// A clone comes out of the chip that it was cloned from.
void split_clones(
    picture& made,
    const picture& before,
    const picture& after,
    const chan::model::world& state,
    float f
) {
    const auto chip_in = [](const picture& of, chan::model::object_id handle) {
        const auto found = std::ranges::find(of.chips, handle, &chip::handle);
        return found != of.chips.end() ? &*found : nullptr;
    };
    for (chip& one : made.chips) {
        if (chip_in(before, one.handle) != nullptr) continue;
        const chan::model::handle* handle = state.find_handle(one.handle);
        if (handle == nullptr || !handle->cloned_from) continue;
        const chip* parent = chip_in(before, handle->cloned_from);
        const chip* end = chip_in(after, one.handle);
        if (parent != nullptr && end != nullptr) {
            one.area = ui::mix(parent->area, end->area, f);
            one.opacity = end->opacity;
        }
    }
}

/// A message that was received and is in no hand any more (a step may do more than receive) goes to
/// its receiver all the same.
void carry_received(
    picture& made,
    const picture& before,
    const picture& after,
    const chan::model::history& log,
    std::pair<std::size_t, std::size_t> between, // events
    float f
) {
    using chan::probe::kind;
    const auto receipt_of = [&](chan::model::message_id message) -> const chan::probe::fact* {
        for (std::size_t i = between.first; i < between.second; ++i) {
            const chan::probe::fact& what = log.log()[i].fact;
            const bool receives =
                what.kind == kind::message_received || what.kind == kind::handed_over;
            if (receives && what.message == message) return &what;
        }
        return nullptr;
    };
    for (token& one : made.tokens) {
        if (std::ranges::find(after.tokens, one.message, &token::message) != after.tokens.end()) {
            continue;
        }
        const auto old = std::ranges::find(before.tokens, one.message, &token::message);
        const chan::probe::fact* receipt = receipt_of(one.message);
        if (old == before.tokens.end() || receipt == nullptr) continue;
        const auto receiver = receipt->kind == kind::handed_over
            ? static_cast<actor_number>(receipt->number)
            : receipt->actor;
        const auto card = std::ranges::find(after.cards, receiver, &card::actor);
        if (card == after.cards.end()) continue;
        const point end{card->area.x + one.size / 2 + 6, card->area.center().y};
        one.center = ui::mix(old->center, end, f);
        one.opacity = old->opacity * (1 - late(f));
    }
}

float fraction_of(const beat& one, std::int64_t length_ns) {
    if (length_ns <= 0 || one.age_ns >= length_ns) return 1;
    return eased(static_cast<float>(one.age_ns) / static_cast<float>(length_ns));
}

} // namespace

float progress_of(const moment& when) {
    return when.moving() ? fraction_of(when.beats.back(), when.length_ns) : 1;
}

picture
compose(const chan::model::history& log, const moment& when, const compose_options& options) {
    static const cast nobody;
    const cast& start = options.start != nullptr ? *options.start : nobody;
    cast_memory own;
    cast_memory& memory = options.memory != nullptr ? *options.memory : own;
    picture shown;
    bool first = true;
    std::size_t events = 0; // of `shown`
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
            carry_received(made, shown, next, log, {events, one.events}, f);
            shown = std::move(made);
        }
        first = false;
        events = one.events;
    }
    return shown;
}

} // namespace app::stage
