// The scrolled part is laid out by one function that either measures or draws, so that both agree.
#include "app/views/story_panel.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/layout.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;
namespace metric = ui::metric;

/// The distances, which are less in a low window.
struct spacing {
    float edge = 16;      // above and below all of it
    float head = 28;      // "STORY" and what follows
    float gap = 12;       // between parts
    float box_top = 12, box_gap = 12, box_bottom = 16; // of the question
    float footer = metric::button_height;
};
spacing spacing_of(const ui::context& ctx) {
    if (ctx.size().y >= comfortable_height) return {};
    return {12, 24, 8, 8, 8, 10, 32};
}

/// Goes down a column: measures, and draws where it is told to.
struct column {
    ui::context& ctx;
    rect rest;
    bool draws = true;
    float used = 0;
    std::optional<rect> news = {}; // what is asked, or came out; from the top of the column

    void skip(float height) {
        rest.cut_top(height);
        used += height;
    }
    void text(std::string_view name, std::string_view words, text_role role, ui::colour ink) {
        const float height = ui::wrapped_height(ctx.type(), role, words, rest.width);
        if (draws) {
            ui::paragraph(
                ctx,
                name,
                {rest.x, rest.y, rest.width, height + 1},
                words,
                {.role = role, .ink = ink}
            );
        }
        skip(height);
    }
};

std::vector<ui::choice>
options_of(const scenarios::question& question, const std::vector<std::string>& names) {
    std::vector<ui::choice> choices;
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        choices.push_back({.name = names[i], .text = question.options[i]});
    }
    return choices;
}

constexpr float box_padding = 16;

/// Of the question's box; in a roomy window with two lines of what will come out.
float question_height(ui::context& ctx, const scenarios::question& question, float width) {
    const spacing apart = spacing_of(ctx);
    std::vector<ui::choice> choices;
    for (const auto& option : question.options) choices.push_back({.name = {}, .text = option});
    const float inner = width - 2 * box_padding;
    const float line = ui::wrapped_height(ctx.type(), text_role::small, "Predict", inner);
    return apart.box_top + line + 4
        + ui::wrapped_height(ctx.type(), text_role::small, question.text, inner) + apart.box_gap
        + ui::chip_row_height(ctx, choices, inner)
        + (ctx.size().y >= comfortable_height ? apart.box_gap + 2 * line : 0) + apart.box_bottom;
}

/// The question's box; returns its height.
void question_box(column& in, const session::session& shown, commands* out) {
    const session::story& story = shown.story();
    const scenarios::question& question = *story.step().predict;
    const session::prediction& asked = story.asked(story.step_number());
    const ui::theme& theme = in.ctx.colours();
    std::vector<std::string> names;
    for (std::size_t i = 0; i < question.options.size(); ++i) names.push_back(std::to_string(i));
    const auto choices = options_of(question, names);

    std::vector<ui::choice_mark> marks(choices.size(), ui::choice_mark::none);
    if (asked.truth) {
        if (asked.answered) marks[*asked.answered] = ui::choice_mark::wrong;
        marks[*asked.truth] = ui::choice_mark::right;
    }
    const bool open = story.phase() == session::story_phase::asking
        || (story.phase() == session::story_phase::ready && !asked.truth && !shown.play().going());
    std::string heading = !asked.truth ? "Predict"
        : asked.kept()                 ? "You predicted it"
        : asked.answered               ? "It came out otherwise"
                                       : "What came out";
    const bool old = asked.truth && !shown.outcome_is_of_this_run(story.step_number());
    if (old) heading += ", in a run before this one";

    const spacing apart = spacing_of(in.ctx);
    constexpr float padding = box_padding;
    const float width = in.rest.width - 2 * padding;
    const float chips = ui::chip_row_height(in.ctx, choices, width);
    const auto body = [&](column& c) {
        c.skip(apart.box_top);
        c.text(
            "story.predict",
            heading,
            text_role::small_strong,
            asked.truth && asked.answered && !asked.kept()
                ? theme.state(ui::state_role::stuck).words
                : theme.accent_words
        );
        c.skip(4);
        c.text("story.question", question.text, text_role::small, theme.text.strong);
        c.skip(apart.box_gap);
        if (c.draws && out != nullptr) {
            const auto chosen = ui::chip_row(
                c.ctx,
                "story.answer",
                {c.rest.x, c.rest.y, c.rest.width, chips},
                choices,
                {.current = asked.answered, .marks = marks, .enabled = open}
            );
            if (chosen) out->push_back(session::answer{*chosen});
        }
        c.skip(chips);
        if (!asked.outcome.empty()) {
            c.skip(apart.box_gap);
            const ui::colour ink = old ? theme.text.muted : theme.text.strong;
            c.text("story.outcome", asked.outcome, text_role::small, ink);
        }
        c.skip(apart.box_bottom);
    };
    column measured{in.ctx, {0, 0, width, 10'000}, false};
    body(measured);
    if (in.draws) {
        const rect box{in.rest.x, in.rest.y, in.rest.width, measured.used};
        in.ctx.paint().fill(box, theme.surface.inset, metric::card_radius);
        in.ctx.paint().stroke(box, theme.outline.card, 1, metric::card_radius);
        column drawn{in.ctx, {box.x + padding, box.y, width, box.height}, true};
        body(drawn);
    }
    const bool asks = story.phase() == session::story_phase::asking;
    if (asks || !asked.outcome.empty()) in.news = rect{0, in.used, 1, measured.used};
    in.skip(measured.used);
}

/// What is below the heading, which stands still: text, question, closing card.
void content(column& in, const session::session& shown, commands* out) {
    const session::story& story = shown.story();
    const ui::theme& theme = in.ctx.colours();
    const float gap = spacing_of(in.ctx).gap;
    in.text("story.text", story.step().text, text_role::body, theme.text.body);
    if (story.step().predict) {
        in.skip(gap);
        question_box(in, shown, out);
    }
    if (story.closed()) {
        in.skip(gap);
        const ui::callout_options card{
            .heading = "What to remember",
            .text = shown.lesson().remember,
            .role = ui::state_role::running,
        };
        const float height = ui::callout_height(in.ctx, in.rest.width, card);
        if (in.draws) ui::callout(in.ctx, "story.remember", in.rest, card);
        const float top = in.news ? in.news->y : in.used;
        in.news = rect{0, top, 1, in.used + height - top};
        in.skip(height);
    }
}

column measure(ui::context& ctx, const session::session& shown, float width) {
    column all{ctx, {0, 0, width, 10'000}, false};
    content(all, shown, nullptr);
    return all;
}

/// What a step takes before it is run. (More of what comes out then is scrolled to.)
float content_height(
    ui::context& ctx, const scenarios::story_step& step, float width
) {
    const spacing apart = spacing_of(ctx);
    const ui::colour ink{};
    column all{ctx, {0, 0, width, 10'000}, false};
    all.text({}, step.heading, text_role::title, ink);
    all.skip(apart.gap - 4);
    all.text({}, step.text, text_role::body, ink);
    if (step.predict) {
        all.skip(apart.gap);
        all.used += question_height(ctx, *step.predict, width);
    }
    return all.used;
}

/// Of the longest that the goal may be while this step is on: nothing moves when it changes.
float goal_height(ui::context& ctx, const session::session& shown, float width) {
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
        .look = shown.went_wrong() || watches ? ui::button_look::secondary
                                              : ui::button_look::primary,
        .tooltip = refusal ? std::string_view(*refusal)
            : after != nullptr ? after->title : next.help,
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
    const float spare =
        std::max(0.0f, row.width - next_least - back_least - skip_width - 2 * 8);
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
        most = std::max(most, content_height(ctx, step, inside));
    }
    const float goal = ui::wrapped_height(ctx.type(), text_role::small, "Two\nlines", inside);
    return std::ceil(
        apart.edge + apart.head + most + apart.gap
        + std::max(goal, goal_height(ctx, shown, inside)) + apart.gap + apart.footer + apart.edge
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
    const rect head = inside.cut_top(20, apart.head - 20);
    ui::caption(ctx, head, "STORY");
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
    const float tall =
        ui::wrapped_height(ctx.type(), text_role::title, heading, inside.width);
    ui::paragraph(
        ctx,
        "story.heading",
        inside.cut_top(tall + 1, apart.gap - 5),
        heading,
        {.role = text_role::title, .ink = theme.text.strong}
    );
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
