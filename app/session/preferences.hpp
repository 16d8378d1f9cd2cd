// What the learner chose and did, kept between launches in $XDG_CONFIG_HOME/chanscope/settings.json
// (or ~/.config/…). Written whole to a neighbour and renamed, so that it is never half a file. A
// broken one is set aside as settings.json.broken-N with a sentence; a folder that cannot be
// written costs one sentence and nothing else.
#pragma once

#include "app/session/command.hpp"

#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace app::session {

struct lesson_progress {
    std::size_t steps_done = 0; // story steps whose run was seen, from the first
    bool done = false;          // the last one, too
    friend bool operator==(const lesson_progress&, const lesson_progress&) = default;
};

struct preferences {
    session::theme theme = theme::dark;
    double scale = 0; // 0: as the display says
    bool reduced_motion = false;
    std::map<std::string, double> panel_sizes; // logical units, by splitter name
    std::string last_lesson;
    std::map<std::string, lesson_progress> progress; // by lesson id
    friend bool operator==(const preferences&, const preferences&) = default;
};

/// $XDG_CONFIG_HOME/chanscope/settings.json or $HOME/.config/chanscope/settings.json; none without
/// both.
[[nodiscard]] std::optional<std::filesystem::path> preferences_path();

struct loaded_preferences {
    preferences values;
    std::string sentence; // what went wrong, if anything did
};

/// Never fails: what cannot be read is as if it had never been chosen.
[[nodiscard]] loaded_preferences load_preferences(const std::filesystem::path& file);

/// The error is one sentence.
[[nodiscard]] std::expected<void, std::string>
save_preferences(const preferences& values, const std::filesystem::path& file);

} // namespace app::session
