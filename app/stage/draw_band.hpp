// What stands in the band below the flow: the card that explains, and the numbers.
#pragma once

#include "app/stage/picture.hpp"
#include "app/stage/stage.hpp"

namespace app::stage::paint {

/// The explaining card; true when its button was used.
bool explanation(ui::context& ctx, const picture& of, const inputs& show);
void numbers(ui::context& ctx, const picture& of, const inputs& show);

} // namespace app::stage::paint
