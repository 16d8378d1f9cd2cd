// The code you read is the code that runs: every operation of a run stands on a line of both
// listings.
#include "tests/scenarios/player.hpp"

#include <set>

namespace {

using chan::probe::kind;
using chan::probe::op;

TEST(call_sites, each_operation_stands_on_a_shown_line_of_both_listings) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            SCOPED_TRACE(std::string(lesson.id) + ' ' + std::string(variant.id));
            tests::player one({.lesson = lesson, .variant = variant.id});
            one.run_to_end();
            std::size_t operations = 0;
            std::set<std::uint32_t> lines;
            for (const auto& event : one.log()) {
                const auto& what = event.fact;
                if (what.kind != kind::op_announced && what.site.line == 0) {
                    continue;
                }
                const bool by_destructor =
                    (what.op == op::drop || what.op == op::unlock) && what.site.line == 0;
                if (by_destructor) {
                    continue;
                }
                ++operations;
                const auto cpp = variant.cpp.line_of(what.site);
                const auto rust = variant.rust.line_of(what.site);
                ASSERT_TRUE(cpp.has_value()) << what.site.file << ':' << what.site.line;
                ASSERT_TRUE(rust.has_value()) << what.site.file << ':' << what.site.line;
                EXPECT_LE(*cpp, variant.cpp.lines.size());
                EXPECT_LE(*rust, variant.rust.lines.size());
                lines.insert(*cpp);
            }
            EXPECT_GT(operations, 20U);
            EXPECT_GE(lines.size(), 5U);
        }
    }
}

TEST(call_sites, a_tag_ties_lines_that_do_the_same) {
    const std::map<op, std::string> rust_word{
        {op::send, "send("},
        {op::recv, " rx"},
        {op::spawn, "thread::spawn("},
        {op::join, ".join()"},
        {op::work, "work_ms("},
        {op::lock, ".lock()"},
        {op::drop, "drop(tx)"},
    };
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            tests::player one({.lesson = lesson, .variant = variant.id});
            one.run_to_end();
            for (const auto& event : one.log()) {
                const auto& what = event.fact;
                if (what.kind != kind::op_announced || what.site.line == 0) {
                    continue;
                }
                const auto line = variant.rust.line_of(what.site);
                ASSERT_TRUE(line.has_value());
                EXPECT_TRUE(variant.rust.lines[*line - 1].text.contains(rust_word.at(what.op)))
                    << variant.id << ": " << variant.rust.lines[*line - 1].text;
            }
        }
    }
}

} // namespace
