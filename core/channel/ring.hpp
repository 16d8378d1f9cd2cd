// The queue of a bounded channel: a ring of slots, as many as the bound, made at once.
//
// Not thread-safe: the channel's lock guards it. Strong guarantee: a push that throws changes
// nothing.
#pragma once

#include "core/channel/slot.hpp"

#include <cstddef>
#include <memory>
#include <utility>

namespace chan::detail {

template <class T, class Runtime>
class ring {
public:
    using slot_type = slot<T, Runtime>;
    static constexpr bool hands_over = false;

    /// A ring of 0 slots is what is left behind when the messages are taken out of a closed
    /// channel.
    explicit ring(std::size_t bound = 0)
        : slots_(bound == 0 ? nullptr : std::allocator<slot_type>().allocate(bound))
        , bound_(bound) {}
    ring(const ring&) = delete;
    ring& operator=(const ring&) = delete;
    ~ring() {
        while (!empty()) pop_front();
        if (slots_ != nullptr) std::allocator<slot_type>().deallocate(slots_, bound_);
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] bool full() const noexcept { return size_ == bound_; }

    void push_back(T&& value, const typename Runtime::ticket& ticket) {
        std::construct_at(slots_ + wrapped(first_ + size_), std::move(value), ticket);
        ++size_;
    }

    [[nodiscard]] slot_type& front() noexcept { return slots_[first_]; }

    void pop_front() noexcept {
        std::destroy_at(slots_ + first_);
        first_ = wrapped(first_ + 1);
        --size_;
    }

    void swap(ring& other) noexcept {
        std::swap(slots_, other.slots_);
        std::swap(bound_, other.bound_);
        std::swap(first_, other.first_);
        std::swap(size_, other.size_);
    }

    template <class Visitor>
    void for_each(Visitor visit) const {
        for (std::size_t i = 0; i < size_; ++i) visit(slots_[wrapped(first_ + i)]);
    }

private:
    [[nodiscard]] std::size_t wrapped(std::size_t i) const noexcept {
        return i < bound_ ? i : i - bound_;
    }

    slot_type* slots_;
    std::size_t bound_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

} // namespace chan::detail
