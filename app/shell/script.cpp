// The language of script.hpp: one table of its forms.
#include "app/shell/script.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace app::shell {

namespace {

/// What follows the verb's words.
enum class follows { nothing, name, text, name_and_number, name_and_text, number };

struct form {
    std::string_view words;
    app::shell::verb verb;
    follows rest;
    std::string_view usage;
};

constexpr std::array forms{
    form{"click", verb::click, follows::name, "click NAME"},
    form{"double", verb::double_click, follows::name, "double NAME"},
    form{"hover", verb::hover, follows::name, "hover NAME"},
    form{"drag", verb::drag, follows::name_and_number, "drag NAME FRACTION"},
    form{"wheel", verb::wheel, follows::name_and_number, "wheel NAME NOTCHES"},
    form{"key", verb::key, follows::text, "key KEY"},
    form{"type", verb::type, follows::text, "type TEXT"},
    form{"wait still", verb::wait_still, follows::nothing, "wait still"},
    form{"wait shows", verb::wait_shows, follows::text, "wait shows TEXT"},
    form{"wait run", verb::wait_run, follows::text, "wait run STATE"},
    form{"wait", verb::wait_time, follows::number, "wait MILLISECONDS"},
    form{"expect shows", verb::expect_shows, follows::text, "expect shows TEXT"},
    form{"expect hides", verb::expect_hides, follows::text, "expect hides TEXT"},
    form{"expect run", verb::expect_run, follows::text, "expect run STATE"},
    form{"expect there", verb::expect_there, follows::name, "expect there NAME"},
    form{"expect gone", verb::expect_gone, follows::name, "expect gone NAME"},
    form{"expect enabled", verb::expect_enabled, follows::name, "expect enabled NAME"},
    form{"expect disabled", verb::expect_disabled, follows::name, "expect disabled NAME"},
    form{"expect selected", verb::expect_selected, follows::name, "expect selected NAME"},
    form{"expect value", verb::expect_value, follows::name_and_text, "expect value NAME TEXT"},
    form{"list", verb::list, follows::nothing, "list"},
    form{"say", verb::say, follows::text, "say TEXT"},
    form{"shot", verb::shot, follows::text, "shot FILE"},
};

constexpr std::array<std::string_view, 6> states{
    "going", "held", "ended", "completed", "hang", "panic"};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool begins_with_word(std::string_view line, std::string_view words) {
    return line.starts_with(words) && (line.size() == words.size() || line[words.size()] == ' ');
}

constexpr double most_number = 1e9; // false for inf and nan, too

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && std::abs(value) <= most_number ? std::optional(value) : std::nullopt;
}

/// Fills in what follows; false when it is not as the form says.
bool fill(script_line& line, const form& how, std::string_view rest) {
    const auto blank = rest.find(' ');
    const std::string_view first = rest.substr(0, blank);
    const std::string_view second =
        blank == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(blank));
    switch (how.rest) {
    case follows::nothing:
        return rest.empty();
    case follows::name:
        line.name = first;
        return !first.empty() && second.empty();
    case follows::text:
        line.text = rest;
        return !rest.empty();
    case follows::name_and_text:
        line.name = first;
        line.text = second;
        return !second.empty();
    case follows::name_and_number:
    case follows::number:
        break;
    }
    const bool named = how.rest == follows::name_and_number;
    const auto number = number_in(named ? second : rest);
    line.name = named ? first : std::string_view{};
    line.amount = number.value_or(0);
    const bool fraction = line.verb != verb::drag || (line.amount >= 0 && line.amount <= 1);
    return number && fraction && (line.verb != verb::wait_time || line.amount >= 0);
}

/// What is wrong with the words that follow, as a sentence; none: nothing.
std::optional<std::string> fault_of(const script_line& line) {
    const bool of_run = line.verb == verb::wait_run || line.verb == verb::expect_run;
    if (of_run && std::ranges::find(states, line.text) == states.end()) {
        return "a run is going, held, ended, completed, hang or panic, not \"" + line.text + "\"";
    }
    if (line.verb == verb::key) {
        if (const auto stroke = parse_key(line.text); !stroke) {
            return stroke.error();
        }
    }
    return std::nullopt;
}

std::string at_line(int number) {
    return "line " + std::to_string(number) + ": ";
}

} // namespace

std::expected<key_stroke, std::string> parse_key(std::string_view written) {
    key_stroke stroke;
    std::string name(written);
    for (auto plus = name.find('+');
         plus != std::string::npos && plus > 0 && plus + 1 < name.size(); plus = name.find('+')) {
        const std::string mod = name.substr(0, plus);
        if (mod == "ctrl") {
            stroke.held.control = true;
        } else if (mod == "shift") {
            stroke.held.shift = true;
        } else if (mod == "alt") {
            stroke.held.alt = true;
        } else {
            return std::unexpected("\"" + mod + "\" is no modifier: ctrl, shift and alt are");
        }
        name.erase(0, plus + 1);
    }
    stroke.code = platform::key_named(name);
    // A sign that is on no key is typed, and no modifier goes with that.
    const auto letters = std::ranges::count_if(name, [](char one) { return (one & 0xC0) != 0x80; });
    const bool ascii = std::ranges::all_of(name, [](char one) { return (one & 0x80) == 0; });
    if (stroke.code == 0 && (ascii || letters != 1 || stroke.held != platform::modifiers{})) {
        return std::unexpected(
            "there is no key \"" + name
            + "\"; there are letters, digits, signs, space, right, F11 and more"
        );
    }
    stroke.typed = std::move(name);
    return stroke;
}

std::expected<std::vector<script_line>, std::string> parse_script(std::string_view text) {
    std::vector<script_line> lines;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const auto how = std::ranges::find_if(forms, [&](const form& one) {
            return begins_with_word(line, one.words);
        });
        if (how == forms.end()) {
            return std::unexpected(
                at_line(number) + "\"" + std::string(line)
                + "\" is no action; there are click, double, hover, drag, wheel, key, type, wait, "
                  "expect, "
                  "list, say and shot"
            );
        }
        script_line parsed{.number = number, .verb = how->verb};
        const bool right = fill(parsed, *how, trimmed(line.substr(how->words.size())));
        if (!right) {
            return std::unexpected(
                at_line(number) + "\"" + std::string(line)
                + "\" should be: " + std::string(how->usage)
            );
        }
        if (const auto fault = fault_of(parsed)) {
            return std::unexpected(at_line(number) + *fault);
        }
        lines.push_back(std::move(parsed));
    }
    return lines;
}

} // namespace app::shell
