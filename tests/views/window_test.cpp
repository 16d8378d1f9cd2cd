// The whole window drawn without a display, at every size and scale, for every lesson, at several
// moments: nothing is cut off, nothing that can be clicked overlaps, every name is there once.
#include "app/views/window_view.hpp"

#include "tests/session/helpers.hpp"
#include "tests/ui/headless.hpp"
#include "tests/views/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace app::views {
namespace {

using test::settle;
using ui::test::headless;

bool holds_others(ui::item_kind kind) {
    return kind == ui::item_kind::area || kind == ui::item_kind::scroll
        || kind == ui::item_kind::text || kind == ui::item_kind::splitter;
}

/// What is drawn by app/stage is held by its own tests.
bool of_stage(const std::string& name) {
    for (const char* prefix : {"actor.", "channel.", "lock.", "handle.", "message.", "stage"}) {
        if (name.starts_with(prefix)) return true;
    }
    return false;
}

void expect_tidy(headless& window, ui::point size, const std::string& where) {
    SCOPED_TRACE(where);
    const ui::rect whole{0, 0, size.x, size.y};
    const auto& items = window.ctx.items();
    EXPECT_TRUE(items.duplicates().empty()) << items.duplicates().front();
    std::vector<const ui::item*> pressed;
    for (const ui::item& item : items.shown()) {
        if (of_stage(item.name) || item.visible.empty()) continue;
        EXPECT_TRUE(whole.inset(-0.5f).contains(item.visible)) << item.name;
        if (!holds_others(item.kind)) pressed.push_back(&item);
    }
    for (std::size_t i = 0; i < pressed.size(); ++i) {
        for (std::size_t j = i + 1; j < pressed.size(); ++j) {
            const ui::rect both = pressed[i]->visible.intersection(pressed[j]->visible);
            EXPECT_TRUE(both.width < 1 || both.height < 1)
                << pressed[i]->name << " overlaps " << pressed[j]->name;
        }
    }
}

/// Texts outside of the stage that end in an ellipsis.
std::set<std::string> cut_texts(headless& window, const ui::rect& stage) {
    std::set<std::string> cut;
    for (const ui::drawn_text& text : window.ctx.items().shown_text()) {
        if (!text.cut || stage.overlaps(text.area)) continue;
        cut.insert(
            text.text + " at " + std::to_string(text.area.x) + ", " + std::to_string(text.area.y)
        );
    }
    return cut;
}

struct setup {
    ui::point pixels;
    float scale = 1;
};
constexpr setup setups[] = {
    {{1280, 720}},
    {{1440, 900}},
    {{1440, 900}, 1.25f},
    {{2560, 1440}},
    {{2560, 1440}, 1.5f},
    {{2560, 1440}, 2},
    {{1024, 640}},
};

class window : public testing::TestWithParam<setup> {};

TEST_P(window, is_tidy_for_every_lesson_at_every_moment) {
    const ui::point size{
        GetParam().pixels.x / GetParam().scale, GetParam().pixels.y / GetParam().scale};
    headless frames(size, GetParam().scale);
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            session::session one(session::options_of({.lesson = lesson.id, .variant = variant.id}));
            window_view view;
            const std::string name = std::string(lesson.id) + " " + std::string(variant.id);
            settle(frames, view, one);
            expect_tidy(frames, size, name + " at the start");
            one.apply(session::go{});
            ASSERT_TRUE(session::after_end(one));
            const std::size_t all = one.play().history().size();
            for (const std::size_t events : {all, all / 2, all / 5}) {
                one.apply(session::look_at_event{events});
                settle(frames, view, one);
                expect_tidy(frames, size, name + " at event " + std::to_string(events));
                const ui::item* stage = frames.ctx.items().find("panel.stage");
                ASSERT_NE(stage, nullptr);
                const auto cut = cut_texts(frames, stage->area);
                EXPECT_TRUE(cut.empty()) << name << ": " << *cut.begin();
            }
        }
    }
}

TEST_P(window, shows_every_step_of_every_story) {
    const ui::point size{
        GetParam().pixels.x / GetParam().scale, GetParam().pixels.y / GetParam().scale};
    headless frames(size, GetParam().scale);
    for (const auto& lesson : scenarios::all_lessons()) {
        session::session one(session::options_of({.lesson = lesson.id}));
        window_view view;
        for (std::size_t step = 0; step < lesson.story.size(); ++step) {
            if (step > 0) one.apply(session::next_story_step{});
            if (one.story().phase() == session::story_phase::asking) {
                settle(frames, view, one);
                expect_tidy(
                    frames, size, std::string(lesson.id) + " asks at " + std::to_string(step)
                );
                one.apply(session::answer{0});
            }
            if (one.story().phase() == session::story_phase::ready) {
                one.apply(session::next_story_step{});
            }
            ASSERT_TRUE(session::after_arrival(one)) << lesson.id << " step " << step;
            ASSERT_EQ(one.story().step_number(), step);
            settle(frames, view, one);
            expect_tidy(frames, size, std::string(lesson.id) + " step " + std::to_string(step));
            EXPECT_TRUE(frames.ctx.items().shows(ui::without_marks(one.goal()))) << one.goal();
            EXPECT_FALSE(frames.ctx.items().shows("`"));
            EXPECT_TRUE(frames.ctx.items().shows(one.story().step().heading));
        }
        EXPECT_NE(frames.ctx.items().find("story.remember"), nullptr) << lesson.id;
    }
}

/// The buttons in the stage panel, each with the thing of the stage that is nearest below or above.
void expect_room_around_buttons(headless& window, const std::string& where) {
    const auto& items = window.ctx.items().shown();
    for (const ui::item& button : items) {
        if (button.name != "stage.fix" && !button.name.starts_with("step.")) continue;
        for (const ui::item& thing : items) {
            const bool stands = thing.name.starts_with("actor.") || thing.name.starts_with("lock.")
                || thing.name.starts_with("channel.") || thing.name.starts_with("handle.");
            if (!stands) continue;
            EXPECT_FALSE(button.area.inset(-9.5f).overlaps(thing.area))
                << button.name << " and " << thing.name << ", " << where;
        }
    }
}

TEST_P(window, leaves_room_between_the_stage_and_its_buttons) {
    const ui::point size{
        GetParam().pixels.x / GetParam().scale, GetParam().pixels.y / GetParam().scale};
    headless frames(size, GetParam().scale);
    bool fixes = false, steps = false;
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& variant : lesson.variants) {
            const std::string name = std::string(lesson.id) + " " + std::string(variant.id);
            session::session one(session::options_of(
                {.lesson = lesson.id, .variant = variant.id, .mode = chan::run::mode::step}
            ));
            window_view view;
            for (int step = 0; step < 24; ++step) {
                ASSERT_TRUE(session::after_held(one));
                settle(frames, view, one);
                expect_room_around_buttons(frames, name + ", step " + std::to_string(step));
                steps = steps || frames.ctx.items().find("step.1") != nullptr;
                one.apply(session::step{});
            }
            ASSERT_TRUE(session::after_held(one));
            one.apply(session::set_mode{chan::run::mode::live});
            one.apply(session::go{});
            ASSERT_TRUE(session::after_end(one));
            for (int i = 0; i < 10; ++i) settle(frames, view, one); // until the card stands
            expect_room_around_buttons(frames, name + " at the end");
            const bool offers = one.cured_by() != nullptr;
            EXPECT_EQ(frames.ctx.items().find("stage.fix") != nullptr, offers) << name;
            fixes = fixes || offers;
        }
    }
    EXPECT_TRUE(fixes && steps);
}

INSTANTIATE_TEST_SUITE_P(sizes, window, testing::ValuesIn(setups), [](const auto& which) {
    const setup& with = which.param;
    return std::to_string(static_cast<int>(with.pixels.x)) + "_at_"
        + std::to_string(static_cast<int>(with.scale * 100));
});

/// In the smallest window, with as many actors as a lesson can have.
struct full_house {
    headless frames{{1024, 640}};
    window_view view;

    void show(session::session& one) {
        one.apply(session::go{});
        ASSERT_TRUE(session::after_end(one));
        settle(frames, view, one);
    }
    ui::rect area(const std::string& name) {
        const ui::item* found = frames.ctx.items().find(name);
        EXPECT_NE(found, nullptr) << name;
        return found != nullptr ? found->area : ui::rect{};
    }
};

TEST(window_full_house, has_a_name_beside_every_lane_and_none_touches_another) {
    for (const auto& variant : scenarios::find_lesson("shared-receiver")->variants) {
        session::session one(session::options_of(
            {.lesson = "shared-receiver", .variant = variant.id, .values = {{"consumers", 8}}}
        ));
        full_house house;
        house.show(one);
        std::vector<ui::rect> names;
        for (int worker = 0; worker < 8; ++worker) {
            const std::string name = "worker " + std::to_string(worker);
            for (const ui::drawn_text& text : house.frames.ctx.items().shown_text()) {
                const ui::rect lane = house.area("timeline.lane." + std::to_string(worker + 2));
                if (text.text != name || !lane.inset(-1).overlaps(text.area)) continue;
                if (std::abs(text.area.center().y - lane.center().y) > 2) continue;
                EXPECT_NEAR(text.visible.height, text.area.height, 0.1f) << name;
                names.push_back(text.area);
            }
            ASSERT_EQ(names.size(), static_cast<std::size_t>(worker) + 1) << name;
            if (worker == 0) continue;
            EXPECT_GE(names[names.size() - 1].y, names[names.size() - 2].bottom() + 3) << name;
        }
    }
}

TEST(window_full_house, marks_cover_no_code_and_are_whole) {
    std::size_t seen = 0;
    for (const auto& variant : scenarios::find_lesson("shared-receiver")->variants) {
        session::session one(session::options_of(
            {.lesson = "shared-receiver", .variant = variant.id, .values = {{"consumers", 8}}}
        ));
        full_house house;
        house.show(one);
        const std::size_t events = one.play().history().size();
        for (std::size_t at = 0; at < events; at += 3) {
            one.apply(session::look_at_event{at});
            settle(house.frames, house.view, one);
            const auto& items = house.frames.ctx.items();
            std::vector<const ui::item*> marks;
            for (const ui::item& item : items.shown()) {
                const bool is_mark = item.name.starts_with("code.mark.");
                if (is_mark && !item.visible.empty()) marks.push_back(&item);
            }
            const float right = house.area("code.copy").right() + 20;
            const float code = house.frames.ctx.type().capital_height(ui::text_role::mono);
            for (const ui::item* mark : marks) {
                SCOPED_TRACE(mark->name + " at " + std::to_string(at));
                ++seen;
                EXPECT_LE(mark->area.right(), right);
                for (const ui::drawn_text& text : items.shown_text()) {
                    const bool is_code = std::abs(text.area.height - code) < 0.02f;
                    EXPECT_FALSE(is_code && text.visible.overlaps(mark->visible)) << text.text;
                }
                for (const ui::item* other : marks) {
                    EXPECT_FALSE(other != mark && other->area.overlaps(mark->area)) << other->name;
                }
            }
        }
    }
    EXPECT_GT(seen, 100U);
}

TEST(window_overlays, the_keys_are_told_with_what_they_are_called_and_what_they_do) {
    headless frames({1024, 640}); // all of them, in the smallest window
    session::session one(session::options_of({}));
    window_view view;
    one.apply(session::show_overlay{session::overlay::keys});
    settle(frames, view, one);
    const auto drawn = [&](std::string_view words) {
        return std::ranges::any_of(frames.ctx.items().shown_text(), [&](const auto& text) {
            return text.text == words && !text.cut;
        });
    };
    for (const auto& command : session::command_table()) {
        const bool repeats = command.name.starts_with("step_actor_");
        EXPECT_TRUE(repeats || drawn(command.label)) << command.label;
        EXPECT_TRUE(repeats || drawn(command.key)) << command.key;
        if (!repeats) {
            const ui::item* row = frames.ctx.items().find("keys." + std::string(command.key));
            ASSERT_NE(row, nullptr) << command.key;
            frames.move(row->area.center());
            for (int i = 0; i < 80; ++i) settle(frames, view, one);
            const ui::item* tip = frames.ctx.items().find("tooltip");
            ASSERT_NE(tip, nullptr) << command.key;
            EXPECT_TRUE(tip->text.find(command.help) != std::string::npos) << tip->text;
        }
        EXPECT_FALSE(command.help.starts_with(command.label)) << command.help;
    }
    EXPECT_TRUE(drawn("F1")) << "the second way to this help";
}

TEST(window_overlays, no_line_of_the_code_is_shown_in_part) {
    for (const ui::point size : {ui::point{1440, 900}, {1280, 720}, {1024, 640}}) {
        headless frames(size);
        for (const auto& lesson : scenarios::all_lessons()) {
            session::session one(session::options_of({.lesson = lesson.id}));
            window_view view;
            const auto look = [&](const char* area) {
                settle(frames, view, one);
                const ui::item* list = frames.ctx.items().find(area);
                ASSERT_NE(list, nullptr) << area;
                for (const ui::drawn_text& text : frames.ctx.items().shown_text()) {
                    const bool inside = text.visible.overlaps(list->area)
                        && list->area.inset(-1).contains(text.visible);
                    if (!inside || text.visible.empty()) continue;
                    EXPECT_NEAR(text.visible.height, text.area.height, 0.5f)
                        << text.text << " in " << area << " at " << size.y;
                }
            };
            look("code.scroll");
        }
    }
}

TEST(window_sliders, stand_in_one_row_from_1280_on) {
    for (const ui::point size : {ui::point{1280, 720}, {1440, 900}, {2560, 1440}}) {
        headless frames(size);
        for (const auto& lesson : scenarios::all_lessons()) {
            session::session one(session::options_of({.lesson = lesson.id}));
            window_view view;
            settle(frames, view, one);
            const auto top = [&](std::string_view id) {
                const ui::item* found = frames.ctx.items().find("slider." + std::string(id));
                EXPECT_NE(found, nullptr) << id;
                return found != nullptr ? found->area.y : 0;
            };
            for (const auto& slider : lesson.sliders) {
                EXPECT_EQ(top(slider.id), top(lesson.sliders.front().id)) << slider.id;
            }
        }
    }
}

TEST(window_overlays, each_is_tidy_in_the_smallest_window) {
    const ui::point size{1024, 640};
    headless frames(size);
    session::session one(session::options_of({}));
    window_view view;
    for (const auto what :
         {session::overlay::keys,
          session::overlay::jump,
          session::overlay::settings,
          session::overlay::about}) {
        one.apply(session::show_overlay{what});
        settle(frames, view, one);
        EXPECT_TRUE(frames.ctx.items().duplicates().empty());
        const ui::rect whole{0, 0, size.x, size.y};
        for (const ui::item& item : frames.ctx.items().shown()) {
            if (item.layer > 0 && !item.visible.empty()) {
                EXPECT_TRUE(whole.contains(item.visible)) << item.name;
            }
        }
        one.apply(session::dismiss{});
    }
    one.apply(session::notify{
        .sentence = "The trace is in a file with a long name.", .warning = true});
    settle(frames, view, one);
    EXPECT_TRUE(frames.ctx.items().shows("The trace is in a file"));
}

} // namespace
} // namespace app::views
