// Selects against each other and against plain operations, on the same channels: nothing is lost,
// nothing comes twice, and nobody stays behind.
#include "tests/channel/conformance.hpp"
#include "tests/channel/handlers.hpp"
#include "tests/channel/payloads.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <type_traits>
#include <vector>

namespace tests {

template <class Stage>
class select_race : public conformance<Stage> {
protected:
    static constexpr int workload = std::is_same_v<Stage, native_stage> ? 600 : 12;

    static void expect_each_once(std::vector<int> seen, int messages) {
        std::ranges::sort(seen);
        std::vector<int> all(static_cast<std::size_t>(messages));
        std::iota(all.begin(), all.end(), 0);
        EXPECT_EQ(seen, all);
    }
    template <class Receiver>
    static std::vector<int> all_of(const Receiver& rx) {
        std::vector<int> all;
        for (int one : rx) all.push_back(one);
        return all;
    }
};
TYPED_TEST_SUITE(select_race, stages, stage_names);

/// Receives from both until both are closed, and tells what it got.
template <class Receiver, class Report>
void merge(const Receiver& one, const Receiver& other, const Report& report) {
    bool one_open = true, other_open = true;
    auto took = [&](bool& open) {
        return [&](auto message) {
            if (message) {
                ASSERT_TRUE(report.send(std::move(*message)));
            } else {
                open = false;
            }
        };
    };
    while (one_open && other_open) {
        chan::select(chan::on(one, took(one_open)), chan::on(other, took(other_open)));
    }
    for (int message : one_open ? one : other) ASSERT_TRUE(report.send(int(message)));
}

TYPED_TEST(select_race, rivals_receive_each_message_once) {
    this->on_all([](auto of) {
        static constexpr int messages = select_race<TypeParam>::workload;
        auto [one_tx, one] = of.template mpmc_channel<int>();
        auto [other_tx, other] = of.template mpmc_channel<int>();
        auto [report, seen] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> threads;
        for (int i = 0; i < 3; ++i) {
            threads.push_back(
                of.spawn([i, one = one.clone(), other = other.clone(), report = report.clone()] {
                    i % 2 == 0 ? merge(one, other, report) : merge(other, one, report);
                })
            );
        }
        one.drop();
        other.drop();
        report.drop();
        auto send = [](auto tx, int from) {
            for (int i = from; i < 2 * messages; i += 2) ASSERT_TRUE(tx.send(int(i)));
        };
        threads.push_back(of.spawn([send, tx = std::move(one_tx)]() mutable {
            send(std::move(tx), 0);
        }));
        threads.push_back(of.spawn([send, tx = std::move(other_tx)]() mutable {
            send(std::move(tx), 1);
        }));
        select_race<TypeParam>::expect_each_once(
            select_race<TypeParam>::all_of(seen), 2 * messages
        );
        for (auto& thread : threads) thread.join();
    });
}

TYPED_TEST(select_race, a_select_and_a_plain_receive_share_the_messages) {
    this->on_all([](auto of) {
        static constexpr int messages = select_race<TypeParam>::workload;
        auto [one_tx, one] = of.template mpmc_channel<int>();
        auto [other_tx, other] = of.template mpmc_channel<int>();
        auto [report, seen] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> threads;
        threads.push_back(of.spawn([one = one.clone(),
                                    other = other.clone(),
                                    report = report.clone()] { merge(one, other, report); }));
        for (auto* rx : {&one, &other}) {
            threads.push_back(of.spawn([rx = std::move(*rx), report = report.clone()] {
                for (int message : rx) ASSERT_TRUE(report.send(int(message)));
            }));
        }
        report.drop();
        threads.push_back(of.spawn([one = std::move(one_tx), other = std::move(other_tx)] {
            for (int i = 0; i < messages; ++i) ASSERT_TRUE((i % 2 == 0 ? one : other).send(int(i)));
        }));
        select_race<TypeParam>::expect_each_once(select_race<TypeParam>::all_of(seen), messages);
        for (auto& thread : threads) thread.join();
    });
}

TYPED_TEST(select_race, rivals_send_each_value_once_and_keep_the_others) {
    this->on_limited([](auto of) {
        static constexpr int messages = select_race<TypeParam>::workload;
        auto [one_tx, one] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        auto [report, seen] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> threads;
        for (int who = 0; who < 2; ++who) {
            threads.push_back(of.spawn([who, one = one_tx.clone(), other = other_tx.clone()] {
                for (int i = 0; i < messages; ++i) {
                    const int mine = 2 * i + who; // through either channel, but once
                    chan::select(
                        chan::on(who == 0 ? one : other, int(mine), is_sent),
                        chan::on(who == 0 ? other : one, int(mine), is_sent)
                    );
                }
            }));
        }
        one_tx.drop();
        other_tx.drop();
        for (auto* rx : {&one, &other}) {
            threads.push_back(of.spawn([rx = std::move(*rx), report = report.clone()] {
                for (int message : rx) ASSERT_TRUE(report.send(int(message)));
            }));
        }
        report.drop();
        select_race<TypeParam>::expect_each_once(
            select_race<TypeParam>::all_of(seen), 2 * messages
        );
        for (auto& thread : threads) thread.join();
    });
}

// Two selects that offer the same two meetings, each the other way round: neither waits for the
// other while it holds something, and they meet in one channel only.
TYPED_TEST(select_race, two_selects_meet_at_two_rendezvous) {
    this->on_rendezvous([](auto of) {
        static constexpr int turns = 4 * select_race<TypeParam>::workload;
        auto [one_tx, one] = of.template channel<int>();
        auto [other_tx, other] = of.template channel<int>();
        int here = 0, there = 0; // how often the first select's left case was done
        auto peer = of.spawn([&there, one = std::move(one), other_tx = std::move(other_tx)] {
            for (int i = 0; i < turns; ++i) {
                there +=
                    chan::select(chan::on(one, gets(int(i))), chan::on(other_tx, int(i), is_sent))
                        == 0
                    ? 1
                    : 0;
            }
        });
        for (int i = 0; i < turns; ++i) {
            here +=
                chan::select(chan::on(other, gets(int(i))), chan::on(one_tx, int(i), is_sent)) == 1
                ? 1
                : 0;
        }
        peer.join();
        EXPECT_EQ(here, there);
    });
}

TYPED_TEST(select_race, selects_at_both_ends_of_one_channel_meet_each_other) {
    this->on_limited([](auto of) {
        static constexpr int turns = select_race<TypeParam>::workload;
        auto [tx, rx] = of.template mpmc_channel<int>();
        auto [report, balance] = of.template channel<int>();
        std::vector<decltype(of.spawn([] {}))> threads;
        for (int who = 0; who < 2; ++who) {
            threads.push_back(of.spawn([tx = tx.clone(), rx = rx.clone(), report = report.clone()] {
                int sent = 0;
                for (int i = 0; i < turns; ++i) {
                    // Alone at a rendezvous it would wait for ever, so the last turns may time out.
                    chan::select(
                        chan::on(tx, 1, [&](auto&& result) { sent += result ? 1 : 0; }),
                        chan::on(rx, [&](auto&& message) { sent -= *message; }),
                        chan::timeout(200us, nothing)
                    );
                }
                ASSERT_TRUE(report.send(std::move(sent)));
            }));
        }
        report.drop();
        int in_the_queue = 0;
        for (const int more_sent : balance) in_the_queue += more_sent;
        EXPECT_EQ(rx.len(), static_cast<std::size_t>(in_the_queue));
        for (auto& thread : threads) thread.join();
    });
}

TYPED_TEST(select_race, many_peers_find_a_waiting_select_and_one_has_it) {
    this->on_rendezvous([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            auto [one_tx, one] = of.template channel<int>();
            auto [other_tx, other] = of.template channel<int>();
            auto [report, sent] = of.template channel<int>();
            std::vector<decltype(of.spawn([] {}))> threads;
            for (auto* tx : {&one_tx, &other_tx}) {
                threads.push_back(of.spawn([tx = tx->clone(), report = report.clone()] {
                    const bool met = tx.send_timeout(1, 1ms).has_value();
                    ASSERT_TRUE(report.send(met ? 1 : 0));
                }));
            }
            report.drop();
            int received = 0;
            auto count = [&](auto&& message) { received += *message; };
            chan::select(
                chan::on(one, count), chan::on(other, count), chan::timeout(100us, nothing)
            );
            int all_sent = 0;
            for (const int one_more : sent) all_sent += one_more;
            EXPECT_EQ(all_sent, received);
            for (auto& thread : threads) thread.join();
        }
    });
}

TYPED_TEST(select_race, a_time_out_can_race_with_a_peer_in_each_case) {
    this->on_limited([](auto of) {
        static constexpr int tries = 20;
        counted::counter living = 0;
        {
            auto [one_tx, one] = of.template channel<counted>();
            auto [other_tx, other] = of.template channel<counted>();
            auto [report, sent] = chan::channel<int, typename decltype(of)::runtime>();
            std::vector<decltype(of.spawn([] {}))> threads;
            for (auto* tx : {&one_tx, &other_tx}) {
                threads.push_back(of.spawn([&living, tx = std::move(*tx), report = report.clone()] {
                    int done = 0;
                    for (int i = 0; i < tries; ++i) {
                        chan::select(
                            chan::on(tx, counted(living, i), [&](auto&&) { ++done; }),
                            chan::timeout(20us, nothing)
                        );
                    }
                    ASSERT_TRUE(report.send(std::move(done)));
                }));
            }
            report.drop();
            int received = 0;
            bool one_open = true, other_open = true;
            auto took = [&](bool& open) {
                return [&](auto&& message) { message ? void(++received) : void(open = false); };
            };
            while (one_open && other_open) {
                chan::select(
                    chan::on(one, took(one_open)),
                    chan::on(other, took(other_open)),
                    chan::timeout(20us, nothing)
                );
            }
            for (auto&& message : one_open ? one : other) {
                (void)message;
                ++received;
            }
            int all_sent = 0;
            for (const int some : sent) all_sent += some;
            EXPECT_EQ(received, all_sent);
            for (auto& thread : threads) thread.join();
        }
        EXPECT_EQ(living, 0);
    });
}

TYPED_TEST(select_race, ends_can_drop_while_selects_wait_for_them) {
    this->on_all([](auto of) {
        for (int round = 0; round < TypeParam::rounds; ++round) {
            counted::counter living = 0;
            {
                auto [one_tx, one] = of.template mpmc_channel<counted>();
                auto [other_tx, other] = of.template mpmc_channel<counted>();
                auto sends = of.spawn([&living, one = one_tx.clone(), other = other_tx.clone()] {
                    bool open = true;
                    auto done = [&](auto&& sent) { open = open && sent.has_value(); };
                    for (int i = 0; open && i < 20; ++i) {
                        chan::select(
                            chan::on(one, counted(living, i), done),
                            chan::on(other, counted(living, i), done)
                        );
                    }
                });
                auto receives = of.spawn([one = one.clone(), other = other.clone()] {
                    bool open = true;
                    auto done = [&](auto&& message) { open = open && message.has_value(); };
                    for (int i = 0; open && i < 10; ++i) {
                        chan::select(chan::on(other, done), chan::on(one, done));
                    }
                });
                auto drops = of.spawn([tx = std::move(one_tx), rx = std::move(one)]() mutable {
                    rx.drop();
                    tx.drop();
                });
                other.drop();
                other_tx.drop();
                sends.join();
                receives.join();
                drops.join();
            }
            EXPECT_EQ(living, 0);
        }
    });
}

// One of two queues always has a message, though it is now the one and now the other: "nothing is
// ready" has to be said of one moment, not of one moment for each case.
TYPED_TEST(select_race, otherwise_is_said_of_one_moment) {
    this->on_unbounded([](auto of) {
        static constexpr int looks =
            select_race<TypeParam>::workload * select_race<TypeParam>::workload / 6;
        auto [one_tx, one] = of.template mpmc_channel<int>();
        auto [other_tx, other] = of.template mpmc_channel<int>();
        ASSERT_TRUE(one_tx.send(1));
        auto [going, is_over] = of.template channel<int>();
        auto looker = of.spawn([one_tx = one_tx.clone(),
                                one = one.clone(),
                                going = std::move(going),
                                other_tx = other_tx.clone(),
                                other = other.clone()] {
            auto back_into = [](auto& tx) {
                return [&tx](auto message) { ASSERT_TRUE(tx.send(std::move(*message))); };
            };
            for (int i = 0; i < looks; ++i) {
                chan::select(
                    chan::on(one, back_into(one_tx)),
                    chan::on(other, back_into(other_tx)),
                    chan::otherwise(unexpected)
                );
            }
        });
        while (is_over.try_recv().error().is_empty()) {
            for (const bool there : {true, false}) { // one more message there, then one less here
                ASSERT_TRUE((there ? other_tx : one_tx).send(1));
                while (!(there ? one : other).try_recv() && !(there ? other : one).try_recv()) {
                }
            }
        }
        looker.join();
    });
}

TYPED_TEST(select_race, who_has_sent_can_receive_without_waiting) {
    this->on_unbounded([](auto of) {
        static constexpr int turns = select_race<TypeParam>::workload;
        auto [tx, rx] = of.template mpmc_channel<int>();
        std::vector<decltype(of.spawn([] {}))> threads;
        for (int who = 0; who < 3; ++who) {
            threads.push_back(of.spawn([tx = tx.clone(), rx = rx.clone()] {
                for (int i = 0; i < turns; ++i) {
                    chan::select(chan::on(tx, 1, is_sent), chan::otherwise(unexpected));
                    switch (i % 3) {
                    case 0:
                        chan::select(chan::on(rx, gets(1)), chan::otherwise(unexpected));
                        break;
                    case 1:
                        chan::select(chan::on(rx, gets(1)), chan::timeout(0ns, unexpected));
                        break;
                    default:
                        EXPECT_EQ(rx.try_recv(), 1);
                    }
                }
            }));
        }
        for (auto& thread : threads) thread.join();
    });
}

} // namespace tests
