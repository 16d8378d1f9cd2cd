// The stage panel's inside: actors, pipes, locks and messages at a moment of a log, with the cards
// that explain them. Draws with app/ui, registers what can be clicked ("actor.producer",
// "channel.0", "lock.0", "handle.tx", "message.5", "stage.fix"; spaces in names become "-"), and
// says what was clicked. Decides nothing: the same inputs give the same picture.
#pragma once

#include "app/stage/cast.hpp"
#include "app/stage/moment.hpp"
#include "app/ui/context.hpp"
#include "core/model/history.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app::stage {

/// What on the stage was clicked, hovered or is selected.
struct actor_ref {
    actor_number actor = 0;
    friend bool operator==(actor_ref, actor_ref) = default;
};
struct channel_ref {
    object_id channel;
    friend bool operator==(channel_ref, channel_ref) = default;
};
struct lock_ref {
    object_id lock;
    friend bool operator==(lock_ref, lock_ref) = default;
};
struct handle_ref {
    object_id handle;
    friend bool operator==(handle_ref, handle_ref) = default;
};
struct message_ref {
    message_id message;
    friend bool operator==(message_ref, message_ref) = default;
};
using thing =
    std::variant<std::monostate, actor_ref, channel_ref, lock_ref, handle_ref, message_ref>;

/// "Why is producer waiting?": a box with a heading and one to three sentences.
struct note_card {
    std::string_view heading;
    std::string_view text;
    ui::state_role role = ui::state_role::waiting_send;
    bool unasked = false; // gives way where it would cover something
};

/// "This can never end": across the stage, with the button that cures it where a variant does.
struct hang_card {
    std::string_view heading = "This can never end";
    std::string_view text;                        // sentences; "\n" begins a new line
    std::string_view fix = {};                    // "Fix: drop(tx)"; empty: no button
    std::span<const object_id> kept_open_by = {}; // the guilty handles: a curve leads to each
};

/// A number with a word under it, at the lower right: "61 %", "blocked".
struct stat {
    std::string value;
    std::string label;
};

/// One variant's finishing time, as a bar: they stand side by side.
struct result {
    std::string label;
    std::string value;    // "1.24 s", "never ends"
    std::string queued{}; // the most messages that waited; empty: not told
    double fraction = 0;  // of the longest, 0 to 1
    bool current = false; // the one that is shown now
    bool bad = false;     // a hang or a panic
    bool endless = false; // a hang: its bar has no end
};

struct picture;

struct inputs {
    const chan::model::history* history = nullptr;
    /// See moment.hpp.
    const stage::moment* moment = nullptr;
    /// Learned from an earlier run of this lesson and variant, or null.
    const stage::cast* start = nullptr;
    /// Keep one per view: saves learning the cast anew each frame.
    stage::cast_memory* memory = nullptr;
    /// Now on the stage clock, where it is known: counts sleeps down.
    std::optional<std::int64_t> stage_ns = {};
    ui::rect area;        // inside the panel's padding, below its caption
    bool playing = false; // blocked actors pulse; still when held, ended or in the past
    double seconds = 0;   // the display's clock, for the pulse only
    thing selected = {};
    thing pointed_at = {}; // by the story: marked with a ring
    std::optional<note_card> note = {};
    std::optional<hang_card> hang = {};
    /// What stood there before a new run took its place: stays until that has a channel, then turns
    /// into what it shows. `before_part`: how much of that has happened, 0 to 1.
    const picture* before = nullptr;
    float before_part = 0;
    picture* drawn = nullptr;             // receives what was drawn, for the next `before`
    std::span<const stat> stats = {};     // up to three; see stats_of
    std::span<const result> results = {}; // shown in place of the stats where there are any
};

struct interaction {
    thing clicked = {}; // monostate: nothing
    thing hovered = {};
    bool clicked_empty = false; // the stage itself: unselect
    bool fix = false;           // the hang card's button
    bool moving = false;        // the picture is in motion: draw another frame
};

interaction draw(ui::context& ctx, const inputs& show);

/// Queued, blocked, messages per second, of the run up to now on the stage clock. Who takes no part
/// is not counted among the blocked: it joins.
[[nodiscard]] std::vector<stat>
stats_of(const chan::model::world& state, const cast& parts, std::int64_t stage_ns);

} // namespace app::stage
