// Measuring, wrapping and cutting text; the fonts of several scales.
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace app::ui {

namespace {

using test::headless;

TEST(fonts, have_five_sizes) {
    std::set<float> sizes;
    for (std::size_t i = 0; i < text_role_count; ++i) {
        sizes.insert(text_size(static_cast<text_role>(i)));
    }
    EXPECT_EQ(sizes, (std::set<float>{11, 13, 14, 16, 18}));
}

TEST(fonts, measure_the_same_at_every_scale) {
    for (const float scale : {1.0f, 1.25f, 1.5f, 2.0f}) {
        headless window({1280, 720}, scale);
        const fonts& type = window.ctx.type();
        // A newer library may have been built to hint letters to whole pixels.
        const double exact = IMGUI_VERSION_NUM < 19200 ? 0.01 : 2.5;
        // Every letter of JetBrains Mono is 0.6 em wide.
        EXPECT_NEAR(type.width(text_role::mono, "0123456789"), 78, exact) << scale;
        EXPECT_NEAR(type.width(text_role::body_strong, "producer"), 62.085, exact) << scale;
        EXPECT_NEAR(type.capital_height(text_role::body), 14 * 0.727f, 0.2) << scale;
    }
}

TEST(fonts, are_built_once_per_scale) {
    headless window;
    EXPECT_FALSE(window.ctx.type().build(1));
    EXPECT_TRUE(window.ctx.type().build(2));
    EXPECT_FALSE(window.ctx.type().build(2));
}

TEST(fonts, have_the_signs_that_texts_use) {
    headless window;
    for (const text_role role : {text_role::body, text_role::mono}) {
        const fonts::face& face = window.ctx.type()[role];
        const auto missing = fonts::glyph_of(face, 0xFFFD);
        for_each_letter(
            "\u2026\u2013\u2014\u00D7\u2264\u2265\u2192\u2190\u2713\u00B7\u201C\u201D\u00B5\u221E",
            [&](char32_t letter) {
                const auto glyph = fonts::glyph_of(face, letter);
                EXPECT_TRUE(glyph.visible);
                EXPECT_NE(glyph.u0, missing.u0)
                    << "U+" << std::hex << static_cast<unsigned>(letter);
            }
        );
    }
}

TEST(letters, are_read_and_written_as_utf8) {
    const std::string text = "a\u00D7\u2026\U0001F600";
    std::string copy;
    std::vector<char32_t> letters;
    for_each_letter(text, [&](char32_t letter) {
        letters.push_back(letter);
        append_letter(copy, letter);
    });
    EXPECT_EQ(letters, (std::vector<char32_t>{U'a', 0xD7, 0x2026, 0x1F600}));
    EXPECT_EQ(copy, text);
}

TEST(letters, that_are_broken_read_as_such) {
    std::vector<char32_t> letters;
    for_each_letter("\xC3(\x80\xE2\x80", [&](char32_t letter) { letters.push_back(letter); });
    EXPECT_EQ(letters.front(), 0xFFFDu);
    EXPECT_EQ(letters[1], U'(');
}

TEST(wrap, parts_a_word_that_is_too_long_at_its_strokes) {
    headless window;
    const std::string path = "in /home/somebody/a-folder/of/their/own/and-one-letter-after-another";
    const auto lines = wrap(window.ctx.type(), text_role::small, path, 110);
    ASSERT_GT(lines.size(), 3U);
    std::string all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_LE(window.ctx.type().width(text_role::small, lines[i]), 110.01f) << lines[i];
        const bool parted = i > 0 && i + 1 < lines.size();
        EXPECT_TRUE(!parted || lines[i].ends_with('/') || lines[i].ends_with('-')) << lines[i];
        all += std::string(lines[i]) + (i == 0 ? " " : "");
    }
    EXPECT_EQ(all, path);
    const auto narrow = wrap(window.ctx.type(), text_role::small, "abc", 1);
    EXPECT_EQ(narrow.size(), 3U) << "a letter at least";
}

TEST(wrap, keeps_every_word_and_no_line_is_too_long) {
    headless window;
    const fonts& type = window.ctx.type();
    const std::string text = "The buffer holds two messages. The producer filled it in no time.";
    const auto lines = wrap(type, text_role::body, text, 150);
    ASSERT_GT(lines.size(), 2u);
    std::string joined;
    for (const std::string_view line : lines) {
        EXPECT_LE(type.width(text_role::body, line), 150.1f);
        joined += (joined.empty() ? "" : " ") + std::string(line);
    }
    EXPECT_EQ(joined, text);
}

TEST(wrap, ends_lines_at_newlines_and_has_one_line_for_nothing) {
    headless window;
    const fonts& type = window.ctx.type();
    const auto lines = wrap(type, text_role::body, "one\n\ntwo", 500);
    EXPECT_EQ(lines, (std::vector<std::string_view>{"one", "", "two"}));
    EXPECT_EQ(wrap(type, text_role::body, "", 500).size(), 1u);
}

TEST(wrap, lets_text_fit_the_width_that_was_measured) {
    headless window;
    const fonts& type = window.ctx.type();
    const std::string text = "Run to next step";
    EXPECT_EQ(wrap(type, text_role::body, text, type.width(text_role::body, text)).size(), 1u);
}

/// The pieces of the block that were drawn, by line.
std::vector<std::vector<drawn_text>> lines_of(headless& window) {
    std::vector<std::vector<drawn_text>> lines;
    for (const drawn_text& text : window.ctx.items().shown_text()) {
        const bool same =
            !lines.empty() && std::abs(lines.back().front().area.bottom() - text.area.bottom()) < 2;
        if (!same) lines.emplace_back();
        lines.back().push_back(text);
    }
    return lines;
}

TEST(code, among_words_is_set_in_its_face_without_marks) {
    headless window;
    const auto draw = [](context& ctx) {
        const text_style style{text_role::body, ctx.colours().text.body};
        ctx.paint().text_block({10, 10, 600, 100}, "Then `rx.recv()` returns.", style);
    };
    window.frame(draw);
    window.frame(draw);
    const auto lines = lines_of(window);
    ASSERT_EQ(lines.size(), 1u);
    ASSERT_EQ(lines[0].size(), 3u);
    EXPECT_EQ(lines[0][0].text, "Then ");
    EXPECT_EQ(lines[0][1].text, "rx.recv()");
    EXPECT_EQ(lines[0][2].text, " returns.");
    const fonts& type = window.ctx.type();
    EXPECT_NEAR(lines[0][1].area.width, type.width(text_role::mono, "rx.recv()"), 0.01f);
    float pen = 10;
    for (const drawn_text& piece : lines[0]) {
        EXPECT_NEAR(piece.area.x, pen, 0.01f) << piece.text;
        // One baseline; the area above it begins at a whole pixel.
        EXPECT_NEAR(piece.area.bottom(), lines[0][0].area.bottom(), 0.5f);
        EXPECT_FALSE(piece.cut);
        pen = piece.area.right();
    }
}

TEST(code, goes_on_in_the_next_line) {
    headless window;
    const std::string words = "It is easy to miss: `while let Ok(job) = rx.recv()` keeps it.";
    const float width = 170;
    const auto draw = [&](context& ctx) {
        const text_style style{text_role::small, ctx.colours().text.body};
        const float height = ctx.paint().text_block({10, 10, width, 200}, words, style);
        EXPECT_EQ(height, wrapped_height(ctx.type(), text_role::small, words, width));
    };
    window.frame(draw);
    window.frame(draw);
    const auto lines = lines_of(window);
    ASSERT_EQ(lines.size(), wrap(window.ctx.type(), text_role::small, words, width).size());
    ASSERT_GE(lines.size(), 3u);
    std::string all, code;
    for (const auto& line : lines) {
        for (const drawn_text& piece : line) {
            EXPECT_LE(piece.area.right(), 10 + width + 0.5f) << piece.text;
            EXPECT_FALSE(piece.cut) << piece.text;
            const bool mono =
                std::abs(piece.area.width - window.ctx.type().width(text_role::mono, piece.text))
                < 0.01f;
            if (mono) code += (code.empty() ? "" : " ") + piece.text;
            all += piece.text;
        }
        all += ' ';
    }
    EXPECT_EQ(code, "while let Ok(job) = rx.recv()");
    EXPECT_EQ(all, without_marks(words) + ' ');
}

TEST(code, that_does_not_fit_ends_in_an_ellipsis) {
    headless window;
    const auto draw = [](context& ctx) {
        const text_style style{text_role::body, ctx.colours().text.body};
        ctx.paint().text_block({10, 10, 120, 20}, "In `rx.lock().unwrap().recv()` it is", style);
    };
    window.frame(draw);
    window.frame(draw);
    const auto& texts = window.ctx.items().shown_text();
    ASSERT_FALSE(texts.empty());
    EXPECT_TRUE(texts.back().cut);
    EXPECT_TRUE(texts.back().text.ends_with("\u2026")) << texts.back().text;
    EXPECT_LE(texts.back().area.right(), 130.5f);
}

TEST(ellipsis, stands_only_where_something_was_cut) {
    headless window;
    const fonts& type = window.ctx.type();
    const std::string text = "When the other end is gone";
    const float width = type.width(text_role::small, text);
    EXPECT_EQ(ellipsis(type, text_role::small, text, width), text);
    const std::string cut = ellipsis(type, text_role::small, text, width - 20);
    EXPECT_TRUE(cut.ends_with("\u2026"));
    EXPECT_LE(type.width(text_role::small, cut), width - 20 + 0.5f);
    EXPECT_EQ(ellipsis(type, text_role::small, text, 0), "\u2026");
}

TEST(painter, records_what_it_writes_and_what_was_cut) {
    headless window;
    const auto draw = [](context& ctx) {
        const text_style style{text_role::body, ctx.colours().text.body};
        ctx.paint().text_in({10, 10, 300, 20}, "whole", style);
        ctx.paint().text_in({10, 40, 60, 20}, "this is far too long", style);
        ctx.paint().push_clip({0, 0, 20, 20});
        ctx.paint().text(200, 200, "outside", style);
        ctx.paint().pop_clip();
    };
    window.frame(draw);
    window.frame(draw);
    const auto& texts = window.ctx.items().shown_text();
    ASSERT_EQ(texts.size(), 3u);
    EXPECT_FALSE(texts[0].cut);
    EXPECT_TRUE(texts[1].cut);
    EXPECT_TRUE(texts[2].visible.empty());
    EXPECT_TRUE(window.ctx.items().shows("whole"));
}

} // namespace

} // namespace app::ui
