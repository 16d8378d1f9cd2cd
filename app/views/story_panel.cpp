// The scrolled part is laid out by one function that either measures or draws, so that both agree.
#include "app/views/story_panel.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/layout.hpp"
#include "app/views/story_column.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;
namespace metric = ui::metric;

ui::callout_options to_remember(const scenarios::lesson& of) {
    return {.heading = "What to remember", .text = of.remember, .role = ui::state_role::running};
}

/// What is below the heading, which stands still: text, question, closing card.
void content(column& in, const session::session& shown, commands* out) {
    const session::story& story = shown.story();
    const ui::theme& theme = in.ctx.colours();
    const float gap = spacing_of(in.ctx).gap;
    const bool asks = story.step().predict.has_value();
    if (!story.closed() || !asks) {
        in.text("story.text", story.step().text, text_role::body, theme.text.body);
    }
    if (story.closed()) { // takes the place of the text where there is a question, too
        if (!asks) in.skip(gap);
        const ui::callout_options card = to_remember(shown.lesson());
        const float height = ui::callout_height(in.ctx, in.rest.width, card);
        if (in.draws) ui::callout(in.ctx, "story.remember", in.rest, card);
        in.skip(height);
    }
    if (asks) {
        in.skip(gap);
        question_box(in, shown, out);
    }
    if (story.closed()) in.news = rect{0, 0, 1, in.used};
}

column measure(ui::context& ctx, const session::session& shown, float width) {
    column all{ctx, {0, 0, width, 10'000}, false};
    content(all, shown, nullptr);
    return all;
}

/// Of the heading, which leaves room for "3 of 7" where that has no line of its own.
float heading_width(const ui::context& ctx, float width) {
    return spacing_of(ctx).head > 0 ? width : width - 52;
}

/// What a step takes, so that no more of it has to be scrolled to than a long outcome.
float content_height(
    ui::context& ctx, const scenarios::lesson& of, const scenarios::story_step& step, float width
) {
    const spacing apart = spacing_of(ctx);
    column all{ctx, {0, 0, width, 10'000}, false};
    const float wide = heading_width(ctx, width);
    all.skip(ui::wrapped_height(ctx.type(), text_role::title, step.heading, wide));
    all.skip(apart.gap - 4);
    const float text = ui::wrapped_height(ctx.type(), text_role::body, step.text, width);
    const bool last = &step == &of.story.back();
    const float card = last ? ui::callout_height(ctx, width, to_remember(of)) : 0;
    all.skip(step.predict ? std::max(text, card) : text + (last ? apart.gap + card : 0));
    if (step.predict) {
        all.skip(apart.gap);
        all.used += tallest_question(ctx, *step.predict, width);
    }
    return all.used;
}

/// Of the longest that the goal may be while this step is on: nothing moves when it changes.
/// In a very low window it is the one at hand: what came out needs the room.
float goal_height(ui::context& ctx, const session::session& shown, float width) {
    if (ctx.size().y < cramped_height) {
        return ui::wrapped_height(ctx.type(), text_role::small, shown.goal(), width);
    }
    float most = 0;
    for (const std::string& one : shown.possible_goals()) {
        most = std::max(most, ui::wrapped_height(ctx.type(), text_role::small, one, width));
    }
    return most;
}

/// What N does now.
std::string_view next_label(const session::session& shown) {
    const session::story& story = shown.story();
    if (story.phase() == session::story_phase::running) {
        return shown.play().going() ? "Running\u2026" : "Go on";
    }
    if (story.phase() != session::story_phase::arrived) {
        if (shown.step_begins_anew()) return "Run from its start";
        if (story.last()) return "Run to its end";
        return session::info("next_story_step").label;
    }
    if (!story.last()) return "Next step";
    return shown.next_lesson() != nullptr ? "Next lesson" : "The end";
}

void draw_next(ui::context& ctx, const session::session& shown, const rect& area, commands& out) {
    const scenarios::lesson* after = shown.story().closed() ? shown.next_lesson() : nullptr;
    if (shown.play().view() == session::view::past) { // as the sentence above it says
        const session::command_info& now = session::info("look_at_now");
        const ui::button_options back{
            .text = "Back to now",
            .look = ui::button_look::primary,
            .tooltip = now.help,
            .key = now.key,
        };
        if (ui::button(ctx, "story.next", area, back)) out.push_back(now.command);
        return;
    }
    const session::command_info& next = session::info("next_story_step");
    const std::optional<std::string> refusal = shown.refusal(next.command);
    const bool ready = shown.story().phase() == session::story_phase::ready;
    const bool watches = ready && shown.play().going();
    const ui::button_options options{
        .text = next_label(shown),
        // Where a cure is offered, that comes first, and what plays is to be watched.
        .look =
            shown.went_wrong() || watches ? ui::button_look::secondary : ui::button_look::primary,
        .tooltip = refusal     ? std::string_view(*refusal)
            : after != nullptr ? after->title
                               : next.help,
        .key = next.key,
        .enabled = !refusal,
    };
    if (ui::button(ctx, "story.next", area, options)) out.push_back(next.command);
}

void draw_buttons(ui::context& ctx, const session::session& shown, rect row, commands& out) {
    const session::command_info& back = session::info("previous_story_step");
    const ui::button_options to_back{
        .text = "Back",
        .tooltip = back.help,
        .key = back.key,
        .enabled = !shown.refusal(back.command),
    };
    const session::command_info& skip = session::info("skip_question");
    const ui::button_options to_skip{
        .text = "Skip", .look = ui::button_look::quiet, .tooltip = skip.help, .key = skip.key};
    const float skip_width = ui::button_width(ctx, to_skip);
    // Both sides may be wider than their words need, as far as all three have room.
    const float next_least =
        ui::button_width(ctx, {.text = session::info("next_story_step").label});
    const float back_least = ui::button_width(ctx, to_back);
    const float spare = std::max(0.0f, row.width - next_least - back_least - skip_width - 2 * 8);
    const float next_width = next_least + std::min(std::max(0.0f, 160 - next_least), spare / 2);
    const float back_width = back_least + std::min(std::max(0.0f, 92 - back_least), spare / 2);

    draw_next(ctx, shown, row.cut_right(next_width, 8), out);
    if (ui::button(ctx, "story.back", row.cut_left(back_width, 8), to_back)) {
        out.push_back(back.command);
    }
    if (shown.story().phase() != session::story_phase::asking) return;
    const rect place = row.cut_left(std::min(row.width, skip_width));
    if (ui::button(ctx, "story.skip", place, to_skip)) out.push_back(skip.command);
}

} // namespace

float story_panel::needs(ui::context& ctx, const session::session& shown, float width) {
    const float inside = width - 2 * metric::padding;
    const spacing apart = spacing_of(ctx);
    float most = 0;
    for (const scenarios::story_step& step : shown.lesson().story) {
        most = std::max(most, content_height(ctx, shown.lesson(), step, inside));
    }
    const float goal = ui::wrapped_height(ctx.type(), text_role::small, "Two\nlines", inside);
    return std::ceil(
        apart.edge + apart.head + most + apart.gap + std::max(goal, goal_height(ctx, shown, inside))
        + apart.gap + apart.footer + apart.edge
    );
}

/// A step is shown from its top, but what is asked, and what came out, is brought into sight.
void story_panel::follow(const session::session& shown, const std::optional<rect>& news) {
    const session::story& story = shown.story();
    const page now{shown.lesson().id, story.step_number(), news ? news->height : 0};
    if (now == at_) return;
    const bool same_step = now.lesson == at_.lesson && now.step == at_.step;
    if (!same_step) scroll_.offset = 0;
    if (now.news > 0) scroll_.reveal = news;
    at_ = now;
}

void story_panel::draw(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    const session::story& story = shown.story();
    const ui::theme& theme = ctx.colours();
    const spacing apart = spacing_of(ctx);
    ctx.paint().fill(area, theme.surface.panel, metric::panel_radius);
    ctx.paint().stroke(area, theme.outline.panel, 1, metric::panel_radius);
    rect inside = area.inset(metric::padding, apart.edge);
    const rect head{inside.x, inside.y, inside.width, 20};
    inside.cut_top(apart.head);
    if (apart.head > 0) ui::caption(ctx, head, "STORY");
    const std::string place =
        std::to_string(story.step_number() + 1) + " of " + std::to_string(story.step_count());
    ui::label(
        ctx,
        "story.place",
        head,
        place,
        {.role = text_role::small, .ink = theme.text.muted, .x = ui::across::right}
    );
    draw_buttons(ctx, shown, inside.cut_bottom(apart.footer, apart.gap), out);
    const rect goal = inside.cut_bottom(goal_height(ctx, shown, inside.width), apart.gap);
    ui::paragraph(
        ctx,
        "story.goal",
        {goal.x, goal.y, goal.width, goal.height + 1},
        shown.goal(),
        {.role = text_role::small, .ink = theme.accent_words}
    );
    const std::string_view heading = story.step().heading;
    const float wide = heading_width(ctx, inside.width);
    const float tall = ui::wrapped_height(ctx.type(), text_role::title, heading, wide);
    rect title = inside.cut_top(tall + 1, apart.gap - 5);
    title.width = wide;
    const ui::text_style style{.role = text_role::title, .ink = theme.text.strong};
    ui::paragraph(ctx, "story.heading", title, heading, style);
    // The scroll bar is in the panel's edge: whether it is there or not moves no word.
    const column all = measure(ctx, shown, inside.width);
    follow(shown, all.news);
    const rect seen{inside.x, inside.y, inside.width + metric::padding - 2, inside.height};
    const bool scrolls = all.used > seen.height + 0.5f;
    ui::scroll_area view(ctx, "story.scroll", seen, scroll_, scrolls ? all.used : 0);
    rect column_area = view.content();
    column_area.width = inside.width;
    column drawn{ctx, column_area, true};
    content(drawn, shown, &out);
}

} // namespace app::views
