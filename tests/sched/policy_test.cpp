// Who is chosen by each policy, and that letting time pass comes last.
#include "core/sched/policy.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace chan::sched {
namespace {

const std::vector<choice> everything{{0}, {1}, {2}, time_passes};

TEST(manual, waits_for_the_learner) {
    EXPECT_EQ(manual()->choose(everything, {0}), std::nullopt);
}

TEST(round_robin, goes_around_the_actors_and_takes_time_last) {
    const auto policy = round_robin();
    EXPECT_EQ(policy->choose(everything, time_passes), choice{0});
    EXPECT_EQ(policy->choose(everything, {0}), choice{1});
    EXPECT_EQ(policy->choose(everything, {1}), choice{2});
    EXPECT_EQ(policy->choose(everything, {2}), choice{0});
    const std::vector<choice> gaps{{1}, {4}};
    EXPECT_EQ(policy->choose(gaps, {1}), choice{4});
    EXPECT_EQ(policy->choose(gaps, {2}), choice{4});
    EXPECT_EQ(policy->choose(gaps, {4}), choice{1});
    const std::vector<choice> only_time{time_passes};
    EXPECT_EQ(policy->choose(only_time, {4}), time_passes);
}

TEST(random, same_seed_same_choices_and_time_last) {
    const auto one = random(7);
    const auto same = random(7);
    const auto other = random(8);
    bool differs = false;
    std::vector<int> seen(3);
    for (int i = 0; i < 300; ++i) {
        const auto chosen = one->choose(everything, {0});
        ASSERT_TRUE(chosen.has_value());
        EXPECT_FALSE(chosen->is_time());
        EXPECT_EQ(chosen, same->choose(everything, {0}));
        differs = differs || chosen != other->choose(everything, {0});
        ++seen[chosen->actor];
    }
    EXPECT_TRUE(differs);
    for (const int count : seen) {
        EXPECT_GT(count, 60);
    }
    const std::vector<choice> only_time{time_passes};
    EXPECT_EQ(one->choose(only_time, {0}), time_passes);
}

TEST(replay, follows_then_hands_over) {
    replay_policy policy({{1}, {1}, time_passes}, round_robin());
    EXPECT_EQ(policy.choose(everything, time_passes), choice{1});
    EXPECT_EQ(policy.choose(everything, {1}), choice{1});
    EXPECT_EQ(policy.choose(everything, {1}), time_passes);
    EXPECT_EQ(policy.choose(everything, {1}), choice{2});
    EXPECT_EQ(policy.diverged_at(), std::nullopt);
}

TEST(replay, stops_where_it_cannot_follow) {
    replay_policy policy({{1}, {5}, {1}}, round_robin());
    EXPECT_EQ(policy.choose(everything, time_passes), choice{1});
    EXPECT_EQ(policy.choose(everything, {1}), std::nullopt);
    EXPECT_EQ(policy.diverged_at(), 1U);
    EXPECT_EQ(policy.choose(everything, {1}), std::nullopt);  // and says nothing more
}

}  // namespace
}  // namespace chan::sched
