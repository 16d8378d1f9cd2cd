// See rehearsal.hpp.
#include "app/session/rehearsal.hpp"

#include <system_error>
#include <utility>

namespace app::session {

rehearsal::rehearsal(reaper& old_runs) : old_runs_(old_runs) {}

void rehearsal::begin(std::function<void()> lesson) {
    next_ = std::move(lesson);
    log_.clear();
    over_ = false;
    ++number_;
    tick();
}

bool rehearsal::retired() {
    if (run_ != nullptr && old_runs_.room()) {
        old_runs_.take(std::move(run_));
    }
    return run_ == nullptr;
}

void rehearsal::tick() {
    if (over_) {
        (void)retired();
        return;
    }
    if (next_ != nullptr) {
        if (!retired()) {
            return;
        }
        chan::run::options how;
        how.lesson = std::exchange(next_, nullptr);
        how.mode = chan::run::mode::step;
        how.speed = chan::run::max_speed;
        how.policy = chan::sched::round_robin();
        try {
            run_ = std::make_unique<chan::run::run>(std::move(how));
        } catch (const std::system_error&) { // there is no thread for it: it goes without
            over_ = true;
            return;
        }
    }
    const bool ended = run_->status().phase == chan::run::phase::ended; // asked first: then
    run_->collect(log_);                                                // this is all of it
    over_ = ended || log_.size() >= longest;
    if (over_) {
        (void)retired();
    }
}

} // namespace app::session
