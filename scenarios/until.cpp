// See until.hpp.
#include "scenarios/until.hpp"

#include <utility>

namespace scenarios {

namespace {

using chan::probe::fact;
using chan::probe::kind;
using chan::probe::op;

/// A condition that does not count is its own fresh copy.
make_until plain(until condition) {
    return [condition = std::move(condition)] { return condition; };
}

} // namespace

make_until when(kind what) {
    return plain([=](const fact& it) { return it.kind == what; });
}

make_until when(kind what, chan::probe::actor_number actor) {
    return plain([=](const fact& it) { return it.kind == what && it.actor == actor; });
}

make_until when_a_worker(kind what) {
    return plain([=](const fact& it) { return it.kind == what && it.actor != main_actor; });
}

make_until about_to(op what, chan::probe::actor_number actor) {
    return plain([=](const fact& it) {
        return it.kind == kind::op_announced && it.op == what && it.actor == actor;
    });
}

make_until waits_in(op what, chan::probe::actor_number actor) {
    return plain([=](const fact& it) {
        return it.kind == kind::wait_began && it.op == what && it.actor == actor;
    });
}

make_until a_worker_waits_in(op what) {
    return plain([=](const fact& it) {
        return it.kind == kind::wait_began && it.op == what && it.actor != main_actor;
    });
}

make_until a_message_is_sent() {
    return plain([](const fact& it) {
        return it.kind == kind::message_sent || it.kind == kind::handed_over;
    });
}

make_until a_message_is_received() {
    return plain([](const fact& it) {
        return it.kind == kind::message_received || it.kind == kind::handed_over;
    });
}

make_until nth(int n, make_until condition) {
    return [n, condition = std::move(condition)]() -> until {
        return [left = n, matches = condition()](const fact& it) mutable {
            return matches(it) && --left == 0;
        };
    };
}

} // namespace scenarios
