// UTF-8, one letter at a time. A byte that does not belong there reads as U+FFFD; nothing is
// skipped without a trace.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace app::ui {

/// The letter that begins at `at`, which is moved behind it. `at` must be inside.
constexpr char32_t next_letter(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) {
        return first;
    }
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0 || at + more > text.size()) {
        return 0xFFFD;
    }
    char32_t letter = first & (0x3Fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) {
            return 0xFFFD;
        }
        letter = letter << 6 | (byte(at + i) & 0x3Fu);
    }
    at += more;
    return letter;
}

template <class Use>
constexpr void for_each_letter(std::string_view text, Use use) {
    for (std::size_t at = 0; at < text.size();) {
        use(next_letter(text, at));
    }
}

/// Appends one letter as UTF-8.
inline void append_letter(std::string& to, char32_t letter) {
    const auto tail = [&](int shift) {
        to += static_cast<char>(0x80 | ((letter >> shift) & 0x3F));
    };
    if (letter < 0x80) {
        to += static_cast<char>(letter);
    } else if (letter < 0x800) {
        to += static_cast<char>(0xC0 | letter >> 6);
        tail(0);
    } else if (letter < 0x10000) {
        to += static_cast<char>(0xE0 | letter >> 12);
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | letter >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace app::ui
