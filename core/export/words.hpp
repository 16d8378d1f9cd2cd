// Facts, states and explanations in plain, exact sentences: one place for the words of the
// transcript, of the command line and of the window.
//
// Lines are named as the reader sees them: `line_of` maps a call site to the line of the shown
// listing; 0 means that the line is not shown, and then none is named. Left out, it is the source's
// own line.
#pragma once

#include "core/base/function_ref.hpp"
#include "core/model/why.hpp"
#include "core/model/world.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chan::exporter {

using line_of = base::function_ref<std::uint32_t(const probe::call_site&)>;

/// "0 ms", "320 ms", "1.2 s"; below a millisecond "250 µs".
[[nodiscard]] std::string duration_words(std::int64_t nanoseconds);

/// "channel()" or "sync_channel(2)".
[[nodiscard]] std::string channel_words(const model::channel& which);

/// The call that an actor stands in: "send(5)", "recv()", "lock()"; empty for none.
[[nodiscard]] std::string call_words(const model::pending_operation& what);

/// What an actor does now, to be read after its name: "waits in send(5): both places are taken",
/// "works for 20 ms", "is running".
[[nodiscard]] std::string state_words(const model::world& state, const model::actor& who);

/// What an event says of its actor, to be read after the actor's name, or of nobody in particular.
struct event_words {
    model::actor_number actor = probe::no_actor; // no_actor: `what` is a sentence of its own
    std::string what{}; // "sends 3: 2 of 2 places are taken"; empty: too small
};

/// In the world after the event.
[[nodiscard]] event_words
words_of(const model::world& after, const probe::fact& what, line_of lines = {});

/// The same as one sentence with its full stop; empty where the event is too small to be told.
[[nodiscard]] std::string
event_sentence(const model::world& after, const probe::fact& what, line_of lines = {});

/// Why an actor waits: what it waits for, then who could end that and why they do or do not. One to
/// three sentences; none for an actor that does not wait. `stage_ns`: now on the stage clock, for
/// the time that is left; none: the world's last event is now.
[[nodiscard]] std::vector<std::string> why_sentences(
    const model::world& state,
    const model::explanation& why,
    line_of lines = {},
    std::optional<std::int64_t> stage_ns = {}
);

/// A hang, explained: the sentences of each stuck actor, causes before consequences. Empty: no
/// hang.
[[nodiscard]] std::vector<std::string>
hang_sentences(const model::world& state, line_of lines = {});

} // namespace chan::exporter
