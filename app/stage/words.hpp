// What actors and channels are said to do, in a few words each: the second lines of cards and
// pipes, with the colour role and the glyph that go with them. Pure functions of the world.
#pragma once

#include "app/ui/icons.hpp"
#include "app/ui/theme.hpp"
#include "core/model/world.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace app::stage {

struct state_words {
    std::string full;  // "holds the lock, waits in recv()"
    std::string brief; // "has lock, recv()", where there is less room
    ui::state_role role = ui::state_role::running;
    ui::icon glyph = ui::icon::none;
    // Where they say something else than the two: between them, and in the least room.
    std::string middle{}; // "has lock, handling 1  1.5 s"
    std::string least{};  // "recv()"
    friend bool operator==(const state_words&, const state_words&) = default;
};

/// `stage_ns`: now on the stage clock, for the time that is left of a sleep.
[[nodiscard]] state_words
words_of(const chan::model::world& state, const chan::model::actor& who, std::int64_t stage_ns);

/// Of an actor that an earlier run of the lesson had and this one has not spawned yet. Main is
/// never spawned: it starts.
[[nodiscard]] state_words words_of_absent(chan::model::actor_number who);

struct channel_words {
    std::string caption;                            // "sync_channel(2)"
    std::string status;                             // "2 / 2  full", "empty, open: 1 sender"
    std::string brief;                              // "1 sender", where there is less room
    std::optional<ui::state_role> role = {};        // of the outline; none: neutral
    std::optional<ui::state_role> status_role = {}; // of the status line
    friend bool operator==(const channel_words&, const channel_words&) = default;
};

[[nodiscard]] channel_words
words_of(const chan::model::world& state, const chan::model::channel& which);

/// Of a channel that an earlier run had and this one has not made yet; its `place` among `count`.
[[nodiscard]] channel_words
words_of_absent(std::uint32_t bound, std::size_t place, std::size_t count);

/// "320 ms", "1.2 s".
[[nodiscard]] std::string duration_words(std::int64_t nanoseconds);
/// "640 B", "204 KiB", "1.5 MiB".
[[nodiscard]] std::string size_words(std::uint64_t bytes);

} // namespace app::stage
