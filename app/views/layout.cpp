// Cutting the window: top bar, then columns, then each column from below.
#include "app/views/layout.hpp"

#include "app/ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace app::views {
namespace {

using ui::rect;
namespace limit = pane_limit;
constexpr float gap = ui::metric::gap;
constexpr float edge = 14; // from the window's border to the right column

struct columns {
    float lessons = 0;
    float middle = 0;
    float side = 0;
};

/// A wish within limits; where they contradict each other, the least size wins.
float within(float wish, float least, float most) {
    return std::max(least, std::min(wish, most));
}

columns columns_of(float width, pane_sizes wished) {
    const pane_sizes natural = natural_sizes({width, 0});
    if (wished.lessons <= 0) wished.lessons = natural.lessons;
    if (wished.side <= 0) wished.side = natural.side;
    const float inner = width - 2 * gap - edge; // without the gaps beside the middle
    columns found;
    found.lessons = within(
        wished.lessons,
        limit::lessons_least,
        std::min(limit::lessons_most, inner - limit::stage_least_width - limit::side_least)
    );
    found.side =
        within(wished.side, limit::side_least, inner - found.lessons - limit::stage_least_width);
    found.middle = inner - found.lessons - found.side;
    return found;
}

} // namespace

pane_sizes natural_sizes(ui::point window) {
    // In a narrow window the lessons are known by their numbers: what is shown needs the room.
    constexpr float narrow = 1120;
    const bool titled = window.x >= narrow;
    return {
        .lessons = titled ? std::round(std::clamp(window.x * 0.16f, 204.0f, 232.0f)) : 68.0f,
        .side = std::round(std::clamp(window.x * (titled ? 0.294f : 0.36f), 336.0f, 560.0f)),
        .timeline = std::round(std::clamp(window.y * 0.33f, 180.0f, 400.0f)),
        .story = 0,
    };
}

float middle_width(ui::point window, const pane_sizes& wished) {
    return columns_of(window.x, wished).middle;
}

float side_width(ui::point window, const pane_sizes& wished) {
    return columns_of(window.x, wished).side;
}

float code_least(ui::point window) {
    if (window.y >= comfortable_height) return limit::code_least;
    return window.y >= cramped_height ? limit::code_least_close : limit::code_least_cramped;
}

panes arrange(ui::point window, const pane_sizes& wished, const pane_needs& needs) {
    const columns wide = columns_of(window.x, wished);
    panes found;
    rect rest{0, 0, window.x, window.y};
    found.top = rest.cut_top(ui::metric::top_bar);
    found.lessons = rest.cut_left(wide.lessons);
    rest.cut_top(gap);
    rest.cut_bottom(edge);
    found.lessons_edge = rest.cut_left(gap);
    rect middle = rest.cut_left(wide.middle);
    found.side_edge = rest.cut_left(gap);
    rect side = rest.cut_left(wide.side);

    const float timeline_most = middle.height - 2 * gap - needs.sliders - limit::stage_least_height;
    const float timeline = wished.timeline > 0 ? wished.timeline : natural_sizes(window).timeline;
    found.timeline = middle.cut_bottom(
        within(std::max(timeline, needs.timeline), limit::timeline_least, timeline_most)
    );
    found.timeline_edge = middle.cut_bottom(gap);
    found.sliders = middle.cut_bottom(needs.sliders, gap);
    found.stage = middle;

    const float story_most = side.height - gap - code_least(window);
    // A question must be seen whole, even where little is then left of the code.
    const float story = wished.story > 0 ? wished.story : needs.story;
    found.story = side.cut_top(std::floor(within(story, limit::story_least, story_most)));
    found.story_edge = side.cut_top(gap);
    found.code = side;
    return found;
}

row_spacing row_spacing_for(float window_height) {
    if (window_height >= comfortable_height) {
        return {.slider = ui::metric::slider_height, .choices = ui::metric::button_height};
    }
    if (window_height >= cramped_height) {
        return {.padding = 8, .across = 20, .between = 8, .slider = 40, .choices = 32};
    }
    return {.padding = 8, .across = 20, .between = 6, .slider = 36, .choices = 28};
}

slider_cells arrange_sliders(const rect& inside, const slider_needs& needs) {
    constexpr float most = 200;
    const float between = needs.rows.across;
    const float row_gap = needs.rows.between;
    const float height = needs.rows.slider;
    const float choices = needs.rows.choices;
    slider_cells found;
    const float count = static_cast<float>(needs.count);
    const bool has_variants = needs.variants_width > 0;
    const float beside = inside.width - (has_variants ? needs.variants_width + between : 0);
    const bool one_row = count * needs.least_width + (count - 1) * between <= beside;
    const float room = one_row ? beside : inside.width;
    const auto fitting = static_cast<std::size_t>((room + between) / (needs.least_width + between));
    const std::size_t across =
        std::clamp<std::size_t>(fitting, 1, std::max<std::size_t>(1, needs.count));
    const std::size_t rows = (needs.count + across - 1) / across;
    // Rows of equal length look calmer than a full one and a remnant.
    const std::size_t per_row = rows > 0 ? (needs.count + rows - 1) / rows : 0;
    const float columns = static_cast<float>(std::max<std::size_t>(1, per_row));
    const float width = std::min(most, (room - (columns - 1) * between) / columns);
    for (std::size_t i = 0; i < needs.count; ++i) {
        const float column = static_cast<float>(i % per_row);
        const float row = static_cast<float>(i / per_row);
        found.sliders.push_back(
            {inside.x + column * (width + between),
             inside.y + row * (height + row_gap),
             width,
             height}
        );
    }
    found.height = rows > 0 ? static_cast<float>(rows) * (height + row_gap) - row_gap : 0;
    if (!has_variants) return found;
    if (one_row) {
        const float left = inside.right() - needs.variants_width;
        found.height = std::max(found.height, choices);
        const float top = inside.y + (found.height - choices) / 2;
        found.variants = {left, top, needs.variants_width, choices};
        return found;
    }
    const float top = inside.y + found.height + (rows > 0 ? row_gap : 0);
    found.variants = {inside.x, top, std::min(needs.variants_width, inside.width), choices};
    found.height = top + choices - inside.y;
    return found;
}

} // namespace app::views
