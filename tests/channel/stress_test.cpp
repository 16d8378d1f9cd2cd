// Many threads, much traffic, every message accounted for. The bodies check sums; the sanitizers
// and the judge of the recorded stage check the rest.
#include "tests/channel/conformance.hpp"
#include "tests/channel/payloads.hpp"

#include <atomic>
#include <thread>
#include <vector>

namespace tests {

template <class Stage>
class stress : public conformance<Stage> {
protected:
    /// Threads of real runtimes work hard; those that are stepped or judged fact by fact, less.
    static constexpr int workload = std::is_same_v<Stage, native_stage> ? 5000 : 25;
};
TYPED_TEST_SUITE(stress, stages, stage_names);

TYPED_TEST(stress, many_to_one) {
    this->on_all([](auto of) {
        constexpr int senders = 4, messages = stress<TypeParam>::workload;
        auto [tx, rx] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> threads;
        for (int i = 0; i < senders; ++i) {
            threads.push_back(of.spawn([tx = tx.clone()] {
                for (int n = 1; n <= messages; ++n) ASSERT_TRUE(tx.send(int(n)));
            }));
        }
        tx.drop();
        long sum = 0;
        for (int message : rx) sum += message;
        EXPECT_EQ(sum, long{senders} * messages * (messages + 1) / 2);
        for (auto& thread : threads) thread.join();
    });
}

TYPED_TEST(stress, many_to_many) {
    this->on_all([](auto of) {
        constexpr int pairs = 4, messages = stress<TypeParam>::workload;
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [sum_tx, sums] = of.template channel<long>();
        std::vector<decltype(of.spawn([] {}))> threads;
        for (int i = 0; i < pairs; ++i) {
            threads.push_back(of.spawn([tx = tx.clone()] {
                for (int n = 1; n <= messages; ++n) ASSERT_TRUE(tx.send(int(n)));
            }));
            threads.push_back(of.spawn([rx = rx.clone(), tx = sum_tx.clone()] {
                long sum = 0;
                for (int message : rx) sum += message;
                ASSERT_TRUE(tx.send(std::move(sum)));
            }));
        }
        tx.drop();
        rx.drop();
        sum_tx.drop();
        long sum = 0;
        for (long part : sums) sum += part;
        EXPECT_EQ(sum, long{pairs} * messages * (messages + 1) / 2);
        for (auto& thread : threads) thread.join();
    });
}

// Every kind of operation against every other, with clones that come and go.
TYPED_TEST(stress, all_operations_at_once) {
    this->on_all([](auto of) {
        constexpr int messages = stress<TypeParam>::workload / 5;
        counted::counter living = 0;
        std::atomic<int> sent = 0, received = 0;
        {
            auto [tx, rx] = of.template mpmc_channel<counted>();
            std::vector<decltype(of.spawn([] {}))> threads;
            for (int i = 0; i < 3; ++i) {
                threads.push_back(of.spawn([&, tx = tx.clone()] {
                    for (int n = 0; n < messages; ++n) {
                        const auto mine = tx.clone();
                        bool done = false;
                        switch (n % 3) {
                        case 0:
                            done = mine.send(counted(living, n)).has_value();
                            break;
                        case 1:
                            done = mine.try_send(counted(living, n)).has_value();
                            break;
                        default:
                            done = mine.send_timeout(counted(living, n), 20us).has_value();
                        }
                        sent += done ? 1 : 0;
                    }
                }));
                threads.push_back(of.spawn([&, i, rx = rx.clone()] {
                    for (int n = i;; ++n) {
                        const auto mine = rx.clone();
                        bool closed = false;
                        auto took = [&](const auto& message) {
                            received += message.has_value() ? 1 : 0;
                            return message.has_value();
                        };
                        if (n % 3 == 0) {
                            closed = !took(mine.recv());
                        } else if (n % 3 == 1) {
                            const auto message = mine.try_recv();
                            closed = !took(message) && message.error().is_disconnected();
                            if (!message && !closed) of.sleep(10us);
                        } else {
                            const auto message = mine.recv_timeout(20us);
                            closed = !took(message) && message.error().is_disconnected();
                        }
                        if (closed) break;
                    }
                }));
            }
            tx.drop();
            rx.drop();
            for (auto& thread : threads) thread.join();
        }
        EXPECT_EQ(received, sent);
        EXPECT_EQ(living, 0);
    });
}

// Senders and receivers leave in the middle; what they did not finish is nobody's.
TYPED_TEST(stress, ends_that_leave_in_the_middle) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            counted::counter living = 0;
            {
                auto [tx, rx] = of.template channel<counted>();
                auto one = of.spawn([&living, tx = tx.clone()] {
                    for (int n = 0; n < 20 && tx.send(counted(living, n)); ++n) {
                    }
                });
                auto other = of.spawn([&living, tx = std::move(tx)] {
                    for (int n = 0; n < 5 && tx.send(counted(living, n)); ++n) {
                    }
                });
                for (int n = 0; n < 8; ++n) (void)rx.recv();
                rx.drop();
                one.join();
                other.join();
            }
            EXPECT_EQ(living, 0);
        }
    });
}

} // namespace tests
