// Marks of the listing that are scrolled out of sight, told beside the tabs: "↑ worker 1–3" at the
// left, "↓ main" at the right. A click scrolls there.
#pragma once

#include "app/ui/context.hpp"
#include "app/views/code_marks.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace app::views {

struct unseen_marks {
    struct side {
        std::vector<line_mark> marks{}; // from the top
        std::size_t nearest = 0;        // the row of the one next to what is seen
    };
    side above, below;
};

/// Where the rows lie, from the top of what is seen: the first one's top, each one's height, and
/// how much is seen.
struct row_places {
    float above = 0;
    float row = 1;
    float seen = 0;
};

/// A row that is seen in part is not shown.
[[nodiscard]] unseen_marks
unseen_of(const std::vector<code_row>& rows, const std::vector<marked_line>& marked, row_places at);

/// As long as `row` has room for; returns the row of the listing that was clicked to.
std::optional<std::size_t>
draw_unseen(ui::context& ctx, const ui::rect& row, const unseen_marks& what);

} // namespace app::views
