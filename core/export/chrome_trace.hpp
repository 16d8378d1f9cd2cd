// A run in the Chrome trace event format, for ui.perfetto.dev, chrome://tracing and the like:
// threads as tracks with a slice for each state, the depth of each channel as a counter, each
// message as an arrow from its send to its receive.
//
// Slices are begin/end pairs in the order of the log, so that at equal times the order still tells
// what came first.
#pragma once

#include "core/trace/log.hpp"

#include <ostream>
#include <string>

namespace chan::exporter {

struct chrome_trace_options {
    enum class axis : std::uint8_t {
        shown_time, // when it was shown, pace included
        order,      // one millisecond an event: for stepped runs, whose operations take no time
    };
    std::string title = "Chanscope";
    chrome_trace_options::axis axis = axis::shown_time;
};

void write_chrome_trace(
    std::ostream& into, const trace::log& log, const chrome_trace_options& how = {}
);

} // namespace chan::exporter
