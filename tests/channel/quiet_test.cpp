// A channel costs nothing while nothing happens: an idle thread sleeps, sending allocates only
// where a queue grows, and a queue that was long gives its memory back.
//
// This program counts every allocation, so it is one of its own.
#include "core/channel/channel.hpp"
#include "core/sync/mutex.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <expected>
#include <memory>
#include <new>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <malloc.h>

namespace {

std::atomic<long> allocations = 0;
std::atomic<long> bytes_held = 0;

void* counted_allocation(std::size_t size, std::size_t alignment) {
    void* const memory =
        std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (memory == nullptr) throw std::bad_alloc();
    ++allocations;
    bytes_held += static_cast<long>(::malloc_usable_size(memory));
    return memory;
}

void counted_release(void* memory) noexcept {
    if (memory != nullptr) bytes_held -= static_cast<long>(::malloc_usable_size(memory));
    std::free(memory);
}

} // namespace

void* operator new(std::size_t size) {
    return counted_allocation(size, 16);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted_allocation(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
    counted_release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    counted_release(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    counted_release(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    counted_release(memory);
}

namespace chan {

using namespace std::chrono_literals;

TEST(memory, a_drained_queue_gives_it_back) {
    auto [tx, rx] = channel<long>();
    const long before = bytes_held;
    for (long i = 0; i < 200'000; ++i) ASSERT_TRUE(tx.send(long(i)));
    EXPECT_GT(bytes_held - before, 200'000L * 8);
    for (long i = 0; i < 200'000; ++i) ASSERT_TRUE(rx.try_recv());
    EXPECT_LT(bytes_held - before, 4096);
}

TEST(memory, a_drained_queue_keeps_no_big_message) {
    struct big {
        std::array<char, 1U << 20U> bytes;
    };
    const auto message = std::make_unique<big>();
    const auto received = std::make_unique<std::expected<big, recv_error>>(std::unexpect);
    auto [tx, rx] = channel<big>();
    const long before = bytes_held;
    for (int i = 0; i < 3; ++i) {
        for (int n = 0; n < 5; ++n) ASSERT_TRUE(tx.send(std::move(*message)));
        EXPECT_GT(bytes_held - before, 5L * static_cast<long>(sizeof(big)));
        for (auto left = rx.len(); left > 0; --left) *received = rx.recv();
        EXPECT_LT(bytes_held - before, 4096);
    }
}

TEST(memory, a_closed_channel_gives_it_back_at_once) {
    auto [tx, rx] = channel<long>();
    const long before = bytes_held;
    for (long i = 0; i < 10'000; ++i) ASSERT_TRUE(tx.send(long(i)));
    rx.drop();
    EXPECT_LE(bytes_held - before, 0);
}

TEST(memory, a_bounded_queue_is_not_kept_for_its_senders_alone) {
    const long before = bytes_held;
    auto [tx, rx] = sync_channel<long>(10'000);
    EXPECT_GT(bytes_held - before, 10'000L * 8);
    ASSERT_TRUE(tx.send(1));
    rx.drop();
    EXPECT_LT(bytes_held - before, 4096);
    EXPECT_FALSE(tx.send(2));
}

TEST(memory, a_select_leaves_nothing_behind) {
    const long before = bytes_held;
    {
        auto [tx, rx] = sync_channel<long>(1);
        auto [other_tx, other] = channel<long>();
        auto ignore = [](auto&&) {};
        for (int i = 0; i < 100; ++i) {
            select(on(tx, 1L, ignore), on(other, ignore), on(rx, ignore));
            select(on(other, ignore), timeout(1us, [] {}));
        }
    }
    EXPECT_EQ(bytes_held, before);
}

TEST(memory, a_channel_leaves_nothing_behind) {
    const long before = bytes_held;
    for (std::size_t bound = 0; bound < 3; ++bound) {
        auto [tx, rx] = sync_channel<long>(bound);
        (void)tx.try_send(1);
    }
    {
        auto [tx, rx] = channel<long>();
        (void)tx.send(1);
    }
    EXPECT_EQ(bytes_held, before);
}

TEST(memory, a_steady_flow_allocates_nothing) {
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(8)}) {
        auto [tx, rx] = bound ? sync_channel<long>(*bound) : channel<long>();
        auto flow = [&tx = tx, &rx = rx] {
            for (long i = 0; i < 1000; ++i) {
                for (int burst = 0; burst < 8; ++burst) ASSERT_TRUE(tx.send(long(i)));
                for (int burst = 0; burst < 8; ++burst) ASSERT_TRUE(rx.recv());
            }
        };
        flow();
        const long before = allocations;
        flow();
        EXPECT_EQ(allocations - before, 0);
    }
}

TEST(memory, a_rendezvous_allocates_nothing) {
    auto [tx, rx] = sync_channel<long>(0);
    std::jthread consumer([&rx = rx] {
        for (int i = 0; i < 101; ++i) ASSERT_TRUE(rx.recv());
    });
    ASSERT_TRUE(tx.send(0));
    const long before = allocations;
    for (long i = 0; i < 100; ++i) ASSERT_TRUE(tx.send(long(i)));
    EXPECT_EQ(allocations - before, 0);
}

/// How long the calling thread computed while it did this.
template <class Body>
std::chrono::nanoseconds processor_time(Body body) {
    auto now = [] {
        std::timespec used{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
        return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
    };
    const auto before = now();
    body();
    return now() - before;
}

TEST(idle, a_blocked_receiver_sleeps) {
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(0)}) {
        auto [tx, rx] = bound ? sync_channel<int>(*bound) : channel<int>();
        const auto used = processor_time([&rx = rx] {
            EXPECT_TRUE(rx.recv_timeout(200ms).error().is_timeout());
        });
        EXPECT_LT(used, 20ms);
    }
}

TEST(idle, a_blocked_sender_sleeps) {
    for (std::size_t bound = 0; bound < 2; ++bound) {
        auto [tx, rx] = sync_channel<int>(bound);
        (void)tx.try_send(1);
        const auto used = processor_time([&tx = tx] {
            EXPECT_TRUE(tx.send_timeout(2, 200ms).error().is_timeout());
        });
        EXPECT_LT(used, 20ms);
    }
}

TEST(idle, a_blocked_select_sleeps) {
    auto ignore = [](auto&&) {};
    auto [tx, rx] = sync_channel<int>(0);
    auto [other_tx, other] = channel<int>();
    int late = 0;
    const auto used = processor_time([&, &tx = tx, &other = other] {
        select(on(other, ignore), on(tx, 1, ignore), timeout(100ms, [&] { ++late; }));
        select(on(other, ignore), on(after(100ms), ignore));
    });
    EXPECT_EQ(late, 1);
    EXPECT_LT(used, 20ms);
}

TEST(idle, who_waits_for_a_timer_sleeps) {
    const auto used = processor_time([] {
        EXPECT_TRUE(after(100ms).recv());
        EXPECT_FALSE(after(1h).recv_timeout(50ms));
    });
    EXPECT_LT(used, 20ms);
}

TEST(idle, who_waits_for_a_mutex_sleeps) {
    sync::mutex<int> mutex(0);
    std::optional held = mutex.lock();
    std::jthread waiter([&] {
        const auto used = processor_time([&] { ++*mutex.lock(); });
        EXPECT_LT(used, 20ms);
    });
    std::this_thread::sleep_for(200ms); // a timer test: this is how long the other has to wait
    held.reset();
}

} // namespace chan
