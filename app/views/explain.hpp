// What is said about a thing that was clicked: why an actor waits, where a message is, who owns an
// end, what a channel holds. Pure: a world and a selection to words.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/theme.hpp"
#include "core/model/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app::views {

struct explained {
    std::string heading;
    std::string text;
    ui::state_role role = ui::state_role::idle;
};

/// None: nothing is selected, or it is not there in this world. `lines`: the listing that is shown;
/// `stage_ns`: now on the stage clock.
[[nodiscard]] std::optional<explained> explain(
    const chan::model::world& state,
    const session::selection& what,
    const scenarios::listing& lines,
    std::int64_t stage_ns
);

/// Why this actor waits, or how long it works or sleeps; none when it does neither.
[[nodiscard]] std::optional<explained> explain_wait(
    const chan::model::world& state,
    chan::model::actor_number actor,
    const scenarios::listing& lines,
    std::int64_t stage_ns
);

/// The place that a story's pointer names, "0" for the first: of so many, at least one.
[[nodiscard]] std::size_t index_in(std::string_view name, std::size_t count);

/// Whose wait is told: of the actor that is selected, else of the one that the story points at, or of
/// the next for the lock that it points at; of none while threads run, or when the run is over.
[[nodiscard]] std::optional<chan::model::actor_number> whose_wait(const session::session& shown);

/// The same where nothing is selected; and where the story points at nothing on the stage and asks
/// nothing, of the first that waits for something else than a thread's end.
[[nodiscard]] std::optional<chan::model::actor_number>
whose_wait_unasked(const session::session& shown);

/// Sentences as one text.
[[nodiscard]] std::string joined(const std::vector<std::string>& sentences, char between = ' ');

} // namespace app::views
