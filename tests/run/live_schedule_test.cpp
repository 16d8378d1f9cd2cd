// A live run, read as a schedule and replayed in step mode, does the same.
#include "core/run/live_schedule.hpp"

#include "tests/run/helpers.hpp"
#include "tests/run/lessons.hpp"

#include <map>

namespace chan::run {
namespace {

// What each actor did, in its own order, and what every channel saw, in its order.
std::vector<std::string> deeds(const trace::log& log) {
    std::map<std::string, std::string> by_whom;
    for (const auto& event : log) {
        const auto& fact = event.fact;
        const auto add = [&](const std::string& key) {
            by_whom[key] += " " + std::to_string(static_cast<int>(fact.kind)) + ":" +
                            std::string(fact.label.view()) + "/" +
                            std::to_string(static_cast<int>(fact.reason));
        };
        switch (fact.kind) {
            case probe::kind::message_sent:
            case probe::kind::message_received:
            case probe::kind::handed_over:
                add("channel " + std::to_string(fact.object.value));
                [[fallthrough]];
            case probe::kind::send_failed:
            case probe::kind::receive_failed:
            case probe::kind::lock_acquired:
            case probe::kind::handle_dropped:
            case probe::kind::printed:
            case probe::kind::actor_finished: add("actor " + std::to_string(fact.actor)); break;
            default: break;
        }
    }
    std::vector<std::string> lines;
    for (const auto& [key, value] : by_whom) {
        lines.push_back(key + value);
    }
    return lines;
}

void expect_replays(const std::function<void()>& lesson, double speed, verdict_kind expected) {
    auto how = live(lesson, speed);
    how.pace.per_operation = 1ms;
    run one(std::move(how));
    EXPECT_EQ(end_of(one), expected);
    const auto log = events_of(one);
    const auto choices = schedule_of(log);
    run again(stepped(lesson, std::make_unique<sched::replay_policy>(choices, sched::manual())));
    EXPECT_EQ(end_of(again), expected) << sched::to_text(choices);
    EXPECT_EQ(again.divergence(), std::nullopt);
    EXPECT_EQ(deeds(events_of(again)), deeds(log)) << sched::to_text(choices);
}

TEST(live_schedule, every_kind_of_lesson_replays_as_it_went) {
    for (const double speed : {max_speed, 5.0}) {
        for (int turn = 0; turn < 10; ++turn) {
            expect_replays([] { many_producers(0); }, speed, verdict_kind::completed);
            expect_replays([] { many_producers(2); }, speed, verdict_kind::completed);
            expect_replays([] { forgotten(true); }, speed, verdict_kind::hang);
            expect_replays([] { forgotten(false); }, speed, verdict_kind::completed);
            expect_replays(shared_receiver, speed, verdict_kind::completed);
            expect_replays(timed, speed, verdict_kind::completed);
        }
    }
}

// Deadlines that fall closely together, and not on each other: a clock that ran on past one of them
// while its owner was still waking up would change their order.
TEST(live_schedule, sleeps_that_end_closely_together_replay_in_their_order) {
    const auto lesson = [] {
        for (int i = 0; i < 3; ++i) {
            spawn("short", [] {
                for (int turn = 0; turn < 9; ++turn) {
                    sleep_for(9990us);
                }
            });
        }
        for (int turn = 0; turn < 3; ++turn) {
            sleep_for(30ms);
            print("main");
        }
    };
    for (int turn = 0; turn < 5; ++turn) {
        expect_replays(lesson, 16.0, verdict_kind::completed);
        expect_replays(shared_receiver, 16.0, verdict_kind::completed);
    }
}

TEST(live_schedule, a_payload_that_throws_replays_too) {
    struct thrower {
        thrower() = default;
        thrower(thrower&&) { throw std::runtime_error("heavy"); }
    };
    const auto lesson = [] {
        auto [tx, rx] = lesson::sync_channel<thrower>(1);
        try {
            (void)tx.send(thrower());
        } catch (const std::runtime_error&) {
            print("it threw");
        }
    };
    expect_replays(lesson, max_speed, verdict_kind::completed);
}

TEST(live_schedule, a_stepped_run_reads_back_as_its_own_choices) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        run one(stepped([] { many_producers(1); }, sched::random(seed)));
        end_of(one);
        const auto log = events_of(one);
        const auto made = schedule_of(one.choices(), log);
        EXPECT_EQ(sched::to_text(schedule_of(log)), sched::to_text(made));
        for (const auto& choice : made) {
            EXPECT_TRUE(choice.chosen.is_time() || choice.expected.is_known());
        }
    }
}

}  // namespace
}  // namespace chan::run
