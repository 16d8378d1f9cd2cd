// See playback.hpp: the run's side. What is shown of it is in playhead.cpp.
#include "app/session/playback.hpp"

#include "core/run/live_schedule.hpp"

#include <algorithm>
#include <utility>

namespace app::session {

namespace {

using chan::run::mode;
using chan::run::phase;

constexpr std::size_t most_asked = 8; // steps ahead, while a key is held down

} // namespace

playback::playback(reaper& old_runs, std::function<void()> woken)
    : old_runs_(old_runs), woken_(std::move(woken)) {}

playback::~playback() = default;

// --- beginning
// ------------------------------------------------------------------------------------

void playback::start(start_options options) {
    lesson_ = options.lesson;
    staged_ = lesson_();
    replay_ = options.replay;
    rates_ = options.rates;
    rates_applied_ = 0;
    leg_end_ = 0;
    asked_.clear();
    stepping_ = false;
    mode_ = options.mode;
    speed_ = options.speed;
    hurrying_ = options.hurries;
    touched_ = !options.held;
    look_at_now();
    history_.clear();
    status_ = {};
    verdict_.reset();
    output_.clear();
    divergence_.reset();
    last_choice_ = chan::sched::time_passes;
    following_ = !replay_.empty();
    replayed_ = following_;
    stepped_from_start_ = mode_ == mode::step;
    furthest_ns_ = 0;
    ++run_number_;
    waiting_ = options.held;
    stop_when(std::move(options.stop_when));
    retire();
    tick();
}

void playback::retire() {
    if (run_ != nullptr && old_runs_.room()) {
        old_runs_.take(std::move(run_));
    }
}

void playback::begin() {
    const bool held = *std::exchange(waiting_, std::nullopt);
    apply_rates();
    chan::run::options how;
    how.lesson = staged_.main;
    how.mode = mode_;
    how.speed = hurrying_ || following_ ? chan::run::max_speed : speed_;
    how.start_held = held;
    how.woken = woken_;
    how.stop_when = std::exchange(waiting_stop_, nullptr);
    how.policy = following_ ? next_leg() : chan::sched::round_robin();
    run_ = std::make_unique<chan::run::run>(std::move(how));
}

// --- following recorded choices
// -------------------------------------------------------------------

/// Those that moved before the next choice.
void playback::apply_rates() {
    while (rates_applied_ < rates_.size() && rates_[rates_applied_].after_choices <= leg_end_) {
        const rate_change& moved = rates_[rates_applied_++];
        staged_.set_rate(moved.name, moved.value);
        if (run_ != nullptr) {
            run_->note_setting(moved.name, moved.value);
        }
    }
}

std::unique_ptr<chan::sched::policy> playback::next_leg() {
    const std::size_t begin = leg_end_;
    leg_end_ = replay_.size();
    if (rates_applied_ < rates_.size()) {
        leg_end_ = std::min(leg_end_, rates_[rates_applied_].after_choices);
    }
    const auto at = [&](std::size_t place) {
        return replay_.begin() + static_cast<std::ptrdiff_t>(place);
    };
    return std::make_unique<chan::sched::replay_policy>(
        chan::sched::schedule(at(begin), at(leg_end_)), chan::sched::manual()
    );
}

void playback::follow() {
    const bool whole = run_->choices().size() == leg_end_ && !run_->divergence();
    if (whole && status_.phase == phase::held) {
        apply_rates();
        if (leg_end_ < replay_.size()) {
            run_->set_policy(next_leg());
            run_->go();
            return;
        }
    }
    take_over();
}

void playback::take_over() {
    divergence_ = run_->divergence();
    following_ = false;
    rates_.resize(rates_applied_);
    run_->hold();
    run_->set_policy(chan::sched::round_robin());
    run_->set_speed(hurrying_ ? chan::run::max_speed : speed_);
}

// --- commands
// ---------------------------------------------------------------------------------------

void playback::hold() {
    asked_.clear();
    if (waiting_) {
        waiting_ = true;
    } else if (run_ != nullptr) {
        run_->hold();
    }
    tick();
}

void playback::go() {
    asked_.clear();
    stepping_ = false;
    touched_ = true;
    replayed_ = following_;
    look_at_now();
    if (waiting_) {
        waiting_ = false;
    } else if (run_ != nullptr) {
        if (run_->status().mode != mode_) {
            run_->set_mode(mode_);
        }
        run_->go();
    }
    tick();
}

void playback::step(chan::sched::choice what) {
    ask(what);
}

void playback::step_any() {
    ask(any_step{});
}

void playback::undo_choice() {
    ask(undo{});
}

void playback::ask(request what) {
    if (will_be_held()) {
        if (asked_.size() < most_asked) {
            asked_.push_back(what);
        }
    } else if (run_ != nullptr && !waiting_) {
        carry_out(what);
    }
}

void playback::carry_out(request what) {
    if (std::holds_alternative<undo>(what)) {
        chan::sched::schedule before = schedule();
        if (before.empty()) {
            return;
        }
        before.pop_back();
        auto rates = rates_;
        std::erase_if(rates, [&](const rate_change& one) {
            return one.after_choices > before.size();
        });
        auto asked = std::exchange(asked_, {});
        // Without any choice left it is simply the beginning.
        const bool held = before.empty();
        start(
            {.lesson = lesson_,
             .mode = mode::step,
             .speed = speed_,
             .held = held,
             .replay = std::move(before),
             .rates = std::move(rates)}
        );
        asked_ = std::move(asked);
        return;
    }
    const auto possible = run_->status().possible;
    if (possible.empty()) {
        return;
    }
    const auto* named = std::get_if<chan::sched::choice>(&what);
    const chan::sched::choice chosen =
        named != nullptr ? *named
                         : chan::sched::round_robin()->choose(possible, last_choice_).value();
    if (run_->step(chosen)) {
        stepping_ = true;
        touched_ = true;
        replayed_ = false;
        last_choice_ = chosen;
        look_at_now();
        tick();
    }
}

void playback::set_mode(chan::run::mode to) {
    mode_ = to;
    asked_.clear();
    if (waiting_) {
        stepped_from_start_ = to == mode::step;
        waiting_ = *waiting_ || to == mode::step;
    } else if (run_ != nullptr) {
        if (to == mode::step) {
            run_->hold(); // from here on the learner chooses
        } else {
            stepped_from_start_ = false; // what is live from here on is read off the log
        }
        run_->set_mode(to);
    }
    tick();
}

void playback::set_speed(double speed) {
    speed_ = speed;
    if (run_ != nullptr && !hurrying_ && !following_) {
        run_->set_speed(speed);
    }
}

void playback::hurry(bool on) {
    hurrying_ = on;
    if (run_ != nullptr && !waiting_ && !following_) {
        run_->set_speed(on ? chan::run::max_speed : speed_);
    }
}

void playback::set_rate(std::string_view name, std::uint32_t value) {
    if (following_ || (waiting_ && !replay_.empty())) {
        rates_.push_back({replay_.size(), std::string(name), value}); // once it has been followed
        return;
    }
    staged_.set_rate(name, value);
    rates_.push_back({touched_ ? schedule().size() : 0, std::string(name), value});
    rates_applied_ = rates_.size();
    if (run_ != nullptr && !waiting_ && touched_) {
        run_->note_setting(name, value);
    }
}

void playback::stop_when(std::function<bool(const chan::probe::fact&)> condition) {
    met_.reset();
    if (condition != nullptr) {
        met_ = std::make_shared<std::atomic<bool>>(false);
        condition = [met = met_, is_met = std::move(condition)](const chan::probe::fact& what) {
            if (!is_met(what)) {
                return false;
            }
            met->store(true);
            return true;
        };
    }
    if (waiting_) {
        waiting_stop_ = std::move(condition);
    } else if (run_ != nullptr) {
        run_->stop_when(std::move(condition));
    }
}

// --- what is true
// -----------------------------------------------------------------------------------

void playback::tick() {
    if (waiting_) {
        retire();
        if (run_ != nullptr) {
            return; // no room yet
        }
        begin();
    }
    if (run_ == nullptr) {
        return;
    }
    status_ = run_->status();
    chan::trace::log news;
    run_->collect(news);
    for (const auto& event : news) {
        history_.append(event);
    }
    keep_clocks_together();
    if (history_.now().lines_printed != output_.size()) {
        output_ = run_->output();
    }
    if (status_.phase == phase::ended && !verdict_) {
        verdict_ = run_->verdict();
        output_ = run_->output();
    }
    if (following_ && (status_.phase == phase::held || status_.phase == phase::ended)) {
        follow();
        status_ = run_->status();
        keep_clocks_together();
    }
    if (status_.phase != phase::held && status_.phase != phase::ended) {
        return;
    }
    stepping_ = false;
    if (stopped() || ended()) {
        asked_.clear();
    } else if (!asked_.empty() && !will_be_held()) {
        const request next = asked_.front();
        asked_.pop_front();
        carry_out(next);
    }
}

/// Stage time that is let pass in one go is owed by the shown clock until the next operation: a run
/// that is held there is shown with both of them where that operation will find them.
void playback::keep_clocks_together() {
    if (status_.phase == phase::held) {
        const chan::model::world& last = history_.now();
        const std::int64_t owed = status_.stage_ns - last.stage_ns;
        furthest_ns_ = std::max(furthest_ns_, last.shown_ns + owed);
    }
    status_.shown_ns = std::max(status_.shown_ns, furthest_ns_);
}

chan::sched::schedule playback::schedule() const {
    if (run_ == nullptr || waiting_) {
        return {};
    }
    if (!stepped_from_start_) {
        return chan::run::schedule_of(history_.log());
    }
    chan::sched::schedule all;
    for (const auto& made : run_->choices()) {
        all.push_back(made.chosen);
    }
    return all;
}

bool playback::going() const {
    if (waiting_) {
        return !*waiting_;
    }
    return run_ != nullptr && status_.phase == phase::going;
}

bool playback::held() const {
    return !waiting_ && run_ != nullptr && status_.phase == phase::held;
}

bool playback::will_be_held() const {
    if (waiting_) {
        return *waiting_ || !replay_.empty();
    }
    return run_ != nullptr && (stepping_ || following_ || status_.phase == phase::holding);
}

bool playback::ended() const {
    return !waiting_ && run_ != nullptr && status_.phase == phase::ended;
}

bool playback::stopped() const {
    return held() && met_ != nullptr && met_->load();
}

} // namespace app::session
