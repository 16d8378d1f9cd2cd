// The queue of an unbounded channel: a chain of blocks of slots. Messages are built in place and
// stay where they are until they are moved out. A drained block is kept as the next one, one at
// most; all others are given back at once, so the queue's memory follows its length.
//
// Not thread-safe: the channel's lock guards it. Strong guarantee: a push that throws changes
// nothing.
#pragma once

#include "core/channel/slot.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

namespace chan::detail {

template <class T, class Runtime>
class blocks {
public:
    using slot_type = slot<T, Runtime>;
    static constexpr bool hands_over = false;

    explicit blocks(std::size_t /*bound*/ = 0) noexcept {}
    blocks(const blocks&) = delete;
    blocks& operator=(const blocks&) = delete;
    ~blocks() {
        while (!empty()) pop_front();
        delete first_;
        delete spare_;
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] bool full() const noexcept { return false; }

    void push_back(T&& value, const typename Runtime::ticket& ticket) {
        if (last_ == nullptr || end_ == block::length) {
            add_block(std::move(value), ticket);
        } else {
            std::construct_at(last_->at(end_), std::move(value), ticket);
            ++end_;
        }
        ++size_;
    }

    [[nodiscard]] slot_type& front() noexcept { return *first_->at(begin_); }

    void pop_front() noexcept {
        std::destroy_at(first_->at(begin_));
        --size_;
        ++begin_;
        if (size_ == 0) {
            begin_ = end_ = 0; // the last block is empty, and is filled from its start again
        } else if (begin_ == block::length) {
            recycle(std::exchange(first_, first_->next));
            begin_ = 0;
        }
    }

    void swap(blocks& other) noexcept {
        std::swap(first_, other.first_);
        std::swap(last_, other.last_);
        std::swap(spare_, other.spare_);
        std::swap(begin_, other.begin_);
        std::swap(end_, other.end_);
        std::swap(size_, other.size_);
    }

    template <class Visitor>
    void for_each(Visitor visit) const {
        const block* in = first_;
        std::size_t at = begin_;
        for (std::size_t left = size_; left > 0; --left, ++at) {
            if (at == block::length) {
                in = in->next;
                at = 0;
            }
            visit(*in->at(at));
        }
    }

private:
    struct block {
        // About a page, at least one message and at most 31.
        static constexpr std::size_t length =
            std::clamp<std::size_t>(4096 / sizeof(slot_type), 1, 31);

        slot_type* at(std::size_t i) noexcept {
            return std::launder(reinterpret_cast<slot_type*>(storage)) + i;
        }
        const slot_type* at(std::size_t i) const noexcept {
            return std::launder(reinterpret_cast<const slot_type*>(storage)) + i;
        }

        block* next = nullptr;
        alignas(slot_type) std::byte storage[length * sizeof(slot_type)]; // never cleared
    };

    /// Puts the value into a new block, then makes it the last.
    void add_block(T&& value, const typename Runtime::ticket& ticket) {
        if (spare_ == nullptr) spare_ = new block;
        std::construct_at(spare_->at(0), std::move(value), ticket);
        block* const added = std::exchange(spare_, nullptr);
        added->next = nullptr;
        (last_ == nullptr ? first_ : last_->next) = added;
        last_ = added;
        end_ = 1;
    }

    void recycle(block* drained) noexcept {
        if (spare_ == nullptr) {
            spare_ = drained;
        } else {
            delete drained;
        }
    }

    block* first_ = nullptr;
    block* last_ = nullptr;
    block* spare_ = nullptr;
    std::size_t begin_ = 0; // of the first block: its first message
    std::size_t end_ = 0;   // of the last block: behind its last message
    std::size_t size_ = 0;
};

} // namespace chan::detail
