// What is told of a run that has ended: its output, its verdict in words, and on demand a
// transcript, a trace file, or one JSON object.
#pragma once

#include "app/cli/commands.hpp"
#include "core/model/history.hpp"
#include "core/run/run.hpp"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace app::cli {

/// A run from its first event to its last.
struct ended_run {
    const choice& what;
    const chan::model::history& history;
    chan::run::verdict verdict;
    std::vector<std::string> output;
    std::string schedule;
};

/// Why it hangs, or who panicked; empty when it completed.
[[nodiscard]] std::string explanation_of(const ended_run& of);

void report(const ended_run& of, const report_options& how, std::ostream& out);

} // namespace app::cli
