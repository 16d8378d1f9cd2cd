// What each command does: one overload per command, called by session::apply once it is not
// refused.
#include "app/session/session.hpp"

#include <algorithm>

namespace app::session {

using chan::run::mode;

struct session::doer {
    session& self;

    // --- which lesson, how
    // ------------------------------------------------------------------------
    void operator()(const open_lesson& what) const {
        self.overlay_ = app::session::overlay::none;
        if (what.id == self.lesson_->id) { // what the learner has done in it stays
            if (!what.variant.empty() && what.variant != self.variant_->id) {
                (*this)(choose_variant{what.variant});
            }
            return;
        }
        self.open(*scenarios::find_lesson(what.id), what.variant);
        self.unsay();
        self.begin_run(true, self.play_.mode());
    }
    void operator()(const choose_variant& what) const {
        self.variant_ = self.lesson_->find_variant(what.id);
        self.story_->forget_outcomes();
        begin_again();
    }
    void operator()(const set_slider& what) const {
        const scenarios::slider& slider = *self.values_->find(what.id);
        const int value = std::clamp(what.value, slider.least, slider.most);
        if (value == (*self.values_)[what.id]) {
            return;
        }
        if (slider.live && !self.play_.ended()) {
            self.play_.set_rate(what.id, static_cast<std::uint32_t>(value));
            self.rates_moved_ = self.rates_moved_ || !self.play_.fresh();
            return;
        }
        self.values_->set(what.id, value);
        self.story_->forget_outcomes();
        begin_again();
    }
    void operator()(const reset_slider& what) const {
        (*this)(set_slider{what.id, self.values_->find(what.id)->initial});
    }
    void operator()(const apply_fix&) const {
        self.variant_ = self.cured_by();
        // The step that ended is what the cure is compared with: the story goes on from there.
        if (self.story_->phase() != story_phase::arrived) {
            self.leave_story_step();
        }
        self.begin_run(self.play_.mode() == mode::step, self.play_.mode());
    }

    // --- transport
    // --------------------------------------------------------------------------------
    void operator()(const restart&) const {
        self.restart_run(!self.play_.going() || self.play_.mode() == mode::step);
    }
    void operator()(const hold_or_go&) const {
        if (self.play_.going()) {
            self.play_.hold();
        } else {
            (*this)(go{});
        }
    }
    void operator()(const hold&) const { self.play_.hold(); }
    void operator()(const go&) const {
        if (self.play_.ended() && self.play_.view() == view::past) {
            self.play_.look_at_now(); // who looks back wants to go on, not to lose the run
        } else if (self.play_.ended()) {
            self.restart_run(false);
        } else {
            self.play_.go();
        }
    }
    void operator()(const step&) const {
        if (self.play_.view() == view::past) {
            self.play_.look_at_event(self.play_.shown_events() + 1);
        } else if (self.play_.going() && !self.play_.will_be_held()) {
            self.play_.hold();
        } else {
            self.play_.step_any();
        }
    }
    void operator()(const step_actor& what) const { self.play_.step({what.actor}); }
    void operator()(const let_time_pass&) const { self.play_.step(chan::sched::time_passes); }
    void operator()(const back&) const {
        const bool undoes = self.play_.view() != view::past && self.play_.mode() == mode::step;
        if (!undoes) {
            self.play_.look_at_event(self.play_.shown_events() - 1);
            return;
        }
        self.leave_story_step();
        self.ends_.clear();
        self.play_.undo_choice();
    }
    void operator()(const set_mode& what) const { self.play_.set_mode(what.mode); }
    void operator()(const show_all_schedules&) const {}
    void operator()(const set_speed& what) const {
        const bool most = what.speed == chan::run::max_speed;
        self.play_.set_speed(most ? what.speed : std::clamp(what.speed, 0.25, 4.0));
    }
    void operator()(const faster&) const {
        const double now = self.play_.speed();
        if (now == chan::run::max_speed) {
            return;
        }
        for (const double one : speeds()) {
            if (one > now || one == chan::run::max_speed) {
                self.play_.set_speed(one);
                return;
            }
        }
    }
    void operator()(const slower&) const {
        const double now = self.play_.speed();
        double next = speeds().front();
        for (const double one : speeds()) {
            const bool below = now == chan::run::max_speed || one < now;
            if (one != chan::run::max_speed && below) {
                next = one;
            }
        }
        self.play_.set_speed(next);
    }

    // --- looking
    // ----------------------------------------------------------------------------------
    void operator()(const look_at_time& what) const { self.play_.look_at_time(what.shown_ns); }
    void operator()(const look_at_event& what) const { self.play_.look_at_event(what.events); }
    void operator()(const look_at_start&) const { self.play_.look_at_event(0); }
    void operator()(const look_at_now&) const { self.play_.look_at_now(); }
    void operator()(const select& what) const { self.selected_ = what.what; }
    void operator()(const why&) const {
        const auto waiting = chan::model::who_waits(self.play_.shown());
        if (waiting.empty()) {
            return;
        }
        auto next = waiting.begin();
        if (self.selected_.kind == selection::what::actor) {
            const auto now = std::ranges::find(waiting, self.selected_.id);
            if (now != waiting.end() && std::next(now) != waiting.end()) next = std::next(now);
        }
        self.selected_ = {selection::what::actor, *next};
    }

    // --- story
    // ------------------------------------------------------------------------------------
    void operator()(const next_story_step&) const {
        switch (self.story_->phase()) {
        case story_phase::asking:
            break;
        case story_phase::ready:
            self.run_step();
            break;
        case story_phase::running:
            self.play_.go();
            break;
        case story_phase::arrived:
            if (self.story_->last()) {
                (*this)(open_lesson{std::string(self.next_lesson()->id)});
            } else {
                self.show_step(self.story_->step_number() + 1); // its text comes before its run
            }
            break;
        }
    }
    void operator()(const previous_story_step&) const {
        self.show_step(self.story_->step_number() - 1);
    }
    void operator()(const show_story_step& what) const { self.show_step(what.step); }
    void operator()(const answer& what) const { self.story_->answer(what.option); }
    void operator()(const skip_question&) const {
        self.story_->skip();
        self.run_step();
    }

    // --- the window
    // -------------------------------------------------------------------------------
    void operator()(const set_theme& what) const { self.likes_.theme = what.theme; }
    void operator()(const toggle_theme&) const {
        self.likes_.theme = self.likes_.theme == theme::dark ? theme::light : theme::dark;
    }
    void operator()(const set_scale& what) const {
        self.likes_.scale = what.scale <= 0 ? 0 : std::clamp(what.scale, 1.0, 2.0);
    }
    void operator()(const set_reduced_motion& what) const { self.likes_.reduced_motion = what.on; }
    void operator()(const toggle_reduced_motion&) const {
        self.likes_.reduced_motion = !self.likes_.reduced_motion;
    }
    void operator()(const set_panel_size& what) const {
        self.likes_.panel_sizes[what.panel] = what.size;
    }
    void operator()(const show_overlay& what) const {
        const bool shown = self.overlay_ == what.what;
        self.overlay_ = shown ? app::session::overlay::none : what.what;
    }
    void operator()(const dismiss&) const {
        if (self.overlay_ != app::session::overlay::none) {
            self.overlay_ = app::session::overlay::none;
        } else if (!self.notice_.sentence.empty()) {
            self.unsay();
        } else {
            self.selected_ = {};
        }
    }
    void operator()(const notify& what) const {
        self.say(what.sentence, what.warning ? notice_kind::warning : notice_kind::done);
    }

    // --- for the frame loop
    // -----------------------------------------------------------------------
    void operator()(const export_trace& what) const { self.requests_.emplace_back(what); }
    void operator()(const take_screenshot& what) const { self.requests_.emplace_back(what); }
    void operator()(const toggle_full_screen& what) const { self.requests_.emplace_back(what); }
    void operator()(const copy_text& what) const { self.requests_.emplace_back(what); }
    void operator()(const quit& what) const { self.requests_.emplace_back(what); }

private:
    /// A fresh run with what stands now: live it plays at once; in step mode the learner chooses,
    /// and before a question the run waits for the answer.
    void begin_again() const {
        const bool asks = self.story_->phase() == story_phase::asking;
        self.restart_run(asks || self.play_.mode() == mode::step);
    }
};

void session::apply(const command& what) {
    if (auto why_not = refusal(what)) {
        say(std::move(*why_not), notice_kind::refusal);
        refused_ = what;
        return;
    }
    if (notice_.kind == notice_kind::refusal && !std::holds_alternative<dismiss>(what)) {
        unsay();
    }
    std::visit(doer{*this}, what);
}

} // namespace app::session
