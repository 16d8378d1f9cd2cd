// The code panel's pure parts: breaking lines into rows, and who stands on which line.
#include "app/views/code_panel.hpp"
#include "app/views/code_rows.hpp"
#include "app/views/unseen_marks.hpp"
#include "core/model/apply.hpp"
#include "tests/stage/tale.hpp"

#include "scenarios/lesson.hpp"

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

TEST(code_rows, a_path_breaks_between_its_names) {
    const std::vector<std::string> expected{
        "    let (tx, rx) = ", "        crossbeam_channel", "        ::unbounded();"};
    EXPECT_EQ(broken("    let (tx, rx) = crossbeam_channel::unbounded();", 30), expected);
}

TEST(code_rows, a_path_stays_whole_where_it_can) {
    const std::vector<std::string> expected{"    let (tx, rx) = ", "        mpsc::channel();"};
    EXPECT_EQ(broken("    let (tx, rx) = mpsc::channel();", 26), expected);
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

TEST(code_rows, an_assignment_breaks_after_its_sign_and_nothing_small_is_left_alone) {
    const std::vector<std::string> expected{
        "    let (tx, rx) = ", "        mpsc::sync_channel(2);"};
    EXPECT_EQ(broken("    let (tx, rx) = mpsc::sync_channel(2);", 38), expected);
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            for (const auto* listing : {&variant.rust, &variant.cpp}) {
                for (const auto& line : listing->lines) {
                    for (std::size_t columns = 16; columns < 60; ++columns) {
                        const auto rows = broken(line.text, columns);
                        if (rows.size() < 2) continue;
                        const auto& last = rows.back();
                        EXPECT_GE(last.size() - last.find_first_not_of(' '), 4U) << line.text;
                    }
                }
            }
        }
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
    EXPECT_EQ(merged_names({"worker 0", "worker 1", "worker 12"}), "worker 0, 1, 12");
    EXPECT_EQ(merged_names({"producer"}), "producer");
    EXPECT_EQ(merged_names({"worker 0", "main", "worker 1"}), "worker 0, main, worker 1");
    EXPECT_EQ(merged_names({"worker 0", "job 1"}), "worker 0, job 1");
    EXPECT_EQ(brief_names({"worker 0", "worker 1"}), "w0 w1");
    EXPECT_EQ(brief_names({"main", "worker 3"}), "main w3");
    EXPECT_EQ(
        brief_names({"worker 0", "worker 2", "worker 3", "worker 4", "worker 9"}),
        "w0 w2\u2013w4 w9"
    );
    EXPECT_EQ(brief_names({"producer"}), "producer");
}

TEST(line_marks, three_and_more_numbers_in_a_row_are_a_range) {
    EXPECT_EQ(merged_names({"worker 0", "worker 1", "worker 2"}), "worker 0\u20132");
    EXPECT_EQ(
        merged_names({"main", "worker 0", "worker 2", "worker 3", "worker 4", "worker 7"}),
        "main, worker 0, 2\u20134, 7"
    );
    EXPECT_EQ(brief_names({"worker 2", "worker 3", "worker 4", "worker 5"}), "w2\u2013w5");
    EXPECT_EQ(brief_names({"worker 8", "worker 9", "worker 10", "main"}), "w8\u2013w10 main");
    EXPECT_EQ(brief_names({"worker 0", "worker 2", "worker 4"}), "w0 w2 w4");
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
    EXPECT_EQ(marks[1].names, "worker 0, 1");
    EXPECT_EQ(marks[1].line, 5U);
    EXPECT_EQ(marks[2].names, "worker 2");
    EXPECT_EQ(marks[2].shortest, "w2");
    EXPECT_EQ(marks[2].status, status::waiting_recv);
}

TEST(line_marks, whose_work_is_over_by_the_clock_can_go_on) {
    chan::model::world state;
    scenarios::listing lines;
    lines.file = "a.cpp";
    lines.lines.resize(9);
    lines.shown_by_source_line[105] = 5;
    chan::model::actor actor;
    actor.name = "worker 0";
    actor.line = {.file = "a.cpp", .line = 105};
    actor.status = chan::model::status::working;
    actor.pending.deadline_ns = 1000;
    state.actors.push_back(actor);
    EXPECT_EQ(line_marks(state, lines, 999).front().status, chan::model::status::working);
    EXPECT_EQ(line_marks(state, lines, 1000).front().status, chan::model::status::running);
}

struct group {
    const char *names, *brief, *shortest;
};

std::vector<mark_place>
placed(const std::vector<group>& groups, const std::vector<float>& free, float whole = 300) {
    std::vector<line_mark> marks;
    for (const group& one : groups) {
        marks.push_back({.names = one.names, .brief = one.brief, .shortest = one.shortest});
    }
    const auto width_of = [](std::string_view text) {
        return 20 + 6 * static_cast<float>(text.size());
    };
    return place_marks(width_of, marks, free, whole);
}

TEST(code_marks, whole_names_stand_where_there_is_room) {
    const auto made = placed({{"worker 0, 1", "w0 w1", "2 threads"}}, {100, 90});
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].text, "worker 0, 1");
    EXPECT_EQ(made[0].row, 1U) << "the last row of a wrapped line";
}

TEST(code_marks, two_groups_share_the_rows_of_a_wrapped_line) {
    const std::vector<group> both{
        {"worker 0", "w0", "w0"}, {"worker 1 2 3 4 5 6 7", "w1-w7", "7 threads"}};
    const auto made = placed(both, {60, 70});
    ASSERT_EQ(made.size(), 2U);
    EXPECT_EQ(made[0].text, "w0");
    EXPECT_EQ(made[1].text, "w1-w7");
    EXPECT_NE(made[0].row, made[1].row);
}

TEST(code_marks, no_mark_is_cut_and_none_covers_the_code) {
    const std::vector<group> three{
        {"worker 0, 2, 4, 6", "w0 w2 w4 w6", "4 threads"},
        {"worker 1 3 5", "w1 w3 w5", "3 threads"},
        {"producer", "producer", "producer"}};
    for (float first = -20; first < 300; first += 7) {
        for (float last = -20; last < 300; last += 7) {
            const std::vector<float> free{first, last};
            std::vector<float> used(6, 0);
            for (const mark_place& at : placed(three, free)) {
                EXPECT_EQ(at.width, 20 + 6 * static_cast<float>(at.text.size())) << at.text;
                EXPECT_GE(at.right, used[at.row]) << at.text;
                used[at.row] = at.right + at.width;
                EXPECT_LE(used[at.row], at.row < 2 ? free[at.row] : 300) << at.text;
            }
        }
    }
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

/// Lines 1 to 6, of which the third has two rows; marks on the lines 1, 3 (in both rows) and 6.
unseen_marks unseen_from(float offset, float seen) {
    const std::vector<code_line> lines{
        {.text = "one", .columns = 24},
        {.text = "two", .columns = 24},
        {.text = "let next = rx.lock().unwrap().recv();", .columns = 24},
        {.text = "four", .columns = 24},
        {.text = "five", .columns = 24},
        {.text = "six", .columns = 24}};
    const std::vector<code_row> rows = code_rows(lines);
    EXPECT_EQ(rows.size(), 7U);
    const auto mark = [](std::uint32_t line, const char* names) {
        line_mark made;
        made.line = line;
        made.names = made.brief = made.shortest = names;
        return made;
    };
    const auto at = [](std::size_t which, std::size_t row) {
        mark_place made;
        made.mark = which;
        made.row = row;
        return made;
    };
    const std::vector<marked_line> marked{
        {1, {mark(1, "main")}, {at(0, 0)}},
        {3, {mark(3, "upper"), mark(3, "lower")}, {at(0, 0), at(1, 1)}},
        {6, {mark(6, "last")}, {at(0, 0)}}};
    return unseen_of(rows, marked, {.above = 8 - offset, .row = 20, .seen = seen});
}

std::vector<std::string> names_of(const unseen_marks::side& of) {
    std::vector<std::string> names;
    for (const line_mark& one : of.marks) names.push_back(one.names);
    return names;
}

TEST(unseen_marks, are_none_where_all_is_seen) {
    const unseen_marks none = unseen_from(0, 200);
    EXPECT_TRUE(none.above.marks.empty());
    EXPECT_TRUE(none.below.marks.empty());
}

TEST(unseen_marks, go_by_the_row_in_which_a_mark_stands) {
    const unseen_marks low = unseen_from(0, 8 + 3 * 20 + 10); // the second row of line 3 is cut
    EXPECT_EQ(names_of(low.below), (std::vector<std::string>{"lower", "last"}));
    EXPECT_EQ(low.below.nearest, 3U);
    const unseen_marks high = unseen_from(8 + 2 * 20 + 1, 100); // its first row is
    EXPECT_EQ(names_of(high.above), (std::vector<std::string>{"main", "upper"}));
    EXPECT_EQ(high.above.nearest, 2U);
    EXPECT_EQ(names_of(high.below), (std::vector<std::string>{}));
}

} // namespace
} // namespace app::views
