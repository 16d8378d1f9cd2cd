// Everything the learner can ask for, as one variant of imperative values, and one table of those
// that have a name, a label, a key and a sentence of help. Menus, tooltips, the key help and the
// keyboard are all made from the table. Views send commands; only `session::apply` carries them
// out.
//
// Key codes are those of app/platform and app/ui (GLFW's numbers); this folder does not know a
// keyboard.
#pragma once

#include "core/probe/facts.hpp"
#include "core/run/run.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace app::session {

enum class theme { dark, light };

/// What lies above the window.
enum class overlay { none, keys, jump, settings, about };

/// What the learner clicked. `id`: actor number, object_id::value or message_id::value.
struct selection {
    enum class what : std::uint8_t { nothing, actor, channel, handle, lock, message };
    what kind = what::nothing;
    std::uint64_t id = 0;
    friend bool operator==(const selection&, const selection&) = default;
};

// --- commands: which lesson, how -----------------------------------------------------------------
struct open_lesson {
    std::string id;
    std::string variant = {};
}; // variant empty: the first
struct choose_variant {
    std::string id;
}; // restarts
struct set_slider {
    std::string id;
    int value = 0;
}; // restarts and plays, unless it is a rate
struct reset_slider {
    std::string id;
};
struct apply_fix {}; // the variant that cures this one, from the start

// --- commands: transport -------------------------------------------------------------------------
struct restart {};
struct hold_or_go {};
struct hold {};
struct go {};
struct step {}; // any actor; while looking back: one event forward
struct step_actor {
    chan::probe::actor_number actor = 0;
};
struct let_time_pass {};
struct back {}; // live: one event back; step mode: undo one choice
struct set_mode {
    chan::run::mode mode = chan::run::mode::live;
};
struct show_all_schedules {}; // refused for now: the explorer is not built yet
struct set_speed {
    double speed = 1;
}; // 0.25 … 4, or chan::run::max_speed
struct faster {};
struct slower {};

// --- commands: looking ---------------------------------------------------------------------------
struct look_at_time {
    std::int64_t shown_ns = 0;
}; // the playhead was dragged between two events
struct look_at_event {
    std::size_t events = 0;
}; // the world after so many events
struct look_at_start {};
struct look_at_now {};
struct select {
    selection what;
};             // nothing: close the explanation
struct why {}; // select the next actor that waits

// --- commands: story -----------------------------------------------------------------------------
struct next_story_step {}; // runs this step; when it is over: shows the next, or the next lesson
struct previous_story_step {};
struct show_story_step {
    std::size_t step = 0;
};
struct answer {
    std::size_t option = 0;
}; // may be changed until the step runs
struct skip_question {};

// --- commands: the window and what is kept of it
// ---------------------------------------------------
struct set_theme {
    session::theme theme = theme::dark;
};
struct toggle_theme {};
struct set_scale {
    double scale = 0;
}; // 1 … 2; 0: as the display says
struct set_reduced_motion {
    bool on = false;
};
struct toggle_reduced_motion {};
struct set_panel_size {
    std::string panel;
    double size = 0;
};
struct show_overlay {
    overlay what = overlay::none;
};                 // the one that is shown already: closes it
struct dismiss {}; // Escape: overlay, else notice, else selection
struct notify {
    std::string sentence;
    bool warning = false;
};

// --- commands that the frame loop carries out: session keeps them for `take_requests`
// ---------------
struct export_trace {};
struct take_screenshot {};
struct toggle_full_screen {};
struct copy_text {
    std::string text;
};
struct quit {};

using command = std::variant<
    open_lesson,
    choose_variant,
    set_slider,
    reset_slider,
    apply_fix,
    restart,
    hold_or_go,
    hold,
    go,
    step,
    step_actor,
    let_time_pass,
    back,
    set_mode,
    show_all_schedules,
    set_speed,
    faster,
    slower,
    look_at_time,
    look_at_event,
    look_at_start,
    look_at_now,
    select,
    why,
    next_story_step,
    previous_story_step,
    show_story_step,
    answer,
    skip_question,
    set_theme,
    toggle_theme,
    set_scale,
    set_reduced_motion,
    toggle_reduced_motion,
    set_panel_size,
    show_overlay,
    dismiss,
    notify,
    export_trace,
    take_screenshot,
    toggle_full_screen,
    copy_text,
    quit>;

// --- the table -----------------------------------------------------------------------------------

/// A key with modifiers, or a typed character (which finds "?" and "+" on any keyboard).
struct chord {
    int code = 0;
    char32_t character = 0;
    bool control = false;
    friend bool operator==(const chord&, const chord&) = default;
};

enum class group : std::uint8_t { transport, looking, story, window };

struct command_info {
    std::string_view name;  // "hold_or_go": in scripts and as the last part of widgets' names
    std::string_view label; // "Hold / go": buttons, menus
    std::string_view key;   // "Space": as it is shown; empty: none
    std::string_view help;  // one sentence: tooltips and the key help
    session::group group = group::window;
    session::chord chord = {};
    session::chord also = {}; // a second way
    session::command command; // what it does
    std::string_view also_key = {}; // the second way, where the learner is told of it: "F1"
};

[[nodiscard]] std::span<const command_info> command_table();
/// A name that the table does not have is a broken contract.
[[nodiscard]] const command_info& info(std::string_view name);
[[nodiscard]] const command_info* find_command(std::string_view name);
[[nodiscard]] std::optional<command> command_for(chord pressed);

/// "Live", "0.5×", "max": the speeds that `faster` and `slower` go through, slowest first; the last
/// is chan::run::max_speed.
[[nodiscard]] std::span<const double> speeds();
[[nodiscard]] std::string speed_text(double speed);

} // namespace app::session
