// Why an actor waits, as data; the words are made where they are shown. A pure function of the
// world.
//
// Three answers: it wakes by itself at a time; somebody can wake it; nobody can, and then
// `blockers` is the proof, down to each handle, its owner and the line that made it. "Can" is a
// least fixed point: an actor can go on if it is not waiting, or waits with a deadline, or somebody
// who can go on could end its wait.
#pragma once

#include "core/model/world.hpp"

#include <optional>
#include <vector>

namespace chan::model {

/// One thing that could have ended the wait, and why it does not.
struct blocker {
    enum class role : std::uint8_t {
        holds_sender,   // keeps the channel open; only it could send or close
        holds_receiver, // only it could make room
        holds_lock,
        must_finish, // a join waits for it
    };
    blocker::role role{};
    object_id object{};            // the channel or lock
    object_id handle{};            // which handle, for the first two
    probe::owner owner{};          // who has it: an actor, a message, a lock
    call_site made_at{};           // the line that made the handle, channel or lock
    bool is_waiter_itself = false; // the waiter holds it: it waits for itself
    bool can_act = false;          // its owner can go on even if this very wait never ends
    friend bool operator==(const blocker&, const blocker&) = default;
};

enum class outlook : std::uint8_t { not_waiting, wakes_at, can_be_woken, never };

struct explanation {
    actor_number actor = 0;
    model::outlook outlook = model::outlook::not_waiting;
    pending_operation waits_in{};
    std::optional<std::int64_t> wakes_at_ns{}; // stage time
    std::vector<blocker> blockers{};           // all who could end the wait
    friend bool operator==(const explanation&, const explanation&) = default;
};

[[nodiscard]] explanation explain(const world& state, actor_number actor);

/// Who waits, in the order in which to ask why: who waits for a thread to end comes last, for what
/// that one waits for says more.
[[nodiscard]] std::vector<actor_number> who_waits(const world& state);

/// Every actor that waits and can never go on.
[[nodiscard]] std::vector<explanation> explain_hang(const world& state);

} // namespace chan::model
