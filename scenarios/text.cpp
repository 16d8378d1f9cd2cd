// See text.hpp. The digits are those of std::to_chars, set out without their exponent.
#include "scenarios/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace scenarios {

namespace {

template <class Real>
std::string shown(Real number) {
    if (std::isnan(number)) {
        return "NaN";
    }
    const std::string sign = std::signbit(number) ? "-" : "";
    if (std::isinf(number)) {
        return sign + "inf";
    }
    std::array<char, 64> raw{};
    const auto end = std::to_chars(
        raw.data(), raw.data() + raw.size(), std::abs(number), std::chars_format::scientific
    );
    const std::string_view text(raw.data(), end.ptr); // "1.25e+02"
    const auto e = text.find('e');
    std::string digits(text.substr(0, e));
    std::erase(digits, '.');
    const int exponent = std::stoi(std::string(text.substr(e + 1)));
    if (exponent < 0) {
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1; // so many digits before the point
    if (digits.size() <= whole) {
        return sign + digits + std::string(whole - digits.size(), '0');
    }
    return sign + digits.substr(0, whole) + '.' + digits.substr(whole);
}

} // namespace

std::string real_text(double number) {
    return shown(number);
}

std::string real_text(float number) {
    return shown(number);
}

std::string filled(std::string_view shape, std::initializer_list<std::string> values) {
    std::string text;
    for (const std::string& value : values) {
        const auto hole = shape.find("{}");
        text.append(shape.substr(0, hole)).append(value);
        shape.remove_prefix(hole + 2);
    }
    return text.append(shape);
}

} // namespace scenarios
