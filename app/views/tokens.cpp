// One pass over the line; each rule takes the longest piece it can from the front.
#include "app/views/tokens.hpp"

#include <algorithm>
#include <iterator>

namespace app::views {
namespace {

using std::string_view;

constexpr string_view rust_keywords[] = {
    "as",     "async", "await", "break",  "const", "continue", "crate", "dyn",    "else",   "enum",
    "extern", "false", "fn",    "for",    "if",    "impl",     "in",    "let",    "loop",   "match",
    "mod",    "move",  "mut",   "pub",    "ref",   "return",   "self",  "static", "struct", "super",
    "trait",  "true",  "type",  "unsafe", "use",   "where",    "while",
};

constexpr string_view cpp_keywords[] = {
    "auto",     "bool",     "break",   "case",     "char",     "class",  "const",    "constexpr",
    "continue", "default",  "do",      "double",   "else",     "enum",   "explicit", "false",
    "float",    "for",      "if",      "inline",   "int",      "long",   "mutable",  "namespace",
    "new",      "noexcept", "nullptr", "operator", "private",  "public", "requires", "return",
    "short",    "signed",   "sizeof",  "static",   "struct",   "switch", "template", "this",
    "throw",    "true",     "try",     "typename", "unsigned", "using",  "void",     "while",
};

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
        || static_cast<unsigned char>(c) >= 0x80U;
}
constexpr bool is_word(char c) {
    return is_letter(c) || is_digit(c);
}

bool is_keyword(string_view word, language in) {
    return in == language::rust ? std::ranges::find(rust_keywords, word) != std::end(rust_keywords)
                                : std::ranges::find(cpp_keywords, word) != std::end(cpp_keywords);
}

/// To the end of the comment that is open, or of the line.
std::size_t comment_length(string_view text, language in, int& depth) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text.substr(i, 2) == "*/") {
            ++i;
            if (--depth == 0) return i + 1;
        } else if (text.substr(i, 2) == "/*" && (in == language::rust || depth == 0)) {
            ++i;
            ++depth;
        }
    }
    return text.size();
}

/// From an opening quote to the closing one, escapes skipped; to the end where there is none.
std::size_t quoted_length(string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == text[0]) {
            return i + 1;
        }
    }
    return text.size();
}

/// R"x(...)x" or r#"..."#, from its first letter; 0 where no such string begins.
std::size_t raw_length(string_view text, language in) {
    if (text[0] != (in == language::rust ? 'r' : 'R')) return 0;
    std::string_view close;
    std::size_t open = 0;
    if (in == language::rust) {
        open = text.find_first_not_of('#', 1);
        if (open == string_view::npos || text[open] != '"') return 0;
        const string_view hashes = text.substr(1, open - 1);
        for (std::size_t at = text.find('"', open + 1); at != string_view::npos;
             at = text.find('"', at + 1)) {
            if (text.substr(at + 1, hashes.size()) == hashes) return at + 1 + hashes.size();
        }
        return text.size();
    }
    if (text.size() < 2 || text[1] != '"') return 0;
    open = text.find('(');
    if (open == string_view::npos) return 0;
    const string_view delimiter = text.substr(2, open - 2);
    for (std::size_t at = text.find(')', open); at != string_view::npos;
         at = text.find(')', at + 1)) {
        const string_view rest = text.substr(at + 1);
        if (rest.starts_with(delimiter) && rest.substr(delimiter.size()).starts_with('"')) {
            return at + 2 + delimiter.size();
        }
    }
    return text.size();
}

/// 20, 1_000, 0xFF, 1.5e-3, 20ms; not the dots of 1..=20. A C++ digit separator stands in digits.
std::size_t number_length(string_view text, language in) {
    std::size_t i = 1;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        const bool next_is_digit = i + 1 < text.size() && is_digit(text[i + 1]);
        const bool exponent = (text[i - 1] == 'e' || text[i - 1] == 'E') && text[1] != 'x';
        if (is_word(c) || (c == '.' && next_is_digit)) continue;
        if (c == '\'' && in == language::cpp && next_is_digit) continue;
        if ((c == '+' || c == '-') && exponent && next_is_digit) continue;
        break;
    }
    return i;
}

/// Rust: 'a' and '\n' are characters, 'a alone is a lifetime and stays plain.
bool is_lifetime(string_view text) {
    return text.size() > 1 && is_letter(text[1]) && (text.size() < 3 || text[2] != '\'')
        && static_cast<unsigned char>(text[1]) < 0x80U;
}

token next_token(string_view text, language in, token_state& state) {
    if (state.comment_depth > 0 || text.starts_with("/*")) {
        return {token_kind::comment, text.substr(0, comment_length(text, in, state.comment_depth))};
    }
    if (text.starts_with("//")) return {token_kind::comment, text};
    if (const std::size_t raw = raw_length(text, in); raw > 0) {
        return {token_kind::string, text.substr(0, raw)};
    }
    if (text[0] == '"') return {token_kind::string, text.substr(0, quoted_length(text))};
    if (text[0] == '\'') {
        if (in == language::rust && is_lifetime(text))
            return {token_kind::plain, text.substr(0, 1)};
        return {token_kind::string, text.substr(0, quoted_length(text))};
    }
    if (is_digit(text[0])) return {token_kind::number, text.substr(0, number_length(text, in))};
    if (is_letter(text[0])) {
        const auto end = std::ranges::find_if_not(text, is_word);
        const string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        return {is_keyword(word, in) ? token_kind::keyword : token_kind::plain, word};
    }
    return {token_kind::plain, text.substr(0, 1)};
}

} // namespace

std::vector<token> tokenize(string_view line, language in, token_state& state) {
    std::vector<token> pieces;
    while (!line.empty()) {
        const token next = next_token(line, in, state);
        line.remove_prefix(next.text.size());
        if (next.kind == token_kind::plain && !pieces.empty()
            && pieces.back().kind == token_kind::plain) {
            // Neighbouring plain pieces are one: fewer, longer strings to draw.
            string_view& before = pieces.back().text;
            before = {before.data(), before.size() + next.text.size()};
        } else {
            pieces.push_back(next);
        }
    }
    return pieces;
}

} // namespace app::views
