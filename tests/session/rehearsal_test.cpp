// Who takes part is known before anything is shown, and nothing that is shown comes of it.
#include "app/session/rehearsal.hpp"
#include "core/run/lesson_api.hpp"
#include "tests/session/helpers.hpp"

#include <set>
#include <string>

namespace app::session {
namespace {

[[nodiscard]] bool after_rehearsal(session& one) {
    return after(one, [&] { return one.rehearsed().over(); });
}

std::set<std::string> spawned_in(const chan::trace::log& log) {
    std::set<std::string> names;
    for (const auto& event : log) {
        if (event.fact.kind == chan::probe::kind::actor_spawned) {
            names.emplace(event.fact.label.view());
        }
    }
    return names;
}

TEST(rehearsing, tells_who_takes_part_before_the_run_begins) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            session one(options_of({.lesson = lesson.id, .variant = variant.id}));
            ASSERT_TRUE(after_rehearsal(one));
            EXPECT_TRUE(spawned_in(one.play().history().log()).size() <= 1) << "only main is there";
            one.apply(skip_question{});
            one.apply(go{});
            ASSERT_TRUE(after_end(one)) << lesson.id << "/" << variant.id;
            EXPECT_EQ(
                spawned_in(one.rehearsed().log()), spawned_in(one.play().history().log())
            ) << lesson.id << "/" << variant.id;
        }
    }
}

/// The names of all threads, in order, and how many channels and locks there were.
std::string cast_with(
    const scenarios::lesson& lesson,
    const scenarios::variant& variant,
    std::string_view slider,
    int value
) {
    session one(options_of(
        {.lesson = lesson.id, .variant = variant.id, .values = {{std::string(slider), value}}}
    ));
    EXPECT_TRUE(after_rehearsal(one));
    chan::model::history all;
    for (const auto& event : one.rehearsed().log()) {
        all.append(event);
    }
    std::string cast;
    for (const auto& actor : all.now().actors) {
        cast += actor.name + ", ";
    }
    return cast + std::to_string(all.now().channels.size()) + " channels, "
        + std::to_string(all.now().locks.size()) + " locks";
}

TEST(rehearsing, a_slider_that_is_said_to_keep_the_cast_does) {
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            for (const auto& slider : lesson.sliders) {
                if (slider.keeps_cast || slider.live || !variant.heeds(slider.id)) {
                    EXPECT_EQ(
                        cast_with(lesson, variant, slider.id, slider.least),
                        cast_with(lesson, variant, slider.id, slider.most)
                    ) << lesson.id << "/" << variant.id << ": " << slider.id;
                }
            }
        }
    }
}

TEST(rehearsing, begins_again_with_what_decides_who_takes_part_and_with_nothing_else) {
    session one(options_of({.lesson = "shared-receiver"}));
    ASSERT_TRUE(after_rehearsal(one));
    const auto first = one.rehearsed().number();
    one.apply(restart{});
    one.apply(set_slider{"handle_ms", 300}); // a rate
    EXPECT_EQ(one.rehearsed().number(), first);
    one.apply(set_slider{"consumers", 7});
    EXPECT_EQ(one.rehearsed().number(), first + 1);
    ASSERT_TRUE(after_rehearsal(one));
    EXPECT_TRUE(spawned_in(one.rehearsed().log()).contains("worker 6"));
    one.apply(choose_variant{std::string(one.lesson().variants[1].id)});
    EXPECT_EQ(one.rehearsed().number(), first + 2);
    one.apply(open_lesson{"backpressure"});
    EXPECT_EQ(one.rehearsed().number(), first + 3);
    ASSERT_TRUE(after_rehearsal(one));
    one.apply(set_slider{"buffer", 9}); // moves nobody
    EXPECT_EQ(one.rehearsed().number(), first + 3);
}

TEST(rehearsing, an_endless_lesson_is_left_and_so_is_one_for_the_next) {
    reaper old_runs;
    rehearsal one(old_runs);
    const auto endless = [] {
        auto [tx, rx] = chan::lesson::channel<int>();
        for (int n = 0;; ++n) {
            (void)tx.send(n);
        }
    };
    for (int i = 0; i < 30; ++i) {
        one.begin(endless);
        one.tick();
    }
    EXPECT_EQ(one.number(), 30U);
    const auto limit = std::chrono::steady_clock::now() + 30s;
    while (!one.over() && std::chrono::steady_clock::now() < limit) {
        one.tick();
        std::this_thread::sleep_for(200us);
    }
    ASSERT_TRUE(one.over());
    EXPECT_GE(one.log().size(), rehearsal::longest);
    one.tick();
    old_runs.finish();
    const std::size_t all = one.log().size();
    one.tick();
    EXPECT_EQ(one.log().size(), all) << "nothing is added any more";
}

} // namespace
} // namespace app::session
