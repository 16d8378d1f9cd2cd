// Where several cases are ready, none is preferred, and none is left out for ever.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"

#include <array>

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
