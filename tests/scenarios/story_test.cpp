// The stories keep their word: every condition is reached in real runs of every kind, and every
// question is answered by the run that follows it.
#include "scenarios/record.hpp"
#include "tests/model/script.hpp"
#include "tests/scenarios/player.hpp"

#include <algorithm>
#include <cctype>

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
            EXPECT_EQ(held, step.run_to != nullptr) << "the run ended before the step's .run_to "
                                                       "held it, or it had ended before the step";
        }
        if (step.predict) {
            seen.answers.push_back(step.predict->answer(now->record()));
            seen.outcomes.push_back(step.predict->outcome(now->record()));
            if (is_default) {
                EXPECT_TRUE(seen.answers.back().has_value())
                    << "the run does not answer: " << step.predict->text;
            }
            if (seen.answers.back()) {
                EXPECT_LT(*seen.answers.back(), step.predict->options.size());
            }
            EXPECT_TRUE(seen.outcomes.back().ends_with('.')) << seen.outcomes.back();
            EXPECT_EQ(std::ranges::count(seen.outcomes.back(), '`') % 2, 0);
        }
    }
    EXPECT_TRUE(now->verdict().has_value()) << lesson.id << ": the story ends with the run";
    return seen;
}

reading read_story(std::string_view id, const tests::way& way = {}, const tests::values& set = {}) {
    return read_story(*scenarios::find_lesson(id), way, set);
}

TEST(story, reaches_every_condition_and_answers_every_question) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& way : tests::ways(10)) {
            read_story(lesson, way, {});
        }
    }
}

TEST(story, seconds_in_an_outcome_are_said_to_be_program_time) {
    std::size_t told = 0;
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const std::string& outcome : read_story(lesson, {}, {}).outcomes) {
            const auto seconds = outcome.find(" s");
            for (auto at = seconds; at != std::string::npos; at = outcome.find(" s", at + 1)) {
                const bool number = at > 0 && std::isdigit(static_cast<unsigned char>(outcome[at - 1]));
                const bool unit = at + 2 == outcome.size()
                    || std::string_view(" .,;").contains(outcome[at + 2]);
                if (number && unit) {
                    ++told;
                    EXPECT_TRUE(outcome.contains("program time")) << outcome;
                }
            }
        }
    }
    EXPECT_GT(told, 3U);
}

using answers = std::vector<std::optional<std::size_t>>;

TEST(story, forgotten_sender_is_true_in_every_run) {
    for (const auto& way : tests::ways(20)) {
        const reading seen = read_story("forgotten-sender", way);
        EXPECT_EQ(seen.answers, (answers{1, 0})) << way.name;
        EXPECT_TRUE(seen.outcomes[0].ends_with("a sender is left: main's `tx`."))
            << seen.outcomes[0];
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
        EXPECT_EQ(seen.answers, (answers{3, 1, 1, 1})) << way.name;
        EXPECT_TRUE(seen.outcomes[0].contains("3 of the 3 others waited for the lock"));
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
}

TEST(story, one_worker_alone_waits_for_a_message_and_works_alone) {
    for (const auto& way : tests::ways(5)) {
        const reading seen = read_story("shared-receiver", way, {{"consumers", 1}});
        EXPECT_EQ(seen.answers[0], 0U) << way.name;
        EXPECT_TRUE(seen.outcomes[0].starts_with("worker 0 waited in `recv`. No other worker"))
            << seen.outcomes[0];
        EXPECT_EQ(seen.answers[1], 0U) << way.name;
        EXPECT_TRUE(seen.outcomes[1].ends_with("There is only one worker.")) << seen.outcomes[1];
        EXPECT_EQ(seen.answers[2], std::nullopt) << "there are no others";
    }
}

TEST(story, the_lock_is_blamed_only_where_it_is_the_cause) {
    const auto outcome = [](const tests::values& set, std::size_t question) {
        return read_story("shared-receiver", {.name = "live"}, set).outcomes[question];
    };
    const std::string slow = outcome({{"handle_ms", 50}}, 1);
    EXPECT_TRUE(slow.contains("At most 1 of 4 workers")) << slow;
    EXPECT_TRUE(slow.contains("That is not the lock's doing")) << slow;
    EXPECT_TRUE(outcome({{"messages", 1}}, 1).ends_with("There was only one job."));
    EXPECT_TRUE(outcome({{"handle_ms", 0}}, 1).ends_with("Handling a job took no time."));
    EXPECT_TRUE(outcome({}, 2).contains("kept the lock while it worked")) << outcome({}, 2);
    EXPECT_TRUE(outcome({}, 1).ends_with(" s of program time.")) << "several: no cause to name";
}

TEST(story, the_workers_are_asked_about_before_they_are_there) {
    for (const auto& way : tests::ways(5)) {
        player one("shared-receiver", "lock-for-recv", {}, way);
        ASSERT_TRUE(one.run_to(scenarios::find_lesson("shared-receiver")->story[0].run_to));
        const auto* then = scenarios::world_after(
            one.record(), scenarios::find_lesson("shared-receiver")->story[0].run_to
        );
        ASSERT_NE(then, nullptr);
        EXPECT_EQ(then->actors.size(), 1U) << way.name;
        EXPECT_EQ(then->locks.size(), 1U) << "the mutex is there";
    }
}

/// The story's first question, asked of another variant's run: the learner may choose it.
TEST(story, waits_are_told_as_they_are) {
    const auto* lesson = scenarios::find_lesson("shared-receiver");
    const auto& question = *lesson->story[1].predict;
    const auto& first_job = lesson->story[1].run_to;
    player multi("shared-receiver", "multi-consumer");
    ASSERT_TRUE(multi.run_to(first_job));
    EXPECT_EQ(question.answer(multi.record()), 0U);
    EXPECT_TRUE(question.outcome(multi.record()).starts_with("All 4 workers waited in `recv`, each"));
    // A job that is sent before the second worker came to wait.
    tests::script early;
    const auto jobs = early.channel(0, chan::probe::unbounded);
    const auto first = early.spawn(0, "worker 0");
    early.spawn(0, "worker 1");
    early.waits_to_receive(first, jobs);
    early.sends(0, jobs, jobs.tx, "1");
    chan::model::history history;
    for (const auto& event : early.log()) {
        history.append(event);
    }
    const scenarios::settings set(lesson->sliders);
    const std::optional<chan::run::verdict> verdict;
    const scenarios::run_record record{
        .history = history,
        .variant = "lock-for-recv",
        .values = set,
        .verdict = verdict,
        .output = {}};
    EXPECT_EQ(question.answer(record), 2U);
    EXPECT_TRUE(
        question.outcome(record).ends_with("1 of 2 workers waited for a message, 0 for the lock.")
    ) << question.outcome(record);
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
