// The world that the examples in the documentation of core/channel take for granted: a channel with
// some messages in it, two more, and functions that do something with what they are given. When an
// example is over, every thread that it started has ended, or the test does not.
#pragma once

#include "core/channel/channel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tests {

using namespace std::chrono_literals;

using job = int;

/// Does with anything what an example wants done with it.
struct anything {
    void operator()(auto&&...) const {}
};
inline constexpr anything use, run, keep, retry, flush, skip, give_up, idle, report, use_a, use_b,
    collect, ignore, work;

// Not every example uses every name.
#define EXAMPLE_NAMES                                                                             \
    [[maybe_unused]] int frames_skipped = 0, beats = 0;                                            \
    [[maybe_unused]] auto frame = world.message(), line = world.message();                         \
    [[maybe_unused]] std::vector<decltype(frame)> jobs, batch, lost;                               \
    [[maybe_unused]] auto beat = chan::tick(1ms), deadline = chan::after(1ms);                     \
    [[maybe_unused]] auto step = [left = 3](auto&&) mutable { return --left > 0; };

template <class T>
class world_of {
public:
    explicit world_of(bool sends) : sends_(sends) {}

    static T message() {
        if constexpr (std::same_as<T, int>) {
            return 7;
        } else {
            return "seven";
        }
    }

    /// Three messages are there. Unless the example sends, all senders are gone, so that loops end.
    void play(auto example) {
        auto [tx, rx] = chan::mpmc::channel<T>();
        auto [tx_a, a] = chan::channel<T>();
        auto [tx_b, b] = chan::channel<T>();
        for (auto* each : {&tx, &tx_a, &tx_b}) {
            for (int i = 0; i < 3; ++i) ASSERT_TRUE(each->send(message()));
        }
        if (!sends_) {
            for (auto* each : {&tx, &tx_a, &tx_b}) each->drop();
        }
        example(tx, rx, a, b);
    }

private:
    bool sends_;
};
using jobs_world = world_of<int>;
using lines_world = world_of<std::string>;

} // namespace tests
