// The subcommands, each with what it was asked for. They print to `out`, throw what went wrong
// (errors.hpp), and know nothing of how their arguments were written.
#pragma once

#include "app/cli/choice.hpp"
#include "app/platform/window.hpp"
#include "app/session/command.hpp"
#include "core/run/run.hpp"
#include "core/sched/schedule.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>

namespace app::cli {

void list(bool json, std::ostream& out);

/// What of a run is printed.
struct report_options {
    bool json = false;
    bool transcript = false;
    std::string trace; // a file for the Chrome trace; empty: none
};

struct run_options {
    choice what;
    chan::run::mode mode = chan::run::mode::step;
    double speed = chan::run::max_speed;
    std::optional<std::uint64_t> seed;
    report_options report;
};
void run(const run_options& how, std::ostream& out);

/// How a stepped run ends in which each thread has its turn, as `shot` and the window make it.
struct run_end {
    chan::run::verdict_kind verdict{};
    std::size_t events = 0;
};
[[nodiscard]] run_end end_of_run(const choice& what);

struct replay_options {
    std::string schedule; // its text, or a file with one: see recording.hpp
    report_options report;
};
void replay(const replay_options& how, std::ostream& out);

/// How a picture or a script's window looks.
struct look {
    platform::pixel_size size{1440, 900};
    double scale = 1;
    session::theme theme = session::theme::dark;
};

struct at_start {};
struct at_end {};
struct at_hang {};
struct at_event {
    std::size_t number = 0;
};
struct at_step {
    std::size_t number = 0; // from 1
};
using moment = std::variant<at_start, at_end, at_hang, at_event, at_step>;

struct shot_options {
    choice what;
    chan::run::mode mode = chan::run::mode::step;
    moment at = at_end{};
    cli::look look;
    std::string out;
};
void shot(const shot_options& how);

struct script_options {
    std::string file;
    cli::look look;
    bool visible = false;
};
void script(const script_options& how, std::ostream& out);

struct window_options {
    std::optional<choice> what; // none: where the learner was
};
void window(const window_options& how);

} // namespace app::cli
