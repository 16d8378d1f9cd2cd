// What an actor's announced operation says about it in a given world: the table behind `status`.
//
//   pending op               could go on when                                      else
//   send                     room, or every receiver gone; rendezvous: a           waiting_send
//                            receiver waits registered
//   recv                     a message, or every sender gone; rendezvous: a        waiting_recv
//                            sender waits registered
//   send_timeout, recv_timeout, rendezvous send and recv, select: have two points. Not yet
//   registered
//                            they can always go on (they register); then as above
//   select                   any of the channels it registered with is ready       waiting_select
//   lock                     nobody holds it                                       waiting_lock
//   read_lock                nobody holds it alone, and no writer waits            waiting_lock
//                            registered before it
//   join                     the other has finished; a panicked one: has unwound   waiting_join
//   sleep, work              not begun: always; begun: never, until it ends        sleeping,
//   working all others               always
#pragma once

#include "core/model/world.hpp"

namespace chan::model {

/// Whether the actor's pending operation could go on in this world (true when there is none).
[[nodiscard]] bool could_go_on(const world& state, const actor& who);

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
