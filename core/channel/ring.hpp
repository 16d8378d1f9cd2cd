// The queue of a bounded channel: a ring of slots, as many as the bound, made at once.
//
// Who pushes holds the sending end's lock, who pops the receiving end's; what is said of both ends
// needs both locks. Strong guarantee: a push that throws changes nothing.
// The way each end remembers where it last saw the other: Lee, Bu, Chandranmenon, "MCRingBuffer"
// (2010).
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
class ring {
public:
    using slot_type = slot<T, Runtime>;
    using ticket_type = typename Runtime::ticket;
    static constexpr bool never_full = false;
    static constexpr bool hands_over = false;

    using end = queue_end<Runtime, std::size_t>; // the cursor: the position, wrapped
    end sending, receiving;
    /// How long to pause between two looks for a message, or for room: while it waits for a batch.
    const int pauses;

    explicit ring(std::size_t bound)
        : pauses(static_cast<int>(std::clamp<std::size_t>(bound / 4, 1, 16)))
        , slots_(fits_beside(bound) ? beside() : allocate(bound))
        , bound_(bound) {}
    ring(const ring&) = delete;
    ring& operator=(const ring&) = delete;
    ~ring() { const remains all(*this); }

    // The sending end.

    [[nodiscard]] bool has_room() noexcept {
        if (sending.mine() - sending.other_seen < bound_) return true;
        sending.look_at(receiving);
        return sending.mine() - sending.other_seen < bound_;
    }
    /// There has to be room.
    void push(T&& value, ticket_type ticket) {
        std::construct_at(slots_ + sending.cursor, std::move(value), ticket);
        step(sending);
    }

    // The receiving end.

    /// The oldest message, or null.
    [[nodiscard]] slot_type* front() noexcept {
        if (receiving.mine() == receiving.other_seen) {
            receiving.look_at(sending);
            if (receiving.mine() == receiving.other_seen) return nullptr;
        }
        return slots_ + receiving.cursor;
    }
    void pop() noexcept {
        std::destroy_at(slots_ + receiving.cursor);
        step(receiving);
    }

    // Any thread, without a lock: hints.

    // relaxed: a look that promises nothing; who acts on it takes the lock.
    [[nodiscard]] bool may_have_room() const noexcept { return size() < bound_; }
    [[nodiscard]] bool may_have_message() const noexcept { return size() != 0; }

    // Both ends.

    [[nodiscard]] std::size_t size() const noexcept {
        const std::size_t popped = receiving.position.count.load(std::memory_order_relaxed);
        return sending.position.count.load(std::memory_order_relaxed) - popped;
    }

    template <class Visitor>
    void for_each(Visitor visit) const {
        std::size_t at = receiving.cursor;
        for (std::size_t left = size(); left > 0; --left, at = next(at)) visit(slots_[at]);
    }

    /// Takes all messages and the memory out of a ring that is closed at both ends, and destroys
    /// them with itself. The ring has to outlive it.
    class remains {
    public:
        remains() = default;
        explicit remains(ring& of) noexcept
            : slots_(std::exchange(of.slots_, nullptr))
            , is_allocated_(!of.fits_beside(of.bound_))
            , bound_(of.bound_)
            , at_(of.receiving.cursor)
            , left_(of.size()) {
            of.receiving.position.count.store(of.sending.mine(), std::memory_order_relaxed);
        }
        remains(remains&& from) noexcept { *this = std::move(from); }
        remains& operator=(remains&& from) noexcept {
            std::swap(slots_, from.slots_);
            std::swap(is_allocated_, from.is_allocated_);
            std::swap(bound_, from.bound_);
            std::swap(at_, from.at_);
            std::swap(left_, from.left_);
            return *this;
        }
        ~remains() {
            if (slots_ == nullptr) return;
            for (; left_ > 0; --left_) {
                std::destroy_at(slots_ + at_);
                if (++at_ == bound_) at_ = 0;
            }
            if (is_allocated_) ::operator delete(slots_, std::align_val_t(alignment));
        }

    private:
        slot_type* slots_ = nullptr;
        bool is_allocated_ = false;
        std::size_t bound_ = 0, at_ = 0, left_ = 0;
    };

private:
    static constexpr std::size_t alignment = std::max(apart, alignof(slot_type));

    // A few small messages fit in the line that tells the receiving end of them.
    static bool fits_beside(std::size_t bound) noexcept {
        constexpr std::size_t room = sizeof(queue_position<Runtime>::beside);
        return alignof(slot_type) <= alignof(std::size_t) && bound <= room / sizeof(slot_type);
    }
    slot_type* beside() noexcept {
        return std::launder(reinterpret_cast<slot_type*>(sending.position.beside));
    }

    static slot_type* allocate(std::size_t bound) {
        if (bound > std::size_t(-1) / sizeof(slot_type)) throw std::bad_array_new_length();
        return static_cast<slot_type*>(
            ::operator new(bound * sizeof(slot_type), std::align_val_t(alignment))
        );
    }
    [[nodiscard]] std::size_t next(std::size_t at) const noexcept {
        return at + 1 == bound_ ? 0 : at + 1;
    }
    void step(end& of) noexcept {
        of.cursor = next(of.cursor);
        of.advance();
    }

    slot_type* slots_;
    const std::size_t bound_;
};

} // namespace chan::detail
