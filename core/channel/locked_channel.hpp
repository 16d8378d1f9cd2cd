// The operations of a channel. Each first tries to do with the lock of its own end: that is enough
// while nobody waits and nobody is gone, and lets senders and receivers run side by side. Else it
// takes both locks and meets the other end: see meeting.hpp. One algorithm for all flavours; the
// Queue makes the difference (blocks, ring, hand_off).
//
// A thread registers as a waiter under both locks, so no operation of the other end can slip in
// between its last look and its registration: no wake-up is lost, without a fence.
//
// The idea of a queue with a lock for each end: Michael, Scott, "Simple, Fast, and Practical
// Non-Blocking and Blocking Concurrent Queue Algorithms" (1996).
#pragma once

#include "core/channel/meeting.hpp"
#include "core/probe/deadline.hpp"

#include <chrono>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace chan::detail {

template <class T, class Runtime, class Queue>
class locked_channel : public meeting<T, Runtime, Queue> {
    using base = meeting<T, Runtime, Queue>;
    using typename base::both_ends;
    using typename base::receiver_waiter;
    using typename base::sender_waiter;

public:
    using typename base::ticket_type;
    using site = typename Runtime::site;
    using deadline_type = std::optional<typename Runtime::clock::time_point>;

    explicit locked_channel(const typename channel_base<Runtime>::options& how) : base(how) {}

    // Senders: `value` is moved from exactly if the result is `done`.

    status try_send(T& value, ticket_type ticket, site where) {
        Runtime::point(probe::op::try_send, this->tag, ticket, where);
        typename Runtime::section section(this->tag);
        const status tried = attempt_send(value, ticket);
        if (tried == status::would_block) {
            Runtime::note(probe::kind::send_failed, this->tag, ticket, probe::reason::full);
        }
        return tried;
    }

    status send(T& value, ticket_type ticket, site where) {
        Runtime::point(probe::op::send, this->tag, ticket, where, [this] { return may_send(); });
        return send_or_wait(value, ticket, std::nullopt);
    }

    status
    send_timeout(T& value, ticket_type ticket, site where, std::chrono::nanoseconds time) {
        Runtime::point(probe::op::send_timeout, this->tag, ticket, where, time);
        return send_or_wait(value, ticket, deadline_in(time));
    }

    status send_until(T& value, ticket_type ticket, site where, deadline_type deadline) {
        Runtime::point(probe::op::send_timeout, this->tag, ticket, where, deadline);
        return send_or_wait(value, ticket, deadline);
    }

    // Receivers: `result` holds an error, and is replaced exactly if the result is `done`.

    template <class Result>
    status try_recv(Result& result, ticket_type ticket, site where) {
        Runtime::point(probe::op::try_recv, this->tag, ticket, where);
        typename Runtime::section section(this->tag);
        const status tried = attempt_recv(result, ticket);
        if (tried == status::would_block) {
            Runtime::note(probe::kind::receive_failed, this->tag, ticket, probe::reason::empty);
        }
        return tried;
    }

    template <class Result>
    status recv(Result& result, ticket_type ticket, site where) {
        Runtime::point(probe::op::recv, this->tag, ticket, where, [this] { return may_recv(); });
        return recv_or_wait(result, ticket, std::nullopt);
    }

    template <class Result>
    status recv_timeout(
        Result& result, ticket_type ticket, site where, std::chrono::nanoseconds time
    ) {
        Runtime::point(probe::op::recv_timeout, this->tag, ticket, where, time);
        return recv_or_wait(result, ticket, deadline_in(time));
    }

    template <class Result>
    status
    recv_until(Result& result, ticket_type ticket, site where, deadline_type deadline) {
        Runtime::point(probe::op::recv_timeout, this->tag, ticket, where, deadline);
        return recv_or_wait(result, ticket, deadline);
    }

    // One attempt, inside a section: no point, and no fact if it would block.

    status attempt_send(T& value, ticket_type ticket) {
        const status tried = send_quickly(value, ticket);
        if (tried != status::again) return tried;
        wake_list<Runtime> woken;
        const both_ends lock(*this);
        return this->send_now(value, ticket, woken);
    }
    template <class Result>
    status attempt_recv(Result& result, ticket_type ticket) {
        const status tried = recv_quickly(result, ticket);
        if (tried != status::again) return tried;
        wake_list<Runtime> woken;
        const both_ends lock(*this);
        return this->recv_now(result, ticket, woken);
    }

    // Ends: true means that the channel has to be freed.

    [[gnu::noinline]] bool drop_sender(ticket_type ticket, site where) noexcept {
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            Runtime::note_dropped(this->tag, ticket, where);
            if (!this->remove_sender()) return false;
            const both_ends lock(*this);
            this->close_for_receiving(woken);
        }
        return this->let_go();
    }

    [[gnu::noinline]] bool drop_receiver(ticket_type ticket, site where) noexcept {
        {
            typename Queue::remains left_over; // dies outside of the section and the locks
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            Runtime::note_dropped(this->tag, ticket, where);
            if (!this->remove_receiver()) return false;
            const both_ends lock(*this);
            left_over = this->close_for_sending(woken);
        }
        return this->let_go(); // messages that hold handles of this very channel are gone by now
    }

    [[nodiscard]] std::size_t size() noexcept {
        const both_ends lock(*this);
        return this->size_now();
    }

private:
    // With the lock of one end. `again`: that is not enough.

    status send_quickly(T& value, ticket_type ticket) {
        if constexpr (!Queue::hands_over) {
            const std::lock_guard lock(this->queue_.sending.lock);
            if (!this->calm_) return status::again;
            return this->queue_.has_room() ? this->push(value, ticket) : status::would_block;
        } else {
            return status::again;
        }
    }

    template <class Result>
    [[gnu::noinline]] status recv_quickly(Result& result, ticket_type ticket) {
        if constexpr (Queue::never_full) {
            // Senders never wait here, so all that they could want of the receiving end is to find
            // it waiting: a lone receiver needs no lock.
            if (!this->many_receivers) {
                auto* const slot = this->queue_.front();
                if (slot == nullptr) return status::again;
                this->pop(*slot, result, ticket);
                return status::done;
            }
        }
        if constexpr (!Queue::hands_over) {
            {
                const std::lock_guard lock(this->queue_.receiving.lock);
                auto* const slot = this->queue_.front();
                if (slot == nullptr) return this->calm_ ? status::would_block : status::again;
                this->pop(*slot, result, ticket);
                if (!this->senders_wait_) [[likely]] return status::done;
            }
            let_senders_in();
            return status::done;
        } else {
            return status::again;
        }
    }
    [[gnu::noinline]] void let_senders_in() noexcept {
        wake_list<Runtime> woken;
        const both_ends lock(*this);
        this->refill(woken);
    }

    // The attempt, a little patience, and the wait.

    status send_or_wait(T& value, ticket_type ticket, deadline_type deadline) {
        if constexpr (!Queue::hands_over) {
            typename Runtime::section section(this->tag);
            const status tried = send_quickly(value, ticket);
            if (tried == status::done) [[likely]] return tried;
        }
        return send_patiently(value, ticket, deadline);
    }

    [[gnu::noinline]] status
    send_patiently(T& value, ticket_type ticket, deadline_type deadline) {
        typename Runtime::patience patience(this->queue_.sending.memory);
        if constexpr (!Queue::hands_over) {
            while (patience.again(this->queue_.pauses)) {
                if (!this->queue_.may_have_room()) continue;
                typename Runtime::section section(this->tag);
                const status tried = send_quickly(value, ticket);
                if (tried == status::again) break;
                if (tried == status::would_block) continue;
                patience.paid();
                return tried;
            }
        }
        blocked_sender<T, Runtime> mine(value, ticket);
        sender_waiter& self = mine.self;
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            const both_ends lock(*this);
            const status tried = this->send_now(value, ticket, woken);
            if (tried != status::would_block) return tried;
            this->list(self);
            Runtime::note(probe::kind::wait_began, this->tag, ticket, deadline);
        }
        const status waited = wait(self, probe::kind::send_failed, deadline, patience);
        if (waited == status::threw) std::rethrow_exception(std::move(self.thrown));
        return waited;
    }

    template <class Result>
    status recv_or_wait(Result& result, ticket_type ticket, deadline_type deadline) {
        if constexpr (!Queue::hands_over) {
            typename Runtime::section section(this->tag);
            const status tried = recv_quickly(result, ticket);
            if (tried == status::done) [[likely]] return tried;
        }
        return recv_patiently(result, ticket, deadline);
    }

    template <class Result>
    [[gnu::noinline]] status
    recv_patiently(Result& result, ticket_type ticket, deadline_type deadline) {
        typename Runtime::patience patience(this->queue_.receiving.memory);
        if constexpr (!Queue::hands_over) {
            while (patience.again(this->queue_.pauses)) {
                if (!this->queue_.may_have_message()) continue;
                typename Runtime::section section(this->tag);
                const status tried = recv_quickly(result, ticket);
                if (tried == status::again) break;
                if (tried == status::would_block) continue;
                patience.paid();
                return tried;
            }
        }
        blocked_receiver<T, Runtime, Result> mine(result, ticket);
        receiver_waiter& self = mine.self;
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            const both_ends lock(*this);
            const status tried = this->recv_now(result, ticket, woken);
            if (tried != status::would_block) return tried;
            this->list(self);
            Runtime::note(probe::kind::wait_began, this->tag, ticket, deadline);
        }
        const status waited = wait(self, probe::kind::receive_failed, deadline, patience);
        if (waited == status::done) mine.hand_to(result);
        return waited;
    }

    /// Parks until a peer has claimed the waiter and is done with it, or until its time is over. A
    /// park that throws abandons the wait.
    template <class Waiter>
    status wait(
        Waiter& self,
        [[maybe_unused]] probe::kind failed,
        deadline_type deadline,
        typename Runtime::patience& patience
    ) {
        try {
            if (patience.park(self.parker, deadline)) return self.outcome;
        } catch (...) {
            typename Runtime::section section(this->tag);
            const both_ends lock(*this);
            this->unlist(self);
            throw;
        }
        {
            typename Runtime::section section(this->tag);
            const both_ends lock(*this);
            if (self.is_listed) {
                this->unlist(self);
                Runtime::note(failed, this->tag, self.ticket, probe::reason::timeout);
                return status::timed_out;
            }
        }
        self.parker.park(); // a peer was faster than the clock, and is about to unpark
        return self.outcome;
    }

    // What could go on, and until when.

    [[nodiscard]] bool may_send() noexcept {
        const both_ends lock(*this);
        return base::may_send();
    }
    [[nodiscard]] bool may_recv() noexcept {
        const both_ends lock(*this);
        return base::may_recv();
    }

    [[nodiscard]] static deadline_type deadline_in(std::chrono::nanoseconds time) noexcept {
        using clock = typename Runtime::clock;
        return probe::deadline_after<clock>(clock::now(), time);
    }
};

} // namespace chan::detail
