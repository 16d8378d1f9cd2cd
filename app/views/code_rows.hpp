// A listing as rows of limited width: a line that is too long goes on in further rows,
// indented, broken where a reader would break it. Pure; columns are letters of the one-width font.
//
// Invariant: the parts of a line in order are the line, but for blanks at a break.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

struct code_row {
    std::uint32_t line = 0; // from 1
    std::size_t begin = 0;  // of its part, in the line's text
    std::size_t length = 0;
    std::size_t indent = 0; // columns before the part; 0 for a line's first row
    bool last = true;       // of its line
    friend bool operator==(const code_row&, const code_row&) = default;
};

/// A line, and how many columns it may take.
struct code_line {
    std::string text;
    std::size_t columns = 80;
};

[[nodiscard]] std::vector<code_row> code_rows(std::span<const code_line> lines);

} // namespace app::views
