// Ranks by relaxing the links until nothing changes; circles are kept out beforehand.
#include "app/stage/plan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace app::stage {

namespace {

using direction = cast::link::direction;

/// A node of the flow: actors are even, objects odd, so that the two never meet.
using node = std::uint64_t;
node node_of(actor_number actor) {
    return std::uint64_t{actor} * 2;
}
node node_of(object_id object) {
    return std::uint64_t{object.value} * 2 + 1;
}

struct flow {
    std::map<node, std::set<node>> next;

    bool reaches(node from, node to) const {
        if (from == to) return true;
        const auto found = next.find(from);
        return found != next.end()
            && std::ranges::any_of(found->second, [&](node step) { return reaches(step, to); });
    }
    void add(node from, node to) {
        if (!reaches(to, from)) next[from].insert(to);
    }
};

/// The cast's links, and a guess: who has none yet, while an end lies behind a lock, came for that.
std::vector<cast::link> links_of(const cast& parts) {
    std::vector<cast::link> links = parts.links;
    for (const cast::link& one : parts.guesses) {
        const bool known =
            std::ranges::find(parts.links, one.actor, &cast::link::actor) != parts.links.end();
        const bool gave = std::ranges::find(parts.given, one) != parts.given.end();
        if (!known && !gave) links.push_back(one);
    }
    if (parts.guards.empty()) return links;
    const cast::guarded& shared = parts.guards.begin()->second;
    for (const cast::role& one : parts.actors) {
        const bool known = std::ranges::find(links, one.number, &cast::link::actor) != links.end();
        if (one.number != 0 && !known) links.push_back({one.number, shared.channel, shared.way});
    }
    return links;
}

flow flow_of(const cast& parts) {
    flow made;
    for (const cast::link& one : links_of(parts)) {
        if (one.way == direction::sends) {
            made.add(node_of(one.actor), node_of(one.object));
        } else {
            made.add(node_of(one.object), node_of(one.actor));
        }
    }
    return made;
}

std::map<node, std::size_t> ranks_of(const cast& parts, const flow& graph) {
    std::map<node, std::size_t> rank;
    for (const object_id one : parts.channels) rank[node_of(one)] = 1;
    for (const object_id one : parts.locks) {
        if (!parts.guards.contains(one)) rank[node_of(one)] = 1;
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (const auto& [from, steps] : graph.next) {
            for (const node to : steps) {
                const std::size_t least = rank[from] + 1;
                if (rank[to] < least) {
                    rank[to] = least;
                    changed = true;
                }
            }
        }
    }
    // A source stands right before what it feeds, not at the far left.
    for (const auto& [from, steps] : graph.next) {
        const bool fed = std::ranges::any_of(graph.next, [&](const auto& other) {
            return other.second.contains(from);
        });
        if (from % 2 == 0 && !fed && !steps.empty()) {
            std::size_t nearest = rank[*steps.begin()];
            for (const node to : steps) nearest = std::min(nearest, rank[to]);
            rank[from] = nearest - 1;
        }
    }
    return rank;
}

} // namespace

object_id lock_before(const cast& parts, object_id channel) {
    for (const auto& [lock, held] : parts.guards) {
        if (held.channel == channel) return lock;
    }
    return {};
}

plan plan_of(const cast& parts) {
    const flow graph = flow_of(parts);
    const std::map<node, std::size_t> rank = ranks_of(parts, graph);
    const auto linked = [&](node which) {
        return std::ranges::any_of(graph.next, [&](const auto& one) {
            return (one.first == which && !one.second.empty()) || one.second.contains(which);
        });
    };
    std::size_t last = 2;
    for (const auto& [which, place] : rank) {
        last = std::max(last, place % 2 == 0 ? place : place + 1);
    }
    plan made;
    made.columns.resize(last + 1);
    for (const cast::role& one : parts.actors) {
        if (linked(node_of(one.number))) {
            made.columns[rank.at(node_of(one.number))].actors.push_back(one.number);
        } else {
            made.bench.push_back(one.number);
        }
    }
    for (const object_id one : parts.channels) {
        const std::size_t place = rank.at(node_of(one));
        made.columns[place].objects.push_back(one);
        if (const object_id lock = lock_before(parts, one)) {
            const bool after = parts.guards.at(lock).way == direction::receives;
            made.columns[after ? place + 1 : place - 1].queues_for_lock = true;
        }
    }
    for (const object_id one : parts.locks) {
        if (!parts.guards.contains(one)) {
            made.columns[rank.at(node_of(one))].objects.push_back(one);
        }
    }
    return made;
}

} // namespace app::stage
