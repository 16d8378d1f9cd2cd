// Many readers or one writer; nobody is overtaken.
#include "core/sync/rwlock.hpp"
#include "tests/channel/scripted.hpp"
#include "tests/channel/stages.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace tests {

template <class Stage>
class rwlock : public testing::Test {};
TYPED_TEST_SUITE(rwlock, stages, stage_names);

TYPED_TEST(rwlock, readers_read_together_and_a_writer_is_alone) {
    TypeParam::play([] {
        chan::sync::rwlock<int, typename TypeParam::runtime> value(1);
        {
            const auto reader = value.read();
            auto other = TypeParam::spawn([&] { EXPECT_EQ(*value.read(), 1); });
            other.join(); // it read while this thread does
            EXPECT_EQ(*reader, 1);
            EXPECT_FALSE(value.try_write().has_value());
        }
        {
            auto writer = value.write();
            ++*writer;
            EXPECT_FALSE(value.try_read().has_value());
            EXPECT_FALSE(value.try_write().has_value());
        }
        EXPECT_EQ(**value.try_read(), 2);
    });
}

TYPED_TEST(rwlock, can_be_read_where_it_is_const) {
    TypeParam::play([] {
        const chan::sync::rwlock<int, typename TypeParam::runtime> value(1);
        EXPECT_EQ(*value.read(), 1);
        EXPECT_EQ(**value.try_read(), 1);
    });
}

TYPED_TEST(rwlock, what_is_written_is_read_whole) {
    TypeParam::play([] {
        chan::sync::rwlock<std::pair<int, int>, typename TypeParam::runtime> value({0, 0});
        std::vector<decltype(TypeParam::spawn([] {}))> threads;
        for (int i = 0; i < 2; ++i) {
            threads.push_back(TypeParam::spawn([&] {
                for (int n = 0; n < 20; ++n) {
                    auto writer = value.write();
                    ++writer->first;
                    ++writer->second;
                }
            }));
            threads.push_back(TypeParam::spawn([&] {
                for (int n = 0; n < 20; ++n) {
                    const auto reader = value.read();
                    EXPECT_EQ(reader->first, reader->second);
                }
            }));
        }
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(value.read()->first, 40);
    });
}

TYPED_TEST(rwlock, only_a_writers_panic_poisons) {
    TypeParam::play([] {
        chan::sync::rwlock<int, typename TypeParam::runtime> value(0);
        try {
            const auto reader = value.read();
            throw 1;
        } catch (int) {
        }
        EXPECT_FALSE(value.is_poisoned());
        try {
            const auto writer = value.write();
            throw 1;
        } catch (int) {
        }
        EXPECT_TRUE(value.is_poisoned());
        value.clear_poison();
        EXPECT_FALSE(value.is_poisoned());
    });
}

TEST(rwlock_facts, a_reader_waits_behind_a_waiting_writer) {
    script in;
    in.main.does([&] {
        chan::sync::rwlock<int, conducted> value(0);
        auto reader = value.read();
        in.other.meanwhile = [&] {
            in.third.meanwhile = [&] { in.main.does([&] { reader.unlock(); }); };
            in.third.does([&] {
                EXPECT_FALSE(value.try_read().has_value());
                EXPECT_THROW((void)value.read(), chan::probe::left);
            });
        };
        in.other.does([&] { auto writer = value.write(); });
    });
    EXPECT_EQ(
        in.noted(),
        (lines{
            "actor 0 lock",
            "actor 0 acquired",
            "actor 1 waits",
            "actor 2 lock not free",
            "actor 2 waits",
            "actor 0 released",
            "actor 1 acquired",
            "actor 1 released",
        })
    );
}

TEST(rwlock_facts, say_whether_a_hold_is_shared) {
    script in;
    in.main.does([&] {
        chan::sync::rwlock<int, conducted> value(0);
        in.facts.clear();
        { const auto reader = value.read(); }
        { const auto writer = value.write(); }
    });
    ASSERT_EQ(in.facts.size(), 4U);
    EXPECT_EQ(in.facts[0].op, chan::probe::op::read_lock);
    EXPECT_EQ(in.facts[1].op, chan::probe::op::read_lock);
    EXPECT_EQ(in.facts[2].op, chan::probe::op::lock);
    EXPECT_EQ(in.facts[3].op, chan::probe::op::lock);
}

/// Some threads abandon their waits a moment after they may.
struct sometimes_impatient : chan::probe::recording {
    static inline thread_local const std::atomic<bool>* may_leave = nullptr;

    class parker : public chan::probe::futex_parker {
    public:
        void park() {
            if (may_leave == nullptr) {
                futex_parker::park();
                return;
            }
            for (bool told = false; !told;) {
                told = may_leave->load();
                if (futex_parker::park_until(clock::now() + 10ms)) return;
            }
            throw chan::probe::left{};
        }
    };
};

TEST(rwlock_abandoned, a_writer_that_leaves_lets_the_readers_behind_it_in) {
    chan::sync::rwlock<int, sometimes_impatient> value(7);
    const auto reader = value.read();
    std::atomic<bool> writer_was_seen = false;
    std::jthread writer([&] {
        sometimes_impatient::may_leave = &writer_was_seen;
        EXPECT_THROW((void)value.write(), chan::probe::left);
    });
    std::jthread behind([&] {
        while (value.try_read()) std::this_thread::yield(); // until the writer is queued
        writer_was_seen = true;
        EXPECT_EQ(*value.read(), 7);
    });
    behind.join(); // while the first reader still reads
    EXPECT_EQ(*reader, 7);
}

} // namespace tests
