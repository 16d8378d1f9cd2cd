// The registry: all lessons, listed by hand, in the order of the course.
#include "scenarios/lesson.hpp"
#include "scenarios/lessons/backpressure.hpp"
#include "scenarios/lessons/forgotten_sender.hpp"
#include "scenarios/lessons/shared_receiver.hpp"

#include <algorithm>

namespace scenarios {

std::span<const lesson> all_lessons() {
    static const std::vector<lesson> lessons{forgotten_sender(), backpressure(), shared_receiver()};
    return lessons;
}

const lesson* find_lesson(std::string_view id) {
    const auto found = std::ranges::find(all_lessons(), id, &lesson::id);
    return found != all_lessons().end() ? &*found : nullptr;
}

} // namespace scenarios
