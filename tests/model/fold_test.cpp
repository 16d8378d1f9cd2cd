// Folding: what each kind of fact does to the world. Statuses have a file of their own.
#include "tests/model/script.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tests;
using chan::model::run_end;
using chan::model::status;
using chan::model::world;

TEST(fold, spawn_adds_a_running_actor) {
    script run;
    run.pass(3);
    const actor_number child = run.spawn(0, "worker", 12);
    const world state = run.world();
    ASSERT_EQ(state.actors.size(), 2U);
    EXPECT_EQ(state.actors[0].name, "main");
    EXPECT_EQ(state.actors[0].spawned_by, no_actor);
    EXPECT_EQ(state.actors[0].line.line, 12U);
    EXPECT_EQ(state.actors[0].pending.op, op::none) << "the spawn is over";
    EXPECT_EQ(state.actors[child].name, "worker");
    EXPECT_EQ(state.actors[child].spawned_by, 0);
    EXPECT_EQ(state.actors[child].since_ns, 3'000'000);
    EXPECT_EQ(state.actors[child].status, status::running);
}

TEST(fold, channel_counts_its_ends_and_names_them_by_role) {
    script run;
    const ends first = run.channel(0, 2, 1);
    const object_id more = run.clone(0, first, 4);
    const ends second = run.channel(0, unbounded, 9);
    const object_id second_more = run.clone(0, second);
    const world state = run.world();
    EXPECT_EQ(state.find_channel(first.channel)->bound, 2U);
    EXPECT_EQ(state.find_channel(first.channel)->senders, 2U);
    EXPECT_EQ(state.find_channel(first.channel)->receivers, 1U);
    EXPECT_EQ(state.find_channel(first.channel)->message_bytes, 8U);
    EXPECT_EQ(state.find_channel(first.channel)->site.line, 1U);
    EXPECT_EQ(state.find_handle(first.tx)->name, "tx");
    EXPECT_EQ(state.find_handle(first.rx)->name, "rx");
    EXPECT_EQ(state.find_handle(more)->name, "tx 2");
    EXPECT_EQ(state.find_handle(more)->cloned_from, first.tx);
    EXPECT_EQ(state.find_handle(more)->made_at.line, 4U);
    EXPECT_EQ(state.find_handle(second.tx)->name, "tx b");
    EXPECT_EQ(state.find_handle(second_more)->name, "tx b 2");
}

TEST(fold, dropped_handle_stays_crossed_out) {
    script run;
    const ends one = run.channel(0, 2);
    run.announce(0, op::drop, one.channel, one.tx);
    run.drop(0, one.tx, end::sender, one.channel);
    const world state = run.world();
    EXPECT_FALSE(state.find_handle(one.tx)->alive);
    EXPECT_EQ(state.find_channel(one.channel)->senders, 0U);
    EXPECT_EQ(state.actors[0].pending.op, op::none);
    EXPECT_EQ(state.actors[0].last.op, op::drop);
}

TEST(fold, handle_follows_its_owner) {
    script run;
    const ends one = run.channel(0, 2);
    const actor_number child = run.spawn(0, "worker");
    run.move(one.tx, child);
    EXPECT_EQ(run.world().find_handle(one.tx)->owner, (owner{owner_kind::actor, child}));
    run.offers(0, one, one.tx, "7"); // used by another than its owner: corrected
    EXPECT_EQ(run.world().find_handle(one.tx)->owner, (owner{owner_kind::actor, 0}));
}

TEST(fold, handle_in_a_lock_stays_there_while_its_holder_uses_it) {
    script run;
    const ends one = run.channel(0, 2);
    const object_id guard = run.lock(0);
    run.move(one.rx, {owner_kind::lock, guard.value});
    run.takes(0, guard);
    run.waits_to_receive(0, one);
    EXPECT_EQ(run.world().find_handle(one.rx)->owner.kind, owner_kind::lock);
}

TEST(fold, handle_in_a_message_belongs_to_its_receiver_and_comes_back_with_a_failure) {
    script run;
    const ends one = run.channel(0, 2), reply = run.channel(0, 1);
    const actor_number child = run.spawn(0, "worker");
    const message_id first = run.offers(0, one, one.tx, "ask");
    run.move(reply.tx, {owner_kind::message, first.value});
    run.tell(0, kind::message_sent, one, first);
    EXPECT_EQ(run.world().find_handle(reply.tx)->owner.kind, owner_kind::message);
    run.announce(child, op::recv, one.channel, one.rx);
    run.tell(child, kind::message_received, one, first);
    EXPECT_EQ(run.world().find_handle(reply.tx)->owner, (owner{owner_kind::actor, child}));

    const message_id second = run.offers(child, one, one.tx, "back", op::try_send);
    run.move(reply.tx, {owner_kind::message, second.value});
    run.tell(child, kind::send_failed, one, second).reason = reason::full;
    EXPECT_EQ(run.world().find_handle(reply.tx)->owner, (owner{owner_kind::actor, child}));
}

TEST(fold, message_goes_from_hand_to_queue_to_hand) {
    script run;
    const ends one = run.channel(0, 2);
    const actor_number child = run.spawn(0, "consumer");
    const message_id sent = run.offers(0, one, one.tx, "7");
    EXPECT_EQ(run.world().actors[0].in_hand, sent);
    EXPECT_EQ(run.world().actors[0].in_hand_label.view(), "7");

    run.tell(0, kind::message_sent, one, sent, "7");
    world state = run.world();
    EXPECT_FALSE(state.actors[0].in_hand.has_value());
    EXPECT_EQ(state.actors[0].sent_count, 1U);
    EXPECT_EQ(state.actors[0].sent.back().view(), "7");
    EXPECT_EQ(state.channels[0].depth(), 1U);
    EXPECT_EQ(state.channels[0].queue.front().id, sent);

    run.announce(child, op::recv, one.channel, one.rx);
    run.tell(child, kind::message_received, one, sent, "7");
    state = run.world();
    EXPECT_EQ(state.channels[0].depth(), 0U);
    EXPECT_EQ(state.channels[0].max_depth, 1U);
    EXPECT_EQ(state.channels[0].received, 1U);
    EXPECT_EQ(state.actors[child].in_hand, sent);
    EXPECT_EQ(state.actors[child].received.back().view(), "7");

    run.announce(child, op::work);
    EXPECT_EQ(run.world().actors[child].in_hand, sent) << "it is being handled";
    run.announce(child, op::recv, one.channel, one.rx);
    EXPECT_FALSE(run.world().actors[child].in_hand.has_value());
}

TEST(fold, asking_for_the_lock_of_a_receiver_ends_the_handling) {
    script run;
    const ends one = run.channel(0, 2);
    const object_id around_rx = run.lock(0), other = run.lock(0);
    run.move(one.rx, {owner_kind::lock, around_rx.value});
    const message_id sent = run.sends(0, one, one.tx, "7");
    run.takes(0, around_rx);
    run.announce(0, op::recv, one.channel, one.rx);
    run.tell(0, kind::message_received, one, sent, "7");
    run.announce(0, op::lock, other);
    EXPECT_EQ(run.world().actors[0].in_hand, sent);
    run.announce(0, op::lock, around_rx);
    EXPECT_FALSE(run.world().actors[0].in_hand.has_value());
}

TEST(fold, only_the_last_eight_labels_are_kept) {
    script run;
    const ends one = run.channel(0, unbounded);
    for (int i = 1; i <= 11; ++i) {
        run.sends(0, one, one.tx, std::to_string(i));
    }
    const chan::model::actor main = run.world().actors[0];
    ASSERT_EQ(main.sent.size(), 8U);
    EXPECT_EQ(main.sent.front().view(), "4");
    EXPECT_EQ(main.sent.back().view(), "11");
    EXPECT_EQ(main.sent_count, 11U);
}

TEST(fold, handed_over_is_both_and_the_depth_stays_zero) {
    script run;
    const ends one = run.channel(0, 0);
    const actor_number child = run.spawn(0, "consumer");
    run.announce(child, op::recv, one.channel, one.rx);
    run.registers(child);
    const message_id sent = run.offers(0, one, one.tx, "7");
    run.tell(0, kind::handed_over, one, sent, "7").number = child;
    const world state = run.world();
    EXPECT_EQ(state.channels[0].sent, 1U);
    EXPECT_EQ(state.channels[0].received, 1U);
    EXPECT_EQ(state.channels[0].max_depth, 0U);
    EXPECT_EQ(state.actors[child].in_hand, sent);
    EXPECT_EQ(state.actors[0].pending.op, op::none);
    EXPECT_EQ(state.actors[child].pending.op, op::none);
    EXPECT_TRUE(state.channels[0].waiting_receivers.empty());
}

TEST(fold, failed_send_keeps_the_message_in_hand) {
    script run;
    const ends one = run.channel(0, 1);
    const message_id sent = run.offers(0, one, one.tx, "7", op::try_send);
    run.tell(0, kind::send_failed, one, sent).reason = reason::full;
    const world state = run.world();
    EXPECT_EQ(state.actors[0].in_hand, sent);
    EXPECT_EQ(state.actors[0].last.op, op::try_send);
    EXPECT_EQ(state.actors[0].last.failed, reason::full);
    EXPECT_EQ(state.actors[0].last.label.view(), "7");
    EXPECT_EQ(state.channels[0].returned, 1U);
    EXPECT_EQ(state.channels[0].sent, 0U);
}

TEST(fold, failed_receive_ends_the_operation) {
    script run;
    const ends one = run.channel(0, 1);
    run.announce(0, op::try_recv, one.channel, one.rx);
    run.tell(0, kind::receive_failed, one).reason = reason::empty;
    EXPECT_EQ(run.world().actors[0].last.failed, reason::empty);
    EXPECT_EQ(run.world().actors[0].pending.op, op::none);
}

TEST(fold, last_receiver_takes_the_queue_with_it) {
    script run;
    const ends one = run.channel(0, 3);
    const message_id a = run.sends(0, one, one.tx, "1"), b = run.sends(0, one, one.tx, "2");
    run.drop(0, one.rx, end::receiver, one.channel);
    run.tell(0, kind::message_discarded, one, a);
    run.tell(0, kind::message_discarded, one, b);
    const world state = run.world();
    EXPECT_EQ(state.channels[0].depth(), 0U);
    EXPECT_EQ(state.channels[0].discarded, 2U);
    EXPECT_EQ(state.channels[0].sent, 2U);
    EXPECT_EQ(state.misfits, 0U);
}

TEST(fold, refill_ends_the_blocked_send) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number producer = run.spawn(0, "producer");
    const message_id a = run.sends(producer, one, one.tx, "1");
    const message_id b = run.offers(producer, one, one.tx, "2");
    run.registers(producer);
    EXPECT_EQ(run.world().channels[0].waiting_senders, std::vector<actor_number>{producer});
    run.announce(0, op::recv, one.channel, one.rx);
    run.tell(0, kind::message_received, one, a, "1");
    run.tell(producer, kind::message_sent, one, b, "2"); // noted by the receiver
    const world state = run.world();
    EXPECT_EQ(state.channels[0].depth(), 1U);
    EXPECT_TRUE(state.channels[0].waiting_senders.empty());
    EXPECT_EQ(state.actors[producer].pending.op, op::none);
    EXPECT_EQ(state.actors[0].in_hand, a);
}

TEST(fold, lock_knows_its_holder_and_its_end) {
    script run;
    const object_id guard = run.lock(0, 5);
    run.takes(0, guard);
    EXPECT_EQ(run.world().locks[0].holder, 0);
    EXPECT_EQ(run.world().locks[0].site.line, 5U);
    run.fact_of(0, kind::lock_poisoned).object = guard;
    run.announce(0, op::unlock, guard);
    run.fact_of(0, kind::lock_released).object = guard;
    const world state = run.world();
    EXPECT_EQ(state.locks[0].holder, no_actor);
    EXPECT_EQ(state.locks[0].acquired, 1U);
    EXPECT_TRUE(state.locks[0].poisoned);
    EXPECT_EQ(state.actors[0].pending.op, op::none);
}

TEST(fold, readers_share_a_lock) {
    script run;
    const object_id guard = run.lock(0);
    const actor_number a = run.spawn(0, "a"), b = run.spawn(0, "b");
    for (const actor_number reader : {a, b}) {
        run.announce(reader, op::read_lock, guard);
        fact& said = run.fact_of(reader, kind::lock_acquired);
        said.object = guard;
        said.op = op::read_lock;
    }
    run.announce(0, op::lock, guard);
    world state = run.world();
    EXPECT_EQ(state.locks[0].readers, (std::vector<actor_number>{a, b}));
    EXPECT_EQ(state.actors[0].status, status::waiting_lock);
    for (const actor_number reader : {a, b}) {
        run.fact_of(reader, kind::lock_released).object = guard;
    }
    state = run.world();
    EXPECT_EQ(state.actors[0].status, status::running);
    EXPECT_EQ(state.misfits, 0U);
}

TEST(fold, failed_try_lock_ends_the_operation) {
    script run;
    const object_id guard = run.lock(0);
    const actor_number other = run.spawn(0, "other");
    run.takes(other, guard);
    run.announce(0, op::try_lock, guard);
    EXPECT_EQ(run.world().actors[0].status, status::running) << "it never waits";
    run.fact_of(0, kind::try_lock_failed).object = guard;
    EXPECT_EQ(run.world().actors[0].last.op, op::try_lock);
    EXPECT_EQ(run.world().actors[0].last.failed, reason::full);
}

TEST(fold, panicked_actor_ends_only_when_it_has_unwound) {
    script run;
    const actor_number child = run.spawn(0, "worker");
    run.joins(0, child);
    run.fact_of(child, kind::actor_panicked).label = "oh no";
    world state = run.world();
    EXPECT_EQ(state.actors[child].status, status::panicked);
    EXPECT_EQ(state.actors[child].panic, "oh no");
    EXPECT_FALSE(state.actors[child].ended);
    EXPECT_EQ(state.actors[0].status, status::waiting_join);
    run.finishes(child);
    state = run.world();
    EXPECT_EQ(state.actors[child].status, status::panicked);
    EXPECT_TRUE(state.actors[child].ended);
    EXPECT_EQ(state.actors[0].status, status::running);
}

TEST(fold, lines_settings_and_ends_of_the_run) {
    script run;
    run.fact_of(0, kind::printed);
    run.fact_of(0, kind::printed);
    run.fact_of(no_actor, kind::setting_changed).label = "buffer";
    EXPECT_EQ(run.world().lines_printed, 2U);
    EXPECT_EQ(run.world().end, run_end::none);
    run.finishes(0);
    run.ends_as(0);
    EXPECT_EQ(run.world().end, run_end::completed);
    run.ends_as(2);
    EXPECT_EQ(run.world().end, run_end::panic);
}

TEST(fold, hang_marks_who_waits_as_stuck) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number child = run.spawn(0, "worker");
    run.finishes(child);
    run.waits_to_receive(0, one);
    EXPECT_FALSE(run.world().actors[0].stuck);
    run.ends_as(1);
    EXPECT_TRUE(run.world().actors[0].stuck);
    EXPECT_FALSE(run.world().actors[child].stuck);
}

TEST(fold, unknown_names_change_nothing_and_are_counted) {
    script run;
    (void)run.channel(0, 1);
    const world before = run.world();
    for (auto what = kind::actor_finished; what <= kind::try_lock_failed;
         what = static_cast<kind>(static_cast<int>(what) + 1)) {
        if (what == kind::printed || what == kind::channel_created || what == kind::lock_created) {
            continue;
        }
        world state = before;
        chan::trace::event event{.order = before.events, .fact = {}};
        event.fact.kind = what;
        event.fact.actor = 77;
        event.fact.object = {4711};
        event.fact.handle = {4712};
        event.fact.message = {4713};
        chan::model::apply(state, event);
        EXPECT_GT(state.misfits, 0U) << "kind " << static_cast<int>(what);
        state.misfits = 0;
        state.events = before.events;
        EXPECT_EQ(state, before) << "kind " << static_cast<int>(what);
    }
}

} // namespace
