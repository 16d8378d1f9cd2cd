// Values as text, as Rust's {} shows them: a lesson and its Rust listing print the same lines.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace scenarios {

/// The shortest digits that give the same number back, and never an exponent: 1, 0.1, -0, inf, NaN.
[[nodiscard]] std::string real_text(double number);
[[nodiscard]] std::string real_text(float number);

/// An integer, a bool, a char, a real number, or text.
template <class Value>
[[nodiscard]] std::string to_text(const Value& value) {
    if constexpr (std::same_as<Value, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::same_as<Value, char>) {
        return std::string(1, value);
    } else if constexpr (std::integral<Value>) {
        return std::to_string(value);
    } else if constexpr (std::floating_point<Value>) {
        return real_text(value);
    } else {
        static_assert(
            std::convertible_to<const Value&, std::string_view>,
            "println takes integers, bool, char, real numbers and text"
        );
        return std::string(std::string_view(value));
    }
}

/// A line of text with one {} for each of the values; another number of them does not compile.
template <class... Values>
struct shape {
    template <std::convertible_to<std::string_view> Text>
    consteval shape(const Text& line) : text(line) {
        std::size_t holes = 0;
        for (auto at = text.find("{}"); at != text.npos; at = text.find("{}", at + 2)) {
            ++holes;
        }
        if (holes != sizeof...(Values)) {
            throw "a line has one {} for each of the values that follow it";
        }
    }
    std::string_view text;
};

/// The shape with each {} replaced by the next value.
[[nodiscard]] std::string filled(std::string_view shape, std::initializer_list<std::string> values);

} // namespace scenarios
