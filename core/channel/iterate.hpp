// Iterating over the messages of a receiver: an iterator that holds the current message and gets
// the next one by receiving. Both are C++20 input ranges; the messages can be moved from where they
// stand.
//
// It receives when it is looked at (dereferenced, or compared with the end), not when it is
// incremented: a view that counts, such as std::views::take, increments after its last message, and
// must not take one more away, or wait for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace chan::detail {

/// Whether an iterator waits for the next message, or ends where there is none now.
enum class waiting : std::uint8_t { no, yes };

template <class T, class Receiver>
class message_iterator {
public:
    using iterator_concept = std::input_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = T&;
    using pointer = T*;

    message_iterator(const Receiver& of, waiting wait, typename Receiver::site where)
        : receiver_(&of), waiting_(wait), where_(where) {}

    [[nodiscard]] T& operator*() const { return *looked_at(); }
    [[nodiscard]] T* operator->() const { return &*looked_at(); }

    message_iterator& operator++() {
        (void)looked_at(); // one that nobody looked at is passed over
        message_.reset();
        has_looked_ = false;
        return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const message_iterator& at, std::default_sentinel_t) {
        return !at.looked_at().has_value();
    }

private:
    std::optional<T>& looked_at() const {
        if (!has_looked_) {
            if (waiting_ == waiting::yes) {
                take(receiver_->recv(where_));
            } else {
                take(receiver_->try_recv(where_));
            }
            has_looked_ = true;
        }
        return message_;
    }
    void take(auto&& received) const {
        if (received) message_.emplace(std::move(*received));
    }

    const Receiver* receiver_;
    waiting waiting_;
    mutable bool has_looked_ = false; // the message is the current one; none: the end
    [[no_unique_address]] typename Receiver::site where_;
    mutable std::optional<T> message_;
};

/// What `try_iter` returns.
template <class T, class Receiver>
class present_messages : public std::ranges::view_interface<present_messages<T, Receiver>> {
public:
    present_messages(const Receiver& of, typename Receiver::site where)
        : receiver_(&of), where_(where) {}

    [[nodiscard]] auto begin() const {
        return message_iterator<T, Receiver>(*receiver_, waiting::no, where_);
    }
    [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

private:
    const Receiver* receiver_;
    [[no_unique_address]] typename Receiver::site where_;
};

} // namespace chan::detail
