// Pipes with their slots, locks with their queues, and the messages on their way.
#include "app/stage/layout.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace app::stage::place {

namespace {

using chan::model::actor;
using chan::model::channel;
using chan::model::status;

constexpr float pipe_padding = 9;
constexpr std::size_t remembered_in_pile = 8; // the newest ones of a pile keep a pose

/// Rows and columns of slots: one row while they are large in it, else the form in which they come
/// out largest.
struct grid {
    std::size_t rows = 1, columns = 1;
    float cell_width = 0, cell_height = 0;
};

grid grid_for(std::size_t slots, float width, float height, float grown) {
    grid best;
    float largest = 0;
    for (std::size_t rows = 1; rows <= slots; ++rows) {
        const std::size_t columns = (slots + rows - 1) / rows;
        const float w = std::min(76 * grown, width / static_cast<float>(columns));
        const float h = std::min(46 * grown, height / static_cast<float>(rows));
        if (std::min(w, h) <= largest + 0.01f) continue;
        largest = std::min(w, h);
        best = {rows, columns, w, rows == 1 ? h : std::min(h, w * 1.1f)};
        if (rows == 1 && largest >= 30) break;
    }
    return best;
}

/// The front is at the right of the first row, and each row is read from there to the left, as the
/// one row of a small buffer is.
std::vector<rect> slots_in(const rect& inner, const grid& form, std::size_t count) {
    const float w = form.cell_width, h = form.cell_height;
    const float gap = std::min(w, h) > 26 ? 5.0f : std::min(w, h) > 14 ? 2.0f : 1.0f;
    const float left = inner.center().x - w * static_cast<float>(form.columns) / 2;
    const float top = inner.center().y - h * static_cast<float>(form.rows) / 2;
    std::vector<rect> slots;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i / form.columns;
        const std::size_t column = form.columns - 1 - i % form.columns;
        const rect cell{
            left + w * static_cast<float>(column), top + h * static_cast<float>(row), w, h};
        slots.push_back(cell.inset(gap / 2));
    }
    return slots;
}

/// How many actors have a lane that ends or begins at `x`.
std::size_t lanes_at(const ground& plan, float x, rect seat::*lane) {
    return static_cast<std::size_t>(std::ranges::count_if(plan.seats, [&](const auto& one) {
        const rect& at = one.second.*lane;
        return !at.empty() && (std::abs(at.right() - x) < 1 || std::abs(at.x - x) < 1);
    }));
}

/// One that is there, or its place until it is made: `channel` and `bound` are known of both.
pipe pipe_of(const scene& from, object_id channel, std::uint32_t bound, const rect& most) {
    pipe made{.channel = channel, .bound = bound};
    const float grown = from.plan.grown;
    float height = std::min(64 * grown, most.height);
    const bool has_slots = bound != chan::probe::unbounded && bound > 0 && bound <= 4096;
    if (has_slots) {
        const float room = std::max(12.0f, std::min(most.height, 230.0f) - 2 * pipe_padding);
        const float inner = std::max(12.0f, most.width - 2 * pipe_padding - 4);
        const grid form = grid_for(bound, inner, room, grown);
        const float used = form.cell_height * static_cast<float>(form.rows) + 2 * pipe_padding;
        height = std::min(std::max(std::ceil(used), 40.0f), most.height);
        made.area = centered(most.center(), most.width, height);
        made.slots = slots_in(made.area.inset(pipe_padding), form, bound);
    } else {
        made.area = centered(most.center(), most.width, height);
    }
    if (bound == 0) {
        const rect& a = made.area;
        made.left_hand = point{a.x + a.width * 0.3f, a.center().y};
        made.right_hand = point{a.x + a.width * 0.7f, a.center().y};
    }
    // The words may reach into a lane that only one wire passes, well below them.
    const bool above = made.area.y - 6 < from.plan.flow.center().y - 24;
    const float left = lanes_at(from.plan, most.x, &seat::lane_after) > 1 || !above ? 2 : 20;
    const float right =
        lanes_at(from.plan, most.right(), &seat::lane_before) > 1 || !above ? 2 : 20;
    made.words_area = {made.area.x - left, made.area.y - 46, made.area.width + left + right, 40};
    return made;
}

/// A token's least size for a label of so many letters, see draw_actors.cpp.
float least_for_label(std::size_t letters) {
    constexpr float letter = 6.61f; // of the mono face at 11
    return std::max(14.0f, letter * static_cast<float>(letters) + 1);
}

float token_most(float grown) {
    return std::floor(34 * ui::mix(1.0f, grown, 0.5f));
}

/// Where the messages of an unbounded channel stand: from the right, closer together the more they
/// are; what finds no place is one pile at the left.
struct file {
    std::size_t shown = 0;
    float size = 0, pitch = 0;
    float right = 0;
};

file file_of(const rect& area, std::size_t depth, float grown) {
    constexpr float closest = 10;
    file made;
    made.size = std::min(token_most(grown), area.height - 16);
    made.right = area.right() - 12 - made.size / 2;
    const float room = area.width - 24 - made.size;
    const auto n = static_cast<float>(std::max<std::size_t>(depth, 1));
    made.pitch = n > 1 ? std::min(made.size + 6, room / (n - 1)) : made.size;
    made.shown = depth;
    if (made.pitch < closest) {
        made.pitch = closest;
        const float beside_pile = std::max(0.0f, room - 40);
        made.shown = std::min(depth, static_cast<std::size_t>(beside_pile / closest) + 1);
    }
    return made;
}

std::size_t hue_of(const cast& parts, message_id message) {
    std::set<actor_number> senders;
    for (const cast::link& one : parts.links) {
        if (one.way == cast::link::direction::sends) senders.insert(one.actor);
    }
    return senders.size() > 1 ? message.creator() : message.counter();
}

token token_of(const scene& from, message_id message, std::string_view label) {
    return {.message = message, .label = std::string(label), .hue = hue_of(from.parts, message)};
}

void queue_in_slots(const scene& from, picture& to, const channel& which, const pipe& in) {
    std::size_t longest = 2; // a run's numbers soon have two digits
    for (const auto& one : which.queue) longest = std::max(longest, one.label.view().size());
    for (std::size_t i = 0; i < which.queue.size(); ++i) {
        token made = token_of(from, which.queue[i].id, which.queue[i].label.view());
        const rect& slot = in.slots[std::min(i, in.slots.size() - 1)];
        const float smaller = std::min(slot.width, slot.height);
        made.center = slot.center();
        made.size = smaller > 26 ? std::min(token_most(from.plan.grown), smaller - 6) : smaller - 1;
        made.unlabelled = made.size < least_for_label(longest);
        made.origin = made.center;
        to.tokens.push_back(std::move(made));
    }
}

void queue_in_file(const scene& from, picture& to, const channel& which, pipe& in) {
    const std::size_t depth = which.queue.size();
    const file form = file_of(in.area, depth, from.plan.grown);
    in.piled = static_cast<std::uint32_t>(depth - form.shown);
    in.pile = ui::centered({in.area.x + 28, in.area.center().y}, 40, form.size);
    // The pile first, then the file from its end, so that what is nearer the front lies above.
    const std::size_t newest = std::max(form.shown, depth - std::min(depth, remembered_in_pile));
    for (std::size_t i = depth; i-- > 0;) {
        if (i >= form.shown && i < newest) continue;
        token made = token_of(from, which.queue[i].id, which.queue[i].label.view());
        made.size = form.size;
        made.origin = in.pile.center();
        if (i >= form.shown) {
            made.where = token::place::piled;
            made.center = in.pile.center();
            made.opacity = 0;
        } else {
            made.center = {form.right - form.pitch * static_cast<float>(i), in.area.center().y};
            made.covered = i > 0 && form.pitch < form.size * 0.9f;
        }
        to.tokens.push_back(std::move(made));
    }
}

void offered(const scene& from, picture& to, const actor& who, const seat& at) {
    token made = token_of(from, *who.in_hand, who.in_hand_label.view());
    const hand held = hand_of(at);
    made.where = offers(who) ? token::place::offered : token::place::in_hand;
    made.center = held.center;
    made.size = held.size;
    made.origin = {at.card.right() - 6, at.card.center().y};
    if (made.where == token::place::offered && !at.lane_after.empty()) {
        const gate stop = gate_of(at);
        made.center = stop.token;
        made.size = stop.size;
        const auto in = std::ranges::find(to.pipes, who.pending.object, &pipe::channel);
        const channel* which = from.state.find_channel(who.pending.object);
        const bool meets = in != to.pipes.end() && in->left_hand && which != nullptr
            && !which->waiting_senders.empty() && which->waiting_senders.front() == who.number;
        if (meets) {
            made.center = *in->left_hand;
            made.size = std::min(token_most(from.plan.grown), in->area.height - 24);
        }
        if (who.status == status::waiting_send) {
            rect where = stop.bar;
            if (meets) where = centered(in->area.center(), 3, in->area.height - 20);
            const auto role = who.stuck ? ui::state_role::stuck : ui::state_role::waiting_send;
            to.bars.push_back({who.number, where, role});
        }
    }
    to.tokens.push_back(std::move(made));
}

/// Where a receiver is stopped: a bar before its card or, at a rendezvous, its hand in the pipe.
void stop_receiver(const scene& from, picture& to, const actor& who, const seat& at) {
    if (who.status != status::waiting_recv || at.lane_before.empty()) return;
    if (lock_before(from.parts, who.pending.object)) return; // its line leads to the lock
    const auto role = who.stuck ? ui::state_role::stuck : ui::state_role::waiting_recv;
    const auto in = std::ranges::find(to.pipes, who.pending.object, &pipe::channel);
    const channel* which = from.state.find_channel(who.pending.object);
    if (in != to.pipes.end() && in->right_hand && which != nullptr
        && !which->waiting_receivers.empty() && which->waiting_receivers.front() == who.number) {
        const float size = std::min(token_most(from.plan.grown), in->area.height - 24);
        to.hands.push_back({who.number, *in->right_hand, size, role});
        return;
    }
    const rect& lane = at.lane_before;
    const float height = std::min(at.card.height - 2, 44.0f);
    const point middle{lane.right() - std::min(20.0f, lane.width * 0.3f), at.card.center().y};
    to.bars.push_back({who.number, ui::centered(middle, 3, height), role});
}

/// Who is tied to a lock, from the top of the stage: where their lines begin has the same order, so
/// that none crosses another. None: the place of the lock's own wire while nobody holds it.
std::vector<std::optional<std::size_t>>
order_beside(const scene& from, const chan::model::lock& one, std::size_t& free) {
    const auto y_of = [&](actor_number who) {
        const auto at = from.plan.seats.find(who);
        return at == from.plan.seats.end() ? 0.0f : at->second.card.center().y;
    };
    std::vector<std::optional<std::size_t>> order;
    for (std::size_t i = 0; i < one.queue.size(); ++i) order.emplace_back(i);
    std::ranges::stable_sort(order, {}, [&](const auto& i) { return y_of(one.queue[*i]); });
    const bool read = one.holder == chan::probe::no_actor && !one.readers.empty();
    const actor_number holder = read ? one.readers.front() : one.holder;
    free = order.size() / 2;
    if (holder != chan::probe::no_actor) {
        const auto after = std::ranges::find_if(order, [&](const auto& i) {
            return y_of(one.queue[*i]) > y_of(holder);
        });
        free = static_cast<std::size_t>(after - order.begin());
    }
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(free), std::nullopt);
    return order;
}

/// Where cards stand close, each has its number beside it: as many lines would be a tangle.
bool numbers_its_cards(
    const scene& from, picture& to, const chan::model::lock& one, lock_card& at
) {
    std::vector<ticket> made;
    for (const actor_number who : one.queue) {
        const auto seat = from.plan.seats.find(who);
        if (seat == from.plan.seats.end() || !is_close(seat->second.density)) return false;
        const rect& card = seat->second.card;
        const float radius = std::min(9.0f, card.height / 2 + 0.5f);
        const bool right = card.x > at.area.center().x;
        const float x = right ? card.x - radius - 5 : card.right() + radius + 5;
        const auto number = static_cast<std::uint32_t>(made.size() + 1);
        made.push_back({one.id, who, number, {x, card.center().y}, radius});
    }
    at.wire_y = at.area.center().y;
    to.tickets.insert(to.tickets.end(), made.begin(), made.end());
    return true;
}

/// The queue stands beside the lock, between what is above and below it, and leaves a place for
/// the wire to the holder. Where it is low, every second one stands farther out.
void queue_tickets(const scene& from, picture& to, const chan::model::lock& one, lock_card& at) {
    if (!one.queue.empty() && numbers_its_cards(from, to, one, at)) return;
    std::size_t free = 0;
    const auto order = order_beside(from, one, free);
    const rect& flow = from.plan.flow;
    const auto places = static_cast<float>(order.size());
    constexpr float smallest = 7.5f; // in which a number can be read
    const bool staggered = flow.height / places < 2 * smallest + 1;
    const float pitch = staggered ? (flow.height - 2 * smallest - 2) / (places - 1)
                                  : std::min(24.0f, flow.height / places);
    const float radius = staggered ? smallest : std::min(9.0f, pitch / 2 - 0.5f);
    const float above = pitch * static_cast<float>(free); // of the wire, and below it
    const float below = pitch * (places - 1) - above;
    // Around the lock's middle; farther up or down where the wire would not begin at the lock.
    const float highest = at.area.y + 8, lowest = at.area.bottom() - 8;
    const float even = at.area.center().y + (above - below) / 2;
    const float wire = std::clamp(
        std::clamp(even, highest, lowest),
        flow.y + above + radius,
        std::max(flow.y + above + radius, flow.bottom() - below - radius)
    );
    at.wire_y = wire;
    std::size_t beside = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (!order[place]) continue;
        const float out = !staggered ? 17.0f : beside++ % 2 == 0 ? 11.0f : 27.0f;
        const float y = wire - above + static_cast<float>(place) * pitch;
        to.tickets.push_back(
            {one.id,
             one.queue[*order[place]],
             static_cast<std::uint32_t>(*order[place] + 1),
             {at.area.right() + out, y},
             radius}
        );
    }
}

/// The lock's place with its word, or none.
lock_card* add_lock(const scene& from, picture& to, object_id lock) {
    const auto at = from.plan.locks.find(lock);
    if (at == from.plan.locks.end()) return nullptr;
    lock_card made{.lock = lock, .area = at->second, .words = "mutex"};
    made.words_area = {made.area.x - 12, made.area.y - 26, made.area.width + 24, 20};
    const auto beside = from.parts.guards.find(lock);
    if (beside != from.parts.guards.end()) {
        const auto next = std::ranges::find(to.pipes, beside->second.channel, &pipe::channel);
        if (next != to.pipes.end()) {
            const rect& words = next->words_area; // not into the lock's own
            const bool after = made.area.x > next->area.x;
            made.words_area = {made.area.x, made.area.y - 26, made.area.width, 20};
            next->words_area = after
                ? rect{words.x, words.y, next->area.right() - words.x, words.height}
                : rect{next->area.x, words.y, words.right() - next->area.x, words.height};
            next->tucked = after ? 14.0f : -14.0f;
        }
    }
    to.locks.push_back(std::move(made));
    return &to.locks.back();
}

} // namespace

void pipes(const scene& from, picture& to) {
    for (const channel& one : from.state.channels) {
        const auto most = from.plan.pipes.find(one.id);
        if (most == from.plan.pipes.end()) continue;
        to.pipes.push_back(pipe_of(from, one.id, one.bound, most->second));
        to.pipes.back().words = words_of(from.state, one);
    }
    const auto& known = from.parts.channels;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto most = from.plan.pipes.find(known[i]);
        const auto bound = from.parts.bounds.find(known[i]);
        if (most == from.plan.pipes.end() || bound == from.parts.bounds.end()) continue;
        if (from.state.find_channel(known[i]) != nullptr) continue;
        to.pipes.push_back(pipe_of(from, known[i], bound->second, most->second));
        pipe& made = to.pipes.back();
        made.words = words_of_absent(bound->second, i, known.size());
        made.absent = true;
        made.slots.clear();
        made.left_hand = made.right_hand = {};
    }
}

void locks(const scene& from, picture& to) {
    for (const chan::model::lock& one : from.state.locks) {
        if (lock_card* made = add_lock(from, to, one.id)) {
            made->held = one.holder != chan::probe::no_actor || !one.readers.empty();
            if (one.poisoned) made->words = "poisoned";
            queue_tickets(from, to, one, *made);
        }
    }
    for (const object_id one : from.parts.locks) {
        if (from.state.find_lock(one) != nullptr) continue;
        if (lock_card* made = add_lock(from, to, one)) made->absent = true;
    }
}

void tokens(const scene& from, picture& to) {
    for (const channel& one : from.state.channels) {
        const auto in = std::ranges::find(to.pipes, one.id, &pipe::channel);
        if (in == to.pipes.end()) continue;
        in->slots.empty() ? queue_in_file(from, to, one, *in) : queue_in_slots(from, to, one, *in);
    }
    for (const actor& who : from.state.actors) {
        const auto at = from.plan.seats.find(who.number);
        if (at == from.plan.seats.end()) continue;
        if (who.in_hand) offered(from, to, who, at->second);
        stop_receiver(from, to, who, at->second);
    }
}

} // namespace app::stage::place
