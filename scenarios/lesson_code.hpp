// What lessons' code is written with beyond core/run/lesson_api.hpp: durations that follow a
// slider, output with values in it, and threads that are given a function and its arguments.
//
// Call sites are the lesson's: a helper that stands for an operation passes on the line of its
// caller.
#pragma once

#include "core/run/lesson_api.hpp"
#include "scenarios/settings.hpp"
#include "scenarios/text.hpp"

#include <chrono>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace scenarios {

using namespace chan::lesson;

/// A duration in milliseconds that a slider sets, read anew at each use.
class rate {
public:
    rate(const settings& values, std::string_view slider) : values_(values), slider_(slider) {}
    operator std::chrono::nanoseconds() const {
        return std::chrono::milliseconds(values_[slider_]);
    }

private:
    settings values_; // shared with whoever moves the slider
    std::string_view slider_;
};

/// Prints a line of output as Rust's println! does: each {} is the next value (text.hpp).
template <class... Values>
void println(shape<std::type_identity_t<Values>...> line, const Values&... values) {
    print(filled(line.text, {to_text(values)...}));
}

/// An actor's name, and the line that starts it.
struct actor_name {
    std::string text;
    std::source_location where;
    actor_name(const char* name, std::source_location line = std::source_location::current())
        : text(name), where(line) {}
};

/// Starts a thread that calls the function with the arguments, which are moved to the thread: so
/// the handles among them die on it, with the function's parameters.
template <class Function, class... Arguments>
join_handle spawn(actor_name name, Function function, Arguments... arguments) {
    return chan::run::spawn(
        name.text,
        [function = std::move(function), ... arguments = std::move(arguments)]() mutable {
            function(std::move(arguments)...);
        },
        name.where
    );
}

/// The same for one of several alike: "worker 2" calls function(2, arguments...).
template <class Function, class... Arguments>
join_handle spawn(actor_name name, int id, Function function, Arguments... arguments) {
    name.text += ' ' + std::to_string(id);
    return spawn(std::move(name), std::move(function), id, std::move(arguments)...);
}

} // namespace scenarios
