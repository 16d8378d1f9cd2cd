// What is seen while something has just changed: the pictures of a moment's beats, each blended
// over the ones before it. A thing that is in both pictures goes from its place in the one to its
// place in the other; a new one comes from where it was made (a clone from its parent's chip, a
// message from its sender's hand); one that is gone fades, and a message whose send failed goes
// back first. Words and colours change at once. At rest (every beat older than a motion) it is
// `layout`, exactly.
#pragma once

#include "app/stage/layout.hpp"
#include "app/stage/moment.hpp"

namespace app::stage {

struct compose_options {
    rect area;
    figures numbers = figures::stats;
    const cast* start = nullptr;
    cast_memory* memory = nullptr; // null: learned anew
};

/// The picture of a log at a moment.
[[nodiscard]] picture
compose(const chan::model::history& log, const moment& when, const compose_options& options);

/// `from` at 0, `to` at 1.
[[nodiscard]] picture blend(const picture& from, const picture& to, float fraction);

/// The picture of a run that takes the place of the one that `before` shows, `fraction` on its way:
/// whoever is in both, and pipes and locks, go to their new places and carry along what is on them.
/// Of all else only what this run has is there: nothing old may be taken for new.
[[nodiscard]] picture succeed(const picture& before, const picture& after, float fraction);

/// How far the newest of its motions is, eased; 1 at rest.
[[nodiscard]] float progress_of(const moment& when);

/// 0 until late in a motion, then up to 1.
[[nodiscard]] float late(float fraction);

/// Slow at both ends; 0 to 1.
[[nodiscard]] float eased(float fraction);

} // namespace app::stage
