#include "tests/bench/workloads.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sched.h>
#include <string>
#include <thread>

namespace bench {
namespace {

constexpr row rows[] = {
    {"unbounded-1-1", shape::flow, std::nullopt, 1, 1, false},
    {"unbounded-1-1-64b", shape::flow, std::nullopt, 1, 1, true},
    {"unbounded-4-1", shape::flow, std::nullopt, 4, 1, false},
    {"unbounded-fill-drain", shape::fill_and_drain, std::nullopt, 1, 1, false},
    {"bounded1-1-1", shape::flow, 1, 1, 1, false},
    {"bounded64-1-1", shape::flow, 64, 1, 1, false},
    {"bounded64-4-1", shape::flow, 64, 4, 1, false},
    {"bounded64-4-4", shape::flow, 64, 4, 4, false},
    {"rendezvous-1-1", shape::flow, 0, 1, 1, false},
    {"rendezvous-4-1", shape::flow, 0, 4, 1, false},
    {"select-4", shape::select, 64, 4, 1, false},
    {"ping-pong", shape::ping_pong, 1, 1, 1, false},
};

std::uint64_t read(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000
        + static_cast<std::uint64_t>(now.tv_nsec);
}

[[noreturn]] void stop(int status, const std::string& sentence) {
    std::fprintf(stderr, "%s\n", sentence.c_str());
    std::exit(status);
}

/// Pins the calling thread to the allowed processor with this number, counted round.
void pin(std::size_t number) {
    static const cpu_set_t allowed = [] {
        cpu_set_t set;
        sched_getaffinity(0, sizeof set, &set);
        return set;
    }();
    number %= static_cast<std::size_t>(CPU_COUNT(&allowed));
    std::size_t cpu = 0;
    for (;; ++cpu) {
        if (CPU_ISSET(cpu, &allowed) && number-- == 0) break;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) stop(1, "The thread could not be pinned.");
}

} // namespace

std::uint64_t wall_ns() {
    return read(CLOCK_MONOTONIC);
}

std::uint64_t cpu_ns() {
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

elapsed run_together(const work& what, const std::vector<std::function<std::uint64_t()>>& roles) {
    // a yielding gate, the same in Rust: what a barrier's wakes cost differs between libraries
    std::atomic<std::size_t> ready{0};
    std::atomic<bool> go{false};
    std::vector<std::uint64_t> ends(roles.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        threads.emplace_back([&, i] {
            if (what.pinning == pinning::spread) pin(i);
            ++ready;
            while (!go) {
                std::this_thread::yield();
            }
            ends[i] = roles[i]();
        });
    }
    while (ready != roles.size()) {
        std::this_thread::yield();
    }
    const std::uint64_t cpu = cpu_ns();
    const std::uint64_t start = wall_ns();
    go = true;
    threads.clear(); // joins
    return {std::ranges::max(ends) - start, cpu_ns() - cpu};
}

int main(int argc, char** argv, std::initializer_list<peer> peers) {
    if (argc != 5) stop(2, "The arguments are PEER ROW PINNING MESSAGES.");
    const auto peer = std::ranges::find(peers, std::string_view(argv[1]), &peer::name);
    if (peer == peers.end()) stop(2, std::string("There is no peer ") + argv[1] + " here.");
    const auto row = std::ranges::find(rows, std::string_view(argv[2]), &row::name);
    if (row == std::end(rows)) stop(2, std::string("There is no row ") + argv[2] + ".");
    const std::string_view pinned = argv[3];
    if (pinned != "same" && pinned != "spread") stop(2, "The pinnings are same and spread.");
    work what{*row, pinned == "same" ? pinning::same : pinning::spread, 0};
    const char* const end = argv[4] + std::strlen(argv[4]);
    const auto parsed = std::from_chars(argv[4], end, what.messages);
    if (parsed.ec != std::errc{} || parsed.ptr != end || what.messages < 4 || what.messages % 4) {
        stop(2, "The messages are a multiple of 4.");
    }

    if (what.pinning == pinning::same) pin(0); // and so all threads that will be made
    work warm_up = what;
    warm_up.messages = std::max<std::uint64_t>(4, what.messages / 40 * 4);
    if (!peer->run(warm_up)) return 3;
    const figures result = *peer->run(what);
    const std::uint64_t expected =
        what.messages * (what.messages + 1) / 2 * (what.row.wide ? std::uint64_t{8} : 1);
    if (result.sum != expected) stop(1, "The sum of the payloads is wrong.");
    std::printf(
        "{\"ns\": %.2f, \"cpu_ns\": %.2f, \"sum\": %llu}\n",
        result.ns,
        result.cpu_ns,
        static_cast<unsigned long long>(result.sum)
    );
    return 0;
}

} // namespace bench
