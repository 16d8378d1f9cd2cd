// The core under every interleaving: sends, receives and drops, in all flavours.
#include "tests/interleave/checks.hpp"
#include "tests/interleave/flavours.hpp"
#include "tests/interleave/tracked.hpp"

#include <utility>

namespace tests::interleave {

class channel_of : public testing::TestWithParam<flavour> {};
INSTANTIATE_TEST_SUITE_P(, channel_of, testing::ValuesIn(flavours), name_of);

TEST_P(channel_of, send_meets_recv) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread sender("sender", [&, tx = std::move(tx)] {
                tracked message(messages, 1);
                must(tx.send(std::move(message)).has_value(), "it is sent");
                must(message.was_moved_from(), "it has left");
            });
            const auto received = rx.recv();
            must(received && received->number() == 1, "it is received");
            must(!rx.recv(), "it was the only one");
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(channel_of, two_sends_meet_two_recvs) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread sender("sender", [&, &tx = tx] {
                must(tx.send(tracked(messages, 1)).has_value(), "the first is sent");
                must(tx.send(tracked(messages, 2)).has_value(), "the second is sent");
            });
            for (int i = 1; i <= 2; ++i) {
                const auto received = rx.recv();
                must(received && received->number() == i, "in the order of their sends");
            }
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(channel_of, send_meets_the_receivers_drop) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread receiver("receiver", [rx = std::move(rx)] {});
            const auto sent = tx.send(tracked(messages, 1));
            if (sent) {
                saw("sent");
                must(!GetParam().is_rendezvous(), "nobody met it");
            } else {
                saw("handed back");
                must(sent.error().value.number() == 1, "it is whole");
                must(!messages.has_ended(1), "it is not received");
            }
            receiver.join();
            must(messages.has_ended(1) == sent.has_value(), "the drop ends what was queued");
            must(!tx.send(tracked(messages, 2)), "nobody listens any more");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), GetParam().is_rendezvous() ? 1U : 2U);
}

TEST_P(channel_of, try_send_meets_try_recv) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread sender("sender", [&, &tx = tx] {
                const auto sent = tx.try_send(tracked(messages, 1));
                must(sent.has_value() != GetParam().is_rendezvous(), "there is room, if any");
            });
            const auto received = rx.try_recv();
            saw(received ? "received" : "empty");
            must(received || received.error().is_empty(), "a sender is alive");
            must(!received || received->number() == 1, "it is received");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), GetParam().is_rendezvous() ? 1U : 2U);
}

TEST_P(channel_of, try_send_meets_a_recv) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            cell was_received;
            thread receiver("receiver", [&, rx = std::move(rx)] {
                const auto received = rx.recv();
                must(!received || received->number() == 1, "it is received");
                was_received.set(received ? 1 : 0);
            });
            const auto sent = tx.try_send(tracked(messages, 1));
            must(sent || sent.error().is_full(), "the receiver is alive");
            saw(sent ? "sent" : "full");
            tx.drop();
            receiver.join();
            must(sent.has_value() == (was_received.get() == 1), "received if it is sent");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), GetParam().is_rendezvous() ? 2U : 1U);
}

TEST_P(channel_of, recv_meets_the_last_senders_drop) {
    // What was written before the drop can be read after the failed receive.
    holds_always([] {
        auto [tx, rx] = GetParam().make();
        cell result;
        thread sender("sender", [&, tx = std::move(tx)]() mutable {
            result.set(1);
            tx.drop();
        });
        must(!rx.recv(), "nothing came");
        must(result.get() == 1, "the drop publishes what came before it");
    });
}

TEST_P(channel_of, try_recv_meets_the_last_senders_drop) {
    const auto found = holds_always([] {
        auto [tx, rx] = GetParam().make();
        cell result;
        thread sender("sender", [&, tx = std::move(tx)]() mutable {
            result.set(1);
            tx.drop();
        });
        const auto received = rx.try_recv();
        if (received.error().is_disconnected()) must(result.get() == 1, "published");
        saw(received.error().is_disconnected() ? "disconnected" : "empty");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(channel_of, a_disconnect_publishes_what_every_sender_did) {
    holds_always([] {
        auto [tx, rx] = GetParam().make();
        cell results[2];
        const auto work = [&](int me, auto mine) {
            return [&results, me, mine = std::move(mine)]() mutable {
                results[me].set(1);
                mine.drop();
            };
        };
        thread one("one", work(0, tx.clone()));
        thread two("two", work(1, std::move(tx)));
        must(!rx.recv(), "nothing came");
        must(results[0].get() + results[1].get() == 2, "both drops came before");
    });
}

TEST_P(channel_of, a_refused_send_sees_what_the_receiver_did) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            cell result;
            thread receiver("receiver", [&, rx = std::move(rx)]() mutable {
                result.set(1);
                rx.drop();
            });
            if (!tx.send(tracked(messages, 1))) must(result.get() == 1, "published");
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(channel_of, a_refused_send_sees_what_every_receiver_did) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make_mpmc();
            cell results[2];
            const auto work = [&](int me, auto mine) {
                return [&results, me, mine = std::move(mine)]() mutable {
                    results[me].set(1);
                    mine.drop();
                };
            };
            thread one("one", work(0, rx.clone()));
            thread two("two", work(1, std::move(rx)));
            if (!tx.try_send(tracked(messages, 1)) && !GetParam().is_rendezvous()) {
                must(results[0].get() + results[1].get() == 2, "both drops came before");
            }
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(channel_of, the_last_two_handles_are_dropped_together) {
    holds_always([] {
        auto [tx, rx] = GetParam().make();
        thread sender("sender", [tx = std::move(tx)] {});
        thread receiver("receiver", [rx = std::move(rx)] {});
    });
}

class queue_of : public testing::TestWithParam<flavour> {};
INSTANTIATE_TEST_SUITE_P(, queue_of, testing::ValuesIn(buffered), name_of);

TEST_P(queue_of, is_dropped_with_the_last_handles) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            must(tx.send(tracked(messages, 1)).has_value(), "it is queued");
            thread sender("sender", [tx = std::move(tx)] {});
            thread receiver("receiver", [rx = std::move(rx)] {});
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(channel_of, a_clone_meets_a_drop) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread one("one", [&, tx = tx.clone()] {
                const auto another = tx.clone();
                const auto sent = another.try_send(tracked(messages, 1));
                saw(sent ? "sent" : "not sent");
            });
            thread two("two", [tx = std::move(tx)] {});
            const auto received = rx.recv();
            must(!received || received->number() == 1, "it is received");
            saw(received ? "received" : "closed");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_TRUE(found.seen.contains("received"));
    EXPECT_EQ(found.seen.contains("closed"), GetParam().is_rendezvous());
}

/// Sends three messages, of which the third begins a block of two; takes the first two out.
template <class Sender, class Receiver>
void make_a_long_block(const Sender& tx, const Receiver& rx, ledger& messages) {
    for (int i = 1; i <= 3; ++i) must(tx.send({messages, i}).has_value(), "it is queued");
    for (int i = 1; i <= 2; ++i) must(rx.recv()->inner.number() == i, "in order");
}

TEST(long_block, is_given_back_while_a_sender_goes_on) {
    const auto with = [](auto make) {
        return [=] {
            ledger messages;
            {
                auto [tx, rx] = make();
                make_a_long_block(tx, rx, messages);
                thread sender("sender", [&, tx = std::move(tx)] {
                    for (int i = 4; i <= 5; ++i) must(tx.send({messages, i}).has_value(), "sent");
                });
                for (int i = 3; i <= 5; ++i) must(rx.recv()->inner.number() == i, "in order");
                must(!rx.recv(), "closed");
            }
            must(messages.is_settled(), "each message ends once");
        };
    };
    holds_always(with([] { return chan::channel<long_message, interleaved>(); }));
    holds_always(with([] { return chan::mpmc::channel<long_message, interleaved>(); }));
}

TEST(long_block, is_given_back_while_the_sender_goes) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = chan::channel<long_message, interleaved>();
            make_a_long_block(tx, rx, messages);
            thread sender("sender", [tx = std::move(tx)] {});
            must(rx.try_recv()->inner.number() == 3, "in order");
        }
        must(messages.is_settled(), "each message ends once");
    });
}

} // namespace tests::interleave
