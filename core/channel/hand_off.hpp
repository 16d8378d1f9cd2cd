// The queue of a rendezvous channel: there is none. It is always full and always empty, and a
// message goes from the sender's hands into the receiver's.
#pragma once

#include <cstddef>

namespace chan::detail {

template <class T, class Runtime>
class hand_off {
public:
    static constexpr bool hands_over = true;

    explicit hand_off(std::size_t /*bound*/ = 0) noexcept {}

    [[nodiscard]] static std::size_t size() noexcept { return 0; }
    [[nodiscard]] static bool empty() noexcept { return true; }
    [[nodiscard]] static bool full() noexcept { return true; }
    void swap(hand_off&) noexcept {}

    template <class Visitor>
    void for_each(Visitor) const {}
};

} // namespace chan::detail
