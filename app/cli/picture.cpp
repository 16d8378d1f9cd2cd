// `chanscope shot`: one picture of the window at one moment of a run, drawn without a visible
// window. The run is the session's, driven at full speed; the moment is looked up in it. What is wrong
// with the call is said before a window is opened.
#include "app/cli/commands.hpp"
#include "app/cli/errors.hpp"
#include "app/shell/shell.hpp"

namespace app::cli {

namespace {

constexpr int frames_to_settle = 40;

session::session::options doing(const shot_options& how) {
    session::preferences likes;
    likes.theme = how.look.theme;
    likes.reduced_motion = true;
    return {
        .lesson = how.what.lesson,
        .variant = how.what.variant->id,
        .values = how.what.values,
        .likes = likes,
        .mode = how.mode,
        .speed = chan::run::max_speed,
    };
}

template <class Condition>
void go_on_until(shell::shell& on, Condition&& is_true) {
    while (!is_true()) {
        on.wait(0.05);
        on.apply(session::notify{}); // ticks the session; nothing is said
    }
}

void run_to_end(shell::shell& on) {
    if (on.doing().story().phase() == session::story_phase::asking) {
        on.apply(session::skip_question{});
        on.apply(session::restart{}); // …past the end of the step, too
    }
    on.apply(session::go{});
    go_on_until(on, [&] { return on.doing().play().ended() && on.doing().play().verdict(); });
}

void need_hang(const shot_options& how, chan::run::verdict_kind verdict) {
    if (verdict != chan::run::verdict_kind::hang) {
        throw usage(
            "--at hang is not there: " + std::string(how.what.lesson->id) + "/"
            + std::string(how.what.variant->id) + " does not hang; use --at end"
        );
    }
}

void need_event(const at_event& which, std::size_t events) {
    if (which.number > events) {
        throw usage(
            "--at event:" + std::to_string(which.number) + " is past the end: this run has "
            + std::to_string(events) + " events"
        );
    }
}

struct reach {
    shell::shell& on;
    const shot_options& how;

    void operator()(const at_start&) const {
        go_on_until(on, [&] { return on.doing().play().held(); });
    }
    void operator()(const at_end&) const { run_to_end(on); }
    void operator()(const at_hang&) const {
        run_to_end(on);
        need_hang(how, on.doing().play().verdict()->kind);
    }
    void operator()(const at_event& which) const {
        run_to_end(on);
        need_event(which, on.doing().play().history().size());
        on.apply(session::look_at_event{which.number});
    }
    void operator()(const at_step& which) const {
        on.apply(session::show_story_step{which.number - 1});
        if (on.doing().story().phase() == session::story_phase::asking) {
            on.apply(session::skip_question{});
        } else {
            on.apply(session::next_story_step{});
        }
        go_on_until(on, [&] {
            return on.doing().story().phase() == session::story_phase::arrived;
        });
    }
};

/// What can be said of a moment without a window. A stepped run is determined: it is made, and
/// looked at. A live one shows only when it is there.
struct check {
    const shot_options& how;

    void operator()(const at_start&) const {}
    void operator()(const at_end&) const {}
    void operator()(const at_step& which) const {
        const std::size_t steps = how.what.lesson->story.size();
        if (which.number == 0 || which.number > steps) {
            throw usage(
                "--at step:" + std::to_string(which.number) + " is not there: the story of "
                + std::string(how.what.lesson->id) + " has steps 1 to " + std::to_string(steps)
            );
        }
        const std::string_view played =
            session::story(*how.what.lesson).variant_of(which.number - 1);
        if (how.what.variant_named && !played.empty() && played != how.what.variant->id) {
            throw usage(
                "--at step:" + std::to_string(which.number) + " of "
                + std::string(how.what.lesson->id) + " is played in the variant "
                + std::string(played) + ", not in " + std::string(how.what.variant->id)
            );
        }
    }
    void operator()(const at_hang&) const {
        if (how.mode == chan::run::mode::step) {
            need_hang(how, end_of_run(how.what).verdict);
        }
    }
    void operator()(const at_event& which) const {
        if (how.mode == chan::run::mode::step) {
            need_event(which, end_of_run(how.what).events);
        }
    }
};

} // namespace

void shot(const shot_options& how) {
    std::visit(check{how}, how.at);
    auto opened = shell::shell::open({
        .doing = doing(how),
        .offscreen = how.look.size,
        .scale = how.look.scale,
    });
    if (!opened) {
        throw failure(opened.error());
    }
    shell::shell& on = **opened;
    std::visit(reach{on, how}, how.at);
    go_on_until(on, [&] { return on.doing().rehearsed().over(); });
    on.apply(session::set_speed{1}); // nothing runs any more: the picture shows the usual speed
    for (int i = 0; i < 3 || (on.due() && i < frames_to_settle); ++i) {
        on.frame();
    }
    const auto picture = on.window().capture();
    if (!picture) {
        throw failure(picture.error());
    }
    if (const auto written = platform::write_png(*picture, how.out); !written) {
        throw failure(platform::unwritable(how.out, written.error()));
    }
}

} // namespace app::cli
