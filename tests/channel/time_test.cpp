// Operations that name a time: not before it, not lost at it, and never overflowing.
#include "tests/channel/conformance.hpp"

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace tests {

template <class Stage>
class timed : public conformance<Stage> {};
TYPED_TEST_SUITE(timed, stages, stage_names);

TYPED_TEST(timed, a_receive_gives_up_after_its_time_and_not_before) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        const auto begin = clock::now();
        auto outcome = rx.recv_timeout(5ms);
        ASSERT_FALSE(outcome);
        EXPECT_TRUE(outcome.error().is_timeout());
        EXPECT_FALSE(outcome.error().is_disconnected());
        EXPECT_GE(clock::now() - begin, 5ms);
    });
}

TYPED_TEST(timed, a_send_gives_up_after_its_time_with_the_value) {
    this->on_limited([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(nullptr));
        const auto begin = clock::now();
        auto refused = tx.send_timeout(std::make_unique<int>(4), 5ms);
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().is_timeout());
        EXPECT_FALSE(refused.error().is_disconnected());
        EXPECT_EQ(*refused.error().value, 4);
        EXPECT_GE(clock::now() - begin, 5ms);
    });
}

TYPED_TEST(timed, a_send_gives_up_at_a_point_in_time_with_the_value) {
    this->on_limited([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        const auto end = clock::now() + 5ms;
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send_until(nullptr, end));
        for (const auto when : {end, clock::time_point::min()}) {
            auto refused = tx.send_until(std::make_unique<int>(4), when);
            ASSERT_FALSE(refused);
            EXPECT_TRUE(refused.error().is_timeout());
            EXPECT_EQ(*refused.error().value, 4);
            EXPECT_GE(clock::now(), end);
        }
        rx.drop();
        EXPECT_TRUE(tx.send_until(nullptr, clock::time_point::max()).error().is_disconnected());
    });
}

TYPED_TEST(timed, a_send_until_a_point_in_time_takes_a_copy_of_what_it_may_not_move) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<std::string>();
        const std::string message = "kept";
        EXPECT_TRUE(tx.send_until(message, decltype(of)::clock::time_point::max()));
        EXPECT_EQ(message, "kept");
        EXPECT_EQ(rx.recv(), "kept");
    });
}

TYPED_TEST(timed, no_time_is_needed_for_what_is_there) {
    this->on_buffered([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        EXPECT_TRUE(tx.send_timeout(1, 0ns));
        EXPECT_EQ(rx.recv_timeout(0ns), 1);
        EXPECT_TRUE(tx.send_timeout(2, -5s));
        EXPECT_EQ(rx.recv_timeout(-5s), 2);
        EXPECT_TRUE(tx.send(3));
        EXPECT_EQ(rx.recv_until(clock::time_point::min()), 3);
        EXPECT_TRUE(tx.send(4));
        EXPECT_EQ(rx.recv_until(typename clock::time_point{}), 4);
    });
}

TYPED_TEST(timed, a_time_that_is_over_fails_where_nothing_is_there) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        EXPECT_TRUE(rx.recv_timeout(0ns).error().is_timeout());
        EXPECT_TRUE(rx.recv_timeout(-1h).error().is_timeout());
        EXPECT_TRUE(rx.recv_timeout(std::chrono::nanoseconds::min()).error().is_timeout());
        EXPECT_TRUE(rx.recv_until(clock::time_point::min()).error().is_timeout());
        EXPECT_TRUE(rx.recv_until(clock::now()).error().is_timeout());
    });
}

TYPED_TEST(timed, a_time_too_long_to_be_counted_is_no_limit) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            for (int i = 0; i < 7; ++i) {
                of.sleep(1ms);
                ASSERT_TRUE(tx.send(int(i)));
            }
            using real = std::chrono::duration<double>;
            EXPECT_TRUE(tx.send_timeout(7, std::chrono::hours::max()));
            EXPECT_TRUE(tx.send_timeout(8, std::chrono::nanoseconds::max()));
            EXPECT_TRUE(tx.send_timeout(9, real(std::numeric_limits<double>::infinity())));
        });
        using real = std::chrono::duration<double>;
        using days = std::chrono::time_point<clock, std::chrono::days>;
        EXPECT_EQ(rx.recv_timeout(std::chrono::hours::max()), 0);
        EXPECT_EQ(rx.recv_timeout(std::chrono::nanoseconds::max()), 1);
        EXPECT_EQ(rx.recv_timeout(std::chrono::milliseconds::max()), 2);
        EXPECT_EQ(rx.recv_timeout(real::max()), 3);
        EXPECT_EQ(rx.recv_timeout(real(std::numeric_limits<double>::infinity())), 4);
        EXPECT_EQ(rx.recv_until(clock::time_point::max()), 5);
        EXPECT_EQ(rx.recv_until(days::max()), 6);
        for (int i = 7; i < 10; ++i) EXPECT_EQ(rx.recv(), i);
        producer.join();
    });
}

TYPED_TEST(timed, a_time_that_is_no_number_is_over) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        const std::chrono::duration<double> nonsense(std::numeric_limits<double>::quiet_NaN());
        EXPECT_TRUE(rx.recv_timeout(nonsense).error().is_timeout());
    });
}

TYPED_TEST(timed, fractions_of_a_second_count) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        const auto begin = clock::now();
        EXPECT_TRUE(rx.recv_timeout(std::chrono::duration<float>(0.004F)).error().is_timeout());
        EXPECT_GE(clock::now() - begin, 3900us);
    });
}

TYPED_TEST(timed, a_message_in_time_is_received) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            of.sleep(2ms);
            EXPECT_TRUE(tx.send(1));
        });
        EXPECT_EQ(rx.recv_timeout(1h), 1);
        producer.join();
    });
}

TYPED_TEST(timed, a_receiver_that_gave_up_is_not_served) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        EXPECT_TRUE(rx.recv_timeout(1ms).error().is_timeout());
        if (of.is_rendezvous()) {
            EXPECT_TRUE(tx.try_send(1).error().is_full());
        } else {
            EXPECT_TRUE(tx.send(1));
            EXPECT_EQ(rx.len(), 1U);
            EXPECT_EQ(rx.recv(), 1);
        }
    });
}

TYPED_TEST(timed, a_sender_that_gave_up_sends_nothing) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(int(i)));
        EXPECT_FALSE(tx.send_timeout(1000, 1ms));
        for (int i = 0; i < of.room(99); ++i) EXPECT_EQ(rx.recv(), i);
        EXPECT_TRUE(rx.try_recv().error().is_empty());
    });
}

TYPED_TEST(timed, giving_up_leaves_the_others_in_the_queue) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto patient = of.spawn([rx = rx.clone()] { EXPECT_EQ(rx.recv(), 1); });
        EXPECT_TRUE(rx.recv_timeout(1ms).error().is_timeout());
        EXPECT_TRUE(tx.send(1));
        patient.join();
    });
}

// The time-out and the peer come at the same moment: exactly one of them has it.
TYPED_TEST(timed, a_time_out_can_race_with_a_send) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
            auto producer = of.spawn([&of, round, tx = std::move(tx)] {
                of.sleep(std::chrono::microseconds(50 + round % 20));
                auto sent = tx.send_timeout(std::make_unique<int>(1), 50us);
                if (!sent) {
                    EXPECT_EQ(*sent.error().value, 1);
                }
            });
            int received = 0, given_up = 0;
            while (true) {
                auto message = rx.recv_timeout(60us);
                if (message) {
                    EXPECT_EQ(**message, 1);
                    ++received;
                } else if (message.error().is_timeout()) {
                    ++given_up;
                } else {
                    break;
                }
            }
            EXPECT_LE(received, 1);
            if (!of.is_rendezvous()) {
                EXPECT_EQ(received, 1);
            }
            producer.join();
        }
    });
}

TYPED_TEST(timed, a_hand_off_can_race_with_time_outs_on_both_sides) {
    this->on_limited([](auto of) {
        static constexpr int tries = 20;
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        auto producer = of.spawn([tx = std::move(tx)] {
            int sent = 0;
            for (int i = 0; i < tries; ++i) {
                auto message = std::make_unique<int>(i);
                while (true) {
                    auto result = tx.send_timeout(std::move(message), 20us);
                    if (result) break;
                    ASSERT_TRUE(result.error().is_timeout());
                    message = std::move(result.error().value);
                    ASSERT_NE(message, nullptr);
                }
                ++sent;
            }
            EXPECT_EQ(sent, tries);
        });
        int next = 0;
        while (true) {
            auto message = rx.recv_timeout(20us);
            if (message) {
                ASSERT_EQ(**message, next++);
            } else if (message.error().is_disconnected()) {
                break;
            }
        }
        EXPECT_EQ(next, tries);
        producer.join();
    });
}

TYPED_TEST(timed, a_time_out_can_race_with_the_end_of_the_other_side) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
            auto [other_tx, other] = of.template channel<std::unique_ptr<int>>();
            for (int i = 0; of.bound && i < of.room(99); ++i) ASSERT_TRUE(tx.send(nullptr));
            auto drops = of.spawn([&of, rx = std::move(rx), tx = std::move(other_tx)]() mutable {
                of.sleep(40us);
                rx.drop();
                tx.drop();
            });
            auto sent = tx.send_timeout(std::make_unique<int>(1), 40us);
            if (!sent) {
                EXPECT_EQ(*sent.error().value, 1);
            }
            EXPECT_FALSE(other.recv_timeout(10us));
            drops.join();
            EXPECT_TRUE(other.try_recv().error().is_disconnected());
        }
    });
}

TYPED_TEST(timed, a_time_out_can_race_with_a_clone) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto producer = of.spawn([tx = std::move(tx)] {
                for (int i = 0; i < 5; ++i) {
                    const auto clone = tx.clone();
                    (void)clone.send_timeout(int(i), 30us);
                }
            });
            while (true) {
                auto message = rx.recv_timeout(10us);
                if (!message && message.error().is_disconnected()) break;
            }
            producer.join();
        }
    });
}

} // namespace tests
