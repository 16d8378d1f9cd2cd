// From the right: mode, speed, transport, badge; what is left in the middle is the title's.
#include "app/views/top_bar.hpp"

#include "app/stage/words.hpp"
#include "app/ui/slider.hpp"
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

constexpr float control = 36; // height of what can be pressed
constexpr float roomy = 1200; // from this width on there is room for words

/// A button for a command of the table: its label, key and help are the table's.
void transport_button(
    ui::context& ctx,
    const session::session& shown,
    const rect& area,
    std::string_view command,
    ui::icon icon,
    bool lit,
    commands& out
) {
    const session::command_info& info = session::info(command);
    const std::optional<std::string> refusal = shown.refusal(info.command);
    const std::string name = "transport." + std::string(command);
    const ui::button_options options{
        .icon = icon,
        .tooltip = refusal ? std::string_view(*refusal) : info.help,
        .key = info.key,
        .enabled = !refusal,
        .selected = lit,
    };
    if (ui::button(ctx, name, area, options)) out.push_back(info.command);
}

void draw_transport(ui::context& ctx, const session::session& shown, rect area, commands& out) {
    constexpr float width = 40;
    constexpr float between = 4;
    const auto next = [&] { return area.cut_left(width, between); };
    const bool going = shown.play().going();
    transport_button(ctx, shown, next(), "restart", ui::icon::restart, false, out);
    transport_button(ctx, shown, next(), "back", ui::icon::step_back, false, out);
    const ui::icon hold = going ? ui::icon::hold : ui::icon::play;
    transport_button(ctx, shown, next(), "hold_or_go", hold, going, out);
    transport_button(ctx, shown, next(), "step", ui::icon::step_forward, false, out);
    transport_button(ctx, shown, next(), "next_story_step", ui::icon::fast_forward, false, out);
}
constexpr float transport_width = 5 * 40 + 4 * 4;

void draw_speed(ui::context& ctx, const session::session& shown, const rect& area, commands& out) {
    const auto speeds = session::speeds();
    const double now = shown.play().speed();
    // The slider goes over the list of speeds: its value is a place in the list.
    const auto nearest = std::ranges::min_element(speeds, {}, [&](double speed) {
        if (speed == chan::run::max_speed || now == chan::run::max_speed) {
            return speed == now ? 0.0 : 1e9;
        }
        return std::abs(std::log(speed / now));
    });
    float place = static_cast<float>(nearest - speeds.begin());
    const auto normal = std::ranges::find(speeds, 1.0);
    const std::string text = session::speed_text(now);
    const ui::slider_options options{
        .text = area.width > 190 ? "Speed" : "",
        .shown = text,
        .low = 0,
        .high = static_cast<float>(speeds.size() - 1),
        .step = 1,
        .reset = static_cast<float>(normal - speeds.begin()),
        .inline_label = true,
        .tooltip = "How fast the run is shown",
        .key = "+ / \u2212",
    };
    if (ui::slider(ctx, "transport.speed", area, place, options).changed) {
        out.push_back(session::set_speed{speeds[static_cast<std::size_t>(std::lround(place))]});
    }
}

void draw_mode(ui::context& ctx, const session::session& shown, const rect& area, commands& out) {
    const std::optional<std::string> refusal = shown.refusal(session::show_all_schedules{});
    const std::array modes{
        ui::choice{
            .name = "live",
            .text = "Live",
            .tooltip = "All threads run at once, as the system schedules them"},
        ui::choice{
            .name = "step",
            .text = "Step",
            .tooltip = "One thread at a time goes on, and you choose which"},
        ui::choice{
            .name = "schedules",
            .text = area.width > 220 ? "All schedules" : "All",
            .tooltip = refusal ? std::string_view(*refusal)
                               : "Every order in which the threads could have gone on",
            .enabled = !refusal},
    };
    const std::size_t now = shown.play().mode() == chan::run::mode::step ? 1 : 0;
    const auto chosen = ui::segmented(ctx, "mode", area, modes, now);
    if (!chosen) return;
    if (*chosen == 2) {
        out.push_back(session::show_all_schedules{});
    } else {
        out.push_back(session::set_mode{
            *chosen == 0 ? chan::run::mode::live : chan::run::mode::step});
    }
}

/// "now", "replay", or "past" with the way back; returns its width.
float draw_badge(ui::context& ctx, const session::session& shown, const rect& area, commands& out) {
    const ui::theme& theme = ctx.colours();
    const bool now = shown.play().view() == session::view::now;
    const ui::badge_options options{
        .text = shown.badge(),
        .ink = now ? theme.text.muted : theme.state(ui::state_role::waiting_send).words,
    };
    const bool past = shown.play().view() == session::view::past;
    const float width = ui::badge_width(ctx, options);
    const rect pill{area.right() - width, area.y, width, area.height};
    ui::badge(ctx, pill, options);
    const ui::interaction used = ctx.interact(
        "badge",
        pill,
        {.kind = past ? ui::item_kind::button : ui::item_kind::text,
         .text = shown.badge(),
         .tooltip = shown.badge_help(),
         .key = past ? session::info("look_at_now").key : std::string_view(),
         .focusable = past}
    );
    ctx.focus_ring(pill, pill.height / 2);
    if (used.clicked && past) out.push_back(session::look_at_now{});
    return width;
}

/// "sync_channel(2), bounded": what is special about this run.
std::string subtitle(const session::session& shown) {
    std::string words;
    const auto& world = shown.play().history().now();
    for (const chan::model::channel& channel : world.channels) {
        const std::string caption = stage::words_of(world, channel).caption;
        if (words.find(caption) == std::string::npos) words += caption + ", ";
    }
    return words.append(shown.variant().label);
}

void draw_title(ui::context& ctx, const session::session& shown, rect area) {
    const ui::theme& theme = ctx.colours();
    const scenarios::lesson& lesson = shown.lesson();
    const std::string title =
        (lesson.number > 0 ? std::to_string(lesson.number) + "  " : "") + std::string(lesson.title);
    const float wide = ctx.type().width(text_role::heading, title) + 1;
    ui::label(
        ctx,
        "title",
        area.cut_left(std::min(wide, area.width), 16),
        title,
        {.role = text_role::heading, .ink = theme.text.strong}
    );
    // All of it, or the variant alone, or nothing: half a word helps nobody.
    for (const std::string& words : {subtitle(shown), std::string(shown.variant().label)}) {
        if (ctx.type().width(text_role::small, words) > area.width) continue;
        ui::label(
            ctx, "subtitle", area, words, {.role = text_role::small, .ink = theme.text.muted}
        );
        return;
    }
}

void draw_logo(ui::context& ctx, const rect& area, bool with_name) {
    const ui::theme& theme = ctx.colours();
    constexpr float size = 40;
    ctx.paint().draw(
        ui::icon::logo, ui::centered({16 + size / 2, area.center().y}, size, size), theme.accent
    );
    if (!with_name) return;
    ctx.paint().text(
        68,
        area.center().y,
        "Chanscope",
        {.role = text_role::heading, .ink = theme.text.strong, .y = ui::upright::middle}
    );
}

} // namespace

void draw_top_bar(
    ui::context& ctx, const session::session& shown, const rect& area, float title_x, commands& out
) {
    const ui::theme& theme = ctx.colours();
    ctx.paint().fill(area, theme.surface.panel);
    ctx.paint().line(
        {area.x, area.bottom() - 0.5f}, {area.right(), area.bottom() - 0.5f}, theme.outline.panel
    );
    const bool wide = area.width >= roomy;
    draw_logo(ctx, area, wide);

    rect row = area.inset(0, (area.height - control) / 2);
    row.cut_right(14);
    draw_mode(ctx, shown, row.cut_right(wide ? 268 : 212, wide ? 28 : 16), out);
    const bool labelled = area.width >= 1360;
    draw_speed(ctx, shown, row.cut_right(labelled ? 200 : 136, wide ? 24 : 16), out);
    draw_transport(ctx, shown, row.cut_right(transport_width, wide ? 20 : 12), out);
    const float badge = draw_badge(ctx, shown, row, out);
    row.cut_right(badge, 16);
    row.cut_left(wide ? title_x : 72);
    draw_title(ctx, shown, row);
}

} // namespace app::views
