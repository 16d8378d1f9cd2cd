// See the header. The parts die in the opposite order of their making: screen, renderer, ImGui
// context, window, GLFW.
#include "app/platform/window.hpp"

#include "app/platform/glfw_events.hpp"
#include "app/platform/icon.hpp"
#include "app/platform/imgui_feed.hpp"
#include "app/platform/offscreen.hpp"
#include "app/platform/screen.hpp"

#include <glad/gl.h>

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <thread>
#include <type_traits>
#include <utility>

namespace app::platform {

namespace {

constexpr pixel_size smallest{1024, 640}; // logical
constexpr double frame_seconds = 1.0 / 60;

std::string no_display() {
    const char* display = std::getenv("DISPLAY");
    const std::string what = display && *display
                                 ? "the display \"" + std::string(display) + "\" cannot be opened"
                                 : "there is no display (DISPLAY is not set)";
    return "cannot open a window: " + what +
           "; start it in a graphical session, or under xvfb-run where there is none";
}

std::string no_opengl(const std::string& reason) {
    return "cannot open a window: this display offers no OpenGL 3.3 (" + reason +
           "); update its graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1 to draw without one";
}

void set_icon(GLFWwindow* handle) {
    std::array<std::vector<std::uint8_t>, 3> pixels;
    std::array<GLFWimage, 3> images;
    constexpr std::array<int, 3> sides{16, 32, 64};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        pixels[i] = program_icon(sides[i]);
        images[i] = {sides[i], sides[i], pixels[i].data()};
    }
    glfwSetWindowIcon(handle, static_cast<int>(images.size()), images.data());
}

/// Dear ImGui's name of a texture is a pointer or, from 1.91.4 on, a number; of OpenGL's either way.
template <class Id>
[[maybe_unused]] GLuint texture_of(Id id) {
    if constexpr (std::is_pointer_v<Id>) {
        return static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(id));
    } else {
        return static_cast<GLuint>(id);
    }
}

// Begins the renderer's frame, with the atlas as it is now if that has changed. Glyphs are drawn
// where their texels are (see window.hpp) and areas have one colour, so there is nothing to filter;
// without it, a software renderer is a fifth faster.
// (A rebuilt atlas has forgotten its texture: whether there is one, only we know.)
void begin_rendering([[maybe_unused]] bool first, [[maybe_unused]] bool atlas_changed) {
#if IMGUI_VERSION_NUM < 19200
    if (atlas_changed && !first) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    ImGui_ImplOpenGL3_NewFrame(); // the first one makes the texture
    if (atlas_changed) {
        glBindTexture(GL_TEXTURE_2D, texture_of(ImGui::GetIO().Fonts->TexID));
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glBindTexture(GL_TEXTURE_2D, 0);
    }
#else
    ImGui_ImplOpenGL3_NewFrame();
#endif
}

float scale_of(GLFWwindow* handle) {
    float across = 1;
    float upright = 1;
    glfwGetWindowContentScale(handle, &across, &upright);
    return std::max(across, upright) > 0 ? std::max(across, upright) : 1.0f;
}

/// The size, less where the main display has not so much room.
pixel_size as_far_as_seen(pixel_size wanted) {
    GLFWmonitor* display = glfwGetPrimaryMonitor();
    if (!display) {
        return wanted;
    }
    std::array<int, 4> area{};
    glfwGetMonitorWorkarea(display, &area[0], &area[1], &area[2], &area[3]);
    std::array<float, 2> scale{1, 1};
    glfwGetMonitorContentScale(display, &scale[0], &scale[1]);
    const auto limited = [](int size, int room, float by, int least) {
        return room > 0 && by > 0
            ? std::max(least, std::min(size, static_cast<int>(static_cast<float>(room) / by)))
            : size;
    };
    return {
        limited(wanted.width, area[2], scale[0], smallest.width),
        limited(wanted.height, area[3], scale[1], smallest.height)};
}

} // namespace

struct window::parts {
    bool glfw = false;
    GLFWwindow* handle = nullptr;
    event_sink sink;
    ImGuiContext* imgui = nullptr;
    bool renderer = false;
    std::optional<app::platform::screen> screen;
    std::optional<pixel_size> offscreen_size;
    std::optional<offscreen> picture; // made when first asked for, kept while its size is right
    std::array<GLFWcursor*, 5> cursors = {};
    cursor_shape cursor = cursor_shape::arrow;
    pixel background;
    bool atlas_changed = true;
    double frame_began = -1;
    long frames = 0;
    std::array<int, 4> windowed = {}; // place and size before full screen

    parts() = default;
    parts(const parts&) = delete;
    parts& operator=(const parts&) = delete;

    ~parts() {
        picture.reset();
        screen.reset();
        if (renderer) {
            ImGui_ImplOpenGL3_Shutdown();
        }
        if (imgui) {
            ImGui::DestroyContext(imgui);
        }
        if (glfw) {
            glfwTerminate(); // destroys window and cursors
        }
    }
};

std::expected<window, std::string> window::open(const window_options& options) {
    auto made = std::make_unique<parts>();
    if (!glfwInit()) {
        return std::unexpected(no_display());
    }
    made->glfw = true;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_VISIBLE, options.visible && !options.offscreen ? GLFW_TRUE : GLFW_FALSE);
    const pixel_size asked =
        options.offscreen ? pixel_size{64, 64} : as_far_as_seen(options.size);
    glfwGetError(nullptr);
    made->handle =
        glfwCreateWindow(asked.width, asked.height, options.title.c_str(), nullptr, nullptr);
    if (!made->handle) {
        const char* text = nullptr;
        const int code = glfwGetError(&text);
        const std::string reason = text ? text : "GLFW gave no reason";
        const bool graphics = code == GLFW_VERSION_UNAVAILABLE || code == GLFW_API_UNAVAILABLE ||
                              code == GLFW_FORMAT_UNAVAILABLE;
        return std::unexpected(
            graphics ? no_opengl(reason) : "cannot open a window: " + reason
        );
    }
    glfwMakeContextCurrent(made->handle);
    if (!gladLoadGL(glfwGetProcAddress)) {
        return std::unexpected(no_opengl("its functions cannot be loaded"));
    }
    glfwSwapInterval(1);
    if (!options.offscreen) {
        const float scale = scale_of(made->handle);
        const auto scaled = [&](int v) {
            return static_cast<int>(std::lround(static_cast<float>(v) * scale));
        };
        glfwSetWindowSizeLimits(
            made->handle, scaled(smallest.width), scaled(smallest.height), GLFW_DONT_CARE,
            GLFW_DONT_CARE
        );
        set_icon(made->handle);
    }
    made->offscreen_size = options.offscreen;
    if (options.offscreen) {
        auto picture = offscreen::make(options.offscreen->width, options.offscreen->height);
        if (!picture) {
            return std::unexpected(picture.error());
        }
        made->picture = std::move(*picture);
    }
    install_callbacks(made->handle, made->sink);

    IMGUI_CHECKVERSION();
    made->imgui = ImGui::CreateContext();
    imgui_setup(made->handle);
    made->renderer = ImGui_ImplOpenGL3_Init("#version 330 core");
    if (!made->renderer) {
        return std::unexpected(no_opengl("the renderer cannot be started"));
    }
    made->screen.emplace();
    return window(std::move(made));
}

window::window(std::unique_ptr<parts> made) : parts_(std::move(made)) {}
window::window(window&&) noexcept = default;
window& window::operator=(window&&) noexcept = default;
window::~window() = default;

void window::wait_events(std::optional<double> seconds) {
    if (parts_->sink.queue.pending() || parts_->sink.stale) {
        glfwPollEvents();
    } else if (!seconds) {
        glfwWaitEvents();
    } else if (*seconds > 0) {
        glfwWaitEventsTimeout(*seconds);
    } else {
        glfwPollEvents();
    }
}

void window::wait_next_frame() {
    const double due = parts_->frame_began + frame_seconds;
    const double left = due - glfwGetTime();
    if (left > 0) {
        std::this_thread::sleep_for(std::chrono::duration<double>(std::min(left, frame_seconds)));
    }
    glfwPollEvents();
}

void window::wake() { glfwPostEmptyEvent(); }

input_queue& window::input() { return parts_->sink.queue; }

bool window::needs_frame() const { return parts_->sink.stale || parts_->sink.queue.pending(); }

bool window::close_requested() const { return glfwWindowShouldClose(parts_->handle) != 0; }

input_frame window::begin_frame(std::optional<float> delta) {
    const double now = glfwGetTime();
    const double passed = parts_->frame_began < 0 ? frame_seconds : now - parts_->frame_began;
    parts_->frame_began = now;
    parts_->sink.stale = false;
    const input_frame frame = parts_->sink.queue.take_frame();
    const pixel_size pixels = size();
    imgui_feed(frame, pixels.width, pixels.height, delta.value_or(static_cast<float>(passed)));
    const bool atlas_changed = std::exchange(parts_->atlas_changed, false);
    if (atlas_changed) {
        parts_->screen->forget();
    }
    begin_rendering(parts_->frames == 0, atlas_changed);
    ImGui::NewFrame();
    return frame;
}

void window::end_frame() {
    ImGui::Render();
    if (!parts_->offscreen_size) {
        parts_->screen->draw(*ImGui::GetDrawData(), parts_->background);
        glfwSwapBuffers(parts_->handle);
    }
    ++parts_->frames;
}

long window::frames() const { return parts_->frames; }

long window::drawn_pixels() const { return parts_->screen->drawn(); }

void window::fonts_changed() { parts_->atlas_changed = true; }

void window::clear_colour(pixel colour) { parts_->background = colour; }

std::expected<image, std::string> window::capture() {
    if (parts_->frames == 0) {
        return std::unexpected("cannot take a picture: nothing has been drawn yet");
    }
    const pixel_size pixels = size();
    std::optional<offscreen>& picture = parts_->picture;
    if (!picture || picture->width() != pixels.width || picture->height() != pixels.height) {
        auto fitting = offscreen::make(pixels.width, pixels.height);
        if (!fitting) {
            return std::unexpected(fitting.error());
        }
        picture = std::move(*fitting);
    }
    picture->bind();
    screen::draw_all(*ImGui::GetDrawData(), parts_->background);
    offscreen::unbind();
    return picture->read();
}

pixel_size window::size() const {
    if (parts_->offscreen_size) {
        return *parts_->offscreen_size;
    }
    return {parts_->sink.width, parts_->sink.height};
}

float window::content_scale() const {
    return parts_->offscreen_size ? 1.0f : scale_of(parts_->handle);
}

void window::set_title(const std::string& title) {
    glfwSetWindowTitle(parts_->handle, title.c_str());
}

void window::set_cursor(cursor_shape shape) {
    if (shape == parts_->cursor) {
        return;
    }
    parts_->cursor = shape;
    constexpr std::array<int, 5> shapes{
        GLFW_ARROW_CURSOR, GLFW_HAND_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HRESIZE_CURSOR,
        GLFW_VRESIZE_CURSOR
    };
    const auto index = static_cast<std::size_t>(shape);
    if (!parts_->cursors[index]) {
        parts_->cursors[index] = glfwCreateStandardCursor(shapes[index]);
    }
    glfwSetCursor(parts_->handle, parts_->cursors[index]); // a null one is the arrow
}

bool window::full_screen() const { return glfwGetWindowMonitor(parts_->handle) != nullptr; }

void window::set_full_screen(bool on) {
    if (on == full_screen() || parts_->offscreen_size) {
        return;
    }
    auto& [x, y, width, height] = parts_->windowed;
    if (on) {
        GLFWmonitor* monitor = glfwGetPrimaryMonitor();
        const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
        if (!mode) {
            return; // a display without monitors has no full screen
        }
        glfwGetWindowPos(parts_->handle, &x, &y);
        glfwGetWindowSize(parts_->handle, &width, &height);
        glfwSetWindowMonitor(
            parts_->handle, monitor, 0, 0, mode->width, mode->height, mode->refreshRate
        );
    } else {
        glfwSetWindowMonitor(parts_->handle, nullptr, x, y, width, height, GLFW_DONT_CARE);
    }
    parts_->sink.stale = true;
}

void window::set_clipboard(const std::string& text) {
    glfwSetClipboardString(parts_->handle, text.c_str());
}

std::string window::clipboard() const {
    const char* text = glfwGetClipboardString(parts_->handle);
    glfwGetError(nullptr); // an empty clipboard is no error
    return text ? text : "";
}

double window::seconds() const { return glfwGetTime(); }

std::string window::graphics() const {
    const auto text = [](unsigned what) {
        const auto* found = reinterpret_cast<const char*>(glGetString(what));
        return std::string(found ? found : "?");
    };
    return text(GL_VERSION) + ", " + text(GL_RENDERER);
}

} // namespace app::platform
