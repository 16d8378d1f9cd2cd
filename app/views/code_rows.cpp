// Breaks at the last good place that fits: at a blank or before a dot, with more liking after `=`
// and `, ` and less after a bracket or before two colons; where there is none in the middle, and
// never so that a few letters are left alone.
#include "app/views/code_rows.hpp"

#include <algorithm>

namespace app::views {
namespace {

constexpr std::size_t least_columns = 16;
constexpr std::size_t least_alone = 4; // letters in a row that goes on

/// How good a place to break before `at` is: the column, less what the break costs; 0: no place.
std::size_t worth(std::string_view text, std::size_t at) {
    const char before = text[at - 1];
    const std::string_view until = text.substr(0, at);
    if (until.ends_with(" = ") || until.ends_with(", ")) return at + 8;
    if (text[at] == ' ' || before == ' ') return at;
    if (text[at] == '.' && before != '.') return at;
    const bool inside = before == '(' || before == ',' || before == '<'
        || text.substr(at).starts_with("::");
    const std::size_t cost = before == '<' ? 18 : 12;
    return inside && at > cost ? at - cost : 0;
}

/// How much of `text` goes into a row of `columns`; `start`: what must stay together at its front.
std::size_t break_at(std::string_view text, std::size_t columns, std::size_t start) {
    if (text.size() <= columns) return text.size();
    std::size_t best = 0;
    const std::size_t most = std::min(columns, text.size() - least_alone);
    for (std::size_t at = start + 1; at <= most; ++at) {
        const std::string_view rest = text.substr(at);
        const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
        if (rest.size() - blanks < least_alone) continue;
        if (worth(text, at) > 0 && (best == 0 || worth(text, at) >= worth(text, best))) best = at;
    }
    if (best > 0) return best;
    std::size_t at = most;
    while (at > 1 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

} // namespace

std::vector<code_row> code_rows(std::span<const code_line> lines) {
    std::vector<code_row> rows;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i].text;
        const std::size_t columns = std::max(lines[i].columns, least_columns);
        const std::size_t own = std::min(line.find_first_not_of(' '), line.size());
        const std::size_t hanging = std::min(own + 4, columns / 2);
        code_row row{.line = static_cast<std::uint32_t>(i + 1)};
        while (true) {
            const std::string_view rest = line.substr(row.begin);
            const std::size_t start = row.indent == 0 ? own : 0;
            row.length = break_at(rest, columns - row.indent, start);
            row.last = row.length == rest.size();
            rows.push_back(row);
            if (row.last) break;
            row.begin += row.length;
            row.begin = std::min(line.find_first_not_of(' ', row.begin), line.size());
            row.indent = hanging;
            if (row.begin == line.size()) {
                rows.back().last = true;
                break;
            }
        }
    }
    return rows;
}

} // namespace app::views
