// The program's icon, drawn by us: a ring, a line and a dot (a sender, a channel, a message).
#pragma once

#include <cstdint>
#include <vector>

namespace app::platform {

/// A square of `side` pixels, RGBA, rows from the top.
std::vector<std::uint8_t> program_icon(int side);

} // namespace app::platform
