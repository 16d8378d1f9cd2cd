// The chunks behind recorder::ring.
#include "core/trace/ring.hpp"

#include <algorithm>
#include <limits>
#include <new>

namespace chan::trace {

/// A header, followed in the same allocation by room for `capacity` events.
struct recorder::ring::chunk {
    std::size_t capacity;
    std::atomic<std::size_t> filled{0};
    std::atomic<chunk*> next{nullptr};

    explicit chunk(std::size_t events) : capacity(events) {}
    [[nodiscard]] event* slots() { return reinterpret_cast<event*>(this + 1); }
};

recorder::ring::chunk* recorder::ring::new_chunk(std::size_t events) {
    static_assert(alignof(chunk) >= alignof(event) && sizeof(chunk) % alignof(event) == 0);
    void* memory = ::operator new(sizeof(chunk) + events * sizeof(event));
    return ::new (memory) chunk(events);
}

void recorder::ring::delete_chunk(chunk* unused) noexcept {
    if (unused != nullptr) {
        unused->~chunk();
        ::operator delete(unused);
    }
}

recorder::ring::ring(std::size_t chunk_events, overflow when_full)
    : chunk_events_(std::max<std::size_t>(chunk_events, 1)), when_full_(when_full) {
    tail_ = head_ = new_chunk(chunk_events_);
    if (when_full_ == overflow::count) {
        ahead_ = new_chunk(chunk_events_); // the second of the only two there will be
    }
}

recorder::ring::~ring() {
    while (head_ != nullptr) {
        // relaxed: no thread records any more
        chunk* next = head_->next.load(std::memory_order_relaxed);
        delete_chunk(head_);
        head_ = next;
    }
    delete_chunk(ahead_);
    delete_chunk(spare_.load(std::memory_order_relaxed));
}

recorder::ring::chunk* recorder::ring::obtain(std::size_t events) {
    // acquire: pairs with the release in give_back(): the consumer is done reading it
    chunk* recycled = spare_.exchange(nullptr, std::memory_order_acquire);
    if (recycled != nullptr && recycled->capacity >= events) {
        return recycled;
    }
    if (when_full_ == overflow::count) {
        return nullptr;
    }
    delete_chunk(recycled);
    return new_chunk(std::max(events, chunk_events_));
}

void recorder::ring::reserve(std::size_t events) {
    if (when_full_ == overflow::count || tail_->capacity - written_ >= events) {
        return;
    }
    if (ahead_ != nullptr && ahead_->capacity < events) {
        delete_chunk(ahead_);
        ahead_ = nullptr;
    }
    if (ahead_ == nullptr) {
        ahead_ = obtain(events);
    }
}

event* recorder::ring::next_slot() {
    if (written_ == tail_->capacity) {
        chunk* next = ahead_ != nullptr ? ahead_ : obtain(1);
        if (next == nullptr) {
            // relaxed: only a count
            lost_.fetch_add(1, std::memory_order_relaxed);
            return nullptr;
        }
        ahead_ = nullptr;
        // release: pairs with the acquire in front(), publishes the chunk's header
        tail_->next.store(next, std::memory_order_release);
        tail_ = next;
        written_ = 0;
    }
    return tail_->slots() + written_;
}

void recorder::ring::publish() noexcept {
    ++written_;
    // release: pairs with the acquire in front(), publishes the event
    tail_->filled.store(written_, std::memory_order_release);
}

const event* recorder::ring::front() {
    if (read_ == available_) {
        // acquire: pairs with the release in publish()
        available_ = head_->filled.load(std::memory_order_acquire);
        if (read_ == available_) {
            if (read_ < head_->capacity) {
                return nullptr;
            }
            // acquire: pairs with the release in next_slot()
            chunk* next = head_->next.load(std::memory_order_acquire);
            if (next == nullptr) {
                return nullptr;
            }
            give_back(head_);
            head_ = next;
            read_ = 0;
            // acquire: pairs with the release in publish()
            available_ = head_->filled.load(std::memory_order_acquire);
            if (available_ == 0) {
                return nullptr;
            }
        }
    }
    return head_->slots() + read_;
}

void recorder::ring::pop() {
    ++read_;
}

void recorder::ring::give_back(chunk* emptied) noexcept {
    // relaxed: published as a whole by the exchange below
    emptied->filled.store(0, std::memory_order_relaxed);
    emptied->next.store(nullptr, std::memory_order_relaxed);
    // release: pairs with the acquire in obtain(): we are done reading it; acquire: with the
    // release of the give_back() before, whose chunk nobody took
    delete_chunk(spare_.exchange(emptied, std::memory_order_acq_rel));
}

std::uint32_t recorder::ring::take_lost() noexcept {
    // relaxed: only a count
    return lost_.exchange(0, std::memory_order_relaxed);
}

} // namespace chan::trace
