// The plain memory of one execution: who has read and written which bytes, and when, so that two
// accesses that the code's memory orders leave unordered are found in whichever order they came;
// and what was allocated, so that a leak and a use after free are found.
//
// Vector clocks as in Flanagan and Freund, "FastTrack", with the accesses of each eight bytes kept
// in a few records as ThreadSanitizer does. A record that is pushed out can hide a race, never
// invent one. Freed memory is kept until the execution is over.
#pragma once

#include "tests/interleave/operation.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tests::interleave {

enum class use : std::uint8_t { read, write, free };

class memory {
public:
    struct conflict {
        int fiber; // who came first
        use how;
        std::uint32_t after; // this many steps of the schedule
    };

    memory() : words_(std::size_t{1} << index_bits) {}
    ~memory() { forget(); }
    memory(const memory&) = delete;
    memory& operator=(const memory&) = delete;

    /// `fiber`, whose clock is `now`, accesses these bytes. An answer: unordered with this one.
    std::optional<conflict> note(
        const void* address,
        std::size_t bytes,
        use how,
        int fiber,
        const vector_clock& now,
        std::uint32_t step
    );

    /// Memory that another use of it left behind, and whose new use is ordered after that one.
    void is_new(const void* address, std::size_t bytes);

    void allocated(void* block, std::size_t bytes) { blocks_.push_back({block, bytes, true}); }
    /// The size of the block, which is kept; none: it is not of this execution, or was freed
    /// before.
    std::optional<std::size_t> freed(void* block);
    [[nodiscard]] std::size_t leaked_bytes() const noexcept;

    /// Gives everything back, also what was never freed.
    void forget() noexcept;

private:
    struct record {
        std::uint32_t when;
        std::uint32_t step;
        std::uint8_t bytes; // a bit for each
        std::int8_t fiber;
        use how;
    };
    struct word {
        std::uintptr_t address = 0;
        std::uint32_t generation = 0;
        std::uint8_t count = 0;
        std::array<record, 6> records;
    };
    struct allocation {
        void* at;
        std::size_t bytes;
        bool is_in_use;
    };
    static constexpr unsigned index_bits = 15;

    word& find(std::uintptr_t address);
    static std::optional<conflict> note_in(word& in, const record& added, const vector_clock& now);

    std::vector<word> words_;
    std::size_t used_ = 0;
    std::uint32_t generation_ = 1;
    std::vector<allocation> blocks_;
};

} // namespace tests::interleave
