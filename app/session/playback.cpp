// See playback.hpp: the run's side. What is shown of it is in playhead.cpp.
#include "app/session/playback.hpp"

#include "core/run/live_schedule.hpp"

#include <utility>

namespace app::session {

namespace {

using chan::run::mode;
using chan::run::phase;

} // namespace

playback::playback(reaper& old_runs, std::function<void()> woken)
    : old_runs_(old_runs), woken_(std::move(woken)) {}

playback::~playback() = default;

// --- beginning
// ------------------------------------------------------------------------------------

void playback::start(start_options options) {
    lesson_ = options.lesson;
    mode_ = options.mode;
    speed_ = options.speed;
    hurrying_ = false;
    touched_ = !options.held;
    met_.reset();
    waiting_stop_ = nullptr;
    looks_at_.reset();
    looks_at_time_ = false;
    waiting_ = std::move(options);
    retire();
    tick();
}

void playback::retire() {
    if (run_ != nullptr && old_runs_.room()) {
        old_runs_.take(std::move(run_));
    }
}

void playback::begin(start_options options) {
    history_.clear();
    verdict_.reset();
    output_.clear();
    divergence_.reset();
    last_choice_ = chan::sched::time_passes;
    following_ = !options.replay.empty();
    replayed_ = following_;
    stepped_from_start_ = mode_ == mode::step;
    ++run_number_;
    chan::run::options how;
    how.lesson = std::move(options.lesson);
    how.mode = mode_;
    how.speed = hurrying_ || following_ ? chan::run::max_speed : speed_;
    how.start_held = options.held;
    how.woken = woken_;
    how.stop_when = std::exchange(waiting_stop_, nullptr);
    if (following_) {
        how.policy = std::make_unique<chan::sched::replay_policy>(
            std::move(options.replay), chan::sched::manual()
        );
    } else {
        how.policy = chan::sched::round_robin();
    }
    run_ = std::make_unique<chan::run::run>(std::move(how));
}

void playback::take_over() {
    divergence_ = run_->divergence();
    following_ = false;
    run_->hold();
    run_->set_policy(chan::sched::round_robin());
    run_->set_speed(hurrying_ ? chan::run::max_speed : speed_);
}

// --- commands
// ---------------------------------------------------------------------------------------

void playback::hold() {
    if (waiting_) {
        waiting_->held = true;
    } else if (run_ != nullptr) {
        run_->hold();
    }
    tick();
}

void playback::go() {
    touched_ = true;
    replayed_ = following_;
    look_at_now();
    if (waiting_) {
        waiting_->held = false;
    } else if (run_ != nullptr) {
        if (run_->status().mode != mode_) {
            run_->set_mode(mode_);
        }
        run_->go();
    }
    tick();
}

bool playback::step(chan::sched::choice what) {
    if (run_ == nullptr || waiting_ || following_ || !run_->step(what)) {
        return false;
    }
    touched_ = true;
    replayed_ = false;
    last_choice_ = what;
    looks_at_.reset();
    tick();
    return true;
}

bool playback::step_any() {
    if (run_ == nullptr || waiting_) {
        return false;
    }
    const auto possible = run_->status().possible;
    if (possible.empty()) {
        return false;
    }
    return step(chan::sched::round_robin()->choose(possible, last_choice_).value());
}

bool playback::undo_choice() {
    if (run_ == nullptr || waiting_ || following_) {
        return false;
    }
    chan::sched::schedule before = schedule();
    if (before.empty()) {
        return false;
    }
    before.pop_back();
    // Without any choice left it is simply the beginning.
    const bool held = before.empty();
    start(
        {.lesson = lesson_,
         .mode = mode::step,
         .speed = speed_,
         .held = held,
         .replay = std::move(before)}
    );
    return true;
}

void playback::set_mode(chan::run::mode to) {
    mode_ = to;
    if (waiting_) {
        waiting_->mode = to;
        waiting_->held = waiting_->held || to == mode::step;
    } else if (run_ != nullptr) {
        if (to == mode::step) {
            run_->hold(); // from here on the learner chooses
        }
        run_->set_mode(to);
    }
    tick();
}

void playback::set_speed(double speed) {
    speed_ = speed;
    if (waiting_) {
        waiting_->speed = speed;
    }
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

void playback::note_setting(std::string_view name, std::uint32_t value) {
    if (run_ != nullptr && !waiting_) {
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
            return; // no room yet: the old run still shows
        }
        begin(*std::exchange(waiting_, std::nullopt));
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
    if (history_.now().lines_printed != output_.size()) {
        output_ = run_->output();
    }
    if (status_.phase == phase::ended && !verdict_) {
        verdict_ = run_->verdict();
        output_ = run_->output();
    }
    if (following_ && (status_.phase == phase::held || status_.phase == phase::ended)) {
        take_over();
        status_ = run_->status();
    }
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
        return !waiting_->held;
    }
    return run_ != nullptr && status_.phase == phase::going;
}

bool playback::held() const {
    return !waiting_ && run_ != nullptr && status_.phase == phase::held;
}

bool playback::ended() const {
    return !waiting_ && run_ != nullptr && status_.phase == phase::ended;
}

bool playback::stopped() const {
    return held() && met_ != nullptr && met_->load();
}

} // namespace app::session
