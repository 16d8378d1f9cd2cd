// The cast, as far as layout relies on it.
#include "app/stage/cast.hpp"
#include "app/stage/plan.hpp"
#include "tests/stage/tales.hpp"

#include <gtest/gtest.h>

namespace app::stage {
namespace {

TEST(cast, only_grows_along_a_log) {
    for (const auto& told : ::tests::stage::all_tales()) {
        cast parts;
        for (const auto& event : told.what.log().log()) {
            const cast before = parts;
            parts.learn(event);
            ASSERT_GE(parts.links.size(), before.links.size());
            for (const cast::link& one : before.links) EXPECT_TRUE(parts.has(one)) << told.name;
        }
    }
}

TEST(cast, memory_gives_what_learning_anew_gives) {
    cast_memory memory;
    for (const auto& told : ::tests::stage::all_tales()) {
        const auto& log = told.what.log().log();
        for (const std::size_t events : {log.size(), log.size() / 2, std::size_t{0}, log.size()}) {
            EXPECT_EQ(memory.at(log, events, {}), cast_of(log, events)) << told.name;
        }
    }
}

TEST(cast, a_known_cast_keeps_its_places_in_the_next_run) {
    const auto told = ::tests::stage::forgotten_sender(3);
    const auto& log = told.log().log();
    const cast known = cast_of(log, log.size());
    EXPECT_EQ(plan_of(cast_of(log, 1, known)), plan_of(known));
}

TEST(plan, who_takes_no_part_sits_on_the_bench) {
    const auto told = ::tests::stage::backpressure(2);
    const plan made = plan_of(cast_of(told.log().log(), told.log().size()));
    ASSERT_EQ(made.columns.size(), 3U);
    EXPECT_EQ(made.bench, std::vector<actor_number>{0});
    EXPECT_EQ(made.columns[0].actors, std::vector<actor_number>{1});
    EXPECT_EQ(made.columns[2].actors, std::vector<actor_number>{2});
}

TEST(plan, a_circle_of_channels_ends) {
    ::tests::stage::tale t;
    const auto there = t.channel(0), back = t.channel(0);
    const auto client = t.spawn(0, "client"), server = t.spawn(0, "server");
    t.give(there.tx, client);
    t.give(back.rx, client);
    t.give(there.rx, server);
    t.give(back.tx, server);
    const plan made = plan_of(cast_of(t.log().log(), t.log().size()));
    std::size_t seated = made.bench.size();
    for (const auto& column : made.columns) seated += column.actors.size();
    EXPECT_EQ(seated, 3U);
}

} // namespace
} // namespace app::stage
