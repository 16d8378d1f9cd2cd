// Who plays which part: the actors, channels and locks of a run so far, and who sends to, receives
// from or locks what. Layout places things by it, so that nothing moves when a handle is cloned,
// moved or dropped: a part is never forgotten again, and only grows along a log.
//
// A *use* (an announced send or receive) decides an actor's side; until it uses anything, what it was
// *given* (a handle moved to it) does; what it only made decides nothing. A cast learned from an
// earlier run of the same lesson and variant can be given as a start: then the places are right from
// the first event on, and are kept free for actors that are yet to be spawned.
#pragma once

#include "core/model/world.hpp"
#include "core/trace/event.hpp"

#include <map>
#include <string>
#include <vector>

namespace app::stage {

using chan::model::actor_number;
using chan::model::message_id;
using chan::model::object_id;

struct cast {
    struct role {
        actor_number number = 0;
        std::string name;
        friend bool operator==(const role&, const role&) = default;
    };
    struct link {
        enum class direction { sends, receives };
        actor_number actor = 0;
        object_id object; // a channel, or a lock that guards no handle
        link::direction way = direction::sends;
        bool used = false; // else only given
        friend bool operator==(const link&, const link&) = default;
    };

    std::vector<role> actors;         // in the order of their spawns; main is there from the start
    std::vector<object_id> channels;  // in the order they were made
    std::vector<object_id> locks;
    std::map<object_id, object_id> guards;  // lock → the channel of the handle that it holds
    std::vector<link> links;          // in the order they were learned

    void learn(const chan::trace::event& event);
    [[nodiscard]] bool uses(actor_number actor, object_id object, link::direction way) const;
    friend bool operator==(const cast&, const cast&) = default;

private:
    void connect(const link& what);
    std::map<object_id, object_id> channel_of_; // handle → channel
};

/// What the first `events` events of a log teach, beginning with `start`.
[[nodiscard]] cast
cast_of(const std::vector<chan::trace::event>& log, std::size_t events, const cast& start = {});

} // namespace app::stage
