// The field for one line of text: what the mouse and the keys do is text_edit's; here it is drawn.
#include "app/ui/widgets.hpp"

#include <algorithm>

namespace app::ui {

namespace {

constexpr text_role role = text_role::body;
constexpr float caret_room = 2;

/// Moves the text so far that the caret is seen, and no further.
void reveal_caret(text_edit& edit, float caret, float all, float room) {
    edit.scrolled = std::min(edit.scrolled, caret);
    edit.scrolled = std::max(edit.scrolled, caret + caret_room - room);
    edit.scrolled = std::clamp(edit.scrolled, 0.0f, std::max(0.0f, all + caret_room - room));
}

} // namespace

bool text_field(
    context& ctx,
    std::string_view name,
    const rect& area,
    text_edit& edit,
    const field_options& show
) {
    if (show.focused_at_first && !ctx.items().find(name)) {
        ctx.focus(name);
    }
    const interaction found = ctx.interact(
        name, area, {.kind = item_kind::field, .text = show.hint, .value = edit.text()}
    );
    const fonts& type = ctx.type();
    const rect line = area.inset(12, 0);
    const auto width_of = [&](char32_t letter) {
        std::string one;
        append_letter(one, letter);
        return type.width(role, one);
    };
    const float mouse = ctx.in().mouse.x - line.x + edit.scrolled;
    if (found.pressed) {
        edit.press(mouse, width_of);
    } else if (found.held && !(ctx.in().mouse == ctx.press_origin())) {
        edit.drag(mouse, width_of);
    }
    bool entered = false;
    if (found.focused) {
        input& in = ctx.in();
        entered = in.take(key::enter) || in.take(key::keypad_enter);
        if (auto copied = edit.take(in)) {
            ctx.copy(*std::move(copied));
        }
        // What is typed here is no command.
        std::erase_if(in.keys, [](const key_press& press) {
            return press.code >= 32 && press.code < 127 && !press.control && !press.alt;
        });
    }
    const std::string text = edit.text();
    const float caret = type.width(role, edit.before_caret());
    reveal_caret(edit, caret, type.width(role, text), line.width);

    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    p.fill(area, t.surface.inset, metric::button_radius);
    p.stroke(area, found.focused ? t.accent : t.outline.strong, 1, metric::button_radius);
    p.push_clip(line.inset(-1, 0));
    const float begin = line.x - edit.scrolled;
    const auto [first, last] = edit.selected();
    if (first < last && found.focused) {
        const float from = begin + type.width(role, std::string_view(text).substr(0, first));
        const float to = begin + type.width(role, std::string_view(text).substr(0, last));
        p.fill({from, line.center().y - 11, to - from, 22}, faded(t.accent, 0.35f), 2);
    }
    p.text(begin, line.center().y, text, {role, t.text.strong, across::left, upright::middle});
    if (text.empty()) {
        p.text_in(line, show.hint, {role, t.text.faint});
    }
    if (found.focused) {
        const float x = begin + caret + 0.5f;
        p.line({x, line.center().y - 9}, {x, line.center().y + 9}, t.text.strong, 1);
        ctx.note(std::string(name) + ".caret", {x, line.center().y - 9, 1, 18}, "");
    }
    p.pop_clip();
    if (found.hovered) {
        ctx.cursor(mouse_cursor::text);
    }
    return entered;
}

} // namespace app::ui
