// What one recorded event costs the recording thread: nanoseconds, best and median of many rounds,
// and how many allocations the rounds made. The target is 25 ns and none.
#include "core/trace/recorder.hpp"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <thread>
#include <vector>

namespace {

std::atomic<std::size_t> allocations{0};

using chan::trace::recorder;

constexpr std::size_t batch = 1000;
constexpr std::size_t rounds = 2000;

chan::probe::fact sample_fact() {
    chan::probe::fact what;
    what.kind = chan::probe::kind::message_sent;
    what.actor = 1;
    what.label = "message 7";
    return what;
}

void report(const char* name, std::vector<double> samples, std::size_t made) {
    std::ranges::sort(samples);
    std::printf(
        "%-44s %6.1f ns best  %6.1f ns median  %zu allocations\n",
        name,
        samples.front(),
        samples[samples.size() / 2],
        made
    );
}

/// Batches of events, collected between the batches by the same thread (outside the timed part).
void collected_between(const char* name) {
    recorder into({.ring_events = 1024});
    auto& ring = into.open_ring();
    const auto what = sample_fact();
    chan::trace::log log;
    log.reserve(batch * 2);
    std::vector<double> samples;
    samples.reserve(rounds);
    const auto warm_up = [&] {
        for (std::size_t i = 0; i < batch; ++i) {
            into.reserve(ring, 1);
            into.record(ring, what, {});
        }
        log.clear();
        into.collect(log);
    };
    for (int i = 0; i < 10; ++i) {
        warm_up();
    }
    const std::size_t before = allocations;
    for (std::size_t round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < batch; ++i) {
            into.reserve(ring, 1);
            into.record(ring, what, {});
        }
        const auto stop = std::chrono::steady_clock::now();
        samples.push_back(std::chrono::duration<double, std::nano>(stop - start).count() / batch);
        log.clear();
        into.collect(log);
    }
    report(name, std::move(samples), allocations - before);
}

/// Two threads record batches at the same time: the order's cache line goes back and forth.
void contended(const char* name) {
    recorder into({.ring_events = 1024});
    const auto what = sample_fact();
    std::barrier together(2);
    std::vector<double> samples;
    samples.reserve(rounds);
    const auto record_batches = [&](recorder::ring& ring, auto&& after_batch) {
        for (std::size_t round = 0; round < rounds; ++round) {
            together.arrive_and_wait();
            const auto start = std::chrono::steady_clock::now();
            for (std::size_t i = 0; i < batch; ++i) {
                into.reserve(ring, 1);
                into.record(ring, what, {});
            }
            const auto stop = std::chrono::steady_clock::now();
            together.arrive_and_wait();
            after_batch(std::chrono::duration<double, std::nano>(stop - start).count() / batch);
        }
    };
    std::thread other([&] { record_batches(into.open_ring(), [](double) {}); });
    chan::trace::log log;
    log.reserve(batch * 4);
    const std::size_t before = allocations;
    record_batches(into.open_ring(), [&](double sample) {
        samples.push_back(sample);
        log.clear();
        into.collect(log);
    });
    other.join();
    report(name, std::move(samples), allocations - before);
}

} // namespace

// Counts what the timed rounds allocate.
void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed); // relaxed: only a count
    if (void* memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

int main() {
    collected_between("one thread, reserve and record");
    contended("two threads at once");
}
