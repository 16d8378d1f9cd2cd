// Several receivers of one channel: each message goes to one of them.
#include "tests/channel/conformance.hpp"

#include <memory>
#include <vector>

namespace tests {

template <class Stage>
class mpmc : public conformance<Stage> {};
TYPED_TEST_SUITE(mpmc, stages, stage_names);

TYPED_TEST(mpmc, each_message_is_received_once) {
    this->on_all([](auto of) {
        static constexpr int messages = 30, threads = 3;
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [seen_tx, seen] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> all;
        for (int i = 0; i < threads; ++i) {
            all.push_back(of.spawn([tx = tx.clone(), i] {
                for (int n = 0; n < messages; ++n) ASSERT_TRUE(tx.send(i * messages + n));
            }));
            all.push_back(of.spawn([rx = rx.clone(), tx = seen_tx.clone()] {
                while (auto message = rx.recv()) ASSERT_TRUE(tx.send(std::move(*message)));
            }));
        }
        tx.drop();
        rx.drop();
        seen_tx.drop();
        std::vector<int> times(messages * threads);
        for (int message : seen) ++times.at(static_cast<std::size_t>(message));
        EXPECT_EQ(times, std::vector(messages * threads, 1));
        for (auto& one : all) one.join();
    });
}

TYPED_TEST(mpmc, one_receiver_sees_one_senders_messages_in_order) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto in_order = [](auto mine) {
            int last = -1;
            for (int message : mine) {
                EXPECT_GT(message, last);
                last = message;
            }
        };
        auto one = of.spawn([rx = rx.clone(), in_order]() mutable { in_order(std::move(rx)); });
        auto other =
            of.spawn([rx = std::move(rx), in_order]() mutable { in_order(std::move(rx)); });
        for (int i = 0; i < 50; ++i) ASSERT_TRUE(tx.send(int(i)));
        tx.drop();
        one.join();
        other.join();
    });
}

TYPED_TEST(mpmc, the_channel_is_open_while_one_receiver_lives) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto clone = rx.clone();
        rx.drop();
        auto consumer = of.spawn([rx = std::move(clone)] { EXPECT_EQ(rx.recv(), 1); });
        EXPECT_TRUE(tx.send(1));
        consumer.join();
        EXPECT_FALSE(tx.send(2));
    });
}

TYPED_TEST(mpmc, a_disconnect_wakes_every_receiver) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template mpmc_channel<int>();
            std::vector<decltype(of.spawn([] {}))> consumers;
            for (int i = 0; i < 3; ++i) {
                consumers.push_back(of.spawn([rx = rx.clone()] { EXPECT_FALSE(rx.recv()); }));
            }
            tx.drop();
            for (auto& consumer : consumers) consumer.join();
        }
    });
}

TYPED_TEST(mpmc, the_last_two_receivers_can_drop_at_once) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template mpmc_channel<std::shared_ptr<int>>();
            auto message = std::make_shared<int>(1);
            if (of.room(1) == 1) {
                ASSERT_TRUE(tx.send(message));
            }
            auto one = of.spawn([rx = rx.clone()]() mutable { rx.drop(); });
            auto other = of.spawn([rx = std::move(rx)]() mutable { rx.drop(); });
            one.join();
            other.join();
            EXPECT_FALSE(tx.send(message));
            EXPECT_EQ(message.use_count(), 1);
        }
    });
}

TYPED_TEST(mpmc, the_last_handles_of_both_ends_can_drop_at_once) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template mpmc_channel<int>();
            std::vector<decltype(of.spawn([] {}))> all;
            all.push_back(of.spawn([tx = tx.clone()]() mutable { tx.drop(); }));
            all.push_back(of.spawn([rx = rx.clone()]() mutable { rx.drop(); }));
            all.push_back(of.spawn([tx = std::move(tx)]() mutable { tx.drop(); }));
            all.push_back(of.spawn([rx = std::move(rx)]() mutable { rx.drop(); }));
            for (auto& one : all) one.join();
        }
    });
}

TYPED_TEST(mpmc, the_last_receivers_drop_frees_the_queue_and_wakes_every_sender) {
    this->on_limited([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template mpmc_channel<std::shared_ptr<int>>();
            const auto message = std::make_shared<int>(1);
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(message));
            std::vector<decltype(of.spawn([] {}))> all;
            for (int i = 0; i < 2; ++i) {
                all.push_back(of.spawn([tx = tx.clone(), mine = std::make_shared<int>(i)] {
                    auto sent = tx.send(mine);
                    ASSERT_FALSE(sent);
                    EXPECT_EQ(sent.error().value, mine);
                }));
            }
            all.push_back(of.spawn([rx = rx.clone()]() mutable { rx.drop(); }));
            rx.drop();
            for (auto& one : all) one.join();
            EXPECT_EQ(message.use_count(), 1);
        }
    });
}

TYPED_TEST(mpmc, a_clone_sees_the_same_channel) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [other_tx, other] = of.template mpmc_channel<int>();
        const auto clone = rx.clone();
        EXPECT_TRUE(clone.same_channel(rx));
        EXPECT_TRUE(clone.same_channel(tx));
        EXPECT_FALSE(clone.same_channel(other));
        EXPECT_EQ(clone.capacity(), of.bound);
        for (int i = 0; i < of.room(3); ++i) ASSERT_TRUE(tx.send(int(i)));
        EXPECT_EQ(clone.len(), static_cast<std::size_t>(of.room(3)));
        EXPECT_EQ(clone.is_full(), of.bound.has_value());
        EXPECT_EQ(clone.is_empty(), of.is_rendezvous());
        if (!of.is_rendezvous()) {
            EXPECT_EQ(clone.recv(), 0);
            EXPECT_EQ(rx.len(), static_cast<std::size_t>(of.room(3)) - 1);
        }
    });
}

TYPED_TEST(mpmc, a_receiver_dropped_while_others_wait_takes_nothing_along) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template mpmc_channel<int>();
            auto waits = of.spawn([rx = rx.clone()] { EXPECT_EQ(rx.recv(), 1); });
            auto leaves = of.spawn([rx = std::move(rx)]() mutable { rx.drop(); });
            EXPECT_TRUE(tx.send(1));
            waits.join();
            leaves.join();
            EXPECT_FALSE(tx.send(2));
        }
    });
}

// A queue never hides what is in it: whoever has sent one finds one.
TYPED_TEST(mpmc, who_has_sent_finds_a_message_without_waiting) {
    this->on_unbounded([](auto of) {
        static constexpr int turns = 10 * TypeParam::rounds;
        auto [tx, rx] = of.template mpmc_channel<int>();
        std::vector<decltype(of.spawn([] {}))> all;
        for (int who = 0; who < 3; ++who) {
            all.push_back(of.spawn([tx = tx.clone(), rx = rx.clone()] {
                for (int i = 0; i < turns; ++i) {
                    EXPECT_TRUE(tx.try_send(1));
                    EXPECT_EQ(rx.try_recv(), 1);
                }
            }));
        }
        for (auto& one : all) one.join();
        EXPECT_EQ(rx.len(), 0U);
    });
}

TYPED_TEST(mpmc, a_receiver_that_gives_up_takes_no_message_along) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [sum_tx, sums] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> impatient;
        for (int i = 0; i < 2; ++i) {
            impatient.push_back(of.spawn([rx = rx.clone(), tx = sum_tx.clone()] {
                int received = 0;
                for (int n = 0; n < 20; ++n) received += rx.recv_timeout(15us).value_or(0);
                ASSERT_TRUE(tx.send(int(received)));
            }));
        }
        sum_tx.drop();
        int sent = 0;
        for (int i = 0; i < 10; ++i) sent += tx.send_timeout(1, 100us).has_value() ? 1 : 0;
        tx.drop();
        int received = 0;
        for (int part : sums) received += part;
        for (int message : rx) received += message;
        EXPECT_EQ(received, sent);
        for (auto& one : impatient) one.join();
    });
}

} // namespace tests
