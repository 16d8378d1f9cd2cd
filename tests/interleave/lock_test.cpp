// The locks inside the core under every interleaving of their own steps, and broken ones.
#include "core/channel/end_lock.hpp"
#include "core/probe/short_lock.hpp"
#include "tests/interleave/broken.hpp"
#include "tests/interleave/checks.hpp"
#include "tests/interleave/store_buffers.hpp"
#include "tests/interleave/tracked.hpp"

#include <mutex>

namespace tests::interleave {

/// A sanitizer makes each of many executions dear.
#if defined(CHANSCOPE_PLAIN_ACCESSES)
constexpr bounds for_three;
#else
constexpr bounds for_three{.preemptions = 2};
#endif

/// Threads that write the same under one lock.
template <class Lock>
void share(int threads) {
    struct {
        Lock lock;
        cell number;
    } shared;
    const auto count = [&] {
        const std::lock_guard held(shared.lock);
        shared.number.set(shared.number.get() + 1);
    };
    {
        thread one("one", count);
        if (threads == 3) {
            thread two("two", count);
            count();
        } else {
            count();
            count();
        }
    }
    must(shared.number.get() == 3, "all were counted");
}

template <fault Fault>
void share_a_short_lock() {
    share<chan::probe::short_lock<broken<Fault>>>(2);
}
template <fault Fault>
void share_an_end_lock() {
    share<chan::detail::end_lock<broken<Fault>>>(2);
}

TEST(short_lock, excludes_two_threads) {
    holds_always([] { share<chan::probe::short_lock<inside_locks>>(2); });
    holds_always([] { share_a_short_lock<fault::none>(); });
}

TEST(short_lock, excludes_three_threads) {
    holds_always(for_three, [] { share<chan::probe::short_lock<inside_locks>>(3); });
}

TEST(end_lock, excludes_two_threads) {
    holds_always([] { share<chan::detail::end_lock<inside_locks>>(2); });
    holds_always([] { share_an_end_lock<fault::none>(); });
}

TEST(end_lock, excludes_three_threads) {
    holds_always(for_three, [] { share<chan::detail::end_lock<inside_locks>>(3); });
}

TEST(whole_lock, stands_for_a_lock) {
    holds_always([] { share<whole_lock>(2); });
    const auto found = holds_always([] { share<whole_lock>(3); });
    EXPECT_EQ(found.executions, 6U); // who comes first, and then
}

TEST(broken_short_lock, is_convicted) {
    is_convicted("not ordered", [] { share_a_short_lock<fault::unlock_is_relaxed>(); });
    is_convicted("not ordered", [] { share_a_short_lock<fault::lock_is_relaxed>(); });
    is_convicted("not ordered", [] { share_a_short_lock<fault::contended_lock_is_relaxed>(); });
    is_convicted("a deadlock", [] { share_a_short_lock<fault::wake_is_lost>(); });
}

TEST(broken_end_lock, is_convicted) {
    is_convicted("not ordered", [] { share_an_end_lock<fault::unlock_is_relaxed>(); });
    is_convicted("not ordered", [] { share_an_end_lock<fault::contended_lock_is_relaxed>(); });
    is_convicted("a deadlock", [] { share_an_end_lock<fault::wake_is_lost>(); });
    is_convicted("a deadlock", [] { share_an_end_lock<fault::sleepers_are_not_seen>(); });
    is_convicted("a deadlock", [] { share_an_end_lock<fault::sleeper_is_not_counted>(); });
}

/// Two threads whose stores take effect late, and one lock.
template <fences Fences>
void share_with_store_buffers() {
    struct {
        chan::detail::end_lock<buffering<Fences>> lock;
        cell number;
    } shared;
    const auto count = [&] {
        const std::lock_guard held(shared.lock);
        shared.number.set(shared.number.get() + 1);
    };
    store_buffers buffers;
    buffered_thread one(buffers, "one", count);
    buffered_thread two(buffers, "two", count);
}

TEST(end_lock, wakes_who_sleeps_by_either_pair_of_fences) {
    holds_always([] { share_with_store_buffers<fences::asymmetric>(); });
    holds_always([] { share_with_store_buffers<fences::full>(); });
}

TEST(end_lock, needs_no_wake_where_the_heavy_fence_fails) {
    holds_always([] { share_with_store_buffers<fences::heavy_fails>(); });
}

TEST(broken_end_lock, is_convicted_by_what_store_buffers_hold_back) {
    is_convicted("a deadlock", [] { share_with_store_buffers<fences::heavy_is_full>(); });
    is_convicted("a deadlock", [] { share_with_store_buffers<fences::none>(); });
}

/// Each writes one word and reads the other.
template <class Atomic>
void write_and_read(auto make_thread, auto fence) {
    Atomic x(0), y(0);
    cell saw_x, saw_y;
    {
        auto one = make_thread("one", [&] {
            x.store(1, std::memory_order_release);
            fence();
            saw_y.set(static_cast<int>(y.load(std::memory_order_acquire)));
        });
        auto two = make_thread("two", [&] {
            y.store(1, std::memory_order_release);
            fence();
            saw_x.set(static_cast<int>(x.load(std::memory_order_acquire)));
        });
    }
    saw(saw_x.get() + saw_y.get() == 0 ? "neither" : "one at least");
}

TEST(store_buffers, let_both_threads_miss_each_other_but_for_full_fences) {
    using runtime = buffering<fences::full>;
    const auto run = [](auto fence) {
        return holds_always([=] {
            store_buffers buffers;
            write_and_read<runtime::atomic<std::uint32_t>>(
                [&](const char* name, auto body) { return buffered_thread(buffers, name, body); },
                fence
            );
        });
    };
    EXPECT_TRUE(run([] {}).seen.contains("neither"));
    EXPECT_FALSE(run([] { runtime::light_fence(); }).seen.contains("neither"));
    EXPECT_TRUE(run([] {}).seen.contains("one at least"));
}

} // namespace tests::interleave
