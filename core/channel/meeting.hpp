// Where both ends of a channel meet: the queue, the two lists of waiting threads, and whether an
// end is gone. Everything here needs the locks of both ends, but for what is said otherwise.
//
// Invariants, whenever both locks are free:
//   a receiver waits  ⇒ the queue is empty, no sender waits, and some sender is alive
//   a sender waits    ⇒ the queue is full, or a receiver that made room is about to refill it;
//                       no receiver waits, and some receiver is alive
// (A select may wait at both ends of one channel; it never meets itself.) So a send gives its
// message to the oldest waiting receiver, else to the queue; a receive takes from the queue and
// refills it from the oldest waiting sender. Waiters are served in the order they came.
//
// User code that runs under the locks is a payload's move only, and the destruction of what was
// moved from; a select may hold the locks of other channels, too. A move that throws leaves
// everything as it was, and the exception belongs to the thread that operates; only a refill hands
// it to the blocked sender, whose message it is.
#pragma once

#include "core/base/fifo.hpp"
#include "core/channel/channel_base.hpp"
#include "core/channel/inbox.hpp"
#include "core/channel/waiter.hpp"
#include "core/probe/facts.hpp"

#include <cstddef>
#include <exception>
#include <mutex>
#include <utility>

namespace chan::detail {

template <class T, class Runtime, class Queue>
class meeting : public channel_base<Runtime> {
public:
    using ticket_type = typename Runtime::ticket;
    using sender_waiter = waiting_sender<T, Runtime>;
    using receiver_waiter = waiting_receiver<T, Runtime>;

    void lock_both_ends() noexcept {
        queue_.sending.lock.lock();
        if constexpr (!Queue::hands_over) queue_.receiving.lock.lock();
    }
    /// Tells each end what it has to know of the other, and unlocks.
    void unlock_both_ends() noexcept {
        senders_wait_ = !waiting_senders_.empty();
        calm_ = !senders_wait_ && waiting_receivers_.empty() && !no_senders_ && !no_receivers_;
        if constexpr (!Queue::hands_over) queue_.receiving.lock.unlock();
        queue_.sending.lock.unlock();
    }
    class both_ends {
    public:
        explicit both_ends(meeting& of) noexcept : of_(of) { of_.lock_both_ends(); }
        both_ends(const both_ends&) = delete;
        both_ends& operator=(const both_ends&) = delete;
        ~both_ends() { of_.unlock_both_ends(); }

    private:
        meeting& of_;
    };

    // One attempt. `value` is moved from, and `result` is replaced, exactly if it is `done`.

    [[gnu::noinline]] status send_now(T& value, ticket_type ticket, wake_list<Runtime>& woken) {
        if (no_receivers_) {
            Runtime::note(probe::kind::send_failed, this->tag, ticket, probe::reason::disconnected);
            return status::disconnected;
        }
        refill(woken);
        while (waiter<Runtime>* const oldest = waiting_receivers_.front()) {
            if (give(value, ticket, static_cast<receiver_waiter&>(*oldest), woken)) {
                return status::done;
            }
        }
        if constexpr (!Queue::hands_over) {
            if (queue_.has_room()) return push(value, ticket);
        }
        return status::would_block;
    }

    template <class Result>
    [[gnu::noinline]] status recv_now(Result& result, ticket_type ticket, wake_list<Runtime>& woken) {
        refill(woken);
        if constexpr (Queue::hands_over) {
            while (waiter<Runtime>* const oldest = waiting_senders_.front()) {
                if (take(result, ticket, static_cast<sender_waiter&>(*oldest), woken)) {
                    return status::done;
                }
            }
        } else if (auto* const slot = queue_.front()) {
            pop(*slot, result, ticket);
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

    /// There may be room again: the oldest blocked senders' messages take it.
    [[gnu::noinline]] void refill(wake_list<Runtime>& woken) noexcept {
        if constexpr (!Queue::hands_over) {
            while (!waiting_senders_.empty() && queue_.has_room()) {
                auto& peer = static_cast<sender_waiter&>(*waiting_senders_.front());
                waiting_senders_.remove(peer);
                peer.is_listed = false;
                if (!peer.claim()) continue;
                try {
                    push(peer.value, peer.ticket);
                    end_wait(peer, status::done, woken);
                } catch (...) {
                    peer.thrown = std::current_exception();
                    end_wait(peer, status::threw, woken);
                }
            }
        }
    }

    // Waiting.

    void list(sender_waiter& self) noexcept { list(self, waiting_senders_); }
    void list(receiver_waiter& self) noexcept { list(self, waiting_receivers_); }
    void unlist(sender_waiter& self) noexcept { unlist(self, waiting_senders_); }
    void unlist(receiver_waiter& self) noexcept { unlist(self, waiting_receivers_); }

    // Ends that go.

    [[gnu::noinline]] void close_for_receiving(wake_list<Runtime>& woken) noexcept {
        no_senders_ = true;
        while (waiter<Runtime>* const peer = waiting_receivers_.front()) {
            unlist(*peer, waiting_receivers_);
            disconnect(*peer, probe::kind::receive_failed, woken);
        }
    }
    /// What was still queued dies with the result.
    [[gnu::noinline]] typename Queue::remains close_for_sending(wake_list<Runtime>& woken) noexcept {
        no_receivers_ = true;
        Runtime::note_discarded(this->tag, queue_);
        typename Queue::remains left_over(queue_);
        while (waiter<Runtime>* const peer = waiting_senders_.front()) {
            unlist(*peer, waiting_senders_);
            disconnect(*peer, probe::kind::send_failed, woken);
        }
        return left_over;
    }

    [[nodiscard]] std::size_t size_now() const noexcept { return queue_.size(); }
    /// A rendezvous may always begin: it waits inside, where a peer can meet it.
    [[nodiscard]] bool may_send() noexcept {
        return Queue::hands_over || no_receivers_ || queue_.has_room();
    }
    [[nodiscard]] bool may_recv() noexcept {
        return Queue::hands_over || no_senders_ || queue_.size() != 0;
    }

protected:
    explicit meeting(const typename channel_base<Runtime>::options& how)
        : channel_base<Runtime>(how), queue_(how.bound.value_or(0)) {}
    ~meeting() = default;

    // Under the lock of one end, if that end has found what it needs.

    status push(T& value, ticket_type ticket) {
        typename Runtime::into_message moving(ticket);
        queue_.push(std::move(value), ticket);
        Runtime::note_sent(this->tag, ticket, queue_);
        return status::done;
    }
    template <class Slot, class Result>
    void pop(Slot& front, Result& result, ticket_type ticket) {
        {
            typename Runtime::into_actor moving(ticket);
            detail::put(result, std::move(front.value));
        }
        Runtime::note(probe::kind::message_received, this->tag, ticket, front.ticket);
        queue_.pop();
    }

    Queue queue_;
    // Written under both locks, read under either.
    bool calm_ = true; // nobody waits and nobody is gone
    bool senders_wait_ = false;

private:
    using waiters = base::fifo<waiter<Runtime>>;

    /// Hands the value to a waiting receiver. False: that one was a select which is taken.
    bool give(
        T& value, ticket_type ticket, receiver_waiter& peer, wake_list<Runtime>& woken
    ) {
        return meet(peer, waiting_receivers_, woken, [&] {
            {
                typename Runtime::into_actor moving(peer.ticket);
                peer.into.put(std::move(value));
            }
            note_direct(ticket, peer.ticket);
        });
    }
    template <class Result>
    bool
    take(Result& result, ticket_type ticket, sender_waiter& peer, wake_list<Runtime>& woken) {
        return meet(peer, waiting_senders_, woken, [&] {
            {
                typename Runtime::into_actor moving(ticket);
                detail::put(result, std::move(peer.value));
            }
            note_direct(peer.ticket, ticket);
        });
    }
    /// If the move throws, a thread that waits for this alone goes on waiting; a select has lost
    /// its place elsewhere by now and tries again.
    template <class Move>
    bool meet(waiter<Runtime>& peer, waiters& listed_in, wake_list<Runtime>& woken, Move move) {
        if (!peer.claim()) {
            unlist(peer, listed_in);
            return false;
        }
        try {
            move();
        } catch (...) {
            if (peer.is_case) {
                unlist(peer, listed_in);
                end_wait(peer, status::again, woken);
            }
            throw;
        }
        unlist(peer, listed_in);
        end_wait(peer, status::done, woken);
        return true;
    }

    /// A message went from one hand into the other. Its facts: with a queue it was there for a
    /// moment.
    void note_direct(ticket_type sender, ticket_type receiver) noexcept {
        if constexpr (Queue::hands_over) {
            Runtime::note_handed_over(this->tag, sender, receiver);
        } else {
            Runtime::note(probe::kind::message_sent, this->tag, sender, std::size_t{0});
            Runtime::note(probe::kind::message_received, this->tag, receiver, sender);
        }
    }

    void disconnect(
        waiter<Runtime>& peer, [[maybe_unused]] probe::kind failed, wake_list<Runtime>& woken
    ) noexcept {
        if (!peer.claim()) return;
        Runtime::note(failed, this->tag, peer.ticket, probe::reason::disconnected);
        end_wait(peer, status::disconnected, woken);
    }

    static void end_wait(waiter<Runtime>& peer, status outcome, wake_list<Runtime>& woken) noexcept {
        peer.outcome = outcome;
        woken.add(peer);
    }
    static void list(waiter<Runtime>& self, waiters& in) noexcept {
        in.push_back(self);
        self.is_listed = true;
    }
    static void unlist(waiter<Runtime>& self, waiters& in) noexcept {
        if (std::exchange(self.is_listed, false)) in.remove(self);
    }

    waiters waiting_senders_;
    waiters waiting_receivers_;
    bool no_senders_ = false;
    bool no_receivers_ = false;
};

} // namespace chan::detail
