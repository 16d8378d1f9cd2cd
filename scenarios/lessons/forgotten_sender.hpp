// Lesson 4: the original sender is still alive in `main`, so the channel never closes.
#pragma once

#include "scenarios/lesson.hpp"

namespace scenarios {

/// The lesson as data: sliders, variants, listings, story.
[[nodiscard]] lesson forgotten_sender();

/// What `main` does in each variant.
namespace forgotten_sender_code {
void forgot(const settings& set);
void drop(const settings& set);
void move(const settings& set);
} // namespace forgotten_sender_code

} // namespace scenarios
