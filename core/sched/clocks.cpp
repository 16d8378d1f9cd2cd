#include "core/sched/clocks.hpp"

#include <algorithm>

namespace chan::sched {

namespace {

std::int64_t wall_now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               clocks::wall::now().time_since_epoch()
    ).count();
}

// Far enough to be never, near enough not to overflow a wait.
constexpr std::int64_t longest_wait_ns = std::int64_t{3600} * 1'000'000'000;

clocks::wall::time_point after_wall(std::int64_t distance_ns, double rate) {
    if (distance_ns <= 0) {
        return clocks::wall::now();
    }
    const double wait = static_cast<double>(distance_ns) / rate;
    const auto bounded = wait < static_cast<double>(longest_wait_ns)
                             ? static_cast<std::int64_t>(wait) + 1
                             : longest_wait_ns;
    return clocks::wall::now() + std::chrono::nanoseconds(bounded);
}

}  // namespace

clocks::reading clocks::evaluate(const snapshot& at, std::int64_t wall_ns) {
    const auto passed = static_cast<double>(std::max<std::int64_t>(wall_ns - at.wall_ns, 0));
    std::int64_t gone = static_cast<std::int64_t>(passed * at.rate);
    gone = std::min(gone, std::max<std::int64_t>(at.shown_limit - at.shown, 0));
    if (at.stage_runs) {
        gone = std::min(gone, std::max<std::int64_t>(at.stage_limit - at.stage, 0));
    }
    return {at.stage + (at.stage_runs ? gone : 0), at.shown + gone};
}

clocks::snapshot clocks::load() const noexcept {
    return {
        .stage = stage_.load(),
        .shown = shown_.load(),
        .wall_ns = wall_.load(),
        .shown_limit = shown_limit_.load(),
        .stage_limit = stage_limit_.load(),
        .rate = rate_.load(),
        .stage_runs = stage_runs_.load(),
    };
}

clocks::reading clocks::read() const noexcept {
    snapshot seen;
    std::uint32_t before = 0;
    std::uint32_t after = 0;
    do {
        // seq_cst throughout: a read is rare next to the operation it stamps, and needs no proof.
        before = sequence_.load();
        seen = load();
        after = sequence_.load();
    } while (before != after || (before & 1U) != 0);
    return evaluate(seen, seen.rate > 0.0 ? wall_now() : seen.wall_ns);
}

void clocks::publish(const reading& base, std::int64_t wall_ns) {
    sequence_.fetch_add(1);
    stage_.store(base.stage_ns);
    shown_.store(base.shown_ns);
    wall_.store(wall_ns);
    shown_limit_.store(how_.shown_limit_ns);
    stage_limit_.store(how_.stage_limit_ns);
    rate_.store(how_.rate);
    stage_runs_.store(how_.stage_runs);
    sequence_.fetch_add(1);
}

void clocks::move(motion how) {
    const std::int64_t wall_ns = wall_now();
    const reading base = evaluate(load(), wall_ns);
    how_ = how;
    publish(base, wall_ns);
}

void clocks::set(reading to) { publish(to, wall_now()); }

clocks::wall::time_point clocks::when_shown(std::int64_t shown_ns) const {
    return how_.rate > 0.0 ? after_wall(shown_ns - read().shown_ns, how_.rate)
                           : wall::now() + std::chrono::nanoseconds(longest_wait_ns);
}

clocks::wall::time_point clocks::when_stage(std::int64_t stage_ns) const {
    return how_.rate > 0.0 && how_.stage_runs
               ? after_wall(stage_ns - read().stage_ns, how_.rate)
               : wall::now() + std::chrono::nanoseconds(longest_wait_ns);
}

}  // namespace chan::sched
