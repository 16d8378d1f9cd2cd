// The lessons' own sources as text, embedded at build time by embed.cmake.
#pragma once

#include <string_view>

namespace scenarios {

/// The text of a source by its path from the root, "scenarios/lessons/backpressure.cpp"; empty: no
/// such source.
[[nodiscard]] std::string_view embedded_source(std::string_view path);

} // namespace scenarios
