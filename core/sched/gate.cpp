// The actors' side of the gate, and what both modes share. Live mode's and step mode's decisions are in
// gate_live.cpp and gate_step.cpp.
#include "core/sched/gate.hpp"

#include "core/base/contract.hpp"
#include "core/sched/gate_seat.hpp"

#include <algorithm>

namespace chan::sched {

gate::gate(setup how)
    : hooks_(std::move(how.hooks)),
      mode_(how.mode),
      speed_(how.speed),
      pace_ns_(how.pace.count()),
      policy_(how.policy ? std::move(how.policy) : manual()),
      hold_(how.start_held) {
    phase_ = how.start_held ? phase::holding : phase::going;
    move_clocks();
}

gate::~gate() = default;

// --- actors' threads -------------------------------------------------------------------------------

gate::seat& gate::add(probe::actor_number actor) {
    const guard lock(mutex_);
    return *seats_.emplace_back(std::make_unique<seat>(actor));
}

void gate::wait_until_stands(seat& child) {
    guard lock(mutex_);
    stood_.wait(lock, [&] { return child.has_stood || leaving_; });
    if (leaving_) {
        throw probe::left{};
    }
}

bool gate::point(
    seat& self, const probe::fact& announced, base::function_ref<bool()> ready
) noexcept {
    guard lock(mutex_);
    if (leaving_) {
        return false;
    }
    self.standing = standing::at_point;
    self.announced = announced;
    self.ready = ready;
    self.wait_noted = false;
    self.paced_until_ns = clocks_.read().shown_ns + pace_ns_;
    const bool passed = wait_to_pass(lock, self);
    self.ready = {};
    return passed;
}

bool gate::park(
    seat& self, probe::park_slot& slot, std::optional<probe::stage_clock::time_point> deadline
) {
    guard lock(mutex_);
    if (slot.unparked) {
        return true;
    }
    if (leaving_) {
        throw probe::left{};
    }
    self.standing = standing::parked;
    self.slot = &slot;
    self.deadline_ns.reset();
    if (deadline) {
        self.deadline_ns = deadline->time_since_epoch().count();
    }
    const bool passed = wait_to_pass(lock, self);
    self.slot = nullptr;
    self.deadline_ns.reset();
    if (!passed && !slot.unparked) {
        throw probe::left{};
    }
    return slot.unparked;
}

void gate::unpark(seat& owner, probe::park_slot& slot) noexcept {
    const guard lock(mutex_);
    slot.unparked = true;
    if (mode_ == mode::live && !hold_ && owner.standing == standing::parked &&
        owner.slot == &slot) {
        owner.standing = standing::running;  // counted at once, so that nobody takes the run for stuck
        owner.wake.notify_one();
    }
}

void gate::finish(seat& self) noexcept {
    const guard lock(mutex_);
    self.standing = standing::finished;
    self.has_stood = true;
    stood_.notify_all();
    if (!leaving_) {
        settle();
    }
}

/// The seat has just stopped running; returns when it may go on. False: the run is being left.
bool gate::wait_to_pass(guard& lock, seat& self) {
    self.has_stood = true;
    stood_.notify_all();
    settle();
    while (!leaving_ && !may_pass(self)) {
        if (hold_ && !(granted_ == &self && granted_by_learner_)) {
            self.wake.wait(lock);
        } else if (granted_ == &self) {
            self.wake.wait_until(lock, clocks_.when_shown(step_shown_ns_ + owed_ns_));
        } else if (mode_ == mode::live && self.standing == standing::at_point) {
            self.wake.wait_until(lock, clocks_.when_shown(self.paced_until_ns));
        } else if (mode_ == mode::live && self.deadline_ns) {
            self.wake.wait_until(lock, clocks_.when_stage(*self.deadline_ns));
        } else {
            self.wake.wait(lock);
        }
    }
    if (leaving_) {
        self.standing = standing::running;
        return false;
    }
    pass(self);
    return true;
}

bool gate::may_pass(const seat& self) const {
    if (self.standing == standing::running) {  // unparked, or its deadline was jumped to
        return true;
    }
    const auto now = clocks_.read();
    if (mode_ == mode::step) {
        return granted_ == &self &&
               (granted_by_learner_ ||
                (!hold_ && (speed_ == 0.0 || now.shown_ns >= step_shown_ns_ + owed_ns_)));
    }
    if (hold_) {
        return false;
    }
    if (self.standing == standing::at_point) {
        return speed_ == 0.0 || now.shown_ns >= self.paced_until_ns;
    }
    return self.slot->unparked || (self.deadline_ns && now.stage_ns >= *self.deadline_ns);
}

void gate::pass(seat& self) {
    const auto now = clocks_.read();
    if (granted_ == &self) {
        step_shown_ns_ += owed_ns_;
        owed_ns_ = 0;
        clocks_.set({now.stage_ns, step_shown_ns_});
        granted_ = nullptr;
        previous_ = grant_->chosen;
        made_.push_back(*std::exchange(grant_, std::nullopt));
    } else if (mode_ == mode::live && speed_ == 0.0 && self.standing == standing::at_point) {
        clocks_.set({now.stage_ns, now.shown_ns + pace_ns_});
    }
    self.standing = standing::running;
    move_clocks();
}

// --- what is so ---------------------------------------------------------------------------------------

bool gate::can_go(const seat& one) const {
    switch (one.standing) {
        case standing::running: return true;
        case standing::at_point: return !one.ready || one.ready();
        case standing::parked:
            return one.slot->unparked ||
                   (one.deadline_ns && clocks_.read().stage_ns >= *one.deadline_ns);
        case standing::finished: return false;
    }
    return false;
}

bool gate::somebody_runs() const {
    return std::ranges::any_of(seats_, [](const auto& one) {
        return one->standing == standing::running;
    });
}

bool gate::everybody_waits() const {
    return !seats_.empty() && std::ranges::all_of(seats_, [](const auto& one) {
        return one->standing == standing::parked || one->standing == standing::finished;
    });
}

bool gate::all_finished() const {
    return std::ranges::all_of(seats_, [](const auto& one) {
        return one->standing == standing::finished;
    });
}

std::optional<std::int64_t> gate::earliest_deadline() const {
    std::optional<std::int64_t> earliest;
    for (const auto& one : seats_) {
        if (one->standing == standing::parked && one->deadline_ns && !one->slot->unparked &&
            (!earliest || *one->deadline_ns < *earliest)) {
            earliest = one->deadline_ns;
        }
    }
    return earliest;
}

// --- shared consequences ------------------------------------------------------------------------------

void gate::settle() {
    if (leaving_ || phase_ == phase::ended || somebody_runs()) {
        move_clocks();
        return;
    }
    if (all_finished()) {
        end(ending::all_finished);
    } else if (mode_ == mode::live) {
        settle_live();
    } else {
        settle_step();
    }
    move_clocks();
}

void gate::end(ending how) {
    if (hooks_.ended) {
        hooks_.ended(how);
    }
    enter_phase(phase::ended);
}

void gate::enter_phase(sched::phase to) {
    if (phase_ != to && phase_ != phase::ended) {
        phase_ = to;
        if (hooks_.changed) {
            hooks_.changed();
        }
    }
}

void gate::move_clocks() {
    if (leaving_) {
        return;
    }
    clocks::motion how;
    if (phase_ != phase::ended && !hold_ && mode_ == mode::live) {
        // Not beyond the next deadline before its owner has gone on, however late that wakes: so the
        // deadlines of a live run come in the order, and at the times, of a stepped one.
        how = {
            .rate = speed_,
            .stage_runs = everybody_waits(),
            .stage_limit_ns = earliest_deadline().value_or(clocks::no_limit),
        };
    } else if (granted_ != nullptr && !granted_by_learner_ && !hold_) {
        how = {.rate = speed_, .shown_limit_ns = step_shown_ns_ + owed_ns_};
    }
    if (how == clocks_.moving()) {
        return;
    }
    clocks_.move(how);
    for (const auto& one : seats_) {  // whoever waits for the clock waits differently now
        one->wake.notify_one();
    }
}

void gate::wake_all() {
    for (const auto& one : seats_) {
        one->wake.notify_one();
    }
}

}  // namespace chan::sched
