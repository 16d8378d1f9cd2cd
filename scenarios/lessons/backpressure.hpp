// Lesson 5: a fast producer, a slow consumer, and between them a bounded channel, none, or one
// without end.
#pragma once

#include "scenarios/lesson.hpp"

namespace scenarios {

/// The lesson as data: sliders, variants, listings, story.
[[nodiscard]] lesson backpressure();

/// What `main` does in each variant.
namespace backpressure_code {
/// Where the unbounded variant stops its producer: so many pages wait, 256 KiB.
inline constexpr int cap = 64;
inline constexpr int page_bytes = 4096;

void bounded(const settings& set);
void rendezvous(const settings& set);
void unbounded(const settings& set);
} // namespace backpressure_code

} // namespace scenarios
