// The table of command.hpp. Key codes are GLFW's.
#include "app/session/command.hpp"

#include "core/base/contract.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace app::session {

namespace {

namespace code {
constexpr int space = 32, escape = 256, right = 262, left = 263, home = 268, end = 269, f1 = 290,
              f11 = 300;
}

constexpr chord key(int which) {
    return {.code = which};
}
constexpr chord control(char letter) {
    return {.code = letter, .control = true};
}
constexpr chord typed(char32_t character) {
    return {.character = character};
}

// clang-format off: a table is read as one
command_info step_of_actor(int number) {
    static constexpr std::array<std::string_view, 9> names{
        "step_actor_1",
        "step_actor_2",
        "step_actor_3",
        "step_actor_4",
        "step_actor_5",
        "step_actor_6",
        "step_actor_7",
        "step_actor_8",
        "step_actor_9"};
    static constexpr std::array<std::string_view, 9> labels{
        "Step thread 1",
        "Step thread 2",
        "Step thread 3",
        "Step thread 4",
        "Step thread 5",
        "Step thread 6",
        "Step thread 7",
        "Step thread 8",
        "Step thread 9"};
    static constexpr std::string_view digits = "123456789";
    const auto place = static_cast<std::size_t>(number - 1);
    return {
        .name = names[place],
        .label = labels[place],
        .key = digits.substr(place, 1),
        .help = "The thread with this number does exactly one operation; main is 1.",
        .group = group::transport,
        .chord = typed(static_cast<char32_t>('0' + number)),
        .command = step_actor{static_cast<chan::probe::actor_number>(number - 1)},
    };
}

std::vector<command_info> make_table() {
    std::vector<command_info> all{
        {"restart",
         "Restart",
         "R",
         "Leaves this run, wherever it stands, and begins it again.",
         group::transport,
         key('R'),
         {},
         restart{}},
        {"back",
         "One back",
         "←",
         "Looks back by one event; in Step mode it undoes the last choice, by running up to it "
         "again.",
         group::transport,
         key(code::left),
         {},
         back{}},
        {"hold_or_go",
         "Hold / go",
         "Space",
         "Stops every thread before its next operation, or lets them go on. From the past it comes "
         "back to now; a run that has ended begins again.",
         group::transport,
         key(code::space),
         {},
         hold_or_go{}},
        {"step",
         "Step",
         "→",
         "One thread does exactly one operation; while looking back, one event forward.",
         group::transport,
         key(code::right),
         {},
         step{}},
        {"let_time_pass",
         "Let time pass",
         "T",
         "The stage clock goes to the next end of a sleep, a work or a time-out.",
         group::transport,
         key('T'),
         {},
         let_time_pass{}},
        {"slower",
         "Slower",
         "−",
         "Shows the run at half the speed.",
         group::transport,
         typed('-'),
         typed(U'−'),
         slower{}},
        {"faster",
         "Faster",
         "+",
         "Shows the run at twice the speed; above 4×, as fast as it goes.",
         group::transport,
         typed('+'),
         typed('='),
         faster{}},
        {"mode_live",
         "Live mode",
         "L",
         "All threads run at once, under the operating system.",
         group::transport,
         key('L'),
         {},
         set_mode{chan::run::mode::live}},
        {"mode_step",
         "Step mode",
         "S",
         "One thread goes at a time, and you choose which.",
         group::transport,
         key('S'),
         {},
         set_mode{chan::run::mode::step}},
    };
    for (int number = 1; number <= 9; ++number) {
        all.push_back(step_of_actor(number));
    }
    all.insert(
        all.end(),
        {
            {"look_at_start",
             "To the start",
             "Home",
             "Looks at the world before the first event.",
             group::looking,
             key(code::home),
             {},
             look_at_start{}},
            {"look_at_now",
             "To now",
             "End",
             "Looks at the run as it is now.",
             group::looking,
             key(code::end),
             {},
             look_at_now{}},
            {"why",
             "Why does it wait?",
             "W",
             "Says what a thread waits for, and who can end that; again: of the next that waits.",
             group::looking,
             key('W'),
             {},
             why{}},
            {"next_story_step",
             "Run to next step",
             "N",
             "Runs the threads to the end of this step of the story; when they are there, shows the next.",
             group::story,
             key('N'),
             {},
             next_story_step{}},
            {"previous_story_step",
             "Back",
             "P",
             "Shows the step of the story before this one.",
             group::story,
             key('P'),
             {},
             previous_story_step{}},
            {"skip_question",
             "Skip the question",
             "X",
             "Runs to the next step without an answer.",
             group::story,
             key('X'),
             {},
             skip_question{}},
            {"apply_fix",
             "Fix it",
             "F",
             "Runs the variant that cures what went wrong.",
             group::story,
             key('F'),
             {},
             apply_fix{}},
            {"jump",
             "Jump to a lesson",
             "/",
             "Finds a lesson by a part of its title.",
             group::window,
             typed('/'),
             {},
             show_overlay{overlay::jump}},
            {"keys",
             "Keys",
             "?",
             "Shows all keys.",
             group::window,
             typed('?'),
             key(code::f1),
             show_overlay{overlay::keys},
             "F1"},
            {"settings",
             "Settings",
             "Ctrl+,",
             "Changes the theme, the size and the motion.",
             group::window,
             control(','),
             {},
             show_overlay{overlay::settings}},
            {"about",
             "About Chanscope",
             "A",
             "Says what it is, its version and licence, and what it is made with.",
             group::window,
             key('A'),
             {},
             show_overlay{overlay::about}},
            {"toggle_theme",
             "Dark / light",
             "Ctrl+T",
             "Changes between the dark and the light theme.",
             group::window,
             control('T'),
             {},
             toggle_theme{}},
            {"toggle_reduced_motion",
             "Less motion",
             "Ctrl+M",
             "Things jump to their places instead of moving there.",
             group::window,
             control('M'),
             {},
             toggle_reduced_motion{}},
            {"export_trace",
             "Export the trace",
             "Ctrl+E",
             "Saves the run so far as a file for Perfetto or Chrome's tracing page.",
             group::window,
             control('E'),
             {},
             export_trace{}},
            {"take_screenshot",
             "Screenshot",
             "Ctrl+S",
             "Saves a picture of the window.",
             group::window,
             control('S'),
             {},
             take_screenshot{}},
            {"toggle_full_screen",
             "Full screen",
             "F11",
             "Fills the screen, or goes back to a window.",
             group::window,
             key(code::f11),
             {},
             toggle_full_screen{}},
            {"dismiss",
             "Close",
             "Esc",
             "Takes away what is open: keys, settings, a note, an explanation.",
             group::window,
             key(code::escape),
             {},
             dismiss{}},
            {"quit",
             "Quit",
             "Ctrl+Q",
             "Leaves the program.",
             group::window,
             control('Q'),
             {},
             quit{}},
        }
    );
    return all;
}
// clang-format on

constexpr std::array<double, 6> all_speeds{0.25, 0.5, 1, 2, 4, chan::run::max_speed};

} // namespace

std::span<const command_info> command_table() {
    static const std::vector<command_info> table = make_table();
    return table;
}

const command_info* find_command(std::string_view name) {
    const auto found = std::ranges::find(command_table(), name, &command_info::name);
    return found != command_table().end() ? &*found : nullptr;
}

const command_info& info(std::string_view name) {
    const command_info* found = find_command(name);
    chan::base::require(found != nullptr, "a command is asked for by a name that the table has");
    return *found;
}

std::optional<command> command_for(chord pressed) {
    for (const command_info& one : command_table()) {
        if (one.chord == pressed || (one.also != chord{} && one.also == pressed)) {
            return one.command;
        }
    }
    return std::nullopt;
}

std::span<const double> speeds() {
    return all_speeds;
}

std::string speed_text(double speed) {
    if (speed == chan::run::max_speed) {
        return "max";
    }
    const bool halves = speed * 2 == static_cast<double>(static_cast<int>(speed * 2));
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), halves ? "%.1f×" : "%.2f×", speed);
    return text.data();
}

} // namespace app::session
