// Handles without end: each has its name and is found, and what an event costs does not grow with
// how many there were.
#include "core/model/apply.hpp"
#include "tests/model/script.hpp"
#include "tests/model/simulator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <limits>

namespace {

using namespace tests;
using chan::model::world;

TEST(many_handles, are_numbered_in_their_channel_by_their_end_and_keep_their_names) {
    script run;
    const ends first = run.channel(0, unbounded);
    const ends second = run.channel(0, unbounded);
    std::vector<object_id> of_first, of_second;
    for (int i = 0; i < 1000; ++i) {
        of_first.push_back(run.clone(0, first));
        run.drop(0, of_first.back(), end::sender, first.channel);
        of_second.push_back(run.clone(0, second));
    }
    const world state = run.world();
    EXPECT_EQ(state.find_handle(first.tx)->name, "tx");
    EXPECT_EQ(state.find_handle(second.rx)->name, "rx b");
    for (std::size_t i = 0; i < of_first.size(); ++i) {
        const std::string number = std::to_string(i + 2);
        EXPECT_EQ(state.find_handle(of_first[i])->name, "tx " + number);
        EXPECT_EQ(state.find_handle(of_second[i])->name, "tx b " + number);
    }
}

/// What is kept to find things by says what the things themselves say.
void expect_found(const world& state, const auto& items, auto find) {
    for (const auto& one : items) {
        ASSERT_EQ((state.*find)(one.id), &one);
    }
    ASSERT_EQ((state.*find)({}), nullptr);
    ASSERT_EQ((state.*find)(object_id::make(999, 999)), nullptr);
}

TEST(many_handles, are_all_found_and_those_in_messages_and_locks_are_known_in_any_run) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        world state;
        for (const auto& event : simulator({.seed = seed, .live = seed % 2 == 0}).run()) {
            chan::model::apply(state, event);
            std::vector<std::uint32_t> carried;
            for (std::uint32_t place = 0; place < state.handles.size(); ++place) {
                const auto& one = state.handles[place];
                if (one.alive
                    && (one.owner.kind == owner_kind::message || one.owner.kind == owner_kind::lock
                    )) {
                    carried.push_back(place);
                }
            }
            auto known = state.carried;
            std::ranges::sort(known);
            ASSERT_EQ(known, carried) << "seed " << seed << ", event " << state.events;
        }
        expect_found(state, state.handles, &world::find_handle);
        expect_found(state, state.channels, &world::find_channel);
        expect_found(state, state.locks, &world::find_lock);
    }
}

TEST(many_handles, without_an_id_fit_no_world) {
    script run;
    const ends of = run.channel(0, unbounded);
    run.fact_of(0, kind::channel_created);
    run.fact_of(0, kind::lock_created);
    run.fact_of(0, kind::handle_created).object = of.channel;
    const world state = run.world();
    EXPECT_EQ(state.misfits, 3U);
    EXPECT_EQ(state.channels.size(), 1U);
    EXPECT_EQ(state.handles.size(), 2U);
    EXPECT_TRUE(state.locks.empty());
}

double cpu_ns() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// What one event costs when a sender travels in a message and is dropped, after so many before it.
double cost_after(int handles) {
    script before;
    const ends of = before.channel(0, unbounded);
    const auto request = [&](script& to, std::uint32_t number) {
        const auto clone = object_id::make(
            static_cast<actor_number>(1 + number / 1000),
            static_cast<std::uint16_t>(1 + number % 1000)
        );
        fact& made = to.fact_of(0, kind::handle_cloned);
        made.object = of.channel;
        made.handle = clone;
        const auto message = message_id::make(0, number + 1);
        to.move(clone, owner{owner_kind::message, message.value});
        to.tell(0, kind::message_sent, of, message);
        to.tell(0, kind::message_received, of, message);
        to.drop(0, clone, end::sender, of.channel);
    };
    for (int i = 0; i < handles; ++i) {
        request(before, static_cast<std::uint32_t>(i));
    }
    world state = before.world();
    EXPECT_EQ(state.misfits, 0U);
    constexpr int turns = 30;
    constexpr int in_a_turn = 40;
    double least = std::numeric_limits<double>::max();
    for (int turn = 0; turn < turns; ++turn) {
        script next;
        for (int i = 0; i < in_a_turn; ++i) {
            request(next, static_cast<std::uint32_t>(handles + turn * in_a_turn + i));
        }
        const double start = cpu_ns();
        for (std::size_t i = 1; i < next.log().size(); ++i) { // not main's birth
            chan::model::apply(state, next.log()[i]);
        }
        least = std::min(least, cpu_ns() - start);
    }
    EXPECT_EQ(state.misfits, 0U);
    return least / (5 * in_a_turn);
}

TEST(many_handles, cost_an_event_no_more_than_few) {
    const double few = cost_after(100);
    const double many = cost_after(40'000);
    EXPECT_LT(many, 20 * few + 200)
        << few << " ns after 100"; // hundreds of times, if looked through
}

} // namespace
