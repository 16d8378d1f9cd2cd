// Reading and writing session files.
#include "core/export/session_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>

namespace chan::exporter {

namespace {

using nlohmann::json;
using error = std::unexpected<std::string>;

constexpr int format = 1;
constexpr const char* format_key = "chanscope_session";

std::string quoted(const std::string& key) {
    return '"' + key + '"';
}

std::expected<void, std::string> read_settings(const json& from, session_file& into) {
    if (!from.is_object()) {
        return error(
            "\"settings\" must be an object of names and whole numbers, such as {\"buffer\": 2}"
        );
    }
    for (const auto& [name, value] : from.items()) {
        const bool fits = value.is_number_integer()
            && !(value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX);
        if (!fits) {
            return error(
                "the setting " + quoted(name) + " is " + value.dump()
                + ", but a setting is a whole number, such as 2"
            );
        }
        into.settings[name] = value.get<std::int64_t>();
    }
    return {};
}

std::expected<void, std::string>
read_text(const json& from, const std::string& key, std::string& into) {
    if (!from.is_string()) {
        return error(quoted(key) + " is " + from.dump() + ", but it must be a text in quotes");
    }
    into = from.get<std::string>();
    return {};
}

std::expected<void, std::string>
read_member(const std::string& key, const json& value, session_file& into) {
    if (key == "lesson") {
        return read_text(value, key, into.lesson);
    }
    if (key == "variant") {
        return read_text(value, key, into.variant);
    }
    if (key == "schedule") {
        return read_text(value, key, into.schedule);
    }
    if (key == "settings") {
        return read_settings(value, into);
    }
    return error(
        quoted(key)
        + " is not part of a session file; it has lesson, variant, settings and schedule"
    );
}

/// One sentence for a text that is not JSON, with the place.
std::string not_json(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    return "this is not a session file: it must be JSON, and on line " + std::to_string(line)
        + " it is not";
}

} // namespace

std::string write_session(const session_file& what) {
    nlohmann::ordered_json whole;
    whole[format_key] = format;
    whole["lesson"] = what.lesson;
    if (!what.variant.empty()) {
        whole["variant"] = what.variant;
    }
    if (!what.settings.empty()) {
        whole["settings"] = what.settings;
    }
    if (!what.schedule.empty()) {
        whole["schedule"] = what.schedule;
    }
    return whole.dump(4, ' ', false, json::error_handler_t::replace) + '\n';
}

std::expected<session_file, std::string> read_session(std::string_view text) {
    json whole;
    try {
        whole = json::parse(text);
    } catch (const json::parse_error& wrong) {
        return error(not_json(text, wrong.byte));
    }
    if (!whole.is_object() || !whole.contains(format_key)) {
        return error("this is not a session file: it has no " + quoted(format_key) + ": 1");
    }
    if (whole[format_key] != format) {
        return error(
            "this session file has format " + whole[format_key].dump()
            + ", but this program reads format 1; use the Chanscope that wrote it"
        );
    }
    session_file into;
    for (const auto& [key, value] : whole.items()) {
        if (key == format_key) {
            continue;
        }
        if (auto read = read_member(key, value, into); !read) {
            return error(read.error());
        }
    }
    if (into.lesson.empty()) {
        return error(
            "this session file names no lesson; it needs one, such as \"lesson\": \"hello\""
        );
    }
    return into;
}

} // namespace chan::exporter
