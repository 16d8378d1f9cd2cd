// The ring alone: chunks linked, recycled, and kept few.
#include "core/trace/ring.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace {

using chan::trace::event;
using chan::trace::overflow;
using chan::trace::recorder;

void put(recorder::ring& into, std::uint64_t order) {
    event* slot = into.next_slot();
    ASSERT_NE(slot, nullptr);
    ::new (static_cast<void*>(slot)) event{.order = order, .fact = {}};
    into.publish();
}

TEST(ring, empty_has_no_front) {
    recorder::ring ring(4, overflow::grow);
    EXPECT_EQ(ring.front(), nullptr);
}

TEST(ring, slot_is_not_seen_before_it_is_published) {
    recorder::ring ring(4, overflow::grow);
    ASSERT_NE(ring.next_slot(), nullptr);
    EXPECT_EQ(ring.front(), nullptr);
}

TEST(ring, keeps_order_over_many_chunks) {
    recorder::ring ring(3, overflow::grow);
    for (std::uint64_t i = 0; i < 100; ++i) {
        put(ring, i);
    }
    for (std::uint64_t i = 0; i < 100; ++i) {
        ASSERT_NE(ring.front(), nullptr);
        EXPECT_EQ(ring.front()->order, i);
        ring.pop();
    }
    EXPECT_EQ(ring.front(), nullptr);
}

TEST(ring, reserve_makes_room_for_more_than_a_chunk) {
    recorder::ring ring(2, overflow::grow);
    ring.reserve(50);
    for (std::uint64_t i = 0; i < 60; ++i) {
        put(ring, i);
    }
    for (std::uint64_t i = 0; i < 60; ++i) {
        ASSERT_NE(ring.front(), nullptr);
        EXPECT_EQ(ring.front()->order, i);
        ring.pop();
    }
}

TEST(ring, reserve_again_and_again_keeps_what_is_written) {
    recorder::ring ring(2, overflow::grow);
    for (std::uint64_t i = 0; i < 40; ++i) {
        ring.reserve(1 + i % 7);
        put(ring, i);
        if (i % 3 == 2) {
            ASSERT_NE(ring.front(), nullptr);
            ring.pop();
        }
    }
    for (std::uint64_t i = 13; i < 40; ++i) {
        ASSERT_NE(ring.front(), nullptr);
        EXPECT_EQ(ring.front()->order, i);
        ring.pop();
    }
}

TEST(ring, counting_refuses_when_full_and_goes_on_after) {
    recorder::ring ring(2, overflow::count);
    for (std::uint64_t i = 0; i < 4; ++i) {
        put(ring, i); // two chunks of two
    }
    EXPECT_EQ(ring.next_slot(), nullptr);
    EXPECT_EQ(ring.next_slot(), nullptr);
    EXPECT_EQ(ring.take_lost(), 2U);
    EXPECT_EQ(ring.take_lost(), 0U);
    for (std::uint64_t i = 0; i < 3; ++i) {
        ASSERT_NE(ring.front(), nullptr);
        EXPECT_EQ(ring.front()->order, i);
        ring.pop();
    }
    put(ring, 4);
    put(ring, 5);
    for (std::uint64_t i = 3; i < 6; ++i) {
        ASSERT_NE(ring.front(), nullptr);
        EXPECT_EQ(ring.front()->order, i);
        ring.pop();
    }
}

/// The producer lingers where it has linked a chunk and published nothing in it yet.
TEST(ring, two_threads_at_once_lose_nothing) {
    constexpr std::uint64_t total = 50'000;
    recorder::ring ring(16, overflow::grow);
    std::thread producer([&] {
        for (std::uint64_t i = 0; i < total; ++i) {
            event* slot = ring.next_slot();
            if (i % 16 == 0) {
                std::this_thread::yield();
            }
            ::new (static_cast<void*>(slot)) event{.order = i, .fact = {}};
            ring.publish();
        }
    });
    for (std::uint64_t i = 0; i < total;) {
        if (const event* next = ring.front()) {
            ASSERT_EQ(next->order, i);
            ring.pop();
            ++i;
        } else {
            std::this_thread::yield();
        }
    }
    producer.join();
    EXPECT_EQ(ring.front(), nullptr);
}

} // namespace
