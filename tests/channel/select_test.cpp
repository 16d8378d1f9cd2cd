// A select does exactly one of its cases: which are ready, what their handlers get, and what runs
// if none is. Here nobody waits; see select_wait_test.cpp.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"
#include "tests/channel/payloads.hpp"

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

namespace tests {

template <class Stage>
class selecting : public conformance<Stage> {};
TYPED_TEST_SUITE(selecting, stages, stage_names);

// A select has a case at least: without any it would wait for ever.
template <class... Cases>
concept can_select = requires(Cases... cases) {
    chan::select(std::move(cases)...);
};
using some_case = decltype(chan::on(std::declval<chan::receiver<int>&>(), ignore));
using some_otherwise = decltype(chan::otherwise(nothing));
static_assert(can_select<some_case>);
static_assert(can_select<some_case, some_case, some_otherwise>);
static_assert(!can_select<>);
static_assert(!can_select<some_otherwise>);

TYPED_TEST(selecting, does_the_receive_that_is_ready) {
    this->on_buffered([](auto of) {
        for (std::size_t ready = 0; ready < 3; ++ready) {
            std::array channels{
                of.template channel<int>(), of.template channel<int>(), of.template channel<int>()};
            auto& [first, second, third] = channels;
            ASSERT_TRUE(channels.at(ready).first.send(7));
            std::array<int, 3> got{};
            const std::size_t done = chan::select(
                chan::on(first.second, [&](auto message) { got[0] = message.value(); }),
                chan::on(second.second, [&](auto message) { got[1] = message.value(); }),
                chan::on(third.second, [&](auto message) { got[2] = message.value(); })
            );
            EXPECT_EQ(done, ready);
            EXPECT_EQ(got.at(ready), 7);
            EXPECT_EQ(got[0] + got[1] + got[2], 7) << "one handler runs, once";
            EXPECT_TRUE(channels.at(ready).second.is_empty());
        }
    });
}

TYPED_TEST(selecting, does_the_send_that_has_room) {
    this->on_bounded([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [full_tx, full_rx] = of.template channel<int>();
        for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(full_tx.send(int(i)));
        EXPECT_EQ(chan::select(chan::on(full_tx, 50, unexpected), chan::on(tx, 51, is_sent)), 1U);
        EXPECT_EQ(rx.try_recv(), 51);
        EXPECT_EQ(full_rx.len(), static_cast<std::size_t>(of.room(99)));
    });
}

TYPED_TEST(selecting, does_one_where_several_are_ready) {
    this->on_buffered([](auto of) {
        auto [one_tx, one] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        auto [third_tx, third] = of.template channel<int>();
        ASSERT_TRUE(one_tx.send(1));
        ASSERT_TRUE(other_tx.send(1));
        for (std::size_t done = 1; done <= 3; ++done) {
            chan::select(
                chan::on(one, ignore),
                chan::on(other, ignore),
                chan::on(third_tx, 1, ignore),
                chan::otherwise(unexpected)
            );
            EXPECT_EQ(2 - one.len() - other.len() + third.len(), done);
            if (third.len() == 1 && of.bound == 1U) break; // the third is not ready any more
        }
    });
}

TYPED_TEST(selecting, finds_a_closed_receiver_ready_with_the_error) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [open_tx, open_rx] = of.template channel<int>();
        tx.drop();
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ(
                chan::select(chan::on(open_rx, unexpected), chan::on(rx, finds_it_closed)), 1U
            );
        }
        chan::select(chan::on(rx, finds_it_closed), chan::otherwise(unexpected));
        chan::select(chan::on(rx, finds_it_closed), chan::timeout(1h, unexpected));
    });
}

TYPED_TEST(selecting, finds_a_closed_sender_ready_and_gives_the_value_back) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        rx.drop();
        int back = 0;
        auto keep = [&](auto sent) {
            ASSERT_FALSE(sent);
            back += *sent.error().value;
        };
        chan::select(chan::on(tx, std::make_unique<int>(1), keep));
        chan::select(chan::on(tx, std::make_unique<int>(2), keep), chan::otherwise(unexpected));
        chan::select(chan::on(tx, std::make_unique<int>(4), keep), chan::timeout(1h, unexpected));
        EXPECT_EQ(back, 7);
    });
}

TYPED_TEST(selecting, receives_what_is_queued_before_it_finds_the_end) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        for (int i = 0; i < of.room(3); ++i) ASSERT_TRUE(tx.send(int(i)));
        tx.drop();
        for (int i = 0; i < of.room(3); ++i) chan::select(chan::on(rx, gets(i)));
        chan::select(chan::on(rx, finds_it_closed));
    });
}

TYPED_TEST(selecting, does_otherwise_what_is_said_where_nothing_is_ready) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [full_tx, full_rx] = of.template channel<int>();
        for (int i = 0; of.bound && i < of.room(99); ++i) ASSERT_TRUE(full_tx.send(int(i)));
        int idle = 0;
        EXPECT_EQ(chan::select(chan::on(rx, unexpected), chan::otherwise([&] { ++idle; })), 1U);
        EXPECT_EQ(idle, 1);
        if (of.bound) {
            EXPECT_EQ(
                chan::select(
                    chan::on(rx, unexpected),
                    chan::on(full_tx, 9, unexpected),
                    chan::otherwise([&] { ++idle; })
                ),
                2U
            );
            EXPECT_EQ(idle, 2);
        }
        EXPECT_EQ(full_rx.len(), of.bound.value_or(0));
    });
}

TYPED_TEST(selecting, does_not_do_otherwise_what_can_be_done) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        EXPECT_EQ(chan::select(chan::on(tx, 1, is_sent), chan::otherwise(unexpected)), 0U);
        EXPECT_EQ(chan::select(chan::on(rx, gets(1)), chan::otherwise(unexpected)), 0U);
        EXPECT_EQ(chan::select(chan::on(tx, 2, is_sent), chan::timeout(0ns, unexpected)), 0U);
        EXPECT_EQ(chan::select(chan::on(rx, gets(2)), chan::timeout(-1h, unexpected)), 0U);
    });
}

TYPED_TEST(selecting, gives_up_after_its_time_and_not_before) {
    this->on_all([](auto of) {
        using clock = typename decltype(of)::clock;
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<std::string>();
        const auto begin = clock::now();
        int late = 0;
        EXPECT_EQ(
            chan::select(
                chan::on(rx, unexpected),
                chan::on(other, unexpected),
                chan::timeout(5ms, [&] { ++late; })
            ),
            2U
        );
        EXPECT_EQ(late, 1);
        EXPECT_GE(clock::now() - begin, 5ms);
    });
}

TYPED_TEST(selecting, tries_once_where_its_time_is_over) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        int late = 0;
        auto gave_up = [&] { ++late; };
        chan::select(chan::on(rx, unexpected), chan::timeout(0ns, gave_up));
        chan::select(chan::on(rx, unexpected), chan::timeout(-1h, gave_up));
        chan::select(chan::on(rx, unexpected), chan::timeout(std::chrono::hours::min(), gave_up));
        EXPECT_EQ(late, 3);
    });
}

TYPED_TEST(selecting, has_given_up_nothing_but_its_wait) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        chan::select(chan::on(rx, unexpected), chan::timeout(1ms, nothing));
        if (of.is_rendezvous()) {
            EXPECT_TRUE(tx.try_send(1).error().is_full());
            chan::select(chan::on(tx, 1, unexpected), chan::timeout(1ms, nothing));
            EXPECT_TRUE(rx.try_recv().error().is_empty());
        } else {
            EXPECT_TRUE(tx.try_send(1));
            EXPECT_EQ(rx.len(), 1U);
        }
    });
}

// Both ends of one channel.

TYPED_TEST(selecting, never_meets_itself_at_a_rendezvous) {
    this->on_rendezvous([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        int idle = 0;
        auto count = [&] { ++idle; };
        for (int i = 0; i < 4; ++i) { // beginning with either case
            chan::select(
                chan::on(tx, 1, unexpected), chan::on(rx, unexpected), chan::otherwise(count)
            );
            chan::select(
                chan::on(rx, unexpected), chan::on(tx, 1, unexpected), chan::timeout(1us, count)
            );
        }
        EXPECT_EQ(idle, 8);
    });
}

TYPED_TEST(selecting, can_fill_and_drain_the_same_queue) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        int sent = 0, received = 0;
        for (int i = 0; i < 40; ++i) {
            chan::select(
                chan::on(tx, int(sent), [&](auto&& result) { sent += result ? 1 : 0; }),
                chan::on(rx, [&](auto&& message) { EXPECT_EQ(message, received++); }),
                chan::otherwise(unexpected)
            );
            ASSERT_EQ(rx.len(), static_cast<std::size_t>(sent - received));
        }
        EXPECT_EQ(sent + received, 40);
        EXPECT_GT(received, 0);
    });
}

TYPED_TEST(selecting, does_one_of_two_cases_on_the_same_handle) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        std::array<int, 2> chosen{};
        for (int i = 0; i < 20; ++i) {
            const auto sends = chan::select(chan::on(tx, 10, is_sent), chan::on(tx, 11, is_sent));
            ++chosen.at(sends);
            ASSERT_EQ(rx.len(), 1U);
            const int sent = 10 + static_cast<int>(sends);
            chan::select(chan::on(rx, gets(sent)), chan::on(rx, gets(sent)));
            ASSERT_EQ(rx.len(), 0U);
        }
        EXPECT_GT(chosen[0], 0);
        EXPECT_GT(chosen[1], 0);
    });
}

// Values.

TYPED_TEST(selecting, drops_the_values_that_were_not_sent_once) {
    this->on_buffered([](auto of) {
        counted::counter living = 0;
        {
            auto [tx, rx] = of.template channel<counted>();
            auto [other_tx, other] = of.template channel<counted>();
            chan::select(
                chan::on(tx, counted(living, 1), is_sent),
                chan::on(other_tx, counted(living, 2), is_sent)
            );
            EXPECT_EQ(living, 1);
            EXPECT_EQ(rx.len() + other.len(), 1U);
            chan::select(
                chan::on(rx, [&](auto message) { EXPECT_EQ(message->number, 1); }),
                chan::on(other, [&](auto message) { EXPECT_EQ(message->number, 2); })
            );
            EXPECT_EQ(living, 0) << "what a handler does not keep dies with it";
            other.drop();
            rx.drop();
            chan::select(chan::on(tx, counted(living, 3), [&](auto sent) {
                EXPECT_EQ(sent.error().value.number, 3);
                EXPECT_EQ(living, 1);
            }));
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(selecting, drops_its_values_where_it_gives_up) {
    this->on_rendezvous([](auto of) {
        counted::counter living = 0;
        auto [tx, rx] = of.template channel<counted>();
        chan::select(
            chan::on(tx, counted(living, 1), unexpected),
            chan::on(tx, counted(living, 2), unexpected),
            chan::otherwise([&] { EXPECT_EQ(living, 2) << "still there, in their cases"; })
        );
        EXPECT_EQ(living, 0);
        chan::select(chan::on(tx, counted(living, 1), unexpected), chan::timeout(1us, nothing));
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(selecting, takes_channels_of_different_types_and_kinds) {
    this->on_buffered([](auto of) {
        auto [number_tx, numbers] = of.template channel<int>();
        auto [text_tx, texts] = of.template mpmc_channel<std::string>();
        auto [token_tx, tokens] = of.template channel<std::unique_ptr<int>>();
        const auto& const_texts = texts;
        ASSERT_TRUE(text_tx.send("hello"));
        chan::select(
            chan::on(numbers, unexpected),
            chan::on(const_texts, gets<std::string>("hello")),
            chan::on(tokens, unexpected),
            chan::on(of.template never<double>(), unexpected)
        );
        ASSERT_TRUE(token_tx.send(std::make_unique<int>(5)));
        chan::select(chan::on(numbers, unexpected), chan::on(tokens, [](auto token) {
                         EXPECT_EQ(**token, 5);
                     }));
    });
}

// Handlers.

TYPED_TEST(selecting, lets_a_handler_use_the_same_channels) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        ASSERT_TRUE(tx.send(1));
        int told = 0;
        chan::select(
            chan::on(
                rx,
                [&, &tx = tx, &rx = rx, &other = other](auto message) {
                    EXPECT_TRUE(tx.try_send(*message + 1));
                    EXPECT_EQ(rx.try_recv(), 2);
                    EXPECT_TRUE(tx.send(3));
                    chan::select( // a select of its own, on the same cases
                        chan::on(other, unexpected),
                        chan::on(rx, [&](auto next) { told = *next; })
                    );
                    tx.drop();
                }
            ),
            chan::on(other, unexpected)
        );
        EXPECT_EQ(told, 3);
        chan::select(chan::on(rx, finds_it_closed));
    });
}

TYPED_TEST(selecting, passes_on_what_a_handler_throws) {
    this->on_buffered([](auto of) {
        auto [tx, rx] = of.template channel<int>();
        auto fails = [](auto&&...) { throw std::runtime_error("a handler's"); };
        EXPECT_THROW(chan::select(chan::on(tx, 1, fails)), std::runtime_error);
        EXPECT_EQ(rx.len(), 1U) << "it was sent";
        EXPECT_THROW(chan::select(chan::on(rx, fails)), std::runtime_error);
        EXPECT_EQ(rx.len(), 0U) << "it was received";
        EXPECT_THROW(
            chan::select(chan::on(rx, ignore), chan::otherwise(fails)), std::runtime_error
        );
        EXPECT_THROW(
            chan::select(chan::on(rx, ignore), chan::timeout(1us, fails)), std::runtime_error
        );
        EXPECT_TRUE(tx.try_send(2));
        EXPECT_EQ(rx.try_recv(), 2);
    });
}

} // namespace tests
