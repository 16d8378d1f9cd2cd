// A script drives the window by injected input, as a hand would, and says what must be seen. One
// line, one action; empty lines and lines that begin with # are skipped; NAME is a widget's name in
// the registry of app/ui, TEXT is the rest of the line.
//
//     click NAME               the mouse presses and lets go in the middle of it
//     double NAME              twice
//     hover NAME               the mouse rests on it
//     drag NAME FRACTION       a slider's knob, or the mouse within NAME, to 0 (left) … 1 (right)
//     wheel NAME NOTCHES       up is positive
//     key KEY                  space, right, F11, ctrl+e, n, ?, …
//     type TEXT                characters
//     wait MILLISECONDS        frames go on meanwhile
//     wait still               until nothing moves by itself
//     wait shows TEXT          until TEXT can be read somewhere
//     wait run STATE           STATE: going held ended completed hang panic
//     expect shows TEXT        expect hides TEXT
//     expect run STATE
//     expect there NAME        expect gone NAME
//     expect enabled NAME      expect disabled NAME        expect selected NAME
//     expect value NAME TEXT   what it reads, or stands at, is TEXT
//     list                     prints all widgets: name, kind, middle in pixels, what they read
//     say TEXT                 prints TEXT, so that whoever started the script knows how far it is
//     shot FILE                a picture of the window as PNG
//
// A wait that does not come true within 20 seconds fails, as does an expectation that does not
// hold.
#pragma once

#include "app/shell/shell.hpp"

#include <expected>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace app::shell {

enum class verb {
    click,
    double_click,
    hover,
    drag,
    wheel,
    key,
    type,
    wait_time,
    wait_still,
    wait_shows,
    wait_run,
    expect_shows,
    expect_hides,
    expect_run,
    expect_there,
    expect_gone,
    expect_enabled,
    expect_disabled,
    expect_selected,
    expect_value,
    list,
    say,
    shot,
};

struct script_line {
    int number = 0; // in the file, from 1
    app::shell::verb verb{};
    std::string name{}; // of a widget
    std::string text{}; // TEXT, KEY, STATE, FILE
    double amount = 0;  // FRACTION, NOTCHES, MILLISECONDS
};

/// A key with what is held down with it, as it is written: "ctrl+e". The error says what is not
/// there.
struct key_stroke {
    platform::modifiers held;
    platform::key_code code = 0; // 0: it is typed, for where "?" is depends on the keyboard
    std::string typed;
};
[[nodiscard]] std::expected<key_stroke, std::string> parse_key(std::string_view written);

/// The error is one sentence with the line's number and what would be right.
[[nodiscard]] std::expected<std::vector<script_line>, std::string>
parse_script(std::string_view text);

/// Runs it; what `list` prints goes to `out`. The error is one sentence with the line's number.
[[nodiscard]] std::expected<void, std::string>
play_script(shell& on, const std::vector<script_line>& lines, std::ostream& out);

} // namespace app::shell
