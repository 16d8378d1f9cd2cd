// The window itself, and `chanscope script`, which drives one by injected input.
#include "app/cli/commands.hpp"
#include "app/cli/errors.hpp"
#include "app/cli/text_file.hpp"
#include "app/shell/script.hpp"
#include "app/shell/shell.hpp"

#include <iostream>

namespace app::cli {

void window(const window_options& how) {
    const auto file = session::preferences_path();
    auto loaded = file ? session::load_preferences(*file) : session::loaded_preferences{};
    if (!file) {
        loaded.sentence =
            "Nothing can be kept between launches: neither XDG_CONFIG_HOME nor HOME is set.";
    }
    if (!loaded.sentence.empty()) {
        std::cerr << "chanscope: " << loaded.sentence << "\n";
    }
    session::session::options doing{.likes = loaded.values, .notice = loaded.sentence};
    if (how.what) {
        doing.lesson = how.what->lesson;
        doing.variant = how.what->variant->id;
        doing.values = how.what->values;
    }
    auto opened = shell::shell::open({.doing = std::move(doing), .preferences = file});
    if (!opened) {
        throw failure(opened.error());
    }
    (*opened)->run();
}

void script(const script_options& how, std::ostream& out) {
    const auto lines = shell::parse_script(read_text_file(how.file, "a script"));
    if (!lines) {
        throw usage(how.file + ": " + lines.error());
    }
    session::preferences likes;
    likes.theme = how.look.theme;
    shell::shell::options options{
        .doing = {.likes = likes},
        .scale = how.look.scale,
        .record_text = true,
    };
    if (!how.visible) {
        options.offscreen = how.look.size;
    }
    auto opened = shell::shell::open(std::move(options));
    if (!opened) {
        throw failure(opened.error());
    }
    if (const auto played = shell::play_script(**opened, *lines, out); !played) {
        throw failure(how.file + ": " + played.error());
    }
}

} // namespace app::cli
