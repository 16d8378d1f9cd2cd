// The moment that a picture shows: what is true, and what became true a short while ago and is
// still moving. A beat says "after so many events, since so long"; the picture blends through the
// beats, oldest first, each eased over one motion's length. Plain values; pure functions.
#pragma once

#include "core/model/history.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace app::stage {

/// How long a motion takes, in nanoseconds.
inline constexpr std::int64_t motion_ns = 320'000'000;

struct beat {
    std::size_t events = 0;  // the world after so many events
    std::int64_t age_ns = 0; // became the shown world so long ago
    friend bool operator==(const beat&, const beat&) = default;
};

struct moment {
    std::vector<beat> beats = {
        {0, motion_ns}};                // never empty; the first one is at rest (age ≥ length)
    std::int64_t length_ns = motion_ns; // of one motion, in the unit of the ages; 0: no motion
    std::optional<std::int64_t> stage_ns =
        {}; // for the time left of a sleep; none: the last event's

    [[nodiscard]] std::size_t events() const { return beats.back().events; }
    [[nodiscard]] bool moving() const {
        return beats.size() > 1 && beats.back().age_ns < length_ns;
    }
    friend bool operator==(const moment&, const moment&) = default;
};

/// The moment at a shown time of a log, as it was seen then. The same log and time give the same
/// moment, whether the log has since grown or not. `length_ns` is shown time, so give it times the
/// speed.
[[nodiscard]] moment moment_at(
    const chan::model::history& log, std::int64_t shown_ns, std::int64_t length_ns = motion_ns
);

/// The moment after so many events, with all motion over.
[[nodiscard]] moment rest_at(std::size_t events);

/// Follows what is shown from frame to frame: each change of the number of events (forwards in
/// live, held and step mode, backwards for a step back) becomes a beat of its own in the display's
/// time.
class follower {
public:
    /// `now_ns`: the display's clock. `reduced`: no motion.
    const moment& follow(std::size_t events, std::int64_t now_ns, bool reduced = false);
    /// A new run, or a jump that should not be animated.
    void reset(std::size_t events);

private:
    struct seen {
        std::size_t events = 0;
        std::int64_t at_ns = 0;
    };
    std::vector<seen> seen_ = {{}}; // the first is at rest
    moment moment_{};
};

} // namespace app::stage
