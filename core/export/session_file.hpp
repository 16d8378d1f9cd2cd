// A session file: which lesson, how it was set, and the choices that repeat its run. Small JSON,
// meant to be read by people, too. Knows no lessons: whether one exists is the reader's to say.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>

namespace chan::exporter {

struct session_file {
    std::string lesson;
    std::string variant{}; // empty: the lesson's first
    std::map<std::string, std::int64_t>
        settings{};         // slider id to value; those left out: the default
    std::string schedule{}; // its text form; empty: none was recorded
    friend bool operator==(const session_file&, const session_file&) = default;
};

[[nodiscard]] std::string write_session(const session_file& what);

/// The error is one sentence that says what is wrong and what would be right.
[[nodiscard]] std::expected<session_file, std::string> read_session(std::string_view text);

} // namespace chan::exporter
