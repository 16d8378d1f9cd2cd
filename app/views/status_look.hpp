// The colour role of a status, without its words: for lanes, lines and lists that have many of
// them.
#pragma once

#include "app/ui/theme.hpp"
#include "core/model/world.hpp"

namespace app::views {

[[nodiscard]] constexpr ui::state_role role_of(chan::model::status of, bool stuck = false) {
    using chan::model::status;
    if (stuck) return ui::state_role::stuck;
    switch (of) {
    case status::running:
        return ui::state_role::running;
    case status::waiting_send:
        return ui::state_role::waiting_send;
    case status::waiting_recv:
    case status::waiting_select:
        return ui::state_role::waiting_recv;
    case status::waiting_lock:
        return ui::state_role::waiting_lock;
    case status::waiting_join:
    case status::sleeping:
    case status::working:
        return ui::state_role::idle;
    case status::finished:
        return ui::state_role::finished;
    case status::panicked:
        return ui::state_role::stuck;
    }
    return ui::state_role::running;
}

} // namespace app::views
