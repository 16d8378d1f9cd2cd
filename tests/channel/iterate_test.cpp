// Iterating over a receiver: until it is closed, or over what is there.
#include "tests/channel/conformance.hpp"
#include "tests/channel/payloads.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <ranges>
#include <string>
#include <vector>

namespace tests {

template <class Stage>
class iterate : public conformance<Stage> {};
TYPED_TEST_SUITE(iterate, stages, stage_names);

using some_receiver = chan::receiver<std::unique_ptr<int>>;
static_assert(std::ranges::input_range<some_receiver&>);
static_assert(std::ranges::input_range<const some_receiver&>);
static_assert(std::ranges::viewable_range<some_receiver&>);
static_assert(std::ranges::input_range<decltype(std::declval<some_receiver&>().try_iter())>);
static_assert(std::ranges::view<decltype(std::declval<some_receiver&>().try_iter())>);
static_assert(std::ranges::input_range<chan::mpmc::receiver<int, chan::probe::conducted>&>);

using some_iterator = decltype(std::declval<some_receiver&>().begin());
template <class Iterator>
concept claims_the_older_kind =
    requires { typename std::iterator_traits<Iterator>::iterator_category; };
static_assert(std::input_iterator<some_iterator>);
static_assert(!claims_the_older_kind<some_iterator>, "which gives its old place at a ++");

TYPED_TEST(iterate, a_loop_ends_when_the_channel_is_closed) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 10; ++i) ASSERT_TRUE(tx.send(int(i)));
        });
        int next = 0;
        for (int message : rx) EXPECT_EQ(message, next++);
        EXPECT_EQ(next, 10);
        for (int message : rx) FAIL() << message;
        producer.join();
    });
}

TYPED_TEST(iterate, messages_can_be_moved_out) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 5; ++i) ASSERT_TRUE(tx.send(std::make_unique<int>(i)));
        });
        std::vector<std::unique_ptr<int>> kept;
        for (auto&& message : rx) kept.push_back(std::move(message));
        EXPECT_EQ(kept.size(), 5U);
        EXPECT_EQ(*kept.back(), 4);
        producer.join();
    });
}

TYPED_TEST(iterate, leaving_a_loop_leaves_the_rest) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 6; ++i) ASSERT_TRUE(tx.send(int(i)));
        });
        for (int message : rx) {
            if (message == 2) break;
        }
        EXPECT_EQ(rx.recv(), 3);
        EXPECT_EQ(std::ranges::distance(rx), 2);
        producer.join();
    });
}

TYPED_TEST(iterate, try_iter_takes_what_is_there) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int message : rx.try_iter()) FAIL() << message;
        for (int i = 0; i < of.room(5); ++i) ASSERT_TRUE(tx.send(int(i)));
        int next = 0;
        for (int message : rx.try_iter()) EXPECT_EQ(message, next++);
        EXPECT_EQ(next, of.room(5));
        ASSERT_TRUE(tx.send(1));
        tx.drop();
        EXPECT_EQ(std::ranges::distance(rx.try_iter()), 1);
        EXPECT_EQ(std::ranges::distance(rx.try_iter()), 0);
    });
}

TYPED_TEST(iterate, try_iter_meets_waiting_senders) {
    this->on_limited([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 5; ++i) ASSERT_TRUE(tx.send(int(i)));
        });
        int next = 0;
        while (next < 5) {
            for (int message : rx.try_iter()) EXPECT_EQ(message, next++);
            of.sleep(1ms);
        }
        producer.join();
    });
}

TYPED_TEST(iterate, algorithms_and_views_take_a_receiver) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 1; i <= 10; ++i) ASSERT_TRUE(tx.send(int(i)));
        });
        EXPECT_EQ(*std::ranges::find(rx, 3), 3);
        std::vector<int> squares;
        auto even = rx | std::views::filter([](int n) { return n % 2 == 0; })
            | std::views::transform([](int n) { return n * n; });
        for (int square : even) squares.push_back(square);
        EXPECT_EQ(squares, (std::vector{16, 36, 64, 100}));
        producer.join();
    });
}

TYPED_TEST(iterate, standard_algorithms_end_where_the_channel_does) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 12; ++i) ASSERT_TRUE(tx.send(int(i)));
        });
        std::vector<int> all;
        std::ranges::copy(rx | std::views::take(3), std::back_inserter(all));
        EXPECT_EQ(all, (std::vector{0, 1, 2}));
        all.clear();
        std::ranges::copy(rx, std::back_inserter(all));
        EXPECT_EQ(all.size() + 3, 12U);
        EXPECT_TRUE(std::ranges::is_sorted(all));
        EXPECT_TRUE(std::ranges::none_of(rx, [](int) { return true; })) << "it is closed";
        producer.join();
    });
}

TYPED_TEST(iterate, take_receives_no_more_than_it_takes_and_waits_for_no_more) {
    this->on({std::nullopt, 3}, [](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(tx.send(int(i)));
        for (int message : rx | std::views::take(1)) EXPECT_EQ(message, 0);
        EXPECT_EQ(rx.len(), 2U);
        for (int message : rx.try_iter() | std::views::take(1)) EXPECT_EQ(message, 1);
        EXPECT_EQ(rx.len(), 1U);
        for (int message : rx | std::views::take(1)) EXPECT_EQ(message, 2); // the sender lives
        EXPECT_TRUE(rx.is_empty());
        EXPECT_EQ(std::ranges::distance(rx | std::views::take(0)), 0);
        (void)rx.begin(); // takes nothing until somebody looks
    });
}

TYPED_TEST(iterate, what_nobody_looked_at_is_passed_over) {
    this->on({std::nullopt, 3}, [](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(tx.send(int(i)));
        tx.drop();
        auto at = rx.begin();
        ++at;
        EXPECT_EQ(*at, 1);
        EXPECT_EQ(*at, 1) << "looking again takes nothing";
        at++;
        EXPECT_FALSE(at == std::default_sentinel);
        ++at;
        EXPECT_TRUE(at == std::default_sentinel);
    });
}

TYPED_TEST(iterate, move_only_messages_go_through_algorithms) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 6; ++i) ASSERT_TRUE(tx.send(std::make_unique<int>(i)));
        });
        std::vector<std::unique_ptr<int>> kept;
        std::ranges::move(rx, std::back_inserter(kept));
        ASSERT_EQ(kept.size(), 6U);
        for (int i = 0; i < 6; ++i) EXPECT_EQ(*kept[static_cast<std::size_t>(i)], i);
        producer.join();
    });
}

TYPED_TEST(iterate, one_stage_of_a_pipeline_feeds_the_next) {
    this->on_all([](auto of) {
        auto [numbers_tx, numbers] = of.template channel<int>();
        auto [squares_tx, squares] = of.template channel<int>();
        auto source = of.spawn([tx = std::move(numbers_tx)] {
            for (int i = 1; i <= 8; ++i) ASSERT_TRUE(tx.send(int(i)));
        });
        auto stage = of.spawn([rx = std::move(numbers), tx = std::move(squares_tx)] {
            for (int square : rx | std::views::transform([](int n) { return n * n; })) {
                ASSERT_TRUE(tx.send(int(square)));
            }
        });
        int sum = 0;
        for (int square : squares) sum += square;
        EXPECT_EQ(sum, 204);
        source.join();
        stage.join();
    });
}

TYPED_TEST(iterate, a_payload_that_cannot_be_assigned_is_fine) {
    this->on_all([](auto of) {
        struct fixed {
            const int number;
        };
        auto [tx, rx] = of.template channel<fixed>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 3; ++i) ASSERT_TRUE(tx.send({i}));
        });
        int next = 0;
        for (auto&& message : rx) EXPECT_EQ(message.number, next++);
        EXPECT_EQ(next, 3);
        producer.join();
    });
}

TYPED_TEST(iterate, several_receivers_share_the_messages) {
    this->on_all([](auto of) {
        constexpr int messages = 40;
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [sum_tx, sums] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> consumers;
        for (int i = 0; i < 3; ++i) {
            consumers.push_back(of.spawn([rx = rx.clone(), tx = sum_tx.clone()] {
                int sum = 0;
                for (int message : rx) sum += message;
                EXPECT_TRUE(tx.send(int(sum)));
            }));
        }
        rx.drop();
        sum_tx.drop();
        for (int i = 1; i <= messages; ++i) ASSERT_TRUE(tx.send(int(i)));
        tx.drop();
        int sum = 0;
        for (int part : sums) sum += part;
        EXPECT_EQ(sum, messages * (messages + 1) / 2);
        for (auto& consumer : consumers) consumer.join();
    });
}

TYPED_TEST(iterate, a_message_whose_move_throws_stays_queued) {
    this->on_buffered([](auto of) {
        std::atomic<int> moves_left = 99;
        auto [tx, rx] = of.template channel<tiring>();
        auto send = [&, &tx = tx](int number) {
            moves_left = 99;
            ASSERT_TRUE(tx.send(tiring(moves_left, number)));
        };
        send(1);
        auto at = rx.begin();
        moves_left = 0;
        EXPECT_THROW((void)*at, move_failed);
        EXPECT_EQ(rx.len(), 1U);
        EXPECT_EQ((*at).number, 1);
        send(2);
        ++at;
        moves_left = 1; // out of the queue, and no further
        EXPECT_EQ(at->number, 2);
        send(3);
        moves_left = 1;
        for (auto&& message : rx.try_iter()) EXPECT_EQ(message.number, 3);
        EXPECT_TRUE(rx.is_empty());
    });
}

} // namespace tests
