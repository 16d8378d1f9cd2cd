// Real channels on the stage: verdicts, explanations, and invariants on every prefix of real runs.
#include "core/model/apply.hpp"
#include "core/sync/rwlock.hpp"
#include "tests/run/helpers.hpp"
#include "tests/run/lessons.hpp"

namespace chan::run {
namespace {

TEST(lesson, a_forgotten_sender_hangs_whatever_the_schedule_and_is_named) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        run one(stepped([] { forgotten(true); }, sched::random(seed)));
        EXPECT_EQ(end_of(one), verdict_kind::hang);
        const auto stuck = one.verdict()->stuck;
        ASSERT_EQ(stuck.size(), 1U);
        EXPECT_EQ(stuck[0].actor, 0);
        EXPECT_EQ(stuck[0].outlook, model::outlook::never);
        ASSERT_EQ(stuck[0].blockers.size(), 1U);
        EXPECT_EQ(stuck[0].blockers[0].role, model::blocker::role::holds_sender);
        EXPECT_TRUE(stuck[0].blockers[0].is_waiter_itself);
        EXPECT_NE(stuck[0].blockers[0].made_at.line, 0U);
    }
}

TEST(lesson, the_verdict_comes_at_once) {
    run one(live([] { forgotten(true); }));
    EXPECT_EQ(end_of(one), verdict_kind::hang);
    const auto log = events_of(one);
    // The last two events: main waits, or a worker ends, and so does the run; no watchdog is between.
    ASSERT_GE(log.size(), 2U);
    const auto before = log[log.size() - 2].fact.kind;
    EXPECT_TRUE(before == probe::kind::wait_began || before == probe::kind::actor_finished);
    EXPECT_EQ(log[log.size() - 2].shown_ns, log.back().shown_ns);
}

TEST(lesson, a_dropped_original_completes) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        run one(stepped([] { forgotten(false); }, sched::random(seed)));
        EXPECT_EQ(end_of(one), verdict_kind::completed);
        EXPECT_EQ(one.output().size(), 2U);
    }
}

TEST(lesson, at_every_event_of_any_run_depth_is_within_its_bound) {
    for (std::size_t bound = 0; bound < 4; ++bound) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            auto lesson = [bound] { many_producers(bound); };
            run one(seed % 2 == 0 ? stepped(lesson, sched::random(seed)) : live(lesson));
            EXPECT_EQ(end_of(one), verdict_kind::completed);
            EXPECT_EQ(one.output().size(), 9U);
            model::world world;
            for (const auto& event : events_of(one)) {
                model::apply(world, event);
                for (const auto& channel : world.channels) {
                    ASSERT_LE(channel.depth(), bound);
                    ASSERT_EQ(channel.sent, channel.received + channel.depth() + channel.discarded);
                }
            }
            EXPECT_EQ(world.channels.at(0).received, 9U);
        }
    }
}

TEST(lesson, time_outs_are_exact_in_step_mode) {
    run one(stepped(timed, sched::round_robin()));
    EXPECT_EQ(end_of(one), verdict_kind::completed);
    // The sender gives up at 5 and sleeps to 25; main waits from 10 to 18 and from 18 to 26, so the
    // try_send at 25 finds it waiting.
    EXPECT_EQ(
        one.output(),
        (std::vector<std::string>{"late", "timeout", "took", "got 2", "got 3", "met", "closed"})
    );
}

TEST(lesson, a_wait_without_end_that_has_a_time_limit_on_paper_is_a_hang) {
    for (const bool stepping : {false, true}) {
        const auto lesson = [] {
            auto [tx, rx] = lesson::channel<int>();
            (void)rx.recv_timeout(std::chrono::nanoseconds::max());
        };
        run one(stepping ? stepped(lesson, sched::round_robin()) : live(lesson));
        EXPECT_EQ(end_of(one), verdict_kind::hang);
        EXPECT_EQ(one.verdict()->stuck.size(), 1U);
    }
}

TEST(lesson, a_writer_that_waits_for_its_readers_is_explained) {
    run one(stepped([] {
        auto shared = std::make_shared<sync::rwlock<int, probe::conducted>>(0);
        auto first = shared->read();
        { auto second = shared->read(); }
        auto writer = spawn("writer", [shared] { auto guard = shared->write(); });
        writer.join();
    }, sched::round_robin()));
    EXPECT_EQ(end_of(one), verdict_kind::hang);
    EXPECT_EQ(one.verdict()->stuck.size(), 2U);
}

TEST(lesson, left_in_the_middle_of_any_operation_it_frees_everything) {
    for (int turn = 0; turn < 100; ++turn) {
        auto how = live([turn] {
            switch (turn % 5) {
                case 0: many_producers(0); break;
                case 1: many_producers(1); break;
                case 2: shared_receiver(); break;
                case 3: timed(); break;
                default: forgotten(true);
            }
        }, turn % 2 == 0 ? max_speed : 3.0);
        how.pace.per_operation = std::chrono::milliseconds(turn % 2);
        run one(std::move(how));
        for (int spin = 0; spin < turn % 20; ++spin) {
            std::this_thread::yield();
        }
        one.leave();
    }
}

}  // namespace
}  // namespace chan::run
