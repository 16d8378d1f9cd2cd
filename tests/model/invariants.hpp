// An independent judge of logs: keeps its own, much simpler books from the facts alone and compares
// them with the folded world after every event. For every prefix of any log of a run:
//
//   orders are contiguous, times never go back; 0 ≤ depth ≤ bound; sent = received + queued +
//   discarded; positions are what the queue says; a message is in one place, and received after it
//   was sent; messages of one sender arrive in the order sent (but for those of a select, which have
//   their names long before somebody chooses them); empty, full and closed are said only
//   when true; a lock has one holder; handles are used, moved and dropped only while alive, and
//   their owners exist; statuses agree with what could go on; a finished actor does nothing any
//   more.
//
// Use: EXPECT_EQ(tests::breaches_of(log), "");  or feed an `invariants` event by event.
#pragma once

#include "core/model/world.hpp"
#include "core/trace/log.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>

namespace tests {

class invariants {
public:
    /// The event and the world after it. Returns what is broken, one sentence a line; empty:
    /// nothing.
    [[nodiscard]] std::string
    check(const chan::trace::event& event, const chan::model::world& after);

private:
    using object_id = chan::probe::object_id;
    using message_id = chan::probe::message_id;
    using actor_number = chan::probe::actor_number;

    struct channel_book {
        std::uint32_t bound = 0;
        std::deque<message_id> queue;
        std::uint64_t sent = 0, received = 0, discarded = 0;
        std::map<actor_number, std::uint32_t> last_from; // counter of the last received, by sender
    };
    struct handle_book {
        object_id channel;
        chan::probe::end end{};
        bool alive = true;
    };
    struct lock_book {
        actor_number holder = chan::probe::no_actor;
        std::set<actor_number> readers;
    };
    enum class place : std::uint8_t { hand, queue, received, discarded };

    void expect(bool holds, const std::string& otherwise);
    void judge_order(const chan::trace::event& event);
    void judge_fact(const chan::probe::fact& what);
    void judge_message_fact(const chan::probe::fact& what);
    void judge_handle_fact(const chan::probe::fact& what);
    void judge_lock_fact(const chan::probe::fact& what);
    void sent(const chan::probe::fact& what);
    void received(const chan::probe::fact& what, actor_number by);
    [[nodiscard]] std::uint32_t alive(object_id channel, chan::probe::end end) const;

    void compare(const chan::model::world& with);
    void compare_channels(const chan::model::world& with);
    void compare_handles(const chan::model::world& with);
    void compare_actors(const chan::model::world& with);
    void compare_end(const chan::model::world& with);

    std::string broken_;
    bool begun_ = false;
    chan::trace::event last_{};
    std::map<object_id, channel_book> channels_;
    std::map<object_id, handle_book> handles_;
    std::map<object_id, lock_book> locks_;
    std::map<message_id, place> messages_;
    std::set<message_id> announced_; // by a send of their own
    std::set<actor_number> actors_, panicked_, ended_, selecting_;
};

/// Folds the log, judging every prefix. The breaches of the first bad event, with its index; "" if
/// none.
[[nodiscard]] std::string breaches_of(const chan::trace::log& log);

} // namespace tests
