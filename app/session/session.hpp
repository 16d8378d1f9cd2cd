// What the learner is doing, and the only place where that changes: apply(command), tick(dt).
// Everything that is true on screen can be asked here, without a window. No ImGui, no GL; never
// waits for a lesson's thread.
//
// Views take a const session& and send commands. The parts: play() is the run being watched and the
// playhead, rehearsed() tells who will take part in it, story() is the step and its question,
// likes() what is kept between launches.
#pragma once

#include "app/session/command.hpp"
#include "app/session/playback.hpp"
#include "app/session/preferences.hpp"
#include "app/session/reaper.hpp"
#include "app/session/rehearsal.hpp"
#include "app/session/story.hpp"
#include "core/model/why.hpp"
#include "scenarios/lesson.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app::session {

/// How a finished run came out: what stands side by side.
struct result {
    std::string_view variant;
    std::map<std::string, int> values; // of the sliders that the variant heeds
    std::string differs_in = {}; // beside others: this slider stands elsewhere now
    chan::run::verdict_kind verdict{};
    std::int64_t stage_ns = 0; // when the last thread ended, or nobody could go on
    std::uint64_t sent = 0, received = 0;
    std::uint32_t max_depth = 0;
};

/// Something was done; it was refused, and why (goes when that is no longer so, and with the next
/// command that is not); it failed.
enum class notice_kind : std::uint8_t { done, refusal, warning };

/// What the learner is told once, at the edge of the window.
struct notice {
    std::string sentence; // empty: none
    notice_kind kind = notice_kind::done;
    std::uint64_t number = 0; // each has another one
};

class session {
public:
    struct options {
        const scenarios::lesson* lesson = nullptr; // null: the last one seen, else the first
        std::string_view variant = {};             // empty: the first
        std::map<std::string, int> values = {}; // sliders that do not stand at their initial value
        app::session::preferences likes = {};
        std::string notice = {};          // about those
        std::function<void()> woken = {}; // by any thread: there is something for tick
        chan::run::mode mode = chan::run::mode::live;
        double speed = 1;
        bool held = true; // the first run waits for the learner
    };
    explicit session(options how);

    void apply(const command& what);
    void tick();
    /// Commands for the frame loop, in order; they are forgotten here.
    [[nodiscard]] std::vector<command> take_requests();

    // --- the lesson ------------------------------------------------------------------------------
    [[nodiscard]] const scenarios::lesson& lesson() const { return *lesson_; }
    [[nodiscard]] const scenarios::variant& variant() const { return *variant_; }
    [[nodiscard]] const scenarios::settings& values() const { return *values_; }
    /// What the sliders were at the moment that is shown: a rate may have been moved since.
    [[nodiscard]] scenarios::settings shown_values() const;
    [[nodiscard]] const playback& play() const { return play_; }
    [[nodiscard]] const rehearsal& rehearsed() const { return rehearsed_; }
    /// The next tick finds something new without any command.
    [[nodiscard]] bool moving() const { return play_.moving() || !rehearsed_.over(); }
    /// The same for two runs in which the same threads, channels and locks take part: lesson, variant,
    /// and all sliders that can change that.
    [[nodiscard]] std::string likeness() const;
    [[nodiscard]] const app::session::story& story() const { return *story_; }
    [[nodiscard]] const preferences& likes() const { return likes_; }

    // --- what can be done ------------------------------------------------------------------------
    /// Why a command would do nothing now, as a sentence; none: it can be done.
    [[nodiscard]] std::optional<std::string> refusal(const command& what) const;
    /// The lesson after this one; null: this is the last.
    [[nodiscard]] const scenarios::lesson* next_lesson() const;
    /// The one visible sentence that says what to do next.
    [[nodiscard]] std::string goal() const;
    /// All that goal() may say while this step is on: its place has room for the longest.
    [[nodiscard]] std::vector<std::string> possible_goals() const;
    /// The step that is on is ready to run, but the run there is does not stand where it begins,
    /// nor on the way to its end: it would be begun anew.
    [[nodiscard]] bool step_begins_anew() const;
    /// What the step points at is shown: not where the run went another way, or hangs.
    [[nodiscard]] bool points_now() const;
    /// The step's question has to be answered, or skipped, before threads may go.
    [[nodiscard]] bool waits_for_answer() const;
    /// The run hangs or panicked, and there is a cure.
    [[nodiscard]] bool went_wrong() const;
    /// Of a story step's question: what came out of it came out of this run, not of one before.
    [[nodiscard]] bool outcome_is_of_this_run(std::size_t step) const {
        return story_->asked(step).run == play_.run_number();
    }
    /// "now", "past", "replay", and the sentence behind it.
    [[nodiscard]] std::string_view badge() const;
    [[nodiscard]] std::string_view badge_help() const;

    // --- what is explained -----------------------------------------------------------------------
    [[nodiscard]] const app::session::selection& selected() const { return selected_; }
    /// Why the selected actor waits, in the shown world; none when no actor is selected.
    [[nodiscard]] std::optional<chan::model::explanation> why_selected() const;
    /// The cure that a variant offers once the run has ended; null: none.
    [[nodiscard]] const scenarios::variant* cured_by() const;
    /// What stands side by side: the last result of each variant with the sliders as they stand, in
    /// the order of the variants. Where no other variant has one, those of the variant that is on
    /// with other values of one slider, the newest first, four with its own at most.
    [[nodiscard]] std::vector<result> results() const;

    // --- the window ------------------------------------------------------------------------------
    /// -1: never begun; 1: done; between: the share of the story that was seen.
    [[nodiscard]] float progress(const scenarios::lesson& of) const;
    [[nodiscard]] app::session::overlay overlay() const { return overlay_; }
    [[nodiscard]] const app::session::notice& notice() const { return notice_; }

private:
    struct doer;    // carries out, one overload per command
    struct refuser; // says why not

    void open(const scenarios::lesson& lesson, std::string_view variant);
    /// How a run begins that the story wants somewhere.
    struct journey {
        scenarios::until stop_when = nullptr; // none: its end
        bool hurries = false;
    };
    void begin_run(bool held, chan::run::mode mode, journey to);
    void begin_run(bool held, chan::run::mode mode) { begin_run(held, mode, journey{}); }
    void restart_run(bool held); // by the learner: leaves the story's way
    void leave_story_step();     // on the way or at its end: it can be run again
    void show_step(std::size_t step);
    void run_step();
    void go_on_to_end_of(std::size_t step);
    void follow_story();
    void arrive_at(std::size_t step, std::size_t events);
    void look_how_far();
    void remember_result();
    void say(std::string sentence, notice_kind kind);
    void unsay();
    [[nodiscard]] bool stands_before(std::size_t step) const;
    [[nodiscard]] bool is_on_way() const;
    [[nodiscard]] bool looked_here() const;
    [[nodiscard]] bool left_the_story() const;
    [[nodiscard]] std::string goal_of_arrived_step() const;
    [[nodiscard]] std::string goal_at_the_end() const;
    [[nodiscard]] std::string goal_of_ready_step() const;
    [[nodiscard]] std::optional<std::size_t> end_of(std::size_t step, std::size_t from) const;
    [[nodiscard]] std::map<std::string, int> values_in(const scenarios::variant& variant) const;
    [[nodiscard]] scenarios::run_record record() const;

    preferences likes_;
    const scenarios::lesson* lesson_ = nullptr;
    const scenarios::variant* variant_ = nullptr;
    std::shared_ptr<scenarios::settings> values_;     // where the sliders stand
    std::shared_ptr<scenarios::settings> run_values_; // what the run's threads read
    std::shared_ptr<scenarios::settings> begun_values_; // with which the run was begun
    bool rates_moved_ = false; // in this run: its times compare with no other's
    std::optional<app::session::story> story_;
    std::map<std::size_t, std::size_t> ends_; // steps whose end this run has passed → events
    std::size_t rests_at_ = 0;                // events there were when it stopped at the last
    std::optional<std::size_t> travels_to_;   // hurries to this step's end, to run the next
    std::uint64_t story_run_ = 0;             // the run in which the story's steps are seen
    struct progress_mark {                    // of a run that goes without the story
        std::uint64_t run = 0;
        std::size_t step = 0, events = 0;
        bool past = false;                              // the step's end
        bool on_way = false;                            // there, and the steps before it are over
        std::map<std::size_t, std::size_t> ends_before{}; // of those
    } looked_;
    std::vector<result> results_;             // newest last
    std::uint64_t remembered_run_ = 0;
    std::uint64_t told_of_run_ = 0; // that it could not follow its choices
    app::session::selection selected_;
    app::session::overlay overlay_ = app::session::overlay::none;
    app::session::notice notice_;
    command refused_; // of a notice that is a refusal
    std::vector<command> requests_;
    reaper old_runs_;
    std::string rehearsed_like_; // likeness() then
    rehearsal rehearsed_;
    playback play_; // last, after these: its runs end before what they read
};

} // namespace app::session
