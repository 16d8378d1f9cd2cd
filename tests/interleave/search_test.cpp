// The interleaver itself: that it runs every interleaving, few of them twice, and has an end.
#include "core/channel/channel.hpp"
#include "core/probe/short_lock.hpp"
#include "tests/interleave/checks.hpp"
#include "tests/interleave/tracked.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <random>
#include <vector>

namespace tests::interleave {

TEST(interleaver, runs_every_order_of_dependent_operations) {
    const auto found = holds_always([] {
        atomic<int> number(0);
        thread one("one", [&] { number.store(1, relaxed); });
        thread two("two", [&] { number.store(2, relaxed); });
        one.join();
        two.join();
        saw(number.load(relaxed) == 1 ? "1 last" : "2 last");
    });
    EXPECT_EQ(found.executions, 2U);
    EXPECT_EQ(found.seen.size(), 2U);
}

TEST(interleaver, runs_independent_operations_in_one_order_only) {
    const auto found = holds_always([] {
        std::array<atomic<int>, 3> number;
        thread one("one", [&] { number[0].fetch_add(1, relaxed); });
        thread two("two", [&] { number[1].fetch_add(1, relaxed); });
        thread three("three", [&] { number[2].fetch_add(1, relaxed); });
    });
    EXPECT_EQ(found.executions, 1U);
}

TEST(interleaver, is_sequentially_consistent) {
    const auto found = holds_always([] {
        atomic<int> x(0), y(0);
        cell read_x, read_y;
        thread one("one", [&] {
            x.store(1, relaxed);
            read_y.set(y.load(relaxed));
        });
        thread two("two", [&] {
            y.store(1, relaxed);
            read_x.set(x.load(relaxed));
        });
        one.join();
        two.join();
        must(read_x.get() + read_y.get() > 0, "one of them comes second");
        saw(read_x.get() + read_y.get() == 2 ? "both" : read_x.get() == 1 ? "x" : "y");
    });
    EXPECT_EQ(found.seen.size(), 3U);
    EXPECT_EQ(found.executions, 3U);
}

/// A program of few threads that load, store and add on few atomics, and park now and then.
class random_program {
public:
    explicit random_program(unsigned seed) {
        std::mt19937 random(seed);
        const auto pick = [&](int below) {
            return static_cast<int>(random() % static_cast<unsigned>(below));
        };
        threads_.resize(static_cast<std::size_t>(2 + pick(2)));
        for (auto& each : threads_) {
            each.resize(static_cast<std::size_t>(threads_.size() == 2 ? 3 : 2));
            for (auto& line : each) line = {pick(6), pick(2), 1 + pick(3)};
        }
        waits_ = pick(2) == 0;
    }

    /// What all loads saw, in all of its executions.
    [[nodiscard]] std::map<std::string, std::size_t> outcomes(const bounds& within) const {
        const auto found = explore(within, [this] { run(); });
        EXPECT_TRUE(found.failure.empty() || found.failure.starts_with("a deadlock"));
        auto seen = found.seen;
        if (!found.failure.empty()) seen = {{found.failure, 0}};
        return seen;
    }

private:
    struct statement {
        int what, atomic, operand;
    };

    void run() const {
        std::array<atomic<int>, 2> number;
        interleaved::parker parker;
        std::array<std::array<char, 4>, 3> loaded{};
        {
            std::vector<std::unique_ptr<thread>> running;
            for (std::size_t i = 0; i < threads_.size(); ++i) {
                running.push_back(std::make_unique<thread>("random", [&, i] {
                    if (waits_ && i == 0) {
                        using namespace std::chrono_literals;
                        const bool in_time = parker.park_until(interleaved::clock::now() + 1s);
                        number[0].fetch_add(in_time ? 10 : 20, relaxed);
                    }
                    for (std::size_t j = 0; j < threads_[i].size(); ++j) {
                        loaded[i][j] = static_cast<char>('a' + perform(threads_[i][j], number));
                    }
                    if (waits_ && i == 1) parker.unpark();
                }));
            }
        }
        std::string text;
        for (const auto& each : loaded) text += std::string(each.begin(), each.end());
        text +=
            std::to_string(number[0].load(relaxed)) + " " + std::to_string(number[1].load(relaxed));
        saw(text.c_str());
    }

    static int perform(const statement& of, std::array<atomic<int>, 2>& number) {
        auto& on = number[static_cast<std::size_t>(of.atomic)];
        int expected = of.operand;
        switch (of.what) {
        case 0:
            on.store(of.operand, relaxed);
            return 0;
        case 1:
            return on.fetch_add(of.operand, relaxed);
        case 2:
            return on.compare_exchange_strong(expected, 0, relaxed) ? 1 : 0;
        default:
            return on.load(relaxed);
        }
    }

    std::vector<std::vector<statement>> threads_;
    bool waits_ = false;
};

TEST(interleaver, leaves_out_no_outcome) {
    std::size_t all = 0;
    for (unsigned seed = 0; seed < 50; ++seed) {
        const random_program program(seed);
        const auto every_order = program.outcomes({.preemptions = 100});
        const auto reduced = program.outcomes({});
        EXPECT_EQ(reduced.size(), every_order.size()) << "seed " << seed;
        for (const auto& [text, count] : every_order) {
            EXPECT_TRUE(reduced.contains(text)) << "seed " << seed << ": " << text;
        }
        all += every_order.size();
    }
    EXPECT_GT(all, 120U);
}

/// All orders there are, and how many executions it takes to see them.
void expect_each_order_once(const std::function<void()>& body) {
    const auto every = explore({.preemptions = 100, .counts_orders = true}, body);
    const auto reduced = explore({.counts_orders = true}, body);
    ASSERT_TRUE(every.is_exhaustive) << every.text({});
    ASSERT_TRUE(reduced.is_exhaustive) << reduced.text({});
    EXPECT_EQ(reduced.orders, every.orders);
    EXPECT_EQ(reduced.executions, reduced.orders);
    EXPECT_LT(reduced.executions, every.executions);
}

TEST(interleaver, runs_each_order_of_the_core_once) {
    expect_each_order_once([] {
        auto [tx, rx] = chan::sync_channel<int, interleaved>(1);
        thread sender("sender", [tx = std::move(tx)] {});
        thread receiver("receiver", [rx = std::move(rx)] {});
    });
    expect_each_order_once([] {
        using namespace std::chrono_literals;
        auto [tx, rx] = chan::sync_channel<int, interleaved>(0);
        thread sender("sender", [&, &tx = tx] { static_cast<void>(tx.send_timeout(1, 1s)); });
        static_cast<void>(rx.recv_timeout(1s));
    });
    expect_each_order_once([] {
        auto [tx, rx] = chan::sync_channel<int, interleaved>(1);
        thread sender("sender", [&, &tx = tx] { must(tx.try_send(1).has_value(), "sent"); });
        static_cast<void>(rx.try_recv());
    });
    expect_each_order_once([] {
        chan::probe::short_lock<interleaved> lock;
        const auto use_it = [&] {
            lock.lock();
            lock.unlock();
        };
        thread one("one", use_it);
        thread two("two", use_it);
        thread three("three", [&] { interleaved::light_fence(); });
    });
}

TEST(interleaver, runs_each_order_of_whole_locks_once) {
    expect_each_order_once([] {
        whole_lock lock;
        atomic<int> number(0);
        const auto use_it = [&] {
            number.fetch_add(1, relaxed);
            const std::lock_guard held(lock);
            number.fetch_add(1, relaxed);
        };
        thread one("one", use_it);
        thread two("two", use_it);
        thread three("three", [&] {
            if (lock.try_lock()) lock.unlock();
        });
    });
}

TEST(interleaver, counts_preemptions) {
    // Two threads of two operations each: 6 orders, of which 2 have no preemption and 2 have one.
    const auto count = [](int preemptions) {
        return explore(
                   {.preemptions = preemptions},
                   [] {
                       atomic<int> number(0);
                       const auto twice = [&] {
                           number.fetch_add(1, relaxed);
                           number.fetch_add(1, relaxed);
                       };
                       thread one("one", twice);
                       thread two("two", twice);
                   }
        ).executions;
    };
    EXPECT_EQ(count(0), 2U);
    EXPECT_EQ(count(1), 4U);
    EXPECT_EQ(count(2), 6U);
    EXPECT_EQ(count(9), 6U);
}

TEST(interleaver, ends_a_loop_that_spins) {
    const auto found = holds_always([] {
        atomic<int> turn(0);
        thread one("one", [&] {
            while (turn.load(relaxed) != 1) interleaved::relax();
            turn.store(2, relaxed);
        });
        thread two("two", [&] {
            turn.store(1, relaxed);
            while (turn.load(relaxed) != 2) interleaved::relax();
        });
    });
    EXPECT_LT(found.executions, 10U);
}

TEST(interleaver, gives_up_where_there_is_too_much) {
    const auto found = explore({.executions = 5}, [] {
        atomic<int> number(0);
        const auto often = [&] {
            for (int i = 0; i < 5; ++i) number.fetch_add(1, relaxed);
        };
        thread one("one", often);
        thread two("two", often);
    });
    EXPECT_FALSE(found.is_exhaustive);
    EXPECT_EQ(found.executions + found.repeats, 5U);
}

TEST(interleaver, lets_time_pass_at_any_moment_but_never_go_back) {
    const auto found = holds_always([] {
        using namespace std::chrono_literals;
        using clock = interleaved::clock;
        atomic<int> later(0);
        const auto begin = clock::now();
        interleaved::parker parker;
        thread peer("peer", [&] {
            parker.unpark();
            if (later.load(std::memory_order_acquire) == 1)
                must(clock::now() >= begin + 1s, "later");
        });
        const bool in_time = parker.park_until(begin + 1s);
        must(in_time || clock::now() == begin + 1s, "a time-out takes its time");
        if (!in_time) later.store(1, std::memory_order_release);
        saw(in_time ? "in time" : "timed out");
    });
    EXPECT_EQ(found.seen.size(), 2U);
}

} // namespace tests::interleave
