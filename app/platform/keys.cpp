// The names of keys, as scripts write them and tooltips show them.
#include "app/platform/input.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace app::platform {

namespace {

constexpr std::array<std::pair<std::string_view, key_code>, 21> named{{
    {"space", 32},     {"escape", 256},     {"esc", 256},    {"enter", 257},  {"tab", 258},
    {"backspace", 259}, {"insert", 260},     {"delete", 261}, {"right", 262},  {"left", 263},
    {"down", 264},     {"up", 265},         {"page_up", 266}, {"page_down", 267}, {"home", 268},
    {"end", 269},      {"plus", '='},       {"minus", '-'},  {"slash", '/'},  {"comma", ','},
    {"question", '?'},
}};

constexpr key_code f1 = 290;

} // namespace

key_code key_named(std::string_view name) {
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    if (lower.size() == 1 && lower[0] > ' ' && lower[0] < 127) {
        return std::toupper(static_cast<unsigned char>(lower[0]));
    }
    const auto found =
        std::ranges::find(named, lower, &std::pair<std::string_view, key_code>::first);
    if (found != named.end()) {
        return found->second;
    }
    if (lower.size() >= 2 && lower.size() <= 3 && lower[0] == 'f') {
        int number = 0;
        for (const char digit : lower.substr(1)) {
            if (digit < '0' || digit > '9') {
                return 0;
            }
            number = number * 10 + (digit - '0');
        }
        return number >= 1 && number <= 12 ? f1 + number - 1 : 0;
    }
    return 0;
}

} // namespace app::platform
