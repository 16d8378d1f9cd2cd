// Lesson 4, the code that runs: several workers send through clones of one sender; what becomes of
// the original is the variant. The parts between the markers are the listings.
#include "scenarios/lessons/forgotten_sender.hpp"

#include "scenarios/lesson_code.hpp"

namespace scenarios::forgotten_sender_code {

void forgot(const settings& set) {
    const int workers = set["producers"];
    const int messages = set["messages"];
    const rate pause(set, "produce_ms");

    // [listing forgot]
    auto worker = [=](int id, sender<int> tx) {
        for (int n = 1; n <= messages; ++n) { //@ messages={messages}
            work_for(pause);                  //@work pause={produce_ms}ms
            tx.send(10 * id + n).value();     //@send
        }
    }; // its tx is dropped here //@~drop

    // main:
    auto [tx, rx] = channel<int>();                    //@channel
    for (int id = 0; id < workers; ++id) {             //@ workers={producers}
        auto clone = tx.clone();                       //@clone
        spawn("worker", id, worker, std::move(clone)); //@spawn
    }

    for (int value : rx) { //@recv
        println("got {}", value);
    }
    println("all workers are done");
    // [end]
}

void drop(const settings& set) {
    const int workers = set["producers"];
    const int messages = set["messages"];
    const rate pause(set, "produce_ms");

    // [listing drop]
    auto worker = [=](int id, sender<int> tx) {
        for (int n = 1; n <= messages; ++n) { //@ messages={messages}
            work_for(pause);                  //@work pause={produce_ms}ms
            tx.send(10 * id + n).value();     //@send
        }
    }; // its tx is dropped here //@~drop

    // main:
    auto [tx, rx] = channel<int>();                    //@channel
    for (int id = 0; id < workers; ++id) {             //@ workers={producers}
        auto clone = tx.clone();                       //@clone
        spawn("worker", id, worker, std::move(clone)); //@spawn
    }
    tx.drop(); //@drop

    for (int value : rx) { //@recv
        println("got {}", value);
    }
    println("all workers are done");
    // [end]
}

void move(const settings& set) {
    const int last = set["producers"] - 1;
    const int messages = set["messages"];
    const rate pause(set, "produce_ms");

    // [listing move]
    auto worker = [=](int id, sender<int> tx) {
        for (int n = 1; n <= messages; ++n) { //@ messages={messages}
            work_for(pause);                  //@work pause={produce_ms}ms
            tx.send(10 * id + n).value();     //@send
        }
    }; // its tx is dropped here //@~drop

    // main:
    auto [tx, rx] = channel<int>();                    //@channel
    for (int id = 0; id < last; ++id) {                //@ last={producers-1}
        auto clone = tx.clone();                       //@clone
        spawn("worker", id, worker, std::move(clone)); //@spawn
    }
    spawn("worker", last, worker, std::move(tx)); //@spawn-last last={producers-1}

    for (int value : rx) { //@recv
        println("got {}", value);
    }
    println("all workers are done");
    // [end]
}

} // namespace scenarios::forgotten_sender_code
