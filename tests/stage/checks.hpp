// What must hold of every picture, whatever log it is of. `where` says of which in a failure.
#pragma once

#include "app/stage/layout.hpp"

#include <string>

namespace app::stage {

// The insides of stage panels, from that of a 1024 × 640 window up.
inline constexpr rect stage_sizes[] = {
    {300, 90, 520, 232},
    {300, 90, 700, 330},
    {0, 0, 742, 372},
    {10, 10, 1100, 500},
    {250, 80, 1700, 900},
};

/// All inside, nothing over anything else.
void check_places(const picture& of, const std::string& where);
/// Messages are inside, apart from each other, and cover no card and no words.
void check_tokens(const picture& of, const std::string& where);
/// Slots are in their pipe and apart; each message is in the slot of its place in the queue.
void check_slots(const picture& of, const chan::model::world& state, const std::string& where);
/// Every actor, channel, lock, handle and message once, and nothing that is not there.
void check_identities(const picture& of, const chan::model::world& state, const std::string& where);
/// The lines keep some room for their words.
void check_words(const picture& of, const std::string& where);

/// Nothing jumps, flickers, is there or gone all at once between two pictures that are a
/// millisecond apart. `most`: logical units in that time; a motion across the panel does 4.
void check_continuous(const picture& a, const picture& b, const std::string& where, float most = 6);

[[nodiscard]] std::string say(const rect& r);

} // namespace app::stage
