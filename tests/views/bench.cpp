// How long a frame of the timeline takes at 100,000 events, and taking the events in: a program,
// not a test. Prints medians and 99th percentiles of the CPU time of one thread, without a display.
//
//     chanscope_views_bench [EVENTS]
#include "app/views/event_log.hpp"
#include "app/views/timeline.hpp"
#include "tests/stage/tale.hpp"
#include "tests/ui/headless.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <time.h>

namespace {

using namespace app::views;

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void report(const char* what, int rounds, const std::function<void(int)>& work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const double before = cpu_ms();
        work(i);
        times.push_back(cpu_ms() - before);
    }
    std::ranges::sort(times);
    std::printf(
        "%-44s median %8.3f ms   p99 %8.3f ms\n",
        what,
        times[times.size() / 2],
        times[times.size() * 99 / 100]
    );
}

/// Producers that run ahead and wait, one consumer that takes turns.
tests::stage::tale long_tale(std::size_t events) {
    tests::stage::tale tale;
    const auto ends = tale.channel(0, 8);
    std::vector<chan::model::actor_number> producers;
    std::vector<chan::model::object_id> handles;
    for (int i = 0; i < 4; ++i) {
        producers.push_back(tale.spawn(0, "producer " + std::to_string(i)));
        handles.push_back(tale.clone(0, ends.tx));
        tale.give(handles.back(), producers.back());
    }
    const auto consumer = tale.spawn(0, "consumer");
    tale.give(ends.rx, consumer);
    for (std::size_t n = 0; tale.log().size() < events; ++n) {
        const std::size_t who = n % producers.size();
        tale.send(producers[who], handles[who], std::to_string(n % 100));
        tale.wait(1);
        tale.ask(consumer, ends.rx);
        tale.received(consumer, ends.rx);
        tale.wait(1);
    }
    return tale;
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t events = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
    const auto tale = long_tale(events);
    const auto& log = tale.log().log();
    std::printf("%zu events\n", log.size());

    timeline_data data;
    report("taking in the whole log", 5, [&](int i) {
        data.follow(static_cast<std::uint64_t>(i) + 1, log);
    });
    event_log words;
    const scenarios::listing none;
    report("making the words of the whole log", 3, [&](int i) {
        words.follow(static_cast<std::uint64_t>(i) + 1, log, none);
    });

    const std::int64_t end_ns = tale.log().now().stage_ns;
    app::ui::test::headless window({1440, 900}, 1);
    timeline_panel panel;
    commands ignored;
    timeline_inputs shown{
        .run = 1, .log = &log, .events = log.size(), .program_ns = end_ns, .now_ns = end_ns};
    const app::ui::rect area{244, 580, 760, 306};
    const auto frame = [&] {
        window.frame([&](app::ui::context& ctx) { panel.draw(ctx, shown, area, ignored); });
    };
    report("an empty frame", 200, [&](int) { window.frame([](app::ui::context&) {}); });
    frame();
    report("a frame of the panel, the whole run", 400, [&](int) { frame(); });
    report("the same, dragging the playhead", 400, [&](int i) {
        shown.events = log.size() * static_cast<std::size_t>(i) / 400;
        shown.program_ns = shown.events > 0 ? log[shown.events - 1].stage_ns : 0;
        shown.past = true;
        frame();
    });
    window.move(area.center());
    report("the same, zooming in and out", 400, [&](int i) {
        window.in.wheel = i % 80 < 40 ? 1.0f : -1.0f;
        frame();
    });
    return 0;
}
