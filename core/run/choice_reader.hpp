// Reads off the facts of a run, live or stepped, which choices step mode would have to make for the
// same operations to end in the same order, and what came of each.
//
// An operation with one point is chosen where its result stands in the log. One with two
// (rendezvous, timed, sleep, work) that had to wait is chosen where it began to wait, and again
// where its thread went on. Before a wait ends by its deadline, time passes as often as the virtual
// clock of step mode needs.
//
// In a stepped run each choice is read before the next one is made.
#pragma once

#include "core/base/function_ref.hpp"
#include "core/probe/facts.hpp"
#include "core/sched/schedule.hpp"

#include <map>
#include <optional>
#include <set>

namespace chan::run {

/// Of time that passes, only the choice is known.
struct read_choice {
    sched::choice chosen;
    sched::outcome result;
    probe::fact operation; // as it was announced
};

class choice_reader {
public:
    using reading = base::function_ref<void(const read_choice&)>;

    /// The next fact of the log. Calls `found` for each choice that it shows to have been made.
    void read(const probe::fact& what, reading found);

private:
    struct actor {
        probe::fact operation; // op none: between two operations
        bool has_two_points = false;
        bool has_entered = false; // it waits inside the operation
        std::optional<sched::outcome>
            completes_with;                      // a peer has ended the wait; chosen when next seen
        std::optional<std::int64_t> deadline_ns; // on step mode's clock
    };

    void announced(const probe::fact& what);
    void wait_began(probe::actor_number who);
    void ended(probe::actor_number who, sched::outcome how);
    void seen(probe::actor_number who);
    void left_operation(probe::actor_number who);
    void pass_time_to(std::int64_t deadline_ns);
    void choose(probe::actor_number who, sched::outcome result);
    [[nodiscard]] sched::outcome outcome_of(const probe::fact& what) const;

    std::map<probe::actor_number, actor> actors_;
    std::map<probe::object_id, std::uint32_t> bounds_;
    std::set<probe::actor_number> panicked_;
    std::int64_t now_ns_ = 0;
    reading found_; // while reading
};

} // namespace chan::run
