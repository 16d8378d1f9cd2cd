// The registry: all lessons, in the order of their numbers.
#include "scenarios/lesson.hpp"
#include "scenarios/lesson_list.hpp"

#include <algorithm>

namespace scenarios {

std::span<const lesson> all_lessons() {
    static const std::vector<lesson> lessons = [] {
        std::vector<lesson> listed = listed_lessons();
        std::ranges::sort(listed, {}, &lesson::number);
        return listed;
    }();
    return lessons;
}

const lesson* find_lesson(std::string_view id) {
    const auto found = std::ranges::find(all_lessons(), id, &lesson::id);
    return found != all_lessons().end() ? &*found : nullptr;
}

} // namespace scenarios
