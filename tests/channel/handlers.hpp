// Handlers for the cases of a select.
#pragma once

#include <gtest/gtest.h>

namespace tests {

inline constexpr auto ignore = [](auto&&) {};

/// Of a case, a time-out or an `otherwise` that is not to be chosen.
inline constexpr auto unexpected = [](auto&&...) { ADD_FAILURE() << "this was not to be chosen"; };

inline constexpr auto nothing = [] {};

/// Of a receive that has to get this very message.
template <class T>
auto gets(T wanted) {
    return [wanted](auto&& received) { EXPECT_EQ(received, wanted); };
}
/// Of a receive or a send that has to find the channel closed.
inline constexpr auto finds_it_closed = [](auto&& outcome) { EXPECT_FALSE(outcome); };
/// Of a send that has to succeed.
inline constexpr auto is_sent = [](auto&& sent) { EXPECT_TRUE(sent); };

} // namespace tests
