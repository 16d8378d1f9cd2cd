// The code panel's pure parts: breaking lines into rows, and who stands on which line.
#include "app/views/code_panel.hpp"
#include "app/views/code_rows.hpp"
#include "core/model/apply.hpp"
#include "tests/stage/tale.hpp"

#include <gtest/gtest.h>

#include <random>

namespace app::views {
namespace {

std::vector<std::string> broken(std::string text, std::size_t columns) {
    const std::vector<code_line> lines{{.text = text, .columns = columns}};
    std::vector<std::string> parts;
    for (const code_row& row : code_rows(lines)) {
        parts.push_back(std::string(row.indent, ' ') + text.substr(row.begin, row.length));
    }
    return parts;
}

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

TEST(code_rows, a_line_that_fits_stays_one_row) {
    EXPECT_EQ(
        broken("    tx.send(n).unwrap();", 24), std::vector<std::string>{"    tx.send(n).unwrap();"}
    );
    EXPECT_EQ(broken("", 24), std::vector<std::string>{""});
}

TEST(code_rows, a_long_line_breaks_where_a_reader_would) {
    const std::vector<std::string> expected{
        "        let next = rx.lock()", "            .unwrap().recv();"};
    EXPECT_EQ(broken("        let next = rx.lock().unwrap().recv();", 36), expected);
}

TEST(code_rows, every_row_fits_and_nothing_but_blanks_is_lost) {
    std::mt19937 random(7);
    const std::string letters = "ab.(,< x";
    for (int round = 0; round < 2'000; ++round) {
        std::string text(random() % 24, ' ');
        const std::size_t length = random() % 120;
        for (std::size_t i = 0; i < length; ++i) text += letters[random() % letters.size()];
        const std::size_t columns = 16 + random() % 60;
        std::string all;
        for (const std::string& row : broken(text, columns)) {
            EXPECT_LE(row.size(), columns) << text;
            all += row;
        }
        EXPECT_EQ(without_blanks(all), without_blanks(text));
    }
}

TEST(code_rows, each_line_has_one_first_and_one_last_row) {
    const std::vector<code_line> lines{
        {.text = "one two three four five six", .columns = 16}, {.text = "seven", .columns = 16}};
    std::vector<int> firsts(3), lasts(3);
    for (const code_row& row : code_rows(lines)) {
        firsts[row.line] += row.indent == 0;
        lasts[row.line] += row.last;
    }
    EXPECT_EQ(firsts, (std::vector<int>{0, 1, 1}));
    EXPECT_EQ(lasts, (std::vector<int>{0, 1, 1}));
}

TEST(line_marks, names_that_differ_by_their_number_are_merged) {
    EXPECT_EQ(merged_names({"worker 0", "worker 1", "worker 12"}), "worker 0 1 12");
    EXPECT_EQ(merged_names({"producer"}), "producer");
    EXPECT_EQ(merged_names({"worker 0", "main", "worker 1"}), "worker 0, main, worker 1");
    EXPECT_EQ(merged_names({"worker 0", "job 1"}), "worker 0, job 1");
    EXPECT_EQ(brief_names({"worker 0", "worker 1"}), "0 1");
    EXPECT_EQ(brief_names({"main", "worker 3"}), "m 3");
}

TEST(line_marks, three_and_more_numbers_in_a_row_are_a_range) {
    EXPECT_EQ(merged_names({"worker 0", "worker 1", "worker 2"}), "worker 0\u20132");
    EXPECT_EQ(
        merged_names({"main", "worker 0", "worker 2", "worker 3", "worker 4", "worker 7"}),
        "main, worker 0 2\u20134 7"
    );
    EXPECT_EQ(brief_names({"worker 2", "worker 3", "worker 4", "worker 5"}), "2\u20135");
    EXPECT_EQ(brief_names({"worker 8", "worker 9", "worker 10", "main"}), "8\u201310 m");
    EXPECT_EQ(brief_names({"worker 0", "worker 2", "worker 4"}), "0 2 4");
}

TEST(line_marks, who_stands_on_one_line_in_one_state_shares_a_mark) {
    chan::model::world state;
    scenarios::listing lines;
    lines.file = "a.cpp";
    lines.lines.resize(9);
    for (std::uint32_t line = 1; line < 10; ++line) lines.shown_by_source_line[line + 100] = line;
    const auto add = [&](std::string name, std::uint32_t line, chan::model::status status) {
        chan::model::actor actor;
        actor.number = static_cast<chan::model::actor_number>(state.actors.size());
        actor.name = std::move(name);
        actor.line = {.file = "a.cpp", .line = line};
        actor.status = status;
        state.actors.push_back(actor);
    };
    using chan::model::status;
    add("main", 103, status::waiting_join);
    add("worker 0", 105, status::waiting_lock);
    add("worker 1", 105, status::waiting_lock);
    add("worker 2", 105, status::waiting_recv);
    add("worker 3", 105, status::finished);
    add("elsewhere", 55, status::running);
    const auto marks = line_marks(state, lines);
    ASSERT_EQ(marks.size(), 3U);
    EXPECT_EQ(marks[0].line, 3U);
    EXPECT_EQ(marks[1].names, "worker 0 1");
    EXPECT_EQ(marks[1].line, 5U);
    EXPECT_EQ(marks[1].count, 2U);
    EXPECT_EQ(marks[2].names, "worker 2");
    EXPECT_EQ(marks[2].status, status::waiting_recv);
}

TEST(line_marks, a_destructors_drop_is_marked_where_its_scope_ends) {
    scenarios::listing lines;
    lines.file = "a.cpp";
    lines.lines.resize(9);
    for (std::uint32_t line = 1; line < 10; ++line) lines.shown_by_source_line[line] = line;
    lines.lines[5].tags = {"~drop"};
    ::tests::stage::tale told;
    const auto made = told.channel(0);
    chan::model::world state = told.world();
    const auto announce = [&](chan::probe::op what, std::uint32_t line) {
        chan::trace::event next;
        next.fact.kind = chan::probe::kind::op_announced;
        next.fact.op = what;
        next.fact.actor = 0;
        next.fact.object = made.channel;
        next.fact.site = {.file = "a.cpp", .line = line};
        chan::model::apply(state, next);
    };
    using chan::probe::op;
    announce(op::send, 4);
    EXPECT_EQ(line_of(state.actors[0], lines), 4U);
    announce(op::drop, 0);
    EXPECT_EQ(line_of(state.actors[0], lines), 6U) << "not on the line of the last operation";
    announce(op::drop, 8);
    EXPECT_EQ(line_of(state.actors[0], lines), 8U) << "drop(tx) has a line of its own";
    announce(op::unlock, 0);
    EXPECT_EQ(line_of(state.actors[0], lines), 8U) << "of one statement's lock";
    announce(op::drop, 0);
    EXPECT_EQ(line_of(state.actors[0], lines), std::nullopt) << "its brace is not shown";
    EXPECT_TRUE(line_marks(state, lines).empty());
}

} // namespace
} // namespace app::views
