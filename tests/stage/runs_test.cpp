// The stage over real runs: every lesson, every variant, live and stepped, with the sliders at
// their first values, their least and their most.
#include "tests/stage/checks.hpp"

#include "app/stage/motion.hpp"
#include "tests/scenarios/player.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace app::stage {
namespace {

constexpr rect sizes[] = {{300, 90, 520, 244}, {0, 0, 720, 364}, {250, 80, 1700, 900}};
constexpr std::int64_t ms = 1'000'000;

/// Sliders that make a run short, but for those that decide how many things stand on the stage.
tests::values sliders_of(const scenarios::lesson& lesson, bool most) {
    tests::values set;
    for (const scenarios::slider& one : lesson.sliders) {
        const std::string_view id = one.id;
        const bool counts =
            id == "buffer" || id == "producers" || id == "consumers" || id == "workers";
        if (counts) {
            set[std::string(id)] = most ? one.most : one.least;
        } else if (id == "messages") {
            set[std::string(id)] = std::clamp(most ? 80 : one.least, one.least, one.most);
        }
    }
    return set;
}

template <class Check>
void over_all_runs(const Check& check) {
    const tests::way ways[] = {
        {.name = "live"},
        {.name = "live, paced", .speed = 100.0},
        {.name = "stepped", .mode = chan::run::mode::step, .seed = 7},
    };
    for (const scenarios::lesson& lesson : scenarios::all_lessons()) {
        for (const scenarios::variant& variant : lesson.variants) {
            for (const bool most : {false, true}) {
                for (const tests::way& how : ways) {
                    if (most && how.speed != chan::run::max_speed) continue; // it would take long
                    tests::player played({
                        .lesson = lesson,
                        .variant = variant.id,
                        .set = sliders_of(lesson, most),
                        .way = how,
                    });
                    played.run_to_end();
                    check(
                        played.history(),
                        std::string(lesson.id) + " " + std::string(variant.id) + ", " + how.name
                            + (most ? ", most" : ", least")
                    );
                    if (::testing::Test::HasFailure()) return;
                }
            }
        }
    }
}

TEST(stage_of_real_runs, everything_has_one_place_and_nothing_overlaps) {
    over_all_runs([](const chan::model::history& log, const std::string& name) {
        const cast whole = cast_of(log.log(), log.size());
        const std::size_t step = std::max<std::size_t>(1, log.size() / 60);
        for (std::size_t i = 0; i <= log.size() + step - 1; i += step) {
            const std::size_t events = std::min(i, log.size());
            const chan::model::world state = log.at(events);
            for (const cast& parts : {whole, cast_of(log.log(), events)}) {
                for (const rect& size : sizes) {
                    const std::string where =
                        name + ", event " + std::to_string(events) + ", " + say(size);
                    const picture made = layout(state, parts, {.area = size});
                    check_places(made, where);
                    check_tokens(made, where);
                    check_words(made, where);
                    check_identities(made, state, where);
                    check_slots(made, state, where);
                }
            }
        }
    });
}

TEST(stage_of_real_runs, nothing_jumps) {
    over_all_runs([](const chan::model::history& log, const std::string& name) {
        const std::size_t step = std::max<std::size_t>(1, log.size() / 40);
        cast_memory memory;
        const compose_options options{.area = sizes[1], .memory = &memory};
        for (std::size_t i = 1; i < log.size(); i += step) {
            for (const std::int64_t after : {0, 100, 300}) {
                const std::int64_t t = log.log()[i].shown_ns + after * ms;
                const picture a = compose(log, moment_at(log, t), options);
                const picture b = compose(log, moment_at(log, t + ms), options);
                check_continuous(a, b, name + " at " + std::to_string(t / ms) + " ms", 14);
            }
        }
    });
}

TEST(stage_of_real_runs, with_a_known_cast_no_card_ever_moves) {
    over_all_runs([](const chan::model::history& log, const std::string& name) {
        const cast whole = cast_of(log.log(), log.size());
        const picture last = layout(log.now(), whole, {.area = sizes[1]});
        if (log.now().end == chan::model::run_end::hang) return; // the band is given to its card
        const std::size_t step = std::max<std::size_t>(1, log.size() / 60);
        for (std::size_t events = 0; events < log.size(); events += step) {
            const picture made = layout(log.at(events), whole, {.area = sizes[1]});
            for (const card& now : made.cards) {
                const auto then = std::ranges::find(last.cards, now.actor, &card::actor);
                EXPECT_EQ(now.area, then->area) << name << ": " << now.name << " at " << events;
            }
        }
    });
}

} // namespace
} // namespace app::stage
