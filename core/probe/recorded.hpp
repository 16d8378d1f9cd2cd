// What the recording and the conducted runtime share: identities, tickets, sections and facts, all
// through the context of the current thread. A thread without a context notes nothing, and what is
// made there has the identity 0 for ever.
//
// A handle's owner is one atomic word: it may be read by a use on one thread while another thread,
// which shares the handle, corrects it.
#pragma once

#include "core/probe/context.hpp"
#include "core/probe/deadline.hpp"
#include "core/probe/runtime.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <optional>
#include <source_location>

namespace chan::probe {

struct recorded {
    /// The line of a lesson that an operation stands on. The default is none: a destructor's.
    struct site : call_site {
        static constexpr site current(std::source_location at = std::source_location::current()) {
            return {{at.file_name(), at.line()}};
        }
    };

    /// A channel or a lock: its identity, and the lock of its sections.
    struct object_tag {
        object_id id = current != nullptr ? current->new_object() : object_id{};
        std::mutex sections;

        object_tag() = default;
        object_tag(const object_tag&) = delete;
        object_tag& operator=(const object_tag&) = delete;
    };

    struct channel_tag : object_tag {
        channel_tag(std::optional<std::size_t> bound, std::size_t message_bytes, site where) {
            record({
                .kind = kind::channel_created,
                .object = id,
                .number = bound ? position(*bound) : unbounded,
                .nanoseconds = static_cast<std::int64_t>(message_bytes),
                .site = where,
            });
        }
    };

    struct lock_tag : object_tag {
        explicit lock_tag(site where) {
            record({.kind = kind::lock_created, .object = id, .site = where});
        }
    };

    /// A handle: its identity and its owner. Its move constructor notes the owner that it moves to.
    class handle_tag {
    public:
        handle_tag(const object_tag& channel, probe::end end, site where)
            : channel_(channel.id), id_(next_id()), end_(end), owner_(pack(moving_into())) {
            record(about(kind::handle_created, where));
        }
        handle_tag(const handle_tag& original, site where)
            : channel_(original.channel_)
            , id_(next_id())
            , end_(original.end_)
            , owner_(pack(moving_into())) {
            auto cloned = about(kind::handle_cloned, where);
            cloned.number = original.id_.value;
            record(cloned);
        }
        handle_tag(handle_tag&& from) noexcept { *this = std::move(from); }
        handle_tag& operator=(handle_tag&& from) noexcept {
            channel_ = from.channel_;
            id_ = std::exchange(from.id_, object_id{});
            end_ = from.end_;
            owner_.store(from.owner_.load(std::memory_order_relaxed), std::memory_order_relaxed);
            if (current != nullptr) move_to(moving_into());
            return *this;
        }

        /// A use by the current thread makes it the owner, except of a handle in a mutex: who uses
        /// that holds the mutex.
        void used() const noexcept {
            const bool in_a_lock =
                unpack(owner_.load(std::memory_order_relaxed)).kind == owner_kind::lock;
            if (current != nullptr && !in_a_lock) move_to({owner_kind::actor, current->actor()});
        }

        [[nodiscard]] object_id channel() const noexcept { return channel_; }
        [[nodiscard]] object_id id() const noexcept { return id_; }
        [[nodiscard]] probe::end end() const noexcept { return end_; }

    private:
        // relaxed, here and above: the word publishes nothing but itself.
        void move_to(owner next) const noexcept {
            if (owner_.exchange(pack(next), std::memory_order_relaxed) == pack(next) || !id_)
                return;
            record(about(kind::handle_moved, {}));
        }
        static object_id next_id() noexcept {
            return current != nullptr ? current->new_object() : object_id{};
        }
        static owner moving_into() noexcept {
            return current != nullptr ? current->moving_into() : owner{};
        }
        fact about(probe::kind what, site where) const noexcept {
            return {
                .kind = what,
                .end = end_,
                .object = channel_,
                .handle = id_,
                .handle_owner = unpack(owner_.load(std::memory_order_relaxed)),
                .site = where,
            };
        }
        // An id has at most 48 bits, and a kind fits in the other 16.
        static constexpr std::uint64_t pack(owner who) noexcept {
            return static_cast<std::uint64_t>(who.kind) << 48U | who.id;
        }
        static constexpr owner unpack(std::uint64_t word) noexcept {
            return {static_cast<owner_kind>(word >> 48U), word & 0xFFFF'FFFF'FFFFU};
        }

        object_id channel_;
        object_id id_;
        probe::end end_ = probe::end::sender;
        mutable std::atomic<std::uint64_t> owner_{0};
    };

    /// Who operates, through which handle, and with which message.
    struct ticket {
        ticket() = default;
        explicit ticket(const handle_tag& by) : handle(by.id()), end(by.end()) { by.used(); }
        template <class T>
        ticket(const handle_tag& by, const T& value) : ticket(by) {
            using base::describe;
            if (current != nullptr) message = current->new_message();
            label = describe(value);
        }
        /// A handle that is dropped is not used: it keeps the owner that it died with.
        ticket(const handle_tag& dropped, dropping) : handle(dropped.id()), end(dropped.end()) {}
        explicit ticket(const lock_tag&) {}

        actor_number actor = current != nullptr ? current->actor() : no_actor;
        object_id handle;
        probe::end end = probe::end::sender;
        message_id message;
        base::label label;
    };

    class section {
    public:
        explicit section(object_tag& of) : held_(of.sections) {
            if (current != nullptr) ++current->sections_held;
        }
        ~section() {
            if (current != nullptr) --current->sections_held;
        }
        section(const section&) = delete;
        section& operator=(const section&) = delete;

    private:
        std::lock_guard<std::mutex> held_;
    };

    struct into_message : owner_scope {
        explicit into_message(const ticket& of)
            : owner_scope({owner_kind::message, of.message.value}) {}
    };
    struct into_actor : owner_scope {
        explicit into_actor(const ticket& of) : owner_scope({owner_kind::actor, of.actor}) {}
    };
    struct into_lock : owner_scope {
        explicit into_lock(const lock_tag& of) : owner_scope({owner_kind::lock, of.id.value}) {}
    };

    /// wait_began without a deadline, lock_poisoned, try_lock_failed.
    static void note(kind what, const object_tag& object, const ticket& who) noexcept {
        record(about(what, object, who));
    }
    /// wait_began of a timed operation.
    template <class TimePoint>
    static void note(
        kind what, const object_tag& object, const ticket& who, std::optional<TimePoint> deadline
    ) noexcept {
        auto noted = about(what, object, who);
        if (deadline) noted.nanoseconds = to_nanoseconds(deadline->time_since_epoch()).count();
        record(noted);
    }
    /// sleep_ended, and wait_began of a sleep until then: on no object.
    static void note(kind what, probe::op how) noexcept {
        if (current != nullptr) current->note({.kind = what, .op = how});
    }
    template <class TimePoint>
    static void note(kind what, probe::op how, std::optional<TimePoint> until) noexcept {
        if (current == nullptr) return;
        const auto end = until ? to_nanoseconds(until->time_since_epoch()) : std::chrono::nanoseconds();
        current->note({.kind = what, .op = how, .nanoseconds = end.count()});
    }
    /// send_failed, receive_failed.
    static void
    note(kind what, const object_tag& object, const ticket& who, probe::reason why) noexcept {
        auto noted = about(what, object, who);
        noted.reason = why;
        record(noted);
    }
    /// lock_acquired, lock_released: by a lock, or by a read_lock that others share.
    static void
    note(kind what, const object_tag& object, const ticket& who, probe::op how) noexcept {
        auto noted = about(what, object, who);
        noted.op = how;
        record(noted);
    }
    /// message_sent: at this position of the queue.
    static void
    note(kind what, const object_tag& object, const ticket& who, std::size_t at) noexcept {
        auto noted = about(what, object, who);
        noted.number = position(at);
        record(noted);
    }
    /// message_received: a message that another one sent, from the front of the queue.
    static void
    note(kind what, const object_tag& object, const ticket& who, const ticket& message) noexcept {
        auto noted = about(what, object, who);
        noted.message = message.message;
        noted.label = message.label;
        record(noted);
    }
    /// message_sent: the last one of this queue.
    template <class Queue>
    static void
    note_sent(const object_tag& object, const ticket& who, const Queue& queue) noexcept {
        note(kind::message_sent, object, who, queue.size() - 1);
    }
    static void note_handed_over(
        const object_tag& object, const ticket& sender, const ticket& receiver
    ) noexcept {
        auto noted = about(kind::handed_over, object, sender);
        noted.number = receiver.actor;
        record(noted);
    }
    static void note_dropped(const object_tag& object, const ticket& who, site where) noexcept {
        auto noted = about(kind::handle_dropped, object, who);
        noted.site = where;
        record(noted);
    }
    /// message_discarded for each message of a queue, front first.
    template <class Queue>
    static void note_discarded(const object_tag& object, const Queue& queue) noexcept {
        queue.for_each([&](const auto& slot) {
            record(about(kind::message_discarded, object, slot.ticket));
        });
    }

protected:
    static fact about(kind what, const object_tag& object, const ticket& who) noexcept {
        return {
            .kind = what,
            .end = who.end,
            .actor = who.actor,
            .object = object.id,
            .handle = who.handle,
            .message = who.message,
            .label = who.label,
        };
    }
    static fact announced(
        probe::op op,
        const object_tag& object,
        const ticket& who,
        site where,
        std::chrono::nanoseconds time = {}
    ) noexcept {
        auto announced = about(kind::op_announced, object, who);
        announced.op = op;
        announced.nanoseconds = time.count();
        announced.site = where;
        return announced;
    }
    /// Of an operation on no object, or on several.
    template <class TimePoint>
    static fact announced(probe::op op, site where, std::optional<TimePoint> deadline) noexcept {
        return {
            .kind = kind::op_announced,
            .op = op,
            .nanoseconds = deadline ? std::max<std::int64_t>(1, time_left(deadline).count()) : 0,
            .site = where,
        };
    }
    template <class TimePoint>
    static std::chrono::nanoseconds time_left(std::optional<TimePoint> deadline) noexcept {
        if (!deadline) return std::chrono::nanoseconds::max();
        return to_nanoseconds(*deadline - TimePoint::clock::now());
    }
    static void record(const fact& what) noexcept {
        if (current != nullptr && what.object) current->note(what);
    }
    static std::uint32_t position(std::size_t at) noexcept {
        return static_cast<std::uint32_t>(std::min<std::size_t>(at, unbounded - 1));
    }
};

} // namespace chan::probe
