// See listing.hpp. Reads the notation line by line; nothing here knows a language beyond its words.
#include "scenarios/listing.hpp"

#include <algorithm>
#include <cctype>

namespace scenarios {

namespace {

constexpr std::string_view tag_mark = "//@";
constexpr std::string_view rust_mark = "// [listing]";
constexpr std::string_view end_mark = "// [end]";

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

/// What was found wrong in one file.
class problems {
public:
    problems(std::string_view file, std::vector<std::string>& into) : file_(file), into_(into) {}

    void add(const std::string& what) { into_.push_back(file_ + ": " + what); }
    void add(std::uint32_t line, const std::string& what) {
        into_.push_back(file_ + ':' + std::to_string(line) + ": " + what);
    }

private:
    std::string file_;
    std::vector<std::string>& into_;
};

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

/// "{slider}after" or "{slider-1}after"; none: it is not.
std::optional<inset> read_inset(std::string_view shape) {
    const auto close = shape.find('}');
    if (!shape.starts_with('{') || close == shape.npos || close == 1) {
        return std::nullopt;
    }
    inset made{.after = std::string(shape.substr(close + 1))};
    std::string_view slider = shape.substr(1, close - 1);
    if (slider.ends_with("-1")) {
        made.offset = -1;
        slider.remove_suffix(2);
    }
    made.slider = slider;
    return made;
}

/// Reads "token=shape" of the line's tag comment.
void read_value(listing_line& line, std::string_view word, problems& wrong) {
    const auto equals = word.find('=');
    const std::string_view token = word.substr(0, equals);
    auto made = read_inset(word.substr(equals + 1));
    if (!made) {
        wrong.add(
            line.source_line,
            quoted(word)
                + " is no value: write token={slider}, token={slider-1} or "
                  "token={slider}ms"
        );
        return;
    }
    made->length = token.size();
    made->at = token.empty() ? line.text.npos : find_token(line.text, token, 0);
    if (made->at == line.text.npos) {
        wrong.add(
            line.source_line,
            "the token of " + quoted(word)
                + " does not stand in the line: what stands before the "
                  "= is replaced by the slider's value"
        );
        return;
    }
    line.insets.push_back(*std::move(made));
}

/// Takes the tag comment off the line's text.
void read_tags(listing_line& line, problems& wrong) {
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
        if (word.contains('=')) {
            read_value(line, word, wrong);
        } else {
            line.tags.emplace_back(word);
        }
    }
    std::ranges::sort(line.insets, {}, &inset::at);
}

void read_tags(std::vector<listing_line>& lines, problems& wrong) {
    for (listing_line& line : lines) {
        read_tags(line, wrong);
    }
}

/// All lines, numbered from 1, as they stand.
std::vector<listing_line> read_lines(std::string_view text) {
    std::vector<listing_line> lines;
    std::uint32_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back({.text = std::string(text.substr(0, end)), .source_line = ++number});
        text.remove_prefix(std::min(end + 1, text.size()));
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
std::vector<listing_line>
cut(const std::vector<listing_line>& lines, std::string_view begin, problems& wrong) {
    const auto first = std::ranges::find_if(lines, [&](const listing_line& line) {
        return is_marker(line, begin);
    });
    if (lines.empty() || first == lines.end()) {
        wrong.add(
            lines.empty() ? "there is no such file, or nothing in it"
                          : "there is no line " + quoted(begin)
        );
        return {};
    }
    const auto last = std::find_if(first + 1, lines.end(), [](const listing_line& line) {
        return is_marker(line, end_mark) || line.text.contains("// [listing");
    });
    if (last == lines.end() || !is_marker(*last, end_mark)) {
        wrong.add(
            first->source_line,
            "the listing that begins here has no end: put a line " + quoted(end_mark) + " behind it"
        );
        return {};
    }
    std::vector<listing_line> shown(first + 1, last);
    dedent(shown);
    return shown;
}

/// Each tag that only one of the two has.
void need_partners(const listing& of, const listing& other, problems& wrong) {
    const auto has = [](const listing_line& line, const std::string& tag) {
        return std::ranges::count(line.tags, tag) > 0;
    };
    for (const auto& line : of.lines) {
        for (const auto& tag : line.tags) {
            if (tag.starts_with('~')) continue; // where a scope ends; it ties no lines
            if (std::ranges::none_of(other.lines, [&](const auto& one) { return has(one, tag); })) {
                wrong.add(
                    line.source_line,
                    "the tag " + quoted(tag) + " is on no line of the listing in " + other.source
                );
            }
        }
    }
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
        if (values.find(one.slider) == nullptr) {
            continue;
        }
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

std::optional<std::uint32_t>
listing::end_of_scope(const chan::probe::call_site& last, chan::probe::op what) const {
    const auto above = line_of(last);
    if (!above) {
        return std::nullopt;
    }
    const std::string_view tag = what == chan::probe::op::drop ? "~drop" : "~unlock";
    for (std::uint32_t line = *above + 1; line <= lines.size(); ++line) {
        if (std::ranges::count(lines[line - 1].tags, tag) > 0) {
            return line;
        }
    }
    return std::nullopt;
}

std::string listing::copied(const settings& values) const {
    return joined(program.empty() ? lines : program, values);
}

listings read_listings(const sources& from) {
    listings made;
    problems in_cpp(from.cpp_file, made.problems);
    problems in_rust(from.rust_file, made.problems);
    made.cpp.file = made.rust.file = from.cpp_file;
    made.cpp.source = from.cpp_file;
    made.rust.source = from.rust_file;
    const std::string begin = "// [listing " + std::string(from.variant) + "]";
    made.cpp.lines = cut(read_lines(from.cpp_text), begin, in_cpp);
    read_tags(made.cpp.lines, in_cpp);
    made.rust.program = read_lines(from.rust_text);
    read_tags(made.rust.program, in_rust);
    made.rust.lines = cut(made.rust.program, rust_mark, in_rust);
    std::erase_if(made.rust.program, [](const listing_line& line) {
        return is_marker(line, rust_mark) || is_marker(line, end_mark);
    });
    if (!made.cpp.lines.empty() && !made.rust.lines.empty()) {
        need_partners(made.rust, made.cpp, in_rust);
        need_partners(made.cpp, made.rust, in_cpp);
    }

    std::map<std::string, std::uint32_t, std::less<>> rust_line_by_tag;
    for (std::uint32_t i = 0; i < made.rust.lines.size(); ++i) {
        for (const auto& tag : made.rust.lines[i].tags) {
            if (!tag.starts_with('~')) rust_line_by_tag.emplace(tag, i + 1);
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
