// What is drawn again is enough: pictures that are only mended where frames differ are the same as
// pictures made from nothing, whatever moves, comes, goes or changes places. Drawn by a small
// program of the test's own, without a display.
#include "app/platform/cutting.hpp"
#include "app/platform/damage.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace app::platform {
namespace {

using ui::rect;
using ui::test::headless;

struct block {
    rect place;
    std::uint32_t colour = 0; // without alpha
    rect clip{0, 0, 1e4f, 1e4f};
};

constexpr ui::point size{640, 400};
constexpr std::uint32_t ground = 7;

ImDrawData& frame_of(headless& window, const std::vector<block>& blocks) {
    window.frame([&](ui::context& ctx) {
        for (const block& one : blocks) {
            ctx.paint().push_clip(one.clip);
            ctx.paint().fill(one.place, ui::hex(one.colour));
            ctx.paint().pop_clip();
        }
    });
    return *ImGui::GetDrawData();
}

class picture {
public:
    explicit picture(ui::point of)
        : width_(static_cast<int>(of.x))
        , height_(static_cast<int>(of.y))
        , pixels_(static_cast<std::size_t>(width_ * height_), ground) {}

    void clear(const area& part) {
        for (int y = part.top; y < part.bottom; ++y) {
            for (int x = part.left; x < part.right; ++x) {
                at(x, y) = ground;
            }
        }
    }
    void draw(const ImDrawData& frame) {
        for (int i = 0; i < frame.CmdListsCount; ++i) {
            const ImDrawList& list = *frame.CmdLists[i];
            for (const ImDrawCmd& command : list.CmdBuffer) {
                for (unsigned n = 0; n < command.ElemCount; n += 3) {
                    draw(list, command, command.IdxOffset + n);
                }
            }
        }
    }
    friend bool operator==(const picture&, const picture&) = default;

private:
    std::uint32_t& at(int x, int y) { return pixels_[static_cast<std::size_t>(y * width_ + x)]; }
    void draw(const ImDrawList& list, const ImDrawCmd& command, unsigned first) {
        const auto corner = [&](unsigned k) -> const ImDrawVert& {
            const int index = list.IdxBuffer[static_cast<int>(first + k)];
            return list.VtxBuffer[index + static_cast<int>(command.VtxOffset)];
        };
        const ImVec2 a = corner(0).pos;
        const ImVec2 b = corner(1).pos;
        const ImVec2 c = corner(2).pos;
        const auto side = [](ImVec2 p, ImVec2 q, float x, float y) {
            return (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
        };
        const ImVec4 clip = command.ClipRect;
        const auto whole = [](float v) { return static_cast<int>(v); };
        const int right = std::min(width_, whole(std::min(clip.z, std::max({a.x, b.x, c.x}))));
        const int bottom = std::min(height_, whole(std::min(clip.w, std::max({a.y, b.y, c.y}))));
        for (int y = std::max(0, whole(std::max(clip.y, std::min({a.y, b.y, c.y})))); y < bottom;
             ++y) {
            for (int x = std::max(0, whole(std::max(clip.x, std::min({a.x, b.x, c.x})))); x < right;
                 ++x) {
                const float px = static_cast<float>(x) + 0.5f;
                const float py = static_cast<float>(y) + 0.5f;
                const float s = side(a, b, px, py);
                const float t = side(b, c, px, py);
                const float u = side(c, a, px, py);
                if ((s >= 0 && t >= 0 && u >= 0) || (s <= 0 && t <= 0 && u <= 0)) {
                    at(x, y) = corner(0).col;
                }
            }
        }
    }

    int width_;
    int height_;
    std::vector<std::uint32_t> pixels_;
};

int pixels_in(std::span<const area> areas) {
    int all = 0;
    for (const area& one : areas) {
        all += (one.right - one.left) * (one.bottom - one.top);
    }
    return all;
}

const int everything = static_cast<int>(size.x * size.y);

TEST(damage, is_everything_at_first_and_nothing_while_nothing_changes) {
    headless window(size);
    damage where;
    const std::vector<block> still{{{10, 10, 50, 20}, 1}, {{300, 200, 100, 100}, 2}};
    EXPECT_EQ(pixels_in(where.follow(frame_of(window, still), ground)), everything);
    EXPECT_TRUE(where.follow(frame_of(window, still), ground).empty());
    EXPECT_EQ(pixels_in(where.follow(frame_of(window, still), ground + 1)), everything);
    where.forget();
    EXPECT_EQ(pixels_in(where.follow(frame_of(window, still), ground + 1)), everything);
    ImDrawData& frame = frame_of(window, still);
    frame.DisplaySize.x -= 1;
    EXPECT_EQ(pixels_in(where.follow(frame, ground + 1)), everything - 400) << "another size";
}

TEST(damage, is_where_a_thing_was_and_where_it_is_and_little_more) {
    headless window(size);
    damage where;
    where.follow(frame_of(window, {{{40, 40, 20, 20}, 1}, {{5, 5, 600, 10}, 2}}), ground);
    const auto areas =
        where.follow(frame_of(window, {{{500, 300, 20, 20}, 1}, {{5, 5, 600, 10}, 2}}), ground);
    ASSERT_EQ(areas.size(), 2U);
    EXPECT_EQ(areas[0], (area{32, 32, 64, 64}));
    EXPECT_EQ(areas[1], (area{480, 288, 544, 320}));
}

TEST(damage, is_where_two_things_change_their_order) {
    headless window(size);
    damage where;
    const block one{{100, 100, 30, 30}, 1};
    const block two{{110, 110, 30, 30}, 2};
    where.follow(frame_of(window, {one, two}), ground);
    EXPECT_FALSE(where.follow(frame_of(window, {two, one}), ground).empty());
}

TEST(damage, is_where_only_a_clip_rectangle_changes) {
    headless window(size);
    damage where;
    where.follow(frame_of(window, {{{0, 0, 640, 400}, 1, {64, 64, 64, 64}}}), ground);
    EXPECT_FALSE(
        where.follow(frame_of(window, {{{0, 0, 640, 400}, 1, {64, 64, 60, 64}}}), ground).empty()
    );
}

TEST(damage, of_far_and_impossible_places_is_harmless) {
    headless window(size);
    damage where;
    const float none = std::numeric_limits<float>::quiet_NaN();
    for (const float far : {1e9f, -1e9f, std::numeric_limits<float>::infinity(), none}) {
        ImDrawData& frame = frame_of(window, {{{10, 10, 20, 20}, 1}, {{50, 50, 20, 20}, 2}});
        frame.CmdLists[0]->VtxBuffer[1].pos = ImVec2(far, far);
        where.follow(frame, ground);
        cutting().cut(frame, where);
        for (const reach& at : where.reaches()) {
            EXPECT_TRUE(
                at.none() || (at.left >= 0 && at.right < 20 && at.top >= 0 && at.bottom < 13)
            );
        }
    }
}

/// Some thing moves, grows, changes its colour, its clip or its place in the order, comes or goes.
void change(std::vector<block>& blocks, std::minstd_rand& random) {
    const auto some = [&](float most) {
        return std::floor(static_cast<float>(random() % 1000) * most / 1000);
    };
    const auto fresh = [&] {
        return block{
            {some(340) - 20, some(230) - 20, 1 + some(random() % 8 == 0 ? 300 : 30), 1 + some(30)},
            static_cast<std::uint32_t>(random() % 0xFFFFFF),
            random() % 3 == 0 ? rect{some(200), some(150), 1 + some(150), 1 + some(100)}
                              : rect{0, 0, 320, 200},
        };
    };
    const std::size_t which = blocks.empty() ? 0 : random() % blocks.size();
    const auto at = blocks.begin() + static_cast<std::ptrdiff_t>(which);
    switch (blocks.empty() ? 0 : random() % 6) {
    case 0:
        blocks.insert(at, fresh());
        break;
    case 1:
        blocks.erase(at);
        break;
    case 2:
        at->place.x += some(9) - 4;
        break;
    case 3:
        at->colour ^= 1;
        break;
    case 4:
        at->clip.width += some(9) - 4;
        break;
    default:
        std::iter_swap(at, blocks.begin() + static_cast<std::ptrdiff_t>(random() % blocks.size()));
    }
}

TEST(damage, mended_pictures_are_as_those_made_from_nothing) {
    const ui::point small{320, 200};
    headless window(small);
    std::minstd_rand random(42);
    damage where;
    cutting mending;
    picture mended(small);
    std::vector<block> blocks;
    int mostly = 0;
    for (int round = 0; round < 1000; ++round) {
        for (std::uint32_t changes = random() % 4; changes > 0 || blocks.size() < 20;
             changes -= changes > 0) {
            change(blocks, random);
        }
        ImDrawData& frame = frame_of(window, blocks);
        const auto areas = where.follow(frame, ground);
        ASSERT_LE(areas.size(), damage::most);
        for (const area& one : areas) {
            mended.clear(one);
        }
        mended.draw(mending.cut(frame, where));
        picture whole(small);
        whole.draw(frame);
        ASSERT_TRUE(mended == whole) << "round " << round;
        for (std::size_t i = 0; i < areas.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const bool apart = areas[i].left >= areas[j].right
                    || areas[j].left >= areas[i].right || areas[i].top >= areas[j].bottom
                    || areas[j].top >= areas[i].bottom;
                ASSERT_TRUE(apart) << "round " << round;
            }
        }
        mostly += pixels_in(areas) < 320 * 200 / 2;
    }
    EXPECT_GT(mostly, 500) << "most frames are cheaper than from nothing";
}

} // namespace
} // namespace app::platform
