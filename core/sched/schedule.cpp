#include "core/sched/schedule.hpp"

#include <charconv>

namespace chan::sched {

namespace {

// A guard against a typing error that asks for billions of choices.
constexpr std::size_t most_choices = 10'000'000;

std::string name_of(choice what) {
    return what.is_time() ? std::string("t") : std::to_string(what.actor);
}

std::unexpected<std::string> wrong(std::string_view word) {
    return std::unexpected(
        "'" + std::string(word) +
        "' is not a choice; write an actor's number, 't' for time, or either with '*' and a count"
    );
}

template <class Number>
bool parse_number(std::string_view text, Number& into) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
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
        choice one = time_passes;
        if (who != "t" && (!parse_number(who, one.actor) || one.is_time())) {
            return wrong(word);
        }
        if (count > most_choices - choices.size()) {
            return std::unexpected(
                "a schedule has at most " + std::to_string(most_choices) + " choices; this has more"
            );
        }
        choices.insert(choices.end(), count, one);
    }
    return choices;
}

}  // namespace chan::sched
