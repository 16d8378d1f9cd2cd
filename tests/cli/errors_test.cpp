// Every way to call the program wrongly: one line on standard error that begins with its name,
// nothing on standard output, the right exit code, and the words that help.
#include "tests/cli/program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace app::cli::test {
namespace {

struct wrong_call {
    std::vector<std::string> words;
    int code;
    std::vector<std::string> says;
};

void expect_one_line(const outcome& result, const wrong_call& what) {
    std::string call_words;
    for (const auto& word : what.words) {
        call_words += " " + word;
    }
    SCOPED_TRACE("chanscope" + call_words + "\n" + result.err);
    EXPECT_EQ(result.code, what.code);
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(result.err.starts_with("chanscope: "));
    EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
    EXPECT_TRUE(result.err.ends_with('\n'));
    for (const auto& text : what.says) {
        EXPECT_NE(result.err.find(text), std::string::npos) << "should say: " << text;
    }
}

const environment nowhere{{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}};

TEST(usage, errors_are_one_line_that_says_what_would_be_right) {
    const scratch files;
    const std::string bad_script = files.write("bad.txt", "click a\nfrobnicate b\n");
    const std::string bad_drag = files.write("drag.txt", "drag slider.buffer far\n");
    const std::string no_key = files.write("key.txt", "key foo\n");
    const std::string endless = files.write("endless.txt", "wait inf\n");
    const std::string no_wheel = files.write("wheel.txt", "wheel story nan\n");
    const std::string bad_session = files.write("session.json", R"({"lesson": 7})");
    const std::string binary = files.write("binary", std::string("a: \x1b[2J\0b\n", 10));
    const std::string poem = files.write("poem.txt", "roses are red\n");
    const std::string unknown = files.write("unknown.txt", "nonsense: 0\n");
    const std::string missing = files.file("not there");
    const std::string out = files.file("x.png");
    const std::vector<wrong_call> calls{
        {{"script", no_key}, 2, {"line 1: there is no key \"foo\"", "F11"}},
        {{"shot", "backpressure", "--out", "a.JPG"}, 2, {"--out a.JPG", "PNG", "a.png"}},
        {{"run", "nonsense"},
         2,
         {"there is no lesson \"nonsense\"", "forgotten-sender", "backpressure"}},
        {{"run", "backpresure"}, 2, {"did you mean backpressure?"}},
        {{"backpresure"}, 2, {"did you mean backpressure?"}},
        {{"lst"}, 2, {"there is no command \"lst\"", "did you mean list?"}},
        {{"rum", "backpressure"}, 2, {"there is no command \"rum\"", "did you mean run?"}},
        {{"rum", "backpressure", "--json"}, 2, {"there is no command \"rum\"", "mean run?"}},
        {{"rum", "--json"}, 2, {"there is no command \"rum\"", "mean run?"}},
        {{"dance", "backpressure"},
         2,
         {"there is no command \"dance\"", "list, run, replay, shot and script"}},
        {{"backpressure", "extra"}, 2, {"\"extra\" is one word too many"}},
        {{"run"}, 2, {"needs LESSON"}},
        {{"run", ""}, 2, {"there is no lesson \"\""}},
        {{"run", "backpressure", "extra"}, 2, {"\"extra\" is one word too many"}},
        {{"run", "backpressure", "--variant", "x"},
         2,
         {"no variant \"x\"", "bounded, rendezvous and unbounded"}},
        {{"run", "backpressure", "--set", "buffer=65"},
         2,
         {"buffer=65 is out of range", "from 0 to 64"}},
        {{"run", "backpressure", "--set", "buffer=-1"}, 2, {"out of range", "from 0 to 64"}},
        {{"run", "backpressure", "--set", "buffer=4x"},
         2,
         {"\"4x\" is not a whole number", "0 to 64"}},
        {{"run", "backpressure", "--set", "buffer=99999999999999999999"},
         2,
         {"buffer=99999999999999999999 is out of range", "from 0 to 64"}},
        {{"run", "backpressure", "--variant", "rendezvous", "--set", "buffer=4"},
         2,
         {"changes nothing in the variant rendezvous"}},
        {{"run", "backpressure", "--variant", ""}, 2, {"--variant", "is empty"}},
        {{"run", "backpressure", "--trace", ""}, 2, {"--trace", "the name of a file"}},
        {{"run", "backpressure", "--seed", ""}, 2, {"--seed", "a whole number"}},
        {{"run", "backpressure", "--set", "buffer"},
         2,
         {"--set buffer is not a setting", "buffer=2"}},
        {{"run", "backpressure", "--set", "bufer=1"},
         2,
         {"no slider \"bufer\"", "did you mean buffer?"}},
        {{"run", "backpressure", "--set"}, 2, {"--set needs a value"}},
        {{"run", "backpressure", "--mode", "fast"}, 2, {"it is live or step"}},
        {{"run", "backpressure", "--speed", "fast"}, 2, {"or is max"}},
        {{"run", "backpressure", "--speed", "-1"}, 2, {"0.01 to 1000"}},
        {{"run", "backpressure", "--speed", "nan"}, 2, {"0.01 to 1000"}},
        {{"run", "backpressure", "--seed", "x"}, 2, {"--seed x is not a seed"}},
        {{"run", "backpressure", "--seed", "1", "--mode", "live"}, 2, {"step mode"}},
        {{"run", "backpressure", "--jsn"}, 2, {"no option --jsn", "did you mean --json?"}},
        {{"run", "backpressure", "--json", "--transcript"}, 2, {"choose one"}},
        {{"--frob"}, 2, {"no option --frob"}},
        {{"--variant", "bounded"}, 2, {"name it first"}},
        {{"list", "more"}, 2, {"one word too many"}},
        {{"replay"}, 2, {"needs SCHEDULE"}},
        {{"replay", missing}, 2, {"there is no file", missing, "LESSON/VARIANT NAME=VALUE...:"}},
        {{"replay", files.file("")}, 2, {"is a folder", "LESSON/VARIANT"}},
        {{"replay", binary}, 2, {"binary\" is not a schedule", "it is no text"}},
        {{"replay", poem}, 2, {"poem.txt: this is no schedule", "LESSON/VARIANT"}},
        {{"replay", unknown}, 2, {"unknown.txt: there is no lesson \"nonsense\""}},
        {{"replay", "backpressure: 0 zz"}, 2, {"'zz' is not a choice"}},
        {{"replay", "backpressure:"}, 2, {"no choices"}},
        {{"replay", "nonsense: 0"}, 2, {"there is no lesson"}},
        {{"replay", bad_session}, 2, {}},
        {{"shot", "backpressure"}, 2, {"needs --out"}},
        {{"shot", "backpressure", "--out", out, "--size", "wide"}, 2, {"such as 1440x900"}},
        {{"shot", "backpressure", "--out", out, "--size", "10x10"}, 2, {"1024x640"}},
        {{"shot", "backpressure", "--out", out, "--size", "16384x16384"}, 2, {"7680x4320"}},
        {{"shot", "backpressure", "--out", out, "--size", "999999999999x999999999999"},
         2,
         {"7680x4320"}},
        {{"shot", "backpressure", "--out", out, "--scale", "9"}, 2, {"from 1 to 4"}},
        {{"shot", "backpressure", "--out", out, "--theme", "pink"}, 2, {"dark or light"}},
        {{"shot", "backpressure", "--out", out, "--at", "noon"},
         2,
         {"start, end, hang, event:N or step:N"}},
        {{"shot", "backpressure", "--out", out, "--at", "event:-3"}, 2, {"event:N"}},
        {{"shot", "backpressure", "--out", out, "--at", "step:0"}, 2, {"steps 1 to"}},
        {{"shot", "backpressure", "--out", out, "--at", "step:99"}, 2, {"steps 1 to"}},
        {{"shot", "forgotten-sender", "--variant", "move", "--out", out, "--at", "step:4"},
         2,
         {"step:4 of forgotten-sender is played in the variant forgot, not in move"}},
        {{"shot", "backpressure", "--out", out, "--at", "event:999999"}, 2, {"past the end"}},
        {{"shot", "backpressure", "--out", out, "--at", "hang"}, 2, {"does not hang"}},
        {{"shot", "nonsense", "--out", out}, 2, {"there is no lesson"}},
        {{"script"}, 2, {"needs FILE"}},
        {{"script", bad_script}, 2, {"line 2", "frobnicate", "click"}},
        {{"script", endless}, 2, {"line 1", "wait MILLISECONDS"}},
        {{"script", no_wheel}, 2, {"line 1", "wheel NAME NOTCHES"}},
        {{"script", bad_drag}, 2, {"line 1", "drag NAME FRACTION"}},
        {{"script", missing}, 2, {"there is no file", missing}},
        {{"script", files.file("")}, 2, {"is a folder", "a script"}},
        {{"script", binary}, 2, {"is not a script: it is no text"}},
        {{"run", "backpressure", "--trace", files.file("no/such/folder")},
         1,
         {"cannot be written"}},
        {{"replay", "backpressure: 7"}, 1, {"choice 1"}},
        {{"replay", "backpressure: 0"}, 1, {"ends before the run does"}},
    };
    for (const auto& what : calls) {
        expect_one_line(call(what.words, nowhere), what); // before it needs a display
    }
}

TEST(usage, no_display_is_one_sentence) {
    const scratch files;
    const std::string script = files.write("s.txt", "wait still\n");
    const std::string empty = files.write("empty.txt", ""); // nothing to do is no mistake
    const std::vector<std::vector<std::string>> calls{
        {},
        {"backpressure"},
        {"shot", "backpressure", "--out", files.file("x.png")},
        {"script", script},
        {"script", empty}};
    for (const auto& words : calls) {
        expect_one_line(call(words, nowhere), {words, 1, {"display"}});
    }
}

TEST(usage, help_and_version_are_no_errors) {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"--help"},
             {"--version"},
             {"run", "--help"},
             {"script", "--help"},
             {"shot", "--help"}}) {
        const outcome result = call(words);
        EXPECT_EQ(result.code, 0);
        EXPECT_EQ(result.err, "");
        EXPECT_FALSE(result.out.empty());
    }
    const std::string help = call({"--help"}).out;
    for (const char* command : {"list", "run", "replay", "shot", "script"}) {
        EXPECT_NE(help.find(command), std::string::npos);
    }
    EXPECT_EQ(help.find("explore"), std::string::npos) << "not there yet, so not offered";
    EXPECT_NE(call({"script", "--help"}).out.find("drag NAME FRACTION"), std::string::npos);
}

} // namespace
} // namespace app::cli::test
