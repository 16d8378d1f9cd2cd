// Facts are exact: what is noted, in which order, about whom, with which position. Actors are 0
// (main), 1 and 2; objects and messages are named creator.counter.
#include "core/channel/channel.hpp"
#include "tests/channel/scripted.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <source_location>

namespace tests {

using namespace std::chrono_literals;
using chan::probe::op;

/// Makes a channel as main, on a script whose list is emptied afterwards.
template <class T = int>
auto channel_of(script& in, std::optional<std::size_t> bound) {
    std::optional<std::pair<chan::sender<T, conducted>, chan::receiver<T, conducted>>> made;
    in.main.does([&] {
        made.emplace(
            bound ? chan::sync_channel<T, conducted>(*bound) : chan::channel<T, conducted>()
        );
    });
    in.facts.clear();
    return std::move(*made);
}

TEST(facts, a_channel_and_its_first_handles_are_made_at_their_line) {
    script in;
    std::uint32_t line = 0;
    in.main.does([&] {
        line = std::source_location::current().line() + 1;
        auto [tx, rx] = chan::sync_channel<int, conducted>(3);
        EXPECT_EQ(in.facts.at(0).site.line, line);
        EXPECT_TRUE(std::string_view(in.facts.at(0).site.file).ends_with("facts_test.cpp"));
        EXPECT_EQ(in.facts.at(1).site.line, line);
        EXPECT_EQ(
            in.noted(),
            (lines{
                "actor 0 channel of 3 4ns", // nanoseconds: bytes of a message
                "actor 0 handle tx 0.2 owner actor 0",
                "actor 0 handle rx 0.3 owner actor 0",
            })
        );
    });
    in.main.does([&] { auto ends = chan::channel<double, conducted>(); });
    EXPECT_EQ(script::line(in.facts.at(2)), "actor 0 channel unbounded 8ns");
}

TEST(facts, a_send_and_a_receive) {
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(2)}) {
        script in;
        auto [tx, rx] = channel_of(in, bound);
        in.main.does([&, &tx = tx] {
            (void)tx.send(7);
            EXPECT_EQ(in.announced.back().op, op::send);
            EXPECT_EQ(in.announced.back().label.view(), "7");
            EXPECT_EQ(in.announced.back().site.line, std::source_location::current().line() - 3);
            (void)tx.try_send(8);
        });
        in.other.does([&, &rx = rx] {
            (void)rx.recv();
            EXPECT_EQ(in.announced.back().op, op::recv);
            (void)rx.try_recv();
        });
        EXPECT_EQ(
            in.noted(),
            (lines{
                "actor 0 sent tx 0.2 m0.1=7 at 0",
                "actor 0 sent tx 0.2 m0.2=8 at 1",
                "actor 1 moved rx 0.3 owner actor 1",
                "actor 1 received rx 0.3 m0.1=7 at 0",
                "actor 1 received rx 0.3 m0.2=8 at 0",
            })
        );
    }
}

TEST(facts, full_empty_and_closed_are_facts) {
    script in;
    auto [tx, rx] = channel_of(in, 1);
    in.main.does([&, &tx = tx, &rx = rx] {
        (void)rx.try_recv();
        (void)tx.try_send(1);
        (void)tx.try_send(2);
        rx.drop();
        (void)tx.try_send(3);
        (void)tx.send(4);
        (void)tx.send_timeout(5, 1s);
    });
    const auto noted = in.noted();
    EXPECT_EQ(
        noted,
        (lines{
            "actor 0 receive failed empty rx 0.3",
            "actor 0 sent tx 0.2 m0.1=1 at 0",
            "actor 0 send failed full tx 0.2 m0.2=2",
            "actor 0 dropped rx 0.3",
            "actor 0 discarded tx 0.2 m0.1=1",
            "actor 0 send failed disconnected tx 0.2 m0.3=3",
            "actor 0 send failed disconnected tx 0.2 m0.4=4",
            "actor 0 send failed disconnected tx 0.2 m0.5=5",
        })
    );
}

TEST(facts, points_know_whether_they_could_go_on) {
    script in;
    auto [tx, rx] = channel_of(in, 1);
    in.main.does([&, &tx = tx, &rx = rx] {
        (void)tx.send(1);
        EXPECT_TRUE(in.ready.back());
        EXPECT_THROW((void)tx.send(2), chan::probe::left);
        EXPECT_FALSE(in.ready.back());
        (void)tx.try_send(2);
        EXPECT_TRUE(in.ready.back());
        (void)rx.recv();
        EXPECT_TRUE(in.ready.back());
        EXPECT_THROW((void)rx.recv(), chan::probe::left);
        EXPECT_FALSE(in.ready.back());
        (void)rx.recv_timeout(1ms);
        EXPECT_TRUE(in.ready.back());
        EXPECT_EQ(in.announced.back().nanoseconds, 1'000'000);
        tx.drop();
        (void)rx.recv();
        EXPECT_TRUE(in.ready.back());
    });
    auto [rendezvous_tx, rendezvous_rx] = channel_of(in, 0);
    in.main.does([&, &tx = rendezvous_tx, &rx = rendezvous_rx] {
        EXPECT_THROW((void)tx.send(1), chan::probe::left);
        EXPECT_TRUE(in.ready.back());
        EXPECT_THROW((void)rx.recv(), chan::probe::left);
        EXPECT_TRUE(in.ready.back());
    });
}

TEST(facts, a_message_for_a_waiting_receiver_is_sent_and_received_in_one) {
    script in;
    auto [tx, rx] = channel_of(in, 4);
    in.main.does([&, &tx = tx, &rx = rx] {
        in.main.meanwhile = [&] { in.other.does([&] { (void)tx.send(5); }); };
        EXPECT_EQ(rx.recv(), 5);
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3",
            "actor 1 moved tx 0.2 owner actor 1",
            "actor 1 sent tx 0.2 m1.1=5 at 0",
            "actor 0 received rx 0.3 m1.1=5 at 0",
        })
    );
}

TEST(facts, a_refill_is_received_then_sent) {
    script in;
    auto [tx, rx] = channel_of(in, 2);
    in.main.does([&, &tx = tx, &rx = rx] {
        (void)tx.send(1);
        (void)tx.send(2);
        in.noted();
        in.main.meanwhile = [&] { in.other.does([&] { EXPECT_EQ(rx.recv(), 1); }); };
        EXPECT_TRUE(tx.send(3));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits tx 0.2 m0.3=3",
            "actor 1 moved rx 0.3 owner actor 1",
            "actor 1 received rx 0.3 m0.1=1 at 0",
            "actor 0 sent tx 0.2 m0.3=3 at 1",
        })
    );
}

TEST(facts, a_rendezvous_is_one_fact_whoever_comes_first) {
    script in;
    auto [tx, rx] = channel_of(in, 0);
    in.main.does([&, &tx = tx, &rx = rx] {
        in.main.meanwhile = [&] { in.other.does([&] { EXPECT_EQ(rx.recv(), 1); }); };
        EXPECT_TRUE(tx.send(1));
        in.main.meanwhile = [&] { in.other.does([&] { EXPECT_TRUE(tx.try_send(2)); }); };
        EXPECT_EQ(rx.recv(), 2);
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits tx 0.2 m0.1=1",
            "actor 1 moved rx 0.3 owner actor 1",
            "actor 0 handed to 1 tx 0.2 m0.1=1",
            "actor 0 moved rx 0.3 owner actor 0",
            "actor 0 waits rx 0.3",
            "actor 1 moved tx 0.2 owner actor 1",
            "actor 1 handed to 0 tx 0.2 m1.1=2",
        })
    );
}

TEST(facts, a_time_out_is_a_fact_after_its_wait) {
    script in;
    auto [tx, rx] = channel_of(in, 1);
    in.main.does([&, &tx = tx, &rx = rx] {
        EXPECT_FALSE(rx.recv_timeout(3us));
        (void)tx.send(1);
        EXPECT_FALSE(tx.send_timeout(2, 4us));
        EXPECT_EQ(rx.recv_until(in.now + 1us), 1);
    });
    EXPECT_EQ(in.announced.back().nanoseconds, 1000);
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3 3000ns", // the deadline
            "actor 0 receive failed timeout rx 0.3",
            "actor 0 sent tx 0.2 m0.1=1 at 0",
            "actor 0 waits tx 0.2 m0.2=2 7000ns",
            "actor 0 send failed timeout tx 0.2 m0.2=2",
            "actor 0 received rx 0.3 m0.1=1 at 0",
        })
    );
}

TEST(facts, a_last_drop_ends_the_waits_of_the_others) {
    script in;
    auto [tx, rx] = channel_of(in, 0);
    in.main.does([&, &tx = tx, &rx = rx] {
        in.main.meanwhile = [&] { in.other.does([&] { tx.drop(); }); };
        EXPECT_FALSE(rx.recv());
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3",
            "actor 1 dropped tx 0.2",
            "actor 0 receive failed disconnected rx 0.3",
        })
    );
    auto [other_tx, other_rx] = channel_of(in, 1);
    in.main.does([&, &tx = other_tx, &rx = other_rx] {
        (void)tx.send(1);
        in.noted();
        in.main.meanwhile = [&] { in.other.does([&] { rx.drop(); }); };
        EXPECT_EQ(tx.send(2).error().value, 2);
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits tx 0.5 m0.2=2",
            "actor 1 dropped rx 0.6",
            "actor 0 discarded tx 0.5 m0.1=1",
            "actor 0 send failed disconnected tx 0.5 m0.2=2",
        })
    );
}

TEST(facts, a_drop_has_its_line_and_a_destructor_has_none) {
    script in;
    auto [tx, rx] = channel_of(in, 1);
    in.main.does([&, &tx = tx] {
        { const auto clone = tx.clone(); }
        EXPECT_EQ(in.announced.back().op, op::drop);
        EXPECT_EQ(in.facts.back().site.line, 0U);
        tx.drop();
        EXPECT_EQ(in.facts.back().site.line, std::source_location::current().line() - 1);
        tx.drop();
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 clone of 0.2 tx 0.4 owner actor 0",
            "actor 0 dropped tx 0.4",
            "actor 0 dropped tx 0.2",
        })
    );
}

TEST(facts, outside_a_run_nothing_is_noted) {
    script in;
    {
        auto ends = channel_of(in, 1);
        in.main.does([&] { (void)ends.first.send(1); });
        in.noted();
    }
    EXPECT_EQ(in.noted(), lines{});
}

TEST(facts, waiting_threads_are_served_in_the_order_they_came) {
    script in;
    auto [tx, rx] = channel_of(in, 0);
    const auto served = [&](auto operation, auto serve) {
        lines order;
        in.main.meanwhile = [&] {
            in.other.meanwhile = [&] { in.third.does([&] { serve(), serve(); }); };
            in.other.does(operation);
        };
        in.main.does(operation);
        for (const fact& what : std::exchange(in.facts, {})) {
            if (what.kind != kind::handed_over) continue;
            order.push_back(std::to_string(what.actor) + " to " + std::to_string(what.number));
        }
        return order;
    };
    auto send = [&tx = tx] { EXPECT_TRUE(tx.send(1)); };
    auto receive = [&rx = rx] { EXPECT_EQ(rx.recv(), 1); };
    EXPECT_EQ(
        served(receive, [&tx = tx] { ASSERT_TRUE(tx.try_send(1)); }), (lines{"2 to 0", "2 to 1"})
    );
    EXPECT_EQ(
        served(send, [&rx = rx] { EXPECT_EQ(rx.try_recv(), 1); }), (lines{"0 to 2", "1 to 2"})
    );
}

TEST(facts, room_goes_to_blocked_senders_in_the_order_they_came) {
    script in;
    auto [tx, rx] = channel_of(in, 1);
    auto send = [&tx = tx] { EXPECT_TRUE(tx.send(1)); };
    in.main.does(send);
    in.main.meanwhile = [&, &rx = rx] {
        in.other.meanwhile = [&] {
            in.third.does([&] { EXPECT_TRUE(rx.recv() && rx.recv() && rx.recv()); });
        };
        in.other.does(send);
    };
    in.main.does(send);
    lines senders;
    for (const fact& what : in.facts) {
        if (what.kind == kind::message_sent) senders.push_back(std::to_string(what.actor));
    }
    EXPECT_EQ(senders, (lines{"0", "0", "1"}));
}

TEST(facts, a_loop_names_its_own_line) {
    script in;
    auto [tx, rx] = channel_of(in, 4);
    in.main.does([&, &tx = tx, &rx = rx] {
        (void)tx.send(1);
        tx.drop();
        const auto line = std::source_location::current().line() + 1;
        for (int message : rx) EXPECT_EQ(message, 1);
        EXPECT_EQ(in.announced.back().op, op::recv);
        EXPECT_EQ(in.announced.back().site.line, line);
    });
}

} // namespace tests
