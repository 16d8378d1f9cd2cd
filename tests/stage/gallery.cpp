// The stage's pictures, to be looked at: renders each situation in dark and light, at scale 1 and 2
// and in a small and a large panel, into PNG files.
//     chanscope_stage_gallery FOLDER [WIDTHxHEIGHT]
#include "tests/stage/tales.hpp"
#include "tests/ui/bridge.hpp"

#include "app/platform/window.hpp"
#include "app/stage/stage.hpp"
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace platform = app::platform;
namespace stage = app::stage;
namespace ui = app::ui;
using tests::stage::tale;

struct exhibit {
    std::string name;
    tale told;
    std::int64_t before_end_ms = 0;      // the moment shown; 0: at the end
    std::string heading = {}, text = {}; // of the explaining card; no heading: none
    ui::state_role role = ui::state_role::waiting_send;
    bool hang = false;
    bool numbers = true;
    bool results = false;
};

std::vector<exhibit> exhibits() {
    std::vector<exhibit> all;
    all.push_back(
        {"main-window",
         tests::stage::backpressure(2),
         0,
         "Why is producer waiting?",
         "Both slots are taken. send() returns when consumer takes message 3."}
    );
    all.push_back(
        {"hang",
         tests::stage::forgotten_sender(3),
         0,
         "This can never end",
         "main waits in recv() for a message or for the last sender to go.\nThe last sender is "
         "main's "
         "own tx, made on line 1 and never dropped. Nobody else is left to act.",
         ui::state_role::stuck,
         true}
    );
    all.push_back(
        {"shared-receiver",
         tests::stage::shared_receiver(4),
         0,
         "Why does worker 0 wait?",
         "Not for a message: for the mutex. worker 2 holds it while it sleeps in recv(), so nobody "
         "else can even ask.",
         ui::state_role::waiting_lock,
         false,
         false}
    );
    all.push_back({"buffer-64", tests::stage::backpressure(64)});
    all.push_back({"unbounded-200", tests::stage::unbounded(200)});
    all.push_back({"eight-workers", tests::stage::forgotten_sender(8, false), 1200});
    all.push_back({"rendezvous", tests::stage::rendezvous(), 2320});
    all.push_back(
        {"hang-8",
         tests::stage::forgotten_sender(8),
         0,
         "This can never end",
         "main waits in recv() for a message or for the last sender to go.\nThe last sender "
         "is main's own tx, made on line 1 and never dropped. Nobody else is left to act.",
         ui::state_role::stuck,
         true}
    );
    all.push_back({"shared-8", tests::stage::shared_receiver(8), 0, "", "", {}, false, true, true});
    all.push_back({"multi-consumer", tests::stage::multi_consumer(4)});
    all.push_back({"pipeline", tests::stage::pipeline()});
    all.push_back({"failed-send", tests::stage::failures(), 1480});
    all.push_back({"in-flight", tests::stage::backpressure(2), 640});
    all.push_back({"cloning", tests::stage::forgotten_sender(3), 2120});
    return all;
}

struct form {
    std::string name;
    platform::pixel_size pixels;
    float scale = 1;
    bool light = false;
};

void draw(ui::context& ctx, const exhibit& one) {
    const ui::rect window{0, 0, ctx.size().x, ctx.size().y};
    ctx.paint().fill(window, ctx.colours().surface.window);
    const ui::rect inside = ui::panel(ctx, window.inset(10), {.caption = "stage"});
    const auto& log = one.told.log();
    const std::int64_t now = one.told.now_ns() - one.before_end_ms * 1'000'000;
    const stage::moment when = stage::moment_at(log, now);
    const stage::cast parts = stage::cast_of(log.log(), log.size());
    const auto& handles = log.now().handles;
    const auto guilty = std::ranges::find(handles, "tx", &chan::model::handle::name)->id;
    const auto& state = log.at(when.events());
    const auto stats = stage::stats_of(state, parts, state.stage_ns);
    const stage::result results[] = {
        {"lock for recv", "1.2 s", "2", 0.4, false, false},
        {"lock while working", "3.1 s", "7", 1.0, false, true},
        {"multi-consumer", "1.1 s", "1", 0.36, true, false},
    };
    stage::inputs show{
        .history = &log, .moment = &when, .start = &parts, .area = inside, .playing = true};
    show.seconds = 0.6; // the pulse at its strongest
    if (one.numbers) show.stats = stats;
    if (one.results) show.results = results;
    if (one.hang) {
        show.hang = stage::hang_card{
            .heading = one.heading,
            .text = one.text,
            .fix = "Fix: drop(tx)",
            .kept_open_by = {&guilty, 1}};
    } else if (!one.heading.empty()) {
        show.note = stage::note_card{one.heading, one.text, one.role};
    }
    stage::draw(ctx, show);
}

int fail(const std::string& sentence) {
    std::fprintf(stderr, "chanscope_stage_gallery: %s\n", sentence.c_str());
    return 1;
}

int render(const std::filesystem::path& folder, const form& how) {
    auto window = platform::window::open({.title = "Chanscope stage", .offscreen = how.pixels});
    if (!window) return fail(window.error());
    ui::context ctx;
    ctx.type().build(how.scale);
    window->fonts_changed();
    for (const exhibit& one : exhibits()) {
        for (int frame = 0; frame < 2; ++frame) { // the second one knows what the first one showed
            const platform::input_frame seen = window->begin_frame(0.1f);
            ctx.begin_frame({
                .input = ui::test::bridged(seen, how.scale, frame, 0.1f),
                .size =
                    {static_cast<float>(how.pixels.width) / how.scale,
                     static_cast<float>(how.pixels.height) / how.scale},
                .theme = how.light ? &ui::light_theme() : &ui::dark_theme(),
            });
            draw(ctx, one);
            ctx.end_frame();
            window->end_frame();
        }
        const auto picture = window->capture();
        if (!picture) return fail(picture.error());
        const auto written = platform::write_png(*picture, folder / (one.name + how.name + ".png"));
        if (!written) return fail(written.error());
        for (const std::string& twice : ctx.items().duplicates())
            fail("registered twice: " + twice);
    }
    return 0;
}

} // namespace

int main(int count, char** values) {
    if (count < 2) return fail("say in which folder to put the pictures");
    std::filesystem::create_directories(values[1]);
    std::vector<form> forms{
        {"", {780, 440}, 1, false},
        {"-light", {780, 440}, 1, true},
        {"-2x", {1560, 880}, 2, false},
        {"-small", {580, 320}, 1, false},
    };
    form own{"-own", {0, 0}, 1, false};
    if (count > 2 && std::sscanf(values[2], "%dx%d", &own.pixels.width, &own.pixels.height) == 2) {
        forms = {own};
    }
    for (const form& how : forms) {
        if (const int failed = render(values[1], how)) return failed;
    }
    return 0;
}
