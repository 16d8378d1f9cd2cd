// Live mode: everybody goes by the clocks; the gate only sees when nobody can.
#include "core/sched/gate_seat.hpp"

#include <algorithm>

namespace chan::sched {

/// Nobody runs: some are paced at points, the others parked.
void gate::settle_live() {
    const auto deadline = earliest_deadline();
    const bool somebody_can = std::ranges::any_of(seats_, [&](const auto& one) {
        return one->standing == standing::at_point ||
               (one->standing == standing::parked && one->slot->unparked);
    });
    if (!somebody_can && !deadline) {
        end(ending::stuck);
    } else if (hold_) {
        enter_phase(phase::held);
    } else if (!somebody_can && speed_ == 0.0) {
        const auto now = clocks_.read();
        const std::int64_t gone = std::max<std::int64_t>(*deadline - now.stage_ns, 0);
        clocks_.set({now.stage_ns + gone, now.shown_ns + gone});
        resume_live();
    }
}

/// Lets everybody pass who may.
void gate::resume_live() {
    for (const auto& one : seats_) {
        if (one->standing == standing::parked && can_go(*one)) {
            one->standing = standing::running;
        }
    }
    wake_all();
}

}  // namespace chan::sched
