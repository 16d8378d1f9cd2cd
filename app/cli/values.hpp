// How the options' values are written: sizes, speeds, moments. What cannot be read is a usage error
// that says how it is written.
#pragma once

#include "app/cli/commands.hpp"

#include <string>

namespace app::cli {

[[nodiscard]] platform::pixel_size read_size(const std::string& text); // 1440x900
/// The name of a picture, which is a PNG: one that says otherwise is refused.
[[nodiscard]] std::string read_picture_name(const std::string& text);
[[nodiscard]] double read_scale(const std::string& text);              // 1 … 4
[[nodiscard]] session::theme read_theme(const std::string& text);      // dark, light
[[nodiscard]] chan::run::mode read_mode(const std::string& text);      // live, step
[[nodiscard]] double read_speed(const std::string& text);              // 0.25 … 4, max
[[nodiscard]] std::uint64_t read_seed(const std::string& text);
[[nodiscard]] moment read_moment(const std::string& text); // start, event:12, …

} // namespace app::cli
