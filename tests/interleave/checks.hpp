// What a test of this folder does with what the interleaver found.
#pragma once

#include "tests/interleave/interleaved.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <functional>
#include <string>

namespace tests::interleave {

inline constexpr auto relaxed = std::memory_order_relaxed;
inline constexpr auto acquire = std::memory_order_acquire;
inline constexpr auto release = std::memory_order_release;

/// No execution within the bounds fails, and all of them were run. Says how many those were.
inline outcome holds_always(const bounds& within, const std::function<void()>& body) {
    auto found = explore(within, body);
    EXPECT_EQ(found.failure, "") << found.text(within);
    if (found.failure.empty()) {
        EXPECT_TRUE(found.is_exhaustive) << found.text(within);
        std::printf("%s\n", found.text(within).c_str());
        testing::Test::RecordProperty("executions", std::to_string(found.executions));
    }
    return found;
}
inline outcome holds_always(const std::function<void()>& body) {
    return holds_always({}, body);
}

/// Some execution fails, and says so in these words.
inline void is_convicted(const std::string& of, const std::function<void()>& body) {
    const auto found = explore({}, body);
    EXPECT_NE(found.failure.find(of), std::string::npos)
        << "instead of '" << of << "': " << found.text({});
    EXPECT_TRUE(found.failure.empty() || !found.schedule.empty());
}

} // namespace tests::interleave
