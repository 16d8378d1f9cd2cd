// One line of text under edit: the text, the caret, what is selected, and what can be undone. The
// rules of editing are those of stb_textedit (public domain), which this wraps; it knows letters
// and keys, and nothing of how they are drawn: widths come from a function.
#pragma once

#include "app/ui/input.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace app::ui {

class text_edit {
public:
    explicit text_edit(std::string_view text = "");
    ~text_edit();
    text_edit(text_edit&&) noexcept;
    text_edit& operator=(text_edit&&) noexcept;

    /// As UTF-8.
    [[nodiscard]] std::string text() const;
    /// Another text, the caret at its end; nothing can be undone.
    void set_text(std::string_view text);
    /// What stands before the caret, as UTF-8.
    [[nodiscard]] std::string before_caret() const;
    /// The bytes of `text` that are selected, first and behind the last; empty: nothing.
    [[nodiscard]] std::pair<std::size_t, std::size_t> selected() const;

    /// Takes the presses that edit, and what was typed, out of the input. What Ctrl+C or Ctrl+X
    /// puts on the clipboard is returned; Ctrl+V pastes what the input has of it.
    std::optional<std::string> take(input& in);

    /// The width of a letter, for the mouse.
    using letter_width = std::function<float(char32_t)>;
    /// The mouse was pressed, or dragged since, at `x` from the beginning of the text.
    void press(float x, letter_width width);
    void drag(float x, letter_width width);

    /// How far the text is moved to the left, so that the caret is seen: kept by who draws it.
    float scrolled = 0;

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace app::ui
