// Whether what comes of a replay's choices is what its schedule expects, choice by choice, while it
// happens. Matches each actor's results, in its order, with its choices.
//
// Its facts are those of a run that is stepped from its start, in their order.
#pragma once

#include "core/run/choice_reader.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace chan::run {

/// The first choice of which something else came.
struct other_result {
    std::size_t place = 0; // in the schedule
    probe::fact operation; // as it was announced
    sched::outcome expected, happened;
};

/// Any thread may call any member.
class replay_check {
public:
    /// The run's next choices, after those that were expected before.
    void expect(const sched::schedule& next);
    /// From here on any choices may be made.
    void expect_nothing();
    /// True once: this fact shows the first result that is not the expected one.
    bool read(const probe::fact& what);
    [[nodiscard]] std::optional<other_result> found() const;
    /// How many choices came before those of the last `expect`.
    [[nodiscard]] std::size_t base() const;

private:
    struct expectation {
        std::size_t place;
        sched::outcome expected;
    };

    mutable std::mutex mutex_;
    choice_reader reader_;
    std::map<probe::actor_number, std::deque<expectation>> expected_;
    std::size_t base_ = 0, count_ = 0;
    std::optional<other_result> found_;
};

} // namespace chan::run
