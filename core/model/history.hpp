// A log with its worlds. Keyframes make the world at any event cheap: from the nearest one before,
// at most as many events are folded as cost a few milliseconds.
//
// Keyframes are spaced by what they weigh: a world with a long queue is kept less often, so that
// all keyframes together weigh no more than a few times the log itself, whatever the queues do.
#pragma once

#include "core/model/world.hpp"
#include "core/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace chan::model {

class history {
public:
    void append(const trace::event& event);
    void clear();

    [[nodiscard]] const trace::log& log() const { return log_; }
    [[nodiscard]] std::size_t size() const { return log_.size(); }

    /// The world after all events. Changes with append().
    [[nodiscard]] const world& now() const { return now_; }

    /// The world after the first `events` events (0: the empty world; more than there are: now).
    /// The reference is good until the next at(), append() or clear(). Cached: asking again for the
    /// same or a slightly later place costs little.
    [[nodiscard]] const world& at(std::size_t events) const;

    /// How many events have happened at or before this shown time.
    [[nodiscard]] std::size_t count_at(std::int64_t shown_ns) const;

    /// Stage time at a shown time: it passes with it, but never past the next event.
    [[nodiscard]] std::int64_t stage_at(std::int64_t shown_ns) const;

private:
    [[nodiscard]] const world* keyframe_before(std::size_t events) const;

    trace::log log_;
    world now_;
    std::deque<world> keyframes_; // by their `events`, ascending
    mutable world cached_;
};

} // namespace chan::model
