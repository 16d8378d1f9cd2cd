// The words, to the letter: learners read them.
#include "core/export/words.hpp"
#include "tests/model/script.hpp"
#include "tests/model/simulator.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tests;
using chan::exporter::duration_words;
using chan::exporter::event_sentence;
using chan::exporter::hang_sentences;
using chan::exporter::state_words;
using chan::exporter::why_sentences;
using chan::model::explain;
using sentences = std::vector<std::string>;

constexpr std::int64_t millisecond = 1'000'000;

sentences why(const script& run, actor_number who) {
    const auto state = run.world();
    return why_sentences(state, explain(state, who));
}

std::string last_event(const script& run) {
    return event_sentence(run.world(), run.log().back().fact);
}

TEST(words, durations_are_short) {
    EXPECT_EQ(duration_words(0), "0 ms");
    EXPECT_EQ(duration_words(250'000), "250 µs");
    EXPECT_EQ(duration_words(320 * millisecond), "320 ms");
    EXPECT_EQ(duration_words(999 * millisecond), "999 ms");
    EXPECT_EQ(duration_words(1200 * millisecond), "1.2 s");
    EXPECT_EQ(duration_words(150'000 * millisecond), "150 s");
}

TEST(words, forgotten_sender) {
    script run;
    const ends one = run.channel(0, unbounded, 1);
    const actor_number worker = run.spawn(0, "worker 0");
    run.finishes(worker);
    run.waits_to_receive(0, one);
    const sentences expected{
        "main waits in recv() for a message or for the last sender to go.",
        "The last sender is main's own tx, made on line 1 and never dropped.",
        "Nobody else is left to act.",
    };
    EXPECT_EQ(why(run, 0), expected);
    EXPECT_EQ(hang_sentences(run.world()), expected);
}

TEST(words, lines_are_those_of_the_listing) {
    script run;
    const ends one = run.channel(0, unbounded, 101);
    run.waits_to_receive(0, one);
    const auto state = run.world();
    const auto shown = [](const call_site& site) { return site.line - 100; };
    EXPECT_EQ(
        hang_sentences(state, shown).at(1),
        "The last sender is main's own tx, made on line 1 and never dropped."
    );
    const auto not_shown = [](const call_site&) { return 0U; };
    EXPECT_EQ(
        hang_sentences(state, not_shown).at(1), "The last sender is main's own tx, never dropped."
    );
}

TEST(words, backpressure) {
    script run;
    const ends one = run.channel(0, 2);
    const actor_number producer = run.spawn(0, "producer"), consumer = run.spawn(0, "consumer");
    run.move(one.rx, consumer);
    run.sends(producer, one, one.tx, "3");
    run.sends(producer, one, one.tx, "4");
    run.offers(producer, one, one.tx, "5");
    EXPECT_EQ(
        why(run, producer),
        (sentences{
            "producer waits in send(5): both places are taken.",
            "It goes on when consumer takes 3.",
        })
    );
    run.finishes(0);
    run.joins(consumer, producer);
    EXPECT_EQ(
        hang_sentences(run.world()),
        (sentences{
            "producer waits in send(5): both places are taken.",
            "The last receiver is consumer's rx, never dropped: consumer waits for producer to "
            "finish, and can never go on.",
            "consumer waits for producer to finish.",
            "producer waits in send(5): both places are taken, and can never go on.",
        })
    );
}

TEST(words, rendezvous) {
    script run;
    const ends one = run.channel(0, 0);
    const actor_number consumer = run.spawn(0, "consumer");
    run.move(one.rx, consumer);
    run.offers(0, one, one.tx, "1");
    run.registers(0);
    EXPECT_EQ(
        why(run, 0),
        (sentences{
            "main waits in send(1): nobody is receiving.",
            "It goes on when consumer receives.",
        })
    );
}

TEST(words, shared_receiver) {
    script run;
    const ends one = run.channel(0, unbounded, 1);
    const object_id guard = run.lock(0, 2);
    const actor_number a = run.spawn(0, "worker 2"), b = run.spawn(0, "worker 0");
    run.move(one.rx, {owner_kind::lock, guard.value});
    run.takes(a, guard);
    run.waits_to_receive(a, one);
    run.announce(b, op::lock, guard);
    EXPECT_EQ(
        why(run, b),
        (sentences{
            "worker 0 waits for the lock, not for a message.",
            "worker 2 holds it while it waits in recv(), so nobody else can even ask.",
        })
    );
    EXPECT_EQ(
        why(run, a),
        (sentences{
            "worker 2 waits in recv() for a message or for the last sender to go.",
            "It goes on when main sends, or when all senders are dropped.",
        })
    );
    run.joins(0, b);
    EXPECT_EQ(
        hang_sentences(run.world()),
        (sentences{
            "worker 2 waits in recv() for a message or for the last sender to go.",
            "The last sender is main's tx, made on line 1 and never dropped: main waits for "
            "worker 0 to finish, and can never go on.",
            "worker 0 waits for the lock, not for a message.",
            "worker 2 holds it while it waits in recv(), and can never go on.",
            "main waits for worker 0 to finish.",
            "worker 0 waits for the lock, and can never go on.",
        })
    );
}

TEST(words, time_outs_sleep_and_self_lock) {
    script run;
    const ends one = run.channel(0, 1);
    const actor_number sleeper = run.spawn(0, "sleeper"), twice = run.spawn(0, "twice");
    run.announce(0, op::recv_timeout, one.channel, one.rx).nanoseconds = 30 * millisecond;
    run.registers(0, 30 * millisecond);
    run.announce(sleeper, op::sleep).nanoseconds = 50 * millisecond;
    run.registers(sleeper, 50 * millisecond);
    const object_id guard = run.lock(twice);
    run.takes(twice, guard);
    run.announce(twice, op::lock, guard);
    run.pass(10);
    run.fact_of(sleeper, kind::printed);
    EXPECT_EQ(
        why(run, 0),
        (sentences{
            "main waits in recv_timeout() for a message or for the last sender to go.",
            "It gives up by itself in 20 ms.",
        })
    );
    EXPECT_EQ(
        why(run, sleeper),
        (sentences{"sleeper sleeps for 50 ms.", "It goes on by itself in 40 ms."})
    );
    EXPECT_EQ(
        why(run, twice),
        (sentences{
            "twice waits for the lock.",
            "It holds it itself already, so it waits for itself, for ever.",
        })
    );
}

TEST(words, several_owners) {
    script run;
    const ends one = run.channel(0, 1, 2);
    const object_id second = run.clone(0, one, 5), third = run.clone(0, one, 6);
    const actor_number a = run.spawn(0, "a"), b = run.spawn(0, "b");
    run.move(second, a);
    run.move(third, b);
    run.waits_to_receive(0, one);
    EXPECT_EQ(why(run, 0).at(1), "It goes on when a or b sends, or when all senders are dropped.");
    run.joins(a, 0);
    run.joins(b, 0);
    EXPECT_EQ(
        why(run, 0).at(1),
        "The 3 senders left are main's own tx on line 2, a's tx 2 on line 5 and b's tx 3 on line "
        "6, "
        "and no owner of one can ever act."
    );
}

TEST(words, handle_in_a_message_that_nobody_receives) {
    script run;
    const ends requests = run.channel(0, unbounded), reply = run.channel(0, 1, 8);
    const actor_number server = run.spawn(0, "server");
    run.move(requests.rx, server);
    const message_id ask = run.offers(0, requests, requests.tx, "ask");
    run.move(reply.tx, {owner_kind::message, ask.value});
    EXPECT_EQ(last_event(run), "tx b moves into ask.");
    run.tell(0, kind::message_sent, requests, ask, "ask");
    run.waits_to_receive(0, reply);
    EXPECT_EQ(
        why(run, 0).at(1),
        "It goes on when whoever receives ask sends, or when all senders are dropped."
    );
    run.joins(server, 0);
    EXPECT_EQ(
        why(run, 0).at(1),
        "The last sender is tx b inside ask, made on line 8 and never dropped: nobody can receive "
        "that message any more."
    );
}

TEST(words, events) {
    script run;
    EXPECT_EQ(last_event(run), "main starts.");
    const ends one = run.channel(0, 2, 3);
    EXPECT_EQ(
        event_sentence(run.world(), run.log()[1].fact), "main makes sync_channel(2) on line 3."
    );
    EXPECT_EQ(last_event(run), "") << "that a handle was made needs no sentence of its own";
    const object_id more = run.clone(0, one, 4);
    EXPECT_EQ(last_event(run), "main clones tx on line 4: the new one is tx 2.");
    const actor_number worker = run.spawn(0, "worker");
    EXPECT_EQ(last_event(run), "main spawns worker.");
    run.move(more, worker);
    EXPECT_EQ(last_event(run), "tx 2 moves to worker.");
    const message_id sent = run.sends(worker, one, more, "7");
    EXPECT_EQ(last_event(run), "worker sends 7: 1 of 2 places taken.");
    run.announce(0, op::recv, one.channel, one.rx);
    EXPECT_EQ(last_event(run), "");
    run.tell(0, kind::message_received, one, sent, "7");
    EXPECT_EQ(last_event(run), "main receives 7: 0 of 2 places taken.");
    run.drop(worker, more, end::sender, one.channel);
    EXPECT_EQ(last_event(run), "worker drops tx 2: 1 sender is left.");
    run.drop(0, one.tx, end::sender, one.channel);
    EXPECT_EQ(last_event(run), "main drops tx, the last sender: the channel is closed.");
    run.tell(0, kind::receive_failed, one).reason = reason::disconnected;
    EXPECT_EQ(
        last_event(run),
        "main finds the channel closed: nothing is queued and every sender is gone."
    );
    run.finishes(worker);
    EXPECT_EQ(last_event(run), "worker finishes.");
    run.fact_of(0, kind::actor_joined).number = worker;
    EXPECT_EQ(last_event(run), "main sees that worker has finished.");
    run.ends_as(0);
    EXPECT_EQ(last_event(run), "All threads have finished.");
}

TEST(words, states) {
    script run;
    const actor_number worker = run.spawn(0, "worker");
    EXPECT_EQ(state_words(run.world(), run.world().actors[worker]), "is running");
    run.announce(worker, op::work).nanoseconds = 80 * millisecond;
    run.registers(worker, 80 * millisecond);
    EXPECT_EQ(state_words(run.world(), run.world().actors[worker]), "works for 80 ms");
    run.fact_of(worker, kind::actor_panicked).label = "no disk";
    EXPECT_EQ(state_words(run.world(), run.world().actors[worker]), "has panicked: no disk");
}

/// No sentence may come out torn: each begins with a name or a capital and ends with one full stop.
TEST(words, every_sentence_of_random_runs_is_whole) {
    std::size_t told = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        chan::model::world state;
        const auto judge = [&](const std::string& sentence) {
            ++told;
            ASSERT_FALSE(sentence.empty());
            EXPECT_EQ(sentence.back(), '.') << sentence;
            EXPECT_EQ(sentence.find(".."), std::string::npos) << sentence;
            EXPECT_EQ(sentence.find("  "), std::string::npos) << sentence;
            EXPECT_EQ(sentence.find(" ."), std::string::npos) << sentence;
            EXPECT_EQ(sentence.find("an end"), std::string::npos) << sentence;
        };
        for (const auto& event :
             tests::simulator({.seed = seed, .live = seed % 2 == 0, .patient = seed % 3 != 0})
                 .run()) {
            chan::model::apply(state, event);
            if (const std::string sentence = event_sentence(state, event.fact); !sentence.empty()) {
                judge(sentence);
            }
            for (const auto& who : state.actors) {
                for (const std::string& sentence :
                     why_sentences(state, explain(state, who.number))) {
                    judge(sentence);
                }
            }
        }
    }
    EXPECT_GT(told, 5000U);
}

} // namespace
