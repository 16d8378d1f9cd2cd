// A picture as plain values (RGB, 8 bits, rows from the top) and its way into a PNG file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace app::platform {

struct pixel {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(pixel, pixel) = default;
};

struct image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; // width * height * 3

    pixel at(int x, int y) const;

    friend bool operator==(const image&, const image&) = default;
};

/// Writes a PNG. The error is the cause alone, such as "No such file or directory".
std::expected<void, std::string> write_png(const image& picture, const std::filesystem::path& path);
/// What to tell who gave the path: it, the cause, and what would be right.
std::string unwritable(const std::filesystem::path& path, std::string_view cause);

} // namespace app::platform
