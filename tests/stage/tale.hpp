// A log written by hand, fact by fact, as a run would note it: for tests of the stage that need an
// exact situation. Each verb notes what a recorded operation notes, at the tale's own clock; `wait`
// lets shown and stage time pass. It does not check that the tale makes sense: the model does.
#pragma once

#include "core/model/history.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tests::stage {

using chan::model::actor_number;
using chan::model::message_id;
using chan::model::object_id;

class tale {
public:
    tale();

    struct ends {
        object_id channel, tx, rx;
    };

    // Time.
    tale& wait(std::int64_t milliseconds);
    [[nodiscard]] std::int64_t now_ns() const { return now_; }

    // Actors; main is 0 and there from the start.
    actor_number spawn(actor_number by, std::string_view name);
    void finish(actor_number who);
    void panic(actor_number who, std::string_view why);
    void join(actor_number who, actor_number whom); // announced, and found waiting
    void joined(actor_number who, actor_number whom);
    void work(actor_number who, std::int64_t milliseconds); // begun
    void worked(actor_number who);
    void sleep(actor_number who, std::int64_t milliseconds);
    void slept(actor_number who);

    // Channels and handles.
    ends channel(actor_number by, std::uint32_t bound, std::uint32_t line = 1);
    ends channel(actor_number by) { return channel(by, chan::probe::unbounded); }
    object_id clone(actor_number by, object_id handle);
    void give(object_id handle, actor_number to);
    void give_to_lock(object_id handle, object_id lock);
    void give_to_message(object_id handle, message_id message);
    void drop(actor_number by, object_id handle);

    // Messages.
    message_id offer(actor_number by, object_id tx, std::string_view label); // announced
    void blocked_send(actor_number by);
    void sent(actor_number by);
    void send_failed(actor_number by, chan::probe::reason why);
    void send(actor_number by, object_id tx, std::string_view label); // offer and sent
    void ask(actor_number by, object_id rx);                          // recv announced
    void blocked_recv(actor_number by);
    void received(actor_number by, object_id rx); // takes the front
    void receive_failed(actor_number by, object_id rx, chan::probe::reason why);
    void handed_over(actor_number from, actor_number to); // of a rendezvous
    void take(actor_number by, object_id rx);             // ask and received

    // Locks.
    object_id lock(actor_number by);
    void want(actor_number by, object_id lock);
    void blocked_lock(actor_number by);
    void acquired(actor_number by, object_id lock);
    void released(actor_number by, object_id lock);

    void end(chan::model::run_end how);

    [[nodiscard]] const chan::model::history& log() const { return log_; }
    [[nodiscard]] const chan::model::world& world() const { return log_.now(); }

private:
    chan::probe::fact& note(chan::probe::kind what, actor_number who);
    void commit();
    object_id next_object(actor_number by);
    void announce(actor_number who, chan::probe::op op, object_id object, object_id handle);
    void wait_began(actor_number who, std::int64_t deadline_ns);

    chan::model::history log_;
    chan::probe::fact next_;
    std::int64_t now_ = 0;
    actor_number actors_ = 1;
    std::map<actor_number, std::uint16_t> objects_;
    std::map<actor_number, std::uint32_t> messages_;
};

} // namespace tests::stage
