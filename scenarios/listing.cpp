// See listing.hpp. Reads the notation line by line; nothing here knows a language beyond its words.
#include "scenarios/listing.hpp"

#include "core/base/contract.hpp"

#include <algorithm>
#include <cctype>

namespace scenarios {

namespace {

constexpr std::string_view tag_mark = "//@";

std::string_view trimmed_right(std::string_view text) {
    const auto last = text.find_last_not_of(" \t");
    return text.substr(0, last + 1);
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Where `token` stands in the text as a word of its own, from `from` on.
std::size_t find_token(std::string_view text, std::string_view token, std::size_t from) {
    for (auto at = text.find(token, from); at != text.npos; at = text.find(token, at + 1)) {
        const bool begins = at == 0 || !is_word(text[at - 1]);
        const auto end = at + token.size();
        if (begins && (end == text.size() || !is_word(text[end]))) {
            return at;
        }
    }
    return text.npos;
}

/// "{slider}after" or "{slider-1}after".
inset read_inset(std::string_view shape) {
    const auto close = shape.find('}');
    chan::base::require(
        shape.starts_with('{') && close != shape.npos, "a tag's value is {slider} and what follows"
    );
    inset made{.after = std::string(shape.substr(close + 1))};
    std::string_view slider = shape.substr(1, close - 1);
    if (slider.ends_with("-1")) {
        made.offset = -1;
        slider.remove_suffix(2);
    }
    made.slider = slider;
    return made;
}

/// Takes the tag comment off the line's text.
void read_tags(listing_line& line) {
    const auto mark = line.text.find(tag_mark);
    if (mark == std::string::npos) {
        return;
    }
    const std::string words = line.text.substr(mark + tag_mark.size());
    line.text = trimmed_right(std::string_view(line.text).substr(0, mark));
    for (std::size_t at = words.find_first_not_of(' '); at != words.npos;) {
        const auto end = std::min(words.find(' ', at), words.size());
        const std::string_view word = std::string_view(words).substr(at, end - at);
        at = words.find_first_not_of(' ', end);
        const auto equals = word.find('=');
        if (equals == word.npos) {
            line.tags.emplace_back(word);
            continue;
        }
        inset made = read_inset(word.substr(equals + 1));
        made.length = equals;
        made.at = find_token(line.text, word.substr(0, equals), 0);
        chan::base::require(made.at != line.text.npos, "a tag's token stands in its line");
        line.insets.push_back(std::move(made));
    }
    std::ranges::sort(line.insets, {}, &inset::at);
}

/// All lines, numbered from 1, with their tags read.
std::vector<listing_line> read_lines(std::string_view text) {
    std::vector<listing_line> lines;
    std::uint32_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        listing_line line{.text = std::string(text.substr(0, end)), .source_line = ++number};
        text.remove_prefix(std::min(end + 1, text.size()));
        read_tags(line);
        lines.push_back(std::move(line));
    }
    return lines;
}

bool is_marker(const listing_line& line, std::string_view mark) {
    const auto first = line.text.find_first_not_of(' ');
    return first != std::string::npos
        && trimmed_right(std::string_view(line.text).substr(first)) == mark;
}

/// Moves the lines to the left as far as all of them can go.
void dedent(std::vector<listing_line>& lines) {
    std::size_t indent = std::string::npos;
    for (const auto& line : lines) {
        indent = std::min(indent, line.text.find_first_not_of(' '));
    }
    for (auto& line : lines) {
        line.text.erase(0, std::min(indent, line.text.size()));
        for (auto& one : line.insets) {
            one.at -= indent;
        }
    }
}

/// The lines between the markers.
std::vector<listing_line> cut(const std::vector<listing_line>& lines, const std::string& begin) {
    const auto first = std::ranges::find_if(lines, [&](const listing_line& line) {
        return is_marker(line, begin);
    });
    const auto last = std::find_if(first, lines.end(), [](const listing_line& line) {
        return is_marker(line, "// [end]");
    });
    chan::base::require(last != lines.end(), "a listing stands between its two markers");
    std::vector<listing_line> shown(first + 1, last);
    dedent(shown);
    return shown;
}

std::string joined(const std::vector<listing_line>& lines, const settings& values) {
    std::string text;
    for (const auto& line : lines) {
        text += line.shown(values) + '\n';
    }
    return text;
}

} // namespace

std::string listing_line::shown(const settings& values) const {
    std::string out;
    std::size_t done = 0;
    for (const auto& one : insets) {
        out.append(text, done, one.at - done);
        out += std::to_string(values[one.slider] + one.offset) + one.after;
        done = one.at + one.length;
    }
    return out.append(text, done);
}

std::optional<std::uint32_t> listing::line_of(const chan::probe::call_site& site) const {
    const auto found = shown_by_source_line.find(site.line);
    if (found == shown_by_source_line.end() || !std::string_view(site.file).ends_with(file)) {
        return std::nullopt;
    }
    return found->second;
}

std::string listing::copied(const settings& values) const {
    return joined(program.empty() ? lines : program, values);
}

listings read_listings(const sources& from) {
    listings made;
    made.cpp.file = made.rust.file = from.cpp_file;
    made.cpp.lines =
        cut(read_lines(from.cpp_text), "// [listing " + std::string(from.variant) + "]");
    made.rust.program = read_lines(from.rust_text);
    made.rust.lines = cut(made.rust.program, "// [listing]");
    std::erase_if(made.rust.program, [](const listing_line& line) {
        return is_marker(line, "// [listing]") || is_marker(line, "// [end]");
    });

    std::map<std::string, std::uint32_t, std::less<>> rust_line_by_tag;
    for (std::uint32_t i = 0; i < made.rust.lines.size(); ++i) {
        for (const auto& tag : made.rust.lines[i].tags) {
            rust_line_by_tag.emplace(tag, i + 1);
        }
    }
    for (std::uint32_t i = 0; i < made.cpp.lines.size(); ++i) {
        const listing_line& line = made.cpp.lines[i];
        made.cpp.shown_by_source_line.emplace(line.source_line, i + 1);
        for (const auto& tag : line.tags) {
            if (const auto found = rust_line_by_tag.find(tag); found != rust_line_by_tag.end()) {
                made.rust.shown_by_source_line.emplace(line.source_line, found->second);
            }
        }
    }
    return made;
}

} // namespace scenarios
