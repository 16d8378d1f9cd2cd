// Each lesson and variant comes to its expected verdict, live and stepped, with any settings; and
// what one stepped run did, the same choices do again.
#include "tests/scenarios/player.hpp"
#include "tests/scenarios/variants.hpp"

#include <random>

namespace {

using chan::run::verdict_kind;
using tests::for_each_variant;
using tests::player;

TEST(lessons, come_to_their_expected_verdict_live_and_stepped) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        for (const auto& way : tests::ways(30)) {
            player one({.lesson = lesson, .variant = variant.id, .way = way});
            EXPECT_EQ(one.run_to_end(), variant.expected) << way.name;
        }
    });
}

TEST(lessons, come_to_it_with_the_least_and_the_most_of_each_slider) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        for (const auto& slider : lesson.sliders) {
            for (const int value : {slider.least, slider.most}) {
                for (const auto& way : tests::ways(1)) {
                    if (way.speed != chan::run::max_speed) {
                        continue;
                    }
                    player one(
                        {.lesson = lesson,
                         .variant = variant.id,
                         .set = {{std::string(slider.id), value}},
                         .way = way}
                    );
                    EXPECT_EQ(one.run_to_end(), variant.expected) << slider.id << ' ' << value;
                }
            }
        }
    });
}

TEST(lessons, come_to_it_with_random_settings) {
    std::mt19937 random(7);
    for_each_variant([&](const auto& lesson, const auto& variant) {
        for (int round = 0; round < 20; ++round) {
            tests::values set;
            for (const auto& slider : lesson.sliders) {
                const int steps = (slider.most - slider.least) / slider.step;
                set[std::string(slider.id)] =
                    slider.least + slider.step * static_cast<int>(random() % (steps + 1U));
            }
            const auto ways = tests::ways(static_cast<std::uint64_t>(round) + 1);
            player one(
                {.lesson = lesson,
                 .variant = variant.id,
                 .set = set,
                 .way = round % 2 == 0 ? ways.front() : ways.back()}
            );
            EXPECT_EQ(one.run_to_end(), variant.expected) << "round " << round;
        }
    });
}

TEST(lessons, are_determined_by_their_choices) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        player first(
            {.lesson = lesson,
             .variant = variant.id,
             .way = {.name = "stepped", .mode = chan::run::mode::step, .seed = 5}}
        );
        first.run_to_end();
        chan::sched::schedule choices;
        for (const auto& made : first.run().choices()) {
            choices.push_back(made.chosen);
        }
        chan::run::options how;
        how.lesson = [&] { variant.run(first.set()); };
        how.mode = chan::run::mode::step;
        how.speed = chan::run::max_speed;
        how.policy = std::make_unique<chan::sched::replay_policy>(choices, chan::sched::manual());
        chan::run::run again(std::move(how));
        ASSERT_TRUE(again.wait(std::chrono::seconds(60)));
        EXPECT_EQ(again.divergence(), std::nullopt);
        EXPECT_EQ(again.output(), first.output());
        chan::trace::log log;
        again.collect(log);
        chan::model::history repeated;
        for (const auto& event : log) {
            repeated.append(event);
        }
        EXPECT_EQ(repeated.now(), first.now());
    });
}

TEST(lessons, first_runs_can_be_watched) {
    for_each_variant([](const auto& lesson, const auto& variant) {
        player one(
            {.lesson = lesson, .variant = variant.id, .way = {.name = "live, paced", .speed = 50.0}}
        );
        one.run_to_end();
        const double shown_s = static_cast<double>(one.log().back().shown_ns) * 1e-9;
        // A loaded machine's delays count 50-fold, too.
        EXPECT_TRUE(shown_s >= 2 && shown_s <= 45)
            << "at speed 1 the window shows this run for " << shown_s
            << " s: choose the sliders' initial values so that it is 2 to 45 s";
    });
}

} // namespace
