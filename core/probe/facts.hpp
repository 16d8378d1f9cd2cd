// The vocabulary of what can be seen: identities, the operations that threads announce, and the facts
// that become true. Plain values, no behaviour. core/channel and core/sync note facts; core/trace keeps
// them; core/model is the only reader of what they mean.
//
// Which field a fact uses is said beside its kind; fields that are not named are zero.
#pragma once

#include "core/base/label.hpp"

#include <cstdint>
#include <limits>

namespace chan::probe {

/// A running thread of a lesson: `main` is 0, the others in the order of their spawns.
using actor_number = std::uint16_t;
inline constexpr actor_number no_actor = std::numeric_limits<actor_number>::max();

/// (creating actor, its counter): the same in every replay. Value 0 is "none".
struct object_id {
    std::uint32_t value = 0;

    static constexpr object_id make(actor_number creator, std::uint16_t counter) {
        return {(static_cast<std::uint32_t>(creator) << 16U) | counter};  // counters start at 1
    }
    [[nodiscard]] constexpr actor_number creator() const {
        return static_cast<actor_number>(value >> 16U);
    }
    [[nodiscard]] constexpr std::uint16_t counter() const {
        return static_cast<std::uint16_t>(value & 0xFFFFU);
    }
    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(object_id, object_id) = default;
};

/// Messages are many: (sending actor, its 32-bit counter).
struct message_id {
    std::uint64_t value = 0;

    static constexpr message_id make(actor_number creator, std::uint32_t counter) {
        return {(static_cast<std::uint64_t>(creator) << 32U) | counter};
    }
    [[nodiscard]] constexpr actor_number creator() const {
        return static_cast<actor_number>(value >> 32U);
    }
    [[nodiscard]] constexpr std::uint32_t counter() const {
        return static_cast<std::uint32_t>(value & 0xFFFFFFFFU);
    }
    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(message_id, message_id) = default;
};

enum class end : std::uint8_t { sender, receiver };

/// What an actor is about to do. Each is a visible step, except `none`.
enum class op : std::uint8_t {
    none,
    send, try_send, send_timeout,
    recv, try_recv, recv_timeout,
    select,
    drop,                      // of a sender or receiver
    lock, try_lock, read_lock, unlock,
    spawn, join,
    sleep, work,
};

/// Who owns a handle.
enum class owner_kind : std::uint8_t { none, actor, message, lock };
struct owner {
    owner_kind kind = owner_kind::none;
    std::uint64_t id = 0;  // actor_number, message_id::value or object_id::value
    friend constexpr bool operator==(const owner&, const owner&) = default;
};

inline constexpr std::uint32_t unbounded = std::numeric_limits<std::uint32_t>::max();

/// Where in a source: a literal's pointer, so that it can be copied freely. Line 0: no site.
struct call_site {
    const char* file = "";
    std::uint32_t line = 0;
    friend bool operator==(const call_site& a, const call_site& b) {
        return a.line == b.line && (a.file == b.file || std::string_view(a.file) == b.file);
    }
};

enum class kind : std::uint8_t {
    // actors (fact.actor is the one concerned)
    actor_spawned,       // actor: the spawner; number: the child; label: the child's name
    actor_finished,      // actor
    actor_panicked,      // actor; label: the first bytes of why (whole text: the run's output)
    actor_joined,        // actor: who waited; number: whose end it was
    op_announced,        // actor stands before `op`; object: channel, lock, or 0; handle; message (send);
                         //   number: actor (join); nanoseconds: duration or time-out; site
    wait_began,          // actor cannot go on with `op` on object. number 0: it registered as a waiter, really
                         //   there for a peer to meet; 1: it stands before the operation (step mode, noted by
                         //   the gate). nanoseconds: the deadline on the stage clock, if it has one (sleep,
                         //   work, timed operations)
    sleep_ended, work_ended,
    printed,             // actor; number: index of the line in the run's output
    // channels
    channel_created,     // object; number: bound (`unbounded` for none); nanoseconds: bytes of one message; site
    handle_created,      // handle; object: its channel; end; handle_owner; site
    handle_cloned,       // handle: the new one; number: value of the old one's id; object; end; handle_owner; site
    handle_moved,        // handle; object; end; handle_owner: the new one
    handle_dropped,      // handle; object; end; site (line 0: by a destructor)
    message_sent,        // object, handle, message, label; number: its position in the queue (0 = front)
    message_received,    // object, handle, message, label; number: the position it was taken from
    handed_over,         // rendezvous: sent and received in one; actor: the sender; number: the receiver
    send_failed,         // try_send found it full, or closed, or time ran out: see `reason`; message is back
    receive_failed,      // found it empty, or closed, or time ran out: see `reason`
    message_discarded,   // object, message: dropped with the channel
    // locks
    lock_created,        // object; site
    lock_acquired,       // object; actor
    lock_released,       // object; actor
    lock_poisoned,       // object; actor
    try_lock_failed,     // object; actor
    // the run itself
    setting_changed,     // label: the slider; number: the value
    run_ended,           // number: 0 completed, 1 hang, 2 panic
    gap,                 // number: so many facts did not fit (raw recording only)
};

enum class reason : std::uint8_t { none, full, empty, disconnected, timeout };

struct fact {
    probe::kind kind{};
    probe::op op = op::none;
    probe::end end = end::sender;
    probe::reason reason = reason::none;
    actor_number actor = no_actor;  // the one it concerns, not always the one that noted it
    object_id object{};
    object_id handle{};
    std::uint32_t number = 0;
    message_id message{};
    owner handle_owner{};
    std::int64_t nanoseconds = 0;
    base::label label{};
    call_site site{};
};

}  // namespace chan::probe
