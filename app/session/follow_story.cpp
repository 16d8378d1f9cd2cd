// The story's way through the runs. A step ends at an event; `ends_` keeps the ends that this run
// has passed. The next step goes on from there if the run still stands where it stopped. Else a
// fresh run hurries to the end of the step before, and goes on from there at the learner's speed.
//
// A run is stopped at the first fact that matches, but other threads may note a few more before all
// stand: so an end is found in the log, and each condition is fed from the event after the last
// end.
#include "app/session/session.hpp"

#include <algorithm>

namespace app::session {

namespace {

/// Meets the ends of several steps, one after the other.
scenarios::until chained(std::vector<scenarios::until> ends) {
    return [ends = std::move(ends), next = std::size_t{0}](const chan::probe::fact& what) mutable {
        if (next < ends.size() && ends[next](what)) {
            ++next;
        }
        return next == ends.size();
    };
}

} // namespace

/// How many events the log has up to the end of the step; none: it has not been reached.
std::optional<std::size_t> session::end_of(std::size_t step, std::size_t from) const {
    const auto& run_to = lesson_->story[step].run_to;
    const auto& log = play_.history().log();
    if (run_to != nullptr) {
        const auto is_met = run_to();
        for (std::size_t i = from; i < log.size(); ++i) {
            if (is_met(log[i].fact)) {
                return i + 1;
            }
        }
    }
    return play_.ended() && play_.verdict() ? std::optional(log.size()) : std::nullopt;
}

/// The run stands exactly where this step begins.
bool session::stands_before(std::size_t step) const {
    const auto variant = story_->variant_of(step);
    if (!variant.empty() && variant != variant_->id) {
        return false;
    }
    if (story_->run_begins_at(step) == step) {
        return play_.fresh() && play_.held(); // not on its way there: it could pass the end unseen
    }
    return !ends_.empty() && ends_.rbegin()->first + 1 == step
        && play_.history().size() == rests_at_ && (play_.held() || play_.ended());
}

/// The run has moved, and not by the story.
bool session::left_the_story() const {
    const bool rests = story_run_ == play_.run_number() && !ends_.empty()
        && play_.history().size() == rests_at_;
    return !play_.fresh() && !rests;
}

bool session::looked_here() const {
    return looked_.run == play_.run_number() && looked_.step == story_->step_number()
        && looked_.events == play_.history().size();
}

/// The learner took the run to where it stands, or is about to, and the step's end lay ahead.
bool session::is_on_way() const {
    const bool its = looked_.run == play_.run_number() && looked_.step == story_->step_number();
    return its && looked_.on_way && (play_.will_be_held() || (looked_here() && play_.held()));
}

bool session::step_begins_anew() const {
    return story_->phase() == story_phase::ready && !play_.fresh()
        && !stands_before(story_->step_number()) && !is_on_way();
}

bool session::points_now() const {
    const bool elsewhere = story_->phase() == story_phase::asking && !waits_for_answer();
    return !elsewhere && !step_begins_anew()
        && play_.shown().end != chan::model::run_end::hang;
}

bool session::waits_for_answer() const {
    return story_->phase() == story_phase::asking
        && (play_.fresh() || stands_before(story_->step_number()));
}

void session::show_step(std::size_t step) {
    leave_story_step();
    const auto variant = story_->variant_of(step);
    if (!variant.empty() && variant != variant_->id) { // what stands there is of another program
        variant_ = lesson_->find_variant(variant);
        begin_run(true, play_.mode());
    }
    const auto seen = ends_.find(step);
    story_->show(step, seen != ends_.end());
    if (seen == ends_.end()) {
        play_.look_at_now();
    } else if (std::next(seen) == ends_.end() && play_.history().size() == rests_at_) {
        play_.look_at_now();
    } else {
        play_.look_at_event(seen->second);
    }
}

void session::run_step() {
    look_how_far();
    if (story_->phase() == story_phase::arrived) {
        return;
    }
    const std::size_t step = story_->step_number();
    story_->run();
    play_.look_at_now();
    if (stands_before(step)) {
        story_run_ = play_.run_number();
        go_on_to_end_of(step);
        return;
    }
    if (is_on_way()) {
        ends_ = looked_.ends_before;
        story_run_ = play_.run_number();
        go_on_to_end_of(step);
        return;
    }
    const auto variant = story_->variant_of(step);
    if (!variant.empty()) {
        variant_ = lesson_->find_variant(variant);
    }
    const std::size_t begins = story_->run_begins_at(step);
    if (begins == step) {
        const auto& run_to = lesson_->story[step].run_to;
        begin_run(false, play_.mode(), {.stop_when = run_to ? run_to() : nullptr});
        return;
    }
    std::vector<scenarios::until> ends;
    for (std::size_t i = begins; i < step; ++i) {
        const auto& run_to = lesson_->story[i].run_to;
        ends.push_back(run_to ? run_to() : [](const chan::probe::fact&) { return false; });
    }
    begin_run(false, play_.mode(), {.stop_when = chained(std::move(ends)), .hurries = true});
    travels_to_ = step - 1;
}

void session::go_on_to_end_of(std::size_t step) {
    const std::size_t from = ends_.empty() ? 0 : ends_.rbegin()->second;
    if (const auto end = end_of(step, from)) {
        arrive_at(step, *end); // it came while the threads went to their places
        return;
    }
    scenarios::until is_met = nullptr;
    if (lesson_->story[step].run_to != nullptr) {
        is_met = lesson_->story[step].run_to();
        const auto& log = play_.history().log();
        for (std::size_t i = from; i < log.size(); ++i) {
            is_met(log[i].fact);
        }
    }
    play_.stop_when(std::move(is_met));
    play_.go();
}

void session::arrive_at(std::size_t step, std::size_t events) {
    ends_[step] = events;
    rests_at_ = play_.history().size();
    play_.stop_when(nullptr);
    story_->arrive();
    story_run_ = play_.run_number();
    auto& progress = likes_.progress[std::string(lesson_->id)];
    progress.steps_done = std::max(progress.steps_done, step + 1);
    progress.done = progress.done || step + 1 == lesson_->story.size();
}

/// A step that is ready may be passed in the learner's own way: by single steps, or going freely.
/// Who stops right at its end has arrived there; else it is known that the run is past it.
void session::look_how_far() {
    const std::size_t step = story_->step_number();
    const bool stands = play_.held() || (play_.ended() && play_.verdict());
    if (story_->phase() != story_phase::ready || !stands || !left_the_story() || looked_here()) {
        return;
    }
    looked_ = {.run = play_.run_number(), .step = step, .events = play_.history().size()};
    const auto variant = story_->variant_of(step);
    if (!variant.empty() && variant != variant_->id) {
        return;
    }
    const std::size_t begins = story_->run_begins_at(step);
    if (!ends_.empty() && ends_.rbegin()->first < begins) {
        return; // it is the run of the steps before
    }
    std::map<std::size_t, std::size_t> ends;
    std::size_t from = 0;
    for (std::size_t i = begins; i <= step; ++i) {
        const auto end = end_of(i, from);
        if (!end) {
            looked_.on_way = i == step && !play_.ended();
            looked_.ends_before = std::move(ends);
            return;
        }
        ends[i] = from = *end;
    }
    looked_.past = true;
    constexpr std::size_t same_operation = 3; // events that it may note after the one that counts
    if (looked_.events <= from + same_operation) {
        ends_ = std::move(ends);
        arrive_at(step, from);
    }
}

void session::follow_story() {
    look_how_far();
    const bool stands = play_.stopped() || (play_.ended() && play_.verdict());
    if (story_->phase() == story_phase::running && stands) {
        if (travels_to_) {
            std::size_t from = 0;
            for (std::size_t i = story_->run_begins_at(story_->step_number()); i <= *travels_to_;
                 ++i) {
                const auto end = end_of(i, from);
                ends_[i] = from = end.value_or(play_.history().size());
            }
            travels_to_.reset();
            rests_at_ = play_.history().size();
            play_.hurry(false);
            go_on_to_end_of(story_->step_number());
        } else {
            const std::size_t from = ends_.empty() ? 0 : ends_.rbegin()->second;
            const auto end = end_of(story_->step_number(), from);
            arrive_at(story_->step_number(), end.value_or(play_.history().size()));
        }
    }
    if (story_run_ == play_.run_number()) {
        for (const auto& [step, events] : ends_) {
            story_->learn(step, record(), play_.run_number());
        }
    }
}

} // namespace app::session
