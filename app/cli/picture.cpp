// `chanscope shot`: one picture of the window at one moment of a run, drawn without a visible
// window. The run is the session's, driven at full speed; the moment is looked up in it.
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
    on.apply(session::skip_question{});
    on.apply(session::notify{});
    on.apply(session::go{});
    go_on_until(on, [&] { return on.doing().play().ended() && on.doing().play().verdict(); });
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
        if (on.doing().play().verdict()->kind != chan::run::verdict_kind::hang) {
            throw failure(
                std::string(how.what.lesson->id) + "/" + std::string(how.what.variant->id)
                + " does not hang; use --at end"
            );
        }
    }
    void operator()(const at_event& which) const {
        run_to_end(on);
        const std::size_t events = on.doing().play().history().size();
        if (which.number > events) {
            throw usage(
                "--at event:" + std::to_string(which.number) + " is past the end: this run has "
                + std::to_string(events) + " events"
            );
        }
        on.apply(session::look_at_event{which.number});
    }
    void operator()(const at_step& which) const {
        const std::size_t steps = how.what.lesson->story.size();
        if (which.number == 0 || which.number > steps) {
            throw usage(
                "--at step:" + std::to_string(which.number) + " is not there: the story of "
                + std::string(how.what.lesson->id) + " has steps 1 to " + std::to_string(steps)
            );
        }
        on.apply(session::show_story_step{which.number - 1});
        if (on.doing().story().phase() == session::story_phase::asking) {
            on.apply(session::skip_question{});
        }
        on.apply(session::next_story_step{});
        go_on_until(on, [&] {
            return on.doing().story().phase() == session::story_phase::arrived;
        });
    }
};

} // namespace

void shot(const shot_options& how) {
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
    on.apply(session::set_speed{1}); // nothing runs any more: the picture shows the usual speed
    for (int i = 0; i < 3 || (on.due() && i < frames_to_settle); ++i) {
        on.frame();
    }
    const auto picture = on.window().capture();
    if (!picture) {
        throw failure(picture.error());
    }
    if (const auto written = platform::write_png(*picture, how.out); !written) {
        throw failure(written.error());
    }
}

} // namespace app::cli
