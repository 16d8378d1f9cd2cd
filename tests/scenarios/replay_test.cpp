// Runs of every lesson and variant, live at any speed or stepped, are read as a schedule with its
// results, written, read back and replayed: every result comes again, and one that was tampered
// with is found.
#include "core/run/live_schedule.hpp"
#include "tests/scenarios/player.hpp"
#include "tests/scenarios/variants.hpp"

#include <random>

namespace {

using chan::run::schedule_of;
using chan::sched::schedule;
using tests::for_each_variant;
using tests::player;

tests::values any_settings(const scenarios::lesson& lesson, std::mt19937& random) {
    tests::values set;
    for (const auto& slider : lesson.sliders) {
        const auto steps = static_cast<unsigned>((slider.most - slider.least) / slider.step);
        const auto chosen = static_cast<int>(random() % (steps + 1));
        set[std::string(slider.id)] = slider.least + slider.step * chosen;
    }
    return set;
}

/// As text and back.
schedule recorded(player& of) {
    const auto choices = of.run().status().mode == chan::run::mode::live
        ? schedule_of(of.log())
        : schedule_of(of.run().choices(), of.log());
    const auto back = chan::sched::parse_schedule(to_text(choices));
    EXPECT_TRUE(back.has_value());
    EXPECT_EQ(*back, choices);
    return choices;
}

std::unique_ptr<chan::run::run> replayed(const player& of, const schedule& choices) {
    chan::run::options how;
    how.lesson = [run = of.variant().run, set = of.set()] { run(set); };
    how.mode = chan::run::mode::step;
    how.speed = chan::run::max_speed;
    how.policy = std::make_unique<chan::sched::replay_policy>(choices, chan::sched::manual());
    auto again = std::make_unique<chan::run::run>(std::move(how));
    EXPECT_TRUE(again->wait(std::chrono::seconds(60)));
    return again;
}

void expect_clean(player& first) {
    first.run_to_end();
    const schedule choices = recorded(first);
    for (const auto& one : choices) {
        EXPECT_TRUE(one.chosen.is_time() || one.expected.is_known());
    }
    const auto again = replayed(first, choices);
    EXPECT_EQ(again->divergence(), std::nullopt) << to_text(choices);
    const auto verdict = again->verdict();
    ASSERT_TRUE(verdict.has_value()) << to_text(choices);
    EXPECT_EQ(verdict->kind, first.verdict()->kind);
}

TEST(replays, of_live_runs_are_clean_at_any_speed) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        for (const double speed : {chan::run::max_speed, 1000.0, 300.0, 100.0}) {
            const int turns = speed == chan::run::max_speed ? 10 : 2;
            for (int turn = 0; turn < turns; ++turn) {
                player first(
                    {.lesson = lesson,
                     .variant = variant.id,
                     .way = {.name = "live", .speed = speed}}
                );
                expect_clean(first);
            }
        }
    });
}

TEST(replays, of_live_runs_are_clean_with_random_settings) {
    std::mt19937 random(11);
    for_each_variant([&](const auto& lesson, const auto& variant) {
        for (int turn = 0; turn < 4; ++turn) {
            player first({
                .lesson = lesson,
                .variant = variant.id,
                .set = any_settings(lesson, random),
                .way = {.name = "live", .speed = turn % 4 == 3 ? 1000.0 : chan::run::max_speed},
            });
            expect_clean(first);
        }
    });
}

TEST(replays, of_stepped_runs_are_clean_with_any_seed) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            player first({
                .lesson = lesson,
                .variant = variant.id,
                .way = {.name = "stepped", .mode = chan::run::mode::step, .seed = seed},
            });
            expect_clean(first);
        }
    });
}

TEST(replays, find_one_result_that_was_tampered_with) {
    std::mt19937 random(3);
    for_each_variant([&](const auto& lesson, const auto& variant) {
        player first({.lesson = lesson, .variant = variant.id, .way = {.name = "live"}});
        first.run_to_end();
        const schedule choices = recorded(first);
        for (int turn = 0; turn < 10; ++turn) {
            const std::size_t place = random() % choices.size();
            schedule other = choices;
            auto& expected = other[place].expected;
            if (!expected.is_known()) {
                continue; // time
            }
            if (expected.message.empty()) {
                expected = {chan::sched::result::threw};
            } else {
                expected.message = "another";
            }
            const auto sentence = replayed(first, other)->divergence();
            ASSERT_TRUE(sentence.has_value()) << place << " in " << to_text(other);
            const std::string named = "choice " + std::to_string(place + 1) + " of";
            EXPECT_NE(sentence->find(named), std::string::npos) << *sentence;
        }
    });
}

} // namespace
