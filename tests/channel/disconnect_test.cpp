// What happens when an end is gone: closed for receiving once every sender is gone and the queue is
// empty, closed for sending as soon as every receiver is gone.
#include "tests/channel/conformance.hpp"
#include "tests/channel/payloads.hpp"

#include <memory>
#include <vector>

namespace tests {

template <class Stage>
class disconnect : public conformance<Stage> {};
TYPED_TEST_SUITE(disconnect, stages, stage_names);

TYPED_TEST(disconnect, without_senders_every_receive_fails) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        tx.drop();
        EXPECT_FALSE(rx.recv());
        EXPECT_TRUE(rx.try_recv().error().is_disconnected());
        EXPECT_TRUE(rx.recv_timeout(std::chrono::hours(1)).error().is_disconnected());
        EXPECT_TRUE(rx.recv_until(decltype(of)::clock::time_point::max()).error().is_disconnected()
        );
    });
}

TYPED_TEST(disconnect, what_is_queued_is_received_first) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(3); ++i) ASSERT_TRUE(tx.send(int(i)));
        tx.drop();
        for (int i = 0; i < of.room(3); ++i) {
            switch (i) {
            case 0:
                EXPECT_EQ(rx.recv(), i);
                break;
            case 1:
                EXPECT_EQ(rx.try_recv(), i);
                break;
            default:
                EXPECT_EQ(rx.recv_timeout(1h), i);
            }
        }
        EXPECT_FALSE(rx.recv());
    });
}

TYPED_TEST(disconnect, without_a_receiver_every_send_fails_and_gives_the_value_back) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        rx.drop();
        auto sent = tx.send(std::make_unique<int>(1));
        ASSERT_FALSE(sent);
        EXPECT_EQ(*sent.error().value, 1);
        auto tried = tx.try_send(std::make_unique<int>(2));
        ASSERT_FALSE(tried);
        EXPECT_TRUE(tried.error().is_disconnected());
        EXPECT_EQ(*tried.error().value, 2);
        auto timed = tx.send_timeout(std::make_unique<int>(3), std::chrono::hours(1));
        ASSERT_FALSE(timed);
        EXPECT_TRUE(timed.error().is_disconnected());
        EXPECT_EQ(*timed.error().value, 3);
    });
}

TYPED_TEST(disconnect, the_last_drop_of_a_sender_wakes_the_receiver) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto consumer = of.spawn([rx = std::move(rx)] { EXPECT_FALSE(rx.recv()); });
            tx.drop();
            consumer.join();
        }
    });
}

TYPED_TEST(disconnect, the_last_drop_of_a_sender_wakes_a_receiver_that_waits_with_a_time_out) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto consumer = of.spawn([rx = std::move(rx)] {
            EXPECT_TRUE(rx.recv_timeout(std::chrono::hours(1)).error().is_disconnected());
        });
        tx.drop();
        consumer.join();
    });
}

TYPED_TEST(disconnect, the_receivers_drop_wakes_every_sender_and_gives_the_values_back) {
    this->on_limited([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(std::make_unique<int>(i)));
            std::vector<decltype(of.spawn([] {}))> producers;
            for (int i = 0; i < 3; ++i) {
                producers.push_back(of.spawn([tx = tx.clone(), i] {
                    auto sent = tx.send(std::make_unique<int>(i));
                    ASSERT_FALSE(sent);
                    EXPECT_EQ(*sent.error().value, i);
                }));
            }
            rx.drop();
            for (auto& producer : producers) producer.join();
        }
    });
}

TYPED_TEST(disconnect, the_receivers_drop_wakes_a_sender_that_waits_with_a_time_out) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(int(i)));
        auto producer = of.spawn([tx = std::move(tx)] {
            auto sent = tx.send_timeout(5, std::chrono::hours(1));
            ASSERT_FALSE(sent);
            EXPECT_TRUE(sent.error().is_disconnected());
            EXPECT_EQ(sent.error().value, 5);
        });
        rx.drop();
        producer.join();
    });
}

TYPED_TEST(disconnect, a_clone_keeps_the_channel_open) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto clone = tx.clone();
        tx.drop();
        EXPECT_TRUE(rx.try_recv().error().is_empty());
        auto producer = of.spawn([tx = std::move(clone)] { EXPECT_TRUE(tx.send(1)); });
        EXPECT_EQ(rx.recv(), 1);
        EXPECT_FALSE(rx.recv());
        producer.join();
    });
}

TYPED_TEST(disconnect, dropping_again_does_nothing) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto clone = tx.clone();
        tx.drop();
        tx.drop();
        EXPECT_TRUE(rx.try_recv().error().is_empty());
        rx.drop();
        rx.drop();
        EXPECT_FALSE(clone.send(1));
    });
}

TYPED_TEST(disconnect, dropping_what_was_moved_from_does_nothing) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto moved = std::move(tx);
        tx.drop();
        EXPECT_TRUE(rx.try_recv().error().is_empty());
        moved.drop();
        EXPECT_TRUE(rx.try_recv().error().is_disconnected());
    });
}

TYPED_TEST(disconnect, assigning_to_a_handle_drops_what_it_was) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other_rx] = of.template channel<int>();
        tx = std::move(other_tx);
        EXPECT_TRUE(rx.try_recv().error().is_disconnected());
        EXPECT_TRUE(other_rx.try_recv().error().is_empty());
        auto& itself = tx;
        tx = std::move(itself);
        EXPECT_TRUE(other_rx.try_recv().error().is_empty());
        rx = std::move(other_rx);
        EXPECT_TRUE(tx.same_channel(rx));
    });
}

TYPED_TEST(disconnect, both_ends_can_drop_at_once) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
            if (of.room(1) == 1) {
                ASSERT_TRUE(tx.send(std::make_unique<int>(1)));
            }
            auto one = of.spawn([tx = std::move(tx)]() mutable { tx.drop(); });
            auto other = of.spawn([rx = std::move(rx)]() mutable { rx.drop(); });
            one.join();
            other.join();
        }
    });
}

TYPED_TEST(disconnect, the_last_two_senders_can_drop_at_once) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto one = of.spawn([tx = tx.clone()]() mutable { tx.drop(); });
            auto other = of.spawn([tx = std::move(tx)]() mutable { tx.drop(); });
            EXPECT_FALSE(rx.recv());
            one.join();
            other.join();
        }
    });
}

TYPED_TEST(disconnect, what_senders_did_before_they_dropped_can_be_seen) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            int first = 0, second = 0; // not atomic: the disconnect has to order the accesses
            auto one = of.spawn([tx = tx.clone(), &first]() mutable {
                first = 1;
                tx.drop();
            });
            auto other = of.spawn([tx = std::move(tx), &second]() mutable {
                second = 2;
                tx.drop();
            });
            while (rx.try_recv().error().is_empty()) of.sleep(1ms);
            EXPECT_EQ(first + second, 3);
            one.join();
            other.join();
        }
    });
}

TYPED_TEST(disconnect, what_the_receiver_did_before_it_dropped_can_be_seen) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            int done = 0;
            auto consumer = of.spawn([rx = std::move(rx), &done]() mutable {
                done = 1;
                rx.drop();
            });
            while (tx.send_timeout(0, 0ms) || !tx.try_send(0).error().is_disconnected()) {
                of.sleep(1ms);
            }
            EXPECT_EQ(done, 1);
            consumer.join();
        }
    });
}

TYPED_TEST(disconnect, a_first_send_can_race_with_the_receivers_drop) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<std::shared_ptr<int>>();
            auto message = std::make_shared<int>(1);
            auto consumer = of.spawn([rx = std::move(rx)]() mutable { rx.drop(); });
            auto sent = tx.send(message);
            consumer.join();
            if (!sent) {
                EXPECT_EQ(sent.error().value, message);
            }
            tx.drop();
            sent = {};
            EXPECT_EQ(message.use_count(), 1);
        }
    });
}

TYPED_TEST(disconnect, a_send_can_race_with_the_receivers_drop_at_any_length) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            counted::counter living = 0;
            {
                auto [tx, rx] = of.template channel<counted>();
                auto producer = of.spawn([&living, tx = std::move(tx)] {
                    for (int i = 0; tx.send(counted(living, i)); ++i) {
                        if (i == 40) break; // more than a block of an unbounded queue holds
                    }
                });
                for (int i = 0; i < round % 34; ++i) (void)rx.try_recv();
                rx.drop();
                producer.join();
            }
            EXPECT_EQ(living, 0);
        }
    });
}

TYPED_TEST(disconnect, a_blocked_receivers_message_can_race_with_its_end) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto sends = of.spawn([tx = tx.clone()] { EXPECT_TRUE(tx.send(1)); });
            auto drops = of.spawn([tx = std::move(tx)]() mutable { tx.drop(); });
            EXPECT_EQ(rx.recv(), 1) << "the end comes after the last message";
            EXPECT_FALSE(rx.recv());
            sends.join();
            drops.join();
        }
    });
}

TYPED_TEST(disconnect, the_receivers_drop_frees_what_is_queued_at_once) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<std::shared_ptr<int>>();
        auto message = std::make_shared<int>(1);
        for (int i = 0; i < of.room(40); ++i) ASSERT_TRUE(tx.send(message));
        EXPECT_EQ(message.use_count(), 1 + of.room(40));
        rx.drop();
        EXPECT_EQ(message.use_count(), 1);
        EXPECT_FALSE(tx.send(message));
    });
}

template <class Runtime>
struct knot {
    std::shared_ptr<int> witness;
    chan::sender<knot, Runtime> tx;
};

TYPED_TEST(disconnect, a_channel_that_holds_its_own_last_sender_is_freed) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<knot<typename TypeParam::runtime>>();
        auto witness = std::make_shared<int>(0);
        auto clone = tx.clone();
        ASSERT_TRUE(clone.send({witness, std::move(tx)}));
        clone.drop();
        rx.drop();
        EXPECT_EQ(witness.use_count(), 1);
    });
}

TYPED_TEST(disconnect, a_panicking_thread_drops_its_ends) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto worker = of.spawn([tx = std::move(tx)]() mutable {
            try {
                const auto mine = std::move(tx);
                throw 1;
            } catch (int) {
            }
        });
        EXPECT_FALSE(rx.recv());
        worker.join();
    });
}

} // namespace tests
