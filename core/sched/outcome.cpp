#include "core/sched/outcome.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace chan::sched {

namespace {

struct row {
    sched::result result;
    std::string_view code;
    std::string_view words;
};

constexpr std::array table{
    row{result::unknown, "", "did something"},
    row{result::waits, "w", "began to wait"},
    row{result::sent, "s", "sent"},
    row{result::send_full, "sf", "found the channel full"},
    row{result::send_closed, "sc", "found the channel closed"},
    row{result::send_timed_out, "st", "timed out"},
    row{result::received, "r", "received"},
    row{result::recv_empty, "re", "found the channel empty"},
    row{result::recv_closed, "rc", "found the channel closed"},
    row{result::recv_timed_out, "rt", "timed out"},
    row{result::dropped, "d", "dropped its handle"},
    row{result::started, "n", "started a thread"},
    row{result::threw, "x", "was left by an exception"},
    row{result::locked, "l", "took the lock"},
    row{result::lock_busy, "lb", "found the lock taken"},
    row{result::unlocked, "u", "let go of the lock"},
    row{result::joined, "j", "saw the thread's end"},
    row{result::joined_panicked, "jp", "saw that the thread had panicked"},
    row{result::slept, "z", "slept to the end"},
    row{result::worked, "k", "worked to the end"},
};

const row& row_of(result what) {
    return *std::ranges::find(table, what, &row::result);
}

constexpr bool has_message(result what) {
    return what == result::sent || what == result::received;
}

constexpr bool is_plain(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || std::string_view("_-+.,:/#").find(letter) != std::string_view::npos;
}

std::optional<base::label> parse_label(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_plain(text[i])) {
            plain += text[i];
            continue;
        }
        const std::string_view hex = text.substr(i + 1, 2);
        unsigned char byte = 0;
        const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), byte, 16);
        if (text[i] != '%' || hex.size() != 2 || error != std::errc()
            || end != hex.data() + hex.size()) {
            return std::nullopt;
        }
        plain += static_cast<char>(byte);
        i += 2;
    }
    const base::label label{std::string_view(plain)};
    if (plain.empty() || label.view() != plain) { // no label is as long as this
        return std::nullopt;
    }
    return label;
}

} // namespace

bool agrees(const outcome& expected, const outcome& happened) {
    return !expected.is_known()
        || (expected.result == happened.result
            && (expected.message.empty() || expected.message == happened.message));
}

std::string code_of(const outcome& what) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text(row_of(what.result).code);
    if (has_message(what.result) && !what.message.empty()) {
        text += '=';
        for (const char letter : what.message.view()) {
            if (is_plain(letter)) {
                text += letter;
            } else {
                const auto byte = static_cast<unsigned char>(letter);
                text += {'%', digits[byte / 16], digits[byte % 16]};
            }
        }
    }
    return text;
}

std::optional<outcome> parse_outcome(std::string_view text) {
    const auto equals = text.find('=');
    const auto found = std::ranges::find(table, text.substr(0, equals), &row::code);
    if (found == table.end()) {
        return std::nullopt;
    }
    outcome what{.result = found->result};
    if (equals != std::string_view::npos) {
        const auto label = parse_label(text.substr(equals + 1));
        if (!has_message(what.result) || !label) {
            return std::nullopt;
        }
        what.message = *label;
    }
    return what;
}

std::string words_of(const outcome& what) {
    std::string words(row_of(what.result).words);
    if (has_message(what.result)) {
        words += ' ';
        words += what.message.empty() ? "a message" : what.message.view();
    }
    return words;
}

} // namespace chan::sched
