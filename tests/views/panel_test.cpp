// Panels on real runs: who may go next, the times at the playhead, and what stands on the stage
// while a run begins anew.
#include "app/session/words.hpp"
#include "app/views/window_view.hpp"

#include "tests/session/helpers.hpp"
#include "tests/ui/headless.hpp"
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

namespace app::views {
namespace {

using test::settle;
using ui::test::headless;

TEST(panel, all_who_may_go_next_are_offered_in_every_window) {
    for (const ui::point size : {ui::point{1024, 640}, {1280, 720}, {1440, 900}}) {
        headless frames(size);
        session::session one(session::options_of(
            {.lesson = "shared-receiver",
             .values = {{"consumers", 8}},
             .mode = chan::run::mode::step}
        ));
        window_view view;
        std::size_t most = 0;
        for (int step = 0; step < 60; ++step) {
            ASSERT_TRUE(session::after_held(one));
            settle(frames, view, one);
            const ui::item* panel = frames.ctx.items().find("panel.stage");
            ASSERT_NE(panel, nullptr);
            const auto& possible = one.play().status().possible;
            most = std::max(most, possible.size());
            for (const chan::sched::choice& choice : possible) {
                const std::string name =
                    choice.is_time() ? "step.time" : "step." + std::to_string(choice.actor + 1);
                const ui::item* button = frames.ctx.items().find(name);
                ASSERT_NE(button, nullptr) << name << " at " << size.x << ", step " << step;
                EXPECT_TRUE(panel->area.contains(button->area)) << name;
            }
            for (const ui::drawn_text& text : frames.ctx.items().shown_text()) {
                const bool in_row = panel->area.contains(text.area.center())
                    && text.area.y < panel->area.y + 36;
                EXPECT_FALSE(in_row && text.cut) << text.text;
            }
            one.apply(session::step{});
        }
        EXPECT_GE(most, 4U);
    }
}

TEST(panel, everybody_has_their_place_before_the_first_operation) {
    headless frames({1440, 900});
    session::session one(session::options_of({.lesson = "shared-receiver"}));
    window_view view;
    ASSERT_TRUE(session::after(one, [&] { return one.rehearsed().over() && one.play().held(); }));
    settle(frames, view, one);
    const auto place_of_main = [&] { return frames.ctx.items().find("actor.main")->area; };
    const auto seen = [&](std::string_view words) {
        return std::ranges::count_if(frames.ctx.items().shown_text(), [&](const auto& text) {
            return text.text == words;
        });
    };
    const ui::rect before = place_of_main();
    EXPECT_EQ(seen("not spawned yet"), one.values()["consumers"]);
    one.apply(session::skip_question{});
    one.apply(session::go{});
    ASSERT_TRUE(session::after_end(one));
    settle(frames, view, one);
    EXPECT_EQ(place_of_main(), before);
    EXPECT_EQ(seen("not spawned yet"), 0);
    one.apply(session::look_at_start{});
    settle(frames, view, one);
    EXPECT_EQ(seen("not spawned yet"), one.values()["consumers"]);
    EXPECT_EQ(seen("not started yet"), 1) << "main";
    EXPECT_EQ(seen("not made yet"), 1) << "the channel";
    EXPECT_EQ(seen("mutex"), 1);
}

TEST(panel, a_time_that_is_looked_at_comes_to_rest_at_what_is_true_then) {
    headless frames({1440, 900});
    session::session one(session::options_of({.held = false}));
    window_view view;
    ASSERT_TRUE(session::after_end(one));
    const auto places = [&] {
        for (int i = 0; i < 60; ++i) { // a second: longer than any motion
            frames.frame([&](ui::context& ctx) { (void)view.draw(ctx, one); });
        }
        std::vector<std::pair<std::string, ui::rect>> all;
        for (const ui::item& item : frames.ctx.items().shown()) {
            if (item.name.starts_with("message.")) all.emplace_back(item.name, item.area);
        }
        return all;
    };
    const auto& log = one.play().history().log();
    std::size_t most = 0;
    for (std::size_t events = 20; events < log.size(); events += 17) {
        one.apply(session::look_at_time{log[events - 1].shown_ns});
        const std::size_t shown = one.play().shown_events(); // more than `events` at one time
        const auto at_time = places();
        one.apply(session::look_at_event{shown});
        EXPECT_EQ(at_time, places()) << "event " << shown;
        most = std::max(most, at_time.size());
    }
    EXPECT_GT(most, 0U);
}

TEST(panel, lanes_of_all_are_there_from_the_start_and_nothing_moves_when_they_come) {
    for (const ui::point size : {ui::point{1440, 900}, {1024, 640}}) {
        for (const auto& lesson : scenarios::all_lessons()) {
            headless frames(size);
            session::session one(session::options_of({.lesson = lesson.id}));
            window_view view;
            ASSERT_TRUE(session::after(one, [&] {
                return one.rehearsed().over() && one.play().held();
            }));
            settle(frames, view, one);
            const auto places = [&] {
                std::vector<std::pair<std::string, ui::rect>> found;
                for (const ui::item& item : frames.ctx.items().shown()) {
                    const bool its = item.name.starts_with("timeline.lane.")
                        || item.name.starts_with("timeline.depth.");
                    if (its) found.emplace_back(item.name + " " + item.text, item.area);
                }
                return found;
            };
            const auto at_start = places();
            one.apply(session::skip_question{});
            one.apply(session::go{});
            ASSERT_TRUE(session::after_end(one));
            settle(frames, view, one);
            EXPECT_EQ(places(), at_start) << lesson.id;
            EXPECT_GT(at_start.size(), one.play().shown().actors.size());
            one.apply(session::look_at_start{});
            settle(frames, view, one);
            EXPECT_EQ(places(), at_start) << lesson.id;
        }
    }
}

TEST(panel, the_programs_time_stands_at_the_playhead) {
    headless frames({1024, 640});
    session::session one(session::options_of({.held = false}));
    window_view view;
    ASSERT_TRUE(session::after_end(one));
    settle(frames, view, one);
    const auto words = [&] {
        settle(frames, view, one);
        const ui::item* times = frames.ctx.items().find("timeline.time");
        EXPECT_NE(times, nullptr);
        const ui::item* head = frames.ctx.items().find("timeline.head");
        if (times == nullptr || head == nullptr) return std::string();
        EXPECT_GE(times->area.x, head->area.x - 1);
        EXPECT_LE(times->area.right(), head->area.right() + 1);
        return times->text;
    };
    const auto& log = one.play().history().log();
    constexpr std::int64_t exactly = 10'000'000;
    EXPECT_EQ(words(), mark_text(log.back().stage_ns, exactly));
    const std::size_t half = log.size() / 2;
    one.apply(session::look_at_event{half});
    EXPECT_EQ(words(), mark_text(log[half - 1].stage_ns, exactly));
    one.apply(session::look_at_start{});
    EXPECT_EQ(words(), "0.00 s");
}

TEST(panel, the_share_that_was_blocked_says_what_it_is_of) {
    headless frames({1280, 720});
    session::session one(session::options_of({.held = false}));
    window_view view;
    ASSERT_TRUE(session::after_end(one));
    settle(frames, view, one);
    const ui::item* stat = frames.ctx.items().find("stage.stat.blocked");
    ASSERT_NE(stat, nullptr);
    frames.move(stat->visible.center());
    for (int i = 0; i < 20; ++i) settle(frames, view, one);
    const ui::item* tip = frames.ctx.items().find("tooltip");
    ASSERT_NE(tip, nullptr);
    EXPECT_TRUE(tip->text.starts_with("Of the program's time so far")) << tip->text;
}

TEST(panel, the_stage_does_not_go_empty_when_a_slider_begins_the_run_anew) {
    headless frames({1280, 720});
    session::session one(session::options_of({.speed = 1, .held = false}));
    window_view view;
    const auto frame = [&] {
        frames.frame([&](ui::context& ctx) { (void)view.draw(ctx, one); });
        std::size_t drawn = 0;
        for (const ui::drawn_text& text : frames.ctx.items().shown_text()) {
            drawn += text.text.starts_with("sync_channel(");
        }
        return drawn;
    };
    ASSERT_TRUE(session::after(one, [&] { return !one.play().shown().channels.empty(); }));
    for (int i = 0; i < 4; ++i) (void)frame(); // until the channel has faded in
    ASSERT_GE(frame(), 1U);
    for (int buffer = 3; buffer < 8; ++buffer) {
        one.apply(session::set_slider{"buffer", buffer});
        for (int i = 0; i < 3; ++i) {
            EXPECT_GE(frame(), 1U) << "buffer " << buffer << ", frame " << i;
            one.tick();
        }
    }
}

} // namespace
} // namespace app::views
