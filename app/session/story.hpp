// Where the learner is in a lesson's story: which step, whether its question waits for an answer,
// whether its run is on the way, and what came out of it. Data and rules only; session moves the
// run.
//
//     asking ──answer──▶ ready ──run──▶ running ──arrived──▶ arrived ──next──▶ asking/ready of n + 1
//     (a step without a question begins as ready; a skipped question is ready and run at once)
#pragma once

#include "scenarios/lesson.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app::session {

enum class story_phase : std::uint8_t { asking, ready, running, arrived };

/// What came of one step's question.
struct prediction {
    std::optional<std::size_t> answered = {}; // what the learner chose
    bool skipped = false;
    std::optional<std::size_t> truth = {}; // what the run showed; set once it is known
    std::string outcome = {};         // the true outcome as a sentence, pinned
    std::uint64_t run = 0;            // the number of the run that it came out of
    [[nodiscard]] bool kept() const { return truth && answered == truth; }
};

class story {
public:
    explicit story(const scenarios::lesson& lesson);

    [[nodiscard]] std::size_t step_number() const { return step_; } // from 0
    [[nodiscard]] std::size_t step_count() const { return lesson_->story.size(); }
    [[nodiscard]] const scenarios::story_step& step() const;
    [[nodiscard]] story_phase phase() const { return phase_; }
    [[nodiscard]] const prediction& asked(std::size_t step) const { return predictions_[step]; }
    [[nodiscard]] bool last() const { return step_ + 1 == step_count(); }
    /// The story is over: the closing card is due.
    [[nodiscard]] bool closed() const { return last() && phase_ == story_phase::arrived; }
    /// The variant that step `number` is played in, given what the steps before it say; empty: any.
    [[nodiscard]] std::string_view variant_of(std::size_t number) const;
    /// The step at whose beginning the run begins in which step `number` is seen.
    [[nodiscard]] std::size_t run_begins_at(std::size_t number) const;

    // --- by session ------------------------------------------------------------------------------
    /// `seen`: its run is over already; else it asks its question, or is ready to run.
    void show(std::size_t step, bool seen = false);
    void answer(std::size_t option);
    void skip();
    void run();
    void arrive();
    /// The run of this step was left, on the way or at its end: it can be run again.
    void abandon();
    /// A slider or the variant changed: what came out belongs to another run. That of the step that
    /// is on stays until its run says it anew.
    void forget_outcomes();
    /// Computes a step's outcome from the run so far, which has this number, unless it came out of
    /// it before. True: it is known now.
    bool learn(std::size_t step, const scenarios::run_record& record, std::uint64_t run);

private:
    const scenarios::lesson* lesson_;
    std::size_t step_ = 0;
    story_phase phase_ = story_phase::ready;
    std::vector<prediction> predictions_;
};

} // namespace app::session
