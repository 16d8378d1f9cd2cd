// The picture of a world at rest: every actor, channel, lock, handle and message of it has exactly
// one place. Where it may stand comes from the ground plan; the rest from the world. Pure.
#pragma once

#include "app/stage/picture.hpp"

#include <cstdint>

namespace app::stage {

struct layout_options {
    rect area{};
    figures numbers = figures::stats; // keep room for them
    std::int64_t stage_ns = 0; // now on the stage clock
};

[[nodiscard]] picture
layout(const chan::model::world& state, const cast& parts, const layout_options& options);

namespace place {

// The parts of `layout`, each adding its things to the picture; the earlier ones first.
struct scene {
    const chan::model::world& state;
    const cast& parts;
    const ground& plan;
    std::int64_t stage_ns = 0;
};
void pipes(const scene& from, picture& to);
void locks(const scene& from, picture& to);
void cards(const scene& from, picture& to);
void tokens(const scene& from, picture& to);
void chips(const scene& from, picture& to);
void wires(const scene& from, picture& to);

/// The lane's fixed points for an actor: where its message waits, and the bar before it.
struct gate {
    point token{};
    float size = 0;
    rect bar{};
};
[[nodiscard]] gate gate_of(const seat& at);
/// Where a message in the actor's hand is, and how large.
struct hand {
    point center{};
    float size = 0;
};
[[nodiscard]] hand hand_of(const seat& at);
/// Whether its message is at the gate: offered by a send that has not ended.
[[nodiscard]] bool offers(const chan::model::actor& who);

} // namespace place

} // namespace app::stage
