// Properties over many random programs, in both styles: every prefix keeps every invariant, the
// world at any event is the fold of the prefix, and what is said to be stuck stays stuck.
#include "core/model/apply.hpp"
#include "core/model/history.hpp"
#include "core/model/why.hpp"
#include "tests/model/invariants.hpp"
#include "tests/model/simulator.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace {

using namespace chan;
using model::outlook;

constexpr std::uint64_t programs = 400;

trace::log simulated(std::uint64_t seed) {
    const bool live = seed % 2 == 0, patient = seed % 5 < 3;
    return tests::simulator({.seed = seed, .live = live, .patient = patient}).run();
}

TEST(fold, keeps_every_invariant_on_every_prefix) {
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        ASSERT_EQ(tests::breaches_of(simulated(seed)), "") << "seed " << seed;
    }
}

TEST(simulator, reaches_every_kind_of_fact_and_end) {
    std::set<probe::kind> kinds;
    std::set<std::uint32_t> ends;
    std::set<model::status> statuses;
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        model::world state;
        for (const trace::event& event : simulated(seed)) {
            model::apply(state, event);
            kinds.insert(event.fact.kind);
            if (event.fact.kind == probe::kind::run_ended) {
                ends.insert(event.fact.number);
            }
            for (const model::actor& who : state.actors) {
                statuses.insert(who.status);
            }
        }
    }
    for (auto one = probe::kind::actor_spawned; one <= probe::kind::run_ended;
         one = static_cast<probe::kind>(static_cast<int>(one) + 1)) {
        EXPECT_TRUE(kinds.contains(one) || one == probe::kind::setting_changed)
            << "kind " << static_cast<int>(one);
    }
    EXPECT_EQ(ends.size(), 3U);
    EXPECT_EQ(statuses.size(), 9U) << "all but waiting_select";
}

TEST(history, world_at_any_event_is_the_fold_of_the_prefix) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const trace::log log =
            tests::simulator({.seed = seed, .patient = seed % 2 == 0, .steps = 1500}).run();
        model::history past;
        std::vector<model::world> worlds{{}};
        for (const trace::event& event : log) {
            past.append(event);
            worlds.push_back(worlds.back());
            model::apply(worlds.back(), event);
        }
        ASSERT_EQ(past.now(), worlds.back());
        for (std::size_t i = 0; i <= log.size(); ++i) {
            ASSERT_EQ(past.at(i), worlds[i]) << "forward, event " << i;
        }
        for (std::size_t i = log.size() + 1; i-- > 0;) {
            ASSERT_EQ(past.at(i), worlds[i]) << "backward, event " << i;
        }
        std::mt19937 random(static_cast<unsigned>(seed));
        for (int i = 0; i < 200; ++i) {
            const std::size_t place = random() % (log.size() + 1);
            ASSERT_EQ(past.at(place), worlds[place]) << "anywhere, event " << place;
        }
    }
}

TEST(history, count_at_is_the_last_event_not_later) {
    model::history past;
    for (const std::int64_t shown : {0, 10, 10, 30}) {
        past.append({.order = past.size(), .shown_ns = shown, .fact = {}});
    }
    EXPECT_EQ(past.count_at(-1), 0U);
    EXPECT_EQ(past.count_at(0), 1U);
    EXPECT_EQ(past.count_at(9), 1U);
    EXPECT_EQ(past.count_at(10), 3U);
    EXPECT_EQ(past.count_at(29), 3U);
    EXPECT_EQ(past.count_at(1000), 4U);
}

TEST(history, clear_starts_again) {
    model::history past;
    for (const trace::event& event : simulated(3)) {
        past.append(event);
    }
    (void)past.at(past.size() / 2);
    past.clear();
    EXPECT_EQ(past.size(), 0U);
    EXPECT_EQ(past.now(), model::world{});
    EXPECT_EQ(past.at(5), model::world{});
}

TEST(why, who_is_said_to_be_stuck_never_goes_on) {
    std::size_t convictions_before_the_end = 0;
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        model::world state;
        std::map<model::actor_number, std::uint64_t> stuck_since;
        for (const trace::event& event : simulated(seed)) {
            model::apply(state, event);
            for (const auto& [who, since] : stuck_since) {
                ASSERT_TRUE(model::is_waiting(state.find_actor(who)->status))
                    << "seed " << seed << ": actor " << who << " was called stuck at event "
                    << since << " and goes on at event " << event.order;
            }
            for (const model::explanation& why : model::explain_hang(state)) {
                convictions_before_the_end += stuck_since.emplace(why.actor, event.order).second
                    && event.fact.kind != probe::kind::run_ended;
            }
        }
    }
    EXPECT_GT(convictions_before_the_end, 50U) << "the test shows little";
}

TEST(why, every_hang_is_explained_for_every_actor) {
    std::size_t hangs = 0;
    for (std::uint64_t seed = 0; seed < programs; ++seed) {
        model::world state;
        for (const trace::event& event : simulated(seed)) {
            model::apply(state, event);
        }
        if (state.end != model::run_end::hang) {
            EXPECT_TRUE(model::explain_hang(state).empty()) << "seed " << seed;
            continue;
        }
        ++hangs;
        std::set<model::actor_number> explained;
        for (const model::explanation& why : model::explain_hang(state)) {
            explained.insert(why.actor);
            EXPECT_EQ(why.outlook, outlook::never);
            EXPECT_FALSE(why.blockers.empty()) << "seed " << seed;
            for (const model::blocker& one : why.blockers) {
                EXPECT_FALSE(one.can_act) << "seed " << seed;
            }
        }
        for (const model::actor& who : state.actors) {
            EXPECT_EQ(explained.contains(who.number), who.stuck)
                << "seed " << seed << ' ' << who.name;
        }
    }
    EXPECT_GT(hangs, 5U);
}

} // namespace
