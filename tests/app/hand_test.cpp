// The real window under a real hand: mouse and keyboard events that come through the display.
#include "tests/app/window.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace app::test {
namespace {

using namespace std::chrono_literals;
using cli::test::read_file;
using cli::test::scratch;

/// Tries until it is true; false after 20 seconds.
template <class Condition>
bool eventually(Condition&& is_true) {
    for (int i = 0; i < 400; ++i) {
        if (is_true()) {
            return true;
        }
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

/// Processor seconds that the process has used so far.
double used_seconds(pid_t process) {
    std::istringstream stat(read_file("/proc/" + std::to_string(process) + "/stat"));
    std::string word;
    double ticks = 0;
    for (int i = 1; i <= 15 && stat >> word; ++i) {
        if (i >= 14) {
            ticks += std::stod(word);
        }
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

TEST(hand, real_clicks_and_keys_play_the_lesson) {
    const scratch files;
    const std::string script = files.write("script.txt", R"(
        wait still
        list
        say ready
        wait run going
        say going
        wait run held
        say held
        wait run completed
        say completed
        expect value slider.messages 9
        expect selected variant.drop
    )");
    window one({"script", script, "--visible"});
    ASSERT_TRUE(one.until("ready")) << one.errors();
    ASSERT_TRUE(one.take());
    one.click(one.place("transport.hold_or_go"));
    ASSERT_TRUE(one.until("going")) << one.errors();
    one.key("space");
    ASSERT_TRUE(one.until("held")) << one.errors();
    one.click(one.place("variant.drop"));
    const pixel_place slider = one.place("slider.messages");
    one.drag({slider.x, slider.y + 14}, {slider.x + 300, slider.y + 14});
    for (int i = 0; i < 4; ++i) {
        one.key("plus");
    }
    ASSERT_TRUE(one.until("completed")) << one.errors();
    EXPECT_EQ(one.wait(), 0) << one.errors();
}

TEST(hand, what_the_learner_chose_is_kept_between_launches) {
    const scratch files;
    const cli::test::environment where{{"XDG_CONFIG_HOME", files.file("config")}};
    const std::string kept = files.file("config/chanscope/settings.json");
    {
        window one({"backpressure"}, where);
        ASSERT_TRUE(one.take());
        one.key("ctrl+t");
        EXPECT_TRUE(eventually([&] {
            return read_file(kept).find("\"light\"") != std::string::npos;
        })) << "written while the window is open";
        one.key("ctrl+q");
        EXPECT_EQ(one.wait(), 0);
        EXPECT_EQ(one.errors(), "");
    }
    EXPECT_NE(read_file(kept).find("\"last_lesson\": \"backpressure\""), std::string::npos);
    {
        window again({}, where);
        ASSERT_TRUE(again.take());
        again.key("ctrl+t");
        EXPECT_TRUE(eventually([&] { return read_file(kept).find("\"dark\"") != std::string::npos; }
        ));
        again.key("ctrl+q");
        EXPECT_EQ(again.wait(), 0);
    }
}

TEST(hand, a_broken_settings_file_is_set_aside_and_the_window_opens) {
    const scratch files;
    std::filesystem::create_directories(files.file("config/chanscope"));
    const std::string kept = files.write("config/chanscope/settings.json", "{\"theme\": ");
    window one({}, {{"XDG_CONFIG_HOME", files.file("config")}});
    ASSERT_TRUE(one.take());
    EXPECT_TRUE(eventually([&] { return one.errors().find("set aside") != std::string::npos; }));
    EXPECT_EQ(read_file(kept + ".broken-1"), "{\"theme\": ");
    one.key("ctrl+q");
    EXPECT_EQ(one.wait(), 0);
}

TEST(hand, settings_that_cannot_be_kept_cost_one_sentence) {
    const scratch files;
    const std::string in_the_way = files.write("file", "");
    window one({}, {{"XDG_CONFIG_HOME", in_the_way}});
    ASSERT_TRUE(one.take());
    one.key("ctrl+t");
    EXPECT_TRUE(eventually([&] { return one.errors().find("cannot be saved") != std::string::npos; }
    ));
    one.key("ctrl+t");
    std::this_thread::sleep_for(1500ms);
    EXPECT_TRUE(one.runs());
    one.key("ctrl+q");
    EXPECT_EQ(one.wait(), 0);
    const std::string said = one.errors();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

TEST(hand, an_idle_window_uses_no_processor_worth_naming) {
    window one({"shared-receiver"});
    ASSERT_TRUE(one.take());
    std::this_thread::sleep_for(3s);
    const double before = used_seconds(one.process());
    std::this_thread::sleep_for(6s);
    EXPECT_LE(used_seconds(one.process()) - before, 0.03) << "half a percent of six seconds";
    one.key("space");
    std::this_thread::sleep_for(2s);
    one.key("space");
    std::this_thread::sleep_for(3s);
    const double held = used_seconds(one.process());
    EXPECT_GT(held, before + 0.05) << "it did play";
    std::this_thread::sleep_for(6s);
    EXPECT_LE(used_seconds(one.process()) - held, 0.03);
}

TEST(hand, files_on_request_are_written_where_the_program_was_started) {
    const scratch files;
    const auto before = std::filesystem::current_path();
    const std::filesystem::path here = files.file("here");
    std::filesystem::create_directories(here);
    std::filesystem::current_path(here);
    {
        window one({"forgotten-sender"});
        EXPECT_TRUE(one.take());
        one.key("ctrl+s");
        const std::string picture = (here / "chanscope-forgotten-sender-1.png").string();
        EXPECT_TRUE(eventually([&] { return look_at(picture).colours > 100; }));
        one.key("ctrl+e");
        const std::string trace = (here / "chanscope-forgotten-sender-1.trace.json").string();
        EXPECT_TRUE(eventually([&] {
            return read_file(trace).find("traceEvents") != std::string::npos;
        }));
    }
    std::filesystem::current_path(before);
}

TEST(opening, without_opengl_3_3_is_one_sentence) {
    window one({}, {{"MESA_GL_VERSION_OVERRIDE", "2.1"}, {"LIBGL_ALWAYS_SOFTWARE", "1"}});
    EXPECT_EQ(one.wait(), 1);
    const std::string said = one.errors();
    EXPECT_TRUE(said.starts_with("chanscope: ")) << said;
    EXPECT_NE(said.find("OpenGL 3.3"), std::string::npos) << said;
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

} // namespace
} // namespace app::test
