// How things on the stage are called: by scripts and by tooltips.
#pragma once

#include "app/stage/stage.hpp"

#include <string>

namespace app::stage {

/// "actor.worker-0", "channel.0", "lock.0", "handle.tx-2", "message.5".
[[nodiscard]] std::string
item_name(const chan::model::world& state, const thing& what, std::string_view label = {});

/// One line: what it is, where it is, whose it is.
[[nodiscard]] std::string
describe(const chan::model::world& state, const thing& what, std::int64_t stage_ns);

} // namespace app::stage
