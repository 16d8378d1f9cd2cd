// See report.hpp. Lines are named as in the Rust listing, which the window shows first.
#include "app/cli/report.hpp"

#include "app/cli/errors.hpp"
#include "core/export/chrome_trace.hpp"
#include "core/export/transcript.hpp"
#include "core/export/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <ostream>
#include <set>

namespace app::cli {

namespace {

using chan::run::verdict_kind;
using nlohmann::ordered_json;

constexpr const char* listing_name = "the Rust listing";

auto shown_lines(const ended_run& of) {
    return [&listing = of.what.variant->rust](const chan::probe::call_site& site) {
        return listing.line_of(site).value_or(0);
    };
}

/// "Line 9 of the Rust listing: let (tx, rx) = mpsc::channel();"
std::string line_sentence(const ended_run& of, std::uint32_t line) {
    const std::string text = of.what.variant->rust.lines[line - 1].shown(of.what.settings());
    return "Line " + std::to_string(line) + " of " + listing_name + ": "
        + text.substr(text.find_first_not_of(' '));
}

struct totals {
    std::uint64_t sent = 0, received = 0, returned = 0, dropped = 0;
    std::uint32_t max_depth = 0;
};

totals totals_of(const chan::model::world& world) {
    totals all;
    for (const auto& channel : world.channels) {
        all.sent += channel.sent;
        all.received += channel.received;
        all.returned += channel.returned;
        all.dropped += channel.discarded;
        all.max_depth = std::max(all.max_depth, channel.max_depth);
    }
    return all;
}

ordered_json to_json(const ended_run& of) {
    const auto& world = of.history.now();
    const totals all = totals_of(world);
    const scenarios::settings settings = of.what.settings();
    ordered_json values = ordered_json::object();
    for (const auto& slider : settings.sliders()) {
        values[std::string(slider.id)] = settings[slider.id];
    }
    return {
        {"lesson", of.what.lesson->id},
        {"variant", of.what.variant->id},
        {"settings", values},
        {"verdict", name_of(of.verdict.kind)},
        {"explanation", explanation_of(of)},
        {"sent", all.sent},
        {"received", all.received},
        {"returned", all.returned},
        {"dropped", all.dropped},
        {"max_depth", all.max_depth},
        {"events", world.events},
        {"output", of.output},
        {"schedule", of.schedule},
    };
}

void write_trace(const ended_run& of, const std::string& file) {
    std::ofstream into(file, std::ios::binary);
    if (into) {
        chan::exporter::write_chrome_trace(
            into, of.history.log(), {.title = std::string(of.what.lesson->title)}
        );
        into.flush();
    }
    if (!into) {
        throw failure("the trace cannot be written: " + file + ": " + std::strerror(errno));
    }
}

void print_verdict(const ended_run& of, std::ostream& out) {
    const auto& world = of.history.now();
    const totals all = totals_of(world);
    switch (of.verdict.kind) {
    case verdict_kind::completed:
        out << "It completed";
        break;
    case verdict_kind::hang:
        out << "It hangs: it can never end";
        break;
    case verdict_kind::panic:
        out << "A thread panicked";
        break;
    }
    out << ", after " << chan::exporter::duration_words(world.stage_ns)
        << " of program time: " << all.sent << " sent, " << all.received << " received, "
        << all.dropped << " dropped with the channel, " << all.returned << " handed back.\n";
    const std::string why = explanation_of(of);
    if (!why.empty()) {
        out << why << "\n";
    }
}

} // namespace

std::string explanation_of(const ended_run& of) {
    const auto& world = of.history.now();
    std::string all;
    const auto add = [&](const std::string& sentence) {
        all += (all.empty() ? "" : " ") + sentence;
    };
    if (of.verdict.kind == verdict_kind::hang) {
        std::set<std::uint32_t> named;
        const auto lines = [&, find = shown_lines(of)](const chan::probe::call_site& site) {
            const std::uint32_t line = find(site);
            named.insert(line);
            return line;
        };
        for (const std::string& sentence : chan::exporter::hang_sentences(world, lines)) {
            add(sentence);
        }
        named.erase(0); // a line that is not shown
        for (const std::uint32_t line : named) {
            add(line_sentence(of, line));
        }
    } else if (of.verdict.kind == verdict_kind::panic) {
        for (const auto& actor : world.actors) {
            if (actor.status == chan::model::status::panicked) {
                add(actor.name + " panicked: " + actor.panic + ".");
            }
        }
    }
    return all;
}

void report(const ended_run& of, const report_options& how, std::ostream& out) {
    if (!how.trace.empty()) {
        write_trace(of, how.trace);
    }
    if (how.json) {
        out << to_json(of).dump(2, ' ', false, ordered_json::error_handler_t::replace) << "\n";
        return;
    }
    if (how.transcript) {
        const auto lines = shown_lines(of);
        chan::exporter::write_transcript(
            out, of.history.log(), {.lines = lines, .listing = listing_name, .output = of.output}
        );
    } else {
        for (const std::string& line : of.output) {
            out << line << "\n";
        }
    }
    print_verdict(of, out);
}

} // namespace app::cli
