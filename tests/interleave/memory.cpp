#include "tests/interleave/memory.hpp"

#include <cstdio>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace tests::interleave {

std::optional<memory::conflict> memory::note(
    const void* address,
    std::size_t bytes,
    use how,
    int fiber,
    const vector_clock& now,
    std::uint32_t step
) {
    auto at = reinterpret_cast<std::uintptr_t>(address);
    const auto end = at + bytes;
    while (at < end) {
        const auto begin_of_word = at & ~std::uintptr_t{7};
        const auto stop = std::min(end, begin_of_word + 8);
        unsigned mask = 0;
        for (auto byte = at; byte < stop; ++byte) mask |= 1U << (byte - begin_of_word);
        const record added{
            .when = now.at[static_cast<std::size_t>(fiber)],
            .step = step,
            .bytes = static_cast<std::uint8_t>(mask),
            .fiber = static_cast<std::int8_t>(fiber),
            .how = how,
        };
        if (const auto found = note_in(find(begin_of_word), added, now)) return found;
        at = stop;
    }
    return std::nullopt;
}

std::optional<memory::conflict>
memory::note_in(word& in, const record& added, const vector_clock& now) {
    // Records that the new one stands for are dropped: what is unordered with one of those, and
    // conflicts, is unordered with the new one, too.
    int kept = 0;
    for (int i = 0; i < in.count; ++i) {
        const record before = in.records[static_cast<std::size_t>(i)];
        const bool is_ordered = now.covers(before.fiber, before.when);
        const bool is_only_read = before.how == use::read && added.how == use::read;
        if ((before.bytes & added.bytes) != 0
            && (before.how == use::free || (!is_only_read && !is_ordered))) {
            return conflict{before.fiber, before.how, before.step};
        }
        const bool is_within = (before.bytes & ~added.bytes) == 0;
        const bool is_weaker = added.how != use::read || before.how == use::read;
        if (is_within && is_weaker && is_ordered) continue;
        in.records[static_cast<std::size_t>(kept++)] = before;
    }
    const int room = static_cast<int>(in.records.size());
    const int place = kept < room ? kept++ : 0;
    in.records[static_cast<std::size_t>(place)] = added;
    in.count = static_cast<std::uint8_t>(kept);
    return std::nullopt;
}

memory::word& memory::find(std::uintptr_t address) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
    auto at = static_cast<std::size_t>(((address >> 3U) * golden) >> (64U - index_bits));
    while (true) {
        word& candidate = words_[at];
        if (candidate.generation != generation_) {
            if (++used_ > words_.size() / 2) {
                std::fputs("interleave: a test touches too much memory\n", stderr);
                std::abort();
            }
            candidate.address = address;
            candidate.generation = generation_;
            candidate.count = 0;
            return candidate;
        }
        if (candidate.address == address) return candidate;
        at = (at + 1) % words_.size();
    }
}

void memory::is_new(const void* address, std::size_t bytes) {
    const auto begin = reinterpret_cast<std::uintptr_t>(address) & ~std::uintptr_t{7};
    for (auto at = begin; at < begin + bytes; at += 8) find(at).count = 0;
}

std::optional<std::size_t> memory::freed(void* block_address) {
    for (auto i = blocks_.rbegin(); i != blocks_.rend(); ++i) {
        if (i->at != block_address || !i->is_in_use) continue;
        i->is_in_use = false;
#if defined(__SANITIZE_ADDRESS__)
        __asan_poison_memory_region(block_address, i->bytes);
#endif
        return i->bytes;
    }
    return std::nullopt;
}

std::size_t memory::leaked_bytes() const noexcept {
    std::size_t bytes = 0;
    for (const auto& each : blocks_) bytes += each.is_in_use ? each.bytes : 0;
    return bytes;
}

void memory::forget() noexcept {
    for (const auto& each : blocks_) {
#if defined(__SANITIZE_ADDRESS__)
        __asan_unpoison_memory_region(each.at, each.bytes);
#endif
        std::free(each.at);
    }
    blocks_.clear();
    used_ = 0;
    ++generation_;
}

} // namespace tests::interleave
