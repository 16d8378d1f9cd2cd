// What the interleaver convicts: each kind of fault once, beside the same without the fault.
#include "tests/interleave/checks.hpp"
#include "tests/interleave/tracked.hpp"

#include <memory>

namespace tests::interleave {

/// One thread writes, says so in an atomic, and another reads if it was told.
auto message_passing(
    std::memory_order store, std::memory_order load, bool fence_before, bool fence_after
) {
    return [=] {
        atomic<int> is_there(0);
        cell message;
        thread writer("writer", [&] {
            message.set(1);
            if (fence_before) fence(release);
            is_there.store(1, store);
        });
        thread reader("reader", [&] {
            if (is_there.load(load) == 0) return;
            if (fence_after) fence(acquire);
            must(message.get() == 1, "the message is there");
        });
    };
}

TEST(finds, a_data_race_where_an_order_is_too_weak) {
    holds_always(message_passing(release, acquire, false, false));
    is_convicted("a data race", message_passing(relaxed, acquire, false, false));
    is_convicted("a data race", message_passing(release, relaxed, false, false));
    holds_always(message_passing(relaxed, relaxed, true, true));
    is_convicted("a data race", message_passing(relaxed, relaxed, true, false));
    is_convicted("a data race", message_passing(relaxed, relaxed, false, true));
}

TEST(finds, a_release_sequence_that_a_store_breaks) {
    const auto through = [](auto middle) {
        return [=] {
            atomic<int> state(0);
            cell message;
            thread writer("writer", [&] {
                message.set(1);
                state.store(1, release);
            });
            thread other("other", [&, middle] { middle(state); });
            if (state.load(acquire) == 2) must(message.get() == 1, "the message is there");
        };
    };
    holds_always(through([](auto& state) {
        int one = 1;
        state.compare_exchange_strong(one, 2, relaxed);
    }));
    is_convicted("a data race", through([](auto& state) {
                     if (state.load(relaxed) == 1) state.store(2, relaxed);
                 }));
}

#if defined(CHANSCOPE_PLAIN_ACCESSES)
TEST(finds, a_data_race_on_any_plain_variable) {
    const auto body = [](std::memory_order order) {
        return [=] {
            atomic<int> is_there(0);
            auto const message = std::make_unique<long>(0);
            thread writer("writer", [&] {
                *message = 1;
                is_there.store(1, order);
            });
            if (is_there.load(acquire) == 1) must(*message == 1, "the message is there");
        };
    };
    holds_always(body(release));
    is_convicted("a data race", body(relaxed));
}
#endif

TEST(finds, a_failed_check_in_one_of_many_orders) {
    is_convicted("both were counted", [] {
        atomic<int> number(0);
        const auto count = [&] { number.store(number.load(relaxed) + 1, relaxed); };
        thread one("one", count);
        thread two("two", count);
        one.join();
        two.join();
        must(number.load(relaxed) == 2, "both were counted");
    });
}

TEST(finds, a_deadlock) {
    is_convicted("a deadlock of main", [] {
        atomic<int> first(0);
        interleaved::parker parkers[2];
        const auto meet = [&](int me) {
            return [&, me] {
                if (first.exchange(1, relaxed) == 1) parkers[1 - me].unpark();
                parkers[me].park();
            };
        };
        thread one("one", meet(0));
        thread two("two", meet(1));
    });
}

TEST(finds, a_wake_that_comes_before_its_sleep) {
    const auto body = [](bool looks_again) {
        return [=] {
            atomic<std::uint32_t> word(0);
            thread sleeper("sleeper", [&] {
                if (looks_again) {
                    while (word.load(relaxed) == 0) interleaved::wait_on(word, 0);
                } else if (word.load(relaxed) == 0) {
                    interleaved::wait_on(word, word.load(relaxed));
                }
            });
            thread waker("waker", [&] {
                word.store(1, relaxed);
                interleaved::wake_one(&word);
            });
        };
    };
    holds_always(body(true));
    is_convicted("a deadlock of main, sleeper", body(false));
}

TEST(finds, a_loop_that_spins_in_vain) {
    is_convicted("a deadlock of main, one", [] {
        atomic<int> flag(0);
        thread one("one", [&] {
            while (flag.load(relaxed) != 2) interleaved::relax();
        });
        thread two("two", [&] { flag.store(1, relaxed); });
    });
}

TEST(finds, a_loop_that_never_ends) {
    is_convicted("no end in sight", [] {
        atomic<int> flag(0);
        thread one("one", [&] {
            while (flag.load(relaxed) == 0) {
            }
        });
    });
}

TEST(finds, a_leak_in_one_of_many_orders) {
    is_convicted("a leak of 4 bytes", [] {
        atomic<int*> kept(nullptr);
        thread one("one", [&] { delete kept.exchange(new int(1), std::memory_order_acq_rel); });
        thread two("two", [&] { delete kept.exchange(nullptr, std::memory_order_acq_rel); });
    });
}

TEST(finds, a_use_after_the_end) {
    const auto body = [](bool by_count) {
        return [=] {
            struct shared {
                atomic<int> users{2}, uses{0};
                cell memory;
            };
            auto* const both = new shared;
            const auto use_it = [both, by_count](int me) {
                return [=] {
                    both->uses.fetch_add(1, relaxed);
                    const auto order = by_count ? std::memory_order_acq_rel : relaxed;
                    if (both->users.fetch_sub(1, order) == 1) delete both;
                    static_cast<void>(me);
                };
            };
            thread one("one", use_it(0));
            thread two("two", use_it(1));
        };
    };
    holds_always(body(true));
    is_convicted("not ordered with its use", body(false));
    is_convicted("after its end", [] {
        auto number = std::make_unique<atomic<int>>(0);
        auto* const seen = number.get();
        thread one("one", [number = std::move(number)] { number->fetch_add(1); });
        thread two("two", [=] { seen->fetch_add(1); });
    });
}

TEST(finds, a_use_after_free) {
    is_convicted("a use after free", [] {
        auto number = std::make_unique<cell>(0);
        const cell* const seen = number.get();
        thread other("other", [number = std::move(number)] { number->set(1); });
        other.join();
        must(seen->get() == 1, "it is gone");
    });
}

TEST(finds, a_message_that_is_lost_or_doubled) {
    is_convicted("settled", [] {
        ledger messages;
        {
            alignas(tracked) std::byte nowhere[sizeof(tracked)];
            tracked message(messages, 1);
            new (nowhere) tracked(std::move(message));
        }
        must(messages.is_settled(), "settled");
    });
}

TEST(finds, an_exception_that_leaves_a_thread) {
    is_convicted("an exception left", [] { thread one("one", [] { throw 1; }); });
}

TEST(interleaver, keeps_the_exceptions_of_threads_apart) {
    const auto found = holds_always([] {
        atomic<int> number(0);
        const auto fail = [&](int mine) {
            return [&, mine] {
                try {
                    throw mine;
                } catch (int outer) {
                    number.fetch_add(1, relaxed);
                    try {
                        number.fetch_add(1, relaxed);
                        throw mine + 10;
                    } catch (int inner) {
                        number.fetch_add(1, relaxed);
                        must(inner == mine + 10 && outer == mine, "mine");
                    }
                    must(std::uncaught_exceptions() == 0, "none on its way");
                }
            };
        };
        thread one("one", fail(1));
        thread two("two", fail(2));
    });
    EXPECT_EQ(found.executions, 20U);
}

} // namespace tests::interleave
