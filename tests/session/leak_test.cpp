// A hung lesson is left a thousand times: threads, memory and descriptors stay what they were, and
// no command ever waits for a lesson's thread.
#include "core/run/lesson_api.hpp"
#include "tests/session/helpers.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

/// AddressSanitizer keeps what was freed for a while, by default as long as it is not more than
/// 256 MB, which would look like a leak here. (Read by it, nobody else calls this.)
extern "C" const char* __asan_default_options() {
    return "quarantine_size_mb=4";
}

namespace app::session {
namespace {

std::size_t entries(const char* folder) {
    return static_cast<std::size_t>(std::distance(
        std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()
    ));
}

long resident_kib() {
    std::ifstream in("/proc/self/statm");
    long size = 0;
    long resident = 0;
    in >> size >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

/// Begins again once and waits until the fresh run hangs.
void hang_again(session& one) {
    const auto run = one.play().run_number();
    one.apply(restart{});
    one.apply(go{});
    ASSERT_TRUE(after(one, [&] { return one.play().run_number() > run && one.play().ended(); }));
}

TEST(leaving, a_hung_lesson_a_thousand_times_leaks_nothing) {
    session one(
        options_of({.lesson = "forgotten-sender", .values = {{"messages", 1}}, .held = false})
    );
    ASSERT_TRUE(after_end(one));
    for (int i = 0; i < 100; ++i) {
        hang_again(one);
    }
    std::this_thread::sleep_for(50ms); // the reaper ends the last ones
    const std::size_t threads = entries("/proc/self/task");
    const std::size_t descriptors = entries("/proc/self/fd");
    const long memory = resident_kib();
    for (int i = 0; i < 1000; ++i) {
        hang_again(one);
    }
    EXPECT_TRUE(after(one, [&] { return entries("/proc/self/task") <= threads; }))
        << entries("/proc/self/task") << " threads, not " << threads;
    EXPECT_EQ(entries("/proc/self/fd"), descriptors);
    EXPECT_LT(resident_kib(), memory + 8 * 1024);
}

TEST(leaving, restarting_faster_than_runs_can_end_stays_bounded_and_never_waits) {
    session one(options_of({.lesson = "forgotten-sender", .speed = 1, .held = false}));
    const std::size_t before = entries("/proc/self/task");
    std::size_t most = before;
    std::vector<std::chrono::nanoseconds> waits;
    for (int i = 0; i < 300; ++i) {
        const auto began = std::chrono::steady_clock::now();
        one.apply(restart{});
        one.tick();
        waits.push_back(std::chrono::steady_clock::now() - began);
        most = std::max(most, entries("/proc/self/task"));
    }
    std::ranges::sort(waits);
    EXPECT_LT(waits[waits.size() * 9 / 10], 50ms);
    EXPECT_LT(most, before + 10 * (reaper::most + 2)) << "at most nine runs of a few threads each";
    EXPECT_TRUE(after(one, [&] { return one.play().history().size() > 5; })) << "the last one runs";
}

/// A run that takes a while to be left: its thread is in the middle of its own work.
std::unique_ptr<chan::run::run> slow_to_leave(const std::atomic<bool>& go_on) {
    chan::run::options how;
    how.speed = chan::run::max_speed;
    std::atomic<bool> is_there = false;
    how.lesson = [&go_on, &is_there] {
        is_there = true;
        go_on.wait(false);
    };
    auto made = std::make_unique<chan::run::run>(std::move(how));
    while (!is_there) std::this_thread::yield();
    return made;
}

TEST(leaving, nothing_of_the_run_before_is_shown_while_the_next_one_waits_for_room) {
    std::atomic<bool> go_on = false;
    reaper old_runs;
    playback play(old_runs, {});
    const auto sends_one = [] {
        return staged_lesson{
            .main =
                [] {
                    auto [tx, rx] = chan::lesson::channel<int>();
                    (void)tx.send(1);
                },
            .set_rate = {},
        };
    };
    play.start({.lesson = sends_one, .speed = chan::run::max_speed});
    while (!play.ended()) play.tick();
    play.look_at_event(3);
    const auto number = play.run_number();
    for (std::size_t taken = 0; taken < reaper::most + 1;) { // one is being left, the others wait
        if (old_runs.room()) {
            old_runs.take(slow_to_leave(go_on));
            ++taken;
        }
        std::this_thread::yield();
    }
    play.start({.lesson = sends_one, .speed = chan::run::max_speed});
    ASSERT_FALSE(old_runs.room()) << "it has to wait";
    EXPECT_TRUE(play.moving());
    EXPECT_TRUE(play.going());
    EXPECT_FALSE(play.ended());
    EXPECT_EQ(play.run_number(), number + 1);
    EXPECT_EQ(play.history().size(), 0U);
    EXPECT_EQ(play.view(), view::now);
    EXPECT_FALSE(play.verdict());
    go_on = true;
    go_on.notify_all();
    while (!play.ended()) play.tick();
    EXPECT_EQ(play.history().now().channels.front().sent, 1U);
}

TEST(leaving, a_session_that_goes_takes_all_its_threads) {
    { session warm(options_of({.held = false})); }
    const std::size_t before = entries("/proc/self/task");
    for (int i = 0; i < 50; ++i) {
        session one(options_of({.lesson = "shared-receiver", .speed = 1, .held = false}));
        one.apply(restart{});
        one.tick();
    }
    EXPECT_EQ(entries("/proc/self/task"), before);
}

} // namespace
} // namespace app::session
