// The tales' facts, in the order in which a run would note them.
#include "tests/stage/tales.hpp"

#include <deque>

namespace tests::stage {

using chan::model::run_end;
using chan::probe::reason;

namespace {

std::string number(std::uint32_t n) {
    return std::to_string(n);
}
std::string name(const char* word, unsigned n) {
    return std::string(word) + " " + std::to_string(n);
}

} // namespace

tale backpressure(std::uint32_t bound) {
    tale t;
    const auto ch = t.channel(0, bound);
    const auto producer = t.wait(100).spawn(0, "producer");
    t.give(ch.tx, producer);
    const auto consumer = t.wait(100).spawn(0, "consumer");
    t.give(ch.rx, consumer);
    t.join(0, producer);
    t.wait(50).ask(consumer, ch.rx);
    t.blocked_recv(consumer);
    t.wait(100).offer(producer, ch.tx, "1");
    t.wait(100).sent(producer);
    t.wait(10).received(consumer, ch.rx);
    t.wait(60).work(consumer, 500);
    std::uint32_t next = 2;
    const auto fill = [&] {
        while (t.world().channels[0].depth() < bound) {
            t.wait(100).offer(producer, ch.tx, number(next++));
            t.wait(100).sent(producer);
        }
        t.wait(60).offer(producer, ch.tx, number(next++));
        t.wait(5).blocked_send(producer);
    };
    fill();
    t.wait(300).worked(consumer);
    t.wait(100).ask(consumer, ch.rx);
    t.received(consumer, ch.rx);
    t.sent(producer);
    t.wait(80).work(consumer, 900);
    fill();
    t.wait(400);
    return t;
}

tale rendezvous() {
    tale t;
    const auto ch = t.channel(0, 0);
    const auto producer = t.wait(100).spawn(0, "producer");
    t.give(ch.tx, producer);
    const auto consumer = t.wait(100).spawn(0, "consumer");
    t.give(ch.rx, consumer);
    t.join(0, producer);
    for (std::uint32_t i = 1; i <= 3; ++i) {
        t.wait(100).offer(producer, ch.tx, number(i));
        t.wait(10).blocked_send(producer);
        t.wait(200).ask(consumer, ch.rx);
        t.handed_over(producer, consumer);
        t.wait(20).work(consumer, 400);
        t.wait(400).worked(consumer);
    }
    t.wait(100).ask(consumer, ch.rx);
    t.blocked_recv(consumer);
    t.wait(200).offer(producer, ch.tx, "4");
    t.handed_over(producer, consumer);
    t.wait(30).drop(producer, ch.tx);
    t.finish(producer);
    t.wait(30).joined(0, producer);
    t.wait(400);
    return t;
}

tale unbounded(std::uint32_t messages) {
    tale t;
    const auto ch = t.channel(0);
    const auto producer = t.wait(100).spawn(0, "producer");
    t.give(ch.tx, producer);
    const auto consumer = t.wait(100).spawn(0, "consumer");
    t.give(ch.rx, consumer);
    t.join(0, producer);
    t.wait(50).send(producer, ch.tx, "1");
    t.wait(50).take(consumer, ch.rx);
    t.work(consumer, 5000);
    for (std::uint32_t i = 0; i < messages; ++i) {
        t.wait(7).offer(producer, ch.tx, number(i + 2));
        t.wait(7).sent(producer);
    }
    t.wait(20).worked(consumer);
    t.wait(200).ask(consumer, ch.rx);
    if (messages == 0) {
        t.blocked_recv(consumer);
    } else {
        t.received(consumer, ch.rx);
        t.wait(40).work(consumer, 5000);
    }
    t.wait(400);
    return t;
}

tale forgotten_sender(unsigned workers, bool hang) {
    tale t;
    const auto ch = t.channel(0);
    std::vector<actor_number> who;
    std::vector<object_id> tx;
    for (unsigned i = 0; i < workers; ++i) {
        tx.push_back(t.wait(120).clone(0, ch.tx));
        who.push_back(t.wait(120).spawn(0, name("worker", i)));
        t.give(tx.back(), who.back());
    }
    if (!hang) t.wait(50).drop(0, ch.tx);
    t.wait(100).ask(0, ch.rx);
    t.wait(10).blocked_recv(0);
    for (unsigned i = 0; i < workers; ++i) {
        t.wait(90).offer(who[i], tx[i], number(i));
        t.wait(90).sent(who[i]);
        t.wait(40).received(0, ch.rx);
        t.wait(60).drop(who[i], tx[i]);
        t.wait(20).finish(who[i]);
        t.wait(100).ask(0, ch.rx);
        if (hang || i + 1 < workers) t.wait(10).blocked_recv(0);
    }
    if (hang) {
        t.wait(50).end(run_end::hang);
    } else {
        t.receive_failed(0, ch.rx, reason::disconnected);
        t.drop(0, ch.rx);
        t.wait(10).finish(0);
        t.end(run_end::completed);
    }
    t.wait(400);
    return t;
}

tale shared_receiver(unsigned workers) {
    tale t;
    const auto ch = t.channel(0);
    const auto lock = t.lock(0);
    t.give_to_lock(ch.rx, lock);
    std::vector<actor_number> who;
    for (unsigned i = 0; i < workers; ++i) who.push_back(t.wait(100).spawn(0, name("worker", i)));
    const auto last = workers - 1;
    t.wait(50).want(who[last], lock);
    t.wait(50).acquired(who[last], lock);
    t.wait(50).ask(who[last], ch.rx);
    t.blocked_recv(who[last]);
    const auto holder = last > 0 ? last - 1 : 0;
    if (last > 0) {
        t.wait(30).want(who[holder], lock);
        t.blocked_lock(who[holder]);
    }
    for (unsigned i = 0; i < holder; ++i) {
        t.wait(30).want(who[i], lock);
        t.blocked_lock(who[i]);
    }
    t.wait(200).send(0, ch.tx, "7");
    t.received(who[last], ch.rx);
    t.wait(60).released(who[last], lock);
    if (last > 0) {
        t.acquired(who[holder], lock);
        t.wait(60).ask(who[holder], ch.rx);
        t.blocked_recv(who[holder]);
    }
    t.wait(30).work(who[last], 500);
    t.wait(20).work(0, 500);
    t.wait(380);
    return t;
}

tale multi_consumer(unsigned workers) {
    tale t;
    const auto ch = t.channel(0, 4);
    std::vector<actor_number> who;
    std::vector<object_id> rx;
    for (unsigned i = 0; i < workers; ++i) {
        rx.push_back(i + 1 < workers ? t.wait(60).clone(0, ch.rx) : ch.rx);
        who.push_back(t.wait(60).spawn(0, name("worker", i)));
        t.give(rx.back(), who.back());
    }
    for (unsigned i = 0; i < workers; ++i) {
        t.wait(20).ask(who[i], rx[i]);
        t.wait(10).blocked_recv(who[i]);
    }
    for (unsigned i = 0; i < workers; ++i) {
        t.wait(100).send(0, ch.tx, number(i));
        t.wait(10).received(who[i], rx[i]);
        t.wait(10).work(who[i], 1000);
    }
    for (std::uint32_t i = 0; i < 3; ++i) t.wait(60).send(0, ch.tx, number(20 + i));
    t.wait(300);
    return t;
}

tale pipeline() {
    tale t;
    const auto first = t.channel(0, 2);
    const auto second = t.channel(0, 2);
    const auto generate = t.wait(60).spawn(0, "generate");
    t.give(first.tx, generate);
    const auto square = t.wait(60).spawn(0, "square");
    t.give(first.rx, square);
    t.give(second.tx, square);
    const auto collect = t.wait(60).spawn(0, "collect");
    t.give(second.rx, collect);
    t.join(0, generate);
    t.wait(60).ask(collect, second.rx);
    t.blocked_recv(collect);
    for (std::uint32_t i = 1; i <= 3; ++i) {
        t.wait(100).send(generate, first.tx, number(i));
        t.wait(100).take(square, first.rx);
        t.wait(100).send(square, second.tx, number(i * i));
        if (i == 1) t.wait(50).received(collect, second.rx);
    }
    t.wait(100).send(generate, first.tx, "4");
    t.wait(100);
    return t;
}

tale failures() {
    tale t;
    const auto ch = t.channel(0, 1);
    const auto producer = t.wait(60).spawn(0, "producer");
    t.give(ch.tx, producer);
    t.wait(60).send(producer, ch.tx, "1");
    t.wait(100).offer(producer, ch.tx, "2");
    t.wait(400).send_failed(producer, reason::full);
    t.wait(500).drop(0, ch.rx);
    t.wait(100).offer(producer, ch.tx, "3");
    t.wait(400).send_failed(producer, reason::disconnected);
    t.wait(500).panic(producer, "send failed");
    t.drop(producer, ch.tx);
    t.end(run_end::panic);
    t.wait(400);
    return t;
}

std::vector<told> all_tales() {
    std::vector<told> all;
    for (const std::uint32_t bound : {1U, 2U, 3U, 5U, 10U, 33U, 64U}) {
        all.push_back({"backpressure " + number(bound), backpressure(bound)});
    }
    for (const std::uint32_t many : {0U, 1U, 5U, 12U, 25U, 200U}) {
        all.push_back({"unbounded " + number(many), unbounded(many)});
    }
    for (unsigned n = 1; n <= 8; ++n) {
        all.push_back({name("forgotten sender", n), forgotten_sender(n)});
        all.push_back({name("dropped sender", n), forgotten_sender(n, false)});
        all.push_back({name("shared receiver", n), shared_receiver(n)});
        all.push_back({name("multi consumer", n), multi_consumer(n)});
    }
    all.push_back({"rendezvous", rendezvous()});
    all.push_back({"pipeline", pipeline()});
    all.push_back({"failures", failures()});
    return all;
}

} // namespace tests::stage
