// Step mode: the list of choices determines the run, each choice is exactly one operation, and time
// is virtual.
#include "tests/run/helpers.hpp"

namespace chan::run {
namespace {

void two_by_two() {
    for (const char* name : {"a", "b"}) {
        spawn(name, [] {
            sleep_for(0ms);
            print("x");
            sleep_for(1ms);
        });
    }
}

std::vector<std::string> shape(const trace::log& log) {
    std::vector<std::string> lines;
    for (const auto& event : log) {
        lines.push_back(
            std::to_string(static_cast<int>(event.fact.kind)) + " " +
            std::to_string(event.fact.actor) + " " + std::to_string(event.fact.number) + " " +
            std::to_string(event.stage_ns) + " " + std::to_string(event.shown_ns)
        );
    }
    return lines;
}

TEST(step, the_same_seed_gives_the_same_events_to_the_nanosecond) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        run one(stepped(two_by_two, sched::random(seed)));
        run same(stepped(two_by_two, sched::random(seed)));
        end_of(one);
        end_of(same);
        EXPECT_EQ(shape(events_of(one)), shape(events_of(same)));
    }
}

TEST(step, its_choices_replayed_give_the_same_events) {
    run one(stepped(two_by_two, sched::random(3)));
    end_of(one);
    sched::schedule choices;
    for (const auto& made : one.choices()) {
        EXPECT_TRUE(std::ranges::find(made.possible, made.chosen) != made.possible.end());
        choices.push_back(made.chosen);
    }
    auto replay = std::make_unique<sched::replay_policy>(choices, sched::manual());
    run again(stepped(two_by_two, std::move(replay)));
    EXPECT_EQ(end_of(again), verdict_kind::completed);
    EXPECT_EQ(again.divergence(), std::nullopt);
    EXPECT_EQ(shape(events_of(one)), shape(events_of(again)));
}

TEST(step, a_replay_that_does_not_fit_says_so) {
    auto replay = std::make_unique<sched::replay_policy>(
        sched::schedule{{0}, {7}}, sched::round_robin()
    );
    run one(stepped(two_by_two, std::move(replay)));
    ASSERT_TRUE(one.wait(far_too_long));
    EXPECT_EQ(one.status().phase, phase::held);
    ASSERT_TRUE(one.divergence().has_value());
    EXPECT_NE(one.divergence()->find("choice 2"), std::string::npos);
}

TEST(step, the_learner_moves_exactly_one_operation) {
    run one(stepped(two_by_two, nullptr));
    std::size_t steps = 0;
    trace::log log;
    for (;;) {
        ASSERT_TRUE(one.wait(far_too_long));
        if (one.status().phase == phase::ended) {
            break;
        }
        const auto possible = one.status().possible;
        ASSERT_FALSE(possible.empty());
        const auto before = one.choices().size();
        one.collect(log);
        const auto spawned = count(log, probe::kind::actor_spawned);
        const auto ended = count(log, probe::kind::sleep_ended);
        ASSERT_TRUE(one.step(possible.back()));
        ASSERT_TRUE(one.wait(far_too_long));
        EXPECT_EQ(one.choices().size(), before + 1);
        one.collect(log);
        EXPECT_LE(count(log, probe::kind::actor_spawned), spawned + 1);
        EXPECT_LE(count(log, probe::kind::sleep_ended), ended + 1);
        ++steps;
    }
    // Two spawns; each child begins and ends two sleeps; time passes at least twice.
    EXPECT_GE(steps, 2U + 8U + 2U);
    EXPECT_EQ(one.verdict()->kind, verdict_kind::completed);
}

TEST(step, an_impossible_choice_is_refused_and_changes_nothing) {
    run one(stepped(two_by_two, nullptr));
    ASSERT_TRUE(one.wait(far_too_long));
    EXPECT_FALSE(one.step({5}));
    EXPECT_FALSE(one.step(sched::time_passes));
    EXPECT_EQ(one.status().phase, phase::held);
    EXPECT_TRUE(one.choices().empty());
}

TEST(step, all_orders_of_two_sleepers_are_possible_choices) {
    run one(stepped(two_by_two, nullptr));
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(one.wait(far_too_long));
        ASSERT_TRUE(one.step({0}));
    }
    ASSERT_TRUE(one.wait(far_too_long));
    EXPECT_EQ(one.status().possible, (std::vector<sched::choice>{{1}, {2}}));
}

TEST(step, an_actor_that_cannot_go_on_is_noted_as_waiting_once) {
    run one(stepped([] {
        auto child = spawn("child", [] { sleep_for(1ms); });
        child.join();
    }, nullptr));
    ASSERT_TRUE(one.wait(far_too_long));
    ASSERT_TRUE(one.step({0}));  // the spawn
    ASSERT_TRUE(one.wait(far_too_long));
    const auto log = events_of(one);
    ASSERT_EQ(count(log, probe::kind::wait_began), 1U);
    const auto wait = std::ranges::find(log, probe::kind::wait_began, [](const auto& event) {
        return event.fact.kind;
    });
    EXPECT_EQ(wait->fact.actor, 0);
    EXPECT_EQ(wait->fact.op, probe::op::join);
    EXPECT_EQ(wait->fact.number, 1U);
}

TEST(step, shown_time_goes_on_by_the_pace_and_by_the_time_that_passed) {
    auto how = stepped([] { sleep_for(70ms); }, sched::round_robin());
    how.pace.per_operation = 100ms;
    run one(std::move(how));
    end_of(one);
    EXPECT_EQ(one.status().stage_ns, 70'000'000);
    EXPECT_EQ(one.status().shown_ns, 270'000'000);  // begins, time, ends
}

TEST(step, a_paced_run_shows_the_same_times_as_one_at_full_speed) {
    const auto lesson = [] { sleep_for(70ms); sleep_for(5ms); };
    auto fast = stepped(lesson, sched::round_robin());
    auto slow = stepped(lesson, sched::round_robin());
    slow.speed = 50.0;
    run one(std::move(fast));
    run other(std::move(slow));
    end_of(one);
    end_of(other);
    EXPECT_EQ(shape(events_of(one)), shape(events_of(other)));
}

}  // namespace
}  // namespace chan::run
