// The controller's side of the gate. Nothing here waits for an actor.
#include "core/sched/gate_seat.hpp"

#include <algorithm>

namespace chan::sched {

void gate::hold() {
    const guard lock(mutex_);
    if (phase_ == phase::ended) {
        return;
    }
    hold_ = true;
    take_back_grant();
    move_clocks();
    if (phase_ == phase::going) {
        enter_phase(phase::holding);
    }
    settle();
}

void gate::go() {
    const guard lock(mutex_);
    // A stop that came before the run could even be seen to be held is not undone by this.
    if (phase_ == phase::ended || (phase_ == phase::going && is_stopped_)) {
        return;
    }
    is_stopped_ = false;
    hold_ = false;
    enter_phase(phase::going);
    if (mode_ == mode::live) {
        resume_live();
    }
    settle();
    wake_all();
}

bool gate::step(choice what) {
    const guard lock(mutex_);
    if (phase_ != phase::held) {
        return false;
    }
    const auto possible = possible_choices();
    if (std::ranges::find(possible, what) == possible.end()) {
        return false;
    }
    if (mode_ == mode::live) {
        mode_ = mode::step;
        step_shown_ns_ = clocks_.read().shown_ns;
        owed_ns_ = 0;
    }
    request_ = what;
    settle();
    return true;
}

void gate::set_mode(sched::mode to) {
    const guard lock(mutex_);
    if (mode_ == to || phase_ == phase::ended) {
        return;
    }
    clocks_.move({});
    const auto now = clocks_.read();
    take_back_grant();
    grant_.reset();
    mode_ = to;
    if (to == mode::step) {
        step_shown_ns_ = now.shown_ns;
        owed_ns_ = 0;
    } else {
        granted_ = nullptr;
        for (const auto& one : seats_) {
            one->paced_until_ns = now.shown_ns + pace_ns_;
        }
        if (!hold_) {
            enter_phase(phase::going);
            resume_live();
        }
    }
    settle();
    wake_all();
}

void gate::set_policy(std::unique_ptr<sched::policy> to) {
    const guard lock(mutex_);
    policy_ = to ? std::move(to) : manual();
    take_back_grant();
    grant_.reset();
    settle();
}

void gate::set_speed(double speed) {
    const guard lock(mutex_);
    speed_ = speed;
    settle();
    wake_all();
}

void gate::leave() {
    const guard lock(mutex_);
    leaving_ = true;
    clocks_.move({});
    enter_phase(phase::ended);
    stood_.notify_all();
    wake_all();
}

gate::report gate::status() const {
    const guard lock(mutex_);
    report now{
        .phase = phase_, .mode = mode_, .possible = {}, .next_deadline_ns = earliest_deadline()
    };
    if (phase_ == phase::held && !leaving_) {
        now.possible = possible_choices();
    }
    return now;
}

std::vector<made_choice> gate::choices() const {
    const guard lock(mutex_);
    return made_;
}

void gate::with_policy(base::function_ref<void(const policy*)> reader) const {
    const guard lock(mutex_);
    reader(policy_.get());
}

}  // namespace chan::sched
