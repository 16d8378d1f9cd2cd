// A channel: a queue and two lists of waiting threads under one short lock. One algorithm for all
// flavours; the Queue makes the difference (blocks, ring, hand_off).
//
// Invariants, whenever the lock is free:
//   a receiver waits  ⇒ the queue is empty, no sender waits, and some sender is alive
//   a sender waits    ⇒ the queue is full, no receiver waits, and some receiver is alive
// So a send gives its message to the oldest waiting receiver, else to the queue; a receive takes
// from the queue and refills it from the oldest waiting sender. Waiters are served in the order
// they came.
//
// User code that runs under the lock is a payload's move only; payloads die outside of it. A move
// that throws leaves everything as it was, and the exception belongs to the thread that operates;
// only a refill hands it to the blocked sender, whose message it is.
#pragma once

#include "core/base/fifo.hpp"
#include "core/channel/channel_base.hpp"
#include "core/channel/inbox.hpp"
#include "core/channel/waiter.hpp"
#include "core/probe/deadline.hpp"
#include "core/probe/facts.hpp"
#include "core/probe/short_lock.hpp"

#include <chrono>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace chan::detail {

template <class T, class Runtime, class Queue>
class locked_channel : public channel_base<Runtime> {
public:
    using ticket_type = typename Runtime::ticket;
    using site = typename Runtime::site;
    using deadline_type = std::optional<typename Runtime::clock::time_point>;

    explicit locked_channel(const typename channel_base<Runtime>::options& how)
        : channel_base<Runtime>(how), queue_(how.bound.value_or(0)) {}

    // Senders: `value` is moved from exactly if the result is `done`.

    status try_send(T& value, const ticket_type& ticket, site where) {
        Runtime::point(probe::op::try_send, this->tag, ticket, where);
        typename Runtime::section section(this->tag);
        wake_list<Runtime> woken;
        const std::lock_guard lock(lock_);
        const status tried = send_locked(value, ticket, woken);
        if (tried == status::would_block) {
            Runtime::note(probe::kind::send_failed, this->tag, ticket, probe::reason::full);
        }
        return tried;
    }

    status send(T& value, const ticket_type& ticket, site where) {
        Runtime::point(probe::op::send, this->tag, ticket, where, [this] { return may_send(); });
        return send_or_wait(value, ticket, std::nullopt);
    }

    status
    send_timeout(T& value, const ticket_type& ticket, site where, std::chrono::nanoseconds time) {
        Runtime::point(probe::op::send_timeout, this->tag, ticket, where, time);
        return send_or_wait(value, ticket, deadline_in(time));
    }

    // Receivers: `result` holds an error, and is replaced exactly if the result is `done`.

    template <class Result>
    status try_recv(Result& result, const ticket_type& ticket, site where) {
        Runtime::point(probe::op::try_recv, this->tag, ticket, where);
        typename Runtime::section section(this->tag);
        wake_list<Runtime> woken;
        const std::lock_guard lock(lock_);
        const status tried = recv_locked(result, ticket, woken);
        if (tried == status::would_block) {
            Runtime::note(probe::kind::receive_failed, this->tag, ticket, probe::reason::empty);
        }
        return tried;
    }

    template <class Result>
    status recv(Result& result, const ticket_type& ticket, site where) {
        Runtime::point(probe::op::recv, this->tag, ticket, where, [this] { return may_recv(); });
        return recv_or_wait(result, ticket, std::nullopt);
    }

    template <class Result>
    status recv_timeout(
        Result& result, const ticket_type& ticket, site where, std::chrono::nanoseconds time
    ) {
        Runtime::point(probe::op::recv_timeout, this->tag, ticket, where, time);
        return recv_or_wait(result, ticket, deadline_in(time));
    }

    template <class Result>
    status
    recv_until(Result& result, const ticket_type& ticket, site where, deadline_type deadline) {
        Runtime::point(probe::op::recv_timeout, this->tag, ticket, where, deadline);
        return recv_or_wait(result, ticket, deadline);
    }

    // Ends: true means that the channel has to be freed.

    bool drop_sender(const ticket_type& ticket, site where) noexcept {
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            Runtime::note_dropped(this->tag, ticket, where);
            if (!this->remove_sender()) return false;
            const std::lock_guard lock(lock_);
            no_senders_ = true;
            while (waiter<Runtime>* const peer = waiting_receivers_.pop_front()) {
                disconnect(*peer, probe::kind::receive_failed, woken);
            }
        }
        return this->let_go();
    }

    bool drop_receiver(const ticket_type& ticket, site where) noexcept {
        Queue left_over; // dies last: its messages may hold handles of this very channel
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            Runtime::note_dropped(this->tag, ticket, where);
            if (!this->remove_receiver()) return false;
            const std::lock_guard lock(lock_);
            no_receivers_ = true;
            left_over.swap(queue_);
            Runtime::note_discarded(this->tag, left_over);
            while (waiter<Runtime>* const peer = waiting_senders_.pop_front()) {
                disconnect(*peer, probe::kind::send_failed, woken);
            }
        }
        return this->let_go();
    }

    [[nodiscard]] std::size_t size() const noexcept {
        const std::lock_guard lock(lock_);
        return queue_.size();
    }

private:
    using sender_waiter = waiting_sender<T, Runtime>;
    using receiver_waiter = waiting_receiver<T, Runtime>;
    using waiters = base::fifo<waiter<Runtime>>;

    // One attempt, under the lock.

    status send_locked(T& value, const ticket_type& ticket, wake_list<Runtime>& woken) {
        if (no_receivers_) {
            Runtime::note(probe::kind::send_failed, this->tag, ticket, probe::reason::disconnected);
            return status::disconnected;
        }
        if (waiter<Runtime>* const oldest = waiting_receivers_.front()) {
            auto& peer = static_cast<receiver_waiter&>(*oldest);
            {
                typename Runtime::into_actor moving(peer.ticket);
                peer.into.put(std::move(value));
            }
            note_direct(ticket, peer.ticket);
            waiting_receivers_.remove(peer);
            claim(peer, status::done, woken);
            return status::done;
        }
        if constexpr (!Queue::hands_over) {
            if (!queue_.full()) {
                typename Runtime::into_message moving(ticket);
                queue_.push_back(std::move(value), ticket);
                Runtime::note(probe::kind::message_sent, this->tag, ticket, queue_.size() - 1);
                return status::done;
            }
        }
        return status::would_block;
    }

    template <class Result>
    status recv_locked(Result& result, const ticket_type& ticket, wake_list<Runtime>& woken) {
        if constexpr (Queue::hands_over) {
            if (waiter<Runtime>* const oldest = waiting_senders_.front()) {
                auto& peer = static_cast<sender_waiter&>(*oldest);
                {
                    typename Runtime::into_actor moving(ticket);
                    put(result, std::move(peer.value));
                }
                note_direct(peer.ticket, ticket);
                waiting_senders_.remove(peer);
                claim(peer, status::done, woken);
                return status::done;
            }
        } else if (!queue_.empty()) {
            {
                typename Runtime::into_actor moving(ticket);
                put(result, std::move(queue_.front().value));
            }
            Runtime::note(probe::kind::message_received, this->tag, ticket, queue_.front().ticket);
            queue_.pop_front();
            refill(woken);
            return status::done;
        }
        if (no_senders_) {
            Runtime::note(
                probe::kind::receive_failed, this->tag, ticket, probe::reason::disconnected
            );
            return status::disconnected;
        }
        return status::would_block;
    }

    /// There is room again: the oldest blocked sender's message takes it.
    void refill(wake_list<Runtime>& woken) noexcept {
        while (!waiting_senders_.empty() && !queue_.full()) {
            auto& peer = static_cast<sender_waiter&>(*waiting_senders_.pop_front());
            try {
                typename Runtime::into_message moving(peer.ticket);
                queue_.push_back(std::move(peer.value), peer.ticket);
            } catch (...) {
                peer.thrown = std::current_exception();
                claim(peer, status::threw, woken);
                continue;
            }
            Runtime::note(probe::kind::message_sent, this->tag, peer.ticket, queue_.size() - 1);
            claim(peer, status::done, woken);
        }
    }

    /// A message went from one hand into the other. Its facts: with a queue it was there for a
    /// moment.
    void note_direct(const ticket_type& sender, const ticket_type& receiver) noexcept {
        if constexpr (Queue::hands_over) {
            Runtime::note_handed_over(this->tag, sender, receiver);
        } else {
            Runtime::note(probe::kind::message_sent, this->tag, sender, std::size_t{0});
            Runtime::note(probe::kind::message_received, this->tag, receiver, sender);
        }
    }

    static void claim(waiter<Runtime>& peer, status outcome, wake_list<Runtime>& woken) noexcept {
        peer.outcome = outcome;
        woken.add(peer);
    }

    void disconnect(
        waiter<Runtime>& peer, [[maybe_unused]] probe::kind failed, wake_list<Runtime>& woken
    ) noexcept {
        Runtime::note(failed, this->tag, peer.ticket, probe::reason::disconnected);
        claim(peer, status::disconnected, woken);
    }

    // The attempt, and the wait if it would block.

    status send_or_wait(T& value, const ticket_type& ticket, deadline_type deadline) {
        sender_waiter self(value, ticket);
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            const std::lock_guard lock(lock_);
            const status tried = send_locked(value, ticket, woken);
            if (tried != status::would_block) return tried;
            waiting_senders_.push_back(self);
            Runtime::note(probe::kind::wait_began, this->tag, ticket, deadline);
        }
        const status waited = wait(self, waiting_senders_, probe::kind::send_failed, deadline);
        if (waited == status::threw) std::rethrow_exception(std::move(self.thrown));
        return waited;
    }

    template <class Result>
    status recv_or_wait(Result& result, const ticket_type& ticket, deadline_type deadline) {
        receiver_waiter self(inbox<T>(result), ticket);
        {
            typename Runtime::section section(this->tag);
            wake_list<Runtime> woken;
            const std::lock_guard lock(lock_);
            const status tried = recv_locked(result, ticket, woken);
            if (tried != status::would_block) return tried;
            waiting_receivers_.push_back(self);
            Runtime::note(probe::kind::wait_began, this->tag, ticket, deadline);
        }
        return wait(self, waiting_receivers_, probe::kind::receive_failed, deadline);
    }

    /// Parks until a peer has claimed the waiter and is done with it, or until its time is over. A
    /// park that throws abandons the wait.
    status wait(
        waiter<Runtime>& self,
        waiters& listed_in,
        [[maybe_unused]] probe::kind failed,
        deadline_type deadline
    ) {
        try {
            if (self.parker.park_until(deadline)) return self.outcome;
        } catch (...) {
            typename Runtime::section section(this->tag);
            const std::lock_guard lock(lock_);
            if (!self.is_claimed()) listed_in.remove(self);
            throw;
        }
        {
            typename Runtime::section section(this->tag);
            const std::lock_guard lock(lock_);
            if (!self.is_claimed()) {
                listed_in.remove(self);
                Runtime::note(failed, this->tag, self.ticket, probe::reason::timeout);
                return status::timed_out;
            }
        }
        self.parker.park(); // a peer was faster than the clock, and is about to unpark
        return self.outcome;
    }

    // What could go on, and until when.

    /// A rendezvous may always begin: it waits inside, where a peer can meet it.
    [[nodiscard]] bool may_send() const noexcept {
        const std::lock_guard lock(lock_);
        return Queue::hands_over || no_receivers_ || !queue_.full();
    }
    [[nodiscard]] bool may_recv() const noexcept {
        const std::lock_guard lock(lock_);
        return Queue::hands_over || no_senders_ || !queue_.empty();
    }

    [[nodiscard]] static deadline_type deadline_in(std::chrono::nanoseconds time) noexcept {
        using clock = typename Runtime::clock;
        return probe::deadline_after<clock>(clock::now(), time);
    }

    mutable probe::short_lock<Runtime> lock_;
    Queue queue_;
    waiters waiting_senders_;
    waiters waiting_receivers_;
    bool no_senders_ = false;
    bool no_receivers_ = false;
};

} // namespace chan::detail
