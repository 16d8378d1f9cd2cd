// Every variant of every lesson, and names for the places in their listings.
#pragma once

#include "scenarios/lesson.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tests {

inline void for_each_variant(auto check) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            SCOPED_TRACE(std::string(lesson.id) + ' ' + std::string(variant.id));
            check(lesson, variant);
        }
    }
}

/// "scenarios/lessons/x.cpp:12: f(x);"
inline std::string place(const scenarios::listing& of, const scenarios::listing_line& line) {
    return of.source + ':' + std::to_string(line.source_line) + ": " + line.text;
}

} // namespace tests
