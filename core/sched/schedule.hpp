// A schedule: the list of choices that determines a stepped run, a value with a short text form. Each
// choice may say what is expected to come of it. While a run is made, each is kept with the set that was
// possible.
//
// Text: choices separated by spaces, actors by number, `t` lets time pass, `x*n` repeats:
// "0 0 1*3 2 t 0". What is expected stands behind the actor (outcome.hpp): "0n*2 1s=7 0r=7".
#pragma once

#include "core/probe/facts.hpp"
#include "core/sched/outcome.hpp"

#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace chan::sched {

/// What happens next: one actor goes on by one operation, or time passes to the earliest deadline.
struct choice {
    static constexpr probe::actor_number time = probe::no_actor;
    probe::actor_number actor = 0;

    [[nodiscard]] constexpr bool is_time() const { return actor == time; }
    friend constexpr auto operator<=>(choice, choice) = default;
};
inline constexpr choice time_passes{choice::time};

struct made_choice {
    choice chosen;
    std::vector<choice> possible;  // in actor order, time last
    friend bool operator==(const made_choice&, const made_choice&) = default;
};

struct scheduled_choice {
    choice chosen;
    outcome expected;  // unknown: whatever comes

    // Implicit: a choice alone is scheduled without saying what comes of it.
    constexpr scheduled_choice(choice what, outcome of_it = {}) : chosen(what), expected(of_it) {}
    constexpr scheduled_choice(probe::actor_number actor) : chosen{actor} {}
    friend bool operator==(const scheduled_choice&, const scheduled_choice&) = default;
};

using schedule = std::vector<scheduled_choice>;

[[nodiscard]] std::string to_text(const schedule& choices);

/// The error is one sentence that says what is wrong and what would be right.
[[nodiscard]] std::expected<schedule, std::string> parse_schedule(std::string_view text);

}  // namespace chan::sched
