// The playhead of playback.hpp: what is shown, now or in the past, is the log folded up to an
// event.
#include "app/session/playback.hpp"

#include <algorithm>

namespace app::session {

void playback::look_at_now() {
    looks_at_.reset();
    looks_at_time_ = false;
}

void playback::look_at_event(std::size_t events) {
    looks_at_time_ = false;
    if (events >= history_.size() && !going()) {
        looks_at_.reset();
        return;
    }
    looks_at_ = std::min(events, history_.size());
    looks_at_ns_ = *looks_at_ > 0 ? history_.log()[*looks_at_ - 1].shown_ns : 0;
}

void playback::look_at_time(std::int64_t shown_ns) {
    if (shown_ns >= status_.shown_ns) {
        look_at_now();
        return;
    }
    looks_at_ns_ = std::max<std::int64_t>(shown_ns, 0);
    looks_at_ = history_.count_at(looks_at_ns_);
    looks_at_time_ = true;
}

view playback::view() const {
    if (looks_at_) {
        return view::past;
    }
    return replayed_ || (waiting_ && !replay_.empty()) ? view::replay : view::now;
}

std::size_t playback::shown_events() const {
    return looks_at_ ? std::min(*looks_at_, history_.size()) : history_.size();
}

const chan::model::world& playback::shown() const {
    return looks_at_ ? history_.at(shown_events()) : history_.now();
}

std::int64_t playback::playhead_ns() const {
    return looks_at_ ? looks_at_ns_ : status_.shown_ns;
}

std::int64_t playback::stage_ns() const {
    const std::int64_t last = history_.now().stage_ns;
    return ended() ? last : std::max(last, status_.stage_ns);
}

std::int64_t playback::shown_stage_ns() const {
    if (looks_at_ && looks_at_time_) { // behind the last event it stands while an operation is only shown
        return std::min(history_.stage_at(looks_at_ns_), stage_ns());
    }
    return looks_at_ ? shown().stage_ns : stage_ns();
}

bool playback::moving() const {
    return waiting_.has_value()
        || (run_ != nullptr
            && (status_.phase == chan::run::phase::going
                || status_.phase == chan::run::phase::holding));
}

} // namespace app::session
