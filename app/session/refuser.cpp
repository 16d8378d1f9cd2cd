// Why a command would do nothing now: the sentence in a disabled button's tooltip, and what the
// learner is told who asks by the keyboard. And the one sentence that says what to do next.
#include "app/session/session.hpp"

#include <algorithm>

namespace app::session {

using chan::run::mode;
using refusal_sentence = std::optional<std::string>;

namespace {

constexpr const char* watch = "Watch: the threads run; press Space to hold them.";
constexpr const char* fix_it = "Press F to fix it, and see the difference.";
constexpr const char* run_has_ended = "The run has ended: press N to run this step from its start.";
constexpr const char* see_whether = "Press N, and see whether it comes out as you say.";
constexpr const char* run_is_past = "The run is past this step: press N to run it from its start.";
constexpr const char* looks_back = "You look at the past: press End to come back to now.";
constexpr const char* choose_one = "Choose what you think, or skip the question.";
constexpr const char* goes_to_end = "Watch: the threads run to the end of this step.";
constexpr const char* stands_on_way = "The run is held: press Space to let it go on.";
constexpr const char* answer_first =
    "Answer the question first, or skip it: the run waits for you.";

std::string listed(const auto& range, auto name) {
    std::string all;
    for (const auto& one : range) {
        all += (all.empty() ? "" : ", ") + std::string(name(one));
    }
    return all;
}

} // namespace

struct session::refuser {
    const session& self;

    refusal_sentence operator()(const auto&) const { return std::nullopt; }

    refusal_sentence operator()(const open_lesson& what) const {
        const scenarios::lesson* lesson = scenarios::find_lesson(what.id);
        if (lesson == nullptr) {
            return "There is no lesson " + what.id + ".";
        }
        if (!what.variant.empty() && lesson->find_variant(what.variant) == nullptr) {
            return no_variant(*lesson, what.variant);
        }
        return std::nullopt;
    }
    refusal_sentence operator()(const choose_variant& what) const {
        if (self.lesson_->find_variant(what.id) == nullptr) {
            return no_variant(*self.lesson_, what.id);
        }
        return std::nullopt;
    }
    refusal_sentence operator()(const set_slider& what) const { return no_slider(what.id); }
    refusal_sentence operator()(const reset_slider& what) const { return no_slider(what.id); }
    refusal_sentence operator()(const apply_fix&) const {
        if (self.variant_->cured_by.empty()) {
            return "There is nothing to fix in this variant.";
        }
        return self.play_.ended() ? std::nullopt
                                  : refusal_sentence("The fix is offered when the run has ended.");
    }

    refusal_sentence operator()(const hold_or_go&) const {
        return self.play_.going() ? std::nullopt : (*this)(go{});
    }
    refusal_sentence operator()(const go&) const {
        return self.waits_for_answer() ? refusal_sentence(answer_first) : std::nullopt;
    }
    refusal_sentence operator()(const step&) const {
        if (self.play_.view() == view::past || self.play_.going()) {
            return std::nullopt;
        }
        return cannot_step();
    }
    refusal_sentence operator()(const step_actor& what) const {
        if (auto sentence = cannot_step()) {
            return sentence;
        }
        const auto& actors = self.play_.history().now().actors;
        if (what.actor >= actors.size()) {
            return "There is no thread " + std::to_string(what.actor + 1) + " in this run now.";
        }
        if (self.play_.will_be_held() || is_possible({what.actor})) {
            return std::nullopt;
        }
        return actors[what.actor].name + " cannot go on now.";
    }
    refusal_sentence operator()(const let_time_pass&) const {
        if (auto sentence = cannot_step()) {
            return sentence;
        }
        return self.play_.will_be_held() || is_possible(chan::sched::time_passes)
            ? std::nullopt
            : refusal_sentence("Nobody sleeps, works or waits for a time-out now.");
    }
    refusal_sentence operator()(const back&) const {
        const bool undoes = self.play_.view() != view::past && self.play_.mode() == mode::step;
        if (undoes && self.play_.will_be_held()) {
            return std::nullopt;
        }
        if (undoes && self.play_.going()) {
            return "Hold the run first, to go back by a choice.";
        }
        const bool at_start = undoes ? self.play_.fresh() : self.play_.shown_events() == 0;
        return at_start ? refusal_sentence("This is the beginning.") : std::nullopt;
    }
    refusal_sentence operator()(const show_all_schedules&) const {
        return "All schedules of a lesson are not in this version yet: choose Step and try some.";
    }

    refusal_sentence operator()(const why&) const {
        const bool somebody = std::ranges::any_of(
            self.play_.shown().actors, chan::model::is_waiting, &chan::model::actor::status
        );
        return somebody ? std::nullopt : refusal_sentence("Nobody waits now.");
    }

    refusal_sentence operator()(const next_story_step&) const {
        switch (self.story_->phase()) {
        case story_phase::asking:
            return answer_first;
        case story_phase::ready:
            return self.play_.will_be_held() && !self.play_.fresh()
                ? refusal_sentence("The threads are about to stand: press N then.")
                : std::nullopt;
        case story_phase::running:
            return self.play_.going()
                ? refusal_sentence("The run is on its way to the end of this step.")
                : std::nullopt;
        case story_phase::arrived:
            break;
        }
        return self.story_->last() && self.next_lesson() == nullptr
            ? refusal_sentence("This was the last step of the last lesson.")
            : std::nullopt;
    }
    refusal_sentence operator()(const previous_story_step&) const {
        return self.story_->step_number() == 0
            ? refusal_sentence("This is the first step of the story.")
            : std::nullopt;
    }
    refusal_sentence operator()(const show_story_step& what) const {
        return what.step < self.story_->step_count()
            ? std::nullopt
            : refusal_sentence(
                "The story has " + std::to_string(self.story_->step_count()) + " steps."
            );
    }
    refusal_sentence operator()(const answer& what) const {
        if (auto sentence = no_question()) {
            return sentence;
        }
        return what.option < self.story_->step().predict->options.size()
            ? std::nullopt
            : refusal_sentence("The question has no such answer.");
    }
    refusal_sentence operator()(const skip_question&) const { return no_question(); }

private:
    static std::string no_variant(const scenarios::lesson& lesson, std::string_view id) {
        return "There is no variant " + std::string(id) + "; there are "
            + listed(lesson.variants, [](const auto& one) { return one.id; }) + ".";
    }
    refusal_sentence no_slider(std::string_view id) const {
        if (self.values_->find(id) != nullptr) {
            return std::nullopt;
        }
        return "There is no slider " + std::string(id) + "; there are "
            + listed(self.values_->sliders(), [](const auto& one) { return one.id; }) + ".";
    }
    refusal_sentence no_question() const {
        const auto& story = *self.story_;
        if (!story.step().predict) {
            return "This step asks nothing.";
        }
        const bool open = story.phase() == story_phase::asking
            || (story.phase() == story_phase::ready && !story.asked(story.step_number()).truth);
        return open ? std::nullopt : refusal_sentence("The run has answered already.");
    }
    refusal_sentence cannot_step() const {
        if (self.waits_for_answer()) {
            return answer_first;
        }
        if (self.play_.ended()) {
            return "The run has ended: restart it, or look back.";
        }
        return self.play_.held() || self.play_.will_be_held()
            ? std::nullopt
            : refusal_sentence("Hold the run first.");
    }
    bool is_possible(chan::sched::choice what) const {
        const auto& possible = self.play_.status().possible;
        return std::ranges::find(possible, what) != possible.end();
    }
};

std::optional<std::string> session::refusal(const command& what) const {
    return std::visit(refuser{*this}, what);
}

std::string session::goal_of_ready_step() const {
    if (play_.going() && !play_.will_be_held()) {
        return watch;
    }
    if (!left_the_story()) {
        const bool chosen = story_->asked(story_->step_number()).answered.has_value();
        return chosen ? see_whether : std::string(story_->step().goal);
    }
    if (went_wrong()) {
        return fix_it;
    }
    if (play_.ended()) {
        return run_has_ended;
    }
    return looked_here() && looked_.past ? run_is_past : std::string(story_->step().goal);
}

std::string session::goal_of_arrived_step() const {
    if (play_.going() && !play_.will_be_held()) {
        return watch;
    }
    if (went_wrong()) {
        return fix_it;
    }
    return goal_at_the_end();
}

std::string session::goal_at_the_end() const {
    std::string look(story_->step().afterwards);
    if (!story_->last()) {
        return (look.empty() ? "Look at what happened" : look) + ", then press N.";
    }
    if (next_lesson() == nullptr) {
        return look.empty() ? "This was the last lesson: move a slider, or choose a variant."
                            : look + ". This was the last lesson.";
    }
    return look.empty() ? "Move a slider, choose a variant, or press N for the next lesson."
                        : look + ", then press N for the next lesson.";
}

std::string session::goal() const {
    if (play_.view() == view::past) {
        return looks_back;
    }
    switch (story_->phase()) {
    case story_phase::asking:
        return choose_one;
    case story_phase::ready:
        return goal_of_ready_step();
    case story_phase::running:
        return play_.going() ? goes_to_end : stands_on_way;
    case story_phase::arrived:
        break;
    }
    return goal_of_arrived_step();
}

std::vector<std::string> session::possible_goals() const {
    std::vector<std::string> all{
        watch, looks_back, run_has_ended, run_is_past, goes_to_end, stands_on_way};
    all.emplace_back(story_->step().goal);
    all.push_back(goal_at_the_end());
    if (story_->step().predict) {
        all.emplace_back(choose_one);
        all.emplace_back(see_whether);
    }
    for (const auto& one : lesson_->variants) {
        if (!one.cured_by.empty()) {
            all.emplace_back(fix_it);
        }
    }
    return all;
}

std::string_view session::badge() const {
    switch (play_.view()) {
    case view::past:
        return "past";
    case view::replay:
        return "replay";
    case view::now:
        break;
    }
    return "now";
}

std::string_view session::badge_help() const {
    switch (play_.view()) {
    case view::past:
        return "You look at an earlier moment of this run; End goes back to now.";
    case view::replay:
        return "This is a fresh run that followed the choices of the one before it.";
    case view::now:
        break;
    }
    return "You look at the run as it is at this moment.";
}

} // namespace app::session
