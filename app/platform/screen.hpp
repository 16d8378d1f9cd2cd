// Draws frames into the window's back buffer: all of it where a graphics processor draws, and only
// what has changed where a program does, which pays for every pixel.
//
// That needs the last frame in the back buffer, which OpenGL does not promise after a swap. So each
// frame leaves a stamp, one pixel of hardly another colour in the corner; where the stamp of the
// last frame is not found, everything is drawn.
#pragma once

#include "app/platform/cutting.hpp"
#include "app/platform/damage.hpp"
#include "app/platform/image.hpp"

namespace app::platform {

class screen {
public:
    /// Needs a current OpenGL context, whose renderer decides.
    screen();

    /// The window's whole back buffer, before its swap.
    void draw(ImDrawData& frame, pixel ground);
    /// Textures have changed: the same triangles now look different.
    void forget() { damage_.forget(); }

    /// How many pixels the last frame drew, at the most.
    [[nodiscard]] long drawn() const { return drawn_; }

    /// The same for what is bound, from nothing.
    static void draw_all(ImDrawData& frame, pixel ground);

private:
    [[nodiscard]] pixel stamp(pixel ground) const;
    [[nodiscard]] bool is_last_frame() const;

    bool by_pixel_ = false;
    damage damage_;
    cutting cutting_;
    unsigned frames_ = 0;
    long drawn_ = 0;
    pixel stamp_;
};

} // namespace app::platform
