// One actor's place in the gate. Private to the gate's own files; all fields under its mutex.
#pragma once

#include "core/sched/gate.hpp"

namespace chan::sched {

enum class standing : std::uint8_t { running, at_point, parked, finished };

class gate::seat {
public:
    explicit seat(probe::actor_number number) : actor(number) {}

    const probe::actor_number actor;
    sched::standing standing = sched::standing::running;  // also before its thread's first step
    bool has_stood = false;
    std::condition_variable wake;

    // at_point
    probe::fact announced;
    base::function_ref<bool()> ready;
    bool wait_noted = false;
    std::int64_t paced_until_ns = 0;  // live: shown time

    // parked
    probe::park_slot* slot = nullptr;
    std::optional<std::int64_t> deadline_ns;  // stage time
};

}  // namespace chan::sched
