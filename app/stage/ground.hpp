// The ground plan: where everything may stand in a panel of this size, from the cast alone, so that
// nothing moves when the world changes. Columns get their natural widths where there is room and
// shrink together where there is not; a column's cards get the densest form that is still needed.
// Below them is a band for the bench, the explaining card and the numbers. Pure.
#pragma once

#include "app/stage/plan.hpp"
#include "app/ui/geometry.hpp"

#include <map>

namespace app::stage {

using ui::point;
using ui::rect;

/// How an actor's card shows what it has: `tall` name, state and chips under each other, with what
/// is in hand above and the tally below; `medium` two lines; `slim` and `micro` one.
enum class density : std::uint8_t { tall, medium, slim, micro };

/// One line in each card: no room for a glow, nor for a line to each.
[[nodiscard]] constexpr bool is_close(density form) {
    return form == density::slim || form == density::micro;
}

struct seat {
    rect card{};
    stage::density density = density::tall;
    rect lane_before{}; // between the column before and the card: where a receiver waits
    rect lane_after{};  // between the card and the next column: where a send is stopped
    bool on_bench = false;
    friend bool operator==(const seat&, const seat&) = default;
};

struct ground {
    rect area{};
    rect flow{}; // above the band
    rect band{};
    rect info{};    // of the band: the explaining card
    rect numbers{}; // of the band: statistics, results
    float grown = 1; // how much larger than usual things are, in a large panel
    std::map<actor_number, seat> seats{};
    std::map<object_id, rect> pipes{}; // the most that a pipe with its words may take
    std::map<object_id, rect> locks{}; // beside its pipe, or alone
    friend bool operator==(const ground&, const ground&) = default;
};

/// What the band's numbers are: results side by side need more room.
enum class figures { none, stats, results };

struct ground_options {
    rect area{};
    bool hang = false; // the band belongs to the card that explains it
    figures numbers = figures::stats;
};

[[nodiscard]] ground ground_of(const cast& parts, const ground_options& options);

} // namespace app::stage
