// The core with one function replaced by a wrong one, for one runtime, is found by a test that the
// core as it is passes. Each is a member of one instantiation that is written by hand.
#include "tests/interleave/broken.hpp"
#include "tests/interleave/checks.hpp"
#include "tests/interleave/flavours.hpp"
#include "tests/interleave/tracked.hpp"

#include <algorithm>
#include <expected>
#include <functional>
#include <utility>

namespace chan::detail {

using tests::interleave::broken;
using tests::interleave::fault;
using tests::interleave::long_message;
using tests::interleave::tracked;

template <fault Fault>
using ring_meeting = meeting<tracked, broken<Fault>, ring<tracked, broken<Fault>>>;
template <fault Fault>
using ring_channel = locked_channel<tracked, broken<Fault>, ring<tracked, broken<Fault>>>;
using received = std::expected<tracked, recv_error>;

// Each end goes on as if nobody waited at the other.
template <>
void ring_meeting<fault::calm_is_kept>::unlock_both_ends() noexcept {
    queue_.receiving.lock.unlock();
    queue_.sending.lock.unlock();
}

template <>
void ring_meeting<fault::one_end_is_locked>::lock_both_ends() noexcept {
    queue_.sending.lock.lock();
}
template <>
void ring_meeting<fault::one_end_is_locked>::unlock_both_ends() noexcept {
    senders_wait_ = !waiting_senders_.empty();
    calm_ = !senders_wait_ && waiting_receivers_.empty() && !no_senders_ && !no_receivers_;
    queue_.sending.lock.unlock();
}

// They wait because of what they saw before they had both locks.
template <>
template <>
status ring_meeting<fault::receiver_looks_once>::
    recv_now(received&, ticket_type, wake_list<broken<fault::receiver_looks_once>>&) {
    return no_senders_ ? status::disconnected : status::would_block;
}
template <>
status ring_meeting<fault::sender_looks_once>::
    send_now(tracked&, ticket_type, wake_list<broken<fault::sender_looks_once>>&) {
    return no_receivers_ ? status::disconnected : status::would_block;
}

template <>
void ring_meeting<
    fault::refill_is_forgotten>::refill(wake_list<broken<fault::refill_is_forgotten>>&) noexcept {}

template <>
void ring_channel<fault::room_is_kept_quiet>::let_senders_in() noexcept {}

template <>
void blocks<long_message, broken<fault::block_is_given_back_unlocked>>::give_back() noexcept {
    if (size() != 0) return;
    destroy(receiving.cursor.in);
    receiving.cursor = sending.cursor = place{};
    first_ = nullptr;
}

template <>
void select_loop<broken<fault::locks_in_any_order>>::sort_by_channel() {
    std::ranges::sort(all_, std::less<>(), &choice<broken<fault::locks_in_any_order>>::place);
    for (const auto& one : all_) by_channel_.push_back(one.of);
}

} // namespace chan::detail

namespace tests::interleave {

template <fault Fault>
void pass_a_message() {
    ledger messages;
    auto [tx, rx] = bounded_1.make<broken<Fault>>();
    thread sender("sender", [&, &tx = tx] {
        must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
    });
    const auto received = rx.recv();
    must(received && received->number() == 1, "it is received");
}

template <fault Fault>
void drop_and_try() {
    auto [tx, rx] = bounded_1.make<broken<Fault>>();
    thread sender("sender", [tx = std::move(tx)] {});
    must(!rx.try_recv(), "nothing comes");
}

template <fault Fault>
void send_more_than_fits() {
    ledger messages;
    auto [tx, rx] = bounded_1.make<broken<Fault>>();
    must(tx.send(tracked(messages, 1)).has_value(), "it is sent");
    thread sender("sender", [&, &tx = tx] {
        must(tx.send(tracked(messages, 2)).has_value(), "it is sent");
    });
    must(rx.recv()->number() == 1, "in order");
    sender.join();
}

/// The third message begins a block of two, which is given back once it was received.
template <fault Fault>
void drain_a_long_block() {
    ledger messages;
    auto [tx, rx] = chan::channel<long_message, broken<Fault>>();
    for (int i = 1; i <= 3; ++i) must(tx.send({messages, i}).has_value(), "it is queued");
    thread sender("sender", [&, &tx = tx] {
        must(tx.send({messages, 4}).has_value(), "it is sent");
    });
    for (int i = 1; i <= 4; ++i) must(rx.recv()->inner.number() == i, "in order");
}

template <fault Fault>
void select_from_two_in_both_orders() {
    auto [x, y] = two_of([] { return bounded_1.make_mpmc<broken<Fault>>(); });
    const auto nothing_comes = [](auto received) { must(!received, "nothing comes"); };
    thread other("other", [&, from_x = x.second.clone(), from_y = y.second.clone()] {
        chan::select(chan::on(from_y, nothing_comes), chan::on(from_x, nothing_comes));
    });
    thread dropper("dropper", [tx = std::move(x.first)] {});
    chan::select(chan::on(x.second, nothing_comes), chan::on(y.second, nothing_comes));
}

TEST(mutated_channel, passes_without_a_fault) {
    holds_always([] { pass_a_message<fault::none_in_whole_locks>(); });
    holds_always([] { drop_and_try<fault::none_in_whole_locks>(); });
    holds_always([] { send_more_than_fits<fault::none_in_whole_locks>(); });
    holds_always([] { drain_a_long_block<fault::none_in_whole_locks>(); });
    holds_always([] { select_from_two_in_both_orders<fault::none_in_whole_locks>(); });
}

TEST(mutated_channel, is_convicted) {
    is_convicted("a deadlock", [] { pass_a_message<fault::calm_is_kept>(); });
    is_convicted("a deadlock", [] { pass_a_message<fault::receiver_looks_once>(); });
#if defined(CHANSCOPE_PLAIN_ACCESSES)
    is_convicted("a data race", [] { drop_and_try<fault::one_end_is_locked>(); });
    is_convicted("a data race", [] { drain_a_long_block<fault::block_is_given_back_unlocked>(); });
#endif
    is_convicted("a deadlock", [] { send_more_than_fits<fault::calm_is_kept>(); });
    is_convicted("a deadlock", [] { send_more_than_fits<fault::sender_looks_once>(); });
    is_convicted("a deadlock", [] { send_more_than_fits<fault::refill_is_forgotten>(); });
    is_convicted("a deadlock", [] { send_more_than_fits<fault::room_is_kept_quiet>(); });
    is_convicted("a deadlock", [] { select_from_two_in_both_orders<fault::locks_in_any_order>(); });
}

} // namespace tests::interleave
