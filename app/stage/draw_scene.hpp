// Painting a picture: each kind of thing with the primitives of app/ui. Nothing here decides where
// things are or what they say, and nothing here is hit-tested.
#pragma once

#include "app/stage/picture.hpp"
#include "app/ui/context.hpp"

#include <span>

namespace app::stage::paint {

struct brush {
    ui::painter& p;
    const ui::theme& look;
    float pulse = 1;                        // strength of a blocked actor's glow, 0 to 1
    std::span<const object_id> guilty = {}; // handles that keep a hung receiver waiting
};

void wires(const brush& b, const picture& of);
void pipes(const brush& b, const picture& of);
/// How far the open mouth of one without a bound reaches outwards.
[[nodiscard]] float mouth_of(const pipe& one);
void locks(const brush& b, const picture& of);
void cards(const brush& b, const picture& of);
void stops(const brush& b, const picture& of); // tickets, hands at a rendezvous, bars
void chips(const brush& b, const picture& of);
void tokens(const brush& b, const picture& of);
/// "keeps it open": from the pipe to each guilty handle.
void guilty_curves(const brush& b, const picture& of);
/// Around what is selected or hovered.
void ring(const brush& b, const rect& around, float radius, ui::colour c);

/// Around what the story points at: four corners, open between, as no shape of the stage is.
/// `mouth`: how much farther it opens at its left.
void corners(const brush& b, const rect& around, float radius, float mouth);

} // namespace app::stage::paint
