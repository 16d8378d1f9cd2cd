#include "core/run/run.hpp"

#include "core/run/actor_context.hpp"
#include "core/run/divergence.hpp"
#include "core/run/stage.hpp"

namespace chan::run {

std::string_view name_of(verdict_kind kind) {
    switch (kind) {
    case verdict_kind::completed: return "completed";
    case verdict_kind::hang: return "hang";
    case verdict_kind::panic: break;
    }
    return "panic";
}

run::run(options how) {
    auto lesson = std::move(how.lesson);
    stage_ = std::make_unique<stage>(std::move(how));
    const auto main = stage_->add_actor("main", probe::no_actor);
    stage_->start_thread(main, std::move(lesson));
}

run::~run() { leave(); }

void run::hold() { stage_->gate.hold(); }
void run::go() { stage_->gate.go(); }
bool run::step(sched::choice what) {
    stage_->expect(nullptr);
    return stage_->gate.step(what);
}
void run::set_mode(chan::run::mode to) {
    if (to == mode::live) {
        stage_->expect(nullptr);
    }
    stage_->gate.set_mode(to == mode::live ? sched::mode::live : sched::mode::step);
}
void run::set_policy(std::unique_ptr<sched::policy> to) {
    stage_->expect(to.get());
    stage_->gate.set_policy(std::move(to));
}
void run::set_speed(double speed) { stage_->gate.set_speed(speed); }

void run::stop_when(std::function<bool(const probe::fact&)> condition) {
    const std::lock_guard lock(stage_->stop_mutex);
    stage_->stop = std::move(condition);
    stage_->stop_armed = stage_->stop != nullptr;
}

void run::note_setting(std::string_view name, std::uint32_t value) {
    const bool stops = stage_->record(
        stage_->control_ring,
        {.kind = probe::kind::setting_changed, .number = value, .label = name}
    );
    if (stops) {
        hold();  // no actor may be running that would see it
    }
}

void run::leave() { stage_->leave(); }

std::size_t run::collect(trace::log& into) {
    stage_->drain();
    const std::size_t count = stage_->pending.size();
    into.insert(into.end(), stage_->pending.begin(), stage_->pending.end());
    stage_->pending.clear();
    return count;
}

chan::run::status run::status() const {
    const auto gate = stage_->gate.status();
    const auto now = stage_->gate.now();
    chan::run::status out{
        .phase = phase::ended,
        .mode = gate.mode == sched::mode::live ? mode::live : mode::step,
        .possible = gate.possible,
        .shown_ns = now.shown_ns,
        .stage_ns = now.stage_ns,
        .next_deadline_ns = gate.next_deadline_ns,
    };
    if (!stage_->is_left) {
        switch (gate.phase) {
            case sched::phase::going: out.phase = phase::going; break;
            case sched::phase::holding: out.phase = phase::holding; break;
            case sched::phase::held: out.phase = phase::held; break;
            case sched::phase::ended: break;
        }
    }
    return out;
}

std::optional<chan::run::verdict> run::verdict() const {
    stage_->drain();
    switch (stage_->world.end) {
        case model::run_end::none: return std::nullopt;
        case model::run_end::completed: return chan::run::verdict{verdict_kind::completed, {}};
        case model::run_end::panic: return chan::run::verdict{verdict_kind::panic, {}};
        case model::run_end::hang: break;
    }
    return chan::run::verdict{verdict_kind::hang, model::explain_hang(stage_->world)};
}

std::vector<std::string> run::output() const {
    const std::lock_guard lock(stage_->mutex);
    return stage_->output;
}

std::vector<sched::made_choice> run::choices() const { return stage_->gate.choices(); }

std::optional<std::string> run::divergence(shown_line lines) const {
    stage_->drain();
    const model::world& state = stage_->world;
    std::size_t base = 0;
    if (stage_->check) {
        if (const auto other = stage_->check->found()) {
            return words_of(*other, state, lines);
        }
        base = stage_->check->base();
    }
    std::optional<std::string> words;
    stage_->gate.with_policy([&](const sched::policy* policy) {
        const auto* replay = dynamic_cast<const sched::replay_policy*>(policy);
        if (replay == nullptr || replay->followed() == replay->choices().size()) {
            return;
        }
        const std::size_t place = base + replay->followed();
        const sched::scheduled_choice& next = replay->choices()[replay->followed()];
        if (replay->diverged_at()) {
            words = words_of_impossible(place, next, state);
        } else if (state.end != model::run_end::none) {
            words = words_of_early_end(place, next, state);
        }
    });
    return words;
}

bool run::wait(std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    for (;;) {
        const std::uint64_t seen = stage_->phase_changes.load();
        const auto now = stage_->gate.status().phase;
        if (now == sched::phase::held || now == sched::phase::ended) {
            return true;
        }
        std::unique_lock lock(stage_->wait_mutex);
        const bool changed = stage_->phase_changed.wait_until(lock, until, [&] {
            return stage_->phase_changes.load() != seen;
        });
        if (!changed) {
            return false;
        }
    }
}

}  // namespace chan::run
