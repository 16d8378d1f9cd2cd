// A message that is known to the interleaver: each move, use and end is an access to its place that
// has to be ordered with the others, in every build; and a ledger tells what became of it.
#pragma once

#include "tests/interleave/execution.hpp"
#include "tests/interleave/interleaved.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace tests::interleave {

/// One word of plain memory, whose every use is noted.
class cell {
public:
    explicit cell(int initial = 0) : value_(initial) { note(use::write); }
    cell(const cell&) = delete;
    cell& operator=(const cell&) = delete;
    ~cell() { note(use::write); }

    [[nodiscard]] int get() const {
        note(use::read);
        return value_;
    }
    void set(int to) {
        note(use::write);
        value_ = to;
    }

private:
    void note(use how) const { execution::current().touch(&value_, sizeof value_, how); }

    int value_;
};

/// How often each message was made, and how often it came to an end. It belongs to the test's main
/// and orders nothing: its numbers are no memory of the test.
class ledger {
public:
    static constexpr std::size_t most = 8;

    void made(int number) noexcept;
    void ended(int number) noexcept;
    /// Each message that was made has come to an end, once.
    [[nodiscard]] bool is_settled() const noexcept;
    [[nodiscard]] bool has_ended(int number) const noexcept;

private:
    std::array<int, most> made_{};
    std::array<int, most> ended_{};
};

/// A message with a number; it only moves.
class tracked {
public:
    tracked(ledger& in, int number) : in_(&in), number_(number) { in.made(number); }
    tracked(tracked&& from) noexcept : in_(from.in_), number_(from.give()) {}
    tracked& operator=(tracked&& from) noexcept {
        end();
        in_ = from.in_;
        number_.set(from.give());
        return *this;
    }
    ~tracked() { end(); }

    [[nodiscard]] int number() const { return number_.get(); }
    [[nodiscard]] bool was_moved_from() const { return number() == gone; }

private:
    static constexpr int gone = -1;

    int give() {
        const int number = number_.get();
        number_.set(gone);
        return number;
    }
    void end() {
        if (const int number = number_.get(); number != gone) in_->ended(number);
    }

    ledger* in_;
    cell number_;
};

/// One so long that the queue of an unbounded channel begins with blocks of one message each.
struct long_message {
    long_message(ledger& in, int number) : inner(in, number) {}
    long_message(long_message&& from) noexcept : inner(std::move(from.inner)) {}

    tracked inner;
    std::array<std::byte, 1200> rest; // neither written nor moved
};

} // namespace tests::interleave
