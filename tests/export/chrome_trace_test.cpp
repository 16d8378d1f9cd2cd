// The Chrome trace: valid JSON whose slices nest, whose arrows have both ends, whose counters
// follow the queues; of random runs of every kind.
#include "core/export/chrome_trace.hpp"
#include "core/model/apply.hpp"
#include "tests/model/script.hpp"
#include "tests/model/simulator.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <sstream>

namespace {

using chan::exporter::chrome_trace_options;
using nlohmann::json;

json traced(const chan::trace::log& log, const chrome_trace_options& how = {}) {
    std::ostringstream text;
    write_chrome_trace(text, log, how);
    return json::parse(text.str());
}

TEST(chrome_trace, empty_log_is_valid) {
    EXPECT_TRUE(traced({}).at("traceEvents").is_array());
}

TEST(chrome_trace, names_each_thread) {
    tests::script run;
    run.spawn(0, "worker 1");
    std::map<int, std::string> names;
    const json events = traced(run.log()).at("traceEvents");
    for (const json& one : events) {
        if (one.value("name", "") == "thread_name") {
            names[one.at("tid").get<int>()] = one.at("args").at("name").get<std::string>();
        }
    }
    EXPECT_EQ(names, (std::map<int, std::string>{{0, "main"}, {1, "worker 1"}}));
}

TEST(chrome_trace, survives_labels_that_are_no_utf8) {
    tests::script run;
    const tests::ends one = run.channel(0, 2);
    run.sends(0, one, one.tx, "\xff\xfe");
    EXPECT_NO_THROW(traced(run.log()));
}

TEST(chrome_trace, slices_nest_arrows_have_two_ends_counters_follow_the_queue) {
    std::size_t arrows = 0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const auto log =
            tests::simulator({.seed = seed, .live = seed % 2 == 0, .patient = seed % 3 != 0}).run();
        std::map<int, int> open;
        std::map<std::uint64_t, int> flights;
        std::set<std::string> counters;
        std::uint64_t sent = 0, received = 0;
        double last = 0;
        const json events = traced(log).at("traceEvents");
        for (const json& one : events) {
            ASSERT_EQ(one.at("pid"), 1);
            const auto phase = one.at("ph").get<std::string>();
            if (phase == "M") {
                continue;
            }
            ASSERT_GE(one.at("ts").get<double>(), last);
            last = one.at("ts").get<double>();
            if (phase == "B") {
                ASSERT_EQ(++open[one.at("tid").get<int>()], 1) << "states do not overlap";
            } else if (phase == "E") {
                ASSERT_EQ(--open[one.at("tid").get<int>()], 0);
            } else if (phase == "s") {
                ++sent;
                ASSERT_EQ(++flights[one.at("id").get<std::uint64_t>()], 1);
            } else if (phase == "f") {
                ++received;
                ASSERT_EQ(--flights[one.at("id").get<std::uint64_t>()], 0);
            } else if (phase == "C") {
                counters.insert(one.at("name").get<std::string>());
                ASSERT_GE(one.at("args").at("queued").get<int>(), 0);
            }
        }
        for (const auto& [thread, depth] : open) {
            EXPECT_EQ(depth, 0) << "a slice of thread " << thread << " is left open";
        }
        chan::model::world state;
        for (const auto& event : log) {
            chan::model::apply(state, event);
        }
        std::uint64_t all_sent = 0, all_received = 0;
        for (const auto& channel : state.channels) {
            all_sent += channel.sent;
            all_received += channel.received;
        }
        EXPECT_EQ(sent, all_sent);
        EXPECT_EQ(received, all_received);
        EXPECT_EQ(counters.size(), state.channels.size());
        arrows += received;
    }
    EXPECT_GT(arrows, 150U);
}

TEST(chrome_trace, axis_by_order_gives_each_event_a_millisecond) {
    tests::script run;
    run.fact_of(0, tests::kind::printed);
    run.finishes(0);
    const json trace = traced(run.log(), {.axis = chrome_trace_options::axis::order});
    const json& last = trace.at("traceEvents").back();
    EXPECT_EQ(last.at("ph"), "i");
    EXPECT_EQ(last.at("ts"), 2000.0);
}

} // namespace
