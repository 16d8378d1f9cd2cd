// Conditions of story steps.
#include "scenarios/until.hpp"

#include <gtest/gtest.h>

namespace {

using chan::probe::fact;
using chan::probe::kind;
using chan::probe::op;

TEST(until, tells_kinds_actors_and_operations_apart) {
    const fact sent{.kind = kind::message_sent, .op = op::send, .actor = 1};
    EXPECT_TRUE(scenarios::when(kind::message_sent)()(sent));
    EXPECT_TRUE(scenarios::when(kind::message_sent, 1)()(sent));
    EXPECT_FALSE(scenarios::when(kind::message_sent, 2)()(sent));
    EXPECT_TRUE(scenarios::when_a_worker(kind::message_sent)()(sent));
    EXPECT_FALSE(scenarios::when_a_worker(kind::message_sent
    )()({.kind = kind::message_sent, .actor = 0}));
    const fact wait{.kind = kind::wait_began, .op = op::send, .actor = 1};
    EXPECT_TRUE(scenarios::waits_in(op::send, 1)()(wait));
    EXPECT_FALSE(scenarios::waits_in(op::recv, 1)()(wait));
    EXPECT_FALSE(scenarios::waits_in(op::send, 1)()(sent));
    EXPECT_TRUE(scenarios::a_worker_waits_in(op::send)()(wait));
    const fact announced{.kind = kind::op_announced, .op = op::recv, .actor = 0};
    EXPECT_TRUE(scenarios::about_to(op::recv, 0)()(announced));
    EXPECT_FALSE(scenarios::about_to(op::recv, 1)()(announced));
}

TEST(until, a_hand_over_is_sent_and_received) {
    const fact met{.kind = kind::handed_over};
    EXPECT_TRUE(scenarios::a_message_is_sent()()(met));
    EXPECT_TRUE(scenarios::a_message_is_received()()(met));
    EXPECT_FALSE(scenarios::a_message_is_sent()()({.kind = kind::message_received}));
    EXPECT_FALSE(scenarios::a_message_is_received()()({.kind = kind::message_sent}));
}

TEST(until, nth_counts_afresh_for_each_run) {
    const auto third = scenarios::nth(3, scenarios::when(kind::message_sent));
    for (int run = 0; run < 2; ++run) {
        const auto condition = third();
        EXPECT_FALSE(condition({.kind = kind::message_sent}));
        EXPECT_FALSE(condition({.kind = kind::message_received}));
        EXPECT_FALSE(condition({.kind = kind::message_sent}));
        EXPECT_TRUE(condition({.kind = kind::message_sent}));
    }
}

} // namespace
