// The scrolled part is laid out by one function that either measures or draws, so that both agree.
#include "app/views/story_panel.hpp"

#include "app/ui/widgets.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;
namespace metric = ui::metric;

constexpr float head_height = 20 + 8;
constexpr float footer_height = metric::button_height;

/// Goes down a column: measures, and draws where it is given a context to draw with.
struct column {
    ui::context& ctx;
    rect rest;
    bool draws = true;
    float used = 0;

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
        || story.phase() == session::story_phase::ready;
    const std::string_view heading = !asked.truth ? "Predict"
        : asked.kept()                            ? "You predicted it"
        : asked.answered                          ? "It came out otherwise"
                                                  : "What came out";

    constexpr float padding = 16;
    const float width = in.rest.width - 2 * padding;
    const float chips = ui::chip_row_height(in.ctx, choices, width, marks);
    const auto body = [&](column& c) {
        c.skip(12);
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
        c.skip(12);
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
            c.skip(12);
            c.text("story.outcome", asked.outcome, text_role::small, theme.text.strong);
        }
        c.skip(16);
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
    in.skip(measured.used);
}

/// Heading, text, question, closing card.
void content(column& in, const session::session& shown, commands* out) {
    const session::story& story = shown.story();
    const ui::theme& theme = in.ctx.colours();
    in.text("story.heading", story.step().heading, text_role::title, theme.text.strong);
    in.skip(8);
    in.text("story.text", story.step().text, text_role::body, theme.text.body);
    in.skip(12);
    if (story.step().predict) {
        question_box(in, shown, out);
        in.skip(12);
    }
    if (story.closed()) {
        const ui::callout_options card{
            .heading = "What to remember",
            .text = shown.lesson().remember,
            .role = ui::state_role::running,
        };
        const float height = ui::callout_height(in.ctx, in.rest.width, card);
        if (in.draws) ui::callout(in.ctx, "story.remember", in.rest, card);
        in.skip(height + 12);
    }
}

float goal_height(ui::context& ctx, const session::session& shown, float width) {
    return ui::wrapped_height(ctx.type(), text_role::small, shown.goal(), width);
}

/// What N does now.
std::string_view next_label(const session::session& shown) {
    const session::story& story = shown.story();
    if (story.phase() == session::story_phase::running) return "Running\u2026";
    if (story.phase() != session::story_phase::arrived) {
        return session::info("next_story_step").label;
    }
    if (!story.last()) return "Next step";
    return shown.next_lesson() != nullptr ? "Next lesson" : "The end";
}

void draw_next(ui::context& ctx, const session::session& shown, const rect& area, commands& out) {
    const scenarios::lesson* after = shown.story().closed() ? shown.next_lesson() : nullptr;
    const session::command_info& next = session::info("next_story_step");
    const std::optional<std::string> refusal = shown.refusal(next.command);
    const ui::button_options options{
        .text = next_label(shown),
        .look = ui::button_look::primary,
        .tooltip = refusal ? std::string_view(*refusal)
            : after != nullptr ? after->title : next.help,
        .key = next.key,
        .enabled = !refusal,
    };
    if (ui::button(ctx, "story.next", area, options)) out.push_back(next.command);
}

void draw_buttons(ui::context& ctx, const session::session& shown, rect row, commands& out) {
    constexpr float next_width = 160;
    constexpr float back_width = 92;
    draw_next(ctx, shown, row.cut_right(next_width, 12), out);
    const session::command_info& back = session::info("previous_story_step");
    const ui::button_options options{
        .text = "Back",
        .tooltip = back.help,
        .key = back.key,
        .enabled = !shown.refusal(back.command),
    };
    if (ui::button(ctx, "story.back", row.cut_left(back_width, 8), options)) {
        out.push_back(back.command);
    }
    if (shown.story().phase() != session::story_phase::asking) return;
    const session::command_info& skip = session::info("skip_question");
    const ui::button_options quiet{
        .text = "Skip", .look = ui::button_look::quiet, .tooltip = skip.help, .key = skip.key};
    const rect place = row.cut_left(std::min(row.width, ui::button_width(ctx, quiet)));
    if (ui::button(ctx, "story.skip", place, quiet)) out.push_back(skip.command);
}

} // namespace

float story_panel::needs(ui::context& ctx, const session::session& shown, float width) {
    const float inside = width - 2 * metric::padding;
    column measured{ctx, {0, 0, inside, 10'000}, false};
    content(measured, shown, nullptr);
    return 16 + head_height + measured.used + goal_height(ctx, shown, inside) + 12 + footer_height
        + 16;
}

void story_panel::draw(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    const session::story& story = shown.story();
    const ui::theme& theme = ctx.colours();
    if (story.step_number() != step_ || story.closed() != closed_) {
        step_ = story.step_number();
        closed_ = story.closed();
        scroll_.offset = 0;
    }
    ctx.paint().fill(area, theme.surface.panel, metric::panel_radius);
    ctx.paint().stroke(area, theme.outline.panel, 1, metric::panel_radius);
    rect inside = area.inset(metric::padding, 16);
    const rect head = inside.cut_top(20, 8);
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
    draw_buttons(ctx, shown, inside.cut_bottom(footer_height, 12), out);
    const rect goal = inside.cut_bottom(goal_height(ctx, shown, inside.width), 12);
    ui::paragraph(
        ctx,
        "story.goal",
        {goal.x, goal.y, goal.width, goal.height + 1},
        shown.goal(),
        {.role = text_role::small, .ink = theme.accent_words}
    );
    const auto height_at = [&](float width) {
        column measured{ctx, {0, 0, width, 10'000}, false};
        content(measured, shown, nullptr);
        return measured.used - 12; // the last gap is nobody's
    };
    constexpr float bar = 12;
    const bool scrolls = height_at(inside.width) > inside.height + 0.5f;
    ui::scroll_area view(
        ctx, "story.scroll", inside, scroll_, scrolls ? height_at(inside.width - bar) : 0
    );
    rect column_area = view.content();
    if (scrolls) column_area.cut_right(bar);
    column drawn{ctx, column_area, true};
    content(drawn, shown, &out);
}

} // namespace app::views
