// The core under every interleaving, with threads that try and look once more before they wait.
#include "tests/interleave/checks.hpp"
#include "tests/interleave/flavours.hpp"
#include "tests/interleave/tracked.hpp"

#include <chrono>
#include <utility>

namespace tests::interleave {

using namespace std::chrono_literals;

class patience_at : public testing::TestWithParam<flavour> {};
INSTANTIATE_TEST_SUITE_P(, patience_at, testing::ValuesIn(flavours), name_of);

TEST_P(patience_at, both_ends_loses_no_message) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make<patient>();
            thread sender("sender", [&, tx = std::move(tx)] {
                must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
                must(tx.send(tracked(messages, 2)).has_value(), "it is sent");
            });
            for (int i = 1; i <= 2; ++i) must(rx.recv()->number() == i, "in order");
            must(!rx.recv(), "closed");
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(patience_at, the_receiving_end_serves_two) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make_mpmc<patient>();
            cell numbers[2];
            const auto receive = [&](int me) {
                return [&, me, rx = rx.clone()] {
                    const auto received = rx.recv();
                    numbers[me].set(received ? received->number() : 0);
                };
            };
            thread one("one", receive(0));
            thread two("two", receive(1));
            must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
            tx.drop();
            one.join();
            two.join();
            must(numbers[0].get() + numbers[1].get() == 1, "one of them gets it");
            saw(numbers[0].get() == 1 ? "one" : "two");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(patience_at, both_ends_runs_out_with_the_time) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make<patient>();
            for (int i = 0; i < static_cast<int>(tx.capacity().value_or(0)); ++i) {
                must(tx.try_send(tracked(messages, 2 + i)).has_value(), "there is room");
            }
            thread sender("sender", [&, tx = std::move(tx)] {
                const auto sent = tx.send_timeout(tracked(messages, 1), 1s);
                must(sent || sent.error().value.number() == 1, "it is handed back");
                saw(sent ? "sent" : "not sent");
            });
            const auto received = rx.recv_timeout(1s);
            saw(received ? "received" : "nothing received");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_TRUE(found.seen.contains("sent"));
    EXPECT_TRUE(found.seen.contains("received"));
    EXPECT_EQ(found.seen.contains("not sent"), GetParam().bound.has_value());
}

} // namespace tests::interleave
