// What stands in the band below the flow: the card that explains, and the numbers.
#pragma once

#include "app/stage/picture.hpp"
#include "app/stage/stage.hpp"

#include <vector>

namespace app::stage::paint {

/// The explaining card; true when its button was used. `opacity`: a hang's card waits until what
/// stood in its place is gone.
bool explanation(ui::context& ctx, const picture& of, const inputs& show, float opacity = 1);

/// A bar: one piece for what ends; for what never does, dashes over the whole track that fade away.
struct bar_piece {
    ui::rect area;
    float strength = 1;
};
std::vector<bar_piece> bar_pieces(const ui::rect& track, const result& one);

/// Times of the variants as bars, else numbers.
void numbers(ui::context& ctx, const picture& of, const inputs& show);

} // namespace app::stage::paint
