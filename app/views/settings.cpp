// The settings: theme, scale and motion.
#include "app/ui/widgets.hpp"
#include "app/views/overlays.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

/// A label, and the choices in a column of their own.
std::optional<std::size_t> setting(
    ui::context& ctx,
    std::string_view name,
    rect row,
    std::string_view label,
    std::span<const ui::choice> choices,
    std::size_t current
) {
    constexpr float labels = 84;
    const rect its_label = row.cut_left(labels);
    const rect place = row.cut_left(ui::segmented_width(ctx, choices));
    ui::label(ctx, "", its_label, label, {.role = text_role::body, .ink = ctx.colours().text.body});
    return ui::segmented(ctx, name, place, choices, current);
}

} // namespace

void draw_settings(ui::context& ctx, const session::session& shown, commands& out) {
    ui::overlay box(ctx, "settings", 640, 240, "Settings");
    if (box.closed()) out.push_back(session::dismiss{});
    const session::preferences& likes = shown.likes();
    rect rest = box.inside();
    constexpr float row = ui::metric::button_height;
    constexpr float gap = 20;
    static constexpr std::array themes{
        ui::choice{.name = "dark", .text = "Dark"}, ui::choice{.name = "light", .text = "Light"}};
    if (const auto chosen = setting(
            ctx,
            "settings.theme",
            rest.cut_top(row, gap),
            "Theme",
            themes,
            likes.theme == session::theme::light ? 1 : 0
        )) {
        out.push_back(session::set_theme{
            *chosen == 1 ? session::theme::light : session::theme::dark});
    }
    static constexpr std::array scales{0.0, 1.0, 1.25, 1.5, 1.75, 2.0};
    static constexpr std::array scale_names{
        ui::choice{
            .name = "display", .text = "As the display", .tooltip = "The display's own scale"},
        ui::choice{.name = "100", .text = "100 %"},
        ui::choice{.name = "125", .text = "125 %"},
        ui::choice{.name = "150", .text = "150 %"},
        ui::choice{.name = "175", .text = "175 %"},
        ui::choice{.name = "200", .text = "200 %"},
    };
    const auto nearest = std::ranges::min_element(scales, {}, [&](double scale) {
        return std::abs(scale - likes.scale);
    });
    if (const auto chosen = setting(
            ctx,
            "settings.scale",
            rest.cut_top(row, gap),
            "Size",
            scale_names,
            static_cast<std::size_t>(nearest - scales.begin())
        )) {
        out.push_back(session::set_scale{scales[*chosen]});
    }
    static constexpr std::array motions{
        ui::choice{.name = "full", .text = "Full"},
        ui::choice{
            .name = "reduced",
            .text = "Reduced",
            .tooltip = "Things jump to their places instead of moving there"},
    };
    if (const auto chosen = setting(
            ctx,
            "settings.motion",
            rest.cut_top(row, gap),
            "Motion",
            motions,
            likes.reduced_motion ? 1 : 0
        )) {
        out.push_back(session::set_reduced_motion{*chosen == 1});
    }
}

} // namespace app::views
