// A run in plain words: one line for each event that matters, with its time and its actor.
//
//     Times are the program's, as on the timeline: sleeping and working take them, and waiting
//     for those who do; what else is done takes none.
//     Lines are those of the Rust listing.
//
//     0.250 s  producer  sends 3: 2 of 2 places taken
//     0.500 s  producer  waits in send(4): both places are taken
//
// An actor's wait is told once per operation, when it begins, whether it parks (live) or stands at
// its point (step). A hang ends with its explanation.
#pragma once

#include "core/export/words.hpp"
#include "core/trace/log.hpp"

#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace chan::exporter {

struct transcript_options {
    line_of lines{};                       // see words.hpp
    std::string_view listing{};            // whose lines they are: "the Rust listing"
    std::span<const std::string> output{}; // what the run printed: the whole lines, by their index
};

void write_transcript(
    std::ostream& into, const trace::log& log, const transcript_options& how = {}
);

} // namespace chan::exporter
