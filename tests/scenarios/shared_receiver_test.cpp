// What must be seen in "Sharing one receiver".
#include "scenarios/record.hpp"
#include "tests/scenarios/player.hpp"

#include <algorithm>

namespace {

using chan::model::status;
using chan::probe::kind;
using chan::probe::op;
using chan::run::verdict_kind;
using tests::player;

long workers_that(const chan::model::world& world, status what) {
    return std::ranges::count_if(world.actors, [&](const auto& one) {
        return one.number != 0 && one.status == what;
    });
}

TEST(shared_receiver, one_waits_in_recv_with_the_lock_and_the_others_for_the_lock) {
    for (const std::string_view variant : {"lock-for-recv", "lock-while-working"}) {
        for (const auto& way : tests::ways(20)) {
            player one("shared-receiver", variant, {}, way);
            ASSERT_TRUE(one.run_to(scenarios::a_message_is_sent()));
            const auto* world =
                scenarios::world_before(one.record(), scenarios::a_message_is_sent());
            ASSERT_NE(world, nullptr);
            EXPECT_EQ(workers_that(*world, status::waiting_recv), 1) << way.name;
            EXPECT_EQ(workers_that(*world, status::waiting_lock), 3) << way.name;
            ASSERT_EQ(world->locks.size(), 1U);
            const auto& lock = world->locks.front();
            const auto* holder = world->find_actor(lock.holder);
            ASSERT_NE(holder, nullptr);
            EXPECT_EQ(holder->status, status::waiting_recv);
            EXPECT_EQ(lock.queue.size(), 3U);
            const auto& handles = world->handles;
            const auto rx = std::ranges::find(handles, "rx", &chan::model::handle::name);
            ASSERT_NE(rx, handles.end());
            EXPECT_EQ(rx->owner.kind, chan::probe::owner_kind::lock);
            EXPECT_EQ(rx->owner.id, lock.id.value);
        }
    }
}

TEST(shared_receiver, at_most_one_waits_in_recv_at_every_event) {
    player one("shared-receiver", "lock-for-recv");
    one.run_to_end();
    for (std::size_t i = 0; i <= one.log().size(); ++i) {
        const auto& world = one.history().at(i);
        ASSERT_LE(workers_that(world, status::waiting_recv), 1);
    }
}

TEST(shared_receiver, the_work_is_serial_only_while_the_lock_is_kept) {
    for (const auto& way : tests::ways(20)) {
        const auto most = [&](std::string_view variant) {
            player one("shared-receiver", variant, {}, way);
            EXPECT_EQ(one.run_to_end(), verdict_kind::completed);
            EXPECT_EQ(one.now().channels.front().received, 8U);
            EXPECT_EQ(one.output().size(), 8U);
            return scenarios::most_at_work(one.record());
        };
        EXPECT_GE(most("lock-for-recv"), 3) << way.name;
        EXPECT_EQ(most("lock-while-working"), 1) << way.name;
        EXPECT_GE(most("multi-consumer"), 3) << way.name;
    }
}

TEST(shared_receiver, the_finishing_times_can_be_compared) {
    for (const auto& way : tests::ways(5)) {
        if (way.speed != chan::run::max_speed) {
            continue;
        }
        const auto ms = [&](std::string_view variant) {
            player one("shared-receiver", variant, {}, way);
            one.run_to_end();
            return scenarios::length_ns(one.record()) / 1'000'000;
        };
        const auto recv = ms("lock-for-recv"), working = ms("lock-while-working");
        const auto multi = ms("multi-consumer");
        EXPECT_GE(working, 8 * 1500) << way.name;
        EXPECT_LE(recv, 8 * 1500 / 2) << way.name;
        EXPECT_LE(multi, 8 * 1500 / 2) << way.name;
        EXPECT_GE(std::min(recv, multi), 8 * 1500 / 4) << way.name;
    }
}

TEST(shared_receiver, a_clone_of_the_receiver_belongs_to_each_worker) {
    player one("shared-receiver", "multi-consumer");
    ASSERT_TRUE(one.run_to(scenarios::a_message_is_sent()));
    EXPECT_TRUE(one.now().locks.empty());
    const auto* world = scenarios::world_before(one.record(), scenarios::a_message_is_sent());
    ASSERT_NE(world, nullptr);
    EXPECT_EQ(workers_that(*world, status::waiting_recv), 4);
}

} // namespace
