// Who plays which part: the actors, channels and locks of a run so far, and who sends to, receives
// from or locks what. Layout places things by it, so that nothing moves when a handle is cloned,
// moved or dropped: a part is never forgotten again, and only grows along a log.
//
// What an actor used (an announced send, receive or lock) and what it was given (a handle moved to
// it) decides its side; what it only made decides nothing, unless it shares the other end out. A cast learned from an earlier run of
// the same lesson and variant can be given as a start: then the places are right from the first
// event on, and are kept free for actors that are yet to be spawned.
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
        std::string name{};
        friend bool operator==(const role&, const role&) = default;
    };
    struct link {
        enum class direction { sends, receives };
        actor_number actor = 0;
        object_id object{}; // a channel, or a lock that guards no handle
        link::direction way = direction::sends;
        friend bool operator==(const link&, const link&) = default;
    };

    std::vector<role> actors{};        // in the order of their spawns; main is there from the start
    std::vector<object_id> channels{}; // in the order they were made
    std::map<object_id, std::uint32_t> bounds{};
    std::vector<object_id> locks{};
    struct guarded {
        object_id channel{};
        link::direction way = link::direction::receives; // of the end that it holds
        friend bool operator==(const guarded&, const guarded&) = default;
    };
    std::map<object_id, guarded> guards{}; // lock → what it was given to hold
    std::vector<link> links{};             // in the order they were learned
    // Who shares one end of a channel out, by clones or behind a lock, is taken to keep the other
    // one for itself, until it gives that away: so it has its place before it uses it.
    std::vector<link> guesses{};
    std::vector<link> given{}; // what it gave away that was no clone
    std::vector<object_id> clones{};

    void learn(const chan::trace::event& event);
    [[nodiscard]] bool has(const link& what) const;
    [[nodiscard]] std::size_t senders_of(object_id channel) const;
    friend bool operator==(const cast&, const cast&) = default;

private:
    void connect(const link& what);
    /// `maker` shares the end `way` of a channel out.
    void guess(actor_number maker, object_id channel, link::direction way);
};

/// Whether it sends to or receives from a channel, or is taken to do so; else it only waits for the
/// others to end.
[[nodiscard]] bool takes_part(const cast& parts, actor_number actor);

/// What the first `events` events of a log teach, beginning with `start`.
[[nodiscard]] cast
cast_of(const std::vector<chan::trace::event>& log, std::size_t events, const cast& start = {});

/// The same, remembered: a cast changes a few times in a run, so asking each frame costs little. It
/// notices by itself when the log is another run's.
class cast_memory {
public:
    const cast&
    at(const std::vector<chan::trace::event>& log, std::size_t events, const cast& start);

private:
    struct version {
        std::size_t events = 0; // from so many on
        cast parts{};
    };
    std::vector<version> versions_{};
    std::size_t learned_ = 0;
    std::uint64_t last_tsc_ = 0;
    std::int64_t last_shown_ns_ = 0;
};

} // namespace app::stage
