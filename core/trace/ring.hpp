// A single-producer, single-consumer queue of events in linked chunks. The producer fills the last
// chunk and links the next; the consumer empties the first and hands it back through `spare_`, so
// that in the steady state the same two chunks go round and nothing is allocated.
//
// Invariant: of a chunk's events, those below `filled` belong to the consumer, the others to the
// producer; a chunk with a successor is full.
#pragma once

#include "core/trace/recorder.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace chan::trace {

class recorder::ring {
public:
    ring(std::size_t chunk_events, overflow when_full);
    ~ring();
    ring(const ring&) = delete;
    ring& operator=(const ring&) = delete;

    // --- the producer's -------------------------------------------------------------------------
    void reserve(std::size_t events);

    /// Where the next event goes, or null: full (overflow::count), and counted.
    event* next_slot();

    /// The event in the slot is whole: the consumer may have it.
    void publish() noexcept;

    // --- the consumer's -------------------------------------------------------------------------
    /// The oldest event not yet popped, or null: none now.
    [[nodiscard]] const event* front();
    void pop();

    /// How many did not fit since this was last asked.
    [[nodiscard]] std::uint32_t take_lost() noexcept;

private:
    struct chunk;

    [[nodiscard]] static chunk* new_chunk(std::size_t events);
    static void delete_chunk(chunk* unused) noexcept;
    [[nodiscard]] chunk* obtain(std::size_t events);
    void give_back(chunk* emptied) noexcept;

    // The two sides are kept on different cache lines.
    alignas(128) chunk* tail_ = nullptr; // producer's
    chunk* ahead_ = nullptr;             // reserved, not yet linked
    std::size_t written_ = 0;            // in tail_
    std::size_t chunk_events_;
    overflow when_full_;
    std::atomic<std::uint32_t> lost_{0};

    alignas(128) chunk* head_ = nullptr; // consumer's
    std::size_t read_ = 0;               // in head_
    std::size_t available_ = 0;          // what was last seen of head_'s `filled`

    alignas(128) std::atomic<chunk*> spare_{nullptr};
};

} // namespace chan::trace
