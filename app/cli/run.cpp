// `chanscope run` and `chanscope replay`: one run without a window, from start to end.
#include "app/cli/commands.hpp"
#include "app/cli/errors.hpp"
#include "app/cli/recording.hpp"
#include "app/cli/report.hpp"
#include "app/cli/text_file.hpp"
#include "core/run/live_schedule.hpp"

namespace app::cli {

namespace {

using chan::run::mode;

chan::run::options options_of(const choice& what, mode in, double speed) {
    chan::run::options how;
    how.lesson = [run = what.variant->run, values = what.settings()] { run(values); };
    how.mode = in;
    how.speed = speed;
    return how;
}

void finish(chan::run::run& run) {
    while (!run.wait(std::chrono::hours(1))) {
    }
}

void tell(
    chan::run::run& run, const choice& what, mode in, const report_options& how, std::ostream& out
) {
    chan::trace::log log;
    run.collect(log);
    chan::model::history history;
    for (const auto& event : log) {
        history.append(event);
    }
    const auto schedule = in == mode::live ? chan::run::schedule_of(history.log())
                                           : chan::run::schedule_of(run.choices(), history.log());
    report(
        {.what = what,
         .history = history,
         .verdict = run.verdict().value(),
         .output = run.output(),
         .schedule = write_recording({what, schedule})},
        how,
        out
    );
}

/// From the text itself, or from the file that is named.
recording recording_of(const std::string& schedule) {
    if (!is_file(schedule) && schedule.contains(':')) {
        return read_recording(schedule);
    }
    const std::string text = read_text_file(schedule, std::string("a schedule: ") + schedule_form);
    try {
        return read_recording(text);
    } catch (const usage& wrong) {
        throw usage(schedule + ": " + wrong.what());
    }
}

} // namespace

void run(const run_options& how, std::ostream& out) {
    auto options = options_of(how.what, how.mode, how.speed);
    if (how.mode == mode::step) {
        options.policy = how.seed ? chan::sched::random(*how.seed) : chan::sched::round_robin();
    }
    chan::run::run one(std::move(options));
    finish(one);
    tell(one, how.what, how.mode, how.report, out);
}

run_end end_of_run(const choice& what) {
    auto options = options_of(what, mode::step, chan::run::max_speed);
    options.policy = chan::sched::round_robin();
    chan::run::run one(std::move(options));
    finish(one);
    chan::trace::log log;
    one.collect(log);
    return {.verdict = one.verdict().value().kind, .events = log.size()};
}

void replay(const replay_options& how, std::ostream& out) {
    auto [what, schedule] = recording_of(how.schedule);
    const std::size_t length = schedule.size();
    auto options = options_of(what, mode::step, chan::run::max_speed);
    options.policy =
        std::make_unique<chan::sched::replay_policy>(std::move(schedule), chan::sched::manual());
    chan::run::run one(std::move(options));
    finish(one);
    const auto lines = [&listing = what.variant->rust](const chan::probe::call_site& site) {
        return listing.line_of(site).value_or(0);
    };
    if (const auto sentence = one.divergence(lines)) {
        throw failure(*sentence);
    }
    if (!one.verdict()) {
        throw failure(
            "the schedule ends before the run does, after choice " + std::to_string(length)
            + ": give all choices of a run"
        );
    }
    tell(one, what, mode::step, how.report, out);
}

} // namespace app::cli
