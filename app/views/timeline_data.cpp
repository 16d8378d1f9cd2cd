// Folding: one event costs a step of the model and a look at each actor; nothing grows with the
// log.
#include "app/views/timeline_data.hpp"

#include "core/model/apply.hpp"

#include <algorithm>
#include <utility>

namespace app::views {

namespace model = chan::model;
namespace probe = chan::probe;

std::size_t timeline_data::follow(std::uint64_t run, const chan::trace::log& log) {
    if (run != run_ || log.size() < events_.size()) {
        *this = {};
        run_ = run;
    }
    const std::size_t before = events_.size();
    while (events_.size() < log.size()) append(log[events_.size()]);
    return events_.size() - before;
}

when timeline_data::after(std::size_t events) const {
    if (events == 0) return {};
    const std::int64_t changes = events < events_.size() ? events_[events].changes : changes_;
    return {events_[events - 1].program_ns, changes};
}

void timeline_data::append(const chan::trace::event& event) {
    model::apply(folded_, event);
    const when now{folded_.stage_ns, changes_};
    bool changed = note_actors(now);
    if (event.fact.object && note_depth(event.fact.object, now)) changed = true;
    if (note_flight(event, now)) changed = true;
    events_.push_back(now);
    changes_ += changed ? 1 : 0;
}

bool timeline_data::note_actors(when now) {
    bool changed = false;
    for (std::size_t i = 0; i < folded_.actors.size(); ++i) {
        const model::actor& actor = folded_.actors[i];
        if (i == lanes_.size()) lanes_.push_back({.actor = actor.number, .name = actor.name});
        lane& its = lanes_[i];
        if (its.name.empty()) its.name = actor.name;
        const lane_state state{.status = actor.status, .stuck = actor.stuck};
        if (!its.intervals.empty() && its.intervals.back().state == state) continue;
        its.intervals.push_back({.begin = now, .state = state});
        changed = true;
    }
    return changed;
}

bool timeline_data::note_depth(model::object_id channel, when now) {
    const model::channel* shown = folded_.find_channel(channel);
    if (shown == nullptr) return false; // a lock
    auto track = std::ranges::find(depths_, channel, &depth_track::channel);
    if (track == depths_.end()) {
        depths_.push_back({.channel = channel, .bound = shown->bound});
        track = std::prev(depths_.end());
    }
    track->highest = std::max(track->highest, shown->depth());
    if (!track->steps.empty() && track->steps.back().depth == shown->depth()) return false;
    track->steps.push_back({.at = now, .depth = shown->depth()});
    return true;
}

bool timeline_data::note_flight(const chan::trace::event& event, when now) {
    const probe::fact& fact = event.fact;
    switch (fact.kind) {
    case probe::kind::message_sent:
        in_flight_[fact.message] = {.sent = now, .from = fact.actor};
        return false;
    case probe::kind::message_received:
        if (const auto sent = in_flight_.extract(fact.message)) {
            const departure& left = sent.mapped();
            when& longest = longest_flight_;
            longest.program_ns = std::max(longest.program_ns, now.program_ns - left.sent.program_ns);
            longest.changes = std::max(longest.changes, now.changes - left.sent.changes);
            arrows_.push_back(
                {.sent = left.sent, .received = now, .from = left.from, .to = fact.actor}
            );
            return true;
        }
        return false;
    case probe::kind::handed_over:
        arrows_.push_back(
            {.sent = now,
             .received = now,
             .from = fact.actor,
             .to = static_cast<model::actor_number>(fact.number)}
        );
        return true;
    case probe::kind::message_discarded:
        in_flight_.erase(fact.message);
        return false;
    default:
        return false;
    }
}

} // namespace app::views
