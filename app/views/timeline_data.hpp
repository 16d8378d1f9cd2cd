// What the timeline shows, as data, grown event by event: each actor's states as intervals, each
// channel's depth as steps, and an arrow from each send to its receive. It folds the log itself,
// once (core/model says what events mean), so that a frame never refolds it.
//
// Invariants: in each list times never decrease; an interval lasts until the next one of its lane
// begins, the last one until now; of equal neighbours only the first is kept.
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

/// A place in a run. Most operations take none of the program's time: what happens at one moment is
/// told apart by how many changes (of a lane, a depth, an arrow) came before it. Both grow together.
struct when {
    std::int64_t program_ns = 0;
    std::int64_t changes = 0;
    friend auto operator<=>(const when&, const when&) = default;
};

struct interval {
    when begin;
    lane_state state;
};

struct lane {
    chan::model::actor_number actor = 0;
    std::string name;
    std::vector<interval> intervals{};
};

struct depth_step {
    when at;
    std::uint32_t depth = 0; // from then on
};

struct depth_track {
    chan::model::object_id channel;
    std::uint32_t bound = 0; // as in model::channel
    std::uint32_t highest = 0;
    std::vector<depth_step> steps{};
};

struct arrow {
    when sent;
    when received;
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
    /// From send to receive no message takes longer, nor more changes: how far left of a view to
    /// look.
    [[nodiscard]] when longest_flight() const { return longest_flight_; }
    /// Where each event happens: what it brings begins there.
    [[nodiscard]] std::span<const when> events() const { return events_; }
    /// Just after so many of them: what the last one brought has been seen.
    [[nodiscard]] when after(std::size_t events) const;
    [[nodiscard]] bool ended() const { return folded_.end != chan::model::run_end::none; }
    [[nodiscard]] std::uint64_t run() const { return run_; }

private:
    struct departure {
        when sent;
        chan::model::actor_number from = 0;
    };

    void append(const chan::trace::event& event);
    // Each returns whether there is something new to see.
    bool note_actors(when now);
    bool note_depth(chan::model::object_id channel, when now);
    bool note_flight(const chan::trace::event& event, when now);

    chan::model::world folded_;
    std::uint64_t run_ = 0;
    std::vector<when> events_;
    std::int64_t changes_ = 0; // by all of them
    std::vector<lane> lanes_;
    std::vector<depth_track> depths_;
    std::vector<arrow> arrows_;
    std::map<chan::model::message_id, departure> in_flight_;
    when longest_flight_;
};

} // namespace app::views
