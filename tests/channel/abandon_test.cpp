// A wait that is abandoned by an exception leaves a usable channel, and nothing of itself.
#include "core/channel/channel.hpp"
#include "core/probe/recording.hpp"
#include "core/run/actor.hpp"
#include "core/run/run.hpp"
#include "core/sched/policy.hpp"
#include "core/sync/mutex.hpp"
#include "tests/channel/handlers.hpp"
#include "tests/channel/payloads.hpp"
#include "tests/channel/scripted.hpp"
#include "tests/model/invariants.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

namespace tests {

using chan::probe::left;
using namespace std::chrono_literals;

TEST(abandoned, a_receive_is_not_served_any_more) {
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
        script in;
        in.main.does([&] {
            auto [tx, rx] = bound ? chan::sync_channel<int, conducted>(*bound)
                                  : chan::channel<int, conducted>();
            EXPECT_THROW((void)rx.recv(), left);
            EXPECT_TRUE(tx.send(1));
            EXPECT_EQ(rx.len(), 1U);
            EXPECT_EQ(rx.recv(), 1);
        });
    }
}

TEST(abandoned, a_send_leaves_its_value_and_nothing_else) {
    script in;
    in.main.does([&] {
        auto [tx, rx] = chan::sync_channel<std::unique_ptr<int>, conducted>(1);
        ASSERT_TRUE(tx.send(nullptr));
        auto message = std::make_unique<int>(4);
        EXPECT_THROW((void)tx.send(std::move(message)), left);
        ASSERT_NE(message, nullptr);
        EXPECT_TRUE(rx.try_recv());
        EXPECT_TRUE(rx.try_recv().error().is_empty());
    });
}

TEST(abandoned, a_rendezvous_can_be_met_no_more) {
    script in;
    in.main.does([&] {
        auto [tx, rx] = chan::sync_channel<int, conducted>(0);
        EXPECT_THROW((void)tx.send(1), left);
        EXPECT_TRUE(rx.try_recv().error().is_empty());
        EXPECT_THROW((void)rx.recv(), left);
        EXPECT_TRUE(tx.try_send(1).error().is_full());
    });
}

TEST(abandoned, a_lock_goes_to_nobody_who_left) {
    script in;
    in.main.does([&] {
        chan::sync::mutex<int, conducted> mutex(0);
        {
            const auto held = mutex.lock();
            in.other.does([&] { EXPECT_THROW((void)mutex.lock(), left); });
        }
        EXPECT_TRUE(mutex.try_lock().has_value());
        EXPECT_FALSE(mutex.is_poisoned());
    });
}

/// Real threads whose every wait is abandoned after a moment, at whatever point of a peer's work.
struct impatient : chan::probe::recording {
    class parker {
    public:
        void park() { park_until(std::nullopt); }
        bool park_until(
            std::optional<clock::time_point> deadline,
            chan::probe::yields yields = chan::probe::yields(15us)
        ) {
            const auto moment = clock::now() + 15us;
            if (futex_.park_until(deadline ? std::min(*deadline, moment) : moment, yields)) {
                return true;
            }
            if (deadline && *deadline < moment) return false;
            throw left{};
        }
        void unpark() noexcept { futex_.unpark(); }
        bool is_done() const noexcept { return futex_.is_done(); }

    private:
        chan::probe::futex_parker futex_;
    };
};
static_assert(chan::probe::runtime<impatient>);

TEST(abandoned, waits_can_be_left_at_any_moment_of_a_hand_over) {
    for (const auto bound : {std::optional<std::size_t>(0), std::optional<std::size_t>(1)}) {
        counted::counter living = 0;
        std::atomic<int> sent = 0, received = 0, left_behind = 0;
        {
            auto [tx, rx] = chan::mpmc::sync_channel<counted, impatient>(*bound);
            auto send = [&](auto mine) {
                for (int i = 0; i < 500; ++i) {
                    counted message(living, i);
                    try {
                        if (mine.send(std::move(message))) ++sent;
                    } catch (const left&) {
                    }
                }
            };
            auto receive = [&](auto mine) {
                while (true) {
                    try {
                        if (!mine.recv()) return;
                        ++received;
                    } catch (const left&) {
                        ++left_behind; // perhaps with a message in its hands, which then dies
                    }
                }
            };
            std::vector<std::jthread> threads;
            threads.emplace_back(send, tx.clone());
            threads.emplace_back(send, std::move(tx));
            threads.emplace_back(receive, rx.clone());
            threads.emplace_back(receive, std::move(rx));
        }
        EXPECT_EQ(living, 0);
        EXPECT_GT(sent, 0);
        EXPECT_GT(received, 0);
        EXPECT_LE(received, 1000);
    }
}

/// Peers that are slow to unpark, and notice a waiter that did not wait for them.
struct slow_to_wake : chan::probe::native {
    class parker : public chan::probe::futex_parker {
    public:
        ~parker() { is_alive_ = false; }
        void unpark() noexcept {
            std::this_thread::sleep_for(300us);
            EXPECT_TRUE(is_alive_) << "the waiter went on while its peer still needed it";
            futex_parker::unpark();
        }

    private:
        std::atomic<bool> is_alive_ = true;
    };
};

TEST(abandoned, who_is_claimed_when_its_time_is_over_waits_for_its_peer) {
    for (const std::size_t bound : {0, 1}) {
        auto [tx, rx] = chan::sync_channel<int, slow_to_wake>(bound);
        std::jthread producer([tx = std::move(tx)] {
            for (int i = 0; i < 200; ++i) {
                std::this_thread::sleep_for(50us);
                (void)tx.send_timeout(i, 100us);
            }
        });
        while (true) {
            const auto message = rx.recv_timeout(100us);
            if (!message && message.error().is_disconnected()) break;
        }
    }
}

TEST(abandoned, selects_can_be_left_at_any_moment_of_a_hand_over) {
    for (const std::size_t bound : {0, 1}) {
        counted::counter living = 0;
        std::atomic<int> sent = 0, received = 0;
        {
            auto [one_tx, one] = chan::mpmc::sync_channel<counted, impatient>(bound);
            auto [other_tx, other] = chan::mpmc::sync_channel<counted, impatient>(bound);
            auto send = [&](auto first, auto second) {
                auto done = [&](auto&& result) { sent += result ? 1 : 0; };
                for (int i = 0; i < 500; ++i) {
                    try {
                        chan::select(
                            chan::on(first, counted(living, i), done),
                            chan::on(second, counted(living, i), done)
                        );
                    } catch (const left&) {
                    }
                }
            };
            auto receive = [&](auto first, auto second) {
                bool open = true;
                auto done = [&](auto&& message) {
                    open = message.has_value();
                    received += open ? 1 : 0;
                };
                while (open) {
                    try {
                        chan::select(chan::on(first, done), chan::on(second, done));
                    } catch (const left&) {
                    }
                }
            };
            std::vector<std::jthread> threads;
            threads.emplace_back(send, one_tx.clone(), other_tx.clone());
            threads.emplace_back(send, std::move(other_tx), std::move(one_tx));
            threads.emplace_back(receive, one.clone(), other.clone());
            threads.emplace_back(receive, std::move(other), std::move(one));
        }
        EXPECT_EQ(living, 0);
        EXPECT_GT(sent, 0);
        EXPECT_GT(received, 0);
        EXPECT_LE(received, 1000);
    }
}

TEST(abandoned, a_select_that_is_claimed_when_its_time_is_over_waits_for_its_peer) {
    for (const std::size_t bound : {0, 1}) {
        auto [one_tx, one] = chan::sync_channel<int, slow_to_wake>(bound);
        auto [other_tx, other] = chan::sync_channel<int, slow_to_wake>(bound);
        std::jthread producer([one = std::move(one_tx), other = std::move(other_tx)] {
            for (int i = 0; i < 200; ++i) {
                std::this_thread::sleep_for(50us);
                chan::select(
                    chan::on(one, int(i), ignore),
                    chan::on(other, int(i), ignore),
                    chan::timeout(100us, nothing)
                );
            }
        });
        bool open = true;
        auto took = [&](auto&& message) { open = message.has_value(); };
        while (open) {
            chan::select(chan::on(one, took), chan::on(other, took), chan::timeout(100us, nothing));
        }
    }
}

// The run of a lesson is left, live or stepped, wherever its actors stand in their selects.
TEST(abandoned, a_run_can_be_left_in_the_middle_of_its_selects) {
    for (std::uint64_t round = 0; round < 30; ++round) {
        counted::counter living = 0;
        chan::run::options how;
        how.lesson = [&living] {
            auto [one_tx, one] = chan::sync_channel<counted, conducted>(0);
            auto [other_tx, other] = chan::sync_channel<counted, conducted>(1);
            auto [never_tx, never] = chan::sync_channel<counted, conducted>(0);
            chan::run::spawn("hangs", [] {
                auto [tx, rx] = chan::channel<int, conducted>();
                chan::select(chan::on(rx, unexpected));
            });
            chan::run::spawn(
                "sends",
                [&living, one = std::move(one_tx), other = std::move(other_tx)] {
                    for (int i = 0;; ++i) {
                        chan::select(
                            chan::on(one, counted(living, i), ignore),
                            chan::on(other, counted(living, i), ignore)
                        );
                    }
                }
            );
            chan::selector<conducted> any;
            const auto beat = chan::tick<conducted>(1ms);
            any.on(one, ignore);
            any.on(other, ignore);
            any.on(beat, ignore);
            any.on(never_tx, counted(living, -1), ignore);
            while (true) any.wait();
        };
        how.mode = round % 3 == 0 ? chan::run::mode::live : chan::run::mode::step;
        how.policy = chan::sched::random(round);
        how.speed = chan::run::max_speed;
        chan::run::run run(std::move(how));
        for (std::uint64_t i = 0; i < round % 7; ++i) std::this_thread::yield();
        if (round % 5 == 0) run.hold();
        run.leave();
        EXPECT_EQ(living, 0);
        chan::trace::log log;
        run.collect(log);
        EXPECT_EQ(breaches_of(log), "");
    }
}

TEST(abandoned, a_lock_can_be_left_at_any_moment) {
    chan::sync::mutex<int, impatient> mutex(0);
    std::atomic<int> locked = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 500; ++n) {
                    try {
                        auto held = mutex.lock();
                        ++*held;
                        ++locked;
                    } catch (const left&) {
                    }
                }
            });
        }
    }
    EXPECT_EQ(*mutex.lock(), locked);
    EXPECT_FALSE(mutex.is_poisoned());
}

} // namespace tests
