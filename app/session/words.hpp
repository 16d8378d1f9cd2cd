// The words of core/export for the window: what an event says and why an actor waits, with lines as
// the shown listing numbers them. A pass-through: views may not see core/export themselves.
#pragma once

#include "core/model/why.hpp"
#include "core/model/world.hpp"
#include "scenarios/listing.hpp"

#include <string>
#include <vector>

namespace app::session {

/// What an event says of its actor, to be read after the actor's name; of nobody in particular when
/// `actor` is no_actor. Empty `what`: too small to be told.
struct told_event {
    chan::model::actor_number actor = chan::probe::no_actor;
    std::string what{};
};

/// In the world after the event.
[[nodiscard]] told_event words_of(
    const chan::model::world& after, const chan::probe::fact& what, const scenarios::listing& lines
);

/// What an actor is doing, to be read after its name: "waits in recv()".
[[nodiscard]] std::string
state_words(const chan::model::world& state, const chan::model::actor& who);

/// Why an actor waits, in one to three sentences, now on the stage clock.
[[nodiscard]] std::vector<std::string> why_words(
    const chan::model::world& state,
    const chan::model::explanation& why,
    const scenarios::listing& lines,
    std::int64_t stage_ns
);

/// A hang, explained: causes before consequences.
[[nodiscard]] std::vector<std::string>
hang_words(const chan::model::world& state, const scenarios::listing& lines);

/// "0 ms", "320 ms", "1.2 s".
[[nodiscard]] std::string duration_words(std::int64_t nanoseconds);

} // namespace app::session
