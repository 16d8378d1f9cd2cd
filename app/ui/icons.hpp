// The icons, drawn as vectors by the painter so that they are sharp at any scale.
#pragma once

namespace app::ui {

enum class icon {
    none,
    restart,      // bar and triangle to the left
    step_back,    // triangle to the left and bar
    hold,         // two bars
    play,         // triangle to the right
    step_forward, // bar and triangle to the right
    fast_forward, // two triangles: on to the next story step
    clock,        // ring with hands: sleeping, working
    lock,         // padlock
    hold_disc,    // disc with two bars: waiting
    play_disc,    // disc with a triangle: running
    check,
    check_ring, // ring with a check mark: done
    cross,
    warning, // triangle with an exclamation mark
    stuck,   // octagon with a cross: can never go on
    copy,
    chevron_down,
    chevron_right,
    plus,
    minus,
    gear,
    search,
    question,
    logo, // ring, line, dot
};

} // namespace app::ui
