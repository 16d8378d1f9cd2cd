// Step mode: one actor at a time has the baton; whoever stands last decides who is next.
#include "core/sched/gate_seat.hpp"

#include <algorithm>

namespace chan::sched {

std::vector<choice> gate::possible_choices() const {
    std::vector<choice> possible;
    for (const auto& one : seats_) {
        if (one->standing != standing::running && can_go(*one)) {
            possible.push_back({one->actor});
        }
    }
    std::ranges::sort(possible);
    const auto deadline = earliest_deadline();
    if (deadline && *deadline > clocks_.read().stage_ns) {
        possible.push_back(time_passes);
    }
    return possible;
}

/// Nobody runs. Makes choices until somebody has the baton, or the run is held, or ended.
void gate::settle_step() {
    while (granted_ == nullptr) {
        note_new_waits();
        std::vector<choice> possible = possible_choices();
        if (possible.empty()) {
            end(ending::stuck);
            return;
        }
        const bool by_learner = request_.has_value();
        const std::optional<choice> next = choose(possible);
        if (!next) {
            enter_phase(phase::held);
            return;
        }
        if (next->is_time()) {
            made_.push_back({*next, std::move(possible)});
            previous_ = *next;
            let_time_pass(*earliest_deadline());
        } else {
            grant(*next, std::move(possible), by_learner);
        }
    }
}

std::optional<choice> gate::choose(const std::vector<choice>& possible) {
    const auto is_possible = [&](choice what) {
        return std::ranges::find(possible, what) != possible.end();
    };
    if (request_) {
        const choice what = *std::exchange(request_, std::nullopt);
        grant_.reset();
        return is_possible(what) ? std::optional(what) : std::nullopt;
    }
    if (hold_) {
        return std::nullopt;
    }
    if (grant_ && is_possible(grant_->chosen)) {  // a hold came between the choice and the operation
        return grant_->chosen;
    }
    const std::optional<choice> what = policy_->choose(possible, previous_);
    return what && is_possible(*what) ? what : std::nullopt;
}

void gate::let_time_pass(std::int64_t deadline_ns) {
    const auto now = clocks_.read();
    owed_ns_ += deadline_ns - now.stage_ns;
    clocks_.set({deadline_ns, now.shown_ns});
}

void gate::grant(choice what, std::vector<choice> possible, bool by_learner) {
    const auto found = std::ranges::find_if(seats_, [&](const auto& one) {
        return one->actor == what.actor;
    });
    granted_ = found->get();
    granted_by_learner_ = by_learner;
    grant_ = made_choice{what, std::move(possible)};
    owed_ns_ += pace_ns_;
    enter_phase(phase::going);
    granted_->wake.notify_one();
}

void gate::take_back_grant() {
    if (granted_ != nullptr && !granted_by_learner_ && granted_->standing != standing::running) {
        granted_ = nullptr;
        owed_ns_ -= pace_ns_;
    }
}

/// Says of each actor that stands before an operation which cannot go on that it waits, once.
void gate::note_new_waits() {
    for (const auto& one : seats_) {
        if (one->standing == standing::at_point && !one->wait_noted && !can_go(*one)) {
            one->wait_noted = true;
            probe::fact what = one->announced;
            what.kind = probe::kind::wait_began;
            what.number = 1;
            hooks_.note(what);
        }
    }
}

}  // namespace chan::sched
