// How many messages a channel holds: the bound, exactly, and who goes on when there is room again.
#include "tests/channel/conformance.hpp"

#include <cstddef>
#include <limits>
#include <new>
#include <string>
#include <vector>

namespace tests {

template <class Stage>
class capacity : public conformance<Stage> {};
TYPED_TEST_SUITE(capacity, stages, stage_names);

TYPED_TEST(capacity, is_the_bound) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        EXPECT_EQ(tx.capacity(), of.bound);
        EXPECT_EQ(rx.capacity(), of.bound);
    });
}

TYPED_TEST(capacity, a_queue_takes_exactly_its_bound) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.try_send(int(i)));
        auto refused = tx.try_send(1000);
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().is_full());
        EXPECT_FALSE(refused.error().is_disconnected());
        EXPECT_EQ(refused.error().value, 1000);
        for (int i = 0; i < of.room(99); ++i) EXPECT_EQ(rx.try_recv(), i);
        EXPECT_TRUE(rx.try_recv().error().is_empty());
    });
}

TYPED_TEST(capacity, one_received_makes_room_for_one) {
    this->on_bounded([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.try_send(int(i)));
        EXPECT_EQ(rx.recv(), 0);
        EXPECT_TRUE(tx.try_send(77));
        EXPECT_FALSE(tx.try_send(78));
    });
}

TYPED_TEST(capacity, an_unbounded_queue_is_never_full) {
    this->on_unbounded([](auto of) {
        constexpr int messages = 150; // several blocks
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < messages; ++i) ASSERT_TRUE(tx.try_send(int(i)));
        EXPECT_FALSE(tx.is_full());
        EXPECT_EQ(rx.len(), static_cast<std::size_t>(messages));
        for (int i = 0; i < messages; ++i) ASSERT_EQ(rx.try_recv(), i);
        EXPECT_TRUE(rx.is_empty());
    });
}

TYPED_TEST(capacity, len_counts_what_is_queued) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        const int room = of.room(5);
        for (int i = 0; i < room; ++i) {
            EXPECT_EQ(tx.len(), static_cast<std::size_t>(i));
            ASSERT_TRUE(tx.try_send(int(i)));
        }
        EXPECT_EQ(rx.len(), static_cast<std::size_t>(room));
        EXPECT_EQ(rx.is_empty(), room == 0);
        EXPECT_EQ(tx.is_full(), of.bound.has_value());
        while (rx.try_recv()) {
        }
        EXPECT_EQ(tx.len(), 0U);
        EXPECT_TRUE(tx.is_empty());
    });
}

TYPED_TEST(capacity, an_empty_channel_says_so) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto outcome = rx.try_recv();
        ASSERT_FALSE(outcome);
        EXPECT_TRUE(outcome.error().is_empty());
        EXPECT_FALSE(outcome.error().is_disconnected());
    });
}

TYPED_TEST(capacity, interleaved_sends_and_receives_keep_the_order) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        int sent = 0, received = 0;
        for (int round = 0; round < 150; ++round) {
            for (int i = 0; i < round % 7 && tx.try_send(int(sent)); ++i) ++sent;
            for (int i = 0; i < round % 5; ++i) {
                if (auto message = rx.try_recv()) {
                    ASSERT_EQ(*message, received++);
                }
            }
            ASSERT_EQ(rx.len(), static_cast<std::size_t>(sent - received));
        }
        while (auto message = rx.try_recv()) ASSERT_EQ(*message, received++);
        EXPECT_EQ(received, sent);
    });
}

TYPED_TEST(capacity, the_senders_that_wait_go_on_one_for_each_receive) {
    this->on_limited([](auto of) {
        constexpr int senders = 4;
        auto [tx, rx] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> producers;
        for (int i = 0; i < senders + of.room(99); ++i) {
            producers.push_back(of.spawn([tx = tx.clone(), i] { EXPECT_TRUE(tx.send(int(i))); }));
        }
        tx.drop();
        int received = 0, sum = 0;
        for (auto&& message : rx) {
            ++received;
            sum += message;
        }
        const int all = senders + of.room(99);
        EXPECT_EQ(received, all);
        EXPECT_EQ(sum, all * (all - 1) / 2);
        for (auto& producer : producers) producer.join();
    });
}

TYPED_TEST(capacity, a_blocked_senders_message_comes_after_those_that_were_queued) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(int(i)));
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            for (int i = 0; i < 5; ++i) ASSERT_TRUE(tx.send(of.room(99) + i));
        });
        for (int i = 0; i < of.room(99) + 5; ++i) ASSERT_EQ(rx.recv(), i);
        EXPECT_FALSE(rx.recv());
        producer.join();
    });
}

TYPED_TEST(capacity, try_send_meets_a_receiver_that_waits) {
    this->on_rendezvous([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto consumer = of.spawn([rx = std::move(rx)] { EXPECT_EQ(rx.recv(), 9); });
        // Only a receiver that really waits can be met, so this may have to be tried again.
        while (!tx.try_send(9)) of.sleep(1ms);
        consumer.join();
    });
}

TYPED_TEST(capacity, try_recv_meets_a_sender_that_waits) {
    this->on_rendezvous([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] { EXPECT_TRUE(tx.send(9)); });
        auto received = rx.try_recv();
        while (!received && received.error().is_empty()) {
            of.sleep(1ms);
            received = rx.try_recv();
        }
        EXPECT_EQ(received, 9);
        producer.join();
    });
}

TYPED_TEST(capacity, two_attempts_never_meet) {
    this->on_rendezvous([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 20; ++i) EXPECT_FALSE(tx.try_send(1));
        });
        for (int i = 0; i < 20; ++i) EXPECT_FALSE(rx.try_recv());
        producer.join();
    });
}

TYPED_TEST(capacity, handles_of_one_channel_know_each_other) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other_rx] = of.template channel<int>();
        EXPECT_TRUE(tx.same_channel(rx));
        EXPECT_TRUE(rx.same_channel(tx.clone()));
        EXPECT_FALSE(tx.same_channel(other_tx));
        EXPECT_FALSE(other_rx.same_channel(rx));
    });
}

TEST(capacity_limit, beyond_all_memory_throws_where_the_channel_is_made) {
    constexpr auto most = std::numeric_limits<std::size_t>::max();
    EXPECT_THROW((void)chan::sync_channel<int>(most), std::bad_alloc);
    EXPECT_THROW((void)chan::mpmc::sync_channel<std::string>(most / 2), std::bad_alloc);
}

} // namespace tests
