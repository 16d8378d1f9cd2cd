// Iterating over the messages of a receiver: an iterator that holds the current message and gets
// the next one by receiving. Both are C++20 input ranges; the messages can be moved from where they
// stand.
//
// It receives when it is looked at (dereferenced, or compared with the end), not when it is
// incremented: a view that counts, such as std::views::take, increments after its last message, and
// must not take one more away, or wait for it.
#pragma once

#include "core/channel/errors.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <iterator>
#include <memory>
#include <new>
#include <ranges>
#include <type_traits>

namespace chan::detail {

/// Whether an iterator waits for the next message, or ends where there is none now.
enum class waiting : std::uint8_t { no, yes };

template <class T, class Receiver, waiting Wait>
class message_iterator {
public:
    using iterator_concept = std::input_iterator_tag; // no older kind: ++ gives nothing
    using value_type = T;
    using difference_type = std::ptrdiff_t;

    message_iterator(const Receiver& of, typename Receiver::site where)
        : receiver_(std::addressof(of)), where_(where), received_(nothing()) {}

    [[nodiscard]] T& operator*() const { return *looked_at(); }
    [[nodiscard]] T* operator->() const { return std::addressof(*looked_at()); }

    message_iterator& operator++() {
        (void)looked_at(); // one that nobody looked at is passed over
        has_looked_ = false;
        if (received_) received_ = nothing();
        return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const message_iterator& at, std::default_sentinel_t) {
        return !at.looked_at().has_value();
    }

private:
    using error = std::conditional_t<Wait == waiting::yes, recv_error, try_recv_error>;
    using received = std::expected<T, error>;

    static std::unexpected<error> nothing() {
        if constexpr (Wait == waiting::yes) {
            return std::unexpected(recv_error());
        } else {
            return std::unexpected(try_recv_error(cause::empty));
        }
    }
    received receive() const {
        if constexpr (Wait == waiting::yes) {
            return receiver_->recv(where_);
        } else {
            return receiver_->try_recv(where_);
        }
    }

    received& looked_at() const {
        if (!has_looked_) {
            receive_in_place();
            has_looked_ = true;
        }
        return received_;
    }
    /// What is received becomes a new object at the same place, without a move: that could throw,
    /// and the message would be lost.
    void receive_in_place() const {
        void* const place = std::addressof(received_);
        std::destroy_at(std::addressof(received_));
        try {
            ::new (place) received(receive());
        } catch (...) {
            ::new (place) received(nothing());
            throw;
        }
    }

    const Receiver* receiver_;
    mutable bool has_looked_ = false; // what was received is the current message; none: the end
    [[no_unique_address]] typename Receiver::site where_;
    mutable received received_;
};

/// What `try_iter` returns.
template <class T, class Receiver>
class present_messages : public std::ranges::view_interface<present_messages<T, Receiver>> {
public:
    present_messages(const Receiver& of, typename Receiver::site where)
        : receiver_(std::addressof(of)), where_(where) {}

    [[nodiscard]] auto begin() const {
        return message_iterator<T, Receiver, waiting::no>(*receiver_, where_);
    }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

private:
    const Receiver* receiver_;
    [[no_unique_address]] typename Receiver::site where_;
};

} // namespace chan::detail
