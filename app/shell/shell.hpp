// The frame loop, and the wiring of window, input, session and views:
//
//     events ─▶ input ─▶ views draw the session ─▶ commands ─▶ session ─▶ requests (files, full
//     screen)
//
// A frame is drawn only when something is due: input, news from the run, motion, a resize. Else the
// loop sleeps in the window's event wait, from which the run's threads wake it.
#pragma once

#include "app/platform/window.hpp"
#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/views/window_view.hpp"

#include <atomic>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace app::shell {

class shell {
public:
    struct options {
        session::session::options doing;
        std::optional<platform::pixel_size> offscreen = {}; // exactly so many pixels, no window
        double scale = 0;                                   // 0: as the display and the learner say
        std::optional<std::filesystem::path> preferences = {}; // where they are kept; none: nowhere
        bool record_text = false; // for scripts: what is drawn, as words
    };

    /// The error is one sentence: no display, no OpenGL 3.3.
    static std::expected<std::unique_ptr<shell>, std::string> open(options how);
    ~shell();
    shell(const shell&) = delete;
    shell& operator=(const shell&) = delete;

    /// Until the window is closed.
    void run();

    // --- for shot and script ---------------------------------------------------------------------
    /// Whether a frame would show something new.
    [[nodiscard]] bool due();
    /// One frame: input, views, commands, requests.
    void frame();
    /// Sleeps until a frame is due, at most so long. False: the time was over.
    bool wait(double seconds);
    void apply(const session::command& what);
    [[nodiscard]] const session::session& doing() const { return *session_; }
    [[nodiscard]] const ui::registry& items() { return ui_.items(); }
    [[nodiscard]] platform::window& window() { return window_; }
    /// Pixels per logical unit.
    [[nodiscard]] float scale() const { return scale_; }
    [[nodiscard]] bool closing() const { return quits_ || window_.close_requested(); }

private:
    static constexpr double save_after_seconds = 1;

    shell(options how, platform::window window);

    void carry_out(const session::command& request);
    void take_screenshot();
    void export_trace();
    void keep_preferences(bool now);
    [[nodiscard]] float wanted_scale() const;

    options how_;
    platform::window window_;
    ui::context ui_;
    views::window_view views_;
    std::atomic<bool> news_{true};
    bool dirty_ = true;
    bool animates_ = false;
    bool quits_ = false;
    float scale_ = 1;
    double last_frame_ = 0;
    std::optional<double> wake_at_;
    session::preferences kept_;
    double changed_at_ = -1; // since when the preferences differ from the file; < 0: they do not
    bool told_of_failure_ = false;
    std::string title_;
    std::unique_ptr<session::session>
        session_; // last: its runs end while there is still a window to wake
};

} // namespace app::shell
