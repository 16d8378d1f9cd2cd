// See the header. stb_textedit counts in letters, so the text is kept as UTF-32.
#include "app/ui/text_edit.hpp"

#include "app/ui/letters.hpp"

#include <algorithm>
#include <cstring>

namespace app::ui {

namespace {

/// What stb_textedit edits.
struct letters {
    std::u32string text;
    text_edit::letter_width width;
};

int length(const letters* of) {
    return static_cast<int>(of->text.size());
}

char32_t letter_at(const letters* of, int place) {
    return of->text[static_cast<std::size_t>(place)];
}

float width_at(const letters* of, int place) {
    return of->width ? of->width(letter_at(of, place)) : 0.0f;
}

int insert(letters* into, int at, const char32_t* what, int count) {
    into->text.insert(static_cast<std::size_t>(at), what, static_cast<std::size_t>(count));
    return 1;
}

void remove(letters* from, int at, int count) {
    from->text.erase(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
}

// The keys of stb_textedit: numbers above all letters, and a bit for Shift.
constexpr int keys_begin = 0x400000;
constexpr int with_shift = 0x800000;
enum edit_key : int {
    k_left = keys_begin,
    k_right,
    k_up,
    k_down,
    k_page_up,
    k_page_down,
    k_line_start,
    k_line_end,
    k_text_start,
    k_text_end,
    k_delete,
    k_backspace,
    k_undo,
    k_redo,
    k_word_left,
    k_word_right,
};

#define STB_TEXTEDIT_CHARTYPE char32_t
#define STB_TEXTEDIT_STRING letters
#define STB_TEXTEDIT_STRINGLEN(of) length(of)
#define STB_TEXTEDIT_GETCHAR(of, place) letter_at(of, place)
#define STB_TEXTEDIT_GETWIDTH(of, from, place) width_at(of, (from) + (place))
#define STB_TEXTEDIT_NEWLINE U'\n'
#define STB_TEXTEDIT_INSERTCHARS(of, at, what, count) insert(of, at, what, count)
#define STB_TEXTEDIT_DELETECHARS(of, at, count) remove(of, at, count)
#define STB_TEXTEDIT_IS_SPACE(letter) ((letter) == U' ')
#define STB_TEXTEDIT_KEYTOTEXT(key) ((key) < keys_begin ? (key) : 0)
#define STB_TEXTEDIT_LAYOUTROW(row, of, from) lay_out(row, of, from)
#define STB_TEXTEDIT_K_SHIFT with_shift
#define STB_TEXTEDIT_K_LEFT k_left
#define STB_TEXTEDIT_K_RIGHT k_right
#define STB_TEXTEDIT_K_UP k_up
#define STB_TEXTEDIT_K_DOWN k_down
#define STB_TEXTEDIT_K_PGUP k_page_up
#define STB_TEXTEDIT_K_PGDOWN k_page_down
#define STB_TEXTEDIT_K_LINESTART k_line_start
#define STB_TEXTEDIT_K_LINEEND k_line_end
#define STB_TEXTEDIT_K_TEXTSTART k_text_start
#define STB_TEXTEDIT_K_TEXTEND k_text_end
#define STB_TEXTEDIT_K_DELETE k_delete
#define STB_TEXTEDIT_K_BACKSPACE k_backspace
#define STB_TEXTEDIT_K_UNDO k_undo
#define STB_TEXTEDIT_K_REDO k_redo
#define STB_TEXTEDIT_K_WORDLEFT k_word_left
#define STB_TEXTEDIT_K_WORDRIGHT k_word_right
#define STB_TEXTEDIT_memmove std::memmove

#include <stb_textedit.h> // the types

/// All of it is one row.
void lay_out(StbTexteditRow* row, const letters* of, int from) {
    row->x0 = 0;
    row->x1 = 0;
    for (int place = from; place < length(of); ++place) {
        row->x1 += width_at(of, place);
    }
    row->baseline_y_delta = 1;
    row->ymin = 0;
    row->ymax = 1;
    row->num_chars = length(of) - from;
}

#define STB_TEXTEDIT_IMPLEMENTATION
#include <stb_textedit.h>

std::u32string decoded(std::string_view text) {
    std::u32string all;
    for_each_letter(text, [&](char32_t letter) { all += letter; });
    return all;
}

std::string encoded(std::u32string_view letters) {
    std::string text;
    for (const char32_t letter : letters) {
        append_letter(text, letter);
    }
    return text;
}

/// The key of stb_textedit for a press; 0: it edits nothing.
int edit_key_of(const key_press& press) {
    const int shift = press.shift ? with_shift : 0;
    if (press.alt) {
        return 0;
    }
    switch (press.code) {
    case key::left:
        return (press.control ? k_word_left : k_left) | shift;
    case key::right:
        return (press.control ? k_word_right : k_right) | shift;
    case key::home:
        return (press.control ? k_text_start : k_line_start) | shift;
    case key::end:
        return (press.control ? k_text_end : k_line_end) | shift;
    case key::remove:
        return press.control ? 0 : k_delete;
    case key::backspace:
        return press.control ? 0 : k_backspace;
    case 'Z':
        return !press.control ? 0 : press.shift ? k_redo : k_undo;
    case 'Y':
        return press.control ? k_redo : 0;
    default:
        return 0;
    }
}

} // namespace

struct text_edit::parts {
    letters all;
    STB_TexteditState state{};

    std::pair<int, int> chosen() const {
        return std::minmax({state.select_start, state.select_end});
    }
    std::string chosen_text() const {
        const auto [first, last] = chosen();
        return encoded(std::u32string_view(all.text)
                           .substr(static_cast<std::size_t>(first))
                           .substr(0, static_cast<std::size_t>(last - first)));
    }
    void choose_all() {
        state.select_start = 0;
        state.select_end = state.cursor = length(&all);
    }
    void paste(std::string_view text) {
        std::u32string what = decoded(text);
        std::erase(what, U'\r');
        std::ranges::replace_if(
            what, [](char32_t letter) { return letter < U' '; }, U' '
        );
        stb_textedit_paste(&all, &state, what.data(), static_cast<int>(what.size()));
    }
};

text_edit::text_edit(std::string_view text) : parts_(std::make_unique<parts>()) {
    set_text(text);
}
text_edit::~text_edit() = default;
text_edit::text_edit(text_edit&&) noexcept = default;
text_edit& text_edit::operator=(text_edit&&) noexcept = default;

std::string text_edit::text() const {
    return encoded(parts_->all.text);
}

void text_edit::set_text(std::string_view text) {
    parts_->all.text = decoded(text);
    stb_textedit_initialize_state(&parts_->state, 1);
    parts_->state.cursor = length(&parts_->all);
    scrolled = 0;
}

std::string text_edit::before_caret() const {
    const auto caret = static_cast<std::size_t>(parts_->state.cursor);
    return encoded(std::u32string_view(parts_->all.text).substr(0, caret));
}

std::pair<std::size_t, std::size_t> text_edit::selected() const {
    const auto [first, last] = parts_->chosen();
    const std::u32string_view all = parts_->all.text;
    return {
        encoded(all.substr(0, static_cast<std::size_t>(first))).size(),
        encoded(all.substr(0, static_cast<std::size_t>(last))).size()};
}

std::optional<std::string> text_edit::take(input& in) {
    parts& p = *parts_;
    std::optional<std::string> copied;
    std::erase_if(in.keys, [&](const key_press& press) {
        if (const int what = edit_key_of(press)) {
            stb_textedit_key(&p.all, &p.state, what);
            return true;
        }
        if (!press.control || press.alt) {
            return false;
        }
        switch (press.code) {
        case 'A':
            p.choose_all();
            return true;
        case 'V':
            p.paste(in.clipboard);
            return true;
        case 'C':
        case 'X':
            if (p.state.select_start != p.state.select_end) {
                copied = p.chosen_text();
            }
            if (press.code == 'X') {
                stb_textedit_cut(&p.all, &p.state);
            }
            return true;
        default:
            return false;
        }
    });
    for (const char32_t letter : in.typed) {
        if (letter >= U' ') {
            stb_textedit_key(&p.all, &p.state, static_cast<int>(letter));
        }
    }
    in.typed.clear();
    return copied;
}

void text_edit::press(float x, letter_width width) {
    parts_->all.width = std::move(width);
    stb_textedit_click(&parts_->all, &parts_->state, x, 0.5f);
}

void text_edit::drag(float x, letter_width width) {
    parts_->all.width = std::move(width);
    stb_textedit_drag(&parts_->all, &parts_->state, x, 0.5f);
}

} // namespace app::ui
