// The row of choices: all of them at every width, in words as long as there is room for.
#include "app/views/choices.hpp"

#include <gtest/gtest.h>

namespace app::views {
namespace {

constexpr auto width_of_text = [](std::string_view text) {
    return 7 * static_cast<float>(text.size());
};

std::vector<next_choice> workers(int count) {
    std::vector<next_choice> made{{"let time pass", "time", "T"}, {"main", "main", "1"}};
    for (int i = 0; i < count; ++i) {
        const std::string name = "worker " + std::to_string(i);
        made.push_back({name, short_name(name), i + 2 <= 9 ? std::to_string(i + 2) : ""});
    }
    return made;
}

float all_of(const choice_row& row) {
    float used = row.heading.empty() ? 0 : width_of_text(row.heading) + 12;
    for (const auto& one : row.buttons) used += one.width + row.gap;
    return used - row.gap;
}

TEST(choices, all_are_there_and_fit_at_every_width) {
    for (const int count : {0, 1, 4, 8, 16}) {
        const auto choices = workers(count);
        for (float width = 280; width < 1600; width += 20) {
            const choice_row row = fit_choices(width_of_text, choices, width);
            ASSERT_EQ(row.buttons.size(), choices.size()) << count << " in " << width;
            EXPECT_LE(all_of(row), width + 0.1f) << count << " in " << width;
            for (std::size_t i = 0; i < choices.size() && count <= 8; ++i) {
                EXPECT_GE(row.buttons[i].width, width_of_text(row.buttons[i].text) + 8);
                EXPECT_TRUE(row.buttons[i].text.starts_with(choices[i].key));
            }
        }
    }
}

TEST(choices, words_are_whole_where_there_is_room) {
    const auto two = workers(1);
    const choice_row wide = fit_choices(width_of_text, two, 900);
    EXPECT_EQ(wide.heading, "Who goes next?");
    EXPECT_EQ(wide.buttons[0].text, "T  let time pass");
    EXPECT_EQ(wide.buttons[2].text, "2  worker 0");
    const choice_row narrower = fit_choices(width_of_text, workers(8), 640);
    EXPECT_EQ(narrower.buttons[2].text, "2  w0");
    EXPECT_EQ(fit_choices(width_of_text, workers(8), 320).buttons[2].text, "2");
}

TEST(choices, a_short_name_keeps_its_number) {
    EXPECT_EQ(short_name("worker 12"), "w12");
    EXPECT_EQ(short_name("producer"), "producer");
    EXPECT_EQ(short_name("two words"), "two words");
    EXPECT_EQ(short_name("7"), "7");
}

} // namespace
} // namespace app::views
