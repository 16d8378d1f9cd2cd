// One function lays the box out, measured or drawn; what it says is made beforehand.
#include "app/views/story_column.hpp"

#include "app/views/layout.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;
namespace metric = ui::metric;

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
    static constexpr std::array<std::string_view, 7> numbers{"0", "1", "2", "3", "4", "5", "6"};
    to.options.push_back(
        {.name = numbers.at(answer),
         .text = question.options[answer],
         .tooltip = "What do you think?",
         .key = numbers.at(answer + 1)}
    );
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
    if (asked.truth && story.closed()
        && ctx.size().y < cramped_height) { // the last words come first
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

} // namespace

spacing spacing_of(const ui::context& ctx) {
    if (ctx.size().y >= comfortable_height) return {};
    if (ctx.size().y >= cramped_height) return {12, 24, 8, 8, 8, 10, 32};
    return {8, 0, 6, 6, 6, 8, 30};
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

float tallest_question(ui::context& ctx, const scenarios::question& question, float width) {
    float tallest = question_height(ctx, before_the_run(question), width);
    for (std::size_t truth = 0; truth < question.options.size(); ++truth) {
        for (std::size_t answered = 0; answered < question.options.size(); ++answered) {
            asked_words after = after_the_run(question, answered, truth);
            after.outcome =
                ctx.size().y < cramped_height ? "Four\nlines\nof\nit" : "Three\nlines\nof it";
            tallest = std::max(tallest, question_height(ctx, after, width));
        }
    }
    return tallest;
}

} // namespace app::views
