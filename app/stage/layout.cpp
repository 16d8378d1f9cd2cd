// Cards and the order of the parts; pipes, messages, handles and wires are in the files beside it.
#include "app/stage/layout.hpp"

#include "core/model/status.hpp"

#include <algorithm>
#include <cmath>

namespace app::stage {

namespace place {

namespace {

using chan::model::actor;
using chan::model::status;

bool is_blocked(const actor& who) {
    switch (who.status) {
    case status::waiting_send:
    case status::waiting_recv:
    case status::waiting_select:
    case status::waiting_lock:
        return true;
    default:
        return who.stuck;
    }
}

std::string tally_of(const actor& who, const cast& parts) {
    const bool sends = std::ranges::any_of(parts.links, [&](const cast::link& one) {
        return one.actor == who.number && one.way == cast::link::direction::sends;
    });
    const bool counts_sent = who.sent_count > 0 || (sends && who.received_count == 0);
    const auto& labels = counts_sent ? who.sent : who.received;
    if (labels.empty()) return "";
    std::string words = counts_sent ? "sent " : "received ";
    const std::uint64_t all = counts_sent ? who.sent_count : who.received_count;
    if (all > labels.size()) words += " \u2026";
    for (const auto& label : labels) words += " " + std::string(label.view());
    return words;
}

void add_card(const scene& from, picture& to, const actor& who, const seat& at) {
    card made{.actor = who.number, .name = who.name};
    made.state = words_of(from.state, who, from.stage_ns);
    made.area = at.card;
    made.density = at.density;
    made.blocked = is_blocked(who);
    made.dim = who.status == status::finished ? 1.0f : 0.0f;
    const bool medium = at.density == density::medium;
    const bool tall = at.density == density::tall && !at.on_bench;
    const bool hand_inside = who.in_hand && !offers(who) && !tall;
    const bool one_line = at.density == density::slim || at.density == density::micro;
    const bool tiny = at.card.width < (one_line ? 160 : 100); // the words alone must do
    made.shows_glyph = !hand_inside && !tiny;
    const float beside = at.density == density::tall && at.card.width >= 120 ? 40 : 26;
    const float glyph = hand_inside ? hand_of(at).size + 14 : beside;
    const bool has_glyph = hand_inside || (made.shows_glyph && made.state.glyph != ui::icon::none);
    made.text_right = at.card.right() - (has_glyph ? glyph : 10);
    made.glyph_room = one_line && has_glyph && !hand_inside ? glyph - 10 : 0;
    const bool below_glyph = at.density == density::tall || (medium && !hand_inside);
    made.state_right = below_glyph ? at.card.right() - 10 : made.text_right;
    if (tall) {
        made.tally = tally_of(who, from.parts);
        made.tally_area = {at.card.x, at.card.bottom() + 8, at.card.width, 16};
    }
    to.cards.push_back(std::move(made));
}

void add_absent(picture& to, const cast::role& part, const seat& at) {
    card made{.actor = part.number, .name = part.name, .state = words_of_absent(part.number)};
    made.area = at.card;
    made.density = at.density;
    made.absent = true;
    made.dim = 1;
    made.text_right = made.state_right = at.card.right() - 10;
    to.cards.push_back(std::move(made));
}

} // namespace

bool offers(const actor& who) {
    return who.in_hand && chan::model::is_send(who.pending.op)
        && who.pending.message == *who.in_hand;
}

gate gate_of(const seat& at) {
    const rect& lane = at.lane_after;
    const float size =
        std::floor(std::clamp(std::min(at.card.height - 2, lane.width * 0.42f), 12.0f, 32.0f));
    const float before = lane.width > 96 ? 0.16f : 0.26f;
    const float x = std::floor(lane.x + lane.width * before);
    const float y = at.card.center().y;
    const float stop = std::floor(x + size + std::max(4.0f, lane.width * 0.09f));
    const float height = std::min(size + 12, at.card.height + 2);
    return {{x + size / 2, y}, size, {stop, y - height / 2, 3, height}};
}

hand hand_of(const seat& at) {
    if (at.density == density::tall && !at.on_bench) {
        return {{at.card.center().x, at.card.y - 26}, 30};
    }
    // Never too small for a number, where the card is not.
    const float least = std::min(15.0f, at.card.height);
    const float most = std::max(least, std::min(28.0f, at.card.width * 0.19f));
    const float size = std::floor(std::clamp(at.card.height - 6, least, most));
    return {{at.card.right() - 12 - size / 2, at.card.center().y}, size};
}

void cards(const scene& from, picture& to) {
    for (const cast::role& part : from.parts.actors) {
        const auto at = from.plan.seats.find(part.number);
        const bool there = from.state.find_actor(part.number) != nullptr;
        if (!there && at != from.plan.seats.end()) add_absent(to, part, at->second);
    }
    for (const actor& who : from.state.actors) {
        const auto at = from.plan.seats.find(who.number);
        if (at != from.plan.seats.end()) add_card(from, to, who, at->second);
    }
}

} // namespace place

picture layout(const chan::model::world& state, const cast& parts, const layout_options& options) {
    const ground plan = ground_of(
        parts,
        {.area = options.area,
         .hang = state.end == chan::model::run_end::hang,
         .numbers = options.numbers}
    );
    picture made;
    made.area = plan.area;
    made.flow = plan.flow;
    made.info = plan.info;
    made.numbers = plan.numbers;
    const place::scene from{state, parts, plan, options.stage_ns};
    place::pipes(from, made);
    place::locks(from, made);
    place::cards(from, made);
    place::tokens(from, made);
    place::chips(from, made);
    place::wires(from, made);
    return made;
}

} // namespace app::stage
