// One run of a lesson on fresh real threads: start it, hold it, step it, watch it, leave it.
//
// All members may be called by one controlling thread (the UI's, the command line's) at any time; none of
// them waits for a lesson's thread, except `leave`, `wait` and the destructor, as said there.
#pragma once

#include "core/base/function_ref.hpp"
#include "core/model/why.hpp"
#include "core/sched/policy.hpp"
#include "core/sched/schedule.hpp"
#include "core/trace/log.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chan::run {

/// live: all actors run at once under the operating system; pace makes it watchable.
/// step: one actor at a time holds the baton; a policy or the learner chooses which.
enum class mode : std::uint8_t { live, step };

enum class phase : std::uint8_t {
    going,    // actors run, or are paced
    holding,  // hold was asked for; some actor has not yet reached its next point
    held,     // each actor is at a point, parked or in a timer: nothing moves
    ended,    // all actors finished, or none can ever go on: see the verdict
};

enum class verdict_kind : std::uint8_t { completed, hang, panic };

[[nodiscard]] std::string_view name_of(verdict_kind kind);  // "completed", "hang", "panic"

struct verdict {
    verdict_kind kind = verdict_kind::completed;
    std::vector<model::explanation> stuck;  // for a hang: each blocked actor and why
};

/// How long each operation is shown before it happens, at speed 1.
struct pace {
    std::chrono::milliseconds per_operation{250};
    friend bool operator==(const pace&, const pace&) = default;
};

/// As fast as it goes: no pace, and the stage clock jumps when nobody can run.
inline constexpr double max_speed = 0.0;

struct options {
    std::function<void()> lesson;                // what `main` does
    run::mode mode = mode::live;
    run::pace pace{};
    double speed = 1.0;                          // shown seconds per wall second, or max_speed
    std::unique_ptr<sched::policy> policy;       // step mode; null: the learner chooses. A replay's
                                                 // results are checked: the run is held at the first
                                                 // that is not the expected one
    bool start_held = false;
    std::function<bool(const probe::fact&)> stop_when;  // see stop_when()
    std::function<void()> woken;                 // called by any thread when there is something new
                                                 // to collect; must not block (wakes the UI's event wait)
};

struct status {
    run::phase phase = phase::going;
    run::mode mode = mode::live;
    std::vector<sched::choice> possible;   // what could go next; only while held (or manual in step mode)
    std::int64_t shown_ns = 0;             // stage time plus pace, now
    std::int64_t stage_ns = 0;
    std::optional<std::int64_t> next_deadline_ns;  // stage time at which time would pass to
};

/// The line of the listing that the reader sees; 0: it is not shown.
using shown_line = base::function_ref<std::uint32_t(const probe::call_site&)>;

struct stage;  // what the actors' threads share with the controller

class run {
public:
    explicit run(options options);
    ~run();  // leaves
    run(const run&) = delete;
    run& operator=(const run&) = delete;

    // --- commands -------------------------------------------------------------------------------
    /// Every actor stops at its next point. Complete when status().phase is held.
    void hold();
    /// Goes on: live, or in step mode by the policy.
    void go();
    /// Exactly one operation of one actor, or time passes. While held only; a choice that is not possible
    /// is ignored and returns false. A held live run takes the step in step mode and stays there.
    bool step(sched::choice what);
    /// Live to step at the next moment when all actors stand; step to live at once.
    void set_mode(chan::run::mode to);
    /// Replaces the automatic policy of step mode (null: the learner chooses). A replay that follows a
    /// replay goes on with its choices, and is checked as that was.
    void set_policy(std::unique_ptr<sched::policy> to);
    void set_speed(double speed);
    /// Holds the run right where a noted fact satisfies the condition; evaluated by lessons' threads at
    /// the moment the fact becomes true (quick, no locks, no side effects). Null: none. One shot.
    /// Set it while the run is held, before go(): a stop of a running run may come before that go().
    void stop_when(std::function<bool(const probe::fact&)> condition);
    /// A slider moved while the lesson reads it: recorded in the log.
    void note_setting(std::string_view name, std::uint32_t value);
    /// Abandons every wait, joins all threads; within 100 ms whatever the lesson waits for.
    void leave();

    // --- observation ----------------------------------------------------------------------------
    /// Appends the events that have happened since the last call. Returns how many.
    std::size_t collect(trace::log& into);
    [[nodiscard]] chan::run::status status() const;
    /// Set once the run ended.
    [[nodiscard]] std::optional<chan::run::verdict> verdict() const;
    /// What the lesson's threads printed, line by line.
    [[nodiscard]] std::vector<std::string> output() const;
    /// The choices made so far in step mode. A run that was live at any time is read as a schedule
    /// by schedule_of (live_schedule.hpp).
    [[nodiscard]] std::vector<sched::made_choice> choices() const;
    /// A sentence without its full stop, when a replay has left its schedule: at which choice and
    /// operation, what was expected, what happened. Without `lines` it names no line.
    [[nodiscard]] std::optional<std::string> divergence(shown_line lines = {}) const;
    /// Waits until the run is held by itself (stop condition, manual) or ended. For programs without a
    /// window and for tests. False when `limit` came first.
    bool wait(std::chrono::milliseconds limit);

private:
    std::unique_ptr<stage> stage_;
};

}  // namespace chan::run
