// A replay checks what comes of each choice, and says where it left its schedule.
#include "core/run/live_schedule.hpp"
#include "tests/run/helpers.hpp"
#include "tests/run/lessons.hpp"

namespace chan::run {
namespace {

using sched::outcome;
using sched::result;

std::unique_ptr<run> replay(const std::function<void()>& lesson, sched::schedule choices) {
    auto policy = std::make_unique<sched::replay_policy>(std::move(choices), sched::manual());
    return std::make_unique<run>(stepped(lesson, std::move(policy)));
}

sched::schedule written(std::string_view text) {
    auto parsed = sched::parse_schedule(text);
    EXPECT_TRUE(parsed.has_value()) << parsed.error();
    return *parsed;
}

/// The sentence with which this replay leaves its schedule; empty: it does not.
std::string sentence_of(const std::function<void()>& lesson, std::string_view text) {
    const auto one = replay(lesson, written(text));
    EXPECT_TRUE(one->wait(far_too_long));
    return one->divergence().value_or("");
}

void one_message() {
    auto [tx, rx] = lesson::channel<int>();
    auto child = lesson::spawn("consumer", [rx = std::move(rx)]() mutable {
        lesson::sleep_for(5ms);
        (void)rx.recv();
    });
    (void)tx.send(7);
    child.join();
}
constexpr std::string_view all_of_it = "0n 0s=7 1w t 1z 1r=7 1d 0j 0d";

TEST(replay, is_clean_with_all_results_with_some_and_with_none) {
    const auto one = replay(one_message, written(all_of_it));
    EXPECT_EQ(end_of(*one), verdict_kind::completed);
    EXPECT_EQ(one->divergence(), std::nullopt);
    EXPECT_EQ(sched::to_text(schedule_of(one->choices(), events_of(*one))), all_of_it);
    EXPECT_EQ(sentence_of(one_message, "0*2 1 t 1*3 0*2"), "");
    EXPECT_EQ(sentence_of(one_message, "0 0s 1w t 1 1r 1d 0*2"), "");
}

TEST(replay, names_the_choice_the_operation_what_was_expected_and_what_happened) {
    EXPECT_EQ(
        sentence_of(one_message, "0n 0s=7 1w t 1z 1r=8 1d 0j 0d"),
        "at choice 6 of the schedule, consumer's recv() received 7, but the schedule says that it "
        "received 8"
    );
    EXPECT_EQ(
        sentence_of(one_message, "0n 0sf 1w t"),
        "at choice 2 of the schedule, main's send(7) sent 7, but the schedule says that it found "
        "the "
        "channel full"
    );
    EXPECT_EQ(
        sentence_of(one_message, "0n 0 1z"),
        "at choice 3 of the schedule, consumer's sleep() began to wait, but the schedule says that "
        "it slept to the end"
    );
}

TEST(replay, names_the_line_where_it_is_shown) {
    const auto one = replay(one_message, written("0n 0s=8"));
    ASSERT_TRUE(one->wait(far_too_long));
    const auto shown = [](const probe::call_site& site) { return site.line == 0 ? 0U : 42U; };
    EXPECT_NE(one->divergence(shown)->find("main's send(7) on line 42 sent 7"), std::string::npos);
}

TEST(replay, says_which_choice_was_not_possible_and_why) {
    EXPECT_EQ(
        sentence_of(one_message, "0n 0 0j"),
        "choice 3 of the schedule is not possible here: by the schedule main saw the thread's end, "
        "but main waits for consumer to finish"
    );
    EXPECT_EQ(
        sentence_of(one_message, "0n t"),
        "choice 2 of the schedule is not possible here: by the schedule time passes, but no thread "
        "waits for a time"
    );
    EXPECT_EQ(
        sentence_of(one_message, "9"),
        "choice 1 of the schedule is not possible here: by the schedule thread 9 goes on, but "
        "there "
        "is no such thread"
    );
}

TEST(replay, says_that_the_run_ended_early) {
    EXPECT_EQ(
        sentence_of(one_message, std::string(all_of_it) + " 1r=8"),
        "the run ended before choice 10 of the schedule, by which consumer received 8"
    );
}

TEST(replay, of_a_lesson_that_sends_something_else_is_found) {
    const auto changed = [] {
        auto [tx, rx] = lesson::channel<int>();
        auto child = lesson::spawn("consumer", [rx = std::move(rx)]() mutable {
            lesson::sleep_for(5ms);
            (void)rx.recv();
        });
        (void)tx.send(70);
        child.join();
    };
    EXPECT_NE(sentence_of(changed, all_of_it).find("choice 2"), std::string::npos);
    EXPECT_EQ(sentence_of(changed, "0*2 1 t 1*3 0*2"), "");
}

/// Another outcome, as near as there is.
outcome tampered(const outcome& what) {
    if (!what.message.empty()) {
        const std::string longer = std::string(what.message.view()) + "0";
        return {what.result, std::string_view(longer)};
    }
    return {what.result == result::waits ? result::locked : result::waits};
}

TEST(replay, finds_every_single_result_that_was_tampered_with_and_holds_there) {
    const std::vector<std::function<void()>> lessons{
        [] { many_producers(0); },
        [] { many_producers(2); },
        [] { forgotten(true); },
        shared_receiver,
        timed,
    };
    for (const auto& lesson : lessons) {
        run live_run(live(lesson));
        end_of(live_run);
        const auto choices = schedule_of(events_of(live_run));
        for (std::size_t place = 0; place < choices.size(); ++place) {
            if (choices[place].chosen.is_time()) {
                continue;
            }
            ASSERT_TRUE(choices[place].expected.is_known()) << sched::to_text(choices);
            auto other = choices;
            other[place].expected = tampered(other[place].expected);
            const auto one = replay(lesson, other);
            ASSERT_TRUE(one->wait(far_too_long));
            const auto sentence = one->divergence();
            ASSERT_TRUE(sentence.has_value()) << place << " in " << sched::to_text(other);
            const std::string named = "choice " + std::to_string(place + 1) + " of";
            EXPECT_NE(sentence->find(named), std::string::npos) << *sentence;
            EXPECT_EQ(one->choices().size(), place + 1) << "went on";
        }
    }
}

TEST(replay, in_legs_counts_on_and_is_checked_in_each) {
    const auto run_in_legs = [](std::string_view first, std::string_view second) {
        auto one = replay(one_message, written(first));
        EXPECT_TRUE(one->wait(far_too_long));
        EXPECT_EQ(one->divergence(), std::nullopt);
        one->set_policy(std::make_unique<sched::replay_policy>(written(second), sched::manual()));
        EXPECT_TRUE(one->wait(far_too_long));
        return one->divergence().value_or("");
    };
    EXPECT_EQ(run_in_legs("0n 0s=7 1w", "t 1z 1r=7 1d 0j 0d"), "");
    EXPECT_NE(run_in_legs("0n 0s=7 1w", "t 1z 1r=8").find("choice 6 of"), std::string::npos);
    EXPECT_NE(run_in_legs("0n 0s=7 1w", "t 1z 0j").find("choice 6 of"), std::string::npos);
}

TEST(replay, expects_nothing_of_another_policy_or_of_the_learner) {
    auto one = replay(one_message, written("0n 0s=7"));
    ASSERT_TRUE(one->wait(far_too_long));
    ASSERT_TRUE(one->step({1}));
    ASSERT_TRUE(one->wait(far_too_long));
    one->set_policy(sched::round_robin());
    EXPECT_EQ(end_of(*one), verdict_kind::completed);
    EXPECT_EQ(one->divergence(), std::nullopt);
}

} // namespace
} // namespace chan::run
