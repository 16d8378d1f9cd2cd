// `chanscope list`: the lessons with their variants and sliders.
#include "app/cli/commands.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace app::cli {

namespace {

using nlohmann::ordered_json;

ordered_json to_json(const scenarios::lesson& lesson) {
    ordered_json variants = ordered_json::array();
    for (const auto& one : lesson.variants) {
        variants.push_back(
            {{"id", one.id},
             {"label", one.label},
             {"expected", name_of(one.expected)},
             {"ignores", one.ignores}}
        );
    }
    ordered_json sliders = ordered_json::array();
    for (const auto& one : lesson.sliders) {
        sliders.push_back(
            {{"id", one.id},
             {"label", one.label},
             {"unit", one.unit},
             {"least", one.least},
             {"most", one.most},
             {"initial", one.initial},
             {"step", one.step},
             {"live", one.live}}
        );
    }
    return {
        {"id", lesson.id},
        {"number", lesson.number},
        {"title", lesson.title},
        {"purpose", lesson.purpose},
        {"variants", variants},
        {"sliders", sliders},
        {"steps", lesson.story.size()},
    };
}

std::string initial_of(const scenarios::slider& one) {
    return std::string(one.id) + "=" + std::to_string(one.initial);
}

/// So wide that the ranges of all lessons stand below each other.
int width_of_initials() {
    std::size_t widest = 0;
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& one : lesson.sliders) {
            widest = std::max(widest, initial_of(one).size());
        }
    }
    return static_cast<int>(widest);
}

void print(const scenarios::lesson& lesson, int width, std::ostream& out) {
    out << lesson.number << "  " << lesson.id << ": " << lesson.title << "\n   " << lesson.purpose
        << "\n   variants: ";
    for (const auto& one : lesson.variants) {
        out << (&one == &lesson.variants.front() ? "" : ", ") << one.id;
    }
    out << "\n";
    for (const auto& one : lesson.sliders) {
        out << "   --set " << std::left << std::setw(width) << initial_of(one) << "  " << one.least
            << " to " << one.most << (one.unit.empty() ? "" : " ") << one.unit << " (" << one.label
            << ")\n";
    }
}

} // namespace

void list(bool json, std::ostream& out) {
    const int width = width_of_initials();
    ordered_json all = ordered_json::array();
    for (const auto& lesson : scenarios::all_lessons()) {
        if (json) {
            all.push_back(to_json(lesson));
        } else {
            print(lesson, width, out);
        }
    }
    if (json) {
        out << all.dump(2) << "\n";
    }
}

} // namespace app::cli
