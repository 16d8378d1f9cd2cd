// The longest words for which all marks of a line find room; within one length, each mark takes the
// last row that has room for it.
#include "app/views/code_marks.hpp"

#include <algorithm>
#include <array>

namespace app::views {
namespace {

constexpr float between = 6;

/// Each in the last row that has room; where none has, in rows that are added, if that is wanted.
std::optional<std::vector<mark_place>> placed(
    chan::base::function_ref<float(std::string_view)> width_of,
    std::span<const line_mark> marks,
    std::string line_mark::*words,
    std::vector<float> left,
    std::optional<float> whole
) {
    std::vector<float> used(left.size(), 0);
    std::vector<mark_place> made;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const std::string& text = marks[i].*words;
        const float width = width_of(text);
        std::size_t row = left.size();
        while (row > 0 && left[row - 1] < width) --row;
        if (row == 0) {
            if (!whole) return std::nullopt;
            left.push_back(*whole);
            used.push_back(0);
            row = left.size();
        }
        --row;
        made.push_back({i, row, text, used[row], std::min(width, left[row])});
        used[row] += width + between;
        left[row] -= width + between;
    }
    return made;
}

} // namespace

std::vector<mark_place> place_marks(
    chan::base::function_ref<float(std::string_view)> width_of,
    std::span<const line_mark> marks,
    std::span<const float> free,
    float whole
) {
    const std::vector<float> rows(free.begin(), free.end());
    for (const auto words : {&line_mark::names, &line_mark::brief, &line_mark::shortest}) {
        if (auto made = placed(width_of, marks, words, rows, std::nullopt)) return *made;
    }
    return *placed(width_of, marks, &line_mark::shortest, rows, whole);
}

std::vector<marked_line> mark_rows(
    std::vector<code_row>& rows,
    const std::vector<line_mark>& marks,
    chan::base::function_ref<float(std::string_view)> width_of,
    chan::base::function_ref<float(const code_row&)> right_of,
    float width,
    float edge
) {
    std::vector<marked_line> made;
    for (const line_mark& mark : marks) {
        const auto its = std::ranges::find(made, mark.line, &marked_line::line);
        if (its != made.end()) {
            its->marks.push_back(mark);
        } else {
            made.push_back({mark.line, {mark}, {}});
        }
    }
    constexpr float beside_code = 4;
    for (marked_line& one : made) {
        const auto first = std::ranges::find(rows, one.line, &code_row::line);
        std::vector<float> free;
        auto past = first;
        for (; past != rows.end() && past->line == one.line; ++past) {
            free.push_back(width - edge - beside_code - right_of(*past));
        }
        one.places = place_marks(width_of, one.marks, free, width - 2 * edge);
        std::size_t needed = free.size();
        for (const mark_place& at : one.places) needed = std::max(needed, at.row + 1);
        if (needed > free.size()) {
            std::prev(past)->last = false;
            const code_row empty{.line = one.line, .indent = 1, .last = false};
            const auto added = rows.insert(past, needed - free.size(), empty);
            std::next(added, static_cast<std::ptrdiff_t>(needed - free.size()) - 1)->last = true;
        }
    }
    return made;
}

} // namespace app::views
