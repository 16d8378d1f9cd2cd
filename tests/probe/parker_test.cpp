// The parker and the short lock: no wake-up is lost, and nobody waits for ever.
#include "core/probe/futex_parker.hpp"
#include "core/probe/native.hpp"
#include "core/probe/short_lock.hpp"
#include "core/probe/wait_policy.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <ctime>
#include <sys/mman.h>

namespace chan::probe {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// A wait as long as it is told to be; remembers whether it was to yield before it slept.
struct some_wait {
    std::chrono::nanoseconds length{};
    bool yields_first = false;

    [[nodiscard]] static bool is_done() noexcept { return false; }
    bool park_until(std::nullopt_t, yields left) noexcept {
        yields_first = left.are_any();
        if (length > 0ns) std::this_thread::sleep_for(length);
        return true;
    }
};

TEST(patience, that_has_yielded_in_vain_for_some_time_sleeps_at_once) {
    wait_memory memory;
    const auto yields_in_a_wait_of = [&](std::chrono::nanoseconds length) {
        some_wait wait{length};
        EXPECT_TRUE(patience(memory).park(wait, std::nullopt));
        return wait.yields_first;
    };
    EXPECT_TRUE(yields_in_a_wait_of(long_wait));
    int vain = 1;
    while (vain < 10 && yields_in_a_wait_of(long_wait)) ++vain;
    EXPECT_LT(vain, 10);
    int slept = 0;
    while (slept < 100 && !yields_in_a_wait_of(long_wait)) ++slept;
    EXPECT_GT(slept, 10) << "for some time";
    EXPECT_LT(slept, 100) << "and then tries again";
}

TEST(patience, that_would_have_paid_is_found_again) {
    wait_memory memory;
    some_wait wait{long_wait};
    do {
        patience(memory).park(wait, std::nullopt);
    } while (wait.yields_first);
    wait.length = 0ns;
    for (int i = 0; i < 5 && !wait.yields_first; ++i) patience(memory).park(wait, std::nullopt);
    EXPECT_TRUE(wait.yields_first);
}

TEST(futex_parker, an_unpark_that_came_first_is_kept) {
    futex_parker parker;
    parker.unpark();
    parker.park();
    EXPECT_TRUE(parker.park_until(steady_clock::now() - 1h));
}

TEST(futex_parker, publishes_what_was_done_before_the_unpark) {
    for (int round = 0; round < 2000; ++round) {
        std::optional<futex_parker> parker(std::in_place);
        int value = 0; // not atomic
        std::jthread peer([&] {
            value = 1;
            parker->unpark();
        });
        parker->park();
        EXPECT_EQ(value, 1);
    }
}

TEST(futex_parker, gives_up_at_the_deadline_and_not_before) {
    futex_parker parker;
    const auto deadline = steady_clock::now() + 3ms;
    EXPECT_FALSE(parker.park_until(deadline));
    EXPECT_GE(steady_clock::now(), deadline);
    EXPECT_FALSE(parker.park_until(steady_clock::time_point{}));
    EXPECT_FALSE(parker.park_until(steady_clock::time_point::min()));
}

TEST(futex_parker, is_not_touched_after_its_owner_goes_on) {
    // Each parker lives on a page that is unmapped at once: a late access would crash.
    for (int round = 0; round < 2000; ++round) {
        void* const page =
            ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        ASSERT_NE(page, MAP_FAILED);
        auto* const parker = new (page) futex_parker;
        std::jthread peer([parker] { parker->unpark(); });
        parker->park();
        ::munmap(page, 4096);
    }
}

TEST(futex_parker, uses_no_processor_while_it_sleeps) {
    futex_parker parker;
    std::jthread sleeper([&] {
        std::timespec before{}, after{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
        EXPECT_FALSE(parker.park_until(steady_clock::now() + 200ms));
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
        const auto used = std::chrono::seconds(after.tv_sec - before.tv_sec)
            + std::chrono::nanoseconds(after.tv_nsec - before.tv_nsec);
        EXPECT_LT(used, 10ms);
    });
}

TEST(short_lock, lets_one_at_a_time_in) {
    short_lock<native> lock;
    long counter = 0; // not atomic
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 20'000; ++n) {
                    const std::lock_guard held(lock);
                    ++counter;
                }
            });
        }
    }
    EXPECT_EQ(counter, 80'000);
}

TEST(short_lock, wakes_those_who_sleep_for_it) {
    short_lock<native> lock;
    int entered = 0;
    {
        std::vector<std::jthread> threads;
        {
            const std::lock_guard held(lock);
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&] {
                    const std::lock_guard mine(lock);
                    ++entered;
                });
            }
            std::this_thread::sleep_for(2ms); // a timer test: some of them fall asleep
        }
    }
    EXPECT_EQ(entered, 8);
}

} // namespace chan::probe
