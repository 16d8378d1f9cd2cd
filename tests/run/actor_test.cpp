// The life of a run and of its threads: how they end, panic, join and sleep, and that a run is whole
// from its first event to its last.
#include "tests/run/helpers.hpp"

#include <fstream>

namespace chan::run {
namespace {

/// What the process has mapped, stacks of threads included.
std::size_t mapped_pages() {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages;
}

TEST(run, an_empty_lesson_completes) {
    run one(live([] {}));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    EXPECT_EQ(count(events_of(one), probe::kind::run_ended), 1U);
}

TEST(run, ends_with_its_last_event_and_orders_are_contiguous) {
    run one(live([] {
        auto a = spawn("a", [] { sleep_for(5ms); });
        auto b = spawn("b", [] { work_for(3ms); });
        a.join();
        b.join();
    }));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    const auto log = events_of(one);
    for (std::size_t i = 0; i < log.size(); ++i) {
        EXPECT_EQ(log[i].order, i);
        EXPECT_GE(log[i].shown_ns, i == 0 ? 0 : log[i - 1].shown_ns);
    }
    EXPECT_EQ(log.back().fact.kind, probe::kind::run_ended);
    EXPECT_EQ(count(log, probe::kind::actor_finished), 3U);
    EXPECT_EQ(count(log, probe::kind::actor_joined), 2U);
    EXPECT_EQ(count(log, probe::kind::sleep_ended), 1U);
    EXPECT_EQ(count(log, probe::kind::work_ended), 1U);
}

TEST(run, sleeps_end_in_the_order_of_their_deadlines) {
    for (const bool stepping : {false, true}) {
        const auto lesson = [] {
            auto late = spawn("late", [] { sleep_for(300ms); print("late"); });
            auto early = spawn("early", [] { sleep_for(100ms); print("early"); });
            late.join();
            early.join();
        };
        run one(stepping ? stepped(lesson, sched::round_robin()) : live(lesson));
        EXPECT_EQ(end_of(one), verdict_kind::completed);
        EXPECT_EQ(one.output(), (std::vector<std::string>{"early", "late"}));
        EXPECT_GE(one.status().stage_ns, 300'000'000);
        EXPECT_LT(one.status().stage_ns, 301'000'000);
    }
}

TEST(run, a_panic_ends_only_its_own_thread) {
    bool joined_well = true;
    run one(live([&] {
        auto bad = spawn("bad", [] { panic("no luck"); });
        auto good = spawn("good", [] { print("done"); });
        joined_well = bad.join();
        EXPECT_TRUE(good.join());
    }));
    EXPECT_EQ(end_of(one), verdict_kind::panic);
    EXPECT_FALSE(joined_well);
    const auto lines = one.output();
    EXPECT_TRUE(std::ranges::find(lines, "no luck") != lines.end());
    EXPECT_TRUE(std::ranges::find(lines, "done") != lines.end());
}

TEST(run, an_exception_of_the_standard_library_is_a_panic) {
    run one(live([] { throw std::runtime_error("out of luck"); }));
    EXPECT_EQ(end_of(one), verdict_kind::panic);
    EXPECT_EQ(one.output(), std::vector<std::string>{"out of luck"});
}

TEST(run, a_join_that_can_never_end_is_a_hang) {
    for (const bool stepping : {false, true}) {
        // Two threads that wait for each other: b joins main, main joins b.
        const auto lesson = [] {
            auto b = spawn("b", [] { join_handle(0).join(); });
            b.join();
        };
        run one(stepping ? stepped(lesson, sched::round_robin()) : live(lesson));
        EXPECT_EQ(end_of(one), verdict_kind::hang);
        EXPECT_EQ(one.verdict()->stuck.size(), 2U);
    }
}

TEST(run, the_closure_dies_on_its_own_thread_before_the_end) {
    struct witness {
        std::thread::id* where;
        bool moved = false;
        explicit witness(std::thread::id* at) : where(at) {}
        witness(witness&& from) noexcept : where(std::exchange(from.where, nullptr)) {}
        ~witness() {
            if (where != nullptr) {
                *where = std::this_thread::get_id();
            }
        }
    };
    std::thread::id died_on;
    std::thread::id ran_on;
    bool dead_when_joined = false;
    run one(live([&] {
        auto a = spawn("a", [&ran_on, w = witness(&died_on)] { ran_on = std::this_thread::get_id(); });
        a.join();
        dead_when_joined = died_on == ran_on;
    }));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    EXPECT_TRUE(dead_when_joined);
}

TEST(run, stage_time_stands_while_an_actor_is_paced) {
    auto how = live([] {
        auto sleeper = spawn("sleeper", [] { sleep_for(10ms); });
        for (int i = 0; i < 5; ++i) {
            spawn("child", [] {});
        }
        sleeper.join();
    }, 20.0);
    how.pace.per_operation = 100ms;
    run one(std::move(how));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    const auto now = one.status();
    // Seven operations of main were shown for 100 ms each; none of it is stage time.
    EXPECT_GE(now.shown_ns, 700'000'000);
    EXPECT_LT(now.stage_ns, 400'000'000);
}

TEST(run, live_stage_times_are_those_of_a_stepped_run) {
    const auto lesson = [] {
        auto other = spawn("other", [] {
            for (int i = 0; i < 20; ++i) {
                sleep_for(7ms);
            }
        });
        for (int i = 0; i < 10; ++i) {
            sleep_for(11ms);
        }
        other.join();
    };
    run one(live(lesson, 10.0));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    EXPECT_EQ(one.status().stage_ns, 140'000'000);
    EXPECT_EQ(events_of(one).front().stage_ns, 0);
}

TEST(run, the_longest_sleep_is_a_sleep) {
    run one(live([] {
        sleep_for(1ms);
        sleep_for(std::chrono::nanoseconds::max());
        print("awake");
    }));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    EXPECT_GT(one.status().stage_ns, std::chrono::nanoseconds(24h * 36'000).count());
}

TEST(run, gives_the_stacks_of_finished_threads_back_while_it_goes_on) {
    for (const bool stepping : {false, true}) {
        std::size_t few = 0, many = 0;
        const auto lesson = [&] {
            const auto spawn_some = [](int count) {
                for (int i = 0; i < count; ++i) {
                    auto child = spawn("child", [] { sleep_for(1us); });
                    child.join();
                }
            };
            spawn_some(50);
            few = mapped_pages();
            spawn_some(500);
            many = mapped_pages();
        };
        run one(stepping ? stepped(lesson, sched::round_robin()) : live(lesson));
        EXPECT_EQ(end_of(one), verdict_kind::completed);
        ASSERT_GT(few, 0U);
        constexpr std::size_t a_stack = 200;  // pages, at the least: the default has 2,048
        EXPECT_LT(many, few + 500 * a_stack);
    }
}

TEST(run, two_runs_at_once_do_not_meet) {
    const auto lesson = [] {
        auto a = spawn("a", [] { sleep_for(1ms); print("a"); });
        a.join();
    };
    run one(live(lesson));
    run other(stepped(lesson, sched::round_robin()));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    EXPECT_EQ(end_of(other), verdict_kind::completed);
    EXPECT_EQ(one.output(), other.output());
}

}  // namespace
}  // namespace chan::run
