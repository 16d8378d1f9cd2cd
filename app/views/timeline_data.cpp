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
    if (run != run_ || log.size() < known_) {
        *this = {};
        run_ = run;
    }
    const std::size_t before = known_;
    for (; known_ < log.size(); ++known_) append(log[known_]);
    return known_ - before;
}

void timeline_data::append(const chan::trace::event& event) {
    model::apply(folded_, event);
    note_actors();
    if (event.fact.object) note_depth(event.fact.object);
    note_flight(event);
}

void timeline_data::note_actors() {
    for (std::size_t i = 0; i < folded_.actors.size(); ++i) {
        const model::actor& actor = folded_.actors[i];
        if (i == lanes_.size()) lanes_.push_back({.actor = actor.number, .name = actor.name});
        lane& its = lanes_[i];
        if (its.name.empty()) its.name = actor.name;
        const lane_state now{.status = actor.status, .stuck = actor.stuck};
        if (!its.intervals.empty() && its.intervals.back().state == now) continue;
        its.intervals.push_back({.begin_ns = folded_.shown_ns, .state = now});
    }
}

void timeline_data::note_depth(model::object_id channel) {
    const model::channel* shown = folded_.find_channel(channel);
    if (shown == nullptr) return; // a lock
    auto track = std::ranges::find(depths_, channel, &depth_track::channel);
    if (track == depths_.end()) {
        depths_.push_back({.channel = channel, .bound = shown->bound});
        track = std::prev(depths_.end());
    }
    track->highest = std::max(track->highest, shown->depth());
    if (!track->steps.empty() && track->steps.back().depth == shown->depth()) return;
    track->steps.push_back({.at_ns = folded_.shown_ns, .depth = shown->depth()});
}

void timeline_data::note_flight(const chan::trace::event& event) {
    const probe::fact& fact = event.fact;
    switch (fact.kind) {
    case probe::kind::message_sent:
        in_flight_[fact.message] = {.sent_ns = event.shown_ns, .from = fact.actor};
        break;
    case probe::kind::message_received:
        if (const auto sent = in_flight_.extract(fact.message)) {
            const departure& left = sent.mapped();
            longest_flight_ns_ = std::max(longest_flight_ns_, event.shown_ns - left.sent_ns);
            arrows_.push_back(
                {.sent_ns = left.sent_ns,
                 .received_ns = event.shown_ns,
                 .from = left.from,
                 .to = fact.actor}
            );
        }
        break;
    case probe::kind::handed_over:
        arrows_.push_back(
            {.sent_ns = event.shown_ns,
             .received_ns = event.shown_ns,
             .from = fact.actor,
             .to = static_cast<model::actor_number>(fact.number)}
        );
        break;
    case probe::kind::message_discarded:
        in_flight_.erase(fact.message);
        break;
    default:
        break;
    }
}

} // namespace app::views
