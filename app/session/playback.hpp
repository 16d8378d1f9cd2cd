// One run being watched: the threads, their log and the playhead. It is
// at now, or looks back: then the log is folded to an earlier event while the run is held or goes
// on.
//
// Never waits for a lesson's thread: a run that is left goes to the reaper. Knows no lesson, no
// story.
#pragma once

#include "app/session/reaper.hpp"
#include "core/model/history.hpp"
#include "core/run/run.hpp"

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app::session {

/// What the learner looks at: now; an earlier event; a run that follows recorded choices.
enum class view : std::uint8_t { now, past, replay };

/// A lesson's threads with values of their own, which move while they run.
struct staged_lesson {
    std::function<void()> main;
    std::function<void(std::string_view, std::uint32_t)> set_rate;
};

/// A rate that moved: part of what led to where the run is, as its choices are.
struct rate_change {
    std::size_t after_choices = 0;
    std::string name;
    std::uint32_t value = 0;
};

class playback {
public:
    struct start_options {
        std::function<staged_lesson()> lesson; // called again for a replay: with the first values
        chan::run::mode mode = chan::run::mode::live;
        double speed = 1;
        bool held = false;
        std::function<bool(const chan::probe::fact&)> stop_when = {}; // see stop_when()
        bool hurries = false;                                         // see hurry()
        chan::sched::schedule replay = {}; // step mode: these choices first, as fast as it goes
        std::vector<rate_change> rates = {}; // … and these changes between them
    };

    playback(reaper& old_runs, std::function<void()> woken);
    ~playback();

    // --- commands (by session) -------------------------------------------------------------------
    /// Leaves the run there is and begins a fresh one. Its threads start at a later tick when the
    /// reaper has no room; nothing of the run before is shown until then.
    void start(start_options options);
    void hold();
    void go();
    /// While another step is on its way, these three wait for it and are done then.
    void step(chan::sched::choice what);
    void step_any();
    /// Step mode: the same choices but the last, on fresh threads. Without any, nothing.
    void undo_choice();
    void set_mode(chan::run::mode mode);
    void set_speed(double speed);
    void set_rate(std::string_view name, std::uint32_t value);
    /// Holds the run where the condition is first met; see stopped(). Null: none.
    void stop_when(std::function<bool(const chan::probe::fact&)> condition);
    /// Runs as fast as it goes, whatever the speed is.
    void hurry(bool on);
    void look_at_event(std::size_t events);
    void look_at_time(std::int64_t shown_ns);
    void look_at_now();
    /// Collects what happened, begins what waited for room.
    void tick();

    // --- what is true ----------------------------------------------------------------------------
    [[nodiscard]] const chan::model::history& history() const { return history_; }
    /// The run's state as of the last tick.
    [[nodiscard]] const chan::run::status& status() const { return status_; }
    [[nodiscard]] const std::optional<chan::run::verdict>& verdict() const { return verdict_; }
    [[nodiscard]] const std::vector<std::string>& output() const { return output_; }
    /// The choices that lead to where the run is: as they were made, or as the log of a live run
    /// shows.
    [[nodiscard]] chan::sched::schedule schedule() const;
    /// A sentence, when the recorded choices could not be followed.
    [[nodiscard]] const std::optional<std::string>& divergence() const { return divergence_; }
    /// Threads go on, or will as soon as the run can begin.
    [[nodiscard]] bool going() const;
    /// Nothing moves, and could go on.
    [[nodiscard]] bool held() const;
    /// Will be held by itself: a step, a hold or a replay has begun and is not over.
    [[nodiscard]] bool will_be_held() const;
    [[nodiscard]] bool ended() const;
    /// Stands at its beginning: nothing was asked of it yet.
    [[nodiscard]] bool fresh() const { return !touched_; }
    /// Moved in this run, each after so many choices.
    [[nodiscard]] std::span<const rate_change> rates() const { return rates_; }
    /// The condition of stop_when was met, and nothing moves any more.
    [[nodiscard]] bool stopped() const;
    /// The learner's choice. (A held live run that was stepped goes on live.)
    [[nodiscard]] chan::run::mode mode() const { return mode_; }
    [[nodiscard]] double speed() const { return speed_; }
    /// Grows by one with each run that is begun: whoever keeps something of a run compares it.
    [[nodiscard]] std::uint64_t run_number() const { return run_number_; }

    // --- what is shown ---------------------------------------------------------------------------
    [[nodiscard]] app::session::view view() const;
    /// How many events have happened in the shown world.
    [[nodiscard]] std::size_t shown_events() const;
    [[nodiscard]] const chan::model::world& shown() const;
    /// The playhead in shown time.
    [[nodiscard]] std::int64_t playhead_ns() const;
    /// The stage clock now.
    [[nodiscard]] std::int64_t stage_ns() const;
    /// The stage clock at the playhead: past the shown world's last event while something goes on,
    /// or at a time that is looked at.
    [[nodiscard]] std::int64_t shown_stage_ns() const;
    /// The playhead was dragged to a time: motions stand where they were then. (Otherwise the stage
    /// follows shown_events in the display's own time, past a hold, too.)
    [[nodiscard]] bool looks_at_time() const { return looks_at_time_; }
    /// Shown time goes on: the next frame differs from this one without any command. (Motions that
    /// are not over yet are the stage's to know.)
    [[nodiscard]] bool moving() const;

private:
    struct any_step {};
    struct undo {};
    using request = std::variant<any_step, chan::sched::choice, undo>;

    void begin();
    void retire();
    void ask(request what);
    void carry_out(request what);
    void follow(); // a replay stands: at a rate's change, or at its end
    std::unique_ptr<chan::sched::policy> next_leg(); // the choices up to the next rate's change
    void apply_rates();
    void keep_clocks_together();
    void take_over(); // a replay has reached its end: the learner goes on from here

    reaper& old_runs_;
    std::function<void()> woken_;
    std::function<staged_lesson()> lesson_; // of the run there is, to begin it again
    staged_lesson staged_;
    chan::sched::schedule replay_;    // what is followed
    std::size_t leg_end_ = 0;         // … up to this choice, for now
    std::vector<rate_change> rates_;  // moved in this run
    std::size_t rates_applied_ = 0;   // so many of them, by a replay
    std::deque<request> asked_;       // wait for the step that is on its way
    bool stepping_ = false;
    std::unique_ptr<chan::run::run> run_;
    std::optional<bool> waiting_; // for room in the reaper, to begin held (true) or going
    std::function<bool(const chan::probe::fact&)> waiting_stop_;
    std::shared_ptr<std::atomic<bool>> met_; // the stop condition was
    chan::sched::choice last_choice_ = chan::sched::time_passes;
    chan::model::history history_;
    chan::run::status status_;
    std::int64_t furthest_ns_ = 0; // where the shown clock was: it never goes back
    std::optional<chan::run::verdict> verdict_;
    std::vector<std::string> output_;
    std::optional<std::string> divergence_;
    chan::run::mode mode_ = chan::run::mode::live;
    double speed_ = 1;
    bool hurrying_ = false;
    bool touched_ = false;
    bool stepped_from_start_ = false;
    bool following_ = false; // the recorded choices, still
    bool replayed_ = false;  // … and nothing was asked of the run since
    std::uint64_t run_number_ = 0;
    std::optional<std::size_t> looks_at_; // none: now
    std::int64_t looks_at_ns_ = 0;
    bool looks_at_time_ = false;
};

} // namespace app::session
