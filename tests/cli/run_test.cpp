// `list`, `run` and `replay` of the real program, checked against themselves.
#include "tests/cli/program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <regex>
#include <set>
#include <sstream>

namespace app::cli::test {
namespace {

using nlohmann::json;

json parsed(const outcome& result) {
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.err, "");
    return json::parse(result.out);
}

json run_json(std::vector<std::string> words) {
    words.insert(words.begin(), "run");
    words.push_back("--json");
    return parsed(call(words));
}

TEST(list, names_all_lessons_with_variants_and_ranges) {
    const json all = parsed(call({"list", "--json"}));
    ASSERT_TRUE(all.is_array());
    std::set<std::string> ids;
    for (const auto& lesson : all) {
        ids.insert(lesson.at("id"));
        EXPECT_FALSE(lesson.at("variants").empty());
        for (const auto& slider : lesson.at("sliders")) {
            EXPECT_LE(slider.at("least"), slider.at("initial"));
            EXPECT_LE(slider.at("initial"), slider.at("most"));
        }
    }
    for (const char* id : {"forgotten-sender", "backpressure", "shared-receiver"}) {
        EXPECT_TRUE(ids.contains(id)) << id;
    }
    const std::string text = call({"list"}).out;
    for (const auto& id : ids) {
        EXPECT_NE(text.find(id), std::string::npos);
    }
}

TEST(list, has_the_ranges_below_each_other) {
    std::istringstream lines(call({"list"}).out);
    std::set<std::size_t> columns;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("   --set ")) {
            const auto end = line.find(' ', 9); // of NAME=VALUE
            ASSERT_NE(end, std::string::npos) << line;
            columns.insert(line.find_first_not_of(' ', end));
        }
    }
    EXPECT_EQ(columns.size(), 1U);
}

TEST(run, every_variant_reaches_what_the_list_expects_in_every_mode) {
    for (const auto& lesson : parsed(call({"list", "--json"}))) {
        for (const auto& variant : lesson.at("variants")) {
            for (const std::vector<std::string>& how : std::vector<std::vector<std::string>>{
                     {}, {"--seed", "1"}, {"--seed", "2"}, {"--mode", "live"}}) {
                std::vector<std::string> words{lesson.at("id"), "--variant", variant.at("id")};
                words.insert(words.end(), how.begin(), how.end());
                const json run = run_json(words);
                EXPECT_EQ(run.at("verdict"), variant.at("expected")) << run.at("variant");
                EXPECT_EQ(run.at("explanation") != "", run.at("verdict") != "completed");
            }
        }
    }
}

TEST(run, json_has_exactly_its_fields_and_they_agree) {
    const json run = run_json({"backpressure", "--set", "buffer=3", "--set", "messages=9"});
    std::set<std::string> fields;
    for (const auto& [name, value] : run.items()) {
        fields.insert(name);
    }
    EXPECT_EQ(
        fields,
        (std::set<std::string>{
            "lesson",
            "variant",
            "settings",
            "verdict",
            "explanation",
            "sent",
            "received",
            "returned",
            "dropped",
            "max_depth",
            "events",
            "output",
            "schedule"})
    );
    EXPECT_EQ(run.at("lesson"), "backpressure");
    EXPECT_EQ(run.at("variant"), "bounded");
    EXPECT_EQ(run.at("settings").at("buffer"), 3);
    EXPECT_EQ(run.at("settings").at("handle_ms"), 500);
    EXPECT_EQ(run.at("sent"), 9);
    EXPECT_EQ(
        run.at("sent").get<int>(), run.at("received").get<int>() + run.at("dropped").get<int>()
    );
    EXPECT_LE(run.at("max_depth"), 3);
    EXPECT_GT(run.at("events"), 18);
    EXPECT_TRUE(run.at("output").is_array());
}

TEST(run, what_was_sent_is_accounted_for_in_every_lesson) {
    for (const char* lesson : {"forgotten-sender", "backpressure", "shared-receiver"}) {
        for (int seed = 0; seed < 10; ++seed) {
            const json run = run_json({lesson, "--seed", std::to_string(seed)});
            EXPECT_EQ(
                run.at("sent").get<int>(),
                run.at("received").get<int>() + run.at("dropped").get<int>()
            );
        }
    }
}

TEST(run, the_hang_is_a_result_that_names_the_handle_and_its_line) {
    const outcome text = call({"run", "forgotten-sender"});
    EXPECT_EQ(text.code, 0);
    const json run = run_json({"forgotten-sender", "--variant", "forgot"});
    EXPECT_EQ(run.at("verdict"), "hang");
    const std::string why = run.at("explanation");
    EXPECT_NE(why.find("main's own tx"), std::string::npos) << why;
    EXPECT_NE(why.find("made on line 9 "), std::string::npos) << why;
    EXPECT_NE(
        why.find("Line 9 of the Rust listing: let (tx, rx) = mpsc::channel();"), std::string::npos
    ) << why;
    EXPECT_NE(text.out.find(why), std::string::npos);
}

TEST(run, the_same_seed_gives_the_same_run_and_others_differ) {
    std::set<std::string> schedules;
    for (int seed = 0; seed < 5; ++seed) {
        const std::vector<std::string> words{
            "run", "forgotten-sender", "--json", "--seed", std::to_string(seed)};
        const outcome first = call(words);
        EXPECT_EQ(first.out, call(words).out);
        schedules.insert(parsed(first).at("schedule"));
    }
    EXPECT_EQ(schedules.size(), 5U);
}

TEST(run, at_a_speed_takes_its_time) {
    const auto began = std::chrono::steady_clock::now();
    const json run = run_json(
        {"backpressure",
         "--mode",
         "live",
         "--speed",
         "20",
         "--set",
         "messages=2",
         "--set",
         "handle_ms=2000"}
    );
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_EQ(run.at("verdict"), "completed");
    EXPECT_GE(took, std::chrono::milliseconds(200))
        << "four seconds of stage time, twenty times faster";
}

TEST(run, tells_a_transcript) {
    const outcome told = call({"run", "backpressure", "--transcript"});
    EXPECT_EQ(told.code, 0);
    for (const char* part :
         {"Lines are those of the Rust listing",
          "producer",
          "consumer",
          "sends 1",
          "receives 1",
          "It completed"}) {
        EXPECT_NE(told.out.find(part), std::string::npos) << part;
    }
}

TEST(run, writes_a_trace_that_is_json) {
    const scratch files;
    const std::string trace = files.file("trace.json");
    EXPECT_EQ(call({"run", "shared-receiver", "--trace", trace}).code, 0);
    const json events = json::parse(read_file(trace));
    EXPECT_FALSE((events.is_array() ? events : events.at("traceEvents")).empty());
}

TEST(readme, every_call_without_a_window_works) {
    const scratch files;
    const auto calls = calls_in_readme("build/release/chanscope");
    ASSERT_GE(calls.size(), 5U);
    for (auto words : calls) {
        for (std::string& word : words) {
            word = word == "out.json" ? files.file(word) : word;
        }
        const outcome result = call(words);
        EXPECT_EQ(result.code, 0) << words.front() << ": " << result.err;
        EXPECT_FALSE(result.out.empty());
    }
}

TEST(readme, has_each_lesson_in_its_table) {
    for (const auto& lesson : parsed(call({"list", "--json"}))) {
        const int number = lesson.at("number");
        const std::string id = lesson.at("id");
        EXPECT_TRUE(readme_lists(number, id))
            << "README.md should have a row | " << number << " | `" << id << "` | … |";
    }
}

TEST(replay, of_a_printed_schedule_is_the_same_run) {
    for (const char* lesson : {"forgotten-sender", "backpressure", "shared-receiver"}) {
        for (const std::vector<std::string>& how :
             std::vector<std::vector<std::string>>{{}, {"--seed", "3"}, {"--seed", "4"}}) {
            std::vector<std::string> words{lesson};
            words.insert(words.end(), how.begin(), how.end());
            const json run = run_json(words);
            EXPECT_EQ(parsed(call({"replay", run.at("schedule"), "--json"})), run);
        }
    }
}

TEST(replay, of_a_live_run_gives_its_result) {
    for (const char* lesson : {"forgotten-sender", "backpressure", "shared-receiver"}) {
        const json run = run_json({lesson, "--mode", "live"});
        const json again = parsed(call({"replay", run.at("schedule"), "--json"}));
        for (const char* field : {"verdict", "sent", "received", "output"}) {
            EXPECT_EQ(again.at(field), run.at(field)) << lesson << " " << field;
        }
    }
}

TEST(replay, without_results_follows_the_choices_alone) {
    const std::string schedule = run_json({"forgotten-sender"}).at("schedule");
    const auto colon = schedule.find(':');
    const std::string choices =
        std::regex_replace(schedule.substr(colon), std::regex("([0-9])[a-z]+(=[^ *]+)?"), "$1");
    EXPECT_EQ(choices.find_first_not_of(": 0123456789*t"), std::string::npos) << choices;
    const json again = parsed(call({"replay", schedule.substr(0, colon) + choices, "--json"}));
    EXPECT_EQ(again.at("schedule"), schedule) << "it is told with its results";
}

TEST(replay, of_a_result_that_was_tampered_with_says_where) {
    std::string schedule = run_json({"forgotten-sender"}).at("schedule");
    const auto place = schedule.find("0r=1 ");
    ASSERT_NE(place, std::string::npos) << schedule;
    schedule.replace(place, 4, "0r=x");
    const outcome result = call({"replay", schedule});
    EXPECT_EQ(result.code, 1);
    EXPECT_EQ(result.out, "");
    const std::regex sentence(
        "chanscope: at choice [0-9]+ of the schedule, main's recv\\(\\) on line [0-9]+ received 1, "
        "but the schedule says that it received x\n"
    );
    EXPECT_TRUE(std::regex_match(result.err, sentence)) << result.err;
}

TEST(replay, takes_a_file_with_a_schedule_or_a_session) {
    const scratch files;
    const json run = run_json({"forgotten-sender", "--set", "messages=2"});
    const std::string schedule = run.at("schedule");
    const std::string text = files.write("run.txt", schedule + "\n");
    EXPECT_EQ(parsed(call({"replay", text, "--json"})), run);
    const json session{
        {"chanscope_session", 1},
        {"lesson", "forgotten-sender"},
        {"variant", "forgot"},
        {"settings", {{"messages", 2}}},
        {"schedule", schedule.substr(schedule.find(':') + 1)},
    };
    const outcome again = call({"replay", files.write("run.json", session.dump()), "--json"});
    EXPECT_EQ(parsed(again), run);
}

} // namespace
} // namespace app::cli::test
