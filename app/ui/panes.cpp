// Splitters, scroll areas, overlays.
#include "app/ui/panes.hpp"

#include "app/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace app::ui {

namespace {

constexpr float wheel_step = 3 * 20; // three lines per notch
constexpr float bar_width = 6;

bool splitter(
    context& ctx, std::string_view name, const rect& gap, float& size, const splitter_options& how,
    bool across_window
) {
    const interaction found = ctx.interact(
        name,
        gap.inset(across_window ? -2 : 0, across_window ? 0 : -2),
        {
            .kind = item_kind::splitter,
            .text = "",
            .value = std::to_string(std::lround(size)),
            .tooltip = {},
        }
    );
    const float old = size;
    const float sign = how.from_end ? -1.0f : 1.0f;
    if (found.double_clicked && how.reset > 0) {
        size = how.reset;
    } else if (found.held && !found.pressed) {
        // The gap's middle follows the mouse; what it moved since the last frame is the change.
        const point middle = gap.center();
        const point mouse = ctx.in().mouse;
        if (!(mouse == ctx.press_origin())) {
            size += sign * (across_window ? mouse.x - middle.x : mouse.y - middle.y);
        }
    } else if (found.ring) {
        const int less = across_window ? key::left : key::up;
        const int more = across_window ? key::right : key::down;
        size -= ctx.in().take(less) ? sign * 4 * metric::grid : 0;
        size += ctx.in().take(more) ? sign * 4 * metric::grid : 0;
    }
    size = std::clamp(size, how.low, std::max(how.low, how.high));
    if (found.hovered || found.held) {
        ctx.cursor(across_window ? mouse_cursor::resize_across : mouse_cursor::resize_upright);
    }
    const float lit = ctx.eased(name, found.hovered || found.held || found.ring ? 1.0f : 0.0f);
    if (lit > 0) {
        const rect grip =
            across_window ? centered(gap.center(), 4, 40) : centered(gap.center(), 40, 4);
        ctx.paint().fill(grip, faded(ctx.colours().outline.strong, lit), 2);
    }
    ctx.focus_ring(
        across_window ? centered(gap.center(), 4, 40) : centered(gap.center(), 40, 4), 2
    );
    if (size != old) {
        ctx.animate(); // what lies beside it is laid out by the new size in the next frame
    }
    return size != old;
}

} // namespace

bool splitter_across(
    context& ctx, std::string_view name, const rect& gap, float& size, const splitter_options& how
) {
    return splitter(ctx, name, gap, size, how, true);
}

bool splitter_upright(
    context& ctx, std::string_view name, const rect& gap, float& size, const splitter_options& how
) {
    return splitter(ctx, name, gap, size, how, false);
}

scroll_area::scroll_area(
    context& ctx, std::string_view name, const rect& area, scroll_state& state,
    float content_height, float content_width
)
    : ctx_(&ctx) {
    const float most = std::max(0.0f, content_height - area.height);
    const float most_across = std::max(0.0f, content_width - area.width);
    const bool needed = most > 0;
    const interaction found = ctx.interact(name, area, {
        .kind = item_kind::scroll, .text = "", .tooltip = {}, .focusable = needed
    });
    const item* hot = ctx.items().find(ctx.hot_);
    if (hot && (hot->name == name || hot->within == name)) {
        const bool sideways = ctx.in().shift && most_across > 0;
        (sideways ? state.across : state.offset) -= ctx.in().wheel * wheel_step;
        state.across -= ctx.in().wheel_across * wheel_step;
        ctx.in().wheel = needed ? 0 : ctx.in().wheel;
    }
    if (found.ring) {
        input& in = ctx.in();
        state.offset += in.take(key::down) ? 20.0f : 0;
        state.offset -= in.take(key::up) ? 20.0f : 0;
        state.offset += in.take(key::page_down) ? area.height - 20 : 0;
        state.offset -= in.take(key::page_up) ? area.height - 20 : 0;
        state.offset = in.take(key::home) ? 0 : in.take(key::end) ? most : state.offset;
    }
    if (ctx.focus_moved_) {
        const item* target = ctx.items().find(ctx.focused_);
        if (target && target->within == name) {
            const float top = target->area.y - area.y + state.offset;
            state.reveal = rect{0, top - 4, 1, target->area.height + 8};
        }
    }
    if (state.reveal) {
        const rect& r = *state.reveal;
        state.offset = std::min(state.offset, r.y);
        state.offset = std::max(state.offset, r.bottom() - area.height);
        state.reveal.reset();
    }
    const rect lane{area.right() - bar_width - 2, area.y + 2, bar_width, area.height - 4};
    if (needed) {
        const float thumb = std::max(24.0f, lane.height * area.height / content_height);
        const interaction bar = ctx.interact(std::string(name) + ".bar", lane.inset(-3, 0), {
            .kind = item_kind::scroll, .text = "", .tooltip = {}, .focusable = false
        });
        if (bar.held) {
            const float along = (ctx.in().mouse.y - lane.y - thumb / 2) / (lane.height - thumb);
            state.offset = along * most;
        }
    }
    state.offset = std::clamp(std::round(state.offset), 0.0f, most);
    state.across = std::clamp(std::round(state.across), 0.0f, most_across);
    ctx.focus_ring(area.inset(3), 4);
    content_ = {
        area.x - state.across, area.y - state.offset, std::max(area.width, content_width),
        std::max(area.height, content_height)
    };
    if (needed) {
        const float thumb = std::max(24.0f, lane.height * area.height / content_height);
        bar_ = {lane.x, lane.y + (lane.height - thumb) * state.offset / most, lane.width, thumb};
    }
    ctx.paint().push_clip(area);
    outer_ = std::exchange(ctx.scroll_, std::string(name));
}

scroll_area::~scroll_area() {
    ctx_->scroll_ = std::move(outer_);
    if (bar_.height > 0) { // above the content
        ctx_->paint().fill(bar_, faded(ctx_->colours().outline.strong, 0.7f), bar_width / 2);
    }
    ctx_->paint().pop_clip();
}

overlay::overlay(
    context& ctx, std::string_view name, float width, float height, std::string_view title,
    float tallest
)
    : ctx_(&ctx) {
    ctx.push_layer(true);
    painter& p = ctx.paint();
    const theme& t = ctx.colours();
    const rect everything{0, 0, ctx.size().x, ctx.size().y};
    const float room = everything.height - 48;
    rect box = centered(
        everything.center(), std::min(width, everything.width - 48),
        std::min(std::max(height, tallest), room)
    );
    box.height = std::min(height, room);
    const std::string path(name);
    const interaction beside = ctx.interact(path + ".scrim", everything, {
        .kind = item_kind::area, .text = "", .tooltip = {}, .focusable = false
    });
    ctx.interact(path, box, {
        .kind = item_kind::area, .text = title, .tooltip = {}, .focusable = false
    });
    p.fill(everything, t.surface.scrim);
    p.fill(box, t.surface.panel, metric::panel_radius);
    p.stroke(box, t.outline.strong, 1, metric::panel_radius);
    rect rest = box.inset(24, 20);
    rect head = rest.cut_top(32, 8);
    const bool crossed = button(ctx, path + ".close", head.cut_right(32), {
        .icon = icon::cross, .look = button_look::quiet, .tooltip = "Close", .key = "Esc"
    });
    p.text_in(head, title, {text_role::title, t.text.strong});
    closed_ = beside.clicked || crossed || ctx.in().take(key::escape);
    inside_ = rest;
}

overlay::~overlay() { ctx_->pop_layer(); }

} // namespace app::ui
