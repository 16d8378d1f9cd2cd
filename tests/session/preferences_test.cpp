// The settings file: kept, broken, unwritable.
#include "app/session/preferences.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace app::session {
namespace {

namespace fs = std::filesystem;

class settings_file : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path()
            / ("chanscope-settings-" + std::to_string(::getpid()) + "-" + test->name());
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& text) const { std::ofstream(file()) << text; }
    [[nodiscard]] fs::path file() const { return folder_ / "settings.json"; }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator())
        );
    }

    fs::path folder_;
};

preferences some() {
    preferences values;
    values.theme = theme::light;
    values.scale = 1.5;
    values.reduced_motion = true;
    values.panel_sizes = {{"lessons", 200}, {"timeline", 300.5}};
    values.last_lesson = "backpressure";
    values.progress = {
        {"backpressure", {.steps_done = 3, .done = false}},
        {"forgotten-sender", {.steps_done = 7, .done = true}}};
    return values;
}

TEST_F(settings_file, is_read_as_it_was_written_and_leaves_no_other_file) {
    ASSERT_TRUE(save_preferences(some(), file()));
    const auto loaded = load_preferences(file());
    EXPECT_EQ(loaded.values, some());
    EXPECT_EQ(loaded.sentence, "");
    EXPECT_EQ(files(), 1U);
}

TEST_F(settings_file, that_is_not_there_is_no_fault) {
    const auto loaded = load_preferences(file());
    EXPECT_EQ(loaded.values, preferences{});
    EXPECT_EQ(loaded.sentence, "");
}

TEST_F(settings_file, makes_its_folder) {
    const auto deep = folder_ / "a" / "b" / "settings.json";
    ASSERT_TRUE(save_preferences(some(), deep));
    EXPECT_EQ(load_preferences(deep).values, some());
}

TEST_F(settings_file, broken_in_any_way_is_set_aside_and_kept) {
    const std::vector<std::string> broken{
        "",
        "{",
        "not json",
        "[]",
        "\xff\xfe",
        "null",
        "",
        R"({"theme":"pink"})",
        R"({"scale":"big"})",
        R"({"progress":[1]})",
        R"({"progress":{"x":7}})",
        R"({"panel_sizes":{"a":"b"}})",
        R"({"progress":{"x":{"steps_done":-1.5e99}}})",
    };
    for (std::size_t i = 0; i < broken.size(); ++i) {
        write(broken[i]);
        const auto loaded = load_preferences(file());
        EXPECT_EQ(loaded.values, preferences{}) << broken[i];
        const std::string aside = file().string() + ".broken-" + std::to_string(i + 1);
        if (loaded.sentence.empty()) {
            ADD_FAILURE() << "taken as whole: " << broken[i];
            continue;
        }
        EXPECT_NE(loaded.sentence.find(aside), std::string::npos) << loaded.sentence;
        EXPECT_EQ(loaded.sentence.find('\n'), std::string::npos) << loaded.sentence;
        EXPECT_EQ(loaded.sentence.find("cannot be read"), std::string::npos) << loaded.sentence;
        std::ifstream in(aside);
        std::ostringstream kept;
        kept << in.rdbuf();
        EXPECT_EQ(kept.str(), broken[i]);
        EXPECT_FALSE(fs::exists(file()));
    }
}

TEST_F(settings_file, with_unknown_or_missing_parts_is_read) {
    write(R"({"theme":"light","a later version's":{"deep":[1,2]}})");
    const auto loaded = load_preferences(file());
    EXPECT_EQ(loaded.sentence, "");
    EXPECT_EQ(loaded.values.theme, theme::light);
    EXPECT_EQ(loaded.values.scale, 0);
}

TEST_F(settings_file, holds_scale_to_its_range) {
    write(R"({"scale":99})");
    EXPECT_EQ(load_preferences(file()).values.scale, 2);
}

TEST_F(settings_file, that_cannot_be_written_costs_one_sentence) {
    std::ofstream(folder_ / "file") << "in the way";
    const auto saved = save_preferences(some(), folder_ / "file" / "settings.json");
    ASSERT_FALSE(saved);
    EXPECT_TRUE(saved.error().starts_with("The settings cannot be saved: "));
    EXPECT_EQ(saved.error().find('\n'), std::string::npos);
}

TEST_F(settings_file, whose_name_is_taken_by_a_folder_keeps_the_folder) {
    fs::create_directories(file() / "child");
    const auto saved = save_preferences(some(), file());
    ASSERT_FALSE(saved);
    EXPECT_EQ(files(), 1U) << "nothing half-written stays";
}

TEST(settings_path, follows_the_xdg_folder_and_else_the_home) {
    ::setenv("XDG_CONFIG_HOME", "/x/config", 1);
    ::setenv("HOME", "/home/learner", 1);
    EXPECT_EQ(preferences_path(), "/x/config/chanscope/settings.json");
    ::setenv("XDG_CONFIG_HOME", "relative", 1);
    EXPECT_EQ(preferences_path(), "/home/learner/.config/chanscope/settings.json")
        << "the standard's rule";
    ::unsetenv("XDG_CONFIG_HOME");
    EXPECT_EQ(preferences_path(), "/home/learner/.config/chanscope/settings.json");
    ::unsetenv("HOME");
    EXPECT_EQ(preferences_path(), std::nullopt);
}

} // namespace
} // namespace app::session
