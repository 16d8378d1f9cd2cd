// See story.hpp.
#include "app/session/story.hpp"

#include "core/base/contract.hpp"

namespace app::session {

story::story(const scenarios::lesson& lesson)
    : lesson_(&lesson), predictions_(lesson.story.size()) {
    chan::base::require(!lesson.story.empty(), "every lesson has a story");
    show(0);
}

const scenarios::story_step& story::step() const {
    return lesson_->story[step_];
}

std::string_view story::variant_of(std::size_t number) const {
    for (std::size_t i = number + 1; i-- > 0;) {
        if (!lesson_->story[i].variant.empty()) {
            return lesson_->story[i].variant;
        }
    }
    return {};
}

std::size_t story::run_begins_at(std::size_t number) const {
    while (number > 0 && !lesson_->story[number].restarts
           && variant_of(number) == variant_of(number - 1)) {
        --number;
    }
    return number;
}

void story::show(std::size_t step, bool seen) {
    chan::base::require(step < step_count(), "a story shows a step that it has");
    step_ = step;
    const prediction& asked = predictions_[step];
    const bool open =
        lesson_->story[step].predict && !asked.answered && !asked.skipped && !asked.truth;
    phase_ = seen ? story_phase::arrived : open ? story_phase::asking : story_phase::ready;
}

void story::answer(std::size_t option) {
    predictions_[step_].answered = option;
    predictions_[step_].skipped = false;
    phase_ = story_phase::ready;
}

void story::skip() {
    predictions_[step_].skipped = true;
    phase_ = story_phase::ready;
}

void story::run() {
    predictions_[step_].truth.reset(); // this run says it anew
    predictions_[step_].outcome.clear();
    phase_ = story_phase::running;
}

void story::arrive() {
    phase_ = story_phase::arrived;
}

void story::abandon() {
    if (phase_ == story_phase::running || phase_ == story_phase::arrived) {
        phase_ = story_phase::ready;
    }
}

void story::forget_outcomes() {
    for (std::size_t step = 0; step < predictions_.size(); ++step) {
        // That of the step that is on is looked at: the window says that it is of a run before.
        if (step != step_ && predictions_[step].truth) {
            predictions_[step] = {.skipped = true};
        }
    }
}

bool story::learn(std::size_t step, const scenarios::run_record& record, std::uint64_t run) {
    const auto& question = lesson_->story[step].predict;
    prediction& asked = predictions_[step];
    if (!question || (asked.truth && asked.run == run)) {
        return false;
    }
    const auto truth = question->answer(record);
    if (truth) {
        asked.truth = truth;
        asked.outcome = question->outcome(record);
        asked.run = run;
    }
    return truth.has_value();
}

} // namespace app::session
