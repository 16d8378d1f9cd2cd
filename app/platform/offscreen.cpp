// One colour renderbuffer is enough: nothing here has depth.
#include "app/platform/offscreen.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <utility>

namespace app::platform {

std::expected<offscreen, std::string> offscreen::make(int width, int height) {
    int most = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
    int viewport[2] = {};
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport);
    most = std::min({most, viewport[0], viewport[1]});
    if (width < 1 || height < 1 || width > most || height > most) {
        return std::unexpected(
            "a picture of " + std::to_string(width) + "x" + std::to_string(height) +
            " pixels cannot be drawn here: each side must be from 1 to " + std::to_string(most)
        );
    }
    offscreen made;
    made.width_ = width;
    made.height_ = height;
    glGenFramebuffers(1, &made.frame_buffer_);
    glGenRenderbuffers(1, &made.colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, made.colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    made.bind();
    glFramebufferRenderbuffer(
        GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, made.colour_
    );
    const bool complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    unbind();
    if (!complete) {
        return std::unexpected(
            "a picture of " + std::to_string(width) + "x" + std::to_string(height) +
            " pixels cannot be drawn here: the graphics driver has no memory for it; ask for a "
            "smaller one"
        );
    }
    return made;
}

offscreen::offscreen(offscreen&& other) noexcept { *this = std::move(other); }

offscreen& offscreen::operator=(offscreen&& other) noexcept {
    std::swap(frame_buffer_, other.frame_buffer_);
    std::swap(colour_, other.colour_);
    std::swap(width_, other.width_);
    std::swap(height_, other.height_);
    return *this;
}

offscreen::~offscreen() {
    if (frame_buffer_ != 0) {
        glDeleteFramebuffers(1, &frame_buffer_);
        glDeleteRenderbuffers(1, &colour_);
    }
}

void offscreen::bind() const { glBindFramebuffer(GL_FRAMEBUFFER, frame_buffer_); }

void offscreen::unbind() { glBindFramebuffer(GL_FRAMEBUFFER, 0); }

image offscreen::read() const {
    const auto row = static_cast<std::size_t>(width_) * 3;
    const auto rows = static_cast<std::size_t>(height_);
    std::vector<std::uint8_t> upward(row * rows);
    bind();
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGB, GL_UNSIGNED_BYTE, upward.data());
    unbind();
    // OpenGL's first row is the lowest.
    image picture{width_, height_, std::vector<std::uint8_t>(upward.size())};
    for (std::size_t y = 0; y < rows; ++y) {
        std::copy_n(&upward[(rows - 1 - y) * row], row, &picture.rgb[y * row]);
    }
    return picture;
}

} // namespace app::platform
