// Editing one line: by the keys, the mouse and the clipboard; and the field that shows it.
#include "app/ui/text_edit.hpp"
#include "app/ui/widgets.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

namespace app::ui {

namespace {

using test::headless;

/// What it reads, the caret as "|".
std::string with_caret(const text_edit& edit) {
    const std::string before = edit.before_caret();
    return before + "|" + edit.text().substr(before.size());
}

struct hand {
    text_edit edit;

    explicit hand(std::string_view text) { edit.set_text(text); }

    std::optional<std::string> press(int code, bool control = false, bool shift = false) {
        input in;
        in.clipboard = clipboard;
        in.keys.push_back({.code = code, .shift = shift, .control = control});
        auto copied = edit.take(in);
        left_over = in.keys.size();
        return copied;
    }
    void type(std::u32string letters) {
        input in;
        in.typed = std::move(letters);
        (void)edit.take(in);
    }

    std::string clipboard;
    std::size_t left_over = 0;
};

TEST(text_edit, has_a_caret_that_the_keys_move) {
    hand one("lock");
    EXPECT_EQ(with_caret(one.edit), "lock|");
    one.press(key::left);
    one.press(key::left);
    EXPECT_EQ(with_caret(one.edit), "lo|ck");
    one.press(key::home);
    EXPECT_EQ(with_caret(one.edit), "|lock");
    one.press(key::left);
    EXPECT_EQ(with_caret(one.edit), "|lock");
    one.press(key::right);
    EXPECT_EQ(with_caret(one.edit), "l|ock");
    one.press(key::end);
    EXPECT_EQ(with_caret(one.edit), "lock|");
}

TEST(text_edit, types_and_removes_at_the_caret) {
    hand one("lck");
    one.press(key::home);
    one.press(key::right);
    one.type(U"o");
    EXPECT_EQ(with_caret(one.edit), "lo|ck");
    one.press(key::remove);
    EXPECT_EQ(with_caret(one.edit), "lo|k");
    one.press(key::backspace);
    EXPECT_EQ(with_caret(one.edit), "l|k");
    one.press(key::end);
    one.press(key::remove);
    EXPECT_EQ(with_caret(one.edit), "lk|");
}

TEST(text_edit, counts_in_letters_whatever_their_bytes) {
    hand one("a\u00D7\u2026\U0001F600");
    one.press(key::left);
    one.press(key::backspace);
    EXPECT_EQ(with_caret(one.edit), "a\u00D7|\U0001F600");
    one.press(key::left, false, true);
    EXPECT_EQ(one.edit.selected(), (std::pair<std::size_t, std::size_t>{1, 3}));
}

TEST(text_edit, moves_by_words_with_control) {
    hand one("sharing one receiver");
    one.press(key::left, true);
    EXPECT_EQ(with_caret(one.edit), "sharing one |receiver");
    one.press(key::home, true);
    one.press(key::right, true);
    EXPECT_EQ(with_caret(one.edit), "sharing |one receiver");
}

TEST(text_edit, replaces_what_is_selected) {
    hand one("forgotten");
    one.press(key::home, false, true);
    EXPECT_EQ(one.edit.selected(), (std::pair<std::size_t, std::size_t>{0, 9}));
    one.type(U"x");
    EXPECT_EQ(with_caret(one.edit), "x|");
}

TEST(text_edit, copies_cuts_and_pastes) {
    hand one("lock for recv");
    EXPECT_EQ(one.press('C', true), std::nullopt) << "nothing is selected";
    one.press('A', true);
    EXPECT_EQ(one.press('C', true), "lock for recv");
    EXPECT_EQ(one.press('X', true), "lock for recv");
    EXPECT_EQ(one.edit.text(), "");
    one.clipboard = "two\r\nlines\u2026";
    one.press('V', true);
    EXPECT_EQ(with_caret(one.edit), "two lines\u2026|") << "a field has one line";
}

TEST(text_edit, undoes_and_does_again) {
    hand one("");
    one.type(U"ab");
    one.press('A', true);
    one.press(key::remove);
    EXPECT_EQ(one.edit.text(), "");
    one.press('Z', true);
    EXPECT_EQ(one.edit.text(), "ab");
    one.press('Y', true);
    EXPECT_EQ(one.edit.text(), "");
}

TEST(text_edit, leaves_the_other_keys) {
    hand one("ab");
    for (const int code : {key::up, key::down, key::escape, key::tab}) {
        one.press(code);
        EXPECT_EQ(one.left_over, 1U) << code;
    }
    one.press('E', true);
    EXPECT_EQ(one.left_over, 1U) << "a command of the program";
    one.press(key::left);
    EXPECT_EQ(one.left_over, 0U);
}

/// A field in a window, and where its caret stands.
struct field {
    headless window;
    text_edit edit;

    frame_result frame() {
        return window.frame([&](context& ctx) {
            text_field(ctx, "find", {10, 10, 120, 36}, edit, {.focused_at_first = true});
        });
    }
    float caret() {
        frame();
        frame();
        const item* found = window.ctx.items().find("find.caret");
        return found ? found->area.x : -1;
    }
    float width(std::string_view text) { return window.ctx.type().width(text_role::body, text); }
};

TEST(text_field, shows_the_caret_where_it_is) {
    field one;
    one.edit.set_text("lock");
    EXPECT_NEAR(one.caret(), 22 + one.width("lock"), 1);
    one.window.key(key::left);
    EXPECT_NEAR(one.caret(), 22 + one.width("loc"), 1);
}

TEST(text_field, moves_a_long_text_so_that_the_caret_is_seen) {
    field one;
    one.edit.set_text("a text that is much longer than its field");
    EXPECT_LE(one.caret(), 118.5f);
    EXPECT_GE(one.caret(), 100);
    one.window.key(key::home);
    EXPECT_NEAR(one.caret(), 22, 1);
    EXPECT_EQ(one.edit.scrolled, 0);
}

TEST(text_field, puts_the_caret_where_the_mouse_is_pressed_and_selects_to_where_it_is_dragged) {
    field one;
    one.edit.set_text("receiver");
    one.frame();
    one.window.move({22 + one.width("rec"), 28});
    one.frame();
    one.window.press();
    one.frame();
    EXPECT_EQ(with_caret(one.edit), "rec|eiver");
    one.window.move({22 + one.width("receiv"), 28});
    one.frame();
    one.window.release();
    one.frame();
    EXPECT_EQ(one.edit.selected(), (std::pair<std::size_t, std::size_t>{3, 6}));
    one.window.in.keys.push_back({.code = 'C', .control = true});
    EXPECT_EQ(one.frame().copied, "eiv");
    EXPECT_EQ(one.frame().copied, std::nullopt);
}

} // namespace

} // namespace app::ui
