// The tokenizer: on every listing of every lesson, and rule by rule.
#include "app/views/tokens.hpp"

#include "scenarios/lesson.hpp"

#include <gtest/gtest.h>

#include <string>

namespace app::views {
namespace {

std::string joined(const std::vector<token>& pieces) {
    std::string text;
    for (const token& piece : pieces) text += piece.text;
    return text;
}

std::vector<token> once(std::string_view line, language in) {
    token_state open;
    return tokenize(line, in, open);
}

token_kind kind_of(std::string_view line, std::string_view piece, language in) {
    for (const token& one : once(line, in)) {
        if (one.text == piece) return one.kind;
    }
    ADD_FAILURE() << "no piece " << piece << " in " << line;
    return token_kind::plain;
}

TEST(tokens, pieces_are_the_line_in_every_listing) {
    for (const auto& lesson : scenarios::all_lessons()) {
        const scenarios::settings values(lesson.sliders);
        for (const auto& variant : lesson.variants) {
            token_state rust, cpp;
            for (const auto& line : variant.rust.lines) {
                const std::string text = line.shown(values);
                EXPECT_EQ(joined(tokenize(text, language::rust, rust)), text);
            }
            for (const auto& line : variant.cpp.lines) {
                const std::string text = line.shown(values);
                EXPECT_EQ(joined(tokenize(text, language::cpp, cpp)), text);
            }
            EXPECT_EQ(rust.comment_depth, 0);
            EXPECT_EQ(cpp.comment_depth, 0);
        }
    }
}

TEST(tokens, a_rust_line_is_coloured) {
    const auto pieces = once("for n in 1..=20 { // twenty", language::rust);
    const std::vector<token> expected{
        {token_kind::keyword, "for"},
        {token_kind::plain, " n "},
        {token_kind::keyword, "in"},
        {token_kind::plain, " "},
        {token_kind::number, "1"},
        {token_kind::plain, "..="},
        {token_kind::number, "20"},
        {token_kind::plain, " { "},
        {token_kind::comment, "// twenty"},
    };
    EXPECT_EQ(pieces, expected);
}

TEST(tokens, words_that_contain_keywords_are_plain) {
    EXPECT_EQ(once("informer letter r2d2", language::rust).size(), 1U);
    EXPECT_EQ(once("autos forint _int", language::cpp).size(), 1U);
}

TEST(tokens, a_lifetime_is_plain_and_a_character_is_a_string) {
    EXPECT_EQ(kind_of("fn f<'a>(x: &'a str)", "fn", language::rust), token_kind::keyword);
    for (const token& piece : once("<'a> &'static", language::rust)) {
        EXPECT_NE(piece.kind, token_kind::string);
    }
    EXPECT_EQ(kind_of("let c = 'x';", "'x'", language::rust), token_kind::string);
    EXPECT_EQ(kind_of("let c = '\\n';", "'\\n'", language::rust), token_kind::string);
}

TEST(tokens, numbers_keep_their_parts_together) {
    for (const std::string_view number : {"1'000'000", "0xFFu", "1.5e-3", "20ms", "7"}) {
        EXPECT_EQ(kind_of(number, number, language::cpp), token_kind::number) << number;
    }
    EXPECT_EQ(kind_of("1_000_u64", "1_000_u64", language::rust), token_kind::number);
}

TEST(tokens, strings_end_at_their_own_quote) {
    EXPECT_EQ(kind_of(R"(f("a\"b", c))", R"("a\"b")", language::cpp), token_kind::string);
    EXPECT_EQ(
        kind_of(R"---(r#"a"b"# + x)---", R"---(r#"a"b"#)---", language::rust), token_kind::string
    );
    EXPECT_EQ(
        kind_of(R"---(R"x(a)"b)x" + y)---", R"---(R"x(a)"b)x")---", language::cpp),
        token_kind::string
    );
    EXPECT_EQ(once("\"never closed", language::cpp).size(), 1U);
}

TEST(tokens, block_comments_go_on_and_nest_in_rust_only) {
    token_state rust;
    EXPECT_EQ(tokenize("a /* b /* c", language::rust, rust).back().kind, token_kind::comment);
    EXPECT_EQ(rust.comment_depth, 2);
    EXPECT_EQ(tokenize("d */ e", language::rust, rust).size(), 1U);
    EXPECT_EQ(rust.comment_depth, 1);
    const auto end = tokenize("f */ let", language::rust, rust);
    EXPECT_EQ(end.back(), (token{token_kind::keyword, "let"}));
    token_state cpp;
    (void)tokenize("/* b /* c", language::cpp, cpp);
    EXPECT_EQ(tokenize("d */ int", language::cpp, cpp).back(), (token{token_kind::keyword, "int"}));
}

} // namespace
} // namespace app::views
