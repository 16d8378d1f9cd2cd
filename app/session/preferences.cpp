// See preferences.hpp. The file is JSON; what it does not name keeps its first value, and what it
// names that is unknown is left alone.
#include "app/session/preferences.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>

namespace app::session {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

json to_json(const preferences& values) {
    json progress = json::object();
    for (const auto& [lesson, seen] : values.progress) {
        progress[lesson] = {{"steps_done", seen.steps_done}, {"done", seen.done}};
    }
    return {
        {"theme", values.theme == theme::dark ? "dark" : "light"},
        {"scale", values.scale},
        {"reduced_motion", values.reduced_motion},
        {"panel_sizes", values.panel_sizes},
        {"last_lesson", values.last_lesson},
        {"progress", progress},
    };
}

preferences from_json(const json& from) {
    if (!from.is_object()) {
        throw std::runtime_error("it is not a JSON object");
    }
    preferences values;
    const std::string theme = from.value("theme", "dark");
    if (theme != "dark" && theme != "light") {
        throw std::runtime_error("\"theme\" is neither dark nor light");
    }
    values.theme = theme == "light" ? theme::light : theme::dark;
    values.scale = from.value("scale", 0.0);
    if (values.scale != 0) {
        values.scale = std::clamp(values.scale, 1.0, 2.0);
    }
    values.reduced_motion = from.value("reduced_motion", false);
    values.panel_sizes = from.value("panel_sizes", values.panel_sizes);
    values.last_lesson = from.value("last_lesson", "");
    const json progress = from.value("progress", json::object());
    for (auto seen = progress.begin(); seen != progress.end(); ++seen) {
        const json steps = seen->value("steps_done", json(0U));
        if (!steps.is_number_unsigned()) {
            throw std::runtime_error("\"steps_done\" is not a count");
        }
        values.progress[seen.key()] = {
            .steps_done = steps.get<std::size_t>(),
            .done = seen->value("done", false),
        };
    }
    return values;
}

/// Gives the broken file another name; the sentence says which, or that it could not.
std::string set_aside(const fs::path& file, const std::string& what) {
    std::error_code error;
    fs::path aside;
    for (int number = 1;; ++number) {
        aside = file.string() + ".broken-" + std::to_string(number);
        if (!fs::exists(aside, error)) {
            break;
        }
    }
    fs::rename(file, aside, error);
    const std::string kept = error ? "it could not be set aside (" + error.message() + ")"
                                   : "it was set aside as " + aside.string();
    return "The settings file " + file.string() + " is broken (" + what + "): " + kept
        + ", and Chanscope begins with its own settings.";
}

std::string failed(const fs::path& where, int why) {
    return "The settings cannot be saved: " + where.string() + ": " + std::strerror(why) + ".";
}

/// Writes all of it, down to the disk. Returns errno, or 0.
int write_whole(const fs::path& file, const std::string& text) {
    const int target = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (target < 0) {
        return errno;
    }
    int error = 0;
    for (std::size_t done = 0; done < text.size() && error == 0;) {
        const auto count = ::write(target, text.data() + done, text.size() - done);
        if (count < 0) {
            error = errno == EINTR ? 0 : errno;
        } else {
            done += static_cast<std::size_t>(count);
        }
    }
    if (error == 0 && ::fsync(target) != 0) {
        error = errno;
    }
    if (::close(target) != 0 && error == 0) {
        error = errno;
    }
    return error;
}

} // namespace

std::optional<fs::path> preferences_path() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && *config == '/') {
        return fs::path(config) / "chanscope" / "settings.json";
    }
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home != '\0') {
        return fs::path(home) / ".config" / "chanscope" / "settings.json";
    }
    return std::nullopt;
}

loaded_preferences load_preferences(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        return {};
    }
    std::ifstream in(file, std::ios::binary);
    if (!in || fs::is_directory(file, error)) {
        return {{}, set_aside(file, "it cannot be read")};
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        return {from_json(json::parse(text)), {}};
    } catch (const json::parse_error&) {
        return {{}, set_aside(file, "it is not JSON")};
    } catch (const json::exception&) {
        return {{}, set_aside(file, "a value is of the wrong kind")};
    } catch (const std::runtime_error& what) {
        return {{}, set_aside(file, what.what())};
    }
}

std::expected<void, std::string> save_preferences(const preferences& values, const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) {
        return std::unexpected(failed(file.parent_path(), error.value()));
    }
    const fs::path fresh = file.string() + ".new-" + std::to_string(::getpid());
    if (const int why = write_whole(fresh, to_json(values).dump(2) + "\n")) {
        fs::remove(fresh, error);
        return std::unexpected(failed(fresh.parent_path(), why));
    }
    fs::rename(fresh, file, error);
    if (error) {
        const int why = error.value();
        fs::remove(fresh, error);
        return std::unexpected(failed(file, why));
    }
    return {};
}

} // namespace app::session
