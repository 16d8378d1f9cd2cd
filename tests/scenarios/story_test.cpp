// The stories keep their word: every condition is reached in real runs of every kind, and every
// question is answered by the run that follows it.
#include "tests/scenarios/player.hpp"

#include <algorithm>

namespace {

using tests::player;

/// Plays a whole story as the window does, and asks each question at the end of its step.
struct reading {
    std::vector<std::optional<std::size_t>> answers;
    std::vector<std::string> outcomes;
};

reading
read_story(const scenarios::lesson& lesson, const tests::way& way, const tests::values& set) {
    reading seen;
    std::unique_ptr<player> now;
    std::string_view variant = lesson.variants.front().id;
    const bool is_default = set.empty();
    for (const auto& step : lesson.story) {
        SCOPED_TRACE(std::string(lesson.id) + ": " + std::string(step.heading) + ", " + way.name);
        if (!step.variant.empty()) {
            variant = step.variant;
        }
        if (step.restarts) {
            now = std::make_unique<player>(player::options{
                .lesson = lesson, .variant = variant, .set = set, .way = way});
        }
        const bool held = now->verdict() ? false : now->run_to(step.run_to);
        if (is_default) {
            EXPECT_EQ(held, step.run_to != nullptr) << "a condition was not reached";
        }
        if (step.predict) {
            seen.answers.push_back(step.predict->answer(now->record()));
            seen.outcomes.push_back(step.predict->outcome(now->record()));
            if (is_default) {
                EXPECT_TRUE(seen.answers.back().has_value()) << step.predict->text;
            }
            if (seen.answers.back()) {
                EXPECT_LT(*seen.answers.back(), step.predict->options.size());
            }
            EXPECT_TRUE(seen.outcomes.back().ends_with('.')) << seen.outcomes.back();
        }
    }
    EXPECT_TRUE(now->verdict().has_value()) << lesson.id << ": the story ends with the run";
    return seen;
}

reading read_story(std::string_view id, const tests::way& way = {}, const tests::values& set = {}) {
    return read_story(*scenarios::find_lesson(id), way, set);
}

using answers = std::vector<std::optional<std::size_t>>;

TEST(story, forgotten_sender_is_true_in_every_run) {
    for (const auto& way : tests::ways(20)) {
        const reading seen = read_story("forgotten-sender", way);
        EXPECT_EQ(seen.answers, (answers{1, 0})) << way.name;
        EXPECT_TRUE(seen.outcomes[0].contains("main's tx, made on line 9")) << seen.outcomes[0];
        EXPECT_TRUE(seen.outcomes[1].contains("received 12 of 12 messages")) << seen.outcomes[1];
    }
}

TEST(story, backpressure_is_true_in_every_run) {
    for (const auto& way : tests::ways(20)) {
        const reading seen = read_story("backpressure", way);
        EXPECT_EQ(seen.answers, (answers{2, 1, 2})) << way.name;
        EXPECT_TRUE(seen.outcomes[0].starts_with("3: 2 in the queue, and message "))
            << seen.outcomes[0];
    }
}

TEST(story, shared_receiver_is_true_in_every_run) {
    for (const auto& way : tests::ways(20)) {
        const reading seen = read_story("shared-receiver", way);
        EXPECT_EQ(seen.answers, (answers{1, 1, 1, 1})) << way.name;
        EXPECT_TRUE(seen.outcomes[0].contains("3 of the 3 others wait for the lock"));
    }
}

TEST(story, does_not_break_with_other_settings) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& slider : lesson.sliders) {
            for (const int value : {slider.least, slider.most}) {
                if (value != slider.initial) {
                    read_story(lesson, {.name = "live"}, {{std::string(slider.id), value}});
                }
            }
        }
    }
}

TEST(story, answers_follow_the_run_not_the_author) {
    // A buffer that is never full, and one that is none.
    EXPECT_EQ(read_story("backpressure", {}, {{"buffer", 64}}).answers[0], 3U);
    EXPECT_EQ(read_story("backpressure", {}, {{"buffer", 0}}).answers[0], 2U);
    // A single message is made, then handled: the times add up.
    EXPECT_EQ(read_story("backpressure", {}, {{"messages", 1}, {"buffer", 1}}).answers[1], 2U);
    // A consumer that is faster than the producer keeps the queue short.
    const tests::values fast{{"handle_ms", 0}};
    EXPECT_EQ(
        read_story("backpressure", {.name = "stepped", .mode = chan::run::mode::step}, fast)
            .answers[2],
        0U
    );
    // One worker alone works alone.
    EXPECT_EQ(read_story("shared-receiver", {}, {{"consumers", 1}}).answers[1], 0U);
}

TEST(story, questions_wait_for_their_run) {
    for (const auto& lesson : scenarios::all_lessons()) {
        const player fresh({.lesson = lesson, .variant = lesson.variants.front().id});
        for (const auto& step : lesson.story) {
            if (step.predict) {
                EXPECT_EQ(step.predict->answer(fresh.record()), std::nullopt) << step.predict->text;
            }
        }
    }
}

} // namespace
