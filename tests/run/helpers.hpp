// Short ways to run a lesson in a test.
#pragma once

#include "core/run/actor.hpp"
#include "core/run/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace chan::run {

using namespace std::chrono_literals;

// Long enough for any machine: reached only when something is broken.
inline constexpr auto far_too_long = 30s;

inline options stepped(std::function<void()> lesson, std::unique_ptr<sched::policy> policy) {
    options how;
    how.lesson = std::move(lesson);
    how.mode = mode::step;
    how.speed = max_speed;
    how.policy = std::move(policy);
    return how;
}

inline options live(std::function<void()> lesson, double speed = max_speed) {
    options how;
    how.lesson = std::move(lesson);
    how.speed = speed;
    return how;
}

inline trace::log events_of(run& one) {
    trace::log log;
    one.collect(log);
    return log;
}

inline std::size_t count(const trace::log& log, probe::kind what) {
    return static_cast<std::size_t>(std::ranges::count_if(log, [&](const trace::event& event) {
        return event.fact.kind == what;
    }));
}

inline verdict_kind end_of(run& one) {
    EXPECT_TRUE(one.wait(far_too_long));
    const auto verdict = one.verdict();
    EXPECT_TRUE(verdict.has_value());
    return verdict ? verdict->kind : verdict_kind::panic;
}

}  // namespace chan::run
