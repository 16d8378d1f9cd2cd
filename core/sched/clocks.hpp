// The two clocks of a run. *Stage* time is what sleeps and time-outs measure; *shown* time is stage time
// plus pace, what a learner watches. Both follow the wall clock at a rate, stand, or jump.
//
// One writer at a time (under the gate's mutex); any thread may read at any moment, without a lock: the
// fields are a sequence lock (Boehm, "Can seqlocks get along with programming language memory models?").
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>

namespace chan::sched {

class clocks {
public:
    using wall = std::chrono::steady_clock;

    struct reading {
        std::int64_t stage_ns = 0;
        std::int64_t shown_ns = 0;
    };
    static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

    struct motion {
        double rate = 0.0;          // shown nanoseconds per wall nanosecond; 0: both stand
        bool stage_runs = false;    // the stage clock goes with the shown one
        std::int64_t shown_limit_ns = no_limit;  // neither clock goes on once one has come to
        std::int64_t stage_limit_ns = no_limit;  // its limit
        friend bool operator==(const motion&, const motion&) = default;
    };

    [[nodiscard]] reading read() const noexcept;

    // --- writer ---------------------------------------------------------------------------------
    /// From now on the clocks move like this.
    void move(motion how);
    /// Both read exactly this from now on; they move as before.
    void set(reading to);
    [[nodiscard]] motion moving() const { return how_; }
    /// When, by the wall, the shown (or stage) clock will read so, at the present motion; never: max.
    [[nodiscard]] wall::time_point when_shown(std::int64_t shown_ns) const;
    [[nodiscard]] wall::time_point when_stage(std::int64_t stage_ns) const;

private:
    struct snapshot {
        std::int64_t stage = 0, shown = 0, wall_ns = 0;
        std::int64_t shown_limit = no_limit, stage_limit = no_limit;
        double rate = 0.0;
        bool stage_runs = false;
    };
    [[nodiscard]] snapshot load() const noexcept;
    static reading evaluate(const snapshot& at, std::int64_t wall_ns);
    void publish(const reading& base, std::int64_t wall_ns);

    motion how_;  // the writer's copy
    std::atomic<std::uint32_t> sequence_{0};  // odd while a writer writes
    std::atomic<std::int64_t> stage_{0}, shown_{0}, wall_{0};
    std::atomic<std::int64_t> shown_limit_{no_limit}, stage_limit_{no_limit};
    std::atomic<double> rate_{0.0};
    std::atomic<bool> stage_runs_{false};
};

}  // namespace chan::sched
