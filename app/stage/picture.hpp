// A picture of the stage as plain values: what stands where, how large, how visible, with which
// words and colour role. `layout` makes the picture of a world at rest, `motion` blends such
// pictures; drawing only paints what is here. Each thing has the identity it has in the world, and
// occurs once.
#pragma once

#include "app/stage/ground.hpp"
#include "app/stage/words.hpp"
#include "app/ui/draw.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app::stage {

/// Of the glyph beside a name, in a card that has no other place for it.
inline constexpr float small_glyph = 12;

/// The width that a name has in a card of one line: a little more than its letters need, so that
/// what follows the names of a column stands in a column. `small`: in the smallest type.
[[nodiscard]] inline float width_of_name(const std::string& name, bool small) {
    return (small ? 5.4f : 7.0f) * static_cast<float>(name.size());
}

using tint = std::optional<ui::state_role>; // none: neutral

struct card {
    actor_number actor = 0;
    std::string name{};
    state_words state{};
    rect area{};
    stage::density density = density::tall;
    float text_right = 0;    // where the name's line must end
    float state_right = 0;   // where the state's line must end
    bool shows_glyph = true; // else a message in hand has its place
    float glyph_room = 0;    // what its words gain without the glyph, which stands beside them
    bool blocked = false;    // pulses while the run plays
    std::string tally{};     // "sent  1 2 3 4"
    rect tally_area{};       // empty: no room for it
    bool absent = false;     // yet to be spawned: its place only
    float dim = 0;           // 1: finished or absent
    float spoken = 1;        // how visible its words are: less while its form changes
    float opacity = 1;
    friend bool operator==(const card&, const card&) = default;
};

/// A narrow card of a crowd has its state below its name, where both keep off its edges.
[[nodiscard]] inline bool has_two_lines(const card& one) {
    return one.area.height >= 38 && one.area.width < 180;
}

struct pipe {
    object_id channel{};
    std::uint32_t bound = 0;
    channel_words words{};
    rect area{};
    float tucked = 0;                               // so far it reaches under the lock beside it
    rect words_area{};                              // two lines above the pipe
    std::vector<rect> slots{};                      // by position in the queue, front first
    std::optional<point> left_hand{}, right_hand{}; // rendezvous: where the two hands meet
    std::uint32_t piled = 0;                        // messages that are not shown one by one
    rect pile{};
    bool absent = false; // yet to be made: its place only
    float opacity = 1;
    friend bool operator==(const pipe&, const pipe&) = default;
};

struct chip {
    object_id handle{};
    std::string name{};
    chan::probe::end end{};
    rect area{};
    bool brief = false; // no room for its name
    float crossed = 0;  // 1: dropped
    float opacity = 1;
    friend bool operator==(const chip&, const chip&) = default;
};

struct token {
    enum class place { offered, in_hand, queued, piled };
    message_id message{};
    std::string label{};
    point center{};
    float size = 0;
    token::place where = place::queued;
    point origin{}; // where it comes from, and goes back to when a send fails
    std::size_t hue = 0;
    bool covered = false;  // the next one lies over it: no room for its label
    bool unlabelled = false; // nor in any other of its pipe
    float opacity = 1;
    friend bool operator==(const token&, const token&) = default;
};

struct lock_card {
    object_id lock{};
    rect area{};
    rect words_area{}; // "mutex", above it
    std::string words{};
    float wire_y = 0; // where the wire to its holder passes the queue
    bool held = false;
    bool absent = false; // yet to be made: its place only
    float opacity = 1;
    friend bool operator==(const lock_card&, const lock_card&) = default;
};

/// A place in the queue for a lock.
struct ticket {
    object_id lock{};
    actor_number actor = 0;
    std::uint32_t number = 0; // 1: next; 0: no longer in the queue
    point center{};
    float radius = 9;
    float opacity = 1;
    friend bool operator==(const ticket&, const ticket&) = default;
};

/// Where an actor is stopped: before a pipe, with its message, or behind it.
struct bar {
    actor_number actor = 0;
    rect area{};
    ui::state_role role{};
    float opacity = 1;
    friend bool operator==(const bar&, const bar&) = default;
};

/// A receiver's empty hand, held into a rendezvous while it waits.
struct empty_hand {
    actor_number actor = 0;
    point center{};
    float size = 0;
    ui::state_role role{};
    float opacity = 1;
    friend bool operator==(const empty_hand&, const empty_hand&) = default;
};

struct wire {
    enum class kind { sends, receives, holds, queues };
    actor_number actor = 0;
    object_id object{};
    wire::kind what = kind::sends;
    ui::curve path{};
    tint role = {};
    float opacity = 1;
    friend bool operator==(const wire& a, const wire& b) {
        return a.actor == b.actor && a.object == b.object && a.what == b.what
            && a.path.from == b.path.from && a.path.control_from == b.path.control_from
            && a.path.control_to == b.path.control_to && a.path.to == b.path.to && a.role == b.role
            && a.opacity == b.opacity;
    }
};

struct picture {
    rect area{}, flow{};
    rect info{}, numbers{}; // free for the explaining card, for statistics and results
    std::vector<wire> wires{};
    std::vector<pipe> pipes{};
    std::vector<lock_card> locks{};
    std::vector<card> cards{};
    std::vector<ticket> tickets{};
    std::vector<empty_hand> hands{};
    std::vector<bar> bars{};
    std::vector<chip> chips{};
    std::vector<token> tokens{};
    friend bool operator==(const picture&, const picture&) = default;
};

/// Says which handle keeps a channel open: from its pipe to the handle, with words half-way. Below
/// both where there is room, else over the card's upper edge, where it may pass the panel's caption.
struct tie {
    ui::curve path{};
    point words{};
};
[[nodiscard]] std::optional<tie> tie_to_handle(const picture& of, object_id handle);

} // namespace app::stage
