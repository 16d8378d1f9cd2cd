// A message at rest in a queue, with its ticket.
#pragma once

#include <utility>

namespace chan::detail {

template <class T, class Runtime>
struct slot {
    slot(T&& message, typename Runtime::ticket sent_with)
        : value(std::move(message)), ticket(sent_with) {}

    T value;
    [[no_unique_address]] typename Runtime::ticket ticket;
};

} // namespace chan::detail
