// The text about the program: how it is reached, what it says, and that it names all it is made of.
#include "app/views/window_view.hpp"

#include "tests/session/helpers.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace app::views {
namespace {

using ui::test::headless;

/// A window over a session whose commands are obeyed.
struct desk {
    headless window{{1024, 640}};
    session::session doing{session::options_of({})};
    window_view view;

    void frame() {
        commands given;
        window.frame([&](ui::context& ctx) { given = view.draw(ctx, doing); });
        for (const session::command& one : given) doing.apply(one);
    }
    void press(int code) {
        window.key(code);
        for (int i = 0; i < 3; ++i) frame();
    }
    bool shows(std::string_view words) { return window.ctx.items().shows(words); }
};

TEST(about, is_reached_and_left_by_key) {
    desk one;
    one.press('A');
    EXPECT_EQ(one.doing.overlay(), session::overlay::about);
    EXPECT_TRUE(one.shows("Version " CHANSCOPE_VERSION));
    EXPECT_TRUE(one.shows("MIT licence"));
    for (const ingredient& part : ingredients()) {
        EXPECT_TRUE(one.shows(part.name)) << part.name;
        EXPECT_TRUE(one.shows(part.licence)) << part.name;
    }
    for (const ui::drawn_text& text : one.window.ctx.items().shown_text()) {
        EXPECT_FALSE(text.cut) << text.text;
    }
    one.press(ui::key::escape);
    EXPECT_EQ(one.doing.overlay(), session::overlay::none);
}

TEST(about, is_in_the_table_and_in_the_help) {
    const session::command_info* about = session::find_command("about");
    ASSERT_NE(about, nullptr);
    desk one;
    one.press(290); // F1
    EXPECT_EQ(one.doing.overlay(), session::overlay::keys);
    EXPECT_TRUE(one.shows("About Chanscope"));
    const ui::item* button = one.window.ctx.items().find("keys.about");
    ASSERT_NE(button, nullptr);
    one.window.move(button->visible.center());
    one.frame();
    one.window.press();
    one.frame();
    one.window.release();
    for (int i = 0; i < 3; ++i) one.frame();
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
