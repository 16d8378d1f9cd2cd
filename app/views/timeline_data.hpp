// What the timeline shows, as data, grown event by event: each actor's states as intervals, each
// channel's depth as steps, and an arrow from each send to its receive. It folds the log itself,
// once (core/model says what events mean), so that a frame never refolds it.
//
// Invariants: in each list times never decrease; an interval lasts until the next one of its lane
// begins, the last one until `end_ns`; of equal neighbours only the first is kept.
#pragma once

#include "core/model/history.hpp"
#include "core/model/world.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace app::views {

struct lane_state {
    chan::model::status status = chan::model::status::running;
    bool stuck = false;
    friend bool operator==(const lane_state&, const lane_state&) = default;
};

struct interval {
    std::int64_t begin_ns = 0;
    lane_state state;
};

struct lane {
    chan::model::actor_number actor = 0;
    std::string name;
    std::vector<interval> intervals{};
};

struct depth_step {
    std::int64_t at_ns = 0;
    std::uint32_t depth = 0; // from then on
};

struct depth_track {
    chan::model::object_id channel;
    std::uint32_t bound = 0; // as in model::channel
    std::uint32_t highest = 0;
    std::vector<depth_step> steps{};
};

struct arrow {
    std::int64_t sent_ns = 0;
    std::int64_t received_ns = 0;
    chan::model::actor_number from = 0;
    chan::model::actor_number to = 0;
};

class timeline_data {
public:
    /// Takes in what `log` has beyond what is known. `run` names the log: another number, or a
    /// shorter log, begins anew. Returns how many events were new.
    std::size_t follow(std::uint64_t run, const chan::trace::log& log);

    [[nodiscard]] std::span<const lane> lanes() const { return lanes_; }
    [[nodiscard]] std::span<const depth_track> depths() const { return depths_; }
    /// In the order of their receives.
    [[nodiscard]] std::span<const arrow> arrows() const { return arrows_; }
    /// The time from send to receive of the slowest message: how far left of a view to look.
    [[nodiscard]] std::int64_t longest_flight_ns() const { return longest_flight_ns_; }
    [[nodiscard]] std::int64_t end_ns() const { return folded_.shown_ns; }
    [[nodiscard]] bool ended() const { return folded_.end != chan::model::run_end::none; }
    [[nodiscard]] std::uint64_t run() const { return run_; }

private:
    struct departure {
        std::int64_t sent_ns = 0;
        chan::model::actor_number from = 0;
    };

    void append(const chan::trace::event& event);
    void note_actors();
    void note_depth(chan::model::object_id channel);
    void note_flight(const chan::trace::event& event);

    chan::model::world folded_;
    std::uint64_t run_ = 0;
    std::size_t known_ = 0;
    std::vector<lane> lanes_;
    std::vector<depth_track> depths_;
    std::vector<arrow> arrows_;
    std::map<chan::model::message_id, departure> in_flight_;
    std::int64_t longest_flight_ns_ = 0;
};

} // namespace app::views
