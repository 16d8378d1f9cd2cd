// Who stands in which column: actors in the even columns, channels in the odd ones, so that
// messages flow from left to right; who takes no part in the flow sits on the bench below. Ranks
// are longest paths over the cast's links; a link that would close a circle is left out. Pure;
// knows no sizes.
#pragma once

#include "app/stage/cast.hpp"

#include <vector>

namespace app::stage {

struct plan {
    struct column {
        std::vector<actor_number> actors; // even columns, from the top
        std::vector<object_id> objects;   // odd columns: channels, or locks that guard no handle
        bool queues_for_lock = false;     // its actors reach their channel through a lock
        friend bool operator==(const column&, const column&) = default;
    };
    std::vector<column> columns; // always an odd number, at least 3
    std::vector<actor_number> bench;
    friend bool operator==(const plan&, const plan&) = default;
};

[[nodiscard]] plan plan_of(const cast& parts);

/// The lock through which a channel's end is shared, or none.
[[nodiscard]] object_id lock_before(const cast& parts, object_id channel);

} // namespace app::stage
