// A wait that is abandoned by an exception leaves a usable channel, and nothing of itself.
#include "core/channel/channel.hpp"
#include "core/probe/recording.hpp"
#include "core/sync/mutex.hpp"
#include "tests/channel/payloads.hpp"
#include "tests/channel/scripted.hpp"

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
        bool park_until(std::optional<clock::time_point> deadline) {
            const auto moment = clock::now() + 15us;
            if (futex_.park_until(deadline ? std::min(*deadline, moment) : moment)) return true;
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
