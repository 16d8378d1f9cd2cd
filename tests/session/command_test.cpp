// The table of commands: names, keys and words.
#include "app/session/command.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace app::session {
namespace {

TEST(commands, each_has_a_name_of_its_own_a_label_and_a_sentence) {
    std::set<std::string_view> names;
    std::set<std::string_view> labels;
    for (const auto& one : command_table()) {
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
        EXPECT_FALSE(one.label.empty()) << one.name;
        EXPECT_TRUE(labels.insert(one.label).second) << "two are called " << one.label;
        EXPECT_TRUE(one.help.ends_with('.')) << one.name;
        EXPECT_EQ(find_command(one.name), &one);
    }
    EXPECT_EQ(find_command("nonsense"), nullptr);
}

TEST(commands, no_two_share_a_key_and_each_key_finds_its_own) {
    for (const auto& one : command_table()) {
        EXPECT_NE(one.chord, chord{}) << one.name;
        for (const auto& other : command_table()) {
            if (&one != &other) {
                EXPECT_NE(one.chord, other.chord) << one.name << " " << other.name;
                EXPECT_NE(one.chord, other.also) << one.name << " " << other.name;
            }
        }
        const auto found = command_for(one.chord);
        ASSERT_TRUE(found.has_value()) << one.name;
        EXPECT_EQ(found->index(), one.command.index()) << one.name;
    }
    EXPECT_EQ(command_for({.code = 'Z'}), std::nullopt);
}

TEST(commands, the_keys_of_the_window_are_those_that_the_learner_is_told) {
    const auto is = [](chord pressed, const auto& what) {
        const auto found = command_for(pressed);
        return found && std::holds_alternative<std::decay_t<decltype(what)>>(*found);
    };
    EXPECT_TRUE(is({.code = 32}, hold_or_go{}));
    EXPECT_TRUE(is({.code = 262}, step{}));
    EXPECT_TRUE(is({.code = 263}, back{}));
    EXPECT_TRUE(is({.code = 268}, look_at_start{}));
    EXPECT_TRUE(is({.code = 269}, look_at_now{}));
    EXPECT_TRUE(is({.code = 'R'}, restart{}));
    EXPECT_TRUE(is({.character = '+'}, faster{}));
    EXPECT_TRUE(is({.character = '-'}, slower{}));
    EXPECT_TRUE(is({.code = 'N'}, next_story_step{}));
    EXPECT_TRUE(is({.code = 'P'}, previous_story_step{}));
    EXPECT_TRUE(is({.code = 'W'}, why{}));
    EXPECT_TRUE(is({.code = 'E', .control = true}, export_trace{}));
    EXPECT_TRUE(is({.code = 'S', .control = true}, take_screenshot{}));
    EXPECT_TRUE(is({.code = 300}, toggle_full_screen{}));
    EXPECT_EQ(std::get<step_actor>(*command_for({.character = '3'})).actor, 2);
    EXPECT_EQ(std::get<show_overlay>(*command_for({.character = '/'})).what, overlay::jump);
    EXPECT_EQ(std::get<show_overlay>(*command_for({.character = '?'})).what, overlay::keys);
}

TEST(commands, speeds_are_written_as_they_are_read) {
    EXPECT_EQ(speed_text(0.25), "0.25×");
    EXPECT_EQ(speed_text(0.5), "0.5×");
    EXPECT_EQ(speed_text(1), "1.0×");
    EXPECT_EQ(speed_text(4), "4.0×");
    EXPECT_EQ(speed_text(chan::run::max_speed), "max");
}

} // namespace
} // namespace app::session
