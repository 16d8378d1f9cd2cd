// Keyframes and the folding between them.
#include "core/model/history.hpp"

#include "core/model/apply.hpp"

#include <algorithm>

namespace chan::model {

namespace {

constexpr std::size_t shortest_spacing = 512;

/// The spacing after a world: a message in a queue weighs a fifth of an event.
std::size_t spacing_after(const world& state) {
    std::size_t weight = 4 * state.actors.size() + state.channels.size() + state.handles.size();
    for (const channel& one : state.channels) {
        weight += one.queue.size() / 4;
    }
    return std::max(shortest_spacing, weight);
}

} // namespace

void history::append(const trace::event& event) {
    log_.push_back(event);
    apply(now_, event);
    const std::size_t last = keyframes_.empty() ? 0 : keyframes_.back().events;
    if (log_.size() >= last + spacing_after(now_)) {
        keyframes_.push_back(now_);
    }
}

void history::clear() {
    *this = {};
}

const world* history::keyframe_before(std::size_t events) const {
    const auto after = std::ranges::upper_bound(keyframes_, events, {}, &world::events);
    return after == keyframes_.begin() ? nullptr : &*std::prev(after);
}

const world& history::at(std::size_t events) const {
    if (events >= log_.size()) {
        return now_;
    }
    const world* keyframe = keyframe_before(events);
    const std::uint64_t from = keyframe != nullptr ? keyframe->events : 0;
    if (cached_.events > events || cached_.events < from) {
        cached_ = keyframe != nullptr ? *keyframe : world{};
    }
    while (cached_.events < events) {
        apply(cached_, log_[cached_.events]);
    }
    return cached_;
}

std::size_t history::count_at(std::int64_t shown_ns) const {
    const auto after = std::ranges::upper_bound(log_, shown_ns, {}, &trace::event::shown_ns);
    return static_cast<std::size_t>(after - log_.begin());
}

std::int64_t history::stage_at(std::int64_t shown_ns) const {
    const std::size_t events = count_at(shown_ns);
    if (events == 0) {
        return 0;
    }
    const trace::event& last = log_[events - 1];
    const std::int64_t passed = last.stage_ns + std::max<std::int64_t>(0, shown_ns - last.shown_ns);
    return events < log_.size() ? std::min(passed, log_[events].stage_ns) : passed;
}

} // namespace chan::model
