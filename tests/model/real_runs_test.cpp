// The model against real threads: every prefix of their logs keeps the invariants; what the world
// says could go on is what the gate lets be chosen, at every choice; and every real hang is
// explained.
#include "core/model/apply.hpp"
#include "core/model/status.hpp"
#include "core/model/why.hpp"
#include "core/run/lesson_api.hpp"
#include "core/run/run.hpp"
#include "core/sync/rwlock.hpp"
#include "tests/model/invariants.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>

namespace {

using namespace chan;
using namespace std::chrono_literals;

constexpr auto far_too_long = 60s; // reached only when something is broken

// --- lessons ------------------------------------------------------------------------------------

void producers(std::size_t bound) {
    auto [tx, rx] = lesson::sync_channel<int>(bound);
    for (int id = 0; id < 3; ++id) {
        lesson::spawn("producer", [tx = tx.clone(), id]() mutable {
            for (int i = 0; i < 3; ++i) {
                (void)tx.send(10 * id + i);
            }
        });
    }
    tx.drop();
    while (rx.recv()) {
    }
}

void rendezvous() {
    producers(0);
}
void bounded() {
    producers(2);
}

void receiver_leaves_early() {
    auto [tx, rx] = lesson::sync_channel<int>(1);
    auto consumer = lesson::spawn("consumer", [rx = std::move(rx)]() mutable { (void)rx.recv(); });
    for (int i = 0; i < 4 && tx.send(i); ++i) {
    }
    consumer.join();
}

void timed() {
    auto [tx, rx] = lesson::sync_channel<int>(0);
    auto child = lesson::spawn("sender", [tx = std::move(tx)]() mutable {
        (void)tx.send_timeout(1, 5ms);
        lesson::sleep_for(20ms);
        (void)tx.try_send(2);
        (void)tx.send_timeout(3, 50ms);
    });
    lesson::sleep_for(10ms);
    for (int i = 0; i < 4; ++i) {
        (void)rx.recv_timeout(8ms);
    }
    child.join();
}

void shared_receiver() {
    auto [tx, rx] = lesson::channel<int>();
    auto shared = std::make_shared<lesson::mutex<lesson::receiver<int>>>(std::move(rx));
    for (int id = 0; id < 3; ++id) {
        lesson::spawn("worker", [shared] {
            while (shared->lock()->recv()) {
                lesson::work_for(3ms);
            }
        });
    }
    shared.reset();
    for (int i = 0; i < 4; ++i) {
        (void)tx.send(i);
    }
}

struct request {
    int value = 0;
    lesson::sender<int> reply;
};

void requests(bool answer) {
    auto [tx, rx] = lesson::sync_channel<request>(1);
    auto server = lesson::spawn("server", [rx = std::move(rx), answer]() mutable {
        while (auto got = rx.recv()) {
            if (answer) {
                (void)got->reply.send(got->value * 2);
            } else {
                (void)rx.recv(); // with the reply's sender still in its hand
            }
        }
    });
    for (int i = 0; i < 2; ++i) {
        auto [reply, answers] = lesson::channel<int>();
        (void)tx.send(request{i, std::move(reply)});
        (void)answers.recv();
    }
    tx.drop();
    server.join();
}

void answered_requests() {
    requests(true);
}
void unanswered_requests() {
    requests(false);
}

void philosophers() {
    using fork = lesson::mutex<int>;
    std::shared_ptr<fork> forks[3];
    for (auto& one : forks) {
        one = std::make_shared<fork>(0);
    }
    for (int i = 0; i < 3; ++i) {
        lesson::spawn("philosopher", [left = forks[i], right = forks[(i + 1) % 3]] {
            const auto first = left->lock();
            const auto second = right->lock();
        });
    }
}

void ring_of_queues() {
    auto [there, there_rx] = lesson::sync_channel<int>(1);
    auto [back, back_rx] = lesson::sync_channel<int>(1);
    const auto both = [](auto& tx, auto& rx) {
        for (int i = 0; i < 3; ++i) {
            (void)tx.send(i);
            (void)tx.send(i);
            (void)rx.recv();
        }
    };
    lesson::spawn("a", [tx = std::move(there), rx = std::move(back_rx), both]() mutable {
        both(tx, rx);
    });
    lesson::spawn("b", [tx = std::move(back), rx = std::move(there_rx), both]() mutable {
        both(tx, rx);
    });
}

void panic_with_a_lock() {
    auto [tx, rx] = lesson::channel<int>();
    auto guarded = std::make_shared<lesson::mutex<int>>(0);
    auto child = lesson::spawn("worker", [tx = std::move(tx), guarded]() mutable {
        const auto guard = guarded->lock();
        (void)tx.send(1);
        lesson::panic("no disk");
    });
    while (rx.recv()) {
    }
    child.join();
}

void readers_and_a_writer() {
    using table = sync::rwlock<int, probe::conducted>;
    auto shared = std::make_shared<table>(0);
    for (int id = 0; id < 2; ++id) {
        lesson::spawn("reader", [shared] {
            for (int i = 0; i < 2; ++i) {
                const auto guard = shared->read();
                lesson::work_for(1ms);
            }
        });
    }
    lesson::spawn("writer", [shared] {
        const auto guard = shared->write();
        lesson::work_for(1ms);
    });
}

struct named {
    const char* name;
    void (*lesson)();
};

class real_runs : public testing::TestWithParam<named> {};

std::string name_of(const testing::TestParamInfo<named>& one) {
    return one.param.name;
}

run::options stepped(void (*lesson)(), std::unique_ptr<sched::policy> policy) {
    run::options how;
    how.lesson = lesson;
    how.mode = run::mode::step;
    how.speed = run::max_speed;
    how.policy = std::move(policy);
    return how;
}

/// Judges the whole log; a hang must explain each actor that is left.
void judge(run::run& one) {
    ASSERT_TRUE(one.wait(far_too_long));
    trace::log log;
    one.collect(log);
    ASSERT_EQ(tests::breaches_of(log), "");
    model::world state;
    for (const trace::event& event : log) {
        model::apply(state, event);
    }
    std::size_t left = 0;
    for (const model::actor& who : state.actors) {
        left += !who.ended;
    }
    EXPECT_EQ(model::explain_hang(state).size(), left);
    EXPECT_EQ(state.end == model::run_end::hang, left > 0);
}

TEST_P(real_runs, keep_every_invariant_stepped) {
    for (std::uint64_t seed = 0; seed < 25; ++seed) {
        run::run one(stepped(GetParam().lesson, sched::random(seed)));
        judge(one);
    }
}

TEST_P(real_runs, keep_every_invariant_live) {
    for (int i = 0; i < 10; ++i) {
        run::options how;
        how.lesson = GetParam().lesson;
        how.speed = run::max_speed;
        run::run one(std::move(how));
        judge(one);
    }
}

/// Who could go on in this world, as choices. Time waits for those whose time has come.
std::vector<sched::choice> possible_in(const model::world& state, std::int64_t stage_ns) {
    std::vector<sched::choice> possible;
    bool timer = false, due = false;
    for (const model::actor& who : state.actors) {
        if (who.ended) {
            continue;
        }
        const auto deadline = who.pending.deadline_ns;
        const bool over = deadline && *deadline <= stage_ns;
        if (over || model::could_go_on(state, who)) {
            possible.push_back({who.number});
        }
        timer |= deadline && !over;
        due |= over;
    }
    if (timer && !due) {
        possible.push_back(sched::time_passes);
    }
    return possible;
}

TEST_P(real_runs, could_go_on_is_what_the_gate_offers) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        std::mt19937_64 random(seed);
        run::run one(stepped(GetParam().lesson, nullptr));
        model::world state;
        for (std::size_t choices = 0;; ++choices) {
            ASSERT_TRUE(one.wait(far_too_long));
            trace::log news;
            one.collect(news);
            for (const trace::event& event : news) {
                model::apply(state, event);
            }
            const run::status now = one.status();
            if (now.phase == run::phase::ended) {
                EXPECT_GE(choices, 3U);
                break;
            }
            ASSERT_EQ(possible_in(state, now.stage_ns), now.possible)
                << "seed " << seed << ", choice " << choices << ", event " << state.events;
            ASSERT_TRUE(one.step(now.possible[random() % now.possible.size()]));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    model,
    real_runs,
    testing::Values(
        named{"rendezvous", rendezvous},
        named{"bounded", bounded},
        named{"receiver_leaves_early", receiver_leaves_early},
        named{"timed", timed},
        named{"shared_receiver", shared_receiver},
        named{"answered_requests", answered_requests},
        named{"unanswered_requests", unanswered_requests},
        named{"philosophers", philosophers},
        named{"ring_of_queues", ring_of_queues},
        named{"panic_with_a_lock", panic_with_a_lock},
        named{"readers_and_a_writer", readers_and_a_writer}
    ),
    name_of
);

} // namespace
