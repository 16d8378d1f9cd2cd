// An actor as the channel core sees it (probe::context): notes go to its ring, points and parks to the
// gate. One per actor; outlives its thread, so that a late unpark finds it.
#pragma once

#include "core/run/stage.hpp"

namespace chan::run {

class actor_context final : public probe::context {
public:
    actor_context(probe::actor_number actor, chan::run::stage& stage);

    void point(probe::fact announced, base::function_ref<bool()> ready) override;
    void point_in_destructor(
        probe::fact announced, base::function_ref<bool()> ready
    ) noexcept override;
    void note(probe::fact what) noexcept override;
    bool park(
        probe::park_slot& slot, std::optional<probe::stage_clock::time_point> deadline
    ) override;
    void unpark(probe::park_slot& slot) noexcept override;
    [[nodiscard]] probe::stage_clock::time_point now() const noexcept override;
    [[nodiscard]] bool leaving() const noexcept override;

    /// The actor panics: its words into the output, and noted. Before it unwinds.
    void note_panic(std::string_view why);

    [[nodiscard]] chan::run::stage& stage() const { return stage_; }
    [[nodiscard]] sched::gate::seat& seat() const { return seat_; }

    /// The current thread's; a broken contract outside a run.
    static actor_context& here();

private:
    bool stand(probe::fact announced, base::function_ref<bool()> ready) noexcept;

    chan::run::stage& stage_;
    sched::gate::seat& seat_;
    trace::recorder::ring& ring_;
    probe::op doing_ = probe::op::none;  // announced last
};

}  // namespace chan::run
