// One frame of the main window.
#include "app/views/window_view.hpp"

#include "app/ui/panes.hpp"
#include "app/ui/widgets.hpp"
#include "app/views/keyboard.hpp"
#include "app/views/layout.hpp"
#include "app/views/sliders.hpp"
#include "app/views/top_bar.hpp"

#include <cmath>

namespace app::views {
namespace {

pane_sizes sizes_of(const session::preferences& likes) {
    pane_sizes sizes;
    const auto take = [&](const char* panel, float& size) {
        const auto found = likes.panel_sizes.find(panel);
        if (found != likes.panel_sizes.end() && std::isfinite(found->second)) {
            size = static_cast<float>(found->second);
        }
    };
    take("lessons", sizes.lessons);
    take("side", sizes.side);
    take("timeline", sizes.timeline);
    take("story", sizes.story);
    return sizes;
}

/// What a splitter moves is the size that is shown, which may be less than what was wished for.
void draw_splitters(ui::context& ctx, const panes& at, commands& out) {
    const pane_sizes natural = natural_sizes(ctx.size());
    namespace limit = pane_limit;
    float lessons = at.lessons.width;
    if (ui::splitter_across(
            ctx,
            "splitter.lessons",
            at.lessons_edge,
            lessons,
            {.low = limit::lessons_least, .high = limit::lessons_most, .reset = natural.lessons}
        )) {
        out.push_back(session::set_panel_size{"lessons", lessons});
    }
    float side = at.side_edge.empty() ? 0 : at.code.width;
    const float widest = at.stage.width + side - limit::stage_least_width;
    if (ui::splitter_across(
            ctx,
            "splitter.side",
            at.side_edge,
            side,
            {.low = limit::side_least, .high = widest, .reset = natural.side, .from_end = true}
        )) {
        out.push_back(session::set_panel_size{"side", side});
    }
    float timeline = at.timeline.height;
    const float highest = at.stage.height + timeline - limit::stage_least_height;
    if (ui::splitter_upright(
            ctx,
            "splitter.timeline",
            at.timeline_edge,
            timeline,
            {.low = limit::timeline_least,
             .high = highest,
             .reset = natural.timeline,
             .from_end = true}
        )) {
        out.push_back(session::set_panel_size{"timeline", timeline});
    }
    float story = at.story.height;
    const float most = story + at.code.height - code_least(ctx.size());
    if (ui::splitter_upright(
            ctx, "splitter.story", at.story_edge, story, {.low = limit::story_least, .high = most}
        )) {
        out.push_back(session::set_panel_size{"story", story});
    }
}

/// What the stage's number beside "blocked" is a share of.
void explain_blocked(ui::context& ctx) {
    const ui::item* stat = ctx.items().find("stage.stat.blocked");
    if (stat == nullptr) return;
    ctx.tooltip(
        stat->area,
        "Of the program's time so far, how much the threads that send, receive or lock were blocked "
        "in that, on average."
    );
}

/// Over no part of the run: above the footer of the lessons, or over the sliders.
ui::rect place_for_notice(const panes& at) {
    const bool titled = at.lessons.width >= pane_limit::lessons_titled;
    ui::rect place = titled ? at.lessons : at.sliders;
    place.cut_bottom(titled ? 52 : 4);
    return place;
}

} // namespace

commands window_view::draw(ui::context& ctx, const session::session& shown) {
    commands out;
    ctx.reduced_motion = shown.likes().reduced_motion;
    const pane_sizes sizes = sizes_of(shown.likes());
    const float middle = middle_width(ctx.size(), sizes);
    const float side = side_width(ctx.size(), sizes);
    const timeline_inputs timeline = timeline_of(shown);
    const panes at = arrange(
        ctx.size(),
        sizes,
        {.sliders = sliders_height(ctx, shown, middle),
         .story = story_panel::needs(ctx, shown, side),
         .timeline = timeline_.needs(timeline)}
    );
    const scenarios::listing& lines = code_.listing(shown.variant());
    draw_top_bar(ctx, shown, at.top, at.stage.x, out);
    lessons_.draw(ctx, shown, at.lessons, out);
    stage_.draw(ctx, shown, lines, at.stage, out);
    explain_blocked(ctx);
    draw_sliders(ctx, shown, at.sliders, out);
    timeline_.draw(ctx, timeline, at.timeline, out);
    if (shown.points_now()
        && shown.story().step().points_at.kind == scenarios::pointer::what::timeline) {
        ui::pointer_ring(ctx, at.timeline, ui::metric::panel_radius);
    }
    story_.draw(ctx, shown, at.story, out);
    code_.draw(ctx, shown, at.code, out);
    draw_splitters(ctx, at, out);
    overlays_.draw(ctx, shown, out);
    notice_.draw(ctx, shown, place_for_notice(at), out);
    dispatch_keys(ctx.in(), shown, out);
    return out;
}

} // namespace app::views
