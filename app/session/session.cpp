// See session.hpp: the lesson, its runs and their results. Commands are carried out in doer.cpp and
// refused in refuser.cpp; the story is followed in follow_story.cpp.
#include "app/session/session.hpp"

#include "core/base/contract.hpp"

#include <algorithm>
#include <utility>

namespace app::session {

namespace {

/// The one key of which two maps with the same keys have different values; empty: none, or several.
std::string
only_difference(const std::map<std::string, int>& a, const std::map<std::string, int>& b) {
    std::string only;
    for (const auto& [key, value] : a) {
        const auto other = b.find(key);
        if (other != b.end() && other->second == value) {
            continue;
        }
        if (!only.empty()) {
            return "";
        }
        only = key;
    }
    return only;
}

} // namespace

session::session(options how)
    : likes_(std::move(how.likes)), rehearsed_(old_runs_), play_(old_runs_, std::move(how.woken)) {
    const scenarios::lesson* first = how.lesson;
    if (first == nullptr) {
        first = scenarios::find_lesson(likes_.last_lesson);
    }
    if (first == nullptr) {
        first = &scenarios::all_lessons().front();
    }
    open(*first, how.variant);
    for (const auto& [id, value] : how.values) {
        values_->set(id, value);
    }
    if (!how.notice.empty()) {
        say(std::move(how.notice), notice_kind::warning);
    }
    play_.set_speed(how.speed);
    begin_run(how.held, how.mode);
}

void session::tick() {
    play_.tick();
    rehearsed_.tick();
    if (play_.divergence() && told_of_run_ != play_.run_number()) {
        told_of_run_ = play_.run_number();
        say("Going back stopped early: " + *play_.divergence() + ".", notice_kind::warning);
    }
    follow_story();
    remember_result();
    if (notice_.kind == notice_kind::refusal && refusal(refused_) != notice_.sentence) {
        unsay();
    }
}

std::vector<command> session::take_requests() {
    return std::exchange(requests_, {});
}

// --- runs
// -------------------------------------------------------------------------------------------

void session::open(const scenarios::lesson& lesson, std::string_view variant) {
    lesson_ = &lesson;
    variant_ = variant.empty() ? &lesson.variants.front() : lesson.find_variant(variant);
    chan::base::require(variant_ != nullptr, "a lesson is opened at a variant that it has");
    values_ = std::make_shared<scenarios::settings>(lesson.sliders);
    story_.emplace(lesson);
    const auto seen = likes_.progress.find(std::string(lesson.id));
    if (seen != likes_.progress.end() && !seen->second.done
        && seen->second.steps_done < story_->step_count()) {
        story_->show(seen->second.steps_done);
        const auto played_in = story_->variant_of(story_->step_number());
        if (variant.empty() && !played_in.empty()) {
            variant_ = lesson.find_variant(played_in);
        }
    }
    results_.clear();
    likes_.last_lesson = lesson.id;
}

scenarios::settings session::shown_values() const {
    if (play_.view() != view::past || !rates_moved_) {
        return *values_;
    }
    scenarios::settings then = begun_values_->apart();
    for (const rate_change& moved : play_.rates()) {
        if (moved.after_choices == 0) {
            then.set(moved.name, static_cast<int>(moved.value));
        }
    }
    const auto& log = play_.history().log();
    for (std::size_t i = 0; i < play_.shown_events() && i < log.size(); ++i) {
        const chan::probe::fact& what = log[i].fact;
        if (what.kind == chan::probe::kind::setting_changed) {
            then.set(what.label.view(), static_cast<int>(what.number));
        }
    }
    return then;
}

void session::begin_run(bool held, chan::run::mode mode, journey to) {
    ends_.clear();
    rests_at_ = 0;
    travels_to_.reset();
    selected_ = {};
    rates_moved_ = false;
    if (std::string like = likeness(); like != rehearsed_like_) {
        rehearsed_like_ = std::move(like);
        const auto values = std::make_shared<scenarios::settings>(values_->apart());
        rehearsed_.begin([run = variant_->run, values] { run(*values); });
    }
    play_.start({
        .lesson = [this, run = variant_->run, first = values_->apart()]() -> staged_lesson {
            run_values_ = std::make_shared<scenarios::settings>(first.apart());
            begun_values_ = std::make_shared<scenarios::settings>(first.apart());
            for (const auto& slider : first.sliders()) {
                values_->set(slider.id, first[slider.id]);
            }
            return {
                .main = [run, values = run_values_] { run(*values); },
                .set_rate =
                    [this, values = run_values_](std::string_view id, std::uint32_t value) {
                        values->set(id, static_cast<int>(value));
                        values_->set(id, static_cast<int>(value));
                    },
            };
        },
        .mode = mode,
        .speed = play_.speed(),
        .held = held,
        .stop_when = std::move(to.stop_when),
        .hurries = to.hurries,
    });
}

std::string session::likeness() const {
    std::string like = std::string(lesson_->id) + "/" + std::string(variant_->id);
    for (const auto& slider : values_->sliders()) {
        if (!slider.live && !slider.keeps_cast && variant_->heeds(slider.id)) {
            like += "/" + std::to_string((*values_)[slider.id]);
        }
    }
    return like;
}

void session::restart_run(bool held) {
    leave_story_step();
    begin_run(held, play_.mode());
}

void session::leave_story_step() {
    story_->abandon();
    travels_to_.reset();
    play_.stop_when(nullptr);
    play_.hurry(false);
}

/// Of the sliders that change something in this variant.
std::map<std::string, int> session::values_in(const scenarios::variant& variant) const {
    std::map<std::string, int> all;
    for (const auto& slider : values_->sliders()) {
        if (variant.heeds(slider.id)) {
            all.emplace(slider.id, (*values_)[slider.id]);
        }
    }
    return all;
}

scenarios::run_record session::record() const {
    return {
        .history = play_.history(),
        .variant = variant_->id,
        .values = *run_values_,
        .verdict = play_.verdict(),
        .output = play_.output(),
    };
}

// --- results
// ----------------------------------------------------------------------------------------

void session::remember_result() {
    if (!play_.ended() || !play_.verdict() || remembered_run_ == play_.run_number()) {
        return;
    }
    remembered_run_ = play_.run_number();
    if (rates_moved_) {
        return;
    }
    const auto& world = play_.history().now();
    result fresh{
        .variant = variant_->id,
        .values = values_in(*variant_),
        .verdict = play_.verdict()->kind,
        .stage_ns = world.stage_ns,
    };
    for (const auto& channel : world.channels) {
        fresh.sent += channel.sent;
        fresh.received += channel.received;
        fresh.max_depth = std::max(fresh.max_depth, channel.max_depth);
    }
    std::erase_if(results_, [&](const result& old) {
        return old.variant == fresh.variant && old.values == fresh.values;
    });
    results_.push_back(std::move(fresh));
}

std::vector<result> session::results() const {
    std::vector<result> side_by_side;
    for (const auto& variant : lesson_->variants) {
        const auto values = values_in(variant);
        const auto found = std::ranges::find_if(results_, [&](const result& one) {
            return one.variant == variant.id && one.values == values;
        });
        if (found != results_.end()) {
            side_by_side.push_back(*found);
        }
    }
    const bool alone = std::ranges::all_of(side_by_side, [&](const result& one) {
        return one.variant == variant_->id;
    });
    if (!alone) {
        return side_by_side;
    }
    constexpr std::size_t most = 4;
    const auto now = values_in(*variant_);
    std::string slider; // one for all, or they could not be told apart
    for (auto one = results_.rbegin(); one != results_.rend(); ++one) {
        if (one->variant != variant_->id || side_by_side.size() >= most) {
            continue;
        }
        const auto other = only_difference(one->values, now);
        if (other.empty() || (!slider.empty() && slider != other)) {
            continue;
        }
        slider = other;
        side_by_side.push_back(*one);
        side_by_side.back().differs_in = slider;
    }
    return side_by_side;
}

const scenarios::variant* session::cured_by() const {
    return play_.ended() && !variant_->cured_by.empty() ? lesson_->find_variant(variant_->cured_by)
                                                        : nullptr;
}

const scenarios::lesson* session::next_lesson() const {
    const auto all = scenarios::all_lessons();
    const auto next = static_cast<std::size_t>(lesson_ - all.data()) + 1;
    return next < all.size() ? &all[next] : nullptr;
}

bool session::went_wrong() const {
    return cured_by() != nullptr && play_.verdict()
        && play_.verdict()->kind != chan::run::verdict_kind::completed;
}

// --- words and looks
// --------------------------------------------------------------------------------

std::optional<chan::model::explanation> session::why_selected() const {
    const auto& world = play_.shown();
    if (selected_.kind != selection::what::actor || selected_.id >= world.actors.size()) {
        return std::nullopt;
    }
    return chan::model::explain(world, static_cast<chan::probe::actor_number>(selected_.id));
}

float session::progress(const scenarios::lesson& of) const {
    const auto found = likes_.progress.find(std::string(of.id));
    if (found == likes_.progress.end()) {
        return -1;
    }
    if (found->second.done) {
        return 1;
    }
    const auto steps = static_cast<float>(of.story.size());
    return std::min(static_cast<float>(found->second.steps_done) / steps, 1.0F);
}

void session::unsay() {
    notice_ = {{}, notice_kind::done, notice_.number};
}

void session::say(std::string sentence, notice_kind kind) {
    notice_ = {std::move(sentence), kind, notice_.number + 1};
}

} // namespace app::session
