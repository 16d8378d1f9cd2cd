// Why an actor waits: every shape of a hang, and of a wait that is none.
#include "core/model/why.hpp"
#include "tests/model/script.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tests;
using chan::model::blocker;
using chan::model::explain;
using chan::model::explain_hang;
using chan::model::explanation;
using chan::model::outlook;

TEST(why, running_and_finished_actors_do_not_wait) {
    script run;
    const actor_number child = run.spawn(0, "worker");
    run.finishes(child);
    const auto state = run.world();
    EXPECT_EQ(explain(state, 0).outlook, outlook::not_waiting);
    EXPECT_EQ(explain(state, child).outlook, outlook::not_waiting);
    EXPECT_EQ(explain(state, 99).outlook, outlook::not_waiting);
    EXPECT_TRUE(explain_hang(state).empty());
}

TEST(why, forgotten_sender_names_handle_owner_and_line) {
    script run;
    const ends one = run.channel(0, unbounded, 1);
    const object_id clone = run.clone(0, one, 4);
    const actor_number worker = run.spawn(0, "worker");
    run.move(clone, worker);
    run.waits_to_receive(0, one);
    EXPECT_EQ(explain(run.world(), 0).outlook, outlook::can_be_woken);
    run.drop(worker, clone, end::sender, one.channel);
    run.finishes(worker);
    const auto stuck = explain_hang(run.world());
    ASSERT_EQ(stuck.size(), 1U);
    EXPECT_EQ(stuck[0].actor, 0);
    EXPECT_EQ(stuck[0].outlook, outlook::never);
    EXPECT_EQ(stuck[0].waits_in.op, op::recv);
    ASSERT_EQ(stuck[0].blockers.size(), 1U);
    const blocker& cause = stuck[0].blockers[0];
    EXPECT_EQ(cause.role, blocker::role::holds_sender);
    EXPECT_EQ(cause.handle, one.tx);
    EXPECT_EQ(cause.owner, (owner{owner_kind::actor, 0}));
    EXPECT_EQ(cause.made_at.line, 1U);
    EXPECT_TRUE(cause.is_waiter_itself);
    EXPECT_FALSE(cause.can_act);
}

TEST(why, backpressure_can_be_woken_by_the_receiver_s_owner) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number consumer = run.spawn(0, "consumer");
    run.move(one.rx, consumer);
    run.sends(0, one, one.tx, "1");
    run.offers(0, one, one.tx, "2");
    run.announce(consumer, op::work).nanoseconds = 10 * millisecond;
    run.registers(consumer, 10 * millisecond).op = op::work;
    const auto state = run.world();
    const explanation why = explain(state, 0);
    EXPECT_EQ(why.outlook, outlook::can_be_woken);
    ASSERT_EQ(why.blockers.size(), 1U);
    EXPECT_EQ(why.blockers[0].role, blocker::role::holds_receiver);
    EXPECT_EQ(why.blockers[0].owner.id, consumer);
    EXPECT_TRUE(why.blockers[0].can_act);
    EXPECT_EQ(explain(state, consumer).outlook, outlook::wakes_at);
    EXPECT_EQ(explain(state, consumer).wakes_at_ns, 10 * millisecond);
}

TEST(why, sender_that_holds_its_own_receiver_is_stuck) {
    script run;
    const ends one = run.channel(0, 1);
    run.sends(0, one, one.tx, "1");
    run.offers(0, one, one.tx, "2");
    const explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::never);
    EXPECT_TRUE(why.blockers.at(0).is_waiter_itself);
}

/// Worker 1 waits in recv holding the lock, worker 2 waits for the lock; main has the sender.
struct shared_receiver : script {
    ends one = channel(0, unbounded);
    object_id guard = lock(0, 3);
    actor_number a = spawn(0, "worker 1"), b = spawn(0, "worker 2");

    shared_receiver() {
        move(one.rx, {owner_kind::lock, guard.value});
        takes(a, guard);
        waits_to_receive(a, one);
        announce(b, op::lock, guard);
    }
};

TEST(why, lock_of_a_waiting_receiver_can_come_free_while_somebody_can_send) {
    shared_receiver run;
    const auto state = run.world();
    EXPECT_EQ(explain(state, run.a).outlook, outlook::can_be_woken);
    const explanation why = explain(state, run.b);
    EXPECT_EQ(why.outlook, outlook::can_be_woken);
    ASSERT_EQ(why.blockers.size(), 1U);
    EXPECT_EQ(why.blockers[0].role, blocker::role::holds_lock);
    EXPECT_EQ(why.blockers[0].owner.id, run.a);
    EXPECT_EQ(why.blockers[0].made_at.line, 3U);
}

TEST(why, lock_of_a_receiver_that_waits_for_ever_never_comes_free) {
    shared_receiver run;
    run.joins(0, run.a);
    const auto stuck = explain_hang(run.world());
    ASSERT_EQ(stuck.size(), 3U);
    EXPECT_EQ(stuck[0].actor, run.a) << "the cause comes first";
    EXPECT_EQ(stuck[1].actor, run.b);
    EXPECT_EQ(stuck[2].actor, 0) << "and who joins comes last";
    EXPECT_EQ(stuck[2].blockers.at(0).role, blocker::role::must_finish);
}

TEST(why, receiver_in_a_lock_is_reached_by_whoever_can_take_it) {
    script run;
    const ends one = run.channel(0, 1);
    const object_id guard = run.lock(0);
    const actor_number worker = run.spawn(0, "worker");
    run.move(one.rx, {owner_kind::lock, guard.value});
    run.sends(0, one, one.tx, "1");
    run.offers(0, one, one.tx, "2");
    const explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::can_be_woken);
    EXPECT_EQ(why.blockers.at(0).owner.kind, owner_kind::lock);
    run.finishes(worker);
    EXPECT_EQ(explain(run.world(), 0).outlook, outlook::never);
}

TEST(why, philosophers_in_a_ring_of_locks_are_all_stuck) {
    script run;
    constexpr int count = 3;
    object_id forks[count];
    actor_number who[count];
    for (int i = 0; i < count; ++i) {
        forks[i] = run.lock(0);
        who[i] = run.spawn(0, "philosopher");
    }
    for (int i = 0; i < count; ++i) {
        run.takes(who[i], forks[i]);
    }
    for (int i = 0; i < count - 1; ++i) {
        run.announce(who[i], op::lock, forks[(i + 1) % count]);
    }
    run.finishes(0);
    EXPECT_TRUE(explain_hang(run.world()).empty()) << "the last one can still choose otherwise";
    run.announce(who[count - 1], op::lock, forks[0]);
    const auto stuck = explain_hang(run.world());
    ASSERT_EQ(stuck.size(), 3U);
    EXPECT_EQ(stuck[0].blockers.at(0).owner.id, who[1]);
}

TEST(why, lock_taken_twice_waits_for_itself) {
    script run;
    const object_id guard = run.lock(0);
    const actor_number other = run.spawn(0, "other");
    run.takes(0, guard);
    run.announce(0, op::lock, guard);
    const explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::never) << "though another actor runs";
    EXPECT_TRUE(why.blockers.at(0).is_waiter_itself);
    EXPECT_EQ(explain(run.world(), other).outlook, outlook::not_waiting);
}

TEST(why, ring_of_two_full_queues_is_stuck) {
    script run;
    const ends there = run.channel(0, 1), back = run.channel(0, 1);
    const actor_number a = run.spawn(0, "a"), b = run.spawn(0, "b");
    run.move(there.tx, a);
    run.move(back.rx, a);
    run.move(back.tx, b);
    run.move(there.rx, b);
    run.finishes(0);
    run.sends(a, there, there.tx, "1");
    run.sends(b, back, back.tx, "2");
    run.offers(a, there, there.tx, "3");
    EXPECT_TRUE(explain_hang(run.world()).empty());
    run.offers(b, back, back.tx, "4");
    EXPECT_EQ(explain_hang(run.world()).size(), 2U);
}

TEST(why, handle_in_a_queued_message_acts_as_long_as_somebody_can_receive_it) {
    script run;
    const ends requests = run.channel(0, unbounded), reply = run.channel(0, 1, 8);
    const actor_number server = run.spawn(0, "server");
    run.move(requests.rx, server);
    const message_id ask = run.offers(0, requests, requests.tx, "ask");
    run.move(reply.tx, {owner_kind::message, ask.value});
    EXPECT_EQ(run.world().find_handle(reply.tx)->owner.kind, owner_kind::message);
    run.tell(0, kind::message_sent, requests, ask, "ask");
    run.waits_to_receive(0, reply);
    explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::can_be_woken);
    EXPECT_EQ(why.blockers.at(0).owner, (owner{owner_kind::message, ask.value}));
    EXPECT_EQ(why.blockers.at(0).made_at.line, 8U);

    run.finishes(server); // without dropping its receiver: nobody can ever receive the message
    why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::never);
    EXPECT_FALSE(why.blockers.at(0).can_act);
}

TEST(why, receiver_in_its_own_queue_can_be_received_by_nobody) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number other = run.spawn(0, "other");
    const message_id self = run.offers(0, one, one.tx, "self");
    run.move(one.rx, {owner_kind::message, self.value});
    run.tell(0, kind::message_sent, one, self, "self");
    run.offers(0, one, one.tx, "more");
    EXPECT_EQ(explain(run.world(), 0).outlook, outlook::never);
    EXPECT_EQ(explain(run.world(), other).outlook, outlook::not_waiting);
}

TEST(why, handle_in_an_offered_message_belongs_to_its_sender) {
    script run;
    const ends full = run.channel(0, 0), other = run.channel(0, 1);
    const actor_number sender = run.spawn(0, "sender"), taker = run.spawn(0, "taker");
    run.move(full.rx, taker);
    const message_id offered = run.offers(sender, full, full.tx, "x");
    run.move(other.tx, {owner_kind::message, offered.value});
    run.registers(sender);
    run.waits_to_receive(0, other);
    EXPECT_EQ(explain(run.world(), 0).outlook, outlook::can_be_woken);
    run.joins(taker, 0);
    EXPECT_EQ(explain_hang(run.world()).size(), 3U);
}

TEST(why, time_out_wakes_by_itself_whoever_else_is_stuck) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number worker = run.spawn(0, "worker");
    run.announce(0, op::recv_timeout, one.channel, one.rx).nanoseconds = 5 * millisecond;
    run.registers(0, 5 * millisecond);
    run.joins(worker, 0);
    const explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::wakes_at);
    EXPECT_EQ(why.wakes_at_ns, 5 * millisecond);
    EXPECT_EQ(why.blockers.size(), 1U) << "who could end it earlier is told, too";
    EXPECT_EQ(explain(run.world(), worker).outlook, outlook::can_be_woken);
}

TEST(why, join_of_a_stuck_actor_is_stuck) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number worker = run.spawn(0, "worker");
    run.move(one.rx, worker);
    run.move(one.tx, worker);
    run.announce(worker, op::recv, one.channel, one.rx);
    EXPECT_EQ(explain_hang(run.world()).size(), 1U) << "main can act, but not for it";
    run.joins(0, worker);
    const auto stuck = explain_hang(run.world());
    ASSERT_EQ(stuck.size(), 2U);
    EXPECT_EQ(stuck[0].actor, worker);
    EXPECT_EQ(stuck[1].actor, 0);
    EXPECT_EQ(stuck[1].blockers.at(0).owner.id, worker);
}

TEST(why, nobody_ends_their_own_wait) {
    script run;
    const ends one = run.channel(0, 1);
    const object_id more = run.clone(0, one);
    const actor_number producer = run.spawn(0, "producer"), idle = run.spawn(0, "idle");
    const object_id third = run.clone(0, one);
    run.move(more, producer);
    run.move(third, idle);
    run.joins(idle, 0);
    run.waits_to_receive(0, one);
    const explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::can_be_woken);
    ASSERT_EQ(why.blockers.size(), 3U);
    EXPECT_FALSE(why.blockers[0].can_act) << "its own sender";
    EXPECT_TRUE(why.blockers[1].can_act);
    EXPECT_FALSE(why.blockers[2].can_act) << "the sender of one that waits for it";
}

TEST(why, unwinding_actor_can_still_act) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number worker = run.spawn(0, "worker");
    run.move(one.tx, worker);
    run.waits_to_receive(0, one);
    run.fact_of(worker, kind::actor_panicked);
    EXPECT_EQ(explain(run.world(), 0).outlook, outlook::can_be_woken);
    run.finishes(worker); // and it never dropped its sender
    EXPECT_EQ(explain(run.world(), 0).outlook, outlook::never);
}

TEST(why, select_is_woken_by_any_of_its_channels) {
    script run;
    const ends a = run.channel(0, 1), b = run.channel(0, 1);
    const actor_number worker = run.spawn(0, "worker");
    run.move(b.tx, worker);
    run.announce(0, op::select);
    for (const ends& one : {a, b}) {
        fact& said = run.registers(0);
        said.object = one.channel;
        said.end = end::receiver;
    }
    const explanation why = explain(run.world(), 0);
    EXPECT_EQ(why.outlook, outlook::can_be_woken);
    ASSERT_EQ(why.blockers.size(), 2U);
    EXPECT_FALSE(why.blockers[0].can_act);
    EXPECT_TRUE(why.blockers[1].can_act);
}

} // namespace
