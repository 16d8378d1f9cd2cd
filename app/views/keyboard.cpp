// A press is looked up by its key, typed text by its characters; the table has each command under
// one of the two, so that nothing happens twice.
#include "app/views/keyboard.hpp"

#include <algorithm>
#include <optional>
#include <variant>

namespace app::views {
namespace {

/// What repeats while a key is held down: what moves by small steps.
bool repeats(const session::command& what) {
    return std::holds_alternative<session::step>(what)
        || std::holds_alternative<session::back>(what)
        || std::holds_alternative<session::step_actor>(what)
        || std::holds_alternative<session::faster>(what)
        || std::holds_alternative<session::slower>(what);
}

bool concerns_window(const session::command& what) {
    const auto found = std::ranges::find_if(session::command_table(), [&](const auto& info) {
        return info.group == session::group::window && info.command.index() == what.index();
    });
    return found != session::command_table().end();
}

} // namespace

void dispatch_keys(const ui::input& in, const session::session& shown, commands& out) {
    const bool covered = shown.overlay() != session::overlay::none;
    const auto obey = [&](const std::optional<session::command>& what, bool repeated) {
        if (!what || (covered && !concerns_window(*what))) return;
        if (repeated && !repeats(*what)) return;
        // While a question is open, its answers have the numbers.
        const auto* number = std::get_if<session::step_actor>(&*what);
        if (number != nullptr && !covered && !repeated && shown.waits_for_answer()
            && number->actor < shown.story().step().predict->options.size()) {
            out.push_back(session::answer{number->actor});
            return;
        }
        out.push_back(*what);
    };
    for (const ui::key_press& press : in.keys) {
        if (press.alt) continue;
        obey(
            session::command_for({.code = press.code, .character = 0, .control = press.control}),
            press.repeated
        );
    }
    for (const char32_t character : in.typed) {
        obey(session::command_for({.code = 0, .character = character, .control = false}), false);
    }
}

} // namespace app::views
