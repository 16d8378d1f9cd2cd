// What an actor's announced operation says about it in a given world: the table behind `status`.
//
//   pending op        could go on when                                        else
//   send              room, or every receiver gone                            waiting_send
//     at a rendezvous a receiver waits registered, or every receiver gone
//   recv              a message, or every sender gone                         waiting_recv
//     at a rendezvous a sender waits registered, or every sender gone
//   select            any channel it registered with is ready                 waiting_select
//   lock              nobody holds it                                         waiting_lock
//   read_lock         no writer holds it or waits registered before           waiting_lock
//   join              the other has ended; a panicked one: has unwound        waiting_join
//   sleep, work       it has not begun                                        sleeping, working
//   any other         always
//
// Operations with two points (at a rendezvous, with a time-out, select) can always go on while they
// are not registered: going on is to register. A select registers by one `wait_began` for each of
// its channels, with that object and the end it waits at.
#pragma once

#include "core/model/world.hpp"

namespace chan::model {

/// Whether the actor's pending operation could go on in this world (true when there is none).
[[nodiscard]] bool could_go_on(const world& state, const actor& who);

/// Whether one of the channel's ends has never had a handle: its making is not over, and it is
/// neither open nor closed.
[[nodiscard]] bool just_made(const world& state, const channel& which);

/// The status that follows; keeps `finished` and `panicked`.
[[nodiscard]] status derive_status(const world& state, const actor& who);

[[nodiscard]] constexpr bool is_send(probe::op what) {
    return what == probe::op::send || what == probe::op::try_send
        || what == probe::op::send_timeout;
}
[[nodiscard]] constexpr bool is_recv(probe::op what) {
    return what == probe::op::recv || what == probe::op::try_recv
        || what == probe::op::recv_timeout;
}
[[nodiscard]] constexpr bool is_lock(probe::op what) {
    return what == probe::op::lock || what == probe::op::try_lock || what == probe::op::read_lock;
}

} // namespace chan::model
