// See record.hpp.
#include "scenarios/record.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace scenarios {

namespace {

using chan::probe::kind;
using chan::probe::op;

/// The index of the first event that meets the condition.
std::optional<std::size_t> first(const run_record& of, const make_until& condition) {
    const auto matches = condition();
    const auto& log = of.history.log();
    const auto found =
        std::ranges::find_if(log, [&](const auto& event) { return matches(event.fact); });
    if (found == log.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - log.begin());
}

} // namespace

const chan::model::world* world_after(const run_record& of, const make_until& condition) {
    const auto at = first(of, condition);
    return at ? &of.history.at(*at + 1) : nullptr;
}

const chan::model::world* world_before(const run_record& of, const make_until& condition) {
    const auto at = first(of, condition);
    return at ? &of.history.at(*at) : nullptr;
}

bool ended_as(const run_record& of, chan::run::verdict_kind how) {
    return of.verdict && of.verdict->kind == how;
}

std::int64_t length_ns(const run_record& of) {
    return of.history.log().empty() ? 0 : of.history.log().back().stage_ns;
}

std::int64_t worked_ns(const run_record& of, chan::probe::actor_number actor) {
    std::int64_t sum = 0, since = 0;
    for (const auto& event : of.history.log()) {
        const auto& what = event.fact;
        if (what.actor != actor) {
            continue;
        }
        if (what.kind == kind::wait_began && what.op == op::work) {
            since = event.stage_ns;
        } else if (what.kind == kind::work_ended) {
            sum += event.stage_ns - since;
        }
    }
    return sum;
}

int most_at_work(const run_record& of) {
    std::set<chan::probe::actor_number> at_work;
    std::size_t most = 0;
    for (const auto& event : of.history.log()) {
        const auto& what = event.fact;
        if (what.actor == main_actor) {
            continue;
        }
        if (what.kind == kind::wait_began && what.op == op::work) {
            at_work.insert(what.actor);
            most = std::max(most, at_work.size());
        } else if (what.kind == kind::work_ended) {
            at_work.erase(what.actor);
        }
    }
    return static_cast<int>(most);
}

std::string seconds(std::int64_t nanoseconds) {
    const std::int64_t tenths = (nanoseconds + 50'000'000) / 100'000'000;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s";
}

std::string program_time(std::int64_t nanoseconds) {
    return seconds(nanoseconds) + " of program time";
}

std::string counted(std::uint64_t number, std::string_view what) {
    return std::to_string(number) + ' ' + std::string(what) + (number == 1 ? "" : "s");
}

} // namespace scenarios
