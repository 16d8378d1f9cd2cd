// The three runtimes as places where one test body can be played: how to start a thread, to pass
// time and to repeat a race there. On the recorded stages every prefix of what was noted is judged
// afterwards by the judge of tests/model.
//
//   native_stage      std::jthread, once
//   recording_stage   std::jthread with a context each, once
//   conducted_stage   a run of core/run: live, then stepped by several policies
//
// A body must not wait for anything but channels, locks and joins: in step mode nobody else would
// run.
#pragma once

#include "core/probe/conducted.hpp"
#include "core/probe/native.hpp"
#include "core/probe/recording.hpp"
#include "core/run/actor.hpp"
#include "core/run/run.hpp"
#include "core/sched/policy.hpp"
#include "core/trace/recorder.hpp"
#include "tests/model/invariants.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace tests {

using namespace std::chrono_literals;

struct native_stage {
    using runtime = chan::probe::native;
    static constexpr const char* name = "native";
    static constexpr int rounds = 100; // of a race that is repeated

    static void play(const std::function<void()>& body) { body(); }
    template <class Body>
    static std::jthread spawn(Body body) {
        return std::jthread(std::move(body));
    }
    static void sleep(std::chrono::nanoseconds time) { std::this_thread::sleep_for(time); }
};

/// The threads of one recorded test: a context and a ring for each.
class recorded_threads {
public:
    class context final : public chan::probe::context {
    public:
        context(recorded_threads& threads, chan::probe::actor_number actor)
            : chan::probe::context(actor), of(threads), ring_(threads.recorder_.open_ring()) {}

        void point(chan::probe::fact, chan::base::function_ref<bool()>) override {}
        void
        point_in_destructor(chan::probe::fact, chan::base::function_ref<bool()>) noexcept override {
        }
        void note(chan::probe::fact what) noexcept override {
            if (what.actor == chan::probe::no_actor) what.actor = actor();
            of.recorder_.record(ring_, what, {});
        }
        bool park(chan::probe::park_slot&, std::optional<chan::probe::stage_clock::time_point>)
            override {
            return true;
        }
        void unpark(chan::probe::park_slot&) noexcept override {}
        chan::probe::stage_clock::time_point now() const noexcept override { return {}; }
        bool leaving() const noexcept override { return false; }

        recorded_threads& of;

    private:
        chan::trace::recorder::ring& ring_;
    };

    recorded_threads() { chan::probe::current = &add(); }
    ~recorded_threads() { chan::probe::current = nullptr; }

    /// A new actor, spawned by the current one.
    context& add() {
        const std::lock_guard lock(mutex_);
        const auto number = static_cast<chan::probe::actor_number>(contexts_.size());
        auto& added = contexts_.emplace_back(*this, number);
        auto* const spawner = chan::probe::current != nullptr ? chan::probe::current : &added;
        spawner->note({
            .kind = chan::probe::kind::actor_spawned,
            .actor = number == 0 ? chan::probe::no_actor : spawner->actor(),
            .number = number,
            .label = std::string_view("actor " + std::to_string(number)),
        });
        return added;
    }

    chan::trace::log log() {
        chan::trace::log log;
        recorder_.collect(log);
        return log;
    }

private:
    chan::trace::recorder recorder_{{}};
    std::mutex mutex_;
    std::deque<context> contexts_;
};

struct recording_stage {
    using runtime = chan::probe::recording;
    static constexpr const char* name = "recording";
    static constexpr int rounds = 15;

    static void play(const std::function<void()>& body) {
        recorded_threads threads;
        body();
        EXPECT_EQ(breaches_of(threads.log()), "");
    }
    template <class Body>
    static std::jthread spawn(Body body) {
        auto& spawner = static_cast<recorded_threads::context&>(*chan::probe::current);
        auto& child = spawner.of.add();
        const chan::probe::owner_scope into({chan::probe::owner_kind::actor, child.actor()});
        return std::jthread([&child, body = std::move(body)]() mutable {
            chan::probe::current = &child;
            {
                [[maybe_unused]] Body dies_here = std::move(body);
                dies_here();
            }
            child.note({.kind = chan::probe::kind::actor_finished});
            chan::probe::current = nullptr;
        });
    }
    static void sleep(std::chrono::nanoseconds time) { std::this_thread::sleep_for(time); }
};

struct conducted_stage {
    using runtime = chan::probe::conducted;
    static constexpr const char* name = "conducted";
    static constexpr int rounds = 1; // instead, the whole body is played in several ways
    // A sanitizer sees the same code stepped, one thread at a time: few orders are enough for it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    static constexpr std::uint64_t seeds = 4;
#else
    static constexpr std::uint64_t seeds = 12;
#endif

    static void play(const std::function<void()>& body) {
        {
            SCOPED_TRACE("live");
            play_once(body, chan::run::mode::live, nullptr);
        }
        {
            SCOPED_TRACE("stepped, round robin");
            play_once(body, chan::run::mode::step, chan::sched::round_robin());
        }
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            SCOPED_TRACE("stepped, random, seed " + std::to_string(seed));
            play_once(body, chan::run::mode::step, chan::sched::random(seed));
        }
    }
    template <class Body>
    static chan::run::join_handle spawn(Body body) {
        return chan::run::spawn("worker", std::move(body));
    }
    static void sleep(std::chrono::nanoseconds time) { chan::run::sleep_for(time); }

private:
    static void play_once(
        const std::function<void()>& body,
        chan::run::mode mode,
        std::unique_ptr<chan::sched::policy> policy
    ) {
        chan::run::options how;
        how.lesson = body;
        how.mode = mode;
        how.speed = chan::run::max_speed;
        how.policy = std::move(policy);
        chan::run::run run(std::move(how));
        ASSERT_TRUE(run.wait(60s)) << "the run neither ended nor was found to hang";
        const auto verdict = run.verdict();
        ASSERT_TRUE(verdict.has_value());
        EXPECT_EQ(verdict->kind, chan::run::verdict_kind::completed);
        chan::trace::log log;
        run.collect(log);
        EXPECT_EQ(breaches_of(log), "");
    }
};

using stages = testing::Types<native_stage, recording_stage, conducted_stage>;

struct stage_names {
    template <class Stage>
    static std::string GetName(int) {
        return Stage::name;
    }
};

} // namespace tests
