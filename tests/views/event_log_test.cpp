// The log in words, on a real run: in order, the same however it is taken in.
#include "app/views/event_log.hpp"

#include "tests/session/helpers.hpp"

#include <gtest/gtest.h>

#include <set>

namespace app::views {
namespace {

class played : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(session::after_end(one)); }
    session::session one{session::options_of({.held = false})};
};

TEST_F(played, rows_are_in_order_and_have_words) {
    event_log log;
    EXPECT_FALSE(log.follow(1, one.play().history().log(), one.variant().rust));
    ASSERT_GT(log.rows().size(), 20U);
    for (std::size_t i = 0; i < log.rows().size(); ++i) {
        EXPECT_FALSE(log.words(log.rows()[i]).empty());
        if (i > 0) {
            const auto& before = log.rows()[i - 1];
            const auto& row = log.rows()[i];
            EXPECT_LE(before.event, row.event);
            const bool twice = before.event == row.event && before.actor == row.actor;
            EXPECT_TRUE(!twice || log.words(before) != log.words(row)) << log.words(row);
        }
    }
}

TEST_F(played, each_wait_is_told_once) {
    event_log log;
    const auto& events = one.play().history().log();
    log.follow(1, events, one.variant().rust);
    std::size_t waits = 0;
    for (const auto& row : log.rows()) waits += log.words(row).starts_with("waits ");
    std::size_t expected = 0;
    std::set<chan::model::actor_number> told;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].fact.kind == chan::probe::kind::op_announced) told.erase(events[i].fact.actor);
        const auto state = one.play().history().at(i + 1);
        for (const auto& who : state.actors) {
            if (chan::model::is_waiting(who.status)) expected += told.insert(who.number).second;
        }
    }
    EXPECT_GT(expected, 3U);
    EXPECT_EQ(waits, expected);
}

TEST_F(played, bit_by_bit_gives_the_same_words) {
    event_log whole, grown;
    const auto& events = one.play().history().log();
    whole.follow(1, events, one.variant().rust);
    while (grown.follow(1, events, one.variant().rust, 7)) {
    }
    ASSERT_EQ(grown.rows().size(), whole.rows().size());
    for (std::size_t i = 0; i < whole.rows().size(); ++i) {
        EXPECT_EQ(grown.words(grown.rows()[i]), whole.words(whole.rows()[i]));
    }
}

TEST_F(played, the_row_of_a_moment_is_the_last_that_has_happened) {
    event_log log;
    log.follow(1, one.play().history().log(), one.variant().rust);
    EXPECT_EQ(log.row_at(0), event_log::npos);
    for (std::size_t i = 0; i < log.rows().size(); ++i) {
        const std::size_t event = log.rows()[i].event;
        std::size_t first = i, last = i; // of the same event
        while (first > 0 && log.rows()[first - 1].event == event) --first;
        while (last + 1 < log.rows().size() && log.rows()[last + 1].event == event) ++last;
        EXPECT_EQ(log.row_at(event + 1), last);
        if (first > 0) {
            EXPECT_EQ(log.row_at(event), first - 1);
        }
    }
    EXPECT_EQ(log.row_at(1'000'000), log.rows().size() - 1);
}

TEST_F(played, another_listing_names_its_own_lines) {
    event_log log;
    log.follow(1, one.play().history().log(), one.variant().rust);
    const std::size_t rows = log.rows().size();
    log.follow(1, one.play().history().log(), one.variant().cpp);
    EXPECT_EQ(log.rows().size(), rows);
    log.follow(2, {}, one.variant().cpp);
    EXPECT_TRUE(log.rows().empty());
}

} // namespace
} // namespace app::views
