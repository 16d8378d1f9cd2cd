// A short text that fits in an event: at most 15 bytes, kept in place, never allocated. A longer text
// is cut at a UTF-8 boundary. `describe` turns a payload into the label that its token wears; a payload
// type gives itself a better one by an overload found through argument-dependent lookup.
#pragma once

#include <array>
#include <concepts>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace chan::base {

class label {
public:
    static constexpr std::size_t max_size = 15;

    constexpr label() = default;
    constexpr label(std::string_view text) {
        std::size_t size = text.size();
        if (size > max_size) {
            size = max_size;
            while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
                --size;
            }
        }
        for (std::size_t i = 0; i < size; ++i) {
            bytes_[i] = text[i];
        }
        size_ = static_cast<std::uint8_t>(size);
    }
    constexpr label(const char* text) : label(std::string_view(text)) {}

    [[nodiscard]] constexpr std::string_view view() const { return {bytes_.data(), size_}; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    friend constexpr bool operator==(const label& a, const label& b) { return a.view() == b.view(); }

private:
    std::array<char, max_size> bytes_{};
    std::uint8_t size_ = 0;
};
static_assert(sizeof(label) == 16);

/// The label of a payload: numbers in decimal, texts as they are, anything else none.
template <class T>
constexpr label describe(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, char>) {
        return std::string_view(&value, 1);
    } else if constexpr (std::integral<T>) {
        std::array<char, 24> text{};
        auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
        return std::string_view(text.data(), static_cast<std::size_t>(end - text.data()));
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
        return std::string_view(value);
    } else {
        return {};
    }
}

}  // namespace chan::base
