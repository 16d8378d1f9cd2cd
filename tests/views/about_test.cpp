// The text about the program: how it is reached, what it says, and that it names all it is made of.
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace app::views {
namespace {

using test::desk;

void press(desk& one, int code) {
    one.key(code);
    for (int i = 0; i < 2; ++i) one.frame();
}

bool shows(desk& one, std::string_view words) {
    return one.window.ctx.items().shows(words);
}

TEST(about, is_reached_and_left_by_key) {
    desk one({}, {1024, 640});
    press(one, 'A');
    EXPECT_EQ(one.doing.overlay(), session::overlay::about);
    EXPECT_TRUE(shows(one, "Version " CHANSCOPE_VERSION));
    EXPECT_TRUE(shows(one, "MIT licence"));
    for (const ingredient& part : ingredients()) {
        EXPECT_TRUE(shows(one, part.name)) << part.name;
        EXPECT_TRUE(shows(one, part.licence)) << part.name;
    }
    for (const ui::drawn_text& text : one.window.ctx.items().shown_text()) {
        EXPECT_FALSE(text.cut) << text.text;
    }
    press(one, ui::key::escape);
    EXPECT_EQ(one.doing.overlay(), session::overlay::none);
}

TEST(about, is_in_the_table_and_in_the_help) {
    const session::command_info* about = session::find_command("about");
    ASSERT_NE(about, nullptr);
    desk one({}, {1024, 640});
    press(one, 290); // F1
    EXPECT_EQ(one.doing.overlay(), session::overlay::keys);
    EXPECT_TRUE(shows(one, "About Chanscope"));
    one.click("keys.about");
    for (int i = 0; i < 2; ++i) one.frame();
    EXPECT_EQ(one.doing.overlay(), session::overlay::about);
}

TEST(about, names_every_library_that_the_build_takes) {
    std::set<std::string> taken;
    const std::regex target(R"(third_party_target\(\s*(\w+))");
    for (const auto& file : std::filesystem::directory_iterator(THIRD_PARTY_FOLDER)) {
        if (file.path().extension() != ".cmake" && file.path().extension() != ".txt") continue;
        std::ifstream from(file.path());
        const std::string text{std::istreambuf_iterator<char>(from), {}};
        for (std::sregex_iterator found(text.begin(), text.end(), target), end; found != end;
             ++found) {
            taken.insert((*found)[1]);
        }
    }
    taken.erase("name");      // it is talked about
    taken.erase("gtest");     // not in the program
    taken.insert("fonts");    // embedded
    taken.insert("freetype"); // through Dear ImGui
    std::set<std::string> named;
    for (const ingredient& part : ingredients()) named.emplace(part.target);
    EXPECT_EQ(named, taken);
}

} // namespace
} // namespace app::views
