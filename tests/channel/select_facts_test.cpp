// What a select notes: one announcement, one wait for each case on a channel, and exactly one end,
// in the channel whose case it was, or, where time or nothing ended it, in its first channel.
#include "core/channel/channel.hpp"
#include "tests/channel/handlers.hpp"
#include "tests/channel/scripted.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <source_location>

namespace tests {

using namespace std::chrono_literals;
using chan::probe::left;
using chan::probe::op;

/// Two channels that main has made: 0.1 with tx 0.2 and rx 0.3, and 0.4 with tx 0.5 and rx 0.6.
class select_facts : public testing::Test {
protected:
    using ends = std::pair<chan::sender<int, conducted>, chan::receiver<int, conducted>>;

    void make(std::optional<std::size_t> bound) {
        in.main.does([&] {
            for (auto* one : {&a, &b}) {
                one->emplace(
                    bound ? chan::sync_channel<int, conducted>(*bound)
                          : chan::channel<int, conducted>()
                );
            }
        });
        in.facts.clear();
        in.announced.clear();
    }
    auto& a_tx() { return a->first; }
    auto& a_rx() { return a->second; }
    auto& b_tx() { return b->first; }
    auto& b_rx() { return b->second; }

    script in;
    std::optional<ends> a, b;
};

TEST_F(select_facts, it_is_announced_once_at_its_line_and_can_always_go_on) {
    make(1);
    in.main.does([&] {
        (void)a_tx().send(1);
        in.announced.clear();
        const auto line = std::source_location::current().line() + 1;
        chan::select(chan::on(a_rx(), gets(1)), chan::on(b_rx(), unexpected));
        ASSERT_EQ(in.announced.size(), 1U);
        const fact& announced = in.announced.front();
        EXPECT_EQ(announced.op, op::select);
        EXPECT_FALSE(announced.object) << "it stands before several";
        EXPECT_EQ(announced.nanoseconds, 0);
        EXPECT_EQ(announced.site.line, line);
        EXPECT_TRUE(in.ready.back());
        chan::select(chan::on(b_rx(), unexpected), chan::timeout(3us, nothing));
        EXPECT_EQ(in.announced.size(), 2U);
        EXPECT_EQ(in.announced.back().nanoseconds, 3000);
        chan::select(chan::on(b_rx(), unexpected), chan::timeout(0s, nothing));
        EXPECT_EQ(in.announced.back().nanoseconds, 1) << "not without an end";
    });
}

TEST_F(select_facts, what_is_ready_is_done_without_a_wait) {
    make(std::nullopt);
    in.main.does([&] {
        (void)b_tx().send(7);
        in.noted();
        chan::select(chan::on(a_rx(), unexpected), chan::on(b_rx(), gets(7)));
        chan::select(chan::on(a_tx(), 8, is_sent));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 received rx 0.6 m0.1=7 at 0",
            "actor 0 sent tx 0.2 m0.2=8 at 0",
        })
    );
}

TEST_F(select_facts, it_waits_in_every_channel_and_ends_in_one) {
    make(4);
    in.main.does([&] {
        in.main.meanwhile = [&] { in.other.does([&] { (void)b_tx().send(5); }); };
        chan::select(chan::on(a_rx(), unexpected), chan::on(b_rx(), gets(5)));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3",
            "actor 0 waits rx 0.6",
            "actor 1 moved tx 0.5 owner actor 1",
            "actor 1 sent tx 0.5 m1.1=5 at 0",
            "actor 0 received rx 0.6 m1.1=5 at 0",
        })
    );
}

TEST_F(select_facts, a_wait_to_send_shows_the_message_and_ends_when_it_goes) {
    make(1);
    in.main.does([&] {
        (void)a_tx().send(1);
        in.noted();
        in.main.meanwhile = [&] { in.other.does([&] { EXPECT_EQ(a_rx().recv(), 1); }); };
        chan::select(chan::on(b_rx(), unexpected), chan::on(a_tx(), 2, is_sent));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.6",
            "actor 0 waits tx 0.2 m0.2=2",
            "actor 1 moved rx 0.3 owner actor 1",
            "actor 1 received rx 0.3 m0.1=1 at 0",
            "actor 0 sent tx 0.2 m0.2=2 at 0",
        })
    );
}

TEST_F(select_facts, a_rendezvous_is_one_fact_from_either_end) {
    make(0);
    in.main.does([&] {
        in.main.meanwhile = [&] { in.other.does([&] { (void)a_tx().try_send(1); }); };
        chan::select(chan::on(a_rx(), gets(1)), chan::on(b_tx(), 9, unexpected));
        in.main.meanwhile = [&] { in.other.does([&] { EXPECT_EQ(b_rx().try_recv(), 9); }); };
        chan::select(chan::on(a_rx(), unexpected), chan::on(b_tx(), 9, is_sent));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3",
            "actor 0 waits tx 0.5 m0.1=9",
            "actor 1 moved tx 0.2 owner actor 1",
            "actor 1 handed to 0 tx 0.2 m1.1=1",
            "actor 0 waits rx 0.3",
            "actor 0 waits tx 0.5 m0.2=9",
            "actor 1 moved rx 0.6 owner actor 1",
            "actor 0 handed to 1 tx 0.5 m0.2=9",
        })
    );
}

TEST_F(select_facts, two_selects_meet_in_one_fact) {
    make(0);
    in.main.does([&] {
        in.main.meanwhile = [&] {
            in.other.does([&] {
                EXPECT_EQ(
                    chan::select(chan::on(a_rx(), unexpected), chan::on(b_rx(), gets(9))), 1U
                );
            });
        };
        chan::select(chan::on(b_tx(), 9, is_sent));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits tx 0.5 m0.1=9",
            "actor 1 moved rx 0.6 owner actor 1",
            "actor 1 moved rx 0.3 owner actor 1",
            "actor 0 handed to 1 tx 0.5 m0.1=9",
        })
    );
}

TEST_F(select_facts, it_names_its_deadline_where_it_waits) {
    make(1);
    in.now += 1us;
    in.main.does([&] {
        chan::select(
            chan::on(a_rx(), unexpected), chan::on(b_rx(), unexpected), chan::timeout(3us, nothing)
        );
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3 4000ns",
            "actor 0 waits rx 0.6 4000ns",
            "actor 0 receive failed timeout rx 0.3",
        })
    );
}

TEST_F(select_facts, a_timer_of_its_own_is_a_deadline_too) {
    make(1);
    in.now += 1us;
    in.main.does([&] {
        const auto end = chan::after<conducted>(2us);
        chan::select(chan::on(a_rx(), unexpected), chan::on(end, ignore));
        chan::select(
            chan::on(b_rx(), unexpected),
            chan::on(chan::after<conducted>(2us), ignore),
            chan::timeout(1h, unexpected)
        );
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3 3000ns",
            "actor 0 receive failed timeout rx 0.3",
            "actor 0 waits rx 0.6 5000ns",
            "actor 0 receive failed timeout rx 0.6",
        })
    );
}

TEST_F(select_facts, a_send_that_comes_to_nothing_in_time_failed) {
    make(0);
    in.main.does([&] {
        chan::select(
            chan::on(a_tx(), 5, unexpected),
            chan::on(b_rx(), unexpected),
            chan::timeout(1us, nothing)
        );
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits tx 0.2 m0.1=5 1000ns",
            "actor 0 waits rx 0.6 1000ns",
            "actor 0 send failed timeout tx 0.2 m0.1=5",
        })
    );
}

TEST_F(select_facts, that_nothing_was_ready_is_a_fact_of_its_first_channel) {
    make(0);
    in.main.does([&] {
        chan::select(
            chan::on(b_rx(), unexpected), chan::on(a_tx(), 5, unexpected), chan::otherwise(nothing)
        );
        chan::select(
            chan::on(a_tx(), 6, unexpected), chan::on(b_rx(), unexpected), chan::otherwise(nothing)
        );
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 receive failed empty rx 0.6",
            "actor 0 send failed full tx 0.2 m0.2=6",
        })
    );
}

TEST_F(select_facts, an_end_that_is_gone_ends_it_at_once_or_while_it_waits) {
    make(0);
    in.main.does([&] {
        in.main.meanwhile = [&] { in.other.does([&] { a_tx().drop(); }); };
        chan::select(chan::on(b_tx(), 1, unexpected), chan::on(a_rx(), finds_it_closed));
        chan::select(chan::on(a_rx(), finds_it_closed), chan::otherwise(unexpected));
        in.main.meanwhile = [&] { in.other.does([&] { b_rx().drop(); }); };
        chan::select(chan::on(b_tx(), 2, finds_it_closed));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits tx 0.5 m0.1=1",
            "actor 0 waits rx 0.3",
            "actor 1 dropped tx 0.2",
            "actor 0 receive failed disconnected rx 0.3",
            "actor 0 receive failed disconnected rx 0.3",
            "actor 0 waits tx 0.5 m0.2=2",
            "actor 1 dropped rx 0.6",
            "actor 0 send failed disconnected tx 0.5 m0.2=2",
        })
    );
}

TEST_F(select_facts, the_same_channel_twice_is_a_wait_for_each_case_and_one_end) {
    make(0);
    in.main.does([&] {
        in.main.meanwhile = [&] { in.other.does([&] { (void)a_tx().try_send(3); }); };
        chan::select(chan::on(a_rx(), gets(3)), chan::on(a_rx(), gets(3)));
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 waits rx 0.3",
            "actor 0 waits rx 0.3",
            "actor 1 moved tx 0.2 owner actor 1",
            "actor 1 handed to 0 tx 0.2 m1.1=3",
        })
    );
}

TEST_F(select_facts, it_is_served_in_the_order_in_which_it_came) {
    make(0);
    in.main.meanwhile = [&] {
        in.other.meanwhile = [&] {
            in.third.does([&] {
                ASSERT_TRUE(a_tx().try_send(1));
                ASSERT_TRUE(a_tx().try_send(2));
                ASSERT_TRUE(a_tx().try_send(3).error().is_full());
            });
        };
        in.other.does([&] { EXPECT_EQ(a_rx().recv(), 2); });
    };
    in.main.does([&] { chan::select(chan::on(b_rx(), unexpected), chan::on(a_rx(), gets(1))); });
}

TEST_F(select_facts, one_that_was_abandoned_waits_nowhere) {
    make(0);
    in.main.does([&] {
        EXPECT_THROW(
            chan::select(chan::on(a_rx(), unexpected), chan::on(b_tx(), 1, unexpected)), left
        );
        EXPECT_TRUE(a_tx().try_send(1).error().is_full());
        EXPECT_TRUE(b_rx().try_recv().error().is_empty());
        chan::selector<conducted> any; // which can be used again
        any.on(a_rx(), gets(4));
        any.on(b_rx(), unexpected);
        EXPECT_THROW(any.wait(), left);
        in.main.meanwhile = [&] { in.other.does([&] { ASSERT_TRUE(a_tx().try_send(4)); }); };
        EXPECT_EQ(any.wait(), 0U);
    });
}

TEST_F(select_facts, a_timer_alone_notes_nothing_of_channels) {
    in.main.does([&] {
        chan::select(chan::on(chan::after<conducted>(2us), ignore));
        EXPECT_EQ(in.announced.size(), 1U);
        EXPECT_EQ(in.announced.back().op, op::select);
        EXPECT_EQ(in.noted(), lines{});
        EXPECT_TRUE(chan::after<conducted>(2us).recv());
        EXPECT_EQ(in.announced.back().op, op::sleep);
        EXPECT_EQ(in.announced.back().nanoseconds, 2000);
        ASSERT_EQ(in.facts.size(), 2U);
        EXPECT_EQ(in.facts.at(0).kind, kind::wait_began);
        EXPECT_EQ(in.facts.at(0).nanoseconds, 4000) << "the deadline";
        EXPECT_EQ(in.facts.at(1).kind, kind::sleep_ended);
    });
}

} // namespace tests
