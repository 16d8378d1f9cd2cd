// Which beats are still moving: by the log's shown times, or by what was seen on the display.
#include "app/stage/moment.hpp"

#include <algorithm>
#include <array>

namespace app::stage {

namespace {

/// Changes that are closer together than this part of a motion are one beat. A motion has moved by
/// a thousandth then, so that nobody sees the difference.
constexpr std::int64_t beats_per_motion = 64;
/// A faster run than this cannot be followed by the eye: older events are at rest.
constexpr std::size_t most_events = 4096;

} // namespace

moment moment_at(const chan::model::history& log, std::int64_t shown_ns, std::int64_t length_ns) {
    const std::size_t now = log.count_at(shown_ns);
    moment made = rest_at(now);
    made.length_ns = length_ns;
    made.stage_ns = log.stage_at(shown_ns);
    if (length_ns <= 0) return made;
    std::size_t first = log.count_at(shown_ns - length_ns);
    first = std::max(first, now - std::min(now, most_events));
    made.beats = {{first, length_ns}};
    const std::int64_t quantum = std::max<std::int64_t>(1, length_ns / beats_per_motion);
    std::int64_t last = -1;
    for (std::size_t i = first; i < now; ++i) {
        const std::int64_t at = log.log()[i].shown_ns;
        const beat next{i + 1, shown_ns - at};
        if (at / quantum == last) {
            made.beats.back() = next;
        } else {
            made.beats.push_back(next);
        }
        last = at / quantum;
    }
    return made;
}

moment rest_at(std::size_t events) {
    return {.beats = {{events, motion_ns}}};
}

const moment& follower::follow(std::size_t events, std::int64_t now_ns, bool reduced) {
    if (reduced) {
        reset(events);
    } else if (events != seen_.back().events) {
        seen_.push_back({events, now_ns});
    }
    // The last one whose motion is over is what the others blend from.
    std::size_t rest = 0;
    for (std::size_t i = 1; i < seen_.size(); ++i) {
        if (now_ns - seen_[i].at_ns >= motion_ns) rest = i;
    }
    seen_.erase(seen_.begin(), seen_.begin() + static_cast<std::ptrdiff_t>(rest));
    if (seen_.size() > static_cast<std::size_t>(beats_per_motion)) seen_.erase(seen_.begin());
    moment_ = {.beats = {{seen_.front().events, motion_ns}}};
    for (std::size_t i = 1; i < seen_.size(); ++i) {
        moment_.beats.push_back(
            {seen_[i].events, std::max<std::int64_t>(0, now_ns - seen_[i].at_ns)}
        );
    }
    return moment_;
}

void follower::reset(std::size_t events) {
    seen_ = {{events, 0}};
}

} // namespace app::stage
