// A value that one thread at a time can reach. The lock is fair: waiting threads get it in the
// order they came.
//
//     chan::sync::mutex<int> counter(0);
//     std::jthread worker([&] { ++*counter.lock(); });
//
// Unlike Rust's, `lock` gives the guard also when the mutex is poisoned; ask `is_poisoned`.
#pragma once

#include "core/probe/native.hpp"
#include "core/sync/guard.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace chan::sync {

template <class T, class Runtime = probe::native>
class mutex {
public:
    using value_type = T;
    using site = typename Runtime::site;
    using guard = sync::guard<T, Runtime, detail::access::exclusive>;

    /// A mutex around this value, which it owns from now on.
    ///
    ///     chan::sync::mutex<std::vector<job>> jobs({});
    explicit mutex(T value, site where = site::current()) : lock_(where), value_(moved_in(value)) {}
    mutex(const mutex&) = delete;
    mutex& operator=(const mutex&) = delete;

    /// Locks, and gives access to the value while the guard lives.
    ///
    /// Blocks while another thread holds the mutex; a thread that locks twice waits for itself for
    /// ever. Returns a guard, also if the mutex is poisoned.
    ///
    ///     auto job = shared_rx.lock()->recv();   // locked until the end of this statement
    [[nodiscard]] guard lock(site where = site::current()) {
        lock_.lock(detail::access::exclusive, where);
        return guard(lock_, value_);
    }

    /// Locks if that is possible now. Never blocks. Returns nothing if another thread holds the
    /// mutex, or is about to get it.
    ///
    ///     if (auto cache = shared_cache.try_lock()) (*cache)->clear();
    [[nodiscard]] std::optional<guard> try_lock(site where = site::current()) {
        if (!lock_.try_lock(detail::access::exclusive, where)) return std::nullopt;
        return guard(lock_, value_);
    }

    /// A holder panicked: its guard was ended by an exception. The value may be half changed.
    [[nodiscard]] bool is_poisoned() const noexcept { return lock_.is_poisoned(); }
    /// The value was put right.
    void clear_poison() noexcept { lock_.clear_poison(); }

private:
    /// Handles that move here become the mutex's.
    T moved_in(T& value) {
        typename Runtime::into_lock moving(lock_.tag);
        return std::move(value);
    }

    detail::fair_lock<Runtime> lock_;
    T value_;
};

/// A mutex that several threads share, as Rust's `Arc::new(Mutex::new(value))`; made at the line
/// that calls it.
///
///     auto shared_rx = chan::sync::make_shared_mutex(std::move(rx));
///     std::jthread worker([shared_rx] { auto job = shared_rx->lock()->recv(); });
template <class Runtime = probe::native, class T>
[[nodiscard]] std::shared_ptr<mutex<T, Runtime>>
make_shared_mutex(T value, typename Runtime::site where = Runtime::site::current()) {
    return std::make_shared<mutex<T, Runtime>>(std::move(value), where);
}

} // namespace chan::sync
