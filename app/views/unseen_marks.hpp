// Marks of the listing that are scrolled out of sight, told beside the tabs: "↑ worker 1–3", "↓
// main". A click scrolls there.
#pragma once

#include "app/ui/context.hpp"
#include "app/views/code_marks.hpp"

#include <optional>
#include <vector>

namespace app::views {

struct unseen_marks {
    std::vector<line_mark> marks; // from the top
    float nearest = 0;            // the content's height at the one next to what is seen
};

/// Right-aligned in `row`, as far as there is room; returns the height that was clicked to.
std::optional<float>
draw_unseen(ui::context& ctx, ui::rect row, const unseen_marks& above, const unseen_marks& below);

} // namespace app::views
