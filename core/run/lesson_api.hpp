// What a lesson's code is written with: channels and locks under the conducted runtime, and threads,
// sleeps and output that the stage can see. A lesson says `using namespace chan::lesson;` and then reads
// like ordinary C++.
//
// Everything here may be called only on an actor of a run.
#pragma once

#include "core/channel/channel.hpp"
#include "core/probe/conducted.hpp"
#include "core/run/actor.hpp"
#include "core/sync/mutex.hpp"

#include <cstddef>
#include <utility>

namespace chan::lesson {

template <class T>
using sender = chan::sender<T, probe::conducted>;
template <class T>
using receiver = chan::receiver<T, probe::conducted>;
template <class T>
using mutex = sync::mutex<T, probe::conducted>;

template <class T>
[[nodiscard]] auto make_shared_mutex(
    T value, probe::conducted::site where = probe::conducted::site::current()
) {
    return sync::make_shared_mutex<probe::conducted>(std::move(value), where);
}

template <class T>
[[nodiscard]] auto channel(probe::conducted::site where = probe::conducted::site::current()) {
    return chan::channel<T, probe::conducted>(where);
}
template <class T>
[[nodiscard]] auto sync_channel(
    std::size_t bound, probe::conducted::site where = probe::conducted::site::current()
) {
    return chan::sync_channel<T, probe::conducted>(bound, where);
}

namespace mpmc {
template <class T>
using receiver = chan::mpmc::receiver<T, probe::conducted>;
template <class T>
[[nodiscard]] auto channel(probe::conducted::site where = probe::conducted::site::current()) {
    return chan::mpmc::channel<T, probe::conducted>(where);
}
template <class T>
[[nodiscard]] auto sync_channel(
    std::size_t bound, probe::conducted::site where = probe::conducted::site::current()
) {
    return chan::mpmc::sync_channel<T, probe::conducted>(bound, where);
}
}  // namespace mpmc

using run::panic;        // panic("why"): unwinds this thread only, poisons what it holds
using run::print;        // print("text"): one line of the lesson's output
using run::sleep_for;    // sleep_for(20ms): stage time
using run::spawn;        // auto t = spawn("worker 1", [tx = tx.clone()]() mutable { ... });
using run::join_handle;  // t.join()
using run::work_for;     // work_for(20ms): busy, not asleep; stage time

}  // namespace chan::lesson
