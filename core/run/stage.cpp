#include "core/run/stage.hpp"

#include "core/run/actor.hpp"
#include "core/run/actor_context.hpp"

#include <algorithm>
#include <exception>

namespace chan::run {

namespace {

/// What an actor's thread does: its body, whose closure dies here, before the actor is finished.
void perform(actor_context& self, std::move_only_function<void()> body) {
    probe::current = &self;
    try {
        auto closure = std::move(body);
        if (self.leaving()) {
            throw probe::left{};
        }
        closure();
    } catch (const probe::left&) {
        // The run is being left; everything on this thread's stack is gone.
    } catch (const panicked&) {
        // Noted where it began.
    } catch (const std::exception& error) {
        self.note_panic(error.what());
    } catch (...) {
        self.note_panic("an exception of an unknown type");
    }
    self.stage().finish(self.actor());
    probe::current = nullptr;
}

bool is_replay(const sched::policy* policy) {
    return dynamic_cast<const sched::replay_policy*>(policy) != nullptr;
}

}  // namespace

stage::stage(options how)
    : recorder({}),
      gate_ring(recorder.open_ring()),
      control_ring(recorder.open_ring()),
      stop_armed(how.stop_when != nullptr),
      stop(std::move(how.stop_when)),
      check(
          how.mode == mode::step && is_replay(how.policy.get()) ? std::make_unique<replay_check>()
                                                                : nullptr
      ),
      woken(std::move(how.woken)),
      gate({
          .mode = how.mode == mode::live ? sched::mode::live : sched::mode::step,
          .pace = how.pace.per_operation,
          .speed = how.speed,
          .policy = std::move(how.policy),
          .start_held = how.start_held,
          .hooks = {
              .note = [this](const probe::fact& what) { record(gate_ring, what); },
              .ended = [this](sched::ending how_ended) { on_ended(how_ended); },
              .changed = [this] {
                  phase_changes.fetch_add(1);
                  { const std::lock_guard lock(wait_mutex); }
                  phase_changed.notify_all();
                  tell();
              },
          },
      }) {
    gate.with_policy([this](const sched::policy* policy) { expect(policy); });
}

stage::~stage() = default;

// --- actors' threads -------------------------------------------------------------------------------

probe::actor_number stage::add_actor(std::string_view name, probe::actor_number spawner) {
    const std::lock_guard lock(mutex);
    const auto number = static_cast<probe::actor_number>(performers.size());
    performers.emplace_back();
    performers.back().context = std::make_unique<actor_context>(number, *this);
    const probe::fact born{
        .kind = probe::kind::actor_spawned, .actor = spawner, .number = number, .label = name
    };
    // Under the mutex, so that numbers follow the log's order of spawns.
    if (spawner == probe::no_actor) {
        record(control_ring, born);
    } else {
        performers[spawner].context->note(born);
    }
    return number;
}

void stage::start_thread(probe::actor_number actor, std::move_only_function<void()> body) {
    join_finished();
    performer& one = find(actor);
    // Not under the mutex: if the system has no thread left, the closure dies here, and its handles'
    // drops stand at points.
    std::thread thread([&self = *one.context, body = std::move(body)]() mutable {
        perform(self, std::move(body));
    });
    const std::lock_guard lock(mutex);
    one.thread = std::move(thread);
}

void stage::wait_until_stands(probe::actor_number actor) {
    gate.wait_until_stands(find(actor).context->seat());
}

void stage::finish(probe::actor_number actor) {
    performer& one = find(actor);
    one.context->note({.kind = probe::kind::actor_finished});
    {
        const std::lock_guard lock(mutex);
        one.is_finished = true;
        for (probe::park_slot* slot : one.joiners) {  // under the mutex: forget_joiner waits for it
            slot->owner->unpark(*slot);
        }
        one.joiners.clear();
    }
    gate.finish(one.context->seat());
    const std::lock_guard lock(mutex);
    to_join.push_back(actor);  // the thread's last words: it waits for nothing any more
}

/// The rest is joined by leave(), which has waited for whoever is in here, too.
void stage::join_finished() {
    std::vector<std::thread> finished;
    {
        const std::lock_guard lock(mutex);
        std::erase_if(to_join, [&](probe::actor_number actor) {
            std::thread& thread = performers[actor].thread;
            const bool is_known = thread.joinable();  // else its spawner is about to put it there
            if (is_known) {
                finished.push_back(std::move(thread));
            }
            return is_known;
        });
    }
    for (std::thread& one : finished) {
        one.join();
    }
}

performer& stage::find(probe::actor_number actor) {
    const std::lock_guard lock(mutex);
    return performers[actor];
}

bool stage::await_end(performer& whose, probe::park_slot& slot) {
    const std::lock_guard lock(mutex);
    if (whose.is_finished) {
        return false;
    }
    whose.joiners.push_back(&slot);
    return true;
}

void stage::forget_joiner(performer& whose, probe::park_slot& slot) noexcept {
    const std::lock_guard lock(mutex);
    std::erase(whose.joiners, &slot);
}

std::uint32_t stage::print(std::string_view line) {
    const std::lock_guard lock(mutex);
    output.emplace_back(line);
    return static_cast<std::uint32_t>(output.size() - 1);
}

bool stage::record(trace::recorder::ring& into, const probe::fact& what) noexcept {
    bool stops = false;
    if (stop_armed.load()) {  // before the fact has its place: nobody passes a point after it
        const std::lock_guard lock(stop_mutex);
        stops = stop && stop(what);
        if (stops) {
            stop = nullptr;
            stop_armed = false;
            gate.request_hold();
        }
    }
    const auto now = gate.now();
    recorder.record(into, what, {.stage_ns = now.stage_ns, .shown_ns = now.shown_ns});
    if (check && check->read(what)) {
        gate.request_hold();
    }
    tell();
    return stops;
}

// --- the controller ---------------------------------------------------------------------------------

void stage::drain() {
    has_news.exchange(false);  // before collecting: what comes during it is told again
    const std::size_t before = pending.size();
    recorder.collect(pending);
    for (std::size_t i = before; i < pending.size(); ++i) {
        model::apply(world, pending[i]);
    }
}

void stage::leave() {
    if (is_left) {
        return;
    }
    is_left = true;
    gate.leave();
    // A thread that is joined has spawned all its children, so the list is whole when its end is reached.
    for (std::size_t i = 0;; ++i) {
        std::thread one;
        {
            const std::lock_guard lock(mutex);
            if (i == performers.size()) {
                return;
            }
            one = std::move(performers[i].thread);
        }
        if (one.joinable()) {
            one.join();
        }
    }
}

void stage::expect(const sched::policy* next) {
    if (!check) {
        return;
    }
    if (const auto* replay = dynamic_cast<const sched::replay_policy*>(next)) {
        check->expect(replay->choices());
    } else {
        check->expect_nothing();
    }
}

void stage::tell() {
    if (woken && !has_news.exchange(true)) {
        woken();
    }
}

void stage::on_ended(sched::ending how) {
    auto kind = model::run_end::completed;
    if (how == sched::ending::stuck) {
        kind = model::run_end::hang;
    } else if (any_panicked.load()) {
        kind = model::run_end::panic;
    }
    record(gate_ring, {
        .kind = probe::kind::run_ended,
        .number = kind == model::run_end::completed ? 0U : kind == model::run_end::hang ? 1U : 2U,
    });
}

}  // namespace chan::run
