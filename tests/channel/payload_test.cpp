// Payloads of every kind: none leaks, none is dropped twice, and one that throws spoils nothing
// else.
#include "tests/channel/conformance.hpp"
#include "tests/channel/payloads.hpp"
#include "tests/channel/small_stack.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

// A small message, its waiter and what that sleeps in: one line goes between the cores.
static_assert(sizeof(chan::detail::blocked_sender<long, chan::probe::native>) == 64);
static_assert(
    sizeof(chan::detail::blocked_receiver<
           long,
           chan::probe::native,
           std::expected<long, chan::recv_error>>)
    == 64
);
static_assert(!chan::detail::fits_line<const int> && !chan::detail::fits_line<std::string>);

namespace tests {

template <class Stage>
class payload : public conformance<Stage> {};
TYPED_TEST_SUITE(payload, stages, stage_names);

TYPED_TEST(payload, each_one_dies_once_whatever_way_it_went) {
    this->on_all([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            auto producer = of.spawn([tx = std::move(tx), &living] {
                for (int i = 0; i < 12; ++i) {
                    auto sent = tx.send(counted(living, i));
                    if (!sent) {
                        EXPECT_EQ(sent.error().value.number, i);
                    }
                }
            });
            for (int i = 0; i < 5; ++i) EXPECT_EQ(rx.recv()->number, i);
            rx.drop();
            producer.join();
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(payload, what_is_queued_dies_with_the_channel) {
    this->on_buffered([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            for (int i = 0; i < of.room(100); ++i) ASSERT_TRUE(tx.send(counted(living, i)));
            EXPECT_EQ(living, of.room(100));
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(payload, failed_sends_give_it_back) {
    this->on_limited([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(counted(living, i)));
            auto refused = tx.try_send(counted(living, 50));
            EXPECT_EQ(living, of.room(99) + 1);
            auto late = tx.send_timeout(std::move(refused.error().value), 1ms);
            EXPECT_EQ(late.error().value.number, 50);
            rx.drop();
            EXPECT_EQ(living, 1);
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(payload, a_blocked_senders_value_survives_the_receiver) {
    this->on_limited([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            counted::counter living = 0;
            {
                auto [tx, rx] = of.template channel<counted>();
                for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(counted(living, i)));
                auto producer = of.spawn([tx = std::move(tx), &living] {
                    auto sent = tx.send_timeout(counted(living, 7), 1h);
                    ASSERT_FALSE(sent);
                    EXPECT_EQ(sent.error().value.number, 7);
                });
                rx.drop();
                producer.join();
            }
            EXPECT_EQ(living, 0);
        }
    });
}

TYPED_TEST(payload, it_needs_neither_a_default_nor_an_assignment) {
    this->on_all([](auto of) {
        struct plain {
            const int number;
            explicit plain(int n) : number(n) {}
        };
        auto [tx, rx] = of.template channel<plain>();
        auto producer = of.spawn([tx = std::move(tx)] { EXPECT_TRUE(tx.send(plain(3))); });
        EXPECT_EQ(rx.recv()->number, 3);
        EXPECT_TRUE(rx.recv_timeout(1h).error().is_disconnected());
        producer.join();
    });
}

TYPED_TEST(payload, it_may_have_no_size) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<empty>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 70; ++i) ASSERT_TRUE(tx.send({}));
        });
        int received = 0;
        for (auto&& message : rx) {
            (void)message;
            ++received;
        }
        EXPECT_EQ(received, 70);
        producer.join();
    });
}

TYPED_TEST(payload, it_may_be_over_aligned) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<over_aligned>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 70; ++i) ASSERT_TRUE(tx.send({i}));
        });
        int next = 0;
        for (auto&& message : rx) {
            EXPECT_TRUE(message.is_in_place());
            EXPECT_EQ(message.number, next++);
        }
        EXPECT_EQ(next, 70);
        producer.join();
    });
}

TYPED_TEST(payload, an_empty_expected_is_no_obstacle) {
    this->on_all([](auto of) {
        using message = std::expected<std::string, int>;
        auto [tx, rx] = of.template channel<message>();
        auto producer = of.spawn([tx = std::move(tx)] {
            EXPECT_TRUE(tx.send(message(std::unexpect, 4)));
            EXPECT_TRUE(tx.send(message("yes")));
        });
        EXPECT_EQ(rx.recv()->error(), 4);
        EXPECT_EQ(rx.recv()->value(), "yes");
        producer.join();
    });
}

/// Has names of its own for what the library does with everything.
namespace greedy {
struct job {
    int number;
    void operator&() const = delete;
};
template <class Anything>
void operator&(Anything&&) = delete;
template <class Out>
void put(Out&, job) = delete;
void visit(auto&&...) = delete;
void on(auto&&...) = delete;
void select(auto&&...) = delete;
void swap(auto&&, auto&&) = delete;
void move(auto&&...) = delete;
void forward(auto&&...) = delete;
void invoke(auto&&...) = delete;
void exchange(auto&&...) = delete;
void construct_at(auto&&...) = delete;
void destroy_at(auto&&...) = delete;
} // namespace greedy

TYPED_TEST(payload, its_namespace_takes_no_part) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<greedy::job>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            for (int i = 0; i < 3; ++i) ASSERT_TRUE(tx.send(greedy::job{i}));
            chan::select(chan::on(tx, greedy::job{3}, [](auto) {}));
            typename decltype(of)::selector any;
            any.on(tx, greedy::job{4}, [](auto) {});
            any.wait();
            ASSERT_TRUE(tx.send_timeout(greedy::job{5}, 1h));
            while (!tx.try_send(greedy::job{6})) of.sleep(1us);
        });
        EXPECT_EQ(rx.recv()->number, 0);
        EXPECT_EQ(rx.recv_timeout(1h)->number, 1);
        chan::select(chan::on(rx, [](auto&& job) { EXPECT_EQ(job->number, 2); }));
        int next = 3;
        for (auto at = rx.begin(); at != rx.end(); ++at) EXPECT_EQ(at->number, next++);
        EXPECT_EQ(next, 7);
        EXPECT_TRUE(rx.try_iter().begin() == rx.end());
        producer.join();
    });
}

// Moves that throw.

TYPED_TEST(payload, a_send_that_throws_has_sent_nothing) {
    this->on_buffered([](auto of) {
        std::atomic<int> failures = 0;
        auto [tx, rx] = of.template channel<fragile>();
        fragile message(failures, 5);
        failures = 1;
        EXPECT_THROW((void)tx.send(std::move(message)), move_failed);
        EXPECT_EQ(message.number, 5);
        EXPECT_TRUE(rx.try_recv().error().is_empty());
        ASSERT_TRUE(tx.try_send(std::move(message)));
        EXPECT_EQ(rx.recv()->number, 5);
    });
}

TYPED_TEST(payload, a_receive_that_throws_has_received_nothing) {
    this->on_buffered([](auto of) {
        std::atomic<int> failures = 0;
        auto [tx, rx] = of.template channel<fragile>();
        for (int i = 0; i < of.room(2); ++i) ASSERT_TRUE(tx.send(fragile(failures, i)));
        failures = 3;
        EXPECT_THROW((void)rx.recv(), move_failed);
        EXPECT_THROW((void)rx.try_recv(), move_failed);
        EXPECT_THROW((void)rx.recv_timeout(1h), move_failed);
        EXPECT_EQ(rx.len(), static_cast<std::size_t>(of.room(2)));
        for (int i = 0; i < of.room(2); ++i) EXPECT_EQ(rx.recv()->number, i);
    });
}

TYPED_TEST(payload, a_hand_over_that_throws_leaves_the_peer_waiting) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            std::atomic<int> failures = 0;
            auto [tx, rx] = of.template channel<fragile>();
            auto consumer = of.spawn([rx = std::move(rx)] {
                int thrown = 0;
                while (true) {
                    try {
                        auto message = rx.recv_timeout(1h);
                        ASSERT_TRUE(message);
                        EXPECT_EQ(message->number, 8);
                        break;
                    } catch (const move_failed&) {
                        ++thrown; // it met a waiting sender, or the queue: then it was to move
                    }
                }
                EXPECT_LE(thrown, 1);
            });
            fragile message(failures, 8);
            failures = 1;
            while (true) {
                try {
                    ASSERT_TRUE(tx.send_timeout(std::move(message), 1h));
                    break;
                } catch (const move_failed&) {
                    EXPECT_EQ(message.number, 8);
                }
            }
            EXPECT_EQ(failures, 0);
            consumer.join();
        }
    });
}

TYPED_TEST(payload, a_refill_that_throws_throws_in_the_blocked_sender) {
    this->on_bounded([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            std::atomic<int> none = 0, one = 1;
            auto [tx, rx] = of.template channel<fragile>();
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(fragile(none, i)));
            auto unlucky = of.spawn([&one, tx = tx.clone()] {
                fragile message(one, 1000);
                EXPECT_THROW((void)tx.send_timeout(std::move(message), 1h), move_failed);
                EXPECT_EQ(message.number, 1000);
            });
            auto lucky = of.spawn([&none, tx = std::move(tx)] {
                EXPECT_TRUE(tx.send_timeout(fragile(none, 2000), 1h));
            });
            for (int i = 0; i < of.room(99); ++i) EXPECT_EQ(rx.recv()->number, i);
            EXPECT_EQ(rx.recv()->number, 2000);
            EXPECT_FALSE(rx.recv());
            unlucky.join();
            lucky.join();
        }
    });
}

// Huge ones.

// What a caller has on its stack are its own results, each as big as the message (a failed send
// gives it back, a receive returns it). Nothing beyond them may be built there.
TEST(huge_payload, is_on_the_stack_only_as_the_callers_result) {
    constexpr std::size_t two_results = 2 * sizeof(huge) + 512 * 1024;
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(2)}) {
        auto [tx, rx] = bound ? chan::sync_channel<huge>(*bound) : chan::channel<huge>();
        auto message = std::make_unique<huge>();
        message->bytes.back() = std::byte{7};
        on_a_stack_of(two_results, [&tx = tx, &message] {
            ASSERT_TRUE(tx.send(std::move(*message)));
        });
        on_a_stack_of(two_results, [&rx = rx] {
            EXPECT_EQ(rx.recv()->bytes.back(), std::byte{7});
        });
    }
}

TEST(huge_payload, is_handed_over_directly) {
    auto [tx, rx] = chan::sync_channel<huge>(0);
    std::jthread producer([&tx = tx] {
        on_a_stack_of(2 * sizeof(huge) + 512 * 1024, [&tx] {
            auto message = std::make_unique<huge>();
            message->bytes.front() = std::byte{9};
            ASSERT_TRUE(tx.send(std::move(*message)));
        });
    });
    on_a_stack_of(2 * sizeof(huge) + 512 * 1024, [&rx = rx] {
        EXPECT_EQ(rx.recv()->bytes.front(), std::byte{9});
    });
}

// Where the caller keeps its results elsewhere, nothing of the message is on any stack: neither in
// the queue's operations nor in a hand-over.
TEST(huge_payload, needs_no_stack_where_the_results_are_elsewhere) {
    struct enormous {
        std::array<std::byte, std::size_t{6} << 20U> bytes;
    };
    using sent = std::expected<void, chan::send_error<enormous>>;
    using received = std::expected<enormous, chan::recv_error>;
    constexpr std::size_t small = 256 * 1024;
    for (const auto bound :
         {std::optional<std::size_t>(),
          std::optional<std::size_t>(2),
          std::optional<std::size_t>(0)}) {
        auto [tx, rx] = bound ? chan::sync_channel<enormous>(*bound) : chan::channel<enormous>();
        std::jthread producer([&tx = tx] {
            on_a_stack_of(small, [&tx] {
                const auto message = std::make_unique<enormous>();
                for (int i = 0; i < 5; ++i) {
                    message->bytes.front() = message->bytes.back() = std::byte(i);
                    const std::unique_ptr<sent> result(new sent(tx.send(std::move(*message))));
                    EXPECT_TRUE(*result);
                }
            });
            tx.drop();
        });
        on_a_stack_of(small, [&rx = rx] {
            for (int i = 0; i < 5; ++i) {
                const std::unique_ptr<received> result(new received(rx.recv()));
                ASSERT_TRUE(*result);
                EXPECT_EQ((*result)->bytes.front(), std::byte(i));
                EXPECT_EQ((*result)->bytes.back(), std::byte(i));
            }
            EXPECT_FALSE(*std::unique_ptr<received>(new received(rx.recv())));
        });
    }
}

// A loop holds the current message, and the next one while it arrives.
TEST(huge_payload, is_twice_on_the_stack_of_a_loop) {
    auto [tx, rx] = chan::channel<huge>();
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(tx.send(*std::make_unique<huge>()));
    tx.drop();
    on_a_stack_of(2 * sizeof(huge) + 512 * 1024, [&rx = rx] {
        int received = 0;
        for (auto&& message : rx) received += message.bytes.back() == std::byte{0} ? 1 : 0;
        EXPECT_EQ(received, 3);
    });
}

} // namespace tests
