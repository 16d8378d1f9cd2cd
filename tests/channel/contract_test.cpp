// Broken contracts stop the program with a sentence that says what would be right.
#include "core/channel/channel.hpp"
#include "core/probe/conducted.hpp"
#include "core/run/run.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>

namespace chan {

using probe::conducted;

TEST(contract_death, a_dropped_sender_cannot_send) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    auto [tx, rx] = channel<int>();
    tx.drop();
    EXPECT_DEATH((void)tx.send(1), "a sender was used after it was dropped or moved from");
    EXPECT_DEATH((void)tx.clone(), "a sender was used after it was dropped or moved from");
}

TEST(contract_death, a_moved_receiver_cannot_receive) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    auto [tx, rx] = channel<int>();
    auto moved = std::move(rx);
    EXPECT_DEATH((void)rx.recv(), "a receiver was used after it was dropped or moved from");
    EXPECT_DEATH((void)rx.begin(), "a receiver was used after it was dropped or moved from");
}

TEST(contract_death, a_lessons_channel_is_used_by_actors_only) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    auto use_outside_a_run = [] {
        auto [tx, rx] = channel<int, conducted>();
        (void)tx.send(1);
    };
    EXPECT_DEATH(use_outside_a_run(), "used by a thread that is not an actor of a run");
}

TEST(contract, a_lessons_handles_may_be_destroyed_outside_the_run) {
    using ends = std::
        pair<sender<std::unique_ptr<int>, conducted>, receiver<std::unique_ptr<int>, conducted>>;
    std::optional<ends> kept;
    {
        run::options how;
        how.lesson = [&] {
            kept.emplace(channel<std::unique_ptr<int>, conducted>());
            (void)kept->first.send(std::make_unique<int>(1));
        };
        how.speed = run::max_speed;
        run::run once(std::move(how));
        ASSERT_TRUE(once.wait(std::chrono::seconds(30)));
    }
    kept.reset();
}

} // namespace chan
