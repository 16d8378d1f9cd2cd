// Lesson 5, the code that runs: one producer, one slow consumer; the channel between them is the
// variant. The parts between the markers are the listings.
#include "scenarios/lessons/backpressure.hpp"

#include "scenarios/lesson_code.hpp"

#include <array>
#include <atomic>
#include <memory>

namespace scenarios::backpressure_code {

void bounded(const settings& set) {
    const auto buffer = static_cast<std::size_t>(set["buffer"]);
    const int messages = set["messages"];
    const rate make(set, "produce_ms");
    const rate handle(set, "handle_ms");

    // [listing bounded]
    auto produce = [=](sender<int> tx) {
        for (int n = 1; n <= messages; ++n) { //@ messages={messages}
            work_for(make);                   //@make make={produce_ms}ms
            tx.send(n).value();               //@send
        }
    }; // tx dropped: stream ends //@~drop

    auto consume = [=](receiver<int> rx) {
        for (int n : rx) {    //@recv
            work_for(handle); //@handle handle={handle_ms}ms
            println("handled {}", n);
        }
    }; //@~drop

    auto [tx, rx] = sync_channel<int>(buffer);          //@channel buffer={buffer}
    auto p = spawn("producer", produce, std::move(tx)); //@spawn-p
    auto c = spawn("consumer", consume, std::move(rx)); //@spawn-c
    p.join();                                           //@join-p
    c.join();                                           //@join-c
    // [end]
}

void rendezvous(const settings& set) {
    const int messages = set["messages"];
    const rate make(set, "produce_ms");
    const rate handle(set, "handle_ms");

    // [listing rendezvous]
    auto produce = [=](sender<int> tx) {
        for (int n = 1; n <= messages; ++n) { //@ messages={messages}
            work_for(make);                   //@make make={produce_ms}ms
            tx.send(n).value();               //@send
        }
    }; // tx dropped: stream ends //@~drop

    auto consume = [=](receiver<int> rx) {
        for (int n : rx) {    //@recv
            work_for(handle); //@handle handle={handle_ms}ms
            println("handled {}", n);
        }
    }; //@~drop

    auto [tx, rx] = sync_channel<int>(0);               //@channel
    auto p = spawn("producer", produce, std::move(tx)); //@spawn-p
    auto c = spawn("consumer", consume, std::move(rx)); //@spawn-c
    p.join();                                           //@join-p
    c.join();                                           //@join-c
    // [end]
}

namespace {

/// A message that weighs something.
struct page {
    explicit page(int n) : number(n) {}
    int number;
    std::array<char, page_bytes - sizeof(int)> rest{};
    friend chan::base::label describe(const page& what) {
        return chan::base::describe(what.number);
    }
};
static_assert(sizeof(page) == page_bytes);

} // namespace

void unbounded(const settings& set) {
    const int messages = set["messages"];
    const rate make(set, "produce_ms");
    const rate handle(set, "handle_ms");
    const auto queued = std::make_shared<std::atomic<int>>(0);

    // [listing unbounded]
    auto produce = [=](sender<page> tx) {
        for (int n = 1; n <= messages; ++n) { //@ messages={messages}
            if ((*queued)++ == cap) {
                println("stopped at {} pages", cap);
                break; // 256 KiB
            }
            work_for(make);           //@make make={produce_ms}ms
            tx.send(page(n)).value(); //@send
        }
    }; // tx dropped: stream ends //@~drop

    auto consume = [=](receiver<page> rx) {
        for (page& one : rx) { //@recv
            --*queued;
            work_for(handle); //@handle handle={handle_ms}ms
            println("handled {}", one.number);
        }
    }; //@~drop

    auto [tx, rx] = channel<page>();                    //@channel
    auto p = spawn("producer", produce, std::move(tx)); //@spawn-p
    auto c = spawn("consumer", consume, std::move(rx)); //@spawn-c
    p.join();                                           //@join-p
    c.join();                                           //@join-c
    // [end]
}

} // namespace scenarios::backpressure_code
