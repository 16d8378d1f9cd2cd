// The claimed waiters of one operation: unparks them when it goes out of scope. It is declared
// before the guard of the internal lock, so that the lock was given back by then, and after the
// section, so that who enters the section later finds each claimed waiter unparked and done with.
#pragma once

#include "core/base/fifo.hpp"

namespace chan::probe {

template <class Waiter>
class wake_list {
public:
    wake_list() = default;
    wake_list(const wake_list&) = delete;
    wake_list& operator=(const wake_list&) = delete;
    ~wake_list() {
        // The next one is read before the unpark, after which the waiter may be gone.
        while (Waiter* const next = claimed_.pop_front()) next->parker.unpark();
    }

    void add(Waiter& claimed) noexcept { claimed_.push_back(claimed); }

private:
    base::fifo<Waiter> claimed_;
};

} // namespace chan::probe
