// Runs a small closed test under every interleaving of its operations.
//
// Depth first over the choices of who goes next, each execution from the start. Without a bound on
// preemptions, of executions that differ only in the order of independent operations (mostly) one
// is run: dynamic partial-order reduction (Flanagan and Godefroid, 2005) with sleep sets
// (Godefroid, 1996), which misses no deadlock, no failed check and no data race. With a bound, all
// executions are run in which at most so many times a thread that could go on has to stand back.
//
// What is not covered: values that only weakly ordered memory can show (each load reads the latest
// store, though the weaker order may be convicted by the plain memory that it leaves unordered; but
// see store_buffers.hpp),
// spurious failures of compare_exchange_weak and spurious wakes of futexes.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace tests::interleave {

struct bounds {
    std::optional<int> preemptions = std::nullopt; // none: all interleavings
    std::size_t executions = 200'000;              // then it gives up, and is not exhaustive
    std::size_t steps = 1'000;                     // of one execution; more is a failure
    bool counts_orders = false;                    // for tests of the search
};

struct outcome {
    std::size_t executions = 0;              // that ran to their end
    std::size_t repeats = 0;                 // cut short, being equivalent to another
    std::size_t orders = 0;                  // that differ for dependent operations, if counted
    std::size_t longest = 0;                 // steps
    bool is_exhaustive = false;              // within the bound
    std::map<std::string, std::size_t> seen; // what the executions said by saw()
    std::string failure;                     // of the first execution that failed, which ends it
    std::string schedule;

    /// Both in words, with how much was searched.
    [[nodiscard]] std::string text(const bounds& within) const;
};

/// The body makes its threads as interleave::thread, and must be the same each time but for the
/// schedule.
outcome explore(const bounds& within, const std::function<void()>& body);

} // namespace tests::interleave
