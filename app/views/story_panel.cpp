// The scrolled part is laid out by one function that either measures or draws, so that both agree.
#include "app/views/story_panel.hpp"

#include "app/ui/widgets.hpp"
#include "app/views/layout.hpp"

#include <algorithm>
#include <array>
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
    float edge = 16;                                  // above and below all of it
    float head = 28;                                  // "STORY" and what follows
    float gap = 12;                                   // between parts
    float box_top = 12, box_gap = 8, box_bottom = 12; // of the question
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

constexpr float box_padding = 16;

/// What the question's box says at one moment.
struct asked_words {
    std::string heading = {};
    std::string_view question = {};
    std::vector<ui::choice> options = {};
    std::vector<std::size_t> answers = {}; // which answer each option is
    std::optional<std::size_t> current = {}, right = {};
    std::string outcome = {};
    ui::colour heading_ink{}, outcome_ink{};
    bool open = false;
};

void add_option(asked_words& to, const scenarios::question& question, std::size_t answer) {
    static constexpr std::array<std::string_view, 6> numbers{"0", "1", "2", "3", "4", "5"};
    to.options.push_back({.name = numbers.at(answer), .text = question.options[answer]});
    to.answers.push_back(answer);
}

/// Before the run: all that can be answered.
asked_words before_the_run(const scenarios::question& question) {
    asked_words words{.heading = "Predict", .question = question.text};
    for (std::size_t i = 0; i < question.options.size(); ++i) add_option(words, question, i);
    return words;
}

/// After it: what was answered and what is true, for what came out needs the room.
asked_words after_the_run(
    const scenarios::question& question, std::optional<std::size_t> answered, std::size_t truth
) {
    asked_words words{.question = question.text};
    words.heading = !answered ? "What came out"
        : answered == truth
        ? "You predicted it"
        : "Not so: \u201c" + std::string(question.options[*answered]) + "\u201d";
    add_option(words, question, truth);
    words.right = 0;
    if (answered == truth) words.current = 0;
    return words;
}

void question_words(column& c, const asked_words& box, commands* out) {
    const spacing apart = spacing_of(c.ctx);
    c.skip(apart.box_top);
    c.text("story.predict", box.heading, text_role::small_strong, box.heading_ink);
    c.skip(4);
    const ui::colour strong = c.ctx.colours().text.strong;
    if (!box.question.empty()) c.text("story.question", box.question, text_role::small, strong);
    if (!box.options.empty()) c.skip(apart.box_gap);
    const float chips =
        box.options.empty() ? 0 : ui::chip_row_height(c.ctx, box.options, c.rest.width);
    if (c.draws && out != nullptr && !box.options.empty()) {
        const auto chosen = ui::chip_row(
            c.ctx,
            "story.answer",
            {c.rest.x, c.rest.y, c.rest.width, chips},
            box.options,
            {.current = box.current, .right = box.right, .enabled = box.open}
        );
        if (chosen) out->push_back(session::answer{box.answers[*chosen]});
    }
    c.skip(chips);
    if (!box.outcome.empty()) {
        if (!box.options.empty()) c.skip(apart.box_gap);
        c.text("story.outcome", box.outcome, text_role::small, box.outcome_ink);
    }
    c.skip(apart.box_bottom);
}

float question_height(ui::context& ctx, const asked_words& box, float width) {
    column measured{ctx, {0, 0, width - 2 * box_padding, 10'000}, false};
    question_words(measured, box, nullptr);
    return measured.used;
}

asked_words question_now(ui::context& ctx, const session::session& shown) {
    const session::story& story = shown.story();
    const scenarios::question& question = *story.step().predict;
    const session::prediction& asked = story.asked(story.step_number());
    const ui::theme& theme = ctx.colours();
    asked_words box = asked.truth ? after_the_run(question, asked.answered, *asked.truth)
                                  : before_the_run(question);
    if (!asked.truth) box.current = asked.answered;
    if (story.closed() && ctx.size().y < cramped_height) { // the last words come first
        box.question = {};
        box.options.clear();
    }
    const bool old = asked.truth && !shown.outcome_is_of_this_run(story.step_number());
    if (old) box.heading += ", in a run before this one";
    box.outcome = asked.outcome;
    box.outcome_ink = old ? theme.text.muted : theme.text.strong;
    box.heading_ink = asked.truth && asked.answered && !asked.kept()
        ? theme.state(ui::state_role::stuck).words
        : theme.accent_words;
    box.open = story.phase() == session::story_phase::asking
        || (story.phase() == session::story_phase::ready && !asked.truth && !shown.play().going());
    return box;
}

void question_box(column& in, const session::session& shown, commands* out) {
    const asked_words words = question_now(in.ctx, shown);
    const float height = question_height(in.ctx, words, in.rest.width);
    if (in.draws) {
        const rect box{in.rest.x, in.rest.y, in.rest.width, height};
        in.ctx.paint().fill(box, in.ctx.colours().surface.inset, metric::card_radius);
        in.ctx.paint().stroke(box, in.ctx.colours().outline.card, 1, metric::card_radius);
        column drawn{in.ctx, box.inset(box_padding, 0), true};
        question_words(drawn, words, out);
    }
    const bool asks = shown.story().phase() == session::story_phase::asking;
    if (asks || !words.outcome.empty()) in.news = rect{0, in.used, 1, height};
    in.skip(height);
}

ui::callout_options to_remember(const scenarios::lesson& of) {
    return {.heading = "What to remember", .text = of.remember, .role = ui::state_role::running};
}

/// What is below the heading, which stands still: text, question, closing card.
void content(column& in, const session::session& shown, commands* out) {
    const session::story& story = shown.story();
    const ui::theme& theme = in.ctx.colours();
    const float gap = spacing_of(in.ctx).gap;
    if (story.closed()) { // takes the place of the text
        const ui::callout_options card = to_remember(shown.lesson());
        const float height = ui::callout_height(in.ctx, in.rest.width, card);
        if (in.draws) ui::callout(in.ctx, "story.remember", in.rest, card);
        in.skip(height);
    } else {
        in.text("story.text", story.step().text, text_role::body, theme.text.body);
    }
    if (story.step().predict) {
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

/// What a step takes before it is run, and with three lines of what comes out, or two in a
/// very low window. (More of that is scrolled to.)
float content_height(
    ui::context& ctx, const scenarios::lesson& of, const scenarios::story_step& step, float width
) {
    const spacing apart = spacing_of(ctx);
    const ui::colour ink{};
    column all{ctx, {0, 0, width, 10'000}, false};
    all.text({}, step.heading, text_role::title, ink);
    all.skip(apart.gap - 4);
    const float text = ui::wrapped_height(ctx.type(), text_role::body, step.text, width);
    const bool last = &step == &of.story.back();
    all.skip(last ? std::max(text, ui::callout_height(ctx, width, to_remember(of))) : text);
    if (step.predict) {
        all.skip(apart.gap);
        asked_words after = after_the_run(*step.predict, std::nullopt, 0);
        after.outcome = ctx.size().y < cramped_height ? "Two\nlines" : "Three\nlines\nof it";
        all.used += std::max(
            question_height(ctx, before_the_run(*step.predict), width),
            question_height(ctx, after, width)
        );
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
    const float tall = ui::wrapped_height(ctx.type(), text_role::title, heading, inside.width);
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
