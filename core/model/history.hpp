// A log with its worlds: keyframes make the world at any event cheap (≤ 16 ms at 100,000 events).
#pragma once

#include "core/model/world.hpp"
#include "core/trace/log.hpp"

#include <cstddef>
#include <vector>

namespace chan::model {

class history {
public:
    void append(const trace::event& event);
    void clear();

    [[nodiscard]] const trace::log& log() const { return log_; }
    [[nodiscard]] std::size_t size() const { return log_.size(); }

    /// The world after all events.
    [[nodiscard]] const world& now() const { return now_; }

    /// The world after the first `events` events (0: the empty world). Cached: asking again for the same or
    /// a slightly later place costs little.
    [[nodiscard]] const world& at(std::size_t events) const;

    /// How many events have happened at or before this shown time.
    [[nodiscard]] std::size_t count_at(std::int64_t shown_ns) const;

private:
    static constexpr std::size_t keyframe_every = 512;
    trace::log log_;
    world now_;
    std::vector<world> keyframes_;
    mutable world cached_;
};

}  // namespace chan::model
