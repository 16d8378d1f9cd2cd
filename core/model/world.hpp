// The state of a run at one event: plain values with ==. `apply` (apply.hpp) is the only place that
// knows what events mean; everything drawn, explained or tested is read from here.
//
// Invariants, at every prefix of any log: 0 ≤ depth ≤ bound; sent = received + depth + discarded; a
// message is received after it was sent; a lock has at most one holder; wall time is not here.
//
// A status is derived, not noted: an announced operation that could not go on in this world makes
// its actor wait (status.hpp). So the same world means the same picture whether the actor really
// parked (live) or stands at its point until it is chosen (step).
#pragma once

#include "core/model/object_index.hpp"
#include "core/probe/facts.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace chan::model {

using probe::actor_number;
using probe::call_site;
using probe::message_id;
using probe::object_id;

/// What an actor is doing, in the words of the screen.
enum class status : std::uint8_t {
    running,        // executes, or stands before an operation that could go on
    waiting_send,   // its send has no room, or no receiver to meet
    waiting_recv,   // nothing to receive, and somebody could still send
    waiting_select, // none of its channels is ready
    waiting_lock,   // another holds it
    waiting_join,   // the other has not finished
    sleeping,       // from the moment the sleep began, not from its announcement
    working,        // the same
    finished,
    panicked,
};

/// Whether it is one of the five waits: blocked by others, not by a clock of its own.
[[nodiscard]] constexpr bool is_waiting(status what) {
    return what >= status::waiting_send && what <= status::waiting_join;
}

/// Whether an actor in this state does nothing any more.
[[nodiscard]] constexpr bool is_over(status what) {
    return what == status::finished || what == status::panicked;
}

/// The operation an actor has announced and not finished.
struct pending_operation {
    probe::op op = probe::op::none;
    object_id object{}; // channel or lock
    object_id handle{};
    message_id message{}; // what a send offers
    base::label label{};
    std::uint32_t number = 0;                  // join: whom
    std::int64_t nanoseconds = 0;              // a time-out's or sleep's length
    std::optional<std::int64_t> deadline_ns{}; // on the stage clock, once the wait began
    bool registered = false;                   // really waits inside the operation (wait_began)
    call_site site{};
    friend bool operator==(const pending_operation&, const pending_operation&) = default;
};

/// How its last operation ended, for the words on its card.
struct last_result {
    probe::op op = probe::op::none;
    probe::reason failed = probe::reason::none; // none: it went well
    base::label label{};
    friend bool operator==(const last_result&, const last_result&) = default;
};

struct actor {
    actor_number number = 0;
    std::string name{};
    actor_number spawned_by = probe::no_actor;
    model::status status = model::status::running;
    bool ended = false;          // its closure is gone, a join goes on; until then a panic unwinds
    bool stuck = false;          // the run ended and it can never go on
    std::int64_t since_ns = 0;   // stage time at which `status` began
    pending_operation pending{}; // op none: between two operations
    last_result last{};
    call_site line{}; // where it stands, or stood last
    // The drop or unlock of a destructor, which has no line of its own, that it came to after that.
    probe::op ends_scope = probe::op::none;
    std::vector<base::label> sent{}, received{}; // the last 8, oldest first
    std::uint64_t sent_count = 0, received_count = 0;
    // The message that it offers by a pending send, that a failed send gave back, or that it
    // received and handles: until the next operation that asks for a message (a receive, or the
    // lock of a receiver).
    std::optional<message_id> in_hand{};
    base::label in_hand_label{};
    std::int64_t blocked_ns = 0; // stage time spent waiting so far (closed intervals)
    std::string panic{};         // why, when panicked
    friend bool operator==(const actor&, const actor&) = default;
};

struct message {
    message_id id{};
    base::label label{};
    friend bool operator==(const message&, const message&) = default;
};

struct channel {
    object_id id{};
    std::uint32_t bound = probe::unbounded; // 0: rendezvous
    std::uint32_t message_bytes = 0;
    call_site site{};                         // the line that made it
    std::deque<message> queue{};              // front first
    std::uint32_t senders = 0, receivers = 0; // handles alive
    std::uint32_t senders_made = 0, receivers_made = 0;
    // Whose pending operation here is registered or was found blocked, oldest first, until it ends.
    std::vector<actor_number> waiting_senders{};
    std::vector<actor_number> waiting_receivers{};
    std::uint64_t sent = 0, received = 0, discarded = 0, returned = 0;
    std::uint32_t max_depth = 0;
    [[nodiscard]] std::uint32_t depth() const { return static_cast<std::uint32_t>(queue.size()); }
    [[nodiscard]] bool full() const { return bound != probe::unbounded && queue.size() >= bound; }
    friend bool operator==(const channel&, const channel&) = default;
};

struct handle {
    object_id id{};
    object_id channel{};
    probe::end end = probe::end::sender;
    std::string name{}; // by role: "tx", "tx 2", "rx"; of the second channel "tx b", "tx b 2"
    probe::owner owner{};
    bool alive = true;
    object_id cloned_from{};
    call_site made_at{};
    call_site dropped_at{}; // line 0: by a destructor
    friend bool operator==(const handle&, const handle&) = default;
};

struct lock {
    object_id id{};
    call_site site{};
    actor_number holder = probe::no_actor; // alone
    std::vector<actor_number> readers{};   // or these together; never both
    std::vector<actor_number> queue{};     // whose pending lock was found blocked, oldest first
    bool poisoned = false;
    std::uint64_t acquired = 0;
    friend bool operator==(const lock&, const lock&) = default;
};

enum class run_end : std::uint8_t { none, completed, hang, panic };

struct world {
    std::uint64_t events = 0; // how many were applied
    std::int64_t stage_ns = 0, shown_ns = 0;
    std::vector<actor> actors;     // by number
    std::vector<channel> channels; // in the order they were made
    std::vector<handle> handles;   // dropped ones stay, crossed out
    std::vector<lock> locks;
    std::uint32_t lines_printed = 0;
    run_end end = run_end::none;
    // What the fold finds things by, so that an event costs the same however many there were.
    object_index channel_places, handle_places, lock_places;
    std::vector<std::uint32_t> carried; // the living handles inside a message or a lock, by place
    // Facts that fit no world: they named an actor, object or message that is not there. Always 0
    // for the log of a run; counted, so that a broken recording shows instead of crashing.
    std::uint32_t misfits = 0;

    [[nodiscard]] const channel* find_channel(object_id id) const;
    [[nodiscard]] const handle* find_handle(object_id id) const;
    [[nodiscard]] const lock* find_lock(object_id id) const;
    [[nodiscard]] const actor* find_actor(actor_number number) const; // null: there is none
    friend bool operator==(const world&, const world&) = default;
};

} // namespace chan::model
