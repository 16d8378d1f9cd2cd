// The core with one memory order made weaker, or a step left out, is found by a test that the core
// as it is passes.
#include "tests/interleave/broken.hpp"
#include "tests/interleave/checks.hpp"
#include "tests/interleave/flavours.hpp"
#include "tests/interleave/tracked.hpp"

#include <utility>

namespace tests::interleave {

template <fault Fault>
void send_and_receive() {
    ledger messages;
    auto [tx, rx] = bounded_1.make<broken<Fault>>();
    thread sender("sender", [&, tx = std::move(tx)] {
        must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
    });
    const auto received = rx.recv();
    must(received && received->number() == 1, "it is received");
}

template <fault Fault>
void drop_two_senders() {
    auto [tx, rx] = bounded_1.make<broken<Fault>>();
    cell results[2];
    const auto work = [&](int me, auto mine) {
        return [&results, me, mine = std::move(mine)]() mutable {
            results[me].set(1);
            mine.drop();
        };
    };
    thread one("one", work(0, tx.clone()));
    thread two("two", work(1, std::move(tx)));
    must(!rx.recv(), "nothing came");
    must(results[0].get() + results[1].get() == 2, "both drops came before");
}

template <fault Fault>
void drop_both_ends() {
    auto [tx, rx] = bounded_1.make<broken<Fault>>();
    thread sender("sender", [tx = std::move(tx)] {});
    thread receiver("receiver", [rx = std::move(rx)] {});
}

/// The first block is drained when the second has been entered, and used again by the third send.
template <fault Fault>
void use_a_block_again() {
    ledger messages;
    auto [tx, rx] = chan::channel<long_message, broken<Fault>>();
    must(tx.send({messages, 1}).has_value(), "it is sent");
    thread sender("sender", [&, tx = std::move(tx)] {
        must(tx.send({messages, 2}).has_value(), "it is sent");
        must(tx.send({messages, 3}).has_value(), "it is sent");
    });
    for (int i = 1; i <= 3; ++i) must(rx.recv()->inner.number() == i, "in order");
}

template <fault Fault>
void select_from_two() {
    ledger messages;
    {
        auto [x, y] = two_of([] { return bounded_1.make<broken<Fault>>(); });
        thread one("one", [&, &tx = x.first] {
            must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
        });
        thread two("two", [&, &tx = y.first] {
            must(tx.send(tracked(messages, 2)).has_value(), "it is sent");
        });
        const auto is_whole = [](auto received) { must(received.has_value(), "it is received"); };
        const auto first = chan::select(chan::on(x.second, is_whole), chan::on(y.second, is_whole));
        must((first == 0 ? y : x).second.recv().has_value(), "the other is still there");
    }
    must(messages.is_settled(), "each message ends once");
}

TEST(broken_channel, passes_without_a_fault) {
    holds_always([] { send_and_receive<fault::none>(); });
    holds_always([] { use_a_block_again<fault::none_in_whole_locks>(); });
    holds_always([] { select_from_two<fault::none_in_whole_locks>(); });
    holds_always([] { drop_two_senders<fault::none>(); });
    holds_always([] { drop_both_ends<fault::none>(); });
}

TEST(broken_channel, is_convicted) {
#if defined(CHANSCOPE_PLAIN_ACCESSES) // what these leave unordered are the core's own fields
    is_convicted("not ordered", [] { send_and_receive<fault::unlock_is_relaxed>(); });
    is_convicted("not ordered", [] { send_and_receive<fault::contended_lock_is_relaxed>(); });
#endif
    is_convicted("a data race", [] { send_and_receive<fault::filling_is_relaxed>(); });
    is_convicted("a data race", [] { send_and_receive<fault::looking_is_relaxed>(); });
    is_convicted("a data race", [] { use_a_block_again<fault::recycling_is_relaxed>(); });
    is_convicted("a data race", [] { use_a_block_again<fault::reuse_is_relaxed>(); });
    is_convicted("not ordered", [] { send_and_receive<fault::unpark_is_relaxed>(); });
    is_convicted("a deadlock", [] { send_and_receive<fault::unpark_is_lost>(); });
    is_convicted("a deadlock", [] { send_and_receive<fault::wake_is_lost>(); });
    is_convicted("a deadlock", [] { send_and_receive<fault::sleepers_are_not_seen>(); });
    is_convicted("not ordered", [] { drop_two_senders<fault::drop_is_relaxed>(); });
    is_convicted("not ordered", [] { drop_two_senders<fault::drop_only_acquires>(); });
    is_convicted("not ordered", [] { drop_two_senders<fault::drop_only_releases>(); });
    is_convicted("not ordered", [] { drop_both_ends<fault::letting_go_is_relaxed>(); });
    is_convicted("unparks a second time", [] { select_from_two<fault::select_ends_twice>(); });
}

/// The algorithm of probe::futex_parker, without a deadline, on the runtime's words.
enum class parker_fault { none, unpark_is_relaxed, park_is_relaxed, sleeps_unseen, looks_back };

template <parker_fault Fault>
class word_parker {
public:
    void park() {
        for (interleaved::lock_tries left; !done();) {
            if (left.again()) continue;
            std::uint32_t before = waiting;
            if (Fault == parker_fault::sleeps_unseen) {
                if (state_.load(relaxed) == waiting) state_.store(parked, relaxed);
            } else {
                state_.compare_exchange_strong(before, parked, relaxed);
            }
            interleaved::wait_on(state_, parked);
        }
    }
    void unpark() {
        const auto* const address = &state_;
        const auto order =
            Fault == parker_fault::unpark_is_relaxed ? relaxed : std::memory_order_release;
        const bool was_parked = state_.exchange(done_, order) == parked;
        if (Fault == parker_fault::looks_back && state_.load(relaxed) != done_) return;
        if (was_parked) interleaved::wake_one(address);
    }

private:
    static constexpr std::uint32_t waiting = 0, parked = 1, done_ = 2;

    bool done() const {
        const auto order =
            Fault == parker_fault::park_is_relaxed ? relaxed : std::memory_order_acquire;
        return state_.load(order) == done_;
    }

    atomic<std::uint32_t> state_{waiting};
};

template <parker_fault Fault>
void park_and_unpark() {
    struct waiter {
        cell result;
        word_parker<Fault> parker;
    };
    atomic<waiter*> listed(nullptr);
    thread owner("owner", [&] {
        waiter self;
        listed.store(&self, std::memory_order_release);
        self.parker.park();
        must(self.result.get() == 1, "what the peer did is there");
    });
    while (listed.load(std::memory_order_acquire) == nullptr) interleaved::relax();
    waiter& peer = *listed.load(relaxed);
    peer.result.set(1);
    peer.parker.unpark();
}

TEST(word_parker, hands_over_what_the_peer_did) {
    holds_always([] { park_and_unpark<parker_fault::none>(); });
}

TEST(broken_parker, is_convicted) {
    is_convicted("not ordered", [] { park_and_unpark<parker_fault::unpark_is_relaxed>(); });
    is_convicted("not ordered", [] { park_and_unpark<parker_fault::park_is_relaxed>(); });
    is_convicted("a deadlock", [] { park_and_unpark<parker_fault::sleeps_unseen>(); });
    is_convicted("not ordered", [] { park_and_unpark<parker_fault::looks_back>(); });
}

} // namespace tests::interleave
