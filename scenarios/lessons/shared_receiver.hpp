// Lesson 10: several workers, one receiver. What they wait for, and what work costs while a lock is
// held.
#pragma once

#include "scenarios/lesson.hpp"

namespace scenarios {

/// The lesson as data: sliders, variants, listings, story.
[[nodiscard]] lesson shared_receiver();

/// What `main` does in each variant.
namespace shared_receiver_code {
void lock_for_recv(const settings& set);
void lock_while_working(const settings& set);
void multi_consumer(const settings& set);
} // namespace shared_receiver_code

} // namespace scenarios
