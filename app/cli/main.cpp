// See main.hpp. CLI11 takes the words apart; its own error texts are replaced by ours.
#include "app/cli/main.hpp"

#include "app/cli/commands.hpp"
#include "app/cli/errors.hpp"
#include "app/cli/near.hpp"
#include "app/cli/values.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace app::cli {

namespace {

constexpr const char* version_text = "chanscope " CHANSCOPE_VERSION;

constexpr const char* script_help =
    "One action a line; # begins a comment. NAME is a widget's name (`list` prints them all):\n"
    "  click NAME | double NAME | hover NAME      wheel NAME NOTCHES\n"
    "  drag NAME FRACTION                         0 is the left end, 1 the right\n"
    "  key KEY                                    space, right, F11, ctrl+e, n, ?\n"
    "  type TEXT\n"
    "  wait MILLISECONDS | wait still | wait shows TEXT | wait run STATE\n"
    "  expect shows TEXT | expect hides TEXT | expect run STATE\n"
    "  expect there|gone|enabled|disabled|selected NAME\n"
    "  expect value NAME TEXT\n"
    "  list                                       prints the widgets and where they are\n"
    "  say TEXT                                   prints TEXT\n"
    "  shot FILE                                  a picture as PNG\n"
    "STATE: going, held, ended, completed, hang or panic. A wait fails after 20 seconds.";

/// The words as they were written, by option.
struct written {
    wish what;
    std::string mode = "step", speed = "max", seed;
    std::string at = "end", size = "1440x900", scale = "1", theme = "dark", out;
    std::string schedule, file;
    report_options report;
    bool json = false, visible = false;
};

choice chosen_by(const written& in) {
    choice found = choose(in.what);
    need_effect(found);
    return found;
}

/// An option that is given must say something.
auto said(const char* what) {
    return CLI::Validator(
        [what](const std::string& value) {
            return value.empty() ? "is empty, and should be " + std::string(what) : std::string();
        },
        ""
    );
}

void add_lesson(CLI::App& to, written& in, bool required) {
    auto* lesson = to.add_option("LESSON", in.what.lesson, "the lesson's id, see `chanscope list`");
    if (required) {
        lesson->required();
    }
    to.add_option("--variant", in.what.variant, "one of the lesson's variants; else its first")
        ->check(said("one of the lesson's variants"));
    to.add_option("--set", in.what.sets, "a slider's value, such as buffer=4; may be repeated")
        ->take_all()
        ->expected(1);
}

void add_look(CLI::App& to, written& in) {
    to.add_option("--size", in.size, "the picture's pixels")->capture_default_str();
    to.add_option(
          "--scale", in.scale, "pixels per logical unit, 1 to 4, as far as 1024x640 units have room"
    )->capture_default_str();
    to.add_option("--theme", in.theme, "dark or light")->capture_default_str();
}

look look_of(const written& in) {
    return {
        .size = read_size(in.size), .scale = read_scale(in.scale), .theme = read_theme(in.theme)};
}

void need_one_form(const report_options& how) {
    if (how.json && how.transcript) {
        throw usage("--json and --transcript both print to the terminal: choose one of them");
    }
}

run_options run_of(const written& in) {
    run_options how{
        .what = chosen_by(in),
        .mode = read_mode(in.mode),
        .speed = read_speed(in.speed),
        .seed = std::nullopt,
        .report = in.report,
    };
    if (!in.seed.empty()) {
        how.seed = read_seed(in.seed);
        if (how.mode == chan::run::mode::live) {
            throw usage("--seed chooses who goes next in step mode: leave it out with --mode live");
        }
    }
    need_one_form(how.report);
    return how;
}

std::vector<std::string> names_of_options(const CLI::App& of) {
    std::vector<std::string> names;
    for (const CLI::Option* one : of.get_options()) {
        if (!one->get_lnames().empty()) {
            names.push_back("--" + one->get_lnames().front());
        }
    }
    return names;
}

const CLI::App& chosen(const CLI::App& of) {
    const auto subcommands = of.get_subcommands();
    return subcommands.empty() ? of : *subcommands.front();
}

/// A word in the place of a lesson that is close to a command is one, misspelt; so is one that other
/// words follow, unless it is close to a lesson.
void mind_misspelt_command(const CLI::App& app, const written& in) {
    if (!app.get_subcommands().empty() || in.what.lesson.empty()
        || scenarios::find_lesson(in.what.lesson) != nullptr) {
        return;
    }
    std::vector<std::string> commands, lessons;
    for (const CLI::App* one : app.get_subcommands({})) {
        commands.push_back(one->get_name());
    }
    for (const auto& one : scenarios::all_lessons()) {
        lessons.emplace_back(one.id);
    }
    const bool words_follow = std::ranges::any_of(app.remaining(), [](const std::string& word) {
        return !word.starts_with("-");
    });
    if (!near_to(in.what.lesson, commands).empty()
        || (words_follow && near_to(in.what.lesson, lessons).empty())) {
        throw usage(
            "there is no command \"" + in.what.lesson + "\""
            + hint(in.what.lesson, commands, "the commands are")
        );
    }
}

/// What CLI11 found wrong, as our sentence.
usage usage_of(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App& at = chosen(app);
    const std::string call = &at == &app ? "chanscope" : "chanscope " + at.get_name();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        auto extras = app.remaining(true);
        const std::string extra = extras.empty() ? error.what() : extras.front();
        if (extra.starts_with("-")) {
            const std::string name = extra.substr(0, extra.find('='));
            return usage(
                call + " has no option " + name
                + hint(name, names_of_options(at), "its options are")
            );
        }
        return usage("\"" + extra + "\" is one word too many: see " + call + " --help");
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        const std::string what = error.what();
        return usage(call + " needs " + what.substr(0, what.find(' ')) + ": see " + call + " --help");
    }
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string what = error.what();
        const std::string name = what.substr(0, what.find_first_of(": "));
        return usage(name + " needs a value: see " + call + " --help");
    }
    std::string what = error.what();
    std::ranges::replace(what, '\n', ' ');
    return usage(what + ": see " + call + " --help");
}

struct commands {
    CLI::App* list = nullptr;
    CLI::App* run = nullptr;
    CLI::App* replay = nullptr;
    CLI::App* shot = nullptr;
    CLI::App* script = nullptr;
};

commands declare(CLI::App& app, written& in) {
    app.set_version_flag("--version", version_text);
    app.get_formatter()->column_width(34);
    add_lesson(app, in, false);
    commands all;
    all.list = app.add_subcommand("list", "lessons, variants, sliders with their ranges");
    all.list->add_flag("--json", in.json, "as JSON");

    all.run = app.add_subcommand("run", "one run without a window");
    add_lesson(*all.run, in, true);
    all.run->add_option("--mode", in.mode, "live: all threads at once; step: one at a time")
        ->capture_default_str();
    all.run
        ->add_option(
            "--speed", in.speed,
            "1 shows each operation for 250 ms; 2 is twice as fast; max waits for nothing"
        )
        ->capture_default_str();
    all.run
        ->add_option("--seed", in.seed, "step mode: choose at random, the same for the same seed")
        ->check(said("a whole number"));

    all.replay = app.add_subcommand("replay", "a run again, along its choices");
    all.replay
        ->add_option(
            "SCHEDULE", in.schedule, "a schedule as run --json prints it, or a file with one"
        )
        ->required();
    for (CLI::App* one : {all.run, all.replay}) {
        one->add_flag("--transcript", in.report.transcript, "tell every event in words");
        one->add_option(
               "--trace", in.report.trace, "write a trace for ui.perfetto.dev to this file"
        )
            ->check(said("the name of a file"));
        one->add_flag("--json", in.report.json, "print one JSON object");
    }

    all.shot = app.add_subcommand("shot", "a picture of the window");
    add_lesson(*all.shot, in, true);
    all.shot->add_option("--mode", in.mode, "how the run is made: live or step")
        ->capture_default_str();
    all.shot->add_option("--at", in.at, "start, end, hang, event:N or step:N")
        ->capture_default_str();
    add_look(*all.shot, in);
    all.shot->add_option("--out", in.out, "the PNG file")->required();

    all.script = app.add_subcommand("script", "drive the window by injected input");
    all.script->add_option("FILE", in.file, "the script")->required();
    add_look(*all.script, in);
    all.script->add_flag("--visible", in.visible, "in a window that can be seen");
    all.script->footer(script_help);
    return all;
}

void carry_out(const commands& all, const written& in) {
    if (all.list->parsed()) {
        list(in.json, std::cout);
    } else if (all.run->parsed()) {
        run(run_of(in), std::cout);
    } else if (all.replay->parsed()) {
        need_one_form(in.report);
        replay({.schedule = in.schedule, .report = in.report}, std::cout);
    } else if (all.shot->parsed()) {
        shot({
            .what = chosen_by(in),
            .mode = read_mode(in.mode),
            .at = read_moment(in.at),
            .look = look_of(in),
            .out = read_picture_name(in.out),
        });
    } else if (all.script->parsed()) {
        script({.file = in.file, .look = look_of(in), .visible = in.visible}, std::cout);
    } else if (!in.what.lesson.empty()) {
        window({.what = chosen_by(in)});
    } else if (!in.what.variant.empty() || !in.what.sets.empty()) {
        throw usage("--variant and --set belong to a lesson: name it first, see chanscope list");
    } else {
        window({});
    }
}

void parse(CLI::App& app, const written& in, int count, char** words) {
    try {
        app.parse(count, words);
    } catch (const CLI::ExtrasError& error) {
        mind_misspelt_command(app, in);
        throw usage_of(app, error);
    } catch (const CLI::Success&) { // help or version was asked for
        throw;
    } catch (const CLI::ParseError& error) {
        throw usage_of(app, error);
    }
    mind_misspelt_command(app, in);
}

} // namespace

int main(int count, char** words) {
    CLI::App app(
        "See threads pass messages: real threads, real channels, step by step.", "chanscope"
    );
    written in;
    const commands all = declare(app, in);
    try {
        parse(app, in, count, words);
        carry_out(all, in);
        std::cout.flush();
        if (!std::cout) {
            throw failure("the result cannot be written to standard output");
        }
        return 0;
    } catch (const CLI::CallForHelp& help) {
        return app.exit(help);
    } catch (const CLI::CallForVersion& asked) {
        return app.exit(asked);
    } catch (const usage& error) {
        std::cerr << "chanscope: " << error.what() << "\n";
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "chanscope: " << error.what() << "\n";
        return 1;
    }
}

} // namespace app::cli
