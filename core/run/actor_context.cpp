#include "core/run/actor_context.hpp"

#include "core/base/contract.hpp"

#include <string>

namespace chan::run {

namespace {

// What one operation notes at the most without growing its ring; a drop of a long queue notes more.
constexpr std::size_t events_per_operation = 16;

}  // namespace

actor_context::actor_context(probe::actor_number actor, chan::run::stage& stage)
    : context(actor),
      stage_(stage),
      seat_(stage.gate.add(actor)),
      ring_(stage.recorder.open_ring()) {}

actor_context& actor_context::here() {
    base::require(
        probe::current != nullptr,
        "a lesson's operation was called on a thread that no run has started; spawn it with chan::run::spawn"
    );
    return static_cast<actor_context&>(*probe::current);
}

bool actor_context::stand(probe::fact announced, base::function_ref<bool()> ready) noexcept {
    base::require(sections_held == 0, "a point was reached with an internal lock held");
    if (leaving()) {
        return false;
    }
    stage_.recorder.reserve(ring_, events_per_operation);
    announced.kind = probe::kind::op_announced;
    announced.actor = actor();
    doing_ = announced.op;
    note(announced);
    return stage_.gate.point(seat_, announced, ready);
}

void actor_context::point(probe::fact announced, base::function_ref<bool()> ready) {
    if (!stand(announced, ready)) {
        throw probe::left{};
    }
}

void actor_context::point_in_destructor(
    probe::fact announced, base::function_ref<bool()> ready
) noexcept {
    (void)stand(announced, ready);
}

void actor_context::note(probe::fact what) noexcept {
    if (leaving()) {
        return;
    }
    if (what.actor == probe::no_actor) {
        what.actor = actor();
    }
    if (what.kind == probe::kind::wait_began && what.op == probe::op::none) {
        what.op = doing_;  // a channel or lock knows who waits, the announcement said for what
    }
    stage_.record(ring_, what);
}

bool actor_context::park(
    probe::park_slot& slot, std::optional<probe::stage_clock::time_point> deadline
) {
    base::require(sections_held == 0, "a thread parked with an internal lock held");
    return stage_.gate.park(seat_, slot, deadline);
}

void actor_context::unpark(probe::park_slot& slot) noexcept { stage_.gate.unpark(seat_, slot); }

probe::stage_clock::time_point actor_context::now() const noexcept {
    return probe::stage_clock::time_point(std::chrono::nanoseconds(stage_.gate.now().stage_ns));
}

bool actor_context::leaving() const noexcept { return stage_.gate.leaving(); }

void actor_context::note_panic(std::string_view why) {
    const std::uint32_t line = stage_.print(why);
    stage_.find(actor()).has_panicked = true;
    stage_.any_panicked = true;
    note({.kind = probe::kind::actor_panicked, .number = line, .label = why});
}

}  // namespace chan::run
