// A value that many threads can read at the same time, or one can change. The lock is fair: a
// waiting writer lets the present readers end and keeps new ones behind it, and the other way
// round.
//
//     chan::sync::rwlock<table> prices(load());
//     auto seen = prices.read()->find(item);
//     prices.write()->insert(offer);
#pragma once

#include "core/probe/native.hpp"
#include "core/sync/guard.hpp"

#include <optional>
#include <utility>

namespace chan::sync {

template <class T, class Runtime = probe::native>
class rwlock {
public:
    using value_type = T;
    using site = typename Runtime::site;
    using read_guard = guard<const T, Runtime, detail::access::shared>;
    using write_guard = guard<T, Runtime, detail::access::exclusive>;

    /// A lock around this value, which it owns from now on.
    explicit rwlock(T value, site where = site::current())
        : lock_(where), value_(moved_in(value)) {}
    rwlock(const rwlock&) = delete;
    rwlock& operator=(const rwlock&) = delete;

    /// Locks for reading, together with other readers.
    ///
    /// Blocks while a writer holds the lock, or waits for it since earlier; so a thread that reads
    /// while it reads may wait for itself for ever.
    ///
    ///     auto price = prices.read()->at(item);
    [[nodiscard]] read_guard read(site where = site::current()) const {
        lock_.lock(detail::access::shared, where);
        return read_guard(lock_, value_);
    }

    /// Locks for changing the value, alone.
    ///
    /// Blocks while anybody else holds the lock.
    /// Returns a guard, also if the lock is poisoned.
    ///
    ///     prices.write()->insert(offer);
    [[nodiscard]] write_guard write(site where = site::current()) {
        lock_.lock(detail::access::exclusive, where);
        return write_guard(lock_, value_);
    }

    /// Locks for reading or changing if that is possible now; nothing if not. Never blocks.
    [[nodiscard]] std::optional<read_guard> try_read(site where = site::current()) const {
        if (!lock_.try_lock(detail::access::shared, where)) return std::nullopt;
        return read_guard(lock_, value_);
    }
    [[nodiscard]] std::optional<write_guard> try_write(site where = site::current()) {
        if (!lock_.try_lock(detail::access::exclusive, where)) return std::nullopt;
        return write_guard(lock_, value_);
    }

    /// A writer panicked: its guard was ended by an exception. The value may be half changed.
    /// Readers poison nothing.
    [[nodiscard]] bool is_poisoned() const noexcept { return lock_.is_poisoned(); }
    /// The value was put right.
    void clear_poison() noexcept { lock_.clear_poison(); }

private:
    /// Handles that move here become the lock's.
    T moved_in(T& value) {
        typename Runtime::into_lock moving(lock_.tag);
        return std::move(value);
    }

    mutable detail::fair_lock<Runtime> lock_; // a const rwlock is one to read
    T value_;
};

} // namespace chan::sync
