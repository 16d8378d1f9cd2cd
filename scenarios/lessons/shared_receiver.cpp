// Lesson 10, the code that runs: workers share the receiver of one channel; how long each keeps it
// for itself is the variant. The parts between the markers are the listings.
#include "scenarios/lessons/shared_receiver.hpp"

#include "scenarios/lesson_code.hpp"

#include <vector>

namespace scenarios::shared_receiver_code {

void lock_for_recv(const settings& set) {
    const int consumers = set["consumers"];
    const int messages = set["messages"];
    const rate handle(set, "handle_ms");
    const rate pause(set, "pause_ms");

    // [listing lock-for-recv]
    auto worker = [=](int id, auto rx) {
        for (;;) {
            auto job = rx->lock()->recv(); //@recv
            // the lock is free again
            if (!job) break;
            work_for(handle); //@work handle={handle_ms}ms
            println("{}: job {}", id, *job);
        }
    };

    // main:
    auto [tx, rx] = channel<int>();                 //@channel
    auto shared = make_shared_mutex(std::move(rx)); //@mutex
    std::vector<join_handle> workers;
    for (int id = 0; id < consumers; ++id) {          //@ consumers={consumers}
        auto t = spawn("worker", id, worker, shared); //@spawn
        workers.push_back(t);
    }

    for (int n = 1; n <= messages; ++n) { //@ messages={messages}
        work_for(pause);                  //@make pause={pause_ms}ms
        tx.send(n).value();               //@send
    }
    tx.drop();                        //@drop
    for (auto& t : workers) t.join(); //@join
    // [end]
}

void lock_while_working(const settings& set) {
    const int consumers = set["consumers"];
    const int messages = set["messages"];
    const rate handle(set, "handle_ms");
    const rate pause(set, "pause_ms");

    // [listing lock-while-working]
    auto worker = [=](int id, auto rx) {
        for (;;) {
            auto held = rx->lock();  //@recv
            auto job = held->recv(); //@recv
            if (!job) break;
            work_for(handle); //@work handle={handle_ms}ms
            println("{}: job {}", id, *job);
        } // the lock is released only here //@~unlock
    };

    // main:
    auto [tx, rx] = channel<int>();                 //@channel
    auto shared = make_shared_mutex(std::move(rx)); //@mutex
    std::vector<join_handle> workers;
    for (int id = 0; id < consumers; ++id) {          //@ consumers={consumers}
        auto t = spawn("worker", id, worker, shared); //@spawn
        workers.push_back(t);
    }

    for (int n = 1; n <= messages; ++n) { //@ messages={messages}
        work_for(pause);                  //@make pause={pause_ms}ms
        tx.send(n).value();               //@send
    }
    tx.drop();                        //@drop
    for (auto& t : workers) t.join(); //@join
    // [end]
}

void multi_consumer(const settings& set) {
    const int consumers = set["consumers"];
    const int messages = set["messages"];
    const rate handle(set, "handle_ms");
    const rate pause(set, "pause_ms");

    // [listing multi-consumer]
    auto worker = [=](int id, auto rx) {
        for (int job : rx) {  //@recv
            work_for(handle); //@work handle={handle_ms}ms
            println("{}: job {}", id, job);
        }
    }; //@~drop

    // main:
    auto [tx, rx] = mpmc::channel<int>(); //@channel
    std::vector<join_handle> workers;
    for (int id = 0; id < consumers; ++id) {              //@ consumers={consumers}
        auto t = spawn("worker", id, worker, rx.clone()); //@spawn clone
        workers.push_back(t);
    }

    for (int n = 1; n <= messages; ++n) { //@ messages={messages}
        work_for(pause);                  //@make pause={pause_ms}ms
        tx.send(n).value();               //@send
    }
    tx.drop();                        //@drop
    for (auto& t : workers) t.join(); //@join
    // [end]
}

} // namespace scenarios::shared_receiver_code
