// Small lessons that use every operation: bodies for the tests of runs and replays.
#pragma once

#include "core/run/lesson_api.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace chan::run {

using namespace std::chrono_literals;

inline void many_producers(std::size_t bound) {
    auto [tx, rx] = lesson::sync_channel<int>(bound);
    for (int id = 0; id < 3; ++id) {
        lesson::spawn("p" + std::to_string(id), [tx = tx.clone(), id]() mutable {
            for (int i = 0; i < 3; ++i) {
                (void)tx.send(10 * id + i);
            }
        });
    }
    tx.drop();
    for (int value : rx) {
        lesson::print(std::to_string(value));
    }
}

inline void forgotten(bool forget) {
    auto [tx, rx] = lesson::channel<int>();
    for (int id = 0; id < 2; ++id) {
        lesson::spawn("p" + std::to_string(id), [tx = tx.clone(), id]() mutable {
            (void)tx.send(id);
        });
    }
    if (!forget) {
        tx.drop();
    }
    for (int value : rx) {
        lesson::print(std::to_string(value));
    }
}

inline void shared_receiver() {
    auto [tx, rx] = lesson::channel<int>();
    auto shared = std::make_shared<lesson::mutex<lesson::receiver<int>>>(std::move(rx));
    for (int id = 0; id < 3; ++id) {
        lesson::spawn("w" + std::to_string(id), [shared] {
            for (;;) {
                auto got = [&] {
                    auto guard = shared->lock();
                    return guard->recv();
                }();
                if (!got) {
                    return;
                }
                lesson::work_for(10ms);
                lesson::print(std::to_string(*got));
            }
        });
    }
    shared.reset();
    for (int i = 0; i < 5; ++i) {
        lesson::sleep_for(2ms);
        (void)tx.send(i);
    }
}

inline void timed() {
    auto [tx, rx] = lesson::sync_channel<int>(0);
    auto child = lesson::spawn("sender", [tx = std::move(tx)]() mutable {
        lesson::print(tx.send_timeout(1, 5ms) ? "met" : "late");
        lesson::sleep_for(20ms);
        lesson::print(tx.try_send(2) ? "took" : "nobody");
        lesson::print(tx.send_timeout(3, 50ms) ? "met" : "late");
    });
    lesson::sleep_for(10ms);
    for (int i = 0; i < 4; ++i) {
        if (auto got = rx.recv_timeout(8ms)) {
            lesson::print("got " + std::to_string(*got));
        } else {
            lesson::print(got.error().is_timeout() ? "timeout" : "closed");
        }
    }
    child.join();
}

/// Sixteen threads and main, each in a wait that nobody will ever end: four receive, four send, four
/// lock, four join.
inline void sixteen_wait() {
    auto [never_used, empty] = lesson::mpmc::channel<int>();
    auto [full, never_read] = lesson::sync_channel<int>(1);
    const auto held = lesson::make_shared_mutex(0);
    const auto guard = held->lock();
    (void)full.send(0);
    for (int i = 0; i < 4; ++i) {
        lesson::spawn("receives", [rx = empty.clone()]() mutable { (void)rx.recv(); });
        lesson::spawn("sends", [tx = full.clone(), i]() mutable { (void)tx.send(i); });
        lesson::spawn("locks", [held] { (void)held->lock(); });
        lesson::spawn("joins", [] { join_handle(0).join(); });
    }
    join_handle(1).join();
}

}  // namespace chan::run
