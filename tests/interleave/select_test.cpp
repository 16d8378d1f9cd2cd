// Select under every interleaving.
#include "tests/interleave/checks.hpp"
#include "tests/interleave/flavours.hpp"
#include "tests/interleave/tracked.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace tests::interleave {

using namespace std::chrono_literals;

class select_among : public testing::TestWithParam<flavour> {};
INSTANTIATE_TEST_SUITE_P(, select_among, testing::ValuesIn(flavours), name_of);

class select_at_full : public testing::TestWithParam<flavour> {};
INSTANTIATE_TEST_SUITE_P(, select_at_full, testing::Values(bounded_1, rendezvous), name_of);

/// What a case got: the message's number, 0 if the channel is closed.
auto number_into(cell& result) {
    return [&](auto received) { result.set(received ? received->number() : 0); };
}

TEST_P(select_among, two_channels_meets_a_send) {
    holds_always([] {
        ledger messages;
        {
            auto [x, y] = two_of([] { return GetParam().make(); });
            thread sender("sender", [&, tx = std::move(y.first)] {
                must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
            });
            cell from_x(-1), from_y(-1);
            const auto chosen = chan::select(
                chan::on(x.second, number_into(from_x)), chan::on(y.second, number_into(from_y))
            );
            must(chosen == 1 && from_y.get() == 1, "it is received");
            must(from_x.get() == -1, "by one case");
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(select_among, two_channels_meets_sends_into_both) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [x, y] = two_of([] { return GetParam().make(); });
            const auto send = [&](int number, auto tx) {
                return [&, number, tx = std::move(tx)] {
                    must(tx.send(tracked(messages, number)).has_value(), "it is sent");
                };
            };
            thread one("one", send(1, std::move(x.first)));
            thread two("two", send(2, std::move(y.first)));
            cell from_x, from_y;
            const auto chosen = chan::select(
                chan::on(x.second, number_into(from_x)), chan::on(y.second, number_into(from_y))
            );
            must(from_x.get() + from_y.get() == (chosen == 0 ? 1 : 2), "one case is done");
            const auto later = (chosen == 0 ? y : x).second.recv();
            must(later && later->number() == (chosen == 0 ? 2 : 1), "the other is not");
            saw(chosen == 0 ? "x" : "y");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(select_among, two_channels_meets_a_drop) {
    holds_always([] {
        auto [x, y] = two_of([] { return GetParam().make(); });
        cell result;
        thread sender("sender", [&, tx = std::move(y.first)]() mutable {
            result.set(1);
            tx.drop();
        });
        cell from_x(-1), from_y(-1);
        const auto chosen = chan::select(
            chan::on(x.second, number_into(from_x)), chan::on(y.second, number_into(from_y))
        );
        must(chosen == 1 && from_y.get() == 0, "it is closed");
        must(result.get() == 1, "the drop publishes what came before it");
    });
}

TEST_P(select_among, a_receiver_and_its_clone_meets_a_send) {
    holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make_mpmc();
            const auto other = rx.clone();
            thread sender("sender", [&, &tx = tx] {
                must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
            });
            cell first, second;
            chan::select(chan::on(rx, number_into(first)), chan::on(other, number_into(second)));
            must(first.get() + second.get() == 1, "by one case");
        }
        must(messages.is_settled(), "each message ends once");
    });
}

TEST_P(select_among, the_same_two_channels_as_another_select) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [x, y] = two_of([] { return GetParam().make_mpmc(); });
            cell numbers[2];
            const auto receive = [&](int me, auto one, auto two) {
                return [&, me, one = std::move(one), two = std::move(two)] {
                    chan::select(
                        chan::on(one, number_into(numbers[me])),
                        chan::on(two, number_into(numbers[me]))
                    );
                };
            };
            thread one("one", receive(0, x.second.clone(), y.second.clone()));
            thread two("two", receive(1, y.second.clone(), x.second.clone()));
            must(x.first.send(tracked(messages, 1)).has_value(), "it is sent");
            must(y.first.send(tracked(messages, 2)).has_value(), "it is sent");
            one.join();
            two.join();
            must(numbers[0].get() != 0 && numbers[1].get() != 0, "each gets one");
            must(numbers[0].get() + numbers[1].get() == 3, "not the same");
            saw(numbers[0].get() == 1 ? "one, two" : "two, one");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(select_among, two_channels_and_a_recv_for_one_message) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [x, y] = two_of([] { return GetParam().make_mpmc(); });
            cell selected, received;
            thread one("one", [&, from_x = x.second.clone(), from_y = y.second.clone()] {
                chan::select(
                    chan::on(from_x, number_into(selected)), chan::on(from_y, number_into(selected))
                );
            });
            thread two("two", [&, from_x = x.second.clone()] {
                number_into(received)(from_x.recv());
            });
            must(x.first.send(tracked(messages, 1)).has_value(), "it is sent");
            x.first.drop();
            one.join();
            two.join();
            must(selected.get() + received.get() == 1, "one of them gets it");
            saw(selected.get() == 1 ? "the select" : "the recv");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST(select_to_meet, a_select_over_two_rendezvous) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [x, y] = two_of([] { return rendezvous.make(); });
            cell into_x(-1), into_y(-1), from_x(-1), from_y(-1);
            const auto success_into = [](cell& result) {
                return [&](auto sent) { result.set(sent ? 1 : 0); };
            };
            {
                thread one("one", [&, &x = x, &y = y] {
                    chan::select(
                        chan::on(x.second, number_into(from_x)),
                        chan::on(y.first, tracked(messages, 1), success_into(into_y))
                    );
                });
                thread two("two", [&, &x = x, &y = y] {
                    chan::select(
                        chan::on(x.first, tracked(messages, 2), success_into(into_x)),
                        chan::on(y.second, number_into(from_y))
                    );
                });
            }
            const bool by_x = from_x.get() == 2;
            must(by_x || from_y.get() == 1, "they have met");
            must(into_x.get() == (by_x ? 1 : -1) && from_x.get() == (by_x ? 2 : -1), "at x");
            must(into_y.get() == (by_x ? -1 : 1) && from_y.get() == (by_x ? -1 : 1), "or at y");
            saw(by_x ? "x" : "y");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(select_among, a_channel_and_time_meets_a_send) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [tx, rx] = GetParam().make();
            thread sender("sender", [&, tx = std::move(tx)] {
                must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
            });
            cell number(-1);
            const auto chosen = chan::select(
                chan::on(rx, number_into(number)), chan::timeout(1s, [] { saw("timed out"); })
            );
            if (chosen == 1) number_into(number)(rx.recv());
            if (chosen == 0) saw("received");
            must(number.get() == 1, "it is received, now or later");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST_P(select_at_full, sends_or_gets_the_message_back_where_recv_times_out) {
    const auto found = holds_always([] {
        ledger messages;
        {
            auto [x, y] = two_of([] { return GetParam().make(); });
            if (!GetParam().is_rendezvous()) {
                must(x.first.try_send(tracked(messages, 2)).has_value(), "there is room");
            }
            cell was_sent(-1);
            thread sender("sender", [&, into_x = std::move(x.first), &from_y = y.second] {
                chan::select(
                    chan::on(from_y, [](auto) { must(false, "nothing comes"); }),
                    chan::on(
                        into_x,
                        tracked(messages, 1),
                        [&](auto sent) {
                            was_sent.set(sent ? 1 : 0);
                            must(sent || sent.error().value.number() == 1, "it is handed back");
                        }
                    )
                );
            });
            const auto received = x.second.recv_timeout(1s);
            x.second.drop();
            sender.join();
            if (GetParam().is_rendezvous()) {
                must((was_sent.get() == 1) == received.has_value(), "both or neither");
            }
            must(was_sent.get() >= 0, "the select has ended");
            saw(was_sent.get() == 1 ? "sent" : "handed back");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

/// A message that throws when another thread than its maker's moves it, or, if it is armed, any.
class explosive {
public:
    explosive(ledger& in, int number, bool is_armed, bool bears_its_maker)
        : inner_(in, number)
        , is_armed_(is_armed)
        , made_by_(bears_its_maker ? execution::current().running() : nothing) {}
    explosive(explosive&& from) : inner_(std::move(from.check().inner_)), made_by_(from.made_by_) {}

    [[nodiscard]] int number() const { return inner_.number(); }

private:
    explosive& check() {
        const bool is_elsewhere = made_by_ != nothing && made_by_ != execution::current().running();
        if (std::exchange(is_armed_, false) || is_elsewhere) throw std::runtime_error("moved");
        return *this;
    }

    tracked inner_;
    bool is_armed_ = false;
    int made_by_;
};

bool throws(auto operation) {
    try {
        operation();
    } catch (const std::runtime_error&) {
        return true;
    }
    return false;
}

TEST(select_of_what_throws, tries_again_where_a_senders_move_failed) {
    const auto found = holds_always([] {
        ledger messages;
        {
            const auto make = [] { return chan::sync_channel<explosive, interleaved>(0); };
            auto [x, y] = two_of(make);
            thread sender("sender", [&, tx = std::move(x.first)] {
                explosive message(messages, 1, true, false);
                if (throws([&] { static_cast<void>(tx.send(std::move(message))); })) {
                    saw("threw in the sender's hands");
                    must(message.number() == 1, "it is still there");
                    must(tx.send(std::move(message)).has_value(), "the next attempt succeeds");
                }
            });
            cell from_x(-1), from_y(-1);
            const auto attempt = [&, &x = x, &y = y] {
                chan::select(
                    chan::on(x.second, number_into(from_x)), chan::on(y.second, number_into(from_y))
                );
            };
            if (throws(attempt)) {
                saw("threw in the select's hands");
                attempt(); // the sender is still waiting
            }
            must(from_x.get() == 1 && from_y.get() == -1, "it is received in the end");
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST(select_of_what_throws, throws_what_its_message_threw_in_a_receivers_hands) {
    const auto found = holds_always([] {
        ledger messages;
        {
            const auto make = [] { return chan::sync_channel<explosive, interleaved>(1); };
            auto [x, y] = two_of(make);
            must(x.first.send({messages, 1, false, false}).has_value(), "there is room");
            thread sender("sender", [&, into_x = std::move(x.first), &from_y = y.second] {
                const bool has_thrown = throws([&] {
                    chan::select(
                        chan::on(from_y, [](auto) { must(false, "nothing comes"); }),
                        chan::on(into_x, explosive(messages, 2, false, true), [](auto) {})
                    );
                });
                saw(has_thrown ? "threw" : "sent");
            });
            const auto received = x.second.recv();
            must(received && received->number() == 1, "the first is received");
            sender.join();
        }
        must(messages.is_settled(), "each message ends once");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

} // namespace tests::interleave
