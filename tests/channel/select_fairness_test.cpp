// Where several cases are ready, none is preferred, and none is left out for ever.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace tests {

template <class Stage>
class fair_select : public conformance<Stage> {};
TYPED_TEST_SUITE(fair_select, stages, stage_names);

TYPED_TEST(fair_select, prefers_none_of_those_that_are_always_ready) {
    this->on_buffered([](auto of) {
        constexpr int turns = 120;
        auto [tx, rx] = of.template channel<int>();
        auto [closed_tx, closed] = of.template channel<int>();
        auto [sink, sunk] = of.template channel<int>();
        closed_tx.drop();
        std::array<int, 4> chosen{};
        for (int i = 0; i < turns; ++i) {
            if (rx.is_empty()) {
                ASSERT_TRUE(tx.send(1));
            }
            (void)sunk.try_recv();
            ++chosen.at(chan::select(
                chan::on(rx, ignore),
                chan::on(closed, ignore),
                chan::on(sink, 1, is_sent),
                chan::on(of.after(0ns), ignore)
            ));
        }
        for (const int times : chosen) EXPECT_GE(times, turns / 4 / 2);
    });
}

/// What either of two cases that are as likely gets of so many turns, but for luck.
void expect_about_half(int times, int turns) {
    EXPECT_GE(times, turns * 35 / 100);
    EXPECT_LE(times, turns * 65 / 100);
}

TYPED_TEST(fair_select, prefers_none_of_two_behind_six_that_are_not_ready) {
    this->on_buffered([](auto of) {
        constexpr int turns = 400;
        std::vector<typename decltype(of)::template sender<int>> txs;
        std::vector<typename decltype(of)::template receiver<int>> rxs;
        for (int i = 0; i < 8; ++i) {
            auto [tx, rx] = of.template channel<int>();
            txs.push_back(std::move(tx));
            rxs.push_back(std::move(rx));
        }
        std::array<int, 8> chosen{};
        for (int i = 0; i < turns; ++i) {
            (void)txs[6].try_send(1);
            (void)txs[7].try_send(1);
            ++chosen.at([&]<std::size_t... I>(std::index_sequence<I...>) {
                return chan::select(chan::on(rxs[I], ignore)...);
            }(std::make_index_sequence<8>()));
        }
        expect_about_half(chosen[6], turns);
        expect_about_half(chosen[7], turns);
    });
}

TYPED_TEST(fair_select, prefers_none_of_two_ticks) {
    this->on_unbounded([](auto of) {
        constexpr int turns = 400;
        const auto one = of.tick(1ns), other = of.tick(1ns);
        std::array<int, 2> chosen{};
        typename decltype(of)::selector any;
        any.on(one, ignore);
        any.on(other, ignore);
        for (int i = 0; i < turns; i += 2) {
            of.sleep(10us); // both are due
            ++chosen.at(chan::select(chan::on(one, ignore), chan::on(other, ignore)));
            of.sleep(10us);
            ++chosen.at(any.wait());
        }
        expect_about_half(chosen[0], turns);
        expect_about_half(chosen[1], turns);
    });
}

TYPED_TEST(fair_select, is_fair_also_where_two_selects_take_turns) {
    this->on_all([](auto of) {
        constexpr int turns = 120;
        auto [one_tx, one] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        one_tx.drop();
        other_tx.drop();
        std::array<int, 2> here{}, there{};
        for (int i = 0; i < turns; ++i) {
            ++here.at(chan::select(chan::on(one, ignore), chan::on(other, ignore)));
            ++there.at(chan::select(chan::on(one, ignore), chan::on(other, ignore)));
        }
        for (const int times : {here[0], here[1], there[0], there[1]}) {
            EXPECT_GE(times, turns / 2 / 2);
        }
    });
}

TYPED_TEST(fair_select, serves_both_peers_that_wait) {
    this->on_all([](auto of) {
        constexpr int each = 30;
        auto [one_tx, one] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        auto send_all = [](auto tx) {
            for (int i = 0; i < each; ++i) ASSERT_TRUE(tx.send(int(i)));
        };
        auto first =
            of.spawn([tx = std::move(one_tx), send_all]() mutable { send_all(std::move(tx)); });
        auto second =
            of.spawn([tx = std::move(other_tx), send_all]() mutable { send_all(std::move(tx)); });
        std::array<int, 2> next{};
        while (next[0] + next[1] < 2 * each) {
            // A closed one is ready, too, and must not keep the other from being served.
            chan::select(
                chan::on(
                    one,
                    [&](auto message) {
                        EXPECT_EQ(message.value_or(next[0]), next[0]);
                        next[0] += message ? 1 : 0;
                    }
                ),
                chan::on(
                    other,
                    [&](auto message) {
                        EXPECT_EQ(message.value_or(next[1]), next[1]);
                        next[1] += message ? 1 : 0;
                    }
                )
            );
        }
        first.join();
        second.join();
    });
}

} // namespace tests
