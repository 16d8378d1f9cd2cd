// The queue of a rendezvous channel: there is none. It is always full and always empty, and a
// message goes from the sender's hands into the receiver's. One lock serves both ends.
#pragma once

#include "core/channel/queue_end.hpp"

#include <cstddef>

namespace chan::detail {

template <class T, class Runtime>
class hand_off {
public:
    static constexpr bool never_full = false;
    static constexpr bool hands_over = true;

    struct no_cursor {};
    queue_end<Runtime, no_cursor> sending; // its lock is the only one that is used
    queue_end<Runtime, no_cursor>& receiving = sending;

    explicit hand_off(std::size_t /*bound*/) noexcept {}

    [[nodiscard]] static constexpr std::size_t size() noexcept { return 0; }
    [[nodiscard]] static constexpr bool has_room() noexcept { return false; }

    template <class Visitor>
    void for_each(Visitor) const {}

    struct remains {
        remains() = default;
        explicit remains(hand_off&) noexcept {}
    };
};

} // namespace chan::detail
