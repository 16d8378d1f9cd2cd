// Who goes next, in step mode, as one row of buttons: every choice is there, in the longest words for
// which all of them have room. Pure arithmetic on widths.
#pragma once

#include "core/base/function_ref.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

struct next_choice {
    std::string name;  // "worker 0", "let time pass"
    std::string brief; // "w0", "time"
    std::string key;   // "2", "T"; empty: none
};

struct choice_row {
    struct button {
        std::string text;
        float width = 0;
    };
    std::string_view heading; // empty: no room for it
    std::vector<button> buttons;
    float gap = 0;
};

/// Its parts are together no wider than `width`; there are as many buttons as choices.
[[nodiscard]] choice_row fit_choices(
    chan::base::function_ref<float(std::string_view)> width_of,
    std::span<const next_choice> choices,
    float width
);

/// "w0" for "worker 0"; a name without a number stays whole.
[[nodiscard]] std::string short_name(const std::string& name);

} // namespace app::views
