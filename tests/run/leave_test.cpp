// Any lesson can be left at any moment, and nothing of it remains.
#include "tests/run/helpers.hpp"
#include "tests/run/lessons.hpp"

#include <atomic>
#include <filesystem>

namespace chan::run {
namespace {

std::size_t entries(const char* folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), {})
    );
}

struct alive {
    static inline std::atomic<int> count{0};
    alive() { ++count; }
    alive(alive&&) noexcept { ++count; }
    ~alive() { --count; }
};

void hung_lesson() {
    for (int i = 0; i < 4; ++i) {
        spawn("waits", [thing = alive()] { join_handle(0).join(); });
    }
    join_handle(1).join();
}

TEST(leave, a_hung_lesson_of_sixteen_threads_within_a_tenth_of_a_second) {
    for (const bool is_stepped : {false, true}) {
        std::vector<std::chrono::nanoseconds> times;
        for (int i = 0; i < 21; ++i) {
            run one(is_stepped ? stepped(sixteen_wait, sched::random(1)) : live(sixteen_wait));
            ASSERT_EQ(end_of(one), verdict_kind::hang);
            ASSERT_EQ(one.verdict()->stuck.size(), 17U);
            const auto before = std::chrono::steady_clock::now();
            one.leave();
            times.push_back(std::chrono::steady_clock::now() - before);
        }
        std::ranges::sort(times);
        EXPECT_LT(times[times.size() / 2], 50ms) << "half of what is asked for; it takes about 1 ms";
        EXPECT_LT(times.back(), 500ms) << "the machine may be busy for a moment, but not so long";
    }
}

TEST(leave, wherever_the_actors_stand) {
    std::thread([] {}).join();  // ThreadSanitizer starts a thread of its own beside the first
    const auto threads = entries("/proc/self/task");
    const auto files = entries("/proc/self/fd");
    for (int i = 0; i < 300; ++i) {
        auto how = live([] {
            spawn("sleeps", [thing = alive()] { sleep_for(3600s); });
            spawn("works", [thing = alive()] {
                for (;;) {
                    work_for(1us);
                }
            });
            hung_lesson();
        }, i % 2 == 0 ? max_speed : 1.0);
        how.pace.per_operation = std::chrono::milliseconds(i % 3);
        how.mode = i % 5 == 0 ? mode::step : mode::live;
        how.policy = sched::random(static_cast<std::uint64_t>(i));
        how.start_held = i % 11 == 0;
        run one(std::move(how));
        for (int spin = 0; spin < i % 10; ++spin) {
            std::this_thread::yield();
        }
        one.leave();
        EXPECT_EQ(alive::count, 0);
        EXPECT_EQ(one.status().phase, phase::ended);
    }
    EXPECT_EQ(entries("/proc/self/task"), threads);
    EXPECT_EQ(entries("/proc/self/fd"), files);
}

TEST(leave, notes_nothing_afterwards_and_can_be_repeated) {
    run one(live(hung_lesson));
    EXPECT_EQ(end_of(one), verdict_kind::hang);
    const auto log = events_of(one);
    one.leave();
    one.leave();
    EXPECT_TRUE(events_of(one).empty());
    EXPECT_EQ(log.back().fact.kind, probe::kind::run_ended);
    EXPECT_EQ(one.verdict()->kind, verdict_kind::hang);
    EXPECT_FALSE(one.step({0}));
    one.go();
    one.hold();
}

TEST(leave, no_handler_of_a_lesson_for_standard_exceptions_stops_it) {
    std::atomic<bool> caught{false};
    run one(live([&] {
        try {
            join_handle(0).join();
        } catch (const std::exception&) {
            caught = true;
        }
    }));
    EXPECT_EQ(end_of(one), verdict_kind::hang);
    one.leave();
    EXPECT_FALSE(caught);
}

}  // namespace
}  // namespace chan::run
