// A schedule's text form, and the sentences about a text that is none.
#include "core/sched/schedule.hpp"

#include <gtest/gtest.h>

namespace chan::sched {
namespace {

TEST(schedule, text_is_run_length_coded) {
    EXPECT_EQ(to_text({}), "");
    EXPECT_EQ(to_text({{0}, {0}, {1}, {1}, {1}, {2}, time_passes, {0}}), "0*2 1*3 2 t 0");
    EXPECT_EQ(to_text({time_passes, time_passes}), "t*2");
}

TEST(schedule, text_comes_back_as_it_was) {
    for (const schedule& choices : {
             schedule{},
             schedule{{0}},
             schedule{{3}, {3}, time_passes, time_passes, time_passes, {11}, {3}},
             schedule{
                 {{0}, {result::started}}, {{1}, {result::sent, "7"}}, {{1}, {result::sent, "7"}},
                 {{1}, {result::sent, "x 8"}}, time_passes, {0}, {{0}, {result::received, "7"}}
             },
         }) {
        const auto back = parse_schedule(to_text(choices));
        ASSERT_TRUE(back.has_value()) << back.error();
        EXPECT_EQ(*back, choices);
    }
}

TEST(schedule, what_is_expected_stands_behind_the_actor) {
    const schedule choices{
        {{0}, {result::started}}, {{0}, {result::started}}, {{1}, {result::sent, "7"}},
        time_passes,              {{0}, {result::received, "7"}}, {{0}, {result::recv_closed}}
    };
    EXPECT_EQ(to_text(choices), "0n*2 1s=7 t 0r=7 0rc");
    EXPECT_EQ(*parse_schedule("0n 0n*1 1s=%37 t 0r=7 0rc"), choices);
    EXPECT_EQ(to_text({{0}, {{0}, {result::dropped}}}), "0 0d") << "no repetition of each other";
}

TEST(schedule, blanks_of_any_kind_separate) {
    EXPECT_EQ(*parse_schedule("  0\t1\n t*2\r\n"), (schedule{{0}, {1}, time_passes, time_passes}));
}

TEST(schedule, a_wrong_word_is_named_in_one_sentence) {
    for (const char* text : {"x", "0*0", "0*", "*3", "0*-1", "65535", "70000", "1,2", "t1", "0*1*2", "tw", "0q", "s=7", "0s=7*0", "0s*", "0s=", "-0"}) {
        const auto parsed = parse_schedule(text);
        ASSERT_FALSE(parsed.has_value()) << text;
        EXPECT_NE(parsed.error().find(std::string("'") + text + "'"), std::string::npos);
        EXPECT_EQ(parsed.error().find('\n'), std::string::npos);
    }
}

TEST(schedule, an_absurd_count_is_refused_without_using_memory) {
    EXPECT_FALSE(parse_schedule("0*18446744073709551615").has_value());
    EXPECT_FALSE(parse_schedule("0*9999999 1*9999999").has_value());
}

}  // namespace
}  // namespace chan::sched
