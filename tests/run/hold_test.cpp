// Hold: nothing moves for as long as a run is held, and it goes on from there live, stepped or to a
// stop condition.
#include "tests/run/helpers.hpp"

#include <atomic>

namespace chan::run {
namespace {

/// Waits until the run is held; fails the test otherwise.
void expect_held(run& one) {
    ASSERT_TRUE(one.wait(far_too_long));
    ASSERT_EQ(one.status().phase, phase::held);
}

TEST(hold, nothing_moves_for_as_long_as_it_is_held) {
    std::atomic<int> turns{0};
    run one(live([&] {
        for (int actor = 0; actor < 3; ++actor) {
            spawn("a", [&] {
                for (int i = 0; i < 1'000'000; ++i) {
                    sleep_for(1us);
                    ++turns;
                }
            });
        }
    }));
    while (turns < 100) {
        std::this_thread::yield();
    }
    one.hold();
    expect_held(one);
    trace::log log;
    one.collect(log);
    const int at_hold = turns;
    const auto clocks = one.status();
    std::this_thread::sleep_for(200ms);  // what is tested is that nothing happens in a time
    EXPECT_EQ(turns, at_hold);
    EXPECT_EQ(one.collect(log), 0U);
    EXPECT_EQ(one.status().stage_ns, clocks.stage_ns);
    EXPECT_EQ(one.status().shown_ns, clocks.shown_ns);
    one.go();
    while (turns < at_hold + 100) {
        std::this_thread::yield();
    }
}

TEST(hold, a_stop_condition_holds_right_where_the_fact_becomes_true) {
    for (const bool stepping : {false, true}) {
        const auto lesson = [] {
            for (int i = 0; i < 50; ++i) {
                print(std::to_string(i));
                sleep_for(1ms);
            }
        };
        auto how = stepping ? stepped(lesson, sched::round_robin()) : live(lesson);
        how.stop_when = [seen = 0](const probe::fact& what) mutable {
            return what.kind == probe::kind::sleep_ended && ++seen == 7;
        };
        run one(std::move(how));
        expect_held(one);
        EXPECT_EQ(count(events_of(one), probe::kind::sleep_ended), 7U);
        EXPECT_EQ(one.output().size(), 8U);  // the print after it needs no leave
        one.go();
        EXPECT_EQ(end_of(one), verdict_kind::completed);
        EXPECT_EQ(one.output().size(), 50U);
    }
}

TEST(hold, nobody_passes_a_point_after_the_awaited_fact) {
    for (int turn = 0; turn < 50; ++turn) {
        auto how = live([] {
            for (int actor = 0; actor < 3; ++actor) {
                spawn("a", [] {
                    for (int i = 0; i < 1000; ++i) {
                        sleep_for(0ms);
                    }
                });
            }
        });
        how.stop_when = [seen = 0](const probe::fact& what) mutable {
            return what.kind == probe::kind::sleep_ended && ++seen == 100;
        };
        run one(std::move(how));
        expect_held(one);
        // Each of the four may end the operation that it had begun, and no other.
        EXPECT_LE(count(events_of(one), probe::kind::sleep_ended), 100U + 3U);
    }
}

TEST(hold, a_stop_set_while_held_comes_however_soon_after_the_go) {
    for (int turn = 0; turn < 100; ++turn) {
        auto how = live([] {
            for (;;) {
                sleep_for(1us);
            }
        });
        how.start_held = true;
        run one(std::move(how));
        expect_held(one);
        for (int again = 0; again < 3; ++again) {
            one.stop_when([](const probe::fact& what) {
                return what.kind == probe::kind::sleep_ended;
            });
            one.go();
            expect_held(one);
        }
    }
}

TEST(hold, a_stop_at_a_fact_of_the_controller_holds_though_everybody_sleeps) {
    run one(live([] { sleep_for(3600s); }, 1.0));
    one.stop_when([](const probe::fact& what) { return what.kind == probe::kind::setting_changed; });
    one.note_setting("rate", 3);
    expect_held(one);
}

TEST(hold, a_run_may_start_held) {
    auto how = live([] { print("first"); sleep_for(1ms); print("second"); });
    how.start_held = true;
    run one(std::move(how));
    expect_held(one);
    EXPECT_EQ(one.output(), std::vector<std::string>{"first"});
    one.go();
    EXPECT_EQ(end_of(one), verdict_kind::completed);
}

TEST(hold, a_held_live_run_can_be_stepped_and_then_goes_on_live) {
    auto how = live([] {
        for (int actor = 0; actor < 2; ++actor) {
            spawn("a", [] { sleep_for(10ms); sleep_for(10ms); });
        }
    }, 1000.0);
    how.start_held = true;
    run one(std::move(how));
    expect_held(one);
    for (int i = 0; i < 4; ++i) {
        ASSERT_TRUE(one.step(one.status().possible.front()));
        ASSERT_TRUE(one.wait(far_too_long));
        EXPECT_EQ(one.status().mode, mode::step);
    }
    one.set_mode(mode::live);
    one.go();
    EXPECT_EQ(end_of(one), verdict_kind::completed);
}

TEST(hold, a_live_run_with_a_sleeper_in_its_timer_can_be_held_and_stepped) {
    auto how = live([] { sleep_for(3600s); print("awake"); });
    how.pace.per_operation = 0ms;
    how.stop_when = [](const probe::fact& what) { return what.kind == probe::kind::wait_began; };
    how.speed = 1.0;
    run one(std::move(how));
    expect_held(one);
    EXPECT_EQ(one.status().possible, std::vector<sched::choice>{sched::time_passes});
    ASSERT_TRUE(one.step(sched::time_passes));
    expect_held(one);
    ASSERT_TRUE(one.step({0}));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    EXPECT_EQ(one.output(), std::vector<std::string>{"awake"});
}

TEST(hold, a_hold_in_the_middle_of_a_paced_step_keeps_the_choice) {
    auto how = stepped([] { sleep_for(1ms); sleep_for(1ms); }, sched::round_robin());
    how.speed = 1.0;
    how.pace.per_operation = 20ms;
    run one(std::move(how));
    for (int i = 0; i < 10; ++i) {
        one.hold();
        if (one.status().phase == phase::ended) {
            break;
        }
        expect_held(one);
        one.go();
        std::this_thread::sleep_for(5ms);  // lets some pace pass, so that holds fall inside it
    }
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    sched::schedule made;
    for (const auto& choice : one.choices()) {
        made.push_back(choice.chosen);
    }
    EXPECT_EQ(sched::to_text(made), "0 t 0*2 t 0");
    EXPECT_EQ(one.status().shown_ns, 82'000'000);
}

TEST(hold, changing_the_mode_back_and_forth_never_loses_the_run) {
    run one(live([] {
        for (int actor = 0; actor < 3; ++actor) {
            spawn("a", [] {
                for (int i = 0; i < 300; ++i) {
                    sleep_for(1us);
                }
            });
        }
    }));
    one.set_policy(sched::random(1));
    for (int i = 0; i < 200; ++i) {
        one.set_mode(i % 2 == 0 ? mode::step : mode::live);
        if (i % 7 == 0) {
            one.hold();
            one.go();
        }
        std::this_thread::yield();
    }
    one.set_mode(mode::live);
    one.go();
    EXPECT_EQ(end_of(one), verdict_kind::completed);
}

TEST(speed, can_be_changed_while_actors_sleep) {
    auto how = live([] { sleep_for(3600s); }, 0.001);
    how.pace.per_operation = 0ms;
    run one(std::move(how));
    one.set_speed(1e9);
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    run other(live([] { sleep_for(3600s); }, 0.001));
    other.set_speed(max_speed);
    EXPECT_EQ(end_of(other), verdict_kind::completed);
}

}  // namespace
}  // namespace chan::run
