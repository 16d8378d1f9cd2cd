// See choice.hpp.
#include "app/cli/choice.hpp"

#include "app/cli/errors.hpp"
#include "app/cli/near.hpp"

#include <charconv>

namespace app::cli {

namespace {

std::vector<std::string> ids(const auto& range) {
    std::vector<std::string> all;
    for (const auto& one : range) {
        all.emplace_back(one.id);
    }
    return all;
}

const scenarios::variant& find_variant(const scenarios::lesson& lesson, const std::string& id) {
    if (id.empty()) {
        return lesson.variants.front();
    }
    if (const auto* found = lesson.find_variant(id)) {
        return *found;
    }
    throw usage(
        std::string(lesson.id) + " has no variant \"" + id + "\""
        + hint(id, ids(lesson.variants), "its variants are")
    );
}

std::string range_of(const scenarios::slider& slider) {
    const std::string unit = slider.unit.empty() ? "" : " " + std::string(slider.unit);
    return std::to_string(slider.least) + " to " + std::to_string(slider.most) + unit;
}

/// Whole, but greater or less than any number that can be read.
bool is_great_number(std::string_view text) {
    long long unread = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, unread);
    return error == std::errc::result_out_of_range && stopped == end;
}

void set(choice& into, const std::string& written) {
    const auto equals = written.find('=');
    if (equals == std::string::npos || equals == 0) {
        throw usage(
            "--set " + written + " is not a setting: write a slider and its value, such as --set "
            + (into.lesson->sliders.empty() ? std::string("buffer=4")
                                            : std::string(into.lesson->sliders.front().id) + "="
                       + std::to_string(into.lesson->sliders.front().initial))
        );
    }
    const std::string id = written.substr(0, equals);
    const std::string value = written.substr(equals + 1);
    const auto settings = scenarios::settings(into.lesson->sliders);
    const scenarios::slider* slider = settings.find(id);
    if (slider == nullptr) {
        throw usage(
            std::string(into.lesson->id) + " has no slider \"" + id + "\""
            + hint(id, ids(into.lesson->sliders), "its sliders are")
        );
    }
    long long number = 0;
    if (!read_number(value, number) && !is_great_number(value)) {
        throw usage(
            "\"" + value + "\" is not a whole number: " + id + " goes from " + range_of(*slider)
        );
    }
    if (is_great_number(value) || number < slider->least || number > slider->most) {
        throw usage(
            id + "=" + value + " is out of range: " + id + " goes from " + range_of(*slider)
        );
    }
    into.values[id] = static_cast<int>(number);
}

} // namespace

bool read_number(std::string_view text, long long& into) {
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, into);
    return error == std::errc{} && stopped == end && !text.empty();
}

scenarios::settings choice::settings() const {
    scenarios::settings all(lesson->sliders);
    for (const auto& [id, value] : values) {
        all.set(id, value);
    }
    return all;
}

const scenarios::lesson& find_lesson(std::string_view id) {
    if (const auto* found = scenarios::find_lesson(id)) {
        return *found;
    }
    throw usage(
        "there is no lesson \"" + std::string(id) + "\""
        + hint(id, ids(scenarios::all_lessons()), "the lessons are")
    );
}

void need_effect(const choice& what) {
    for (const std::string_view id : what.variant->ignores) {
        if (what.values.contains(std::string(id))) {
            throw usage(
                "--set " + std::string(id) + " changes nothing in the variant "
                + std::string(what.variant->id) + ": leave it out, or choose another variant"
            );
        }
    }
}

choice choose(const wish& what) {
    const scenarios::lesson& lesson = find_lesson(what.lesson);
    choice found{
        .lesson = &lesson,
        .variant = &find_variant(lesson, what.variant),
        .values = {},
        .variant_named = !what.variant.empty(),
    };
    for (const std::string& one : what.sets) {
        set(found, one);
    }
    return found;
}

} // namespace app::cli
