// Learning the parts from the facts of a log.
#include "app/stage/cast.hpp"

#include "core/model/status.hpp"

#include <algorithm>

namespace app::stage {

namespace {

using chan::probe::kind;
using chan::probe::op;
using direction = cast::link::direction;

direction way_of(chan::probe::end end) {
    return end == chan::probe::end::sender ? direction::sends : direction::receives;
}

void add_once(std::vector<object_id>& to, object_id what) {
    if (what && std::ranges::find(to, what) == to.end()) {
        to.push_back(what);
    }
}

} // namespace

bool cast::has(const link& what) const {
    return std::ranges::find(links, what) != links.end();
}

std::size_t cast::senders_of(object_id channel) const {
    return static_cast<std::size_t>(std::ranges::count_if(links, [&](const link& one) {
        return one.object == channel && one.way == direction::sends;
    }));
}

void cast::connect(const link& what) {
    if (what.object && what.actor != chan::probe::no_actor && !has(what)) {
        links.push_back(what);
    }
}

void cast::guess(actor_number maker, object_id channel, link::direction way) {
    const auto other =
        way == link::direction::sends ? link::direction::receives : link::direction::sends;
    const link kept{maker, channel, other};
    const bool made_it = channel.creator() == maker; // and so had both ends
    if (made_it && std::ranges::find(guesses, kept) == guesses.end()) guesses.push_back(kept);
}

void cast::learn(const chan::trace::event& event) {
    const chan::probe::fact& what = event.fact;
    switch (what.kind) {
    case kind::actor_spawned: {
        const auto number = static_cast<actor_number>(what.number);
        const auto known = std::ranges::find(actors, number, &role::number);
        if (known != actors.end()) {
            known->name = what.label.view();
        } else {
            actors.push_back({number, std::string(what.label.view())});
        }
        break;
    }
    case kind::channel_created:
        add_once(channels, what.object);
        bounds[what.object] = what.number;
        break;
    case kind::lock_created:
        add_once(locks, what.object);
        break;
    case kind::handle_moved:
        if (what.handle_owner.kind == chan::probe::owner_kind::actor) {
            const auto owner = static_cast<actor_number>(what.handle_owner.id);
            if (owner != what.handle.creator()) {
                connect({owner, what.object, way_of(what.end)});
                const bool clone = std::ranges::count(clones, what.handle) > 0;
                const link gift{what.handle.creator(), what.object, way_of(what.end)};
                if (!clone && std::ranges::count(given, gift) == 0) given.push_back(gift);
            }
        } else if (what.handle_owner.kind == chan::probe::owner_kind::lock) {
            const object_id lock{static_cast<std::uint32_t>(what.handle_owner.id)};
            add_once(locks, lock);
            guards.try_emplace(lock, guarded{what.object, way_of(what.end)});
            guess(what.handle.creator(), what.object, way_of(what.end));
        }
        break;
    case kind::handle_cloned:
        add_once(clones, what.handle);
        guess(what.actor, what.object, way_of(what.end));
        break;
    case kind::wait_began:
        if (what.op == op::select) {
            connect({what.actor, what.object, way_of(what.end)});
        }
        break;
    case kind::op_announced:
        if (chan::model::is_send(what.op)) {
            connect({what.actor, what.object, direction::sends});
        } else if (chan::model::is_recv(what.op)) {
            connect({what.actor, what.object, direction::receives});
        } else if (chan::model::is_lock(what.op)) {
            const auto held = guards.find(what.object);
            connect(
                held != guards.end() ? link{what.actor, held->second.channel, held->second.way}
                                     : link{what.actor, what.object, direction::sends}
            );
        }
        break;
    default:
        break;
    }
}

bool takes_part(const cast& parts, actor_number actor) {
    const auto is_its = [&](const cast::link& one) { return one.actor == actor; };
    return std::ranges::any_of(parts.links, is_its) || std::ranges::any_of(parts.guesses, is_its);
}

cast cast_of(const std::vector<chan::trace::event>& log, std::size_t events, const cast& start) {
    cast learned = start;
    for (std::size_t i = 0; i < std::min(events, log.size()); ++i) {
        learned.learn(log[i]);
    }
    return learned;
}

const cast&
cast_memory::at(const std::vector<chan::trace::event>& log, std::size_t events, const cast& start) {
    const bool other_run = learned_ > log.size()
        || (learned_ > 0
            && (log[learned_ - 1].tsc != last_tsc_ || log[learned_ - 1].shown_ns != last_shown_ns_)
        );
    if (versions_.empty() || other_run || versions_.front().parts != start) {
        versions_ = {{0, start}};
        learned_ = 0;
    }
    while (learned_ < std::min(events, log.size())) {
        const chan::trace::event& next = log[learned_++];
        cast parts = versions_.back().parts;
        parts.learn(next);
        if (parts != versions_.back().parts) versions_.push_back({learned_, std::move(parts)});
        last_tsc_ = next.tsc;
        last_shown_ns_ = next.shown_ns;
    }
    const auto after = std::ranges::upper_bound(versions_, events, {}, &version::events);
    return std::prev(after)->parts;
}

} // namespace app::stage
