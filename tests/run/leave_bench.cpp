// What it costs to leave a hung lesson whose sixteen threads and main are blocked in every kind of wait;
// the target is 100 ms. And what a thousand restarts of it leave behind, which should be nothing.
//
//     run_leave_bench [LEAVINGS [RESTARTS]]
#include "core/base/contract.hpp"
#include "core/run/run.hpp"
#include "tests/run/lessons.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace chan::run;

std::unique_ptr<run> hung(mode how) {
    options of;
    of.lesson = sixteen_wait;
    of.mode = how;
    of.speed = max_speed;
    of.policy = how == mode::step ? chan::sched::random(1) : nullptr;
    auto one = std::make_unique<run>(std::move(of));
    chan::base::require(one->wait(60s) && one->verdict(), "the lesson ends");
    chan::base::require(one->verdict()->kind == verdict_kind::hang, "the lesson hangs");
    chan::base::require(one->verdict()->stuck.size() == 17, "everybody waits");
    return one;
}

std::size_t entries(const char* folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), {})
    );
}

long resident_kib() {
    std::ifstream in("/proc/self/statm");
    long size = 0;
    long resident = 0;
    in >> size >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

void leave_often(const char* words, mode how, int leavings) {
    std::vector<double> times;
    for (int i = 0; i < leavings; ++i) {
        const auto one = hung(how);
        const auto before = std::chrono::steady_clock::now();
        one->leave();
        const std::chrono::duration<double, std::milli> passed =
            std::chrono::steady_clock::now() - before;
        times.push_back(passed.count());
    }
    std::ranges::sort(times);
    std::printf(
        "%-10s %d leavings: min %.3f ms, median %.3f ms, p99 %.3f ms, max %.3f ms\n",
        words,
        leavings,
        times.front(),
        times[times.size() / 2],
        times[times.size() * 99 / 100],
        times.back()
    );
}

void show(const char* when) {
    std::printf(
        "%-24s %zu threads, %zu descriptors, %ld KiB resident\n",
        when,
        entries("/proc/self/task"),
        entries("/proc/self/fd"),
        resident_kib()
    );
}

}  // namespace

int main(int argc, char** argv) {
    const int leavings = argc > 1 ? std::max(1, std::atoi(argv[1])) : 200;
    const int restarts = argc > 2 ? std::max(1, std::atoi(argv[2])) : 1000;
    show("at first");
    leave_often("live", mode::live, leavings);
    leave_often("stepped", mode::step, leavings);
    for (int i = 0; i <= restarts; ++i) {
        if (i % std::max(1, restarts / 5) == 0) {
            show(("after restart " + std::to_string(i)).c_str());
        }
        hung(i % 2 == 0 ? mode::live : mode::step);
    }
    return 0;
}
