// What the lessons declare fits together.
#include "scenarios/lesson_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace {

using scenarios::all_lessons;
using scenarios::lesson;

bool is_id(std::string_view id) {
    return !id.empty() && std::ranges::all_of(id, [](char c) {
        return std::islower(static_cast<unsigned char>(c)) != 0
            || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    });
}

std::size_t sentences(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool ends =
            text[i] == '.' || text[i] == '?' || text[i] == '!' || text[i] == ';' || text[i] == ':';
        const bool is_last = i + 1 == text.size();
        count += ends && (is_last || text[i + 1] == ' ') ? 1 : 0;
    }
    return count;
}

TEST(registry, holds_the_lessons_in_the_order_of_their_numbers) {
    EXPECT_EQ(all_lessons().size(), scenarios::listed_lessons().size());
    const lesson* before = nullptr;
    for (const lesson& one : all_lessons()) {
        EXPECT_LT(before != nullptr ? before->number : 0, one.number)
            << one.id << ": its number is taken, or below 1";
        before = &one;
    }
}

TEST(registry, finds_by_id_and_only_so) {
    for (const lesson& one : all_lessons()) {
        EXPECT_EQ(scenarios::find_lesson(one.id), &one);
        for (const auto& variant : one.variants) {
            EXPECT_EQ(one.find_variant(variant.id), &variant);
        }
        EXPECT_EQ(one.find_variant("no-such"), nullptr);
    }
    EXPECT_EQ(scenarios::find_lesson("no-such"), nullptr);
}

TEST(registry, ids_are_unique_and_can_be_typed) {
    std::set<std::string_view> lessons;
    for (const lesson& one : all_lessons()) {
        EXPECT_TRUE(is_id(one.id) && lessons.insert(one.id).second) << one.id;
        std::set<std::string_view> sliders, variants;
        for (const auto& slider : one.sliders) {
            EXPECT_TRUE(is_id(slider.id) && sliders.insert(slider.id).second) << slider.id;
        }
        for (const auto& variant : one.variants) {
            EXPECT_TRUE(is_id(variant.id) && variants.insert(variant.id).second) << variant.id;
        }
    }
}

TEST(registry, sliders_begin_within_their_range_on_a_step) {
    for (const lesson& one : all_lessons()) {
        SCOPED_TRACE(one.id);
        EXPECT_FALSE(one.sliders.empty()) << "a lesson has something to try out";
        for (const auto& slider : one.sliders) {
            EXPECT_LT(slider.least, slider.most) << slider.id;
            EXPECT_LE(slider.least, slider.initial) << slider.id;
            EXPECT_LE(slider.initial, slider.most) << slider.id;
            EXPECT_GT(slider.step, 0) << slider.id;
            EXPECT_EQ((slider.initial - slider.least) % slider.step, 0)
                << slider.id << ": its initial value is a number of steps above its least";
            EXPECT_EQ((slider.most - slider.least) % slider.step, 0)
                << slider.id << ": its most is a number of steps above its least";
            EXPECT_FALSE(slider.label.empty()) << slider.id;
        }
    }
}

TEST(registry, variants_run_something_and_cures_exist) {
    for (const lesson& one : all_lessons()) {
        SCOPED_TRACE(one.id);
        ASSERT_FALSE(one.variants.empty());
        for (const auto& variant : one.variants) {
            EXPECT_NE(variant.run, nullptr) << variant.id;
            EXPECT_FALSE(variant.label.empty()) << variant.id;
            EXPECT_EQ(variant.cured_by.empty(), variant.cure.empty())
                << variant.id << ": .cured_by and .cure go together";
            if (!variant.cured_by.empty()) {
                const auto* cure = one.find_variant(variant.cured_by);
                ASSERT_NE(cure, nullptr) << variant.id;
                EXPECT_EQ(cure->expected, chan::run::verdict_kind::completed)
                    << variant.id << ": its cure should complete";
            }
            const bool goes_well = variant.expected == chan::run::verdict_kind::completed;
            EXPECT_TRUE(goes_well || !variant.cured_by.empty())
                << variant.id << " does not complete: name the variant that does in .cured_by";
            for (const auto id : variant.ignores) {
                EXPECT_NE(
                    std::ranges::find(one.sliders, id, &scenarios::slider::id), one.sliders.end()
                ) << variant.id
                  << " .ignores the slider " << id << ", which is not there";
            }
        }
    }
}

TEST(registry, stories_have_their_parts) {
    for (const lesson& one : all_lessons()) {
        SCOPED_TRACE(one.id);
        EXPECT_GE(one.story.size(), 4U) << "a story has 4 to 8 steps";
        EXPECT_LE(one.story.size(), 8U) << "a story has 4 to 8 steps";
        EXPECT_EQ(std::ranges::count(one.remember, '\n'), 1) << ".remember has two lines";
        EXPECT_EQ(sentences(one.purpose), one.purpose.contains(';') ? 2U : 1U)
            << ".purpose is one sentence, with its full stop";
        ASSERT_FALSE(one.story.empty());
        EXPECT_TRUE(one.story.front().restarts) << "the first step begins with a fresh run";
        std::size_t questions = 0;
        for (const auto& step : one.story) {
            SCOPED_TRACE(step.heading);
            EXPECT_FALSE(step.heading.empty()) << "a step has a heading";
            EXPECT_GE(sentences(step.text), 2U) << "a step's text has 2 to 4 sentences";
            EXPECT_LE(sentences(step.text), 6U) << "a step's text has 2 to 4 sentences";
            EXPECT_TRUE(step.goal.ends_with('.')) << "a step's goal is a sentence: " << step.goal;
            EXPECT_TRUE(step.variant.empty() || one.find_variant(step.variant))
                << "there is no variant " << step.variant;
            EXPECT_TRUE(step.variant.empty() || step.restarts)
                << "another variant is a fresh run: the step .restarts";
            if (step.predict) {
                ++questions;
                EXPECT_TRUE(step.predict->text.ends_with('?')) << step.predict->text;
                EXPECT_GE(step.predict->options.size(), 2U) << step.predict->text;
                EXPECT_TRUE(step.predict->answer && step.predict->outcome) << step.predict->text;
            }
        }
        EXPECT_GE(questions, 1U) << "a story asks at least one question";
    }
}

TEST(registry, code_is_marked_in_pairs_and_only_where_it_is_shown_as_such) {
    const auto marks = [](std::string_view words) { return std::ranges::count(words, '`'); };
    for (const lesson& one : all_lessons()) {
        EXPECT_EQ(marks(one.remember) % 2, 0) << one.id;
        EXPECT_EQ(marks(one.title) + marks(one.purpose), 0) << one.id;
        for (const auto& variant : one.variants) {
            EXPECT_EQ(marks(variant.label) + marks(variant.cure), 0) << variant.id;
        }
        for (const auto& step : one.story) {
            EXPECT_EQ(marks(step.heading), 0) << step.heading;
            EXPECT_EQ(marks(step.text) % 2, 0) << step.heading;
            EXPECT_EQ(marks(step.goal) % 2, 0) << step.heading;
            if (!step.predict) {
                continue;
            }
            EXPECT_EQ(marks(step.predict->text) % 2, 0) << step.heading;
            for (const auto option : step.predict->options) {
                EXPECT_EQ(marks(option), 0) << step.heading;
            }
        }
    }
}

TEST(registry, stories_point_at_what_is_there) {
    using what = scenarios::pointer::what;
    for (const lesson& one : all_lessons()) {
        for (const auto& step : one.story) {
            const auto& to = step.points_at;
            if (to.kind == what::slider) {
                EXPECT_NE(
                    std::ranges::find(one.sliders, to.name, &scenarios::slider::id),
                    one.sliders.end()
                ) << step.heading;
            } else if (to.kind == what::variants || to.kind == what::timeline) {
                EXPECT_EQ(to.name, "") << step.heading;
            } else if (to.kind == what::channel || to.kind == what::lock) {
                EXPECT_TRUE(to.name.size() == 1 && to.name[0] >= '0' && to.name[0] <= '9')
                    << step.heading;
            }
            EXPECT_TRUE(to.kind != what::variants || one.variants.size() > 1) << step.heading;
        }
    }
}

TEST(registry, work_before_a_send_is_not_called_an_interval) {
    for (const lesson& one : all_lessons()) {
        for (const auto& slider : one.sliders) {
            EXPECT_FALSE(slider.label.contains("every")) << one.id << ": " << slider.label;
        }
    }
}

TEST(registry, stories_play_every_variant) {
    for (const lesson& one : all_lessons()) {
        for (const auto& variant : one.variants) {
            EXPECT_TRUE(std::ranges::any_of(
                one.story, [&](const auto& step) { return step.variant == variant.id; }
            )) << one.id
               << ": no step of the story plays the variant " << variant.id;
        }
    }
}

} // namespace
