// See values.hpp.
#include "app/cli/values.hpp"

#include "app/cli/errors.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string_view>

namespace app::cli {

namespace {

constexpr long long least_width = 1024, least_height = 640, most_pixels = 7680LL * 4320;

bool read_real(std::string_view text, double& into) {
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, into);
    return error == std::errc{} && stopped == end && std::isfinite(into);
}

/// "event:12" with the word "event": the number.
bool read_counted(std::string_view text, std::string_view word, std::size_t& into) {
    long long number = 0;
    if (!text.starts_with(word) || text.size() <= word.size() || text[word.size()] != ':'
        || !read_number(text.substr(word.size() + 1), number) || number < 0) {
        return false;
    }
    into = static_cast<std::size_t>(number);
    return true;
}

} // namespace

platform::pixel_size read_size(const std::string& text) {
    const auto cross = text.find('x');
    long long width = 0;
    long long height = 0;
    if (cross == std::string::npos || !read_number(std::string_view(text).substr(0, cross), width)
        || !read_number(std::string_view(text).substr(cross + 1), height)) {
        throw usage("--size " + text + " is not a size: write width and height, such as 1440x900");
    }
    if (width < least_width || height < least_height || width > most_pixels
        || height > most_pixels || width * height > most_pixels) {
        throw usage(
            "--size " + text
            + " is out of range: from 1024x640 to as many pixels as 7680x4320 are possible"
        );
    }
    return {static_cast<int>(width), static_cast<int>(height)};
}

std::string read_picture_name(const std::string& text) {
    constexpr std::array<std::string_view, 10> others{
        ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".pdf", ".tif", ".tiff", ".ppm"};
    std::string ending = std::filesystem::path(text).extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    if (std::ranges::find(others, ending) != others.end()) {
        throw usage(
            "--out " + text + " is not possible: a picture is a PNG, such as "
            + std::filesystem::path(text).replace_extension(".png").string()
        );
    }
    return text;
}

double read_scale(const std::string& text) {
    double scale = 0;
    if (!read_real(text, scale) || scale < 1 || scale > 4) {
        throw usage("--scale " + text + " is not possible: it goes from 1 to 4, such as 1.5");
    }
    return scale;
}

session::theme read_theme(const std::string& text) {
    if (text != "dark" && text != "light") {
        throw usage("--theme " + text + " is not there: it is dark or light");
    }
    return text == "dark" ? session::theme::dark : session::theme::light;
}

chan::run::mode read_mode(const std::string& text) {
    if (text != "live" && text != "step") {
        throw usage("--mode " + text + " is not there: it is live or step");
    }
    return text == "live" ? chan::run::mode::live : chan::run::mode::step;
}

double read_speed(const std::string& text) {
    double speed = 0;
    if (text == "max") {
        return chan::run::max_speed;
    }
    if (!read_real(text, speed) || speed < 0.01 || speed > 1000) {
        throw usage("--speed " + text + " is not possible: it goes from 0.01 to 1000, or is max");
    }
    return speed;
}

std::uint64_t read_seed(const std::string& text) {
    std::uint64_t seed = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, seed);
    if (error != std::errc{} || stopped != end || text.empty()) {
        throw usage("--seed " + text + " is not a seed: write a whole number from 0 on, such as 7");
    }
    return seed;
}

moment read_moment(const std::string& text) {
    std::size_t number = 0;
    if (text == "start") {
        return at_start{};
    }
    if (text == "end") {
        return at_end{};
    }
    if (text == "hang") {
        return at_hang{};
    }
    if (read_counted(text, "event", number)) {
        return at_event{number};
    }
    if (read_counted(text, "step", number)) {
        return at_step{number};
    }
    throw usage("--at " + text + " is no moment: it is start, end, hang, event:N or step:N");
}

} // namespace app::cli
