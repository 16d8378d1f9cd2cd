// From the keys that no widget took to commands, by the session's table: the one place where the
// program's own keys are read.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/input.hpp"
#include "app/views/commands.hpp"

namespace app::views {

/// Appends what the keys ask for. While an overlay is open only what opens or closes one, and what
/// concerns the window itself, is obeyed.
void dispatch_keys(const ui::input& in, const session::session& shown, commands& out);

} // namespace app::views
