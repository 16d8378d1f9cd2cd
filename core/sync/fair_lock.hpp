// The lock under mutex and rwlock: shared by readers or held by one writer, first come, first
// served.
//
// A waiting thread queues, and the thread that unlocks hands the lock to the oldest in the queue (a
// run of readers together), so that the queue which can be seen is the order in which they get it.
// A newcomer never overtakes the queue; so neither readers nor writers starve.
//
// Invariants, whenever the internal lock is free: the first of the queue cannot be admitted; only a
// writer can be alone in waiting for readers.
#pragma once

#include "core/base/fifo.hpp"
#include "core/probe/facts.hpp"
#include "core/probe/runtime.hpp"
#include "core/probe/short_lock.hpp"
#include "core/probe/wake_list.hpp"

#include <cstddef>
#include <exception>
#include <mutex>

namespace chan::sync::detail {

enum class access : bool { shared, exclusive };

template <class Runtime>
class fair_lock {
public:
    using site = typename Runtime::site;

    explicit fair_lock(site where) : tag(where) {}
    fair_lock(const fair_lock&) = delete;
    fair_lock& operator=(const fair_lock&) = delete;

    [[no_unique_address]] typename Runtime::lock_tag tag;

    void lock(access wanted, site where) {
        const typename Runtime::ticket ticket(tag);
        Runtime::point(op_of(wanted), tag, ticket, where, [&] { return may_enter(wanted); });
        waiter self(wanted, ticket);
        {
            typename Runtime::section section(tag);
            const std::lock_guard held(internal_);
            if (admits_newcomer(wanted)) {
                enter(wanted);
                Runtime::note(probe::kind::lock_acquired, tag, ticket, op_of(wanted));
                return;
            }
            waiting_.push_back(self);
            Runtime::note(probe::kind::wait_began, tag, ticket);
        }
        wait(self);
    }

    [[nodiscard]] bool try_lock(access wanted, site where) {
        const typename Runtime::ticket ticket(tag);
        Runtime::point(probe::op::try_lock, tag, ticket, where);
        typename Runtime::section section(tag);
        const std::lock_guard held(internal_);
        if (!admits_newcomer(wanted)) {
            Runtime::note(probe::kind::try_lock_failed, tag, ticket);
            return false;
        }
        enter(wanted);
        Runtime::note(probe::kind::lock_acquired, tag, ticket, op_of(wanted));
        return true;
    }

    void unlock(access was, site where, bool poisons) noexcept {
        const typename Runtime::ticket ticket(tag);
        Runtime::point_in_destructor(probe::op::unlock, tag, ticket, where);
        typename Runtime::section section(tag);
        wake_list woken;
        const std::lock_guard held(internal_);
        if (poisons && !poisoned_) {
            poisoned_ = true;
            Runtime::note(probe::kind::lock_poisoned, tag, ticket);
        }
        leave(was);
        Runtime::note(probe::kind::lock_released, tag, ticket, op_of(was));
        admit_waiting(woken);
    }

    [[nodiscard]] bool is_poisoned() const noexcept {
        const std::lock_guard held(internal_);
        return poisoned_;
    }
    void clear_poison() noexcept {
        const std::lock_guard held(internal_);
        poisoned_ = false;
    }

private:
    struct waiter : base::fifo_node<waiter> {
        waiter(access what, const typename Runtime::ticket& who) : wanted(what), ticket(who) {}

        const access wanted;
        bool is_admitted = false; // guarded by the internal lock
        typename Runtime::parker parker;
        [[no_unique_address]] typename Runtime::ticket ticket;
    };
    using wake_list = probe::wake_list<waiter>;

    static constexpr probe::op op_of(access what) noexcept {
        return what == access::exclusive ? probe::op::lock : probe::op::read_lock;
    }

    /// Parks until admitted. A park that throws abandons the wait; who was admitted nevertheless
    /// gives the lock on.
    void wait(waiter& self) {
        try {
            self.parker.park();
        } catch (...) {
            typename Runtime::section section(tag);
            wake_list woken;
            const std::lock_guard held(internal_);
            if (self.is_admitted) {
                leave(self.wanted);
                Runtime::note(probe::kind::lock_released, tag, self.ticket, op_of(self.wanted));
            } else {
                waiting_.remove(self);
            }
            admit_waiting(woken);
            throw;
        }
    }

    // Under the internal lock.
    [[nodiscard]] bool admits(access wanted) const noexcept {
        return wanted == access::exclusive ? holders_ == 0 : !is_exclusive_;
    }
    [[nodiscard]] bool admits_newcomer(access wanted) const noexcept {
        return waiting_.empty() && admits(wanted);
    }
    void enter(access how) noexcept {
        ++holders_;
        is_exclusive_ = how == access::exclusive;
    }
    void leave(access was) noexcept {
        --holders_;
        if (was == access::exclusive) is_exclusive_ = false;
    }
    void admit_waiting(wake_list& woken) noexcept {
        while (!waiting_.empty() && admits(waiting_.front()->wanted)) {
            waiter& next = *waiting_.pop_front();
            enter(next.wanted);
            next.is_admitted = true;
            Runtime::note(probe::kind::lock_acquired, tag, next.ticket, op_of(next.wanted));
            woken.add(next);
        }
    }

    [[nodiscard]] bool may_enter(access wanted) const noexcept {
        const std::lock_guard held(internal_);
        return admits_newcomer(wanted);
    }

    mutable probe::short_lock<Runtime> internal_;
    base::fifo<waiter> waiting_;
    std::size_t holders_ = 0;
    bool is_exclusive_ = false;
    bool poisoned_ = false;
};

} // namespace chan::sync::detail
