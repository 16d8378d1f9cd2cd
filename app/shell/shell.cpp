// See shell.hpp: opening, the loop and one frame. What it does on request is in requests.cpp.
#include "app/shell/shell.hpp"

#include "app/shell/bridge.hpp"
#include "app/ui/theme.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace app::shell {

namespace {

constexpr float least_width = 1024; // logical
constexpr float least_height = 640;

platform::cursor_shape shape_of(ui::mouse_cursor cursor) {
    switch (cursor) {
    case ui::mouse_cursor::hand:
        return platform::cursor_shape::hand;
    case ui::mouse_cursor::text:
        return platform::cursor_shape::text;
    case ui::mouse_cursor::resize_across:
        return platform::cursor_shape::resize_across;
    case ui::mouse_cursor::resize_upright:
        return platform::cursor_shape::resize_upright;
    case ui::mouse_cursor::arrow:
        break;
    }
    return platform::cursor_shape::arrow;
}

/// Asking for the clipboard may wait for another program.
bool pastes(const ui::input& in) {
    return std::ranges::any_of(in.keys, [](const ui::key_press& press) {
        return press.code == 'V' && press.control && !press.alt;
    });
}

} // namespace

std::expected<std::unique_ptr<shell>, std::string> shell::open(options how) {
    auto window = platform::window::open({
        .visible = !how.offscreen,
        .offscreen = how.offscreen,
    });
    if (!window) {
        return std::unexpected(window.error());
    }
    return std::unique_ptr<shell>(new shell(std::move(how), *std::move(window)));
}

shell::shell(options how, platform::window window)
    : how_(std::move(how)), window_(std::move(window)) {
    kept_ = how_.doing.likes;
    how_.doing.woken = [this] {
        if (!news_.exchange(true)) {
            platform::window::wake();
        }
    };
    ui_.items().record_text(how_.record_text);
    session_ = std::make_unique<session::session>(how_.doing);
    last_frame_ = window_.seconds();
}

shell::~shell() {
    keep_preferences(true);
}

// --- the loop
// ---------------------------------------------------------------------------------------

void shell::run() {
    while (!closing()) {
        if (due()) {
            if (animates_) {
                window_.wait_next_frame();
            } else {
                window_.wait_events(0.0);
            }
            frame();
        } else {
            wait(3600);
        }
        keep_preferences(false);
    }
}

bool shell::due() {
    const bool timer = wake_at_ && window_.seconds() >= *wake_at_;
    return dirty_ || news_.load() || timer || window_.needs_frame() || window_.input().pending()
        || session_->moving();
}

bool shell::wait(double seconds) {
    double until = window_.seconds() + seconds;
    if (wake_at_) {
        until = std::min(until, *wake_at_);
    }
    if (changed_at_ >= 0) {
        until = std::min(until, changed_at_ + save_after_seconds);
    }
    if (!due()) {
        window_.wait_events(std::max(until - window_.seconds(), 0.0));
    }
    return due();
}

void shell::frame() {
    dirty_ = false;
    wake_at_.reset();
    news_ = false;
    session_->tick();

    scale_ = wanted_scale();
    if (ui_.type().build(scale_)) {
        window_.fonts_changed();
    }
    const double now = window_.seconds();
    const auto delta = static_cast<float>(now - std::exchange(last_frame_, now));
    const bool light = session_->likes().theme == session::theme::light;
    const ui::theme& theme = light ? ui::light_theme() : ui::dark_theme();
    const auto ground = theme.surface.window;
    window_.clear_colour({ground.red, ground.green, ground.blue});
    ui_.reduced_motion = session_->likes().reduced_motion;

    const auto events = window_.begin_frame(delta);
    const auto size = window_.size();
    ui::input input = bridged(events, scale_, {.seconds = now, .delta = delta});
    if (pastes(input)) {
        input.clipboard = window_.clipboard();
    }
    ui_.begin_frame({
        .input = std::move(input),
        .size = {static_cast<float>(size.width) / scale_, static_cast<float>(size.height) / scale_},
        .theme = &theme,
    });
    const auto commands = views_.draw(ui_, *session_);
    const auto result = ui_.end_frame();
    window_.end_frame();
    window_.set_cursor(shape_of(result.cursor));
    if (result.copied) {
        window_.set_clipboard(*result.copied);
    }

    for (const auto& command : commands) {
        session_->apply(command);
    }
    for (const auto& request : session_->take_requests()) {
        carry_out(request);
    }
    dirty_ = dirty_ || !commands.empty() || result.wants_another || views_.moving();
    animates_ = result.wants_another || views_.moving() || session_->moving();
    if (result.wake_in) {
        wake_at_ = now + *result.wake_in;
    }
    std::string title = std::string(session_->lesson().title) + " – Chanscope";
    if (title != title_) {
        window_.set_title(title);
        title_ = std::move(title);
    }
}

void shell::apply(const session::command& what) {
    session_->apply(what);
    session_->tick();
    dirty_ = true;
}

float shell::wanted_scale() const {
    const double chosen = session_->likes().scale > 0 ? session_->likes().scale : 1.0;
    const double wanted = how_.scale > 0 ? how_.scale : window_.content_scale() * chosen;
    const auto size = window_.size();
    const float room = std::min(
        static_cast<float>(size.width) / least_width, static_cast<float>(size.height) / least_height
    );
    return std::max(1.0F, std::min(static_cast<float>(wanted), room));
}

} // namespace app::shell
