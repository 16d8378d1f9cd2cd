// Session files: what is written is read again, and what is wrong is said in one sentence.
#include "core/export/session_file.hpp"

#include <gtest/gtest.h>

namespace {

using chan::exporter::read_session;
using chan::exporter::session_file;
using chan::exporter::write_session;

const session_file whole{
    .lesson = "backpressure",
    .variant = "bounded",
    .settings = {{"buffer", 2}, {"handle_ms", -1}},
    .schedule = "0 0 1*3 2 t 0",
};

TEST(session_file, reads_what_it_wrote) {
    EXPECT_EQ(read_session(write_session(whole)).value(), whole);
    const session_file least{.lesson = "hello"};
    EXPECT_EQ(read_session(write_session(least)).value(), least);
}

TEST(session_file, is_written_for_people_too) {
    EXPECT_EQ(
        write_session({.lesson = "hello", .settings = {{"messages", 3}}}),
        "{\n    \"chanscope_session\": 1,\n    \"lesson\": \"hello\",\n"
        "    \"settings\": {\n        \"messages\": 3\n    }\n}\n"
    );
}

struct wrong {
    const char* text;
    const char* sentence;
};

class broken_session_file : public testing::TestWithParam<wrong> {};

TEST_P(broken_session_file, is_answered_with_one_sentence) {
    const auto read = read_session(GetParam().text);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error(), GetParam().sentence);
}

INSTANTIATE_TEST_SUITE_P(
    session_file,
    broken_session_file,
    testing::Values(
        wrong{
            "{\n\"chanscope_session\": 1,\n lesson }",
            "this is not a session file: it must be JSON, and on line 3 it is not",
        },
        wrong{"", "this is not a session file: it must be JSON, and on line 1 it is not"},
        wrong{"[1, 2]", "this is not a session file: it has no \"chanscope_session\": 1"},
        wrong{"{}", "this is not a session file: it has no \"chanscope_session\": 1"},
        wrong{
            R"({"chanscope_session": 2, "lesson": "hello"})",
            "this session file has format 2, but this program reads format 1; use the Chanscope "
            "that "
            "wrote it",
        },
        wrong{
            R"({"chanscope_session": 1})",
            "this session file names no lesson; it needs one, such as \"lesson\": \"hello\"",
        },
        wrong{
            R"({"chanscope_session": 1, "lesson": 3})",
            "\"lesson\" is 3, but it must be a text in quotes",
        },
        wrong{
            R"({"chanscope_session": 1, "lesson": "hello", "setings": {}})",
            "\"setings\" is not part of a session file; it has lesson, variant, settings and "
            "schedule",
        },
        wrong{
            R"({"chanscope_session": 1, "lesson": "hello", "settings": {"buffer": "2"}})",
            "the setting \"buffer\" is \"2\", but a setting is a whole number, such as 2",
        },
        wrong{
            R"({"chanscope_session": 1, "lesson": "hello", "settings": {"buffer": 2.5}})",
            "the setting \"buffer\" is 2.5, but a setting is a whole number, such as 2",
        },
        wrong{
            R"({"chanscope_session": 1, "lesson": "hello", "settings": [2]})",
            "\"settings\" must be an object of names and whole numbers, such as {\"buffer\": 2}",
        }
    )
);

} // namespace
