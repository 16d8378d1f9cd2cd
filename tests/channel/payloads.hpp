// Payloads that tell when a channel mistreats them.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace tests {

/// Counts the objects that live and own something: neither a leak nor a double drop stays unseen.
class counted {
public:
    using counter = std::atomic<int>;

    counted(counter& living, int n) : living_(&living), number(n) { ++living; }
    counted(counted&& from) noexcept
        : living_(std::exchange(from.living_, nullptr)), number(from.number) {}
    counted& operator=(counted&& from) noexcept {
        std::swap(living_, from.living_);
        number = from.number;
        return *this;
    }
    ~counted() {
        if (living_ != nullptr) --*living_;
    }

private:
    counter* living_;

public:
    int number;
};

struct move_failed : std::runtime_error {
    move_failed() : runtime_error("the move was made to fail") {}
};

/// Its move throws as often as `failures` says, and then leaves its source as it was.
struct fragile {
    std::atomic<int>* failures;
    int number;

    fragile(std::atomic<int>& failures_left, int n) : failures(&failures_left), number(n) {}
    fragile(fragile&& from) : failures(from.failures), number(from.number) {
        if (failures->load() > 0) {
            --*failures;
            throw move_failed();
        }
        from.number = -1;
    }
    fragile& operator=(fragile&&) = delete;
};

/// The move after `moves_left` more throws, once, and then leaves its source as it was.
struct tiring {
    std::atomic<int>* moves_left;
    int number;

    tiring(std::atomic<int>& left, int n) : moves_left(&left), number(n) {}
    tiring(tiring&& from) : moves_left(from.moves_left), number(from.number) {
        if (moves_left->fetch_sub(1) == 0) throw move_failed();
        from.number = -1;
    }
    tiring& operator=(tiring&&) = delete;
};

struct alignas(256) over_aligned {
    int number;
    [[nodiscard]] bool is_in_place() const {
        return reinterpret_cast<std::uintptr_t>(this) % alignof(over_aligned) == 0;
    }
};

/// Bigger than the stacks of the threads that pass it around.
struct huge {
    std::array<std::byte, std::size_t{1} << 20U> bytes;
};

struct empty {};

} // namespace tests
