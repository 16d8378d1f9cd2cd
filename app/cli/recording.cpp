// See recording.hpp.
#include "app/cli/recording.hpp"

#include "app/cli/errors.hpp"
#include "core/export/session_file.hpp"

#include <sstream>

namespace app::cli {

namespace {

recording found(const wish& named, std::string_view choices) {
    auto schedule = chan::sched::parse_schedule(choices);
    if (!schedule) {
        throw usage("the schedule is wrong: " + schedule.error());
    }
    if (schedule->empty()) {
        throw usage("the schedule has no choices: write them after the colon, such as 0 0 1*3 t");
    }
    return {choose(named), *std::move(schedule)};
}

recording from_session_file(std::string_view text) {
    const auto file = chan::exporter::read_session(text);
    if (!file) {
        throw usage(file.error());
    }
    wish named{.lesson = file->lesson, .variant = file->variant, .sets = {}};
    for (const auto& [id, value] : file->settings) {
        named.sets.push_back(id + "=" + std::to_string(value));
    }
    return found(named, file->schedule);
}

} // namespace

std::string write_recording(const recording& what) {
    std::string text = std::string(what.what.lesson->id) + "/" + std::string(what.what.variant->id);
    const scenarios::settings values = what.what.settings();
    for (const auto& slider : values.sliders()) {
        text += " " + std::string(slider.id) + "=" + std::to_string(values[slider.id]);
    }
    return text + ": " + to_text(what.schedule);
}

recording read_recording(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '{') {
        return from_session_file(text);
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        throw usage(std::string("this is no schedule: write ") + schedule_form);
    }
    std::istringstream head{std::string(text.substr(0, colon))};
    wish named;
    head >> named.lesson;
    if (const auto slash = named.lesson.find('/'); slash != std::string::npos) {
        named.variant = named.lesson.substr(slash + 1);
        named.lesson.resize(slash);
    }
    for (std::string one; head >> one;) {
        named.sets.push_back(one);
    }
    return found(named, text.substr(colon + 1));
}

} // namespace app::cli
