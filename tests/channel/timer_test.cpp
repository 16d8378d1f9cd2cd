// Receivers of time: not before it, once for each time, never in bursts, and never overflowing.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"

#include <algorithm>
#include <expected>
#include <limits>
#include <ranges>
#include <type_traits>
#include <utility>
#include <vector>

namespace tests {

template <class Stage>
class timer : public conformance<Stage> {
protected:
    /// Timers know no flavours.
    template <class Body>
    static void once(Body body) {
        conformance<Stage>::on_unbounded(body);
    }
};
TYPED_TEST_SUITE(timer, stages, stage_names);

static_assert(std::ranges::input_range<const chan::timer<>&>);
static_assert(std::ranges::view<decltype(std::declval<chan::timer<>&>().try_iter())>);
static_assert(!std::is_copy_constructible_v<chan::timer<>>);
static_assert(std::is_nothrow_move_constructible_v<chan::timer<>>);

TYPED_TEST(timer, after_comes_once_in_time_and_then_never) {
    this->once([](auto of) {
        using clock = typename decltype(of)::clock;
        const auto begin = clock::now();
        const auto end = of.after(3ms);
        EXPECT_EQ(end.capacity(), 1U);
        EXPECT_TRUE(end.is_empty());
        const auto due = end.recv();
        ASSERT_TRUE(due);
        EXPECT_GE(*due - begin, 3ms);
        EXPECT_GE(clock::now(), *due);
        EXPECT_TRUE(end.try_recv().error().is_empty());
        EXPECT_TRUE(end.recv_timeout(1ms).error().is_timeout());
        EXPECT_EQ(end.len(), 0U);
        EXPECT_TRUE(end.try_recv().error().is_empty()) << "it is never disconnected";
    });
}

TYPED_TEST(timer, a_time_that_has_passed_is_there_at_once) {
    this->once([](auto of) {
        for (const auto time : {0ns, -1ns, std::chrono::nanoseconds::min()}) {
            const auto end = of.after(time);
            EXPECT_EQ(end.len(), 1U);
            EXPECT_TRUE(end.is_full());
            EXPECT_TRUE(end.try_recv());
            EXPECT_FALSE(end.try_recv());
        }
        EXPECT_TRUE(of.after(std::chrono::hours::min()).recv());
        EXPECT_TRUE(of.after(0ns).recv_timeout(0ns)) << "what is there needs no time";
        EXPECT_TRUE(of.after(0ns).recv_until(decltype(of)::clock::time_point::min()));
    });
}

TYPED_TEST(timer, a_time_too_long_to_be_counted_never_comes) {
    this->once([](auto of) {
        using real = std::chrono::duration<double>;
        auto never_comes = [](const auto& source) {
            EXPECT_TRUE(source.is_empty());
            EXPECT_TRUE(source.try_recv().error().is_empty());
            EXPECT_TRUE(source.recv_timeout(100us).error().is_timeout());
        };
        never_comes(of.after(std::chrono::hours::max()));
        never_comes(of.after(std::chrono::nanoseconds::max()));
        never_comes(of.after(real::max()));
        never_comes(of.after(real(std::numeric_limits<double>::infinity())));
        never_comes(of.tick(std::chrono::hours::max()));
        never_comes(of.template never<int>());
        never_comes(of.template never<std::vector<int>>());
    });
}

TYPED_TEST(timer, who_waits_no_longer_has_lost_nothing) {
    this->once([](auto of) {
        using clock = typename decltype(of)::clock;
        const auto begin = clock::now();
        const auto end = of.after(6ms);
        int given_up = 0;
        while (!end.recv_timeout(1ms)) ++given_up;
        EXPECT_GE(clock::now() - begin, 6ms);
        EXPECT_LE(given_up, 6);
        if constexpr (std::is_same_v<TypeParam, conducted_stage>) {
            EXPECT_EQ(given_up, 5) << "at the sixth millisecond it has come";
        }
        EXPECT_TRUE(end.try_recv().error().is_empty());
    });
}

TYPED_TEST(timer, comes_in_time_for_a_later_deadline) {
    this->once([](auto of) {
        using clock = typename decltype(of)::clock;
        EXPECT_TRUE(of.after(1ms).recv_timeout(1h));
        EXPECT_TRUE(of.after(1ms).recv_timeout(std::chrono::hours::max()));
        EXPECT_TRUE(of.after(1ms).recv_until(clock::now() + 1h));
        EXPECT_TRUE(of.after(1ms).recv_until(clock::time_point::max()));
    });
}

TYPED_TEST(timer, ticks_come_a_period_apart) {
    this->once([](auto of) {
        const auto begin = decltype(of)::clock::now();
        const auto beat = of.tick(1ms);
        EXPECT_TRUE(beat.try_recv().error().is_empty()) << "the first one comes after a period";
        auto last = begin;
        for (int i = 0; i < 5; ++i) {
            const auto due = beat.recv();
            ASSERT_TRUE(due);
            EXPECT_GE(*due - last, 1ms);
            last = *due;
        }
    });
}

TYPED_TEST(timer, ticks_that_nobody_took_are_not_made_up_for) {
    this->once([](auto of) {
        using clock = typename decltype(of)::clock;
        const auto beat = of.tick(2ms);
        of.sleep(9ms);
        EXPECT_EQ(beat.len(), 1U);
        const auto late = clock::now();
        EXPECT_TRUE(beat.try_recv());
        EXPECT_TRUE(beat.recv());
        EXPECT_GE(clock::now() - late, 2ms) << "no burst: the next one is a period away";
    });
}

TYPED_TEST(timer, a_loop_gets_the_times_as_they_come) {
    this->once([](auto of) {
        int beats = 0;
        for (const auto due : of.tick(500us)) {
            EXPECT_LE(due, decltype(of)::clock::now());
            if (++beats == 3) break;
        }
        EXPECT_EQ(beats, 3);
        const auto beat = of.tick(1ms);
        of.sleep(2ms);
        EXPECT_EQ(std::ranges::distance(beat.try_iter() | std::views::take(1)), 1);
        EXPECT_EQ(std::ranges::distance(of.template never<int>().try_iter()), 0);
        EXPECT_EQ(std::ranges::distance(of.after(0ns).try_iter()), 1);
    });
}

TYPED_TEST(timer, that_was_moved_from_never_comes) {
    this->once([](auto of) {
        auto end = of.after(0ns);
        auto moved = std::move(end);
        EXPECT_TRUE(end.try_recv().error().is_empty());
        EXPECT_EQ(moved.len(), 1U);
        end = std::move(moved);
        EXPECT_EQ(end.len(), 1U);
        EXPECT_EQ(moved.len(), 0U);
        auto beat = of.tick(1ms);
        beat = of.tick(1us);
        EXPECT_TRUE(beat.recv_timeout(1h));
    });
}

// As cases of a select.

TYPED_TEST(timer, ends_a_select_in_which_nothing_else_comes) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        const auto begin = clock::now();
        EXPECT_EQ(
            chan::select(
                chan::on(rx, unexpected),
                chan::on(of.after(3ms), [&](auto due) { EXPECT_GE(*due - begin, 3ms); })
            ),
            1U
        );
        EXPECT_GE(clock::now() - begin, 3ms);
    });
}

TYPED_TEST(timer, that_comes_first_ends_a_select) {
    this->once([](auto of) {
        const auto late = of.after(1h), early = of.after(1ms);
        chan::select(chan::on(late, unexpected), chan::on(early, ignore));
        chan::select(
            chan::on(late, unexpected),
            chan::on(of.tick(1ms), ignore),
            chan::timeout(1h, unexpected)
        );
        chan::select(chan::on(early, unexpected), chan::timeout(1ms, nothing));
        chan::select(chan::on(of.after(1h), unexpected), chan::otherwise(nothing));
        chan::select(chan::on(of.after(0ns), ignore), chan::otherwise(unexpected));
        chan::select(chan::on(of.template never<int>(), unexpected), chan::otherwise(nothing));
    });
}

TYPED_TEST(timer, that_is_not_chosen_stays) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        const auto end = of.after(1ms);
        ASSERT_TRUE(tx.send(1));
        chan::select(chan::on(rx, gets(1)), chan::on(end, unexpected));
        chan::select(chan::on(rx, unexpected), chan::on(end, ignore));
        EXPECT_TRUE(end.try_recv().error().is_empty()) << "a select has taken it";
    });
}

template <class Timer>
concept shows_its_times = requires(Timer& timer) { timer.take(); }
    || requires(Timer& timer) { timer.is_due(); }
    || requires(Timer& timer) { timer.next_due(); };
static_assert(!shows_its_times<chan::timer<>>, "a value is taken by receiving alone");

template <class Timer, class Handler>
concept can_be_a_case_for = requires(Timer&& timer, Handler handler) {
    chan::on(std::forward<Timer>(timer), handler);
};
using some_time = chan::timer<>::clock::time_point;
using takes_a_time = decltype([](std::expected<some_time, chan::recv_error>) {});
using takes_nothing = decltype([] {});
static_assert(can_be_a_case_for<chan::timer<>, takes_a_time>);
static_assert(can_be_a_case_for<const chan::timer<>&, takes_a_time>);
static_assert(!can_be_a_case_for<chan::timer<>, takes_nothing>);
static_assert(!can_be_a_case_for<const chan::timer<>&, takes_nothing>);

TYPED_TEST(timer, beats_while_messages_come) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto producer = of.spawn([&of, tx = std::move(tx)] {
            for (int i = 0; i < 8; ++i) {
                ASSERT_TRUE(tx.send(int(i)));
                of.sleep(1ms);
            }
        });
        const auto beat = of.tick(2ms);
        int next = 0, beats = 0;
        for (bool open = true; open;) {
            chan::select(
                chan::on(
                    rx,
                    [&](auto message) {
                        open = message.has_value();
                        EXPECT_EQ(message.value_or(next), next);
                        next += open ? 1 : 0;
                    }
                ),
                chan::on(beat, [&](auto) { ++beats; })
            );
        }
        EXPECT_EQ(next, 8);
        EXPECT_GE(beats, 1);
        producer.join();
    });
}

TYPED_TEST(timer, can_be_a_case_of_a_selector) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        const auto beat = of.tick(500us);
        int beats = 0;
        typename decltype(of)::selector any;
        any.on(rx, unexpected);
        any.on(beat, [&](auto) { ++beats; });
        any.on(of.after(1ms), ignore); // its own from here on
        any.on(of.template never<int>(), unexpected);
        bool is_over = false;
        while (!is_over) is_over = any.wait() == 2U;
        for (int i = 0; i < 3; ++i) EXPECT_EQ(any.wait(), 1U) << "once, and then never";
        EXPECT_GE(beats, 3);
    });
}

// Stage time is virtual: what is waited for is exactly what passes.
TEST(timer_on_stage, keeps_time_to_the_nanosecond) {
    conducted_stage::play([] {
        using clock = chan::probe::stage_clock;
        const auto begin = clock::now();
        const auto beat = chan::tick<chan::probe::conducted>(10ms);
        for (int i = 1; i <= 3; ++i) {
            EXPECT_EQ(*beat.recv() - begin, i * 10ms);
            EXPECT_EQ(clock::now() - begin, i * 10ms);
        }
        chan::run::sleep_for(14ms); // late, but for one only
        EXPECT_EQ(*beat.recv() - begin, 40ms);
        EXPECT_EQ(*beat.recv() - begin, 50ms) << "the rhythm goes on";
        EXPECT_EQ(clock::now() - begin, 50ms);
        chan::run::sleep_for(25ms); // misses two
        EXPECT_EQ(*beat.recv() - begin, 60ms) << "the one that was due first";
        EXPECT_EQ(*beat.recv() - begin, 85ms) << "a whole period after it was taken";
        EXPECT_EQ(*chan::after<chan::probe::conducted>(1us).recv() - begin, 85ms + 1us);
        auto [tx, rx] = chan::channel<int, chan::probe::conducted>();
        chan::select(chan::on(rx, unexpected), chan::timeout(5ms, nothing));
        EXPECT_EQ(clock::now() - begin, 90ms + 1us);
        const auto end = chan::after<chan::probe::conducted>(2ms);
        chan::select(
            chan::on(rx, unexpected), chan::on(end, ignore), chan::timeout(5ms, unexpected)
        );
        EXPECT_EQ(clock::now() - begin, 92ms + 1us);
    });
}

TEST(timer_death, a_period_is_longer_than_zero) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    EXPECT_DEATH((void)chan::tick(0ns), "a tick's period has to be longer than zero");
    EXPECT_DEATH((void)chan::tick(-1s), "a tick's period has to be longer than zero");
}

} // namespace tests
