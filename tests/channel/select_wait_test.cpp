// A select that waits: any of its cases can wake it, by whatever a peer does, and it waits nowhere
// any more.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"

#include <array>
#include <memory>
#include <vector>

namespace tests {

template <class Stage>
class waiting_select : public conformance<Stage> {};
TYPED_TEST_SUITE(waiting_select, stages, stage_names);

TYPED_TEST(waiting_select, is_woken_by_a_send_to_any_case) {
    this->on_all([](auto of) {
        for (std::size_t which = 0; which < 3; ++which) {
            std::array channels{
                of.template channel<int>(), of.template channel<int>(), of.template channel<int>()};
            auto producer =
                of.spawn([tx = channels.at(which).first.clone()] { EXPECT_TRUE(tx.send(5)); });
            const auto& [a, b, c] = channels;
            EXPECT_EQ(
                chan::select(
                    chan::on(a.second, gets(5)),
                    chan::on(b.second, gets(5)),
                    chan::on(c.second, gets(5))
                ),
                which
            );
            producer.join();
        }
    });
}

TYPED_TEST(waiting_select, is_woken_by_a_receive_from_any_case) {
    this->on_limited([](auto of) {
        for (std::size_t which = 0; which < 3; ++which) {
            std::array channels{
                of.template channel<int>(), of.template channel<int>(), of.template channel<int>()};
            for (auto& [tx, rx] : channels) {
                for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(int(i)));
            }
            auto consumer = of.spawn([&of, rx = std::move(channels.at(which).second)] {
                for (int i = 0; i < of.room(99); ++i) EXPECT_EQ(rx.recv(), i);
                EXPECT_EQ(rx.recv(), 77);
            });
            const auto& [a, b, c] = channels;
            EXPECT_EQ(
                chan::select(
                    chan::on(a.first, 77, is_sent),
                    chan::on(b.first, 77, is_sent),
                    chan::on(c.first, 77, is_sent)
                ),
                which
            );
            consumer.join();
        }
    });
}

TYPED_TEST(waiting_select, is_woken_by_a_send_that_does_not_wait) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            while (!tx.try_send(4)) of.sleep(1ms); // only who really waits can be met
        });
        chan::select(chan::on(other, unexpected), chan::on(rx, gets(4)));
        producer.join();
    });
}

TYPED_TEST(waiting_select, is_woken_by_a_receive_that_does_not_wait) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(int(i)));
        auto consumer = of.spawn([&of, rx = std::move(rx)] {
            for (int received = 0; received <= of.room(99);) {
                if (const auto message = rx.try_recv()) {
                    EXPECT_EQ(message, received++);
                } else {
                    of.sleep(1ms);
                }
            }
        });
        chan::select(chan::on(other, unexpected), chan::on(tx, of.room(99), is_sent));
        consumer.join();
    });
}

TYPED_TEST(waiting_select, is_woken_by_the_last_senders_drop) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto [other_tx, other] = of.template channel<int>();
            auto clone = tx.clone();
            auto one = of.spawn([tx = std::move(tx)]() mutable { tx.drop(); });
            auto two = of.spawn([tx = std::move(clone)]() mutable { tx.drop(); });
            EXPECT_EQ(chan::select(chan::on(other, unexpected), chan::on(rx, finds_it_closed)), 1U);
            one.join();
            two.join();
        }
    });
}

TYPED_TEST(waiting_select, is_woken_by_the_receivers_drop_and_has_its_value_again) {
    this->on_limited([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
            auto [other_tx, other] = of.template channel<int>();
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(nullptr));
            auto consumer = of.spawn([rx = std::move(rx)]() mutable { rx.drop(); });
            chan::select(
                chan::on(
                    tx,
                    std::make_unique<int>(6),
                    [](auto sent) {
                        ASSERT_FALSE(sent);
                        ASSERT_NE(sent.error().value, nullptr);
                        EXPECT_EQ(*sent.error().value, 6);
                    }
                ),
                chan::on(other, unexpected)
            );
            consumer.join();
        }
    });
}

TYPED_TEST(waiting_select, is_not_woken_by_a_clone_that_is_dropped) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        auto other_thread = of.spawn([tx = std::move(tx)]() mutable {
            for (int i = 0; i < 5; ++i) (void)tx.clone();
            EXPECT_TRUE(tx.send(3));
        });
        chan::select(chan::on(rx, gets(3)), chan::on(other, unexpected));
        other_thread.join();
    });
}

TYPED_TEST(waiting_select, ends_in_time_if_something_comes) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            for (int i = 0; i < 4; ++i) {
                of.sleep(1ms);
                EXPECT_TRUE(tx.send(int(i)));
            }
        });
        using real = std::chrono::duration<double>;
        chan::select(chan::on(rx, gets(0)), chan::timeout(1h, unexpected));
        chan::select(chan::on(rx, gets(1)), chan::timeout(std::chrono::hours::max(), unexpected));
        chan::select(
            chan::on(rx, gets(2)), chan::timeout(std::chrono::nanoseconds::max(), unexpected)
        );
        chan::select(chan::on(rx, gets(3)), chan::timeout(real::max(), unexpected));
        producer.join();
    });
}

TYPED_TEST(waiting_select, gives_up_though_another_thread_holds_the_other_end) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(int(i)));
        auto [go_tx, go] = of.template channel<int>();
        auto consumer =
            of.spawn([rx = std::move(rx), go = std::move(go)] { EXPECT_FALSE(go.recv()); });
        int late = 0;
        chan::select(chan::on(tx, 8, unexpected), chan::timeout(1ms, [&] { ++late; }));
        EXPECT_EQ(late, 1);
        go_tx.drop();
        consumer.join();
    });
}

// Once woken, it waits nowhere: a later peer in another of its channels finds nobody.
TYPED_TEST(waiting_select, waits_nowhere_once_it_was_woken) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto [other_tx, other] = of.template channel<std::shared_ptr<int>>();
            auto [third_tx, third] = of.template channel<int>();
            const auto message = std::make_shared<int>(1);
            auto producer = of.spawn([tx = std::move(tx)] { EXPECT_TRUE(tx.send(1)); });
            chan::select(
                chan::on(other, unexpected), chan::on(rx, gets(1)), chan::on(third, unexpected)
            );
            if (of.is_rendezvous()) {
                EXPECT_TRUE(other_tx.try_send(message).error().is_full());
            } else {
                EXPECT_TRUE(other_tx.try_send(message));
                EXPECT_EQ(other.len(), 1U);
            }
            third_tx.drop(); // wakes nobody
            other_tx.drop();
            producer.join();
        }
    });
}

TYPED_TEST(waiting_select, leaves_the_place_to_those_who_wait_behind_it) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        auto patient = of.spawn([rx = rx.clone()] { EXPECT_EQ(rx.recv(), 2); });
        auto wakes = of.spawn([tx = std::move(other_tx)] { EXPECT_TRUE(tx.send(1)); });
        chan::select(chan::on(rx, unexpected), chan::on(other, gets(1)));
        EXPECT_TRUE(tx.send(2));
        patient.join();
        wakes.join();
    });
}

TYPED_TEST(waiting_select, at_both_ends_is_met_once) {
    this->on_rendezvous([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template mpmc_channel<int>();
            auto peer = of.spawn([&of, tx = tx.clone(), rx = rx.clone()] {
                while (true) {
                    if (tx.try_send(1)) break;
                    if (const auto message = rx.try_recv()) {
                        EXPECT_EQ(message, 2);
                        break;
                    }
                    of.sleep(1ms);
                }
                EXPECT_TRUE(tx.try_send(3).error().is_full());
                EXPECT_TRUE(rx.try_recv().error().is_empty());
            });
            chan::select(chan::on(tx, 2, is_sent), chan::on(rx, gets(1)));
            peer.join();
        }
    });
}

TYPED_TEST(waiting_select, has_room_for_a_message_from_a_select) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        auto [other_tx, other] = of.template channel<std::unique_ptr<int>>();
        auto peer = of.spawn([tx = std::move(tx), rx = std::move(other)] {
            chan::select(
                chan::on(tx, std::make_unique<int>(1), [](auto sent) { EXPECT_TRUE(sent); }),
                chan::on(rx, unexpected)
            );
        });
        chan::select(chan::on(rx, [](auto message) { EXPECT_EQ(**message, 1); }));
        peer.join();
    });
}

// Happens-before.

TYPED_TEST(waiting_select, sees_what_was_done_before_the_disconnect_that_it_found) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto [other_tx, other] = of.template channel<int>();
            int done = 0; // not atomic: the disconnect has to order the accesses
            auto producer = of.spawn([tx = std::move(tx), &done]() mutable {
                done = 1;
                tx.drop();
            });
            chan::select(chan::on(rx, finds_it_closed), chan::on(other, unexpected));
            EXPECT_EQ(done, 1);
            producer.join();
        }
    });
}

TYPED_TEST(waiting_select, sees_what_was_done_before_its_message_was_taken) {
    this->on_rendezvous([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int>();
            auto [other_tx, other] = of.template channel<int>();
            int before = 0;
            auto consumer = of.spawn([rx = std::move(rx), &before] {
                before = 1;
                EXPECT_EQ(rx.recv(), 9);
            });
            chan::select(chan::on(other, unexpected), chan::on(tx, 9, is_sent));
            EXPECT_EQ(before, 1);
            consumer.join();
        }
    });
}

} // namespace tests
