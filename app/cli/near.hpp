// The name that somebody meant who wrote another one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::cli {

/// The names closest to what was written, best first; none when nothing is close. Close: a
/// beginning or a part of the name, or few letters apart.
[[nodiscard]] std::vector<std::string>
near_to(std::string_view written, std::span<const std::string> names);

/// "a, b and c".
[[nodiscard]] std::string listed(std::span<const std::string> names);

/// "; did you mean a?", or "; there are a, b and c": what would be right.
[[nodiscard]] std::string
hint(std::string_view written, std::span<const std::string> names, std::string_view there_are);

} // namespace app::cli
