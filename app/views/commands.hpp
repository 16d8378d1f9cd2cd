// What views give back: the commands of one frame, in the order they were given. Nothing is applied
// while drawing.
#pragma once

#include "app/session/command.hpp"

#include <vector>

namespace app::views {

using commands = std::vector<session::command>;

} // namespace app::views
