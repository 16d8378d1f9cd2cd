// What a select does with its payloads: each dies once, whatever way it went, and one whose move
// throws, on whichever thread, spoils nothing else.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"
#include "tests/channel/payloads.hpp"
#include "tests/channel/small_stack.hpp"

#include <atomic>
#include <memory>
#include <vector>

namespace tests {

template <class Stage>
class select_payload : public conformance<Stage> {};
TYPED_TEST_SUITE(select_payload, stages, stage_names);

TYPED_TEST(select_payload, may_only_move) {
    this->on_all([](auto of) {
        auto [tx, rx] = of.template channel<std::unique_ptr<int>>();
        auto [other_tx, other] = of.template channel<std::unique_ptr<int>>();
        auto producer = of.spawn([tx = tx.clone(), other = other_tx.clone()] {
            for (int i = 0; i < 10; ++i) {
                chan::select(
                    chan::on(tx, std::make_unique<int>(i), is_sent),
                    chan::on(other, std::make_unique<int>(i), is_sent)
                );
            }
        });
        for (int i = 0; i < 10; ++i) {
            std::unique_ptr<int> kept;
            auto keep = [&](auto message) { kept = std::move(*message); };
            chan::select(chan::on(rx, keep), chan::on(other, keep));
            ASSERT_NE(kept, nullptr);
            if (of.is_rendezvous()) {
                EXPECT_EQ(*kept, i); // else they wait in two queues
            }
        }
        producer.join();
    });
}

TYPED_TEST(select_payload, may_be_over_aligned_and_needs_neither_default_nor_assignment) {
    this->on_all([](auto of) {
        struct fixed : over_aligned {
            const int twice;
            explicit fixed(int n) : over_aligned{n}, twice(2 * n) {}
        };
        auto [tx, rx] = of.template channel<fixed>();
        auto producer = of.spawn([tx = std::move(tx)] {
            for (int i = 0; i < 40; ++i) chan::select(chan::on(tx, fixed(i), is_sent));
        });
        for (int i = 0; i < 40; ++i) {
            chan::select(chan::on(rx, [&](auto&& message) {
                EXPECT_TRUE(message->is_in_place());
                EXPECT_EQ(message->number, i);
                EXPECT_EQ(message->twice, 2 * i);
            }));
        }
        producer.join();
    });
}

TYPED_TEST(select_payload, dies_once_whichever_select_ends_first) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            counted::counter living = 0;
            {
                auto [tx, rx] = of.template channel<counted>();
                auto [other_tx, other] = of.template channel<counted>();
                auto producer =
                    of.spawn([&living, tx = std::move(tx), other = std::move(other_tx)] {
                        for (int i = 0; i < 4; ++i) {
                            chan::select(
                                chan::on(tx, counted(living, i), ignore),
                                chan::on(other, counted(living, i), ignore)
                            );
                        }
                    });
                for (int i = 0; i < 2; ++i) {
                    chan::select(chan::on(rx, ignore), chan::on(other, ignore));
                }
                rx.drop();
                other.drop();
                producer.join();
            }
            EXPECT_EQ(living, 0);
        }
    });
}

TYPED_TEST(select_payload, a_channel_goes_through_a_channel) {
    this->on_all([](auto of) {
        using inner = typename decltype(of)::template receiver<int>;
        auto [tx, rx] = of.template channel<inner>();
        auto [other_tx, other] = of.template channel<int>();
        auto [inner_tx, inner_rx] = of.template channel<int>();
        auto worker = of.spawn([rx = std::move(rx), other = std::move(other)] {
            chan::select(chan::on(other, unexpected), chan::on(rx, [](auto given) {
                             ASSERT_TRUE(given);
                             chan::select(chan::on(*given, gets(5)));
                         }));
        });
        chan::select(chan::on(tx, std::move(inner_rx), is_sent));
        EXPECT_TRUE(inner_tx.send(5));
        worker.join();
    });
}

// Moves that throw.

TYPED_TEST(select_payload, that_throws_has_not_been_sent) {
    this->on_buffered([](auto of) {
        std::atomic<int> failures = 0;
        auto [tx, rx] = of.template channel<fragile>();
        typename decltype(of)::selector any;
        any.on(tx, fragile(failures, 5), is_sent);
        failures = 2;
        EXPECT_THROW(any.wait(), move_failed);
        EXPECT_THROW(any.try_once(), move_failed);
        EXPECT_TRUE(rx.is_empty());
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(rx.recv()->number, 5);
    });
}

TYPED_TEST(select_payload, that_throws_has_not_been_received) {
    this->on_buffered([](auto of) {
        std::atomic<int> failures = 0;
        auto [tx, rx] = of.template channel<fragile>();
        auto [other_tx, other] = of.template channel<int>();
        ASSERT_TRUE(tx.send(fragile(failures, 5)));
        failures = 2;
        auto try_it = [&, &rx = rx, &other = other](auto handler) {
            chan::select(chan::on(rx, handler), chan::on(other, unexpected));
        };
        EXPECT_THROW(try_it(unexpected), move_failed);
        EXPECT_THROW(try_it(unexpected), move_failed);
        EXPECT_EQ(rx.len(), 1U);
        try_it([](auto&& message) { EXPECT_EQ(message->number, 5); });
    });
}

TYPED_TEST(select_payload, that_would_throw_later_is_moved_into_the_case_and_no_further) {
    this->on_buffered([](auto of) {
        std::atomic<int> moves_left = 99;
        auto [tx, rx] = of.template channel<tiring>();
        typename decltype(of)::selector any;
        auto expects = [](int number) {
            return [=](auto&& message) { EXPECT_EQ(message->number, number); };
        };
        any.on(rx, expects(5));
        for (int i = 0; i < 3; ++i) {
            ASSERT_TRUE(tx.send(tiring(moves_left, 5)));
            moves_left = 1;
            EXPECT_EQ(any.wait(), 0U);
            moves_left = 99;
            ASSERT_TRUE(tx.send(tiring(moves_left, 6)));
            moves_left = 1;
            chan::select(chan::on(rx, expects(6)));
            moves_left = 99;
        }
    });
}

TYPED_TEST(select_payload, that_throws_in_a_handlers_parameter_leaves_the_selector_usable) {
    this->on_buffered([](auto of) {
        std::atomic<int> moves_left = 99;
        auto [tx, rx] = of.template channel<tiring>();
        int received = 0;
        typename decltype(of)::selector any;
        any.on(rx, [&](auto message) { received += message ? message->number : 1000; });
        ASSERT_TRUE(tx.send(tiring(moves_left, 5)));
        moves_left = 1;
        EXPECT_THROW(any.wait(), move_failed);
        moves_left = 99;
        EXPECT_EQ(any.try_once(), std::nullopt);
        ASSERT_TRUE(tx.send(tiring(moves_left, 6)));
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(received, 6);
        tx.drop();
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(received, 1006);
    });
}

TYPED_TEST(select_payload, stays_in_its_handlers_hands_while_that_uses_the_selector) {
    this->on_buffered([](auto of) {
        std::atomic<int> moves_left = 99;
        auto [tx, rx] = of.template channel<tiring>();
        auto [other_tx, other] = of.template channel<int>();
        typename decltype(of)::selector any;
        any.on(rx, [&, &tx = tx, &other_tx = other_tx](auto&& message) {
            if (message->number == 6) return;
            ASSERT_TRUE(tx.send(tiring(moves_left, 6)));
            ASSERT_TRUE(other_tx.send(7));
            EXPECT_EQ(any.wait(), 1U);
            EXPECT_EQ(any.try_once(), std::nullopt) << "its own case is left out";
            EXPECT_EQ(message->number, 5);
        });
        any.on(other, gets(7));
        ASSERT_TRUE(tx.send(tiring(moves_left, 5)));
        EXPECT_EQ(any.wait(), 0U);
        EXPECT_EQ(any.wait(), 0U) << "the other message";
        EXPECT_EQ(any.try_once(), std::nullopt);
    });
}

// A peer claims the select, and then its payload throws: the peer has the exception, and the select
// waits on, in all its channels.
TYPED_TEST(select_payload, that_throws_in_a_sending_peers_hands_leaves_the_select_waiting) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            std::atomic<int> failures = 0;
            auto [tx, rx] = of.template channel<fragile>();
            auto [other_tx, other] = of.template channel<int>();
            auto consumer = of.spawn([rx = std::move(rx), other = std::move(other)] {
                int thrown = 0, received = 0;
                while (received < 2) {
                    try {
                        chan::select(
                            chan::on(
                                rx,
                                [&](auto&& message) {
                                    EXPECT_EQ(message->number, 8);
                                    ++received;
                                }
                            ),
                            chan::on(
                                other,
                                [&](auto&& message) {
                                    EXPECT_EQ(message, 3);
                                    ++received;
                                }
                            )
                        );
                    } catch (const move_failed&) {
                        ++thrown; // it did not wait: it met a waiting sender, or the queue
                    }
                }
                EXPECT_LE(thrown, 1);
            });
            fragile message(failures, 8);
            failures = 1;
            while (true) {
                try {
                    ASSERT_TRUE(tx.send(std::move(message)));
                    break;
                } catch (const move_failed&) {
                    EXPECT_EQ(message.number, 8);
                }
            }
            EXPECT_TRUE(other_tx.send(3));
            consumer.join();
            EXPECT_EQ(failures, 0);
        }
    });
}

TYPED_TEST(select_payload, that_throws_in_a_receiving_peers_hands_leaves_the_select_waiting) {
    this->on_rendezvous([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            std::atomic<int> failures = 0;
            auto [tx, rx] = of.template channel<fragile>();
            auto [other_tx, other] = of.template channel<int>();
            auto consumer = of.spawn([rx = std::move(rx), other_tx = std::move(other_tx)] {
                while (true) {
                    try {
                        EXPECT_EQ(rx.recv()->number, 8);
                        break;
                    } catch (const move_failed&) {
                    }
                }
            });
            typename decltype(of)::selector any;
            any.on(tx, fragile(failures, 8), is_sent);
            any.on(other, unexpected);
            failures = 1;
            while (true) {
                try {
                    EXPECT_EQ(any.wait(), 0U);
                    break;
                } catch (const move_failed&) { // it met a waiting receiver: then it was to move
                }
            }
            EXPECT_EQ(failures, 0);
            consumer.join();
        }
    });
}

TYPED_TEST(select_payload, that_throws_on_its_way_into_the_queue_throws_in_the_select) {
    this->on_bounded([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            std::atomic<int> none = 0, one = 0;
            auto [tx, rx] = of.template channel<fragile>();
            auto [other_tx, other] = of.template channel<int>();
            for (int i = 0; i < of.room(99); ++i) ASSERT_TRUE(tx.send(fragile(none, i)));
            auto unlucky = of.spawn([&one, tx = std::move(tx), other = std::move(other)] {
                typename decltype(of)::selector any;
                any.on(other, unexpected);
                any.on(tx, fragile(one, 1000), is_sent);
                one = 1;
                EXPECT_THROW(any.wait(), move_failed);
                EXPECT_EQ(any.wait(), 1U) << "it still has its value, and can try again";
            });
            for (int i = 0; i < of.room(99); ++i) EXPECT_EQ(rx.recv()->number, i);
            EXPECT_EQ(rx.recv()->number, 1000);
            EXPECT_FALSE(rx.recv());
            unlucky.join();
        }
    });
}

// Big ones. What is alive at once of a value to be sent: the argument of `on`, what `on` makes of
// it, the case in its place, and the result that the handler gets; of a message: the last two.
TEST(huge_select_payload, is_on_the_stack_no_more_often_than_said) {
    constexpr std::size_t slack = 512 * 1024;
    // Built with a sanitizer, no two temporaries share a place in the frame.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr std::size_t apart = 2;
#else
    constexpr std::size_t apart = 1;
#endif
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
        auto [tx, rx] = bound ? chan::sync_channel<huge>(*bound) : chan::channel<huge>();
        on_a_stack_of(apart * 4 * sizeof(huge) + slack, [&tx = tx] {
            chan::select(chan::on(tx, huge{}, [](auto&& sent) { EXPECT_TRUE(sent); }));
        });
        on_a_stack_of(apart * 2 * sizeof(huge) + slack, [&rx = rx] {
            chan::select(chan::on(rx, [](auto&& message) { EXPECT_TRUE(message); }));
        });
    }
}

} // namespace tests
