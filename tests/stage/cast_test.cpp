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

TEST(plan, who_shares_one_end_out_stands_at_the_other_before_it_uses_it) {
    ::tests::stage::tale behind_a_lock;
    const auto made = behind_a_lock.channel(0);
    const auto lock = behind_a_lock.lock(0);
    behind_a_lock.give_to_lock(made.rx, lock);
    const auto place = [](const ::tests::stage::tale& of, std::size_t column) {
        return plan_of(cast_of(of.log().log(), of.log().size())).columns[column].actors;
    };
    EXPECT_EQ(place(behind_a_lock, 0), std::vector<actor_number>{0});

    ::tests::stage::tale by_clones;
    const auto ends = by_clones.channel(0);
    by_clones.give(by_clones.clone(0, ends.tx), by_clones.spawn(0, "worker 0"));
    EXPECT_EQ(place(by_clones, 2), std::vector<actor_number>{0});
    by_clones.give(ends.rx, by_clones.spawn(0, "reader"));
    EXPECT_EQ(place(by_clones, 2), std::vector<actor_number>{2}) << "main has nothing left to do";
}

TEST(plan, a_sender_behind_a_lock_does_not_move_when_it_first_sends) {
    const auto told = ::tests::stage::shared_receiver(4);
    const auto& log = told.log().log();
    bool shared = false;
    for (std::size_t events = 0; events <= log.size(); ++events) {
        const cast parts = cast_of(log, events);
        shared = shared || !parts.guards.empty();
        if (!shared) continue;
        EXPECT_EQ(plan_of(parts).columns[0].actors, std::vector<actor_number>{0}) << events;
    }
    EXPECT_TRUE(shared);
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
