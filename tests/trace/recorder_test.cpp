// The recorder: one order over all threads, nothing lost, nothing released out of turn.
#include "core/trace/recorder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using chan::probe::fact;
using chan::probe::kind;
using chan::trace::log;
using chan::trace::overflow;
using chan::trace::recorder;

fact numbered(std::uint16_t actor, std::uint32_t number) {
    fact what;
    what.kind = kind::printed;
    what.actor = actor;
    what.number = number;
    return what;
}

TEST(recorder, keeps_fact_and_times) {
    recorder into({});
    auto& ring = into.open_ring();
    fact what = numbered(3, 9);
    what.label = "hello";
    EXPECT_EQ(into.record(ring, what, {.stage_ns = 5, .shown_ns = 7}), 0U);
    EXPECT_EQ(into.stamped(), 1U);
    log events;
    ASSERT_EQ(into.collect(events), 1U);
    EXPECT_EQ(events[0].order, 0U);
    EXPECT_EQ(events[0].stage_ns, 5);
    EXPECT_EQ(events[0].shown_ns, 7);
    EXPECT_NE(events[0].tsc, 0U);
    EXPECT_EQ(events[0].fact.actor, 3);
    EXPECT_EQ(events[0].fact.number, 9U);
    EXPECT_EQ(events[0].fact.label.view(), "hello");
}

TEST(recorder, merges_rings_by_order) {
    recorder into({.ring_events = 2});
    auto& a = into.open_ring();
    auto& b = into.open_ring();
    for (std::uint32_t i = 0; i < 20; ++i) {
        into.record(i % 3 == 0 ? a : b, numbered(0, i), {});
    }
    log events;
    ASSERT_EQ(into.collect(events), 20U);
    for (std::uint32_t i = 0; i < 20; ++i) {
        EXPECT_EQ(events[i].order, i);
        EXPECT_EQ(events[i].fact.number, i);
    }
    EXPECT_EQ(into.collect(events), 0U);
}

TEST(recorder, lifts_times_that_go_back) {
    recorder into({});
    auto& a = into.open_ring();
    auto& b = into.open_ring();
    into.record(a, {}, {.stage_ns = 10, .shown_ns = 100});
    into.record(b, {}, {.stage_ns = 9, .shown_ns = 120});
    log events;
    into.collect(events);
    into.record(a, {}, {.stage_ns = 11, .shown_ns = 110});
    into.collect(events);
    EXPECT_EQ(events[1].stage_ns, 10);
    EXPECT_EQ(events[1].shown_ns, 120);
    EXPECT_EQ(events[2].stage_ns, 11);
    EXPECT_EQ(events[2].shown_ns, 120);
}

TEST(recorder, counting_leaves_a_gap) {
    recorder into({.ring_events = 4, .overflow = overflow::count});
    auto& ring = into.open_ring();
    for (std::uint32_t i = 0; i < 20; ++i) {
        into.record(ring, numbered(0, i), {});
    }
    EXPECT_EQ(into.stamped(), 8U) << "what did not fit took a place in the order";
    log events;
    ASSERT_EQ(into.collect(events), 9U);
    EXPECT_EQ(events[8].fact.kind, kind::gap);
    EXPECT_EQ(events[8].fact.number, 12U);
    into.record(ring, numbered(0, 99), {});
    ASSERT_EQ(into.collect(events), 1U);
    EXPECT_EQ(events[9].order, 9U);
    EXPECT_EQ(events[9].fact.number, 99U);
}

TEST(recorder, ring_outlives_its_thread) {
    recorder into({});
    std::thread([&] { into.record(into.open_ring(), numbered(1, 1), {}); }).join();
    log events;
    EXPECT_EQ(into.collect(events), 1U);
}

/// Many producers and a collector at once. Facts carry a number that is counted under a lock, so
/// the order must agree with it: what happens before comes before.
void record_from_many(overflow when_full, std::size_t ring_events) {
    constexpr std::uint16_t producers = 8;
    constexpr std::uint32_t each = 4000;
    recorder into({.ring_events = ring_events, .overflow = when_full});
    std::mutex counting;
    std::uint32_t count = 0;
    std::atomic<std::uint16_t> going{producers};
    std::vector<std::thread> threads;
    for (std::uint16_t actor = 0; actor < producers; ++actor) {
        threads.emplace_back([&, actor] {
            auto& ring = into.open_ring();
            for (std::uint32_t i = 0; i < each; ++i) {
                into.reserve(ring, 2);
                {
                    const std::lock_guard guard(counting);
                    fact shared = numbered(actor, count++);
                    shared.kind = kind::message_sent;
                    into.record(ring, shared, {.stage_ns = i, .shown_ns = i});
                }
                into.record(ring, numbered(actor, i), {.stage_ns = i, .shown_ns = i});
            }
            --going;
        });
    }
    log events;
    while (going > 0) {
        if (into.collect(events) == 0) {
            std::this_thread::yield();
        }
    }
    for (std::thread& one : threads) {
        one.join();
    }
    into.collect(events);

    ASSERT_EQ(events.size(), into.stamped());
    std::vector<std::int64_t> last(producers, -1);
    std::int64_t last_shared = -1;
    std::uint64_t lost = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& one = events[i];
        ASSERT_EQ(one.order, i);
        if (i > 0) {
            ASSERT_GE(one.shown_ns, events[i - 1].shown_ns);
        }
        if (one.fact.kind == kind::gap) {
            lost += one.fact.number;
        } else if (one.fact.kind == kind::message_sent) {
            ASSERT_GT(static_cast<std::int64_t>(one.fact.number), last_shared);
            last_shared = one.fact.number;
        } else {
            ASSERT_GT(static_cast<std::int64_t>(one.fact.number), last[one.fact.actor]);
            last[one.fact.actor] = one.fact.number;
        }
    }
    std::uint64_t gaps = 0;
    for (const auto& one : events) {
        gaps += one.fact.kind == kind::gap;
    }
    EXPECT_EQ(events.size() - gaps + lost, std::uint64_t{producers} * each * 2);
    if (when_full == overflow::grow) {
        EXPECT_EQ(lost, 0U);
    }
}

TEST(recorder, many_producers_and_a_collector_lose_nothing) {
    record_from_many(overflow::grow, 64);
}

TEST(recorder, many_producers_account_for_all_that_did_not_fit) {
    record_from_many(overflow::count, 16);
}

} // namespace
