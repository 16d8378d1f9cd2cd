// The gate owns who may run. Every actor of a run has a seat; it passes the gate at each point, parks in
// it, and sleeps in it. So the gate knows at any moment what every actor does, holds them all, lets one go
// on by one operation, and sees at once, without a watchdog, that nobody can ever go on.
//
//   standing    at_point ──▶ running ──▶ at_point | parked | finished        (by its own thread)
//               parked   ──▶ running    live: when unparked or its deadline comes; step: when chosen
//   live mode   all run; a point takes `pace` of shown time; hold stops each at its next point
//   step mode   at most one seat is running (it has the baton). Whoever stands last decides: the
//               learner's request, else the policy's choice, else the run is held
//   stage time  live: goes while everybody waits, so that operations and pace take none of it; at max
//               speed it jumps to the next deadline. Step: jumps when time is chosen
//
// Knows nothing of events, models or lessons: what it has to say goes through `hooks`.
#pragma once

#include "core/base/function_ref.hpp"
#include "core/probe/context.hpp"
#include "core/sched/clocks.hpp"
#include "core/sched/policy.hpp"
#include "core/sched/schedule.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace chan::sched {

enum class mode : std::uint8_t { live, step };
enum class phase : std::uint8_t { going, holding, held, ended };
enum class ending : std::uint8_t { all_finished, stuck };

class gate {
public:
    struct hooks {
        /// A fact of the gate's own: an actor in step mode that cannot go on (wait_began, number 1).
        /// Called under the gate's mutex: must not call the gate, except request_hold.
        std::function<void(const probe::fact&)> note;
        /// All finished, or nobody can ever go on. Once, under the mutex.
        std::function<void(ending)> ended;
        /// The phase changed; under the mutex, must not block.
        std::function<void()> changed;
    };
    struct setup {
        sched::mode mode = sched::mode::live;
        std::chrono::nanoseconds pace{};
        double speed = 1.0;  // 0: as fast as it goes
        std::unique_ptr<sched::policy> policy;
        bool start_held = false;
        gate::hooks hooks;
    };
    struct report {
        sched::phase phase{};
        sched::mode mode{};
        std::vector<choice> possible;
        std::optional<std::int64_t> next_deadline_ns;
    };
    class seat;

    explicit gate(setup how);
    ~gate();

    // --- actors' threads --------------------------------------------------------------------------
    /// A seat for an actor that is about to start; called before its thread exists, by its spawner.
    seat& add(probe::actor_number actor);
    /// The spawner waits here until the new actor stands for the first time, so that what it does up to
    /// then is part of the spawn. Throws `left`.
    void wait_until_stands(seat& child);
    /// Holds the seat's thread at an announced operation. False: the run is being left.
    [[nodiscard]] bool point(
        seat& self, const probe::fact& announced, base::function_ref<bool()> ready
    ) noexcept;
    /// See probe::context::park; throws `left`.
    bool park(
        seat& self, probe::park_slot& slot, std::optional<probe::stage_clock::time_point> deadline
    );
    void unpark(seat& owner, probe::park_slot& slot) noexcept;
    void finish(seat& self) noexcept;

    // --- the controller ---------------------------------------------------------------------------
    void hold();
    void go();
    bool step(choice what);
    void set_mode(sched::mode to);
    void set_policy(std::unique_ptr<sched::policy> to);
    void set_speed(double speed);
    void leave();
    [[nodiscard]] report status() const;
    [[nodiscard]] std::vector<made_choice> choices() const;
    /// Calls the reader with the policy, under the mutex.
    void with_policy(base::function_ref<void(const policy*)> reader) const;

    // --- any thread, no lock ----------------------------------------------------------------------
    /// Hold from inside a note: takes effect before any actor passes its next point.
    void request_hold() noexcept {
        is_stopped_.store(true);
        hold_.store(true);
    }
    [[nodiscard]] bool leaving() const noexcept { return leaving_.load(); }
    [[nodiscard]] clocks::reading now() const noexcept { return clocks_.read(); }

private:
    using guard = std::unique_lock<std::mutex>;

    // What may happen, from the state (the mutex is held).
    [[nodiscard]] bool may_pass(const seat& self) const;
    [[nodiscard]] bool can_go(const seat& one) const;
    [[nodiscard]] bool somebody_runs() const;
    [[nodiscard]] bool everybody_waits() const;
    [[nodiscard]] bool all_finished() const;
    [[nodiscard]] std::optional<std::int64_t> earliest_deadline() const;
    [[nodiscard]] std::vector<choice> possible_choices() const;

    // What follows.
    bool wait_to_pass(guard& lock, seat& self);
    void pass(seat& self);
    void settle();       // nobody may be running any more: what follows?
    void settle_live();
    void settle_step();
    std::optional<choice> choose(const std::vector<choice>& possible);
    void let_time_pass(std::int64_t deadline_ns);
    void grant(choice what, std::vector<choice> possible, bool by_learner);
    void take_back_grant();
    void note_new_waits();
    void end(ending how);
    void enter_phase(sched::phase to);
    void move_clocks();
    void wake_all();
    void resume_live();

    mutable std::mutex mutex_;
    std::condition_variable stood_;      // some seat stands for the first time
    std::vector<std::unique_ptr<seat>> seats_;
    clocks clocks_;
    gate::hooks hooks_;
    sched::mode mode_;
    sched::phase phase_ = sched::phase::going;
    double speed_;
    const std::int64_t pace_ns_;
    std::unique_ptr<sched::policy> policy_;
    std::atomic<bool> hold_;
    std::atomic<bool> is_stopped_{false};  // by request_hold, and go() has not been called since
    std::atomic<bool> leaving_{false};

    // Step mode.
    std::optional<choice> request_;      // the learner's, taken by the next decision
    seat* granted_ = nullptr;            // chosen, and perhaps still being paced where it stands
    bool granted_by_learner_ = false;    // then neither pace nor hold keeps it
    std::optional<made_choice> grant_;   // what granted it; kept when a hold takes the grant back
    std::int64_t step_shown_ns_ = 0;     // shown time after the last operation, exactly
    std::int64_t owed_ns_ = 0;           // shown time from there to the granted operation
    choice previous_ = time_passes;
    std::vector<made_choice> made_;
};

}  // namespace chan::sched
