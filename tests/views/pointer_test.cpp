// What a step of the story points at has the ring around it, in every story.
#include "app/views/window_view.hpp"

#include "tests/session/helpers.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

namespace app::views {
namespace {

using scenarios::pointer;
using ui::test::headless;

ui::rect area_of(const ui::registry& items, const std::string& name) {
    const ui::item* found = items.find(name);
    EXPECT_NE(found, nullptr) << name;
    return found != nullptr ? found->area : ui::rect{};
}

/// Where the ring must be; none: what is pointed at may be gone by then.
std::optional<ui::rect>
aim(const pointer& points_at, const ui::registry& items, const chan::model::world& state) {
    using what = pointer::what;
    const std::string name(points_at.name);
    switch (points_at.kind) {
    case what::actor:
        return area_of(items, "actor." + name);
    case what::channel:
        return area_of(items, "channel." + name);
    case what::lock: {
        // The first in its queue, whose wait is told; it alone, when nobody waits.
        const auto& lock = state.locks.at(std::stoul(name));
        if (lock.queue.empty() || state.end != chan::model::run_end::none) {
            return area_of(items, "lock." + name);
        }
        std::string who = state.find_actor(lock.queue.front())->name;
        std::ranges::replace(who, ' ', '-');
        return area_of(items, "actor." + who);
    }
    case what::slider:
        return area_of(items, "slider." + name);
    case what::nothing:
    case what::handle:
    case what::variants:
    case what::timeline:
        break;
    }
    return std::nullopt;
}

/// Plays a story to its end; `look(step, items, state)` after each step.
template <class Look>
void play(const scenarios::lesson& lesson, Look look) {
    headless frames({1280, 720});
    session::session one(session::options_of({.lesson = lesson.id}));
    window_view view;
    for (std::size_t step = 0; step < lesson.story.size(); ++step) {
        if (step > 0) one.apply(session::next_story_step{});
        if (one.story().phase() == session::story_phase::asking) one.apply(session::answer{0});
        if (one.story().phase() == session::story_phase::ready) {
            one.apply(session::next_story_step{});
        }
        ASSERT_TRUE(session::after_arrival(one)) << lesson.id << " step " << step;
        for (int i = 0; i < 40; ++i) { // until nothing moves on the stage
            frames.frame([&](ui::context& ctx) { (void)view.draw(ctx, one); });
        }
        look(one.story().step(), frames.ctx.items(), one.play().shown());
    }
}

TEST(pointer, of_every_step_has_its_ring) {
    for (const auto& lesson : scenarios::all_lessons()) {
        play(lesson, [&](const scenarios::story_step& step, const ui::registry& items, const auto& state) {
            SCOPED_TRACE(std::string(lesson.id) + ": " + std::string(step.heading));
            EXPECT_TRUE(items.duplicates().empty());
            const ui::item* ring = items.find("pointed_at");
            if (const auto aimed = aim(step.points_at, items, state)) {
                ASSERT_NE(ring, nullptr);
                EXPECT_TRUE(ring->area.contains(*aimed));
                EXPECT_TRUE(aimed->inset(-4).contains(ring->area));
            } else if (step.points_at.kind == pointer::what::variants) {
                ASSERT_NE(ring, nullptr);
                for (const auto& variant : lesson.variants) {
                    EXPECT_TRUE(
                        ring->area.contains(area_of(items, "variant." + std::string(variant.id)))
                    );
                }
                EXPECT_LT(ring->area.height, 50);
            } else if (step.points_at.kind == pointer::what::timeline) {
                ASSERT_NE(ring, nullptr);
                EXPECT_TRUE(ring->area.contains(area_of(items, "timeline")));
                EXPECT_FALSE(ring->area.overlaps(area_of(items, "panel.stage")));
            }
        });
    }
}

TEST(pointer, is_used_for_the_stage_and_for_what_is_around_it) {
    std::set<pointer::what> used;
    for (const auto& lesson : scenarios::all_lessons()) {
        for (const auto& step : lesson.story) used.insert(step.points_at.kind);
    }
    using what = pointer::what;
    for (const what kind :
         {what::actor, what::channel, what::lock, what::slider, what::variants, what::timeline}) {
        EXPECT_TRUE(used.contains(kind)) << static_cast<int>(kind);
    }
}

} // namespace
} // namespace app::views
