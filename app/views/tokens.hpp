// Syntax colouring for the code panel: splits one line of Rust or C++ into coloured pieces. A tiny
// tokenizer, not a parser: keywords, numbers, strings, comments, and everything else. What spans
// lines (block comments, which nest in Rust) is carried in `token_state`.
//
// Invariant: the pieces in order are the line, to the byte.
#pragma once

#include <string_view>
#include <vector>

namespace app::views {

enum class language { rust, cpp };

enum class token_kind { plain, keyword, number, string, comment };

struct token {
    token_kind kind = token_kind::plain;
    std::string_view text; // a part of the line that was given
    friend bool operator==(const token&, const token&) = default;
};

/// What a line leaves open for the next one.
struct token_state {
    int comment_depth = 0;
};

std::vector<token> tokenize(std::string_view line, language in, token_state& state);

} // namespace app::views
