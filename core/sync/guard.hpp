// A hold on a lock, which gives access to what the lock protects and ends with its own life. Ended
// by an exception, it poisons the lock; unwinding because a run is left is no such exception.
#pragma once

#include "core/base/contract.hpp"
#include "core/sync/fair_lock.hpp"

#include <exception>
#include <utility>

namespace chan::sync {

/// What `lock`, `read` and `write` return. It only moves; its destruction unlocks. The thread that
/// got it has to be the one that ends it.
///
///     auto jobs = queue.lock();
///     jobs->push_back(job);   // unlocks at the end of the scope
template <class T, class Runtime, detail::access Access>
class guard {
public:
    using site = typename Runtime::site;

    guard(detail::fair_lock<Runtime>& held, T& value) : held_(&held), value_(&value) {}
    guard(guard&& from) noexcept
        : held_(std::exchange(from.held_, nullptr))
        , value_(from.value_)
        , exceptions_(from.exceptions_) {}
    guard& operator=(guard&&) = delete;
    ~guard() { unlock(site{}); }

    /// Unlocks now, instead of at the end of the guard's life. A second time does nothing.
    void unlock(site where = site::current()) noexcept {
        detail::fair_lock<Runtime>* const held = std::exchange(held_, nullptr);
        if (held == nullptr) return;
        const bool panicking = std::uncaught_exceptions() > exceptions_ && !Runtime::leaving();
        held->unlock(Access, where, panicking && Access == detail::access::exclusive);
    }

    [[nodiscard]] T& operator*() const noexcept { return value(); }
    [[nodiscard]] T* operator->() const noexcept { return &value(); }

    /// A former holder panicked: what the lock protects may be half changed.
    [[nodiscard]] bool is_poisoned() const noexcept {
        (void)value();
        return held_->is_poisoned();
    }

private:
    T& value() const noexcept {
        chan::base::require(
            held_ != nullptr, "a guard was used after it was unlocked or moved from; lock again"
        );
        return *value_;
    }

    detail::fair_lock<Runtime>* held_;
    T* value_;
    int exceptions_ = std::uncaught_exceptions();
};

} // namespace chan::sync
