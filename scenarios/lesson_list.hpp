// The lessons that scenarios/CMakeLists.txt lists: its definition is made from that list.
#pragma once

#include "scenarios/lesson.hpp"

#include <vector>

namespace scenarios {

[[nodiscard]] std::vector<lesson> listed_lessons();

} // namespace scenarios
