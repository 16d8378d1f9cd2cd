#include "core/sched/schedule.hpp"

#include <charconv>

namespace chan::sched {

namespace {

// A guard against a typing error that asks for billions of choices.
constexpr std::size_t most_choices = 1'000'000;

std::string name_of(const scheduled_choice& one) {
    return one.chosen.is_time() ? std::string("t")
                                : std::to_string(one.chosen.actor) + code_of(one.expected);
}

std::unexpected<std::string> wrong(std::string_view word) {
    return std::unexpected(
        "'" + std::string(word) +
        "' is not a choice; write an actor's number, with or without what comes of it, such as 1 or "
        "1s=7, or 't' for time, or any of these with '*' and a count"
    );
}

template <class Number>
bool parse_number(std::string_view text, Number& into) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

std::optional<scheduled_choice> parse_choice(std::string_view text) {
    if (text == "t") {
        return time_passes;
    }
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    choice chosen;
    const auto expected = parse_outcome(text.substr(digits));
    if (!parse_number(text.substr(0, digits), chosen.actor) || chosen.is_time() || !expected) {
        return std::nullopt;
    }
    return scheduled_choice(chosen, *expected);
}

}  // namespace

std::string to_text(const schedule& choices) {
    std::string text;
    for (std::size_t i = 0; i < choices.size();) {
        std::size_t run = 1;
        while (i + run < choices.size() && choices[i + run] == choices[i]) {
            ++run;
        }
        if (!text.empty()) {
            text += ' ';
        }
        text += name_of(choices[i]);
        if (run > 1) {
            text += '*' + std::to_string(run);
        }
        i += run;
    }
    return text;
}

std::expected<schedule, std::string> parse_schedule(std::string_view text) {
    schedule choices;
    constexpr std::string_view blanks = " \t\r\n";
    for (auto at = text.find_first_not_of(blanks); at != std::string_view::npos;
         at = text.find_first_not_of(blanks, at)) {
        const auto end = std::min(text.find_first_of(blanks, at), text.size());
        const std::string_view word = text.substr(at, end - at);
        at = end;

        const auto star = word.find('*');
        const std::string_view who = word.substr(0, star);
        std::size_t count = 1;
        if (star != std::string_view::npos &&
            (!parse_number(word.substr(star + 1), count) || count == 0)) {
            return wrong(word);
        }
        const auto one = parse_choice(who);
        if (!one) {
            return wrong(word);
        }
        if (count > most_choices - choices.size()) {
            return std::unexpected(
                "a schedule has at most " + std::to_string(most_choices) + " choices; this has more"
            );
        }
        choices.insert(choices.end(), count, *one);
    }
    return choices;
}

}  // namespace chan::sched
