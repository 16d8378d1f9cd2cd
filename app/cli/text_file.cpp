// See text_file.hpp.
#include "app/cli/text_file.hpp"

#include "app/cli/errors.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

namespace app::cli {

namespace {

/// A byte that no text has, and that a terminal might obey.
bool is_control(char c) {
    constexpr std::string_view blanks = "\t\n\r";
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && !blanks.contains(c)) || code == 0x7f;
}

} // namespace

bool is_file(const std::string& name) {
    std::error_code error;
    const auto there = std::filesystem::status(name, error);
    return exists(there) && !is_directory(there);
}

std::string read_text_file(const std::string& name, const std::string& what) {
    std::error_code error;
    if (std::filesystem::is_directory(name, error)) {
        throw usage("\"" + name + "\" is a folder: name a file with " + what);
    }
    if (!is_file(name)) {
        throw usage("there is no file \"" + name + "\": name one with " + what);
    }
    errno = 0;
    std::ifstream in(name, std::ios::binary);
    std::ostringstream text;
    if (in && in.peek() != std::ifstream::traits_type::eof()) {
        text << in.rdbuf();
    }
    if (!in.is_open() || in.bad() || text.fail()) {
        throw failure("\"" + name + "\" cannot be read: " + std::strerror(errno));
    }
    std::string read = std::move(text).str();
    if (std::ranges::any_of(read, is_control)) {
        throw usage("\"" + name + "\" is not " + what + ": it is no text");
    }
    return read;
}

} // namespace app::cli
