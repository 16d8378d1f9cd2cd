// A select that is put together while the program runs, and used again and again.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"
#include "tests/channel/payloads.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tests {

template <class Stage>
class selector : public conformance<Stage> {};
TYPED_TEST_SUITE(selector, stages, stage_names);

// A case refers to its handle, so one that is about to go does not compile.

template <class Handle, class... Args>
concept can_be_a_case = requires(Handle&& handle, Args... args) {
    chan::on(std::forward<Handle>(handle), args...);
};
template <class Handle, class... Args>
concept can_be_added =
    requires(chan::selector<>& any, Handle&& handle, Args... args) {
        any.on(std::forward<Handle>(handle), args...);
    };
template <class Handle, class... Args>
concept can_wait = can_be_a_case<Handle, Args...> && can_be_added<Handle, Args...>;
template <class Handle, class... Args>
concept cannot_wait = !can_be_a_case<Handle, Args...> && !can_be_added<Handle, Args...>;

using any_handler = decltype(ignore);
static_assert(can_wait<chan::receiver<int>&, any_handler>);
static_assert(can_wait<const chan::mpmc::receiver<int>&, any_handler>);
static_assert(can_wait<chan::sender<int>&, int, any_handler>);
static_assert(can_wait<const chan::sender<int>&, int, any_handler>);
static_assert(cannot_wait<chan::receiver<int>, any_handler>);
static_assert(cannot_wait<const chan::receiver<int>, any_handler>);
static_assert(cannot_wait<chan::mpmc::receiver<int>, any_handler>);
static_assert(cannot_wait<chan::sender<int>, int, any_handler>);
static_assert(cannot_wait<const chan::sender<int>, int, any_handler>);
static_assert(can_wait<chan::timer<>&, any_handler>);
static_assert(can_wait<chan::timer<>, any_handler>, "it is the case's own then");

TYPED_TEST(selector, is_used_again_and_again) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<std::string>();
        int sum = 0;
        std::string text;
        typename decltype(of)::selector any;
        any.on(rx, [&](auto message) { sum += *message; });
        any.on(other, [&](auto message) { text += *message; });
        EXPECT_EQ(any.size(), 2U);
        for (int i = 1; i <= 5; ++i) {
            ASSERT_TRUE(tx.send(int(i)));
            EXPECT_EQ(any.wait(), 0U);
            ASSERT_TRUE(other_tx.send("x"));
            EXPECT_EQ(any.wait(), 1U);
        }
        EXPECT_EQ(sum, 15);
        EXPECT_EQ(text, "xxxxx");
    });
}

TYPED_TEST(selector, tells_its_places_in_the_order_of_the_cases) {
    this->on_buffered([](auto of) {
        std::vector<decltype(of.template channel<int>())> channels;
        for (int i = 0; i < 12; ++i) channels.push_back(of.template channel<int>());
        typename decltype(of)::selector any;
        std::size_t added = 0;
        for (auto& [tx, rx] : channels) EXPECT_EQ(any.on(rx, ignore), added++);
        for (std::size_t place : {3U, 11U, 0U, 7U, 7U}) {
            ASSERT_TRUE(channels.at(place).first.send(1));
            EXPECT_EQ(any.wait(), place);
        }
        EXPECT_EQ(any.try_once(), std::nullopt);
    });
}

TYPED_TEST(selector, waits_for_some_time_or_not_at_all) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        typename decltype(of)::selector any;
        any.on(rx, unexpected);
        EXPECT_EQ(any.try_once(), std::nullopt);
        EXPECT_EQ(any.wait_for(0ns), std::nullopt);
        EXPECT_EQ(any.wait_for(-1h), std::nullopt);
        const auto begin = clock::now();
        EXPECT_EQ(any.wait_for(3ms), std::nullopt);
        EXPECT_GE(clock::now() - begin, 3ms);
    });
}

TYPED_TEST(selector, waits_without_end_for_a_time_that_is_too_long) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([tx = std::move(tx)] {
            EXPECT_TRUE(tx.send(1));
            EXPECT_TRUE(tx.send(1));
        });
        typename decltype(of)::selector any;
        any.on(rx, gets(1));
        EXPECT_EQ(any.wait_for(std::chrono::hours::max()), 0U);
        EXPECT_EQ(any.wait_for(std::chrono::nanoseconds::max()), 0U);
        producer.join();
    });
}

TYPED_TEST(selector, leaves_out_what_it_has_sent) {
    this->on_buffered([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            auto [other_tx, other] = of.template channel<int>();
            typename decltype(of)::selector any;
            any.on(other, gets(7));
            any.on(tx, counted(living, 5), is_sent);
            EXPECT_EQ(any.wait(), 1U);
            EXPECT_EQ(rx.recv()->number, 5);
            EXPECT_EQ(living, 0);
            EXPECT_EQ(any.try_once(), std::nullopt) << "that one is spent";
            ASSERT_TRUE(other_tx.send(7));
            EXPECT_EQ(any.wait(), 0U) << "the places stay";
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(selector, sends_its_values_when_they_are_chosen_not_when_they_were_added) {
    this->on({std::nullopt, 3}, [](auto of) {
        auto [tx, rx] = of.template channel<int>();
        typename decltype(of)::selector any;
        any.on(tx, 1, is_sent);
        any.on(tx, 2, is_sent);
        ASSERT_TRUE(tx.send(0));
        const int first = static_cast<int>(any.wait()), second = static_cast<int>(any.wait());
        EXPECT_EQ(first + second, 1);
        EXPECT_EQ(rx.recv(), 0);
        EXPECT_EQ(rx.recv(), 1 + first);
        EXPECT_EQ(rx.recv(), 1 + second);
    });
}

TYPED_TEST(selector, gives_a_value_back_once) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        rx.drop();
        int back = 0;
        typename decltype(of)::selector any;
        any.on(tx, std::make_unique<int>(5), [&](auto sent) { back += *sent.error().value; });
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(any.try_once(), std::nullopt);
        EXPECT_EQ(back, 5);
    });
}

TYPED_TEST(selector, keeps_a_value_that_it_could_not_send_yet) {
    this->on_limited([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(counted(living, i)));
            typename decltype(of)::selector any;
            any.on(tx, counted(living, 50), is_sent);
            EXPECT_EQ(any.try_once(), std::nullopt);
            EXPECT_EQ(any.wait_for(1ms), std::nullopt);
            EXPECT_EQ(living, of.room(99) + 1);
            auto consumer = of.spawn([&of, rx = std::move(rx)] {
                for (int i = 0; i < of.room(99); ++i) EXPECT_EQ(rx.recv()->number, i);
                EXPECT_EQ(rx.recv()->number, 50);
            });
            EXPECT_EQ(any.wait(), 0U);
            consumer.join();
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(selector, that_dies_takes_its_values_along) {
    this->on_all([](auto of) {
        counted::counter living = 0;
        auto [tx, rx] = of.template channel<counted>();
        {
            typename decltype(of)::selector any;
            for (int i = 0; i < 3; ++i) any.on(tx, counted(living, i), is_sent);
            EXPECT_EQ(living, 3);
            auto moved = std::move(any);
            EXPECT_EQ(moved.size(), 3U);
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(selector, finds_an_end_as_often_as_it_looks) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        tx.drop();
        int ends = 0;
        typename decltype(of)::selector any;
        any.on(rx, [&](auto message) { ends += message ? 0 : 1; });
        for (int i = 0; i < 4; ++i) EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(ends, 4);
    });
}

TYPED_TEST(selector, merges_channels_until_the_last_is_closed) {
    this->on_all([](auto of) {
        constexpr int workers = 4, messages = 6;
        std::vector<decltype(of.spawn([] {}))> threads;
        std::vector<typename decltype(of)::template receiver<int>> results;
        for (int who = 0; who < workers; ++who) {
            auto [tx, rx] = of.template channel<int>();
            results.push_back(std::move(rx));
            threads.push_back(of.spawn([who, tx = std::move(tx)] {
                for (int i = 0; i < messages; ++i) ASSERT_TRUE(tx.send(who * messages + i));
            }));
        }
        std::vector<int> seen;
        std::size_t open = results.size();
        typename decltype(of)::selector any;
        for (std::size_t place = 0; place < results.size(); ++place) {
            any.on(results[place], [&, place](auto message) {
                if (message) {
                    seen.push_back(*message);
                } else {
                    any.remove(place);
                    --open;
                }
            });
        }
        while (open > 0) any.wait();
        std::ranges::sort(seen);
        ASSERT_EQ(seen.size(), static_cast<std::size_t>(workers * messages));
        for (int i = 0; i < workers * messages; ++i) {
            EXPECT_EQ(seen[static_cast<std::size_t>(i)], i);
        }
        for (auto& thread : threads) thread.join();
    });
}

TYPED_TEST(selector, leaves_out_what_was_removed) {
    this->on_buffered([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            auto [closed_tx, closed] = of.template channel<int>();
            closed_tx.drop();
            typename decltype(of)::selector any;
            any.on(closed, unexpected);
            any.on(tx, counted(living, 1), unexpected);
            any.remove(0);
            any.remove(1);
            EXPECT_EQ(any.try_once(), std::nullopt);
            any.on(closed, finds_it_closed);
            EXPECT_EQ(any.wait(), 2U) << "the places stay";
            EXPECT_EQ(any.size(), 3U);
            EXPECT_EQ(living, 1) << "and so does a value, until the end";
            EXPECT_TRUE(rx.is_empty());
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(selector, can_be_used_and_extended_by_its_own_handlers) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        std::vector<int> got;
        typename decltype(of)::selector any;
        any.on(rx, [&, &tx = tx, &other_tx = other_tx, &other = other](auto message) {
            got.push_back(*message);
            if (*message != 0) return;
            any.on(other, [&](auto late) { got.push_back(*late); });
            ASSERT_TRUE(tx.send(1));
            EXPECT_EQ(any.wait(), 0U);
            ASSERT_TRUE(other_tx.send(2));
            EXPECT_EQ(any.wait(), 1U);
        });
        ASSERT_TRUE(tx.send(0));
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(got, (std::vector{0, 1, 2}));
    });
}

TYPED_TEST(selector, goes_on_after_a_handler_has_thrown) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        typename decltype(of)::selector any;
        any.on(rx, [](auto message) {
            if (*message == 1) throw std::runtime_error("a handler's");
        });
        ASSERT_TRUE(tx.send(1));
        EXPECT_THROW(any.wait(), std::runtime_error);
        ASSERT_TRUE(tx.send(2));
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(any.try_once(), std::nullopt);
    });
}

TYPED_TEST(selector, without_cases_waits_for_its_time_only) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        typename decltype(of)::selector any;
        EXPECT_EQ(any.size(), 0U);
        EXPECT_EQ(any.try_once(), std::nullopt);
        const auto begin = clock::now();
        EXPECT_EQ(any.wait_for(2ms), std::nullopt);
        EXPECT_GE(clock::now() - begin, 2ms);
    });
}

TEST(selector_death, without_cases_it_would_wait_for_ever) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    chan::selector<> any;
    EXPECT_DEATH(any.wait(), "a select without cases would wait for ever");
    auto [tx, rx] = chan::channel<int>();
    any.on(tx, 1, is_sent);
    EXPECT_EQ(any.wait(), 0U);
    EXPECT_DEATH(any.wait(), "a select without cases would wait for ever") << "all are spent";
    EXPECT_DEATH(any.remove(1), "a case was removed from a place where there is none");
}

} // namespace tests
