// A session in a test: real lessons on real threads, at full speed, without a window. `after` ticks
// until something is true, as the frame loop would.
#pragma once

#include "app/session/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>

namespace app::session {

using namespace std::chrono_literals;

struct wanted {
    std::string_view lesson = "backpressure";
    std::string_view variant = {};
    std::map<std::string, int> values = {};
    chan::run::mode mode = chan::run::mode::live;
    double speed = chan::run::max_speed;
    bool held = true;
};

inline session::options options_of(const wanted& what) {
    return {
        .lesson = scenarios::find_lesson(what.lesson),
        .variant = what.variant,
        .values = what.values,
        .mode = what.mode,
        .speed = what.speed,
        .held = what.held,
    };
}

/// Ticks until it is true; false after 30 seconds, which is only reached when something is broken.
template <class Condition>
[[nodiscard]] bool after(session& one, Condition&& is_true) {
    const auto limit = std::chrono::steady_clock::now() + 30s;
    for (;;) {
        one.tick();
        if (is_true()) {
            return true;
        }
        if (std::chrono::steady_clock::now() > limit) {
            return false;
        }
        std::this_thread::sleep_for(200us); // a frame's pause; nothing depends on its length
    }
}

[[nodiscard]] inline bool after_end(session& one) {
    return after(one, [&] { return one.play().ended() && one.play().verdict(); });
}

[[nodiscard]] inline bool after_held(session& one) {
    return after(one, [&] { return one.play().held(); });
}

[[nodiscard]] inline bool after_arrival(session& one) {
    return after(one, [&] { return one.story().phase() == story_phase::arrived; });
}

/// Does the step that is shown, answering its question if it has one.
inline void do_step(session& one) {
    if (one.story().phase() == story_phase::asking) {
        one.apply(answer{0});
    }
    ASSERT_EQ(one.story().phase(), story_phase::ready);
    one.apply(next_story_step{});
    ASSERT_TRUE(after_arrival(one)) << one.lesson().id << " step " << one.story().step_number() + 1;
}

/// The actor's number by its name in the run so far; 999 if there is none.
[[nodiscard]] inline std::uint64_t actor_named(const session& one, std::string_view name) {
    for (const auto& actor : one.play().history().now().actors) {
        if (actor.name == name) {
            return actor.number;
        }
    }
    return 999;
}

} // namespace app::session
