// What the learner asks of the program around the lesson: files, the clipboard, full screen, and
// that the settings are kept. Each failure is one sentence at the edge of the window.
#include "app/shell/shell.hpp"

#include "core/export/chrome_trace.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace app::shell {

namespace {

namespace fs = std::filesystem;

/// A name that is not taken yet, in the folder where the program was started.
fs::path fresh_file(const std::string& name, const std::string& ending) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    for (int number = 1;; ++number) {
        const fs::path file = here / (name + "-" + std::to_string(number) + ending);
        if (!fs::exists(file, error)) {
            return file;
        }
    }
}

} // namespace

void shell::carry_out(const session::command& request) {
    dirty_ = true;
    if (std::holds_alternative<session::take_screenshot>(request)) {
        take_screenshot();
    } else if (std::holds_alternative<session::export_trace>(request)) {
        export_trace();
    } else if (std::holds_alternative<session::toggle_full_screen>(request)) {
        window_.set_full_screen(!window_.full_screen());
    } else if (const auto* copy = std::get_if<session::copy_text>(&request)) {
        window_.set_clipboard(copy->text);
        session_->apply(session::notify{"Copied.", false});
    } else if (std::holds_alternative<session::quit>(request)) {
        quits_ = true;
    }
}

void shell::take_screenshot() {
    const fs::path file = fresh_file("chanscope-" + std::string(session_->lesson().id), ".png");
    const auto picture = window_.capture();
    if (!picture) {
        session_->apply(session::notify{picture.error(), true});
        return;
    }
    const auto written = platform::write_png(*picture, file);
    session_->apply(
        written
            ? session::notify{"The picture is in " + file.string() + ".", false}
            : session::
                notify{"The picture cannot be written: " + file.string() + ": " + written.error() + ".", true}
    );
}

void shell::export_trace() {
    const fs::path file =
        fresh_file("chanscope-" + std::string(session_->lesson().id), ".trace.json");
    std::ofstream into(file, std::ios::binary);
    if (into) {
        chan::exporter::write_chrome_trace(
            into, session_->play().history().log(), {.title = std::string(session_->lesson().title)}
        );
        into.flush();
    }
    session_->apply(
        into
            ? session::
                notify{"The trace is in " + file.string() + ": open it at ui.perfetto.dev.", false}
            : session::
                notify{"The trace cannot be written: " + file.string() + ": " + std::strerror(errno) + ".", true}
    );
}

void shell::keep_preferences(bool now) {
    if (!how_.preferences || session_->likes() == kept_) {
        changed_at_ = -1;
        return;
    }
    if (changed_at_ < 0) {
        changed_at_ = window_.seconds();
    }
    if (!now && window_.seconds() < changed_at_ + save_after_seconds) {
        return;
    }
    changed_at_ = -1;
    kept_ = session_->likes();
    const auto saved = session::save_preferences(kept_, *how_.preferences);
    if (!saved && !told_of_failure_) {
        told_of_failure_ = true;
        std::fprintf(stderr, "chanscope: %s\n", saved.error().c_str());
        session_->apply(session::notify{saved.error(), true});
        dirty_ = true;
    }
}

} // namespace app::shell
