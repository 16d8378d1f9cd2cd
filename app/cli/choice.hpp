// What the user named, found: a lesson, one of its variants, and values for its sliders. Anything
// that is not there is a usage error that says what is.
#pragma once

#include "scenarios/lesson.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace app::cli {

/// As it was written.
struct wish {
    std::string lesson;
    std::string variant;           // empty: the lesson's first
    std::vector<std::string> sets; // "buffer=4"
};

struct choice {
    const scenarios::lesson* lesson = nullptr;
    const scenarios::variant* variant = nullptr;
    std::map<std::string, int> values; // those that were set
    bool variant_named = false;        // else it is the lesson's first

    /// All sliders, with these values.
    [[nodiscard]] scenarios::settings settings() const;
};

[[nodiscard]] const scenarios::lesson& find_lesson(std::string_view id);
[[nodiscard]] choice choose(const wish& what);
/// Throws a usage error when a slider was set that the variant ignores.
void need_effect(const choice& what);

/// A whole number, and nothing else.
[[nodiscard]] bool read_number(std::string_view text, long long& into);

} // namespace app::cli
