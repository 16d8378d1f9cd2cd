// The window driven by injected input, checked by what it says it shows and by its pictures.
#include "tests/app/window.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace app::test {
namespace {

using cli::test::call;
using cli::test::calls_in_readme;
using cli::test::outcome;
using cli::test::read_file;
using cli::test::scratch;
using cli::test::script_in_readme;

/// Plays it; `more` are further options.
outcome play(const std::string& script, std::vector<std::string> more = {}) {
    const scratch files;
    std::vector<std::string> words{"script", files.write("script.txt", script)};
    words.insert(words.end(), more.begin(), more.end());
    return call(words);
}

void expect_good(const outcome& result) {
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.err, "");
}

TEST(window, plays_to_the_hang_explains_it_and_cures_it) {
    expect_good(play(R"(
        expect value badge now
        expect run held
        drag transport.speed 1
        key space
        wait run hang
        wait shows This can never end
        expect shows main's own tx
        wait still
        expect there stage.fix
        click stage.fix
        wait run completed
        expect selected variant.drop
        expect gone stage.fix
        expect hides This can never end
    )"));
}

TEST(window, a_failed_expectation_says_where_and_ends_with_1) {
    const outcome result = play("wait still\nexpect value badge past\n");
    EXPECT_EQ(result.code, 1);
    EXPECT_NE(
        result.err.find("line 2: \"badge\" stands at \"now\", not at \"past\""), std::string::npos
    ) << result.err;
    const outcome missing = play("click story.nonsense\n");
    EXPECT_EQ(missing.code, 1);
    EXPECT_NE(missing.err.find("there is no widget \"story.nonsense\""), std::string::npos);
    EXPECT_NE(missing.err.find("story.next"), std::string::npos) << "says what there is";
}

TEST(window, what_is_disabled_is_neither_clicked_nor_dragged) {
    for (const char* action : {"click slider.buffer", "drag slider.buffer 0.5"}) {
        const outcome result =
            play("click lesson.backpressure\nclick variant.unbounded\n" + std::string(action) + "\n");
        EXPECT_EQ(result.code, 1) << action;
        EXPECT_NE(result.err.find("\"slider.buffer\" is disabled: "), std::string::npos) << result.err;
    }
}

TEST(window, dragging_the_buffer_while_it_plays_changes_the_channel_at_once) {
    expect_good(play(R"(
        click lesson.backpressure
        wait shows sync_channel(2)
        drag slider.buffer 1
        expect value slider.buffer 64
        wait shows sync_channel(64)
        expect run going
        drag slider.buffer 0
        expect value slider.buffer 0
        wait shows sync_channel(0)
        expect run going
        double slider.buffer
        expect value slider.buffer 2
        click variant.unbounded
        expect selected variant.unbounded
        expect run going
    )"));
}

TEST(window, the_story_asks_before_the_run_and_pins_what_came_out) {
    expect_good(play(R"(
        click lesson.backpressure
        drag transport.speed 1
        click story.next
        wait run held
        expect shows 1 of 7
        click story.next
        expect shows 2 of 7
        key space
        expect run held
        expect shows Answer the question first
        click story.answer.2
        click story.next
        wait run held
        wait shows You predicted it
        expect shows 2 in the queue, and message 4 still in the producer's hand
        click story.back
        expect value badge past
        key end
        expect value badge now
    )"));
}

TEST(window, held_it_stands_still_to_the_pixel) {
    const scratch files;
    const std::string one = files.file("one.png");
    const std::string two = files.file("two.png");
    expect_good(play(
        "click lesson.shared-receiver\nkey space\nwait 1500\nkey space\nwait run held\nhover "
        "stage\n"
        "wait 1500\nwait still\nshot "
        + one + "\nwait 700\nshot " + two + "\n"
    ));
    EXPECT_GT(look_at(one).colours, 100U);
    EXPECT_EQ(read_file(one), read_file(two));
}

TEST(window, step_mode_goes_by_single_choices_and_back) {
    expect_good(play(R"(
        click mode.step
        wait run held
        expect selected mode.step
        key right
        wait run held
        key right
        wait run held
        key 1
        wait run held
        key left
        wait run held
        wait shows replay
        key right
        wait run held
        expect value badge now
        click mode.live
        expect selected mode.live
    )"));
}

TEST(window, the_playhead_is_dragged_into_the_past) {
    expect_good(play(R"(
        drag transport.speed 1
        key space
        wait run hang
        drag timeline.head 0.3
        expect value badge past
        key end
        expect value badge now
        key home
        expect value badge past
        key right
        key right
        expect value badge past
    )"));
}

TEST(window, why_is_asked_of_the_past) {
    std::string script = R"(
        drag transport.speed 1
        click mode.step
        wait run held
    )";
    for (int choice = 0; choice < 40; ++choice) { // the same ones each time
        script += "key right\nwait run held\n";
    }
    expect_good(play(script + R"(
        key home
        key w
        wait shows Nobody waits now.
        drag timeline.head 0.5
        expect value badge past
        key w
        wait shows Why is main waiting?
        key escape
        expect hides waiting?
    )"));
}

TEST(window, overlays_open_and_close_by_key) {
    expect_good(play(R"(
        key ?
        wait shows Full screen
        key escape
        wait still
        expect hides Full screen
        key /
        type shared
        key enter
        wait shows Sharing one receiver
        expect selected lesson.shared-receiver
    )"));
}

TEST(window, words_can_be_edited_in_the_middle_and_pasted) {
    expect_good(play(R"(
        key /
        type rgot
        key home
        type foX
        key backspace
        wait still
        expect value jump.words forgot
        key ctrl+a
        key ctrl+x
        type the_
        key ctrl+v
        wait still
        expect value jump.words the_forgot
        key home
        key delete
        key delete
        key delete
        key delete
        key enter
        wait still
        expect selected lesson.forgotten-sender
    )"));
}

TEST(window, a_file_that_cannot_be_written_costs_one_sentence) {
    const auto before = std::filesystem::current_path();
    const scratch files;
    const std::string gone = files.file("gone");
    std::filesystem::create_directories(gone);
    std::filesystem::current_path(gone);
    std::filesystem::remove(gone);
    const outcome result = play(R"(
        key ctrl+s
        expect shows The picture cannot be written: chanscope-
        expect shows .png: No such file or directory.
        expect hides give a path
        key ctrl+e
        expect shows The trace cannot be written: chanscope-
        expect shows .json: No such file or directory.
    )");
    std::filesystem::current_path(before);
    expect_good(result);
}

TEST(window, all_schedules_is_there_and_disabled) {
    expect_good(play("expect disabled mode.schedules\n"));
    const outcome clicked = play("click mode.schedules\n");
    EXPECT_EQ(clicked.code, 1);
    EXPECT_NE(clicked.err.find("not in this version yet"), std::string::npos) << clicked.err;
}

struct look {
    const char* size;
    const char* scale;
    const char* theme;
    int width, height;
};

TEST(readme, its_script_plays_and_its_pictures_are_taken) {
    const scratch files;
    const std::string script = script_in_readme();
    const auto name = script.find("hang.png");
    ASSERT_NE(name, std::string::npos) << script;
    std::string here = script;
    here.replace(name, 8, files.file("hang.png"));
    const auto calls = calls_in_readme("app/run.sh");
    ASSERT_GE(calls.size(), 2U);
    for (auto words : calls) {
        for (std::string& word : words) {
            word = word == "window.png" ? files.file(word)
                : word == "steps.txt"   ? files.write(word, here)
                                        : word;
        }
        expect_good(call(words));
    }
    EXPECT_EQ(look_at(files.file("window.png")).width, 1440);
    EXPECT_GT(look_at(files.file("hang.png")).colours, 200U);
}

TEST(shot, has_exactly_the_size_asked_for_and_is_not_blank) {
    const scratch files;
    const std::string out = files.file("shot.png");
    for (const look& how :
         {look{"1024x640", "1", "dark", 1024, 640},
          look{"1280x720", "1", "dark", 1280, 720},
          look{"1280x720", "2", "light", 1280, 720},
          look{"1440x900", "1", "light", 1440, 900},
          look{"1441x903", "1.5", "dark", 1441, 903},
          look{"2560x1440", "2", "dark", 2560, 1440}}) {
        const outcome result = call(
            {"shot",
             "forgotten-sender",
             "--at",
             "hang",
             "--size",
             how.size,
             "--scale",
             how.scale,
             "--theme",
             how.theme,
             "--out",
             out}
        );
        EXPECT_EQ(result.code, 0) << result.err;
        const seen_picture seen = look_at(out);
        EXPECT_EQ(seen.width, how.width);
        EXPECT_EQ(seen.height, how.height);
        EXPECT_GT(seen.colours, 200U) << how.size;
        EXPECT_LT(seen.commonest, 0.8) << how.size;
    }
}

TEST(shot, shows_each_moment_that_can_be_asked_for) {
    const scratch files;
    std::vector<std::string> pictures;
    for (const char* at : {"start", "end", "event:40", "step:1", "step:2"}) {
        const std::string out = files.file(std::string(at) + ".png");
        const outcome result = call({"shot", "backpressure", "--at", at, "--out", out});
        EXPECT_EQ(result.code, 0) << at << result.err;
        pictures.push_back(read_file(out));
    }
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            EXPECT_NE(pictures[i], pictures[k]);
        }
    }
}

TEST(shot, has_the_last_event_and_none_behind_it) {
    const scratch files;
    const std::string run = call({"run", "backpressure", "--json"}).out;
    const auto at = run.find("\"events\": ");
    ASSERT_NE(at, std::string::npos);
    const int events = std::stoi(run.substr(at + 10));
    const auto code = [&](int event) {
        const std::string moment = "event:" + std::to_string(event);
        return call({"shot", "backpressure", "--at", moment, "--out", files.file("x.png")}).code;
    };
    EXPECT_EQ(code(events), 0);
    EXPECT_EQ(code(events + 1), 2);
}

TEST(shot, is_the_same_when_taken_again) {
    const scratch files;
    const std::string one = files.file("one.png");
    const std::string two = files.file("two.png");
    for (const std::string& out : {one, two}) {
        ASSERT_EQ(call({"shot", "shared-receiver", "--at", "step:3", "--out", out}).code, 0);
    }
    EXPECT_EQ(read_file(one), read_file(two));
}

TEST(shot, of_what_is_not_there_says_so) {
    const scratch files;
    const std::string out = files.file("x.png");
    const auto says = [&](std::vector<std::string> words, int code, const char* text) {
        words.insert(words.begin(), {"shot", "backpressure", "--out", out});
        const outcome result = call(words);
        EXPECT_EQ(result.code, code) << result.err;
        EXPECT_NE(result.err.find(text), std::string::npos) << result.err;
        EXPECT_EQ(result.err.find('\n'), result.err.size() - 1);
    };
    says({"--at", "hang"}, 2, "does not hang");
    says({"--at", "hang", "--mode", "live"}, 2, "does not hang");
    says({"--at", "event:999999", "--mode", "live"}, 2, "past the end");
    says({"--at", "event:999999"}, 2, "past the end");
    says({"--at", "step:0"}, 2, "steps 1 to");
    says({"--at", "step:99"}, 2, "steps 1 to");
    const outcome unwritable =
        call({"shot", "backpressure", "--at", "start", "--out", files.file("no/folder.png")});
    EXPECT_EQ(unwritable.code, 1);
    EXPECT_NE(unwritable.err.find("no/folder.png"), std::string::npos) << unwritable.err;
}

} // namespace
} // namespace app::test
