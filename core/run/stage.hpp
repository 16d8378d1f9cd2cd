// What the threads of one run share: the recorder, the gate, who there is, what was printed. Private to
// core/run. Lives from the run's start until after its last thread is joined.
#pragma once

#include "core/model/apply.hpp"
#include "core/run/replay_check.hpp"
#include "core/run/run.hpp"
#include "core/sched/gate.hpp"
#include "core/trace/recorder.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace chan::run {

class actor_context;

/// One actor's thread and end. Stays after the thread has finished.
struct performer {
    std::unique_ptr<actor_context> context;
    std::thread thread;
    std::atomic<bool> is_finished{false};
    std::atomic<bool> has_panicked{false};
    std::vector<probe::park_slot*> joiners;  // who waits for its end
};

struct stage {
    explicit stage(options how);
    ~stage();

    // --- actors' threads --------------------------------------------------------------------------
    /// A new actor, known to the gate, whose thread has not begun. `spawner` notes its birth.
    probe::actor_number add_actor(std::string_view name, probe::actor_number spawner);
    /// Joins the threads that have finished by now, which nothing keeps from their end, and starts one.
    void start_thread(probe::actor_number actor, std::move_only_function<void()> body);
    /// For the spawner: until the new actor stands before its first operation.
    void wait_until_stands(probe::actor_number actor);
    void finish(probe::actor_number actor);
    [[nodiscard]] performer& find(probe::actor_number actor);
    /// False if it has finished already; else the slot will be unparked at its end.
    bool await_end(performer& whose, probe::park_slot& slot);
    void forget_joiner(performer& whose, probe::park_slot& slot) noexcept;
    std::uint32_t print(std::string_view line);

    /// Stamps the fact into the ring of the calling thread, and stops the run if it is awaited (true).
    bool record(trace::recorder::ring& into, const probe::fact& what) noexcept;

    // --- the controller ---------------------------------------------------------------------------
    void drain();
    void leave();
    /// This policy is about to choose: what a replay expects is checked, of any other nothing.
    void expect(const sched::policy* next);

    trace::recorder recorder;
    trace::recorder::ring& gate_ring;     // the gate's own facts, under its mutex
    trace::recorder::ring& control_ring;  // the controller's

    mutable std::mutex mutex;             // performers, output
    std::deque<performer> performers;     // by actor number; references stay valid
    std::vector<probe::actor_number> to_join;  // finished, as far as the gate knows
    std::vector<std::string> output;

    std::atomic<bool> any_panicked{false};

    std::atomic<bool> stop_armed{false};
    std::mutex stop_mutex;
    std::function<bool(const probe::fact&)> stop;

    std::unique_ptr<replay_check> check;  // of a run that begins as a replay; else null

    std::function<void()> woken;
    std::atomic<bool> has_news{false};
    std::atomic<std::uint64_t> phase_changes{0};
    std::mutex wait_mutex;
    std::condition_variable phase_changed;

    // The controlling thread's alone.
    trace::log pending;                   // drained, not yet handed out
    model::world world;
    bool is_left = false;

    sched::gate gate;                     // last: its hooks use what is above

private:
    void tell();
    void join_finished();
    void on_ended(sched::ending how);
};

}  // namespace chan::run
