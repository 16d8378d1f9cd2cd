// A frame buffer object of an exact size, for pictures that do not depend on the window's size or
// on what lies over it. Needs a current OpenGL 3.3 context for its whole life.
#pragma once

#include "app/platform/image.hpp"

#include <expected>
#include <string>

namespace app::platform {

class offscreen {
public:
    /// The error names the largest size that is possible.
    static std::expected<offscreen, std::string> make(int width, int height);

    offscreen(offscreen&& other) noexcept;
    offscreen& operator=(offscreen&& other) noexcept;
    ~offscreen();

    /// What is drawn from now on goes here, until `unbind`.
    void bind() const;
    static void unbind();
    image read() const;

    int width() const { return width_; }
    int height() const { return height_; }

private:
    offscreen() = default;

    unsigned frame_buffer_ = 0;
    unsigned colour_ = 0;
    int width_ = 0;
    int height_ = 0;
};

} // namespace app::platform
