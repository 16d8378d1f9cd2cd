// Statuses: the same picture whether a blocked actor parks (live) or stands at its point (step).
#include "tests/model/script.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tests;
using chan::model::status;

status of(const script& run, actor_number who) {
    return run.world().find_actor(who)->status;
}

TEST(status, recv_waits_while_empty_and_a_sender_lives) {
    script run;
    const ends one = run.channel(0, 2);
    const actor_number producer = run.spawn(0, "producer");
    run.move(one.tx, producer);
    run.waits_to_receive(0, one);
    EXPECT_EQ(of(run, 0), status::waiting_recv);
    EXPECT_EQ(run.world().channels[0].waiting_receivers, std::vector<actor_number>{0});
    run.sends(producer, one, one.tx, "1");
    EXPECT_EQ(of(run, 0), status::running);
}

TEST(status, recv_goes_on_when_the_last_sender_goes) {
    script run;
    const ends one = run.channel(0, 2);
    const object_id more = run.clone(0, one);
    run.waits_to_receive(0, one);
    run.drop(0, one.tx, end::sender, one.channel);
    EXPECT_EQ(of(run, 0), status::waiting_recv);
    run.drop(0, more, end::sender, one.channel);
    EXPECT_EQ(of(run, 0), status::running);
}

TEST(status, send_waits_while_full_and_a_receiver_lives) {
    script run;
    const ends one = run.channel(0, 1);
    run.offers(0, one, one.tx, "1");
    EXPECT_EQ(of(run, 0), status::running);
    run.tell(0, kind::message_sent, one, message_id::make(0, 1), "1");
    run.offers(0, one, one.tx, "2");
    EXPECT_EQ(of(run, 0), status::waiting_send);
    run.drop(0, one.rx, end::receiver, one.channel);
    EXPECT_EQ(of(run, 0), status::running);
}

TEST(status, unbounded_send_never_waits) {
    script run;
    const ends one = run.channel(0, unbounded);
    for (int i = 0; i < 100; ++i) {
        run.sends(0, one, one.tx, "x");
    }
    run.offers(0, one, one.tx, "y");
    EXPECT_EQ(of(run, 0), status::running);
}

TEST(status, rendezvous_can_always_register_and_then_waits_for_the_other) {
    script run;
    const ends one = run.channel(0, 0);
    const actor_number consumer = run.spawn(0, "consumer");
    run.offers(0, one, one.tx, "1");
    EXPECT_EQ(of(run, 0), status::running) << "it stands before a point that is always ready";
    run.registers(0);
    EXPECT_EQ(of(run, 0), status::waiting_send);
    run.announce(consumer, op::recv, one.channel, one.rx);
    EXPECT_EQ(of(run, consumer), status::running);
    EXPECT_EQ(of(run, 0), status::waiting_send) << "an announced receive is not yet there to meet";
    run.registers(consumer);
    EXPECT_EQ(of(run, 0), status::running);
    EXPECT_EQ(of(run, consumer), status::running);
}

TEST(status, gate_s_note_is_a_wait_without_a_registration) {
    script run;
    const ends one = run.channel(0, 2);
    run.waits_to_receive(0, one);
    run.registers(0).number = 1;
    EXPECT_EQ(of(run, 0), status::waiting_recv);
    EXPECT_FALSE(run.world().actors[0].pending.registered);
}

TEST(status, timed_receive_waits_with_a_deadline_once_it_is_registered) {
    script run;
    const ends one = run.channel(0, 2);
    run.pass(5);
    run.announce(0, op::recv_timeout, one.channel, one.rx).nanoseconds = 20 * millisecond;
    EXPECT_EQ(of(run, 0), status::running);
    run.registers(0, 25 * millisecond);
    EXPECT_EQ(of(run, 0), status::waiting_recv);
    EXPECT_EQ(run.world().actors[0].pending.deadline_ns, 25 * millisecond);
    run.pass(20);
    run.tell(0, kind::receive_failed, one).reason = reason::timeout;
    EXPECT_EQ(of(run, 0), status::running);
    EXPECT_EQ(run.world().actors[0].last.failed, reason::timeout);
}

TEST(status, time_out_for_ever_has_no_deadline) {
    script run;
    const ends one = run.channel(0, 2);
    run.pass(5);
    run.announce(0, op::recv_timeout, one.channel, one.rx).nanoseconds =
        std::numeric_limits<std::int64_t>::max();
    run.registers(0);
    EXPECT_EQ(of(run, 0), status::waiting_recv);
    EXPECT_FALSE(run.world().actors[0].pending.deadline_ns.has_value());
}

TEST(status, lock_waits_for_its_holder_in_a_queue) {
    script run;
    const object_id guard = run.lock(0);
    const actor_number a = run.spawn(0, "a"), b = run.spawn(0, "b");
    run.takes(0, guard);
    run.announce(b, op::lock, guard);
    run.announce(a, op::lock, guard);
    EXPECT_EQ(of(run, a), status::waiting_lock);
    EXPECT_EQ(run.world().locks[0].queue, (std::vector<actor_number>{b, a}));
    run.fact_of(0, kind::lock_released).object = guard;
    EXPECT_EQ(of(run, a), status::running);
    run.fact_of(b, kind::lock_acquired).object = guard;
    EXPECT_EQ(of(run, a), status::waiting_lock);
    EXPECT_EQ(run.world().locks[0].queue, std::vector<actor_number>{a}) << "it kept its place";
}

TEST(status, reader_stands_behind_a_waiting_writer) {
    script run;
    const object_id guard = run.lock(0);
    const actor_number writer = run.spawn(0, "writer"), reader = run.spawn(0, "reader");
    run.announce(0, op::read_lock, guard);
    run.fact_of(0, kind::lock_acquired).object = guard;
    run.announce(reader, op::read_lock, guard);
    EXPECT_EQ(of(run, reader), status::running);
    run.announce(writer, op::lock, guard);
    run.registers(writer);
    run.announce(reader, op::try_lock, guard);
    run.announce(reader, op::read_lock, guard);
    EXPECT_EQ(of(run, writer), status::waiting_lock);
    EXPECT_EQ(of(run, reader), status::waiting_lock);
}

TEST(status, join_waits_for_the_end) {
    script run;
    const actor_number child = run.spawn(0, "worker");
    run.joins(0, child);
    EXPECT_EQ(of(run, 0), status::waiting_join);
    run.finishes(child);
    EXPECT_EQ(of(run, 0), status::running);
    run.fact_of(0, kind::actor_joined).number = child;
    EXPECT_EQ(run.world().actors[0].last.op, op::join);
}

TEST(status, sleep_and_work_begin_when_they_begin) {
    script run;
    for (const auto& [how, asleep, over] :
         {std::tuple(op::sleep, status::sleeping, kind::sleep_ended),
          std::tuple(op::work, status::working, kind::work_ended)}) {
        run.announce(0, how).nanoseconds = 10 * millisecond;
        EXPECT_EQ(of(run, 0), status::running);
        run.registers(0, run.stage_ns() + 10 * millisecond).op = how;
        EXPECT_EQ(of(run, 0), asleep);
        EXPECT_EQ(run.world().actors[0].pending.deadline_ns, run.stage_ns() + 10 * millisecond);
        run.pass(10);
        run.fact_of(0, over);
        EXPECT_EQ(of(run, 0), status::running);
    }
    EXPECT_EQ(run.world().actors[0].blocked_ns, 0) << "neither is being blocked";
}

TEST(status, select_waits_until_one_of_its_channels_is_ready) {
    script run;
    const ends a = run.channel(0, 1), b = run.channel(0, 1);
    const actor_number other = run.spawn(0, "other");
    run.announce(0, op::select);
    EXPECT_EQ(of(run, 0), status::running);
    for (const ends& one : {a, b}) {
        fact& said = run.registers(0);
        said.object = one.channel;
        said.end = end::receiver;
    }
    EXPECT_EQ(of(run, 0), status::waiting_select);
    const message_id sent = run.sends(other, b, b.tx, "1");
    EXPECT_EQ(of(run, 0), status::running);
    run.tell(0, kind::message_received, b, sent, "1");
    EXPECT_TRUE(run.world().find_channel(a.channel)->waiting_receivers.empty());
    EXPECT_EQ(run.world().actors[0].last.op, op::select);
}

TEST(status, keeps_since_when_and_how_long_it_was_blocked) {
    script run;
    const ends one = run.channel(0, 2);
    const actor_number producer = run.spawn(0, "producer");
    run.pass(10);
    run.waits_to_receive(0, one);
    EXPECT_EQ(run.world().actors[0].since_ns, 10 * millisecond) << "stage time, not the shown one";
    run.pass(7);
    run.fact_of(producer, kind::printed);
    EXPECT_EQ(run.world().actors[0].since_ns, 10 * millisecond);
    EXPECT_EQ(run.world().actors[0].blocked_ns, 0) << "the interval is still open";
    run.pass(3);
    run.sends(producer, one, one.tx, "1");
    EXPECT_EQ(run.world().actors[0].since_ns, 20 * millisecond);
    EXPECT_EQ(run.world().actors[0].blocked_ns, 10 * millisecond);
}

} // namespace
