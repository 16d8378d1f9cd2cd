// The forms from the roomiest on; the first one that fits is taken.
#include "app/views/choices.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app::views {
namespace {

enum class wording { names, briefs, keys };

struct form {
    std::string_view heading;
    wording words;
    float sides, gap;
};

constexpr std::array forms{
    form{"Who goes next?", wording::names, 36, 8},
    form{"Who goes next?", wording::names, 20, 6},
    form{"Next:", wording::names, 16, 6},
    form{"Next:", wording::briefs, 16, 4},
    form{"Next:", wording::keys, 16, 4},
    form{"", wording::keys, 12, 3},
};

std::string text_of(const next_choice& one, wording how) {
    if (how == wording::keys && !one.key.empty()) return one.key;
    const std::string& name = how == wording::names ? one.name : one.brief;
    return one.key.empty() ? name : one.key + "  " + name;
}

} // namespace

choice_row fit_choices(
    chan::base::function_ref<float(std::string_view)> width_of,
    std::span<const next_choice> choices,
    float width
) {
    choice_row made;
    float used = 0;
    for (const form& how : forms) {
        made = {.heading = how.heading, .buttons = {}, .gap = how.gap};
        used = how.heading.empty() ? 0 : width_of(how.heading) + 12;
        for (const next_choice& one : choices) {
            std::string text = text_of(one, how.words);
            const float wide = std::max(22.0f, std::ceil(width_of(text) + how.sides));
            used += wide + how.gap;
            made.buttons.push_back({std::move(text), wide});
        }
        if (used - how.gap <= width) return made;
    }
    const float smaller = width / used; // more than there are keys
    made.gap *= smaller;
    for (choice_row::button& one : made.buttons) one.width *= smaller;
    return made;
}

std::string short_name(const std::string& name) {
    const std::size_t space = name.find_last_of(' ');
    const bool numbered = space != std::string::npos && space > 0 && space + 1 < name.size()
        && name.find_first_not_of("0123456789", space + 1) == std::string::npos;
    return numbered ? name.substr(0, 1) + name.substr(space + 1) : name;
}

} // namespace app::views
