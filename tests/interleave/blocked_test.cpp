// The core under every interleaving: threads that wait, and who ends their wait.
#include "tests/interleave/checks.hpp"
#include "tests/interleave/flavours.hpp"
#include "tests/interleave/tracked.hpp"

#include <chrono>
#include <utility>

namespace tests::interleave {

using namespace std::chrono_literals;

class waiters_of : public testing::TestWithParam<flavour> {};
INSTANTIATE_TEST_SUITE_P(, waiters_of, testing::ValuesIn(flavours), name_of);

class blocked_senders_of : public testing::TestWithParam<flavour> {
protected:
    /// Sends what there is room for, with the numbers 1 and on; answers how many those are.
    template <class Sender>
    static int fill(const Sender& tx, ledger& messages) {
        const int room = static_cast<int>(*tx.capacity());
        for (int i = 1; i <= room; ++i) {
            must(tx.try_send(tracked(messages, i)).has_value(), "there is room");
        }
        return room;
    }
};
INSTANTIATE_TEST_SUITE_P(, blocked_senders_of, testing::ValuesIn(limited), name_of);

TEST_P(blocked_senders_of, go_on_when_there_is_room) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            const int room = fill(tx, messages);
            thread sender("sender", [&, &tx = tx] {
                must(tx.send(tracked(messages, room + 1)).has_value(), "it is sent");
            });
            for (int i = 1; i <= room + 1; ++i) {
                const auto received = rx.recv();
                must(received && received->number() == i, "in order");
            }
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(blocked_senders_of, two_of_them_are_served_by_a_receiver) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            const int room = fill(tx, messages);
            const auto send = [&](int number) {
                return [&, number] {
                    must(tx.send(tracked(messages, number)).has_value(), "it is sent");
                };
            };
            thread one("one", send(room + 1));
            thread two("two", send(room + 2));
            int last = 0;
            for (int i = 1; i <= room + 2; ++i) {
                const auto received = rx.recv();
                must(received.has_value(), "it is received");
                must(i > room || received->number() == i, "what was queued comes first");
                last = received->number();
            }
            saw(last == room + 1 ? "two, one" : "one, two");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(blocked_senders_of, get_their_messages_back_when_the_receiver_goes) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            const int room = fill(tx, messages);
            const auto send = [&](int number) {
                return [&, number] {
                    const auto sent = tx.send(tracked(messages, number));
                    must(!sent && sent.error().value.number() == number, "it is handed back");
                };
            };
            thread one("one", send(room + 1));
            thread two("two", send(room + 2));
            rx.drop();
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(blocked_senders_of, one_is_served_and_the_other_is_handed_back) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            const int room = fill(tx, messages);
            cell sent[2];
            const auto send = [&](int me) {
                return [&, me] { sent[me].set(tx.send(tracked(messages, room + 1 + me)) ? 1 : 0); };
            };
            thread one("one", send(0));
            thread two("two", send(1));
            must(rx.recv().has_value(), "somebody sends");
            rx.drop();
            one.join();
            two.join();
            const int both = sent[0].get() + sent[1].get();
            must(GetParam().is_rendezvous() ? both == 1 : both <= 1, "there was room for one");
            saw(both == 0 ? "neither" : sent[0].get() == 1 ? "one" : "two");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), GetParam().is_rendezvous() ? 2U : 3U);
}

TEST_P(waiters_of, two_receivers_meet_two_sends) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make_mpmc();
            cell number[2];
            const auto receive = [&](int me) {
                return [&, me] {
                    const auto received = rx.recv();
                    must(received.has_value(), "each gets one");
                    number[me].set(received->number());
                };
            };
            thread one("one", receive(0));
            thread two("two", receive(1));
            must(tx.send(tracked(messages, 1)).has_value(), "the first is sent");
            must(tx.send(tracked(messages, 2)).has_value(), "the second is sent");
            one.join();
            two.join();
            must(number[0].get() + number[1].get() == 3, "not the same");
            saw(number[0].get() == 1 ? "one, two" : "two, one");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(waiters_of, a_send_and_the_drop_serve_two_receivers) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make_mpmc();
            cell received[2];
            const auto receive = [&](int me) {
                return [&, me] { received[me].set(rx.recv().has_value() ? 1 : 0); };
            };
            thread one("one", receive(0));
            thread two("two", receive(1));
            must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
            tx.drop();
            one.join();
            two.join();
            must(received[0].get() + received[1].get() == 1, "one of them gets it");
            saw(received[0].get() == 1 ? "one" : "two");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(waiters_of, recv_timeout_meets_a_send) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread sender("sender", [&, tx = std::move(tx)] {
                must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
            });
            const auto begin = interleaved::clock::now();
            const auto received = rx.recv_timeout(1s);
            if (received) {
                saw("received");
                must(received->number() == 1, "it is received");
            } else {
                saw("timed out");
                must(received.error().is_timeout(), "the sender is alive until it has sent");
                must(interleaved::clock::now() >= begin + 1s, "it has waited");
                const auto later = rx.recv();
                must(later && later->number() == 1, "it is received later");
            }
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(blocked_senders_of, send_timeout_meets_a_recv) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            const int room = fill(tx, messages);
            thread sender("sender", [&, tx = std::move(tx)] {
                const auto sent = tx.send_timeout(tracked(messages, room + 1), 1s);
                saw(sent ? "sent" : "timed out");
                must(sent || sent.error().is_timeout(), "the receiver is alive");
                must(sent || sent.error().value.number() == room + 1, "it is handed back");
            });
            for (int i = 1; i <= room; ++i) must(rx.recv()->number() == i, "in order");
            const auto received = rx.recv();
            must(!received || received->number() == room + 1, "in order");
            saw(received ? "received" : "closed");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 4U);
    EXPECT_EQ(found.seen.at("sent"), found.seen.at("received"));
}

TEST_P(waiters_of, a_hand_off_meets_time_outs_of_both) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            cell was_sent;
            thread sender("sender", [&, &tx = tx] {
                was_sent.set(tx.send_timeout(tracked(messages, 1), 1s) ? 1 : 0);
            });
            const auto received = rx.recv_timeout(1s);
            sender.join();
            must(was_sent.get() == 1 || !received, "nothing is received that was not sent");
            if (GetParam().is_rendezvous()) {
                must((was_sent.get() == 1) == received.has_value(), "both or neither");
            } else {
                must(was_sent.get() == 1, "there is room");
            }
            saw(received ? "received" : "timed out");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(blocked_senders_of, send_timeout_meets_a_recv_and_the_drop) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make_mpmc();
            const int room = fill(tx, messages);
            thread sender("sender", [&, &tx = tx] {
                const auto sent = tx.send_timeout(tracked(messages, room + 1), 1s);
                saw(sent ? "sent" : sent.error().is_timeout() ? "timed out" : "disconnected");
                must(sent || sent.error().value.number() == room + 1, "it is handed back");
            });
            thread receiver("receiver", [rx = rx.clone()] {
                saw(rx.try_recv() ? "received" : "empty");
            });
            rx.drop();
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_TRUE(found.seen.contains("sent"));
    EXPECT_TRUE(found.seen.contains("timed out"));
    EXPECT_TRUE(found.seen.contains("disconnected"));
}

} // namespace tests::interleave
