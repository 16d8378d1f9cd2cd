// One at a time, in the order they came, and what a panic leaves behind; on all three runtimes.
#include "core/channel/channel.hpp"
#include "core/sync/mutex.hpp"
#include "tests/channel/scripted.hpp"
#include "tests/channel/stages.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tests {

template <class Stage>
class mutex : public testing::Test {
protected:
    template <class T>
    using lock_around = chan::sync::mutex<T, typename Stage::runtime>;
};
TYPED_TEST_SUITE(mutex, stages, stage_names);

TYPED_TEST(mutex, lets_one_at_a_time_in) {
    TypeParam::play([] {
        // Not atomic: without exclusion the sanitizer sees a race, and the sum is wrong.
        chan::sync::mutex<int, typename TypeParam::runtime> counter(0);
        std::vector<decltype(TypeParam::spawn([] {}))> workers;
        for (int i = 0; i < 4; ++i) {
            workers.push_back(TypeParam::spawn([&] {
                for (int n = 0; n < 25; ++n) ++*counter.lock();
            }));
        }
        for (auto& worker : workers) worker.join();
        EXPECT_EQ(*counter.lock(), 100);
    });
}

TYPED_TEST(mutex, can_be_tried) {
    TypeParam::play([] {
        chan::sync::mutex<int, typename TypeParam::runtime> value(1);
        {
            auto held = value.try_lock();
            ASSERT_TRUE(held.has_value());
            ++**held;
            EXPECT_FALSE(value.try_lock().has_value());
        }
        EXPECT_EQ(**value.try_lock(), 2);
    });
}

TYPED_TEST(mutex, can_be_unlocked_early) {
    TypeParam::play([] {
        chan::sync::mutex<int, typename TypeParam::runtime> value(1);
        auto held = value.lock();
        held.unlock();
        held.unlock();
        EXPECT_TRUE(value.try_lock().has_value());
    });
}

TYPED_TEST(mutex, is_held_by_a_guard_wherever_that_moves) {
    TypeParam::play([] {
        chan::sync::mutex<int, typename TypeParam::runtime> value(1);
        auto held = value.lock();
        {
            const auto moved = std::move(held);
            EXPECT_FALSE(value.try_lock().has_value());
        }
        EXPECT_TRUE(value.try_lock().has_value());
    });
}

TYPED_TEST(mutex, is_poisoned_when_its_holder_panics) {
    TypeParam::play([] {
        chan::sync::mutex<int, typename TypeParam::runtime> value(1);
        auto worker = TypeParam::spawn([&] {
            try {
                auto held = value.lock();
                *held = 2;
                throw std::runtime_error("half way");
            } catch (const std::runtime_error&) {
            }
        });
        worker.join();
        EXPECT_TRUE(value.is_poisoned());
        auto held = value.lock();
        EXPECT_TRUE(held.is_poisoned());
        EXPECT_EQ(*held, 2);
        held.unlock();
        value.clear_poison();
        EXPECT_FALSE(value.is_poisoned());
    });
}

TYPED_TEST(mutex, used_while_another_exception_is_handled_is_not_poisoned) {
    TypeParam::play([] {
        struct locks_when_it_dies {
            chan::sync::mutex<int, typename TypeParam::runtime>& value;
            ~locks_when_it_dies() { ++*value.lock(); }
        };
        chan::sync::mutex<int, typename TypeParam::runtime> value(1);
        try {
            const locks_when_it_dies last_wish{value};
            throw std::runtime_error("something else");
        } catch (const std::runtime_error&) {
        }
        EXPECT_FALSE(value.is_poisoned());
    });
}

TYPED_TEST(mutex, shares_a_receiver) {
    TypeParam::play([] {
        using runtime = typename TypeParam::runtime;
        auto [tx, rx] = chan::channel<int, runtime>();
        auto [seen_tx, seen] = chan::channel<int, runtime>();
        auto shared = chan::sync::make_shared_mutex<runtime>(std::move(rx));
        std::vector<decltype(TypeParam::spawn([] {}))> workers;
        for (int i = 0; i < 3; ++i) {
            workers.push_back(TypeParam::spawn([shared, tx = seen_tx.clone()] {
                while (true) {
                    auto job = shared->lock()->recv();
                    if (!job) break;
                    ASSERT_TRUE(tx.send(int(*job)));
                }
            }));
        }
        seen_tx.drop();
        for (int i = 1; i <= 20; ++i) ASSERT_TRUE(tx.send(int(i)));
        tx.drop();
        int sum = 0;
        for (int job : seen) sum += job;
        EXPECT_EQ(sum, 210);
        for (auto& worker : workers) worker.join();
    });
}

TEST(mutex_facts, tell_who_holds_and_who_waits) {
    script in;
    in.main.does([&] {
        chan::sync::mutex<int, conducted> value(0);
        auto held = value.lock();
        EXPECT_EQ(in.announced.back().op, chan::probe::op::lock);
        EXPECT_TRUE(in.ready.back());
        in.other.meanwhile = [&] {
            in.third.meanwhile = [&] { in.main.does([&] { held.unlock(); }); };
            in.third.does([&] { EXPECT_THROW((void)value.lock(), chan::probe::left); });
        };
        in.other.does([&] {
            auto mine = value.lock();
            EXPECT_FALSE(value.try_lock().has_value());
        });
        EXPECT_EQ(in.announced.back().op, chan::probe::op::unlock);
        EXPECT_TRUE(value.try_lock().has_value());
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 lock",
            "actor 0 acquired",
            "actor 1 waits",
            "actor 2 waits",
            "actor 0 released",
            "actor 1 acquired", // who came first
            "actor 1 lock not free",
            "actor 1 released",
            "actor 0 acquired",
            "actor 0 released",
        })
    );
}

TEST(mutex_facts, tell_of_a_poisoned_lock_once) {
    script in;
    in.main.does([&] {
        chan::sync::mutex<int, conducted> value(0);
        for (int i = 0; i < 2; ++i) {
            try {
                auto held = value.lock();
                throw 1;
            } catch (int) {
            }
        }
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 lock",
            "actor 0 acquired",
            "actor 0 poisoned",
            "actor 0 released",
            "actor 0 acquired",
            "actor 0 released",
        })
    );
}

TEST(mutex_native, is_no_bigger_than_it_has_to_be) {
    static_assert(
        sizeof(chan::sync::guard<int, chan::probe::native, chan::sync::detail::access::exclusive>)
        <= 24
    );
}

TEST(mutex_leaving, poisons_nothing) {
    bool is_poisoned = true;
    {
        auto shared = std::make_shared<std::optional<chan::sync::mutex<int, conducted>>>();
        chan::run::options how;
        how.lesson = [shared] {
            shared->emplace(0);
            auto held = (*shared)->lock();
            auto [tx, rx] = chan::channel<int, conducted>();
            (void)rx.recv(); // for ever
        };
        how.speed = chan::run::max_speed;
        chan::run::run run(std::move(how));
        ASSERT_TRUE(run.wait(std::chrono::seconds(30)));
        run.leave();
        is_poisoned = (*shared)->is_poisoned();
    }
    EXPECT_FALSE(is_poisoned);
}

} // namespace tests
