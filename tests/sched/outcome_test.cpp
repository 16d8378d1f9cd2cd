// What came of a choice, as text, in words, and compared.
#include "core/sched/outcome.hpp"

#include <gtest/gtest.h>

#include <set>

namespace chan::sched {
namespace {

constexpr auto last = result::worked;

std::vector<outcome> all_outcomes() {
    std::vector<outcome> all;
    for (auto i = 0; i <= static_cast<int>(last); ++i) {
        all.push_back({.result = static_cast<result>(i)});
    }
    for (const char* label :
         {"7", "-3", "job 3", "=*%", "'\"$`", "\xC3\xA9", "\x01\xFF", "fifteen letters"}) {
        all.push_back({result::sent, label});
        all.push_back({result::received, label});
    }
    return all;
}

TEST(outcome, each_has_a_text_of_its_own_that_comes_back) {
    std::set<std::string> texts;
    for (const outcome& what : all_outcomes()) {
        const std::string text = code_of(what);
        EXPECT_TRUE(texts.insert(text).second) << text;
        const auto back = parse_outcome(text);
        ASSERT_TRUE(back.has_value()) << text;
        EXPECT_EQ(*back, what) << text;
        EXPECT_EQ(text.find_first_of(" \t\r\n*'\""), std::string::npos) << text;
        EXPECT_FALSE(words_of(what).empty());
    }
}

TEST(outcome, texts_are_stable) {
    EXPECT_EQ(code_of({}), "");
    EXPECT_EQ(code_of({result::sent, "7"}), "s=7");
    EXPECT_EQ(code_of({result::received, "job 3"}), "r=job%203");
    EXPECT_EQ(code_of({result::received}), "r");
    EXPECT_EQ(code_of({result::send_timed_out}), "st");
    EXPECT_EQ(code_of({result::waits}), "w");
}

TEST(outcome, other_texts_are_none) {
    for (const char* text :
         {"q",
          "ss",
          "s=",
          "=7",
          "d=7",
          "re=7",
          "s=a b",
          "s=%",
          "s=%4",
          "s=%4g",
          "s=%+1",
          "s=\xC3",
          "s=sixteen-letters-",
          "S"}) {
        EXPECT_EQ(parse_outcome(text), std::nullopt) << text;
    }
}

TEST(outcome, agrees_with_what_it_leaves_open_and_with_nothing_else) {
    const outcome seven{result::received, "7"};
    for (const outcome& what : all_outcomes()) {
        EXPECT_TRUE(agrees({}, what));
        EXPECT_TRUE(agrees(what, what));
        EXPECT_EQ(agrees(seven, what), what == seven);
        EXPECT_EQ(agrees({result::received}, what), what.result == result::received);
    }
}

TEST(outcome, is_told_in_words) {
    EXPECT_EQ(words_of({result::received, "7"}), "received 7");
    EXPECT_EQ(words_of({result::sent}), "sent a message");
    EXPECT_EQ(words_of({result::send_full}), "found the channel full");
}

} // namespace
} // namespace chan::sched
