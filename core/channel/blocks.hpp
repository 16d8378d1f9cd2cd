// The queue of an unbounded channel: a chain of blocks of slots. Messages are built in place and
// stay where they are until they are moved out. A drained block goes back to the sending end, one
// at most and none that is long or has big messages; all others are freed at once, so the queue's
// memory follows its length.
//
// Who pushes holds the sending end's lock, who pops the receiving end's; what is said of both ends
// needs both locks. Strong guarantee: a push that throws changes nothing.
//
// A block stays the receiving end's current one until a message is behind it: only then the
// sending end has left it, too, and has linked it to the next.
#pragma once

#include "core/channel/queue_end.hpp"
#include "core/channel/slot.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace chan::detail {

template <class T, class Runtime>
class blocks {
    struct block;

public:
    using slot_type = slot<T, Runtime>;
    using ticket_type = typename Runtime::ticket;
    static constexpr bool never_full = true;
    static constexpr bool hands_over = false;

    struct place {
        block* in = nullptr;
        std::size_t at = 0; // the next slot of that block; its length: the next block's first
    };
    using end = queue_end<Runtime, place>;
    end sending, receiving;
    /// How long to pause between two looks for a message: while it waits for a batch.
    static constexpr int pauses = 16;

    explicit blocks(std::size_t /*bound*/) noexcept {}
    blocks(const blocks&) = delete;
    blocks& operator=(const blocks&) = delete;
    ~blocks() { const remains all(*this); }

    // The sending end.

    [[nodiscard]] static constexpr bool has_room() noexcept { return true; }

    void push(T&& value, ticket_type ticket) {
        if (sending.cursor.in == nullptr || sending.cursor.at == sending.cursor.in->length) [[unlikely]] {
            push_into_new_block(std::move(value), ticket);
        } else {
            std::construct_at(sending.cursor.in->at(sending.cursor.at), std::move(value), ticket);
            ++sending.cursor.at;
        }
        sending.advance();
    }

    // The receiving end.

    /// The oldest message, or null.
    [[nodiscard]] slot_type* front() noexcept {
        if (receiving.mine() == receiving.other_seen) {
            receiving.look_at(sending);
            if (receiving.mine() == receiving.other_seen) return nullptr;
        }
        if (receiving.cursor.in == nullptr || receiving.cursor.at == receiving.cursor.in->length) [[unlikely]] enter_next();
        return receiving.cursor.in->at(receiving.cursor.at);
    }
    void pop() noexcept {
        std::destroy_at(receiving.cursor.in->at(receiving.cursor.at));
        ++receiving.cursor.at;
        receiving.advance();
        if (receiving.cursor.in->length > kept_length
            && receiving.mine() == receiving.other_seen) [[unlikely]] {
            give_back();
        }
    }

    // Any thread, without a lock: hints.

    [[nodiscard]] static constexpr bool may_have_room() noexcept { return true; }
    // relaxed: a look that promises nothing; who acts on it takes the lock.
    [[nodiscard]] bool may_have_message() const noexcept { return size() != 0; }

    // Both ends.

    [[nodiscard]] std::size_t size() const noexcept {
        const std::size_t popped = receiving.position.count.load(std::memory_order_relaxed);
        return sending.position.count.load(std::memory_order_relaxed) - popped;
    }

    template <class Visitor>
    void for_each(Visitor visit) const {
        const block* in = receiving.cursor.in != nullptr ? receiving.cursor.in : first_;
        std::size_t at = receiving.cursor.at;
        for (std::size_t left = size(); left > 0; --left, ++at) {
            if (at == in->length) {
                in = in->next;
                at = 0;
            }
            visit(*in->at(at));
        }
    }

    /// Takes all messages and the memory out of a queue that is closed at both ends, and destroys
    /// them with itself.
    class remains {
    public:
        remains() = default;
        explicit remains(blocks& of) noexcept
            : in_(of.receiving.cursor.in != nullptr ? of.receiving.cursor.in : of.first_)
            , spare_(of.spare_.exchange(nullptr, std::memory_order_relaxed))
            , at_(of.receiving.cursor.at)
            , left_(of.size()) {
            of.receiving.position.count.store(of.sending.mine(), std::memory_order_relaxed);
            of.receiving.cursor.in = of.sending.cursor.in = of.first_ = nullptr;
            of.receiving.cursor.at = of.sending.cursor.at = 0;
        }
        remains(remains&& from) noexcept { *this = std::move(from); }
        remains& operator=(remains&& from) noexcept {
            std::swap(in_, from.in_);
            std::swap(spare_, from.spare_);
            std::swap(at_, from.at_);
            std::swap(left_, from.left_);
            return *this;
        }
        ~remains() {
            for (; left_ > 0; --left_, ++at_) {
                if (at_ == in_->length) {
                    destroy(std::exchange(in_, in_->next));
                    at_ = 0;
                }
                std::destroy_at(in_->at(at_));
            }
            destroy(in_);
            destroy(spare_);
        }

    private:
        block* in_ = nullptr;
        block* spare_ = nullptr;
        std::size_t at_ = 0, left_ = 0;
    };

private:
    /// The slots stand behind it.
    struct block {
        explicit block(std::size_t slots) : length(slots) {}

        slot_type* at(std::size_t i) noexcept {
            return std::launder(reinterpret_cast<slot_type*>(this + 1)) + i;
        }
        const slot_type* at(std::size_t i) const noexcept {
            return std::launder(reinterpret_cast<const slot_type*>(this + 1)) + i;
        }

        // So that the slots, which stand behind the block, are aligned as it is.
        alignas(std::max(alignof(slot_type), alignof(std::size_t))) const std::size_t length;
        block* next = nullptr; // written by the sending end before it advances past the block
    };

    // In bytes: the first block of a channel; the least and the most of a later one; and what of a
    // block that is kept for later. At least one message each, but no big one is kept.
    static constexpr std::size_t slots_in(std::size_t bytes) {
        return std::max<std::size_t>(bytes / sizeof(slot_type), 1);
    }
    static constexpr std::size_t biggest_kept = 262144;
    static constexpr std::size_t first_length = slots_in(256), least_length = slots_in(1024),
                                 most_length = slots_in(65536);
    static constexpr std::size_t kept_length =
        sizeof(slot_type) <= biggest_kept ? slots_in(1024) : 0;

    /// A new block is about as long as the queue is: so a long queue seldom allocates, a short one
    /// stays small, and what is allocated for nothing is at most as much again as is needed. It
    /// changes by no more than half or double, so that one look at a bad moment does little.
    [[nodiscard]] std::size_t next_length() const noexcept {
        if (sending.cursor.in == nullptr) return first_length;
        const std::size_t before = sending.cursor.in->length;
        return std::clamp(
            std::clamp(size(), before / 2, 2 * before), least_length, most_length
        );
    }

    static constexpr bool is_over_aligned = alignof(block) > __STDCPP_DEFAULT_NEW_ALIGNMENT__;

    static block* make(std::size_t length) {
        static_assert(alignof(block) % alignof(slot_type) == 0);
        const std::size_t bytes = sizeof(block) + length * sizeof(slot_type);
        void* const memory = is_over_aligned
            ? ::operator new(bytes, std::align_val_t(alignof(block)))
            : ::operator new(bytes);
        return std::construct_at(static_cast<block*>(memory), length);
    }
    static void destroy(block* drained) noexcept {
        if constexpr (is_over_aligned) {
            ::operator delete(drained, std::align_val_t(alignof(block)));
        } else {
            ::operator delete(drained);
        }
    }
    struct destroyer {
        void operator()(block* drained) const noexcept { destroy(drained); }
    };

    /// Puts the value into a new block, then makes that the last.
    void push_into_new_block(T&& value, ticket_type ticket) {
        // acquire: pairs with the release in recycle(), takes over the drained block.
        std::unique_ptr<block, destroyer> added(spare_.exchange(nullptr, std::memory_order_acquire));
        if (added == nullptr) added.reset(make(next_length()));
        std::construct_at(added->at(0), std::move(value), ticket);
        added->next = nullptr;
        (sending.cursor.in == nullptr ? first_ : sending.cursor.in->next) = added.get();
        sending.cursor.in = added.release();
        sending.cursor.at = 1;
    }

    /// A message is behind this block: goes there.
    void enter_next() noexcept {
        if (receiving.cursor.in == nullptr) {
            receiving.cursor.in = first_;
        } else {
            recycle(std::exchange(receiving.cursor.in, receiving.cursor.in->next));
        }
        receiving.cursor.at = 0;
    }

    /// A long block was drained, it seems: frees it, unless a sender is about to need it.
    [[gnu::noinline]] void give_back() noexcept {
        if (!sending.lock.try_lock()) return;
        if (size() == 0) {
            destroy(receiving.cursor.in);
            receiving.cursor = sending.cursor = place{};
            first_ = nullptr;
        }
        sending.lock.unlock();
    }

    void recycle(block* drained) noexcept {
        block* none = nullptr;
        // release: pairs with the acquire in push_into_new_block().
        if (drained->length > kept_length || spare_.load(std::memory_order_relaxed) != nullptr
            || !spare_.compare_exchange_strong(none, drained, std::memory_order_release)) {
            destroy(drained);
        }
    }

    block* first_ = nullptr; // the very first; written before the first advance
    alignas(apart) typename Runtime::template atomic<block*> spare_{nullptr};
};

} // namespace chan::detail
