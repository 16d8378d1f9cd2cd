// Values as Rust's println!("{}", value) shows them.
#include "scenarios/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>

namespace {

using scenarios::to_text;

TEST(text, shows_integers_bools_characters_and_text) {
    EXPECT_EQ(to_text(-7), "-7");
    EXPECT_EQ(to_text(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(to_text(std::uint8_t{65}), "65");
    EXPECT_EQ(to_text(std::size_t{3}), "3");
    EXPECT_EQ(to_text(true), "true");
    EXPECT_EQ(to_text(false), "false");
    EXPECT_EQ(to_text('x'), "x");
    EXPECT_EQ(to_text("a literal"), "a literal");
    EXPECT_EQ(to_text(std::string("a string")), "a string");
    EXPECT_EQ(to_text(std::string_view("a view")), "a view");
}

/// Each as rustc 1.63 prints it.
TEST(text, shows_real_numbers_as_rust_does) {
    struct example {
        double number;
        const char* text;
    };
    constexpr std::array examples{
        example{0.0, "0"},
        example{-0.0, "-0"},
        example{1.0, "1"},
        example{-2.5, "-2.5"},
        example{0.1, "0.1"},
        example{0.1 + 0.2, "0.30000000000000004"},
        example{100.0, "100"},
        example{123456.789, "123456.789"},
        example{1e-7, "0.0000001"},
        example{1e21, "1000000000000000000000"},
        example{1e23, "100000000000000000000000"},
        example{1.5e10, "15000000000"},
        example{std::numeric_limits<double>::infinity(), "inf"},
        example{-std::numeric_limits<double>::infinity(), "-inf"},
        example{std::numeric_limits<double>::quiet_NaN(), "NaN"},
    };
    for (const auto& [number, text] : examples) {
        EXPECT_EQ(to_text(number), text);
    }
    EXPECT_EQ(to_text(0.1F), "0.1");
    EXPECT_EQ(to_text(16777216.0F), "16777216");
}

TEST(text, fills_each_hole_with_the_next_value) {
    EXPECT_EQ(scenarios::filled("{}: {} {}!", {"a", "{}", "c"}), "a: {} c!");
    EXPECT_EQ(scenarios::filled("none", {}), "none");
}

} // namespace
