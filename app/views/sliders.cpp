// Cells come from layout.hpp; the order is the lesson's, but that "buffer" is always the first.
#include "app/views/sliders.hpp"

#include "app/ui/slider.hpp"
#include "app/ui/widgets.hpp"
#include "app/views/layout.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace app::views {
namespace {

using ui::rect;

std::vector<scenarios::slider> in_order(const scenarios::lesson& lesson) {
    std::vector<scenarios::slider> sliders = lesson.sliders;
    std::ranges::stable_partition(sliders, [](const auto& slider) {
        return slider.id == "buffer";
    });
    return sliders;
}

std::vector<ui::choice> choices_of(const scenarios::lesson& lesson) {
    std::vector<ui::choice> choices;
    for (const scenarios::variant& variant : lesson.variants) {
        choices.push_back({.name = variant.id, .text = variant.label});
    }
    return choices;
}

std::string value_text(const scenarios::slider& slider, int value) {
    return std::to_string(value) + (slider.unit.empty() ? "" : " " + std::string(slider.unit));
}

slider_cells cells_of(ui::context& ctx, const scenarios::lesson& lesson, const rect& inside) {
    slider_needs needs{.count = lesson.sliders.size(), .rows = row_spacing_for(ctx.size().y)};
    for (const scenarios::slider& slider : lesson.sliders) {
        const float label = ctx.type().width(ui::text_role::small, slider.label);
        const float value =
            ctx.type().width(ui::text_role::mono_strong, value_text(slider, slider.most));
        needs.least_width = std::max(needs.least_width, std::ceil(label + value) + 12);
    }
    if (lesson.variants.size() > 1) {
        needs.variants_width = ui::segmented_width(ctx, choices_of(lesson));
    }
    return arrange_sliders(inside, needs);
}

rect inside_of(ui::context& ctx, const rect& area) {
    return area.inset(ui::metric::padding, row_spacing_for(ctx.size().y).padding);
}

bool pointed_at(
    const session::session& shown, scenarios::pointer::what kind, std::string_view name = {}
) {
    const scenarios::pointer& points_at = shown.story().step().points_at;
    return shown.points_now() && points_at.kind == kind && points_at.name == name;
}

void draw_slider(
    ui::context& ctx,
    const session::session& shown,
    const scenarios::slider& slider,
    const rect& area,
    commands& out
) {
    const bool matters = shown.variant().heeds(slider.id);
    const int now = shown.values()[slider.id];
    const std::string value = value_text(slider, now);
    const std::string help = !matters ? "It changes nothing in this variant."
        : slider.live ? "Takes effect at once, while the threads run. Double click resets it."
                      : "Moving it starts the run anew. Double click resets it.";
    float moved = static_cast<float>(now);
    const ui::slider_options options{
        .text = slider.label,
        .shown = value,
        .low = static_cast<float>(slider.least),
        .high = static_cast<float>(slider.most),
        .step = static_cast<float>(slider.step),
        .reset = static_cast<float>(slider.initial),
        .tooltip = help,
        .enabled = matters,
    };
    const std::string name = "slider." + std::string(slider.id);
    const bool changed = ui::slider(ctx, name, area, moved, options).changed;
    if (pointed_at(shown, scenarios::pointer::what::slider, slider.id)) {
        ui::pointer_ring(ctx, area.inset(-4, 0), 4); // its words keep off the ring
    }
    if (!changed) return;
    const int chosen = static_cast<int>(std::lround(moved));
    if (chosen != now) {
        out.push_back(session::set_slider{.id = std::string(slider.id), .value = chosen});
    }
}

} // namespace

float sliders_height(ui::context& ctx, const session::session& shown, float width) {
    const rect area{0, 0, width, 1000};
    const rect inside = inside_of(ctx, area);
    return cells_of(ctx, shown.lesson(), inside).height + area.height - inside.height;
}

void draw_sliders(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    ctx.paint().fill(area, ctx.colours().surface.panel, ui::metric::panel_radius);
    ctx.paint().stroke(area, ctx.colours().outline.panel, 1, ui::metric::panel_radius);
    const scenarios::lesson& lesson = shown.lesson();
    const slider_cells cells = cells_of(ctx, lesson, inside_of(ctx, area));
    const auto sliders = in_order(lesson);
    for (std::size_t i = 0; i < sliders.size(); ++i) {
        draw_slider(ctx, shown, sliders[i], cells.sliders[i], out);
    }
    if (lesson.variants.size() < 2) return;
    const auto choices = choices_of(lesson);
    const auto current = static_cast<std::size_t>(&shown.variant() - lesson.variants.data());
    if (const auto chosen = ui::segmented(ctx, "variant", cells.variants, choices, current)) {
        out.push_back(session::choose_variant{std::string(choices[*chosen].name)});
    }
    if (pointed_at(shown, scenarios::pointer::what::variants)) {
        ui::pointer_ring(ctx, cells.variants, ui::metric::button_radius);
    }
}

} // namespace app::views
