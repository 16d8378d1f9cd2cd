// Messages get from one end to the other: all of them, once, in order, by moving.
#include "tests/channel/conformance.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tests {

template <class Stage>
class send_recv : public conformance<Stage> {};
TYPED_TEST_SUITE(send_recv, stages, stage_names);

TYPED_TEST(send_recv, a_message_arrives) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] { EXPECT_TRUE(tx.send(42)); });
        EXPECT_EQ(rx.recv(), 42);
        producer.join();
    });
}

TYPED_TEST(send_recv, within_one_thread_a_queue_is_enough) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        ASSERT_TRUE(tx.send(1));
        EXPECT_EQ(rx.recv(), 1);
        ASSERT_TRUE(tx.try_send(2));
        EXPECT_EQ(rx.try_recv(), 2);
    });
}

TYPED_TEST(send_recv, one_senders_order_is_kept) {
    this->on_all([](auto of) {
        constexpr int messages = 200;
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < messages; ++i) ASSERT_TRUE(tx.send(i));
        });
        for (int i = 0; i < messages; ++i) ASSERT_EQ(rx.recv(), i);
        EXPECT_FALSE(rx.recv());
        producer.join();
    });
}

TYPED_TEST(send_recv, each_message_of_many_senders_arrives_once_and_in_its_senders_order) {
    this->on_all([](auto of) {
        constexpr int senders = 4, messages = 40;
        auto [tx, rx] = of.template channel<std::pair<int, int>>();
        std::vector<decltype(of.spawn([] {}))> producers;
        for (int who = 0; who < senders; ++who) {
            producers.push_back(of.spawn([tx = tx.clone(), who] {
                for (int i = 0; i < messages; ++i) ASSERT_TRUE(tx.send({who, i}));
            }));
        }
        tx.drop();
        std::array<int, senders> next{};
        while (auto message = rx.recv()) {
            auto [who, i] = *message;
            EXPECT_EQ(next.at(static_cast<std::size_t>(who))++, i);
        }
        for (int count : next) EXPECT_EQ(count, messages);
        for (auto& producer : producers) producer.join();
    });
}

TYPED_TEST(send_recv, a_receiver_waits_for_a_late_sender) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            of.sleep(5ms);
            EXPECT_TRUE(tx.send(1));
        });
        EXPECT_EQ(rx.recv(), 1);
        producer.join();
    });
}

TYPED_TEST(send_recv, a_sender_waits_for_a_late_receiver) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(i));
        auto consumer = of.spawn([&of, rx = std::move(rx)] {
            of.sleep(5ms);
            for (int i = 0; i <= of.room(99); ++i) EXPECT_EQ(rx.recv(), i);
        });
        EXPECT_TRUE(tx.send(of.room(99)));
        consumer.join();
    });
}

TYPED_TEST(send_recv, a_move_only_message_is_moved) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        auto producer = of.spawn([tx = std::move(tx)] {
            auto message = std::make_unique<int>(7);
            EXPECT_TRUE(tx.send(std::move(message)));
            EXPECT_EQ(message, nullptr);
        });
        auto received = rx.recv();
        ASSERT_TRUE(received);
        EXPECT_EQ(**received, 7);
        producer.join();
    });
}

TYPED_TEST(send_recv, a_copyable_message_can_be_kept) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::string>();
        auto producer = of.spawn([tx = std::move(tx)] {
            const std::string message = "a text that is too long to be kept in place";
            EXPECT_TRUE(tx.send(message));
            EXPECT_TRUE(tx.send_timeout(message, std::chrono::hours(1)));
            EXPECT_FALSE(message.empty());
        });
        EXPECT_EQ(rx.recv()->size(), 43U);
        EXPECT_EQ(rx.recv()->size(), 43U);
        producer.join();
    });
}

TYPED_TEST(send_recv, threads_can_share_one_sender) {
    this->on_all([](auto of) {
        constexpr int messages = 25;
        auto [tx, rx] = of.template channel<int>();
        auto send_all = [&tx = tx] {
            for (int i = 1; i <= messages; ++i) ASSERT_TRUE(tx.send(i));
        };
        auto one = of.spawn(send_all);
        auto other = of.spawn(send_all);
        int sum = 0;
        for (int i = 0; i < 2 * messages; ++i) sum += rx.recv().value();
        EXPECT_EQ(sum, messages * (messages + 1));
        one.join();
        other.join();
    });
}

TYPED_TEST(send_recv, a_request_carries_the_sender_for_its_reply) {
    this->on_all([](auto of) {
        using replies = typename decltype(of)::template sender<int>;
        struct request {
            int number;
            replies reply;
        };
        auto [tx, rx] = of.template channel<request>();
        auto server = of.spawn([rx = std::move(rx)] {
            for (auto&& asked : rx) EXPECT_TRUE(asked.reply.send(asked.number * asked.number));
        });
        for (int i = 0; i < 5; ++i) {
            auto [reply, answer] = of.template channel<int>();
            ASSERT_TRUE(tx.send({i, std::move(reply)}));
            EXPECT_EQ(answer.recv(), i * i);
            EXPECT_FALSE(answer.recv());
        }
        tx.drop();
        server.join();
    });
}

TYPED_TEST(send_recv, a_receiver_can_be_sent) {
    this->on_all([](auto of) {
        using inner = typename decltype(of)::template receiver<int>;
        auto [tx, rx] = of.template channel<inner>();
        auto [inner_tx, inner_rx] = of.template channel<int>();
        auto worker = of.spawn([rx = std::move(rx)] {
            auto given = rx.recv();
            ASSERT_TRUE(given);
            EXPECT_EQ(given->recv(), 5);
        });
        ASSERT_TRUE(tx.send(std::move(inner_rx)));
        EXPECT_TRUE(inner_tx.send(5));
        worker.join();
    });
}

TYPED_TEST(send_recv, two_threads_play_ping_pong) {
    this->on_all([](auto of) {
        constexpr int turns = 50;
        auto [ping_tx, ping_rx] = of.template channel<int>();
        auto [pong_tx, pong_rx] = of.template channel<int>();
        auto other = of.spawn([rx = std::move(ping_rx), tx = std::move(pong_tx)] {
            for (auto&& ball : rx) ASSERT_TRUE(tx.send(ball + 1));
        });
        int ball = 0;
        for (int i = 0; i < turns; ++i) {
            ASSERT_TRUE(ping_tx.send(int(ball)));
            ball = pong_rx.recv().value();
        }
        EXPECT_EQ(ball, turns);
        ping_tx.drop();
        other.join();
    });
}

TYPED_TEST(send_recv, a_moved_handle_goes_on) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto moved_tx = std::move(tx);
        auto moved_rx = std::move(rx);
        auto producer = of.spawn([tx = std::move(moved_tx)]() mutable {
            const auto again = std::move(tx);
            EXPECT_TRUE(again.send(3));
        });
        EXPECT_EQ(moved_rx.recv(), 3);
        producer.join();
    });
}

TYPED_TEST(send_recv, a_message_brings_along_what_was_done_before_it) {
    this->on_all([](auto of) {
        static constexpr int messages = 40;
        auto [tx, rx] = of.template channel<std::size_t>();
        std::array<int, messages> shared{}; // not atomic: the messages have to order the accesses
        auto producer = of.spawn([tx = std::move(tx), &shared] {
            for (std::size_t i = 0; i < messages; ++i) {
                shared[i] = static_cast<int>(i) + 1;
                if (i % 2 == 0) {
                    ASSERT_TRUE(tx.send(std::size_t(i)));
                } else {
                    ASSERT_TRUE(tx.send_timeout(std::size_t(i), 1h));
                }
            }
        });
        while (auto message = rx.recv())
            EXPECT_EQ(shared.at(*message), static_cast<int>(*message) + 1);
        producer.join();
    });
}

TYPED_TEST(send_recv, room_brings_along_what_was_done_before_it_was_made) {
    this->on_bounded([](auto of) {
        static constexpr int turns = 30;
        auto [tx, rx] = of.template mpmc_channel<int>(); // as many may be inside as the bound says
        int inside = 0; // not atomic: with a bound of 1 the room has to order the accesses
        auto enter = [&](auto acquire, auto release) {
            for (int i = 0; i < turns; ++i) {
                ASSERT_TRUE(acquire.send(1));
                if (of.bound == 1U) {
                    EXPECT_EQ(++inside, 1);
                    --inside;
                }
                ASSERT_TRUE(release.recv());
            }
        };
        auto one = of.spawn([enter, tx = tx.clone(), rx = rx.clone()]() mutable {
            enter(std::move(tx), std::move(rx));
        });
        auto other = of.spawn([enter, tx = tx.clone(), rx = rx.clone()]() mutable {
            enter(std::move(tx), std::move(rx));
        });
        one.join();
        other.join();
        EXPECT_TRUE(rx.is_empty());
    });
}

TYPED_TEST(send_recv, many_channels_can_be_made_and_used_once) {
    this->on_all([](auto of) {
        constexpr int channels = 20;
        std::vector<decltype(of.spawn([] {}))> threads;
        std::vector<typename decltype(of)::template receiver<int>> answers;
        for (int i = 0; i < channels; ++i) {
            auto [tx, rx] = of.template channel<int>();
            answers.push_back(std::move(rx));
            threads.push_back(of.spawn([tx = std::move(tx), i] { EXPECT_TRUE(tx.send(int(i))); }));
        }
        for (int i = 0; i < channels; ++i) {
            EXPECT_EQ(answers[static_cast<std::size_t>(i)].recv(), i);
            EXPECT_FALSE(answers[static_cast<std::size_t>(i)].recv());
        }
        for (auto& thread : threads) thread.join();
    });
}

TYPED_TEST(send_recv, a_sieve_of_channels_finds_the_primes) {
    this->on_limited([](auto of) {
        using numbers = typename decltype(of)::template receiver<int>;
        std::vector<decltype(of.spawn([] {}))> threads;
        auto [tx, rx] = of.template channel<int>();
        threads.push_back(of.spawn([tx = std::move(tx)] {
            for (int n = 2; tx.send(int(n)); ++n) {
            }
        }));
        std::vector<int> primes;
        numbers last = std::move(rx);
        while (primes.size() < 6) {
            const int prime = last.recv().value();
            primes.push_back(prime);
            auto [filtered, next] = of.template channel<int>();
            threads.push_back(of.spawn([prime, from = std::move(last), into = std::move(filtered)] {
                for (int n : from) {
                    if (n % prime != 0 && !into.send(int(n))) break;
                }
            }));
            last = std::move(next);
        }
        EXPECT_EQ(primes, (std::vector{2, 3, 5, 7, 11, 13}));
        last.drop();
        for (auto& thread : threads) thread.join();
    });
}

// A thread's last words: its thread-local objects are destroyed when its other ones are gone.
TEST(send_recv_native, works_while_a_thread_is_torn_down) {
    struct farewell {
        std::optional<chan::sender<int>> tx;
        ~farewell() {
            if (tx) {
                EXPECT_TRUE(tx->send(7));
            }
        }
    };
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(0)}) {
        auto [tx, rx] = bound ? chan::sync_channel<int>(*bound) : chan::channel<int>();
        std::jthread thread([tx = std::move(tx)]() mutable {
            static thread_local farewell last_words;
            last_words.tx.emplace(std::move(tx));
        });
        EXPECT_EQ(rx.recv(), 7);
        EXPECT_FALSE(rx.recv());
    }
}

TYPED_TEST(send_recv, success_of_a_rendezvous_means_received) {
    this->on_rendezvous([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [tx, rx] = of.template channel<int*>();
            int seen_by_receiver = 0;
            auto consumer = of.spawn([rx = std::move(rx)] {
                auto message = rx.recv();
                ASSERT_TRUE(message);
            });
            ASSERT_TRUE(tx.send(&seen_by_receiver));
            // The receiver has it, so a second one would have to wait for the end of the channel.
            EXPECT_FALSE(tx.send(nullptr));
            consumer.join();
        }
    });
}

} // namespace tests
