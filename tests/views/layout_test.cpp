// The panels' rectangles at any size and any wish: sound, whatever is asked for.
#include "app/views/layout.hpp"
#include "app/views/timeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace app::views {
namespace {

using ui::rect;

std::vector<rect> all_of(const panes& at) {
    return {at.top, at.lessons, at.stage, at.sliders, at.timeline, at.story, at.code};
}

void expect_sound(ui::point window, const pane_sizes& wished, const pane_needs& needs) {
    const panes at = arrange(window, wished, needs);
    const rect whole{0, 0, window.x, window.y};
    const auto panels = all_of(at);
    for (std::size_t i = 0; i < panels.size(); ++i) {
        EXPECT_TRUE(whole.inset(-0.01f).contains(panels[i])) << i << " at " << window.x;
        EXPECT_FALSE(panels[i].empty()) << i << " at " << window.x << " × " << window.y;
        for (std::size_t j = i + 1; j < panels.size(); ++j) {
            EXPECT_FALSE(panels[i].overlaps(panels[j].inset(0.05f))) << i << " and " << j;
        }
        for (const rect& edge : {at.lessons_edge, at.side_edge, at.timeline_edge, at.story_edge}) {
            EXPECT_FALSE(panels[i].overlaps(edge.inset(0.05f))) << i;
        }
    }
    EXPECT_GE(at.stage.width, pane_limit::stage_least_width - 0.01f);
    EXPECT_GE(at.code.width, pane_limit::side_least - 0.01f);
    EXPECT_GE(at.code.height, code_least(window) - 0.01f);
    EXPECT_FLOAT_EQ(at.sliders.height, needs.sliders);
    EXPECT_FLOAT_EQ(at.stage.width, middle_width(window, wished));
    EXPECT_FLOAT_EQ(at.code.width, side_width(window, wished));
}

TEST(layout, panels_never_overlap_whatever_was_wished_for) {
    std::mt19937 random(3);
    const auto any = [&](float most) { return static_cast<float>(random() % 1000) / 1000 * most; };
    for (int round = 0; round < 5'000; ++round) {
        const ui::point window{1024 + any(2816), 640 + any(1520)};
        const pane_sizes wished{
            .lessons = any(3000), .side = any(3000), .timeline = any(3000), .story = any(3000)};
        expect_sound(
            window, wished, {.sliders = 60 + any(80), .story = any(900), .timeline = any(200)}
        );
    }
}

TEST(layout, the_stage_keeps_its_least_height_in_the_smallest_window) {
    const panes at = arrange({1024, 640}, {}, {.sliders = 152, .story = 900, .timeline = 168});
    EXPECT_GE(at.stage.height, pane_limit::stage_least_height);
    EXPECT_GE(at.timeline.height, 150);
}

TEST(layout, a_wish_within_the_limits_is_granted) {
    const panes at =
        arrange({1440, 900}, {.lessons = 250, .side = 400, .timeline = 260, .story = 350}, {});
    EXPECT_EQ(at.lessons.width, 250);
    EXPECT_EQ(at.code.width, 400);
    EXPECT_EQ(at.timeline.height, 260);
    EXPECT_EQ(at.story.height, 350);
}

TEST(layout, the_story_gets_what_it_needs_before_the_code_gets_more_than_its_least) {
    for (const ui::point window : {ui::point{1024, 640}, {1280, 720}, {1440, 900}, {2560, 1440}}) {
        const float room = arrange(window, {}, {.story = 10'000}).story.height;
        for (float need = pane_limit::story_least; need < 1'500; need += 50) {
            const panes at = arrange(window, {}, {.story = need});
            EXPECT_NEAR(at.story.height, std::min(need, room), 1) << window.y;
            EXPECT_GE(at.code.height, code_least(window));
        }
        const panes moved = arrange(window, {.story = 250}, {.story = 900});
        EXPECT_EQ(moved.story.height, 250) << "where the learner put it";
    }
}

TEST(layout, slider_cells_neither_overlap_nor_leave_their_panel) {
    for (std::size_t count = 0; count < 7; ++count) {
        for (float width = 380; width < 2000; width += 7) {
            for (const float variants : {0.0f, 150.0f, 330.0f}) {
                const rect inside{20, 12, width, 1000};
                const slider_cells cells = arrange_sliders(
                    inside, {.count = count, .least_width = 170, .variants_width = variants}
                );
                std::vector<rect> all = cells.sliders;
                ASSERT_EQ(all.size(), count);
                for (const rect& slider : cells.sliders) EXPECT_GE(slider.width, 169.9f);
                if (variants > 0) all.push_back(cells.variants);
                const rect box{inside.x, inside.y, inside.width + 0.1f, cells.height + 0.1f};
                for (std::size_t i = 0; i < all.size(); ++i) {
                    EXPECT_TRUE(box.contains(all[i])) << count << " at " << width;
                    for (std::size_t j = i + 1; j < all.size(); ++j) {
                        EXPECT_FALSE(all[i].overlaps(all[j])) << count << " at " << width;
                    }
                }
            }
        }
    }
}

TEST(timeline_places, in_a_low_panel_nine_lanes_have_room_for_their_names) {
    const std::vector<depth_track> depths{{.channel = {}, .bound = 4}};
    const panes at =
        arrange({1024, 640}, {}, {.sliders = 128, .timeline = timeline_needs(9, depths)});
    EXPECT_LT(at.timeline.height, timeline_needs(9, depths));
    const timeline_places places = place_timeline(at.timeline, 9, depths);
    EXPECT_GE(places.lane_pitch, 12) << "names are 11 high";
    EXPECT_LE(places.depths[0].bottom(), places.plot.bottom() + 0.01f);
    EXPECT_GE(places.depths[0].height, 23.9f);
    EXPECT_TRUE(at.timeline.contains(places.ruler));
    EXPECT_TRUE(at.timeline.contains(places.caption));
}

TEST(timeline_places, lanes_and_depths_share_the_plot) {
    for (std::size_t lanes = 0; lanes < 12; ++lanes) {
        for (const auto& bounds :
             std::vector<std::vector<std::uint32_t>>{{}, {2}, {0}, {0, 4}, {4, 4}}) {
            std::vector<depth_track> depths;
            for (const std::uint32_t bound : bounds)
                depths.push_back({.channel = {}, .bound = bound});
            for (float height = timeline_needs(lanes, depths); height < 700; height += 13) {
                const timeline_places at = place_timeline({0, 0, 740, height}, lanes, depths);
                float bottom = at.plot.y;
                for (const rect& lane : at.lanes) {
                    EXPECT_GE(lane.height, 13.9f)
                        << lanes << " lanes, " << bounds.size() << " depths";
                    EXPECT_FLOAT_EQ(lane.y, bottom);
                    bottom = lane.bottom();
                }
                ASSERT_EQ(at.depths.size(), bounds.size());
                for (std::size_t i = 0; i < bounds.size(); ++i) {
                    EXPECT_GE(at.depths[i].y, bottom - 0.01f);
                    EXPECT_GE(at.depths[i].height, bounds[i] == 0 ? 19.9f : 31.9f);
                    bottom = at.depths[i].bottom();
                }
                EXPECT_LE(bottom, at.plot.bottom() + 0.01f);
                EXPECT_FALSE(at.head.overlaps(at.plot));
                EXPECT_FALSE(at.ruler.overlaps(at.plot));
            }
        }
    }
}

} // namespace
} // namespace app::views
