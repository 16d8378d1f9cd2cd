// A run as one line of text, so that it can be replayed from anywhere: which lesson and variant,
// the sliders, and the choices.
//
//     backpressure/bounded buffer=2 messages=20: 0 0 1*3 t 2
//
// A session file (core/export) says the same as JSON and is read, too.
#pragma once

#include "app/cli/choice.hpp"
#include "core/sched/schedule.hpp"

#include <string>
#include <string_view>

namespace app::cli {

struct recording {
    choice what;
    chan::sched::schedule schedule;
};

[[nodiscard]] std::string write_recording(const recording& what);

/// How a schedule is written, for errors.
inline constexpr const char* schedule_form =
    "LESSON/VARIANT NAME=VALUE...: CHOICES, as run --json prints it";

/// A usage error says what is wrong with it.
[[nodiscard]] recording read_recording(std::string_view text);

} // namespace app::cli
