// Where handles lie, what ties them to their channel, and the queue for a lock.
#include "app/stage/layout.hpp"
#include "tests/stage/checks.hpp"
#include "tests/stage/tales.hpp"

#include <gtest/gtest.h>

#include <set>

namespace app::stage {
namespace {

using ::tests::stage::all_tales;
using ::tests::stage::told;

// Panels between the smallest and the usual, where cards have each of their forms.
constexpr rect all_panels[] = {
    {0, 0, 406, 150}, {0, 0, 406, 200}, {0, 0, 426, 240}, {0, 0, 520, 232}, {0, 0, 620, 216},
    {0, 0, 686, 240}, {0, 0, 708, 307}, {0, 0, 742, 372}, {0, 0, 1100, 500}};

TEST(layout, a_chip_keeps_from_the_edge_from_other_chips_and_from_what_is_in_hand) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        const cast parts = cast_of(log.log(), log.size());
        const std::size_t step = log.size() > 150 ? 23 : 1;
        for (const rect& size : all_panels) {
            for (std::size_t events = 0; events <= log.size(); events += step) {
                const std::string where =
                    one.name + ", event " + std::to_string(events) + ", " + say(size);
                const picture made = layout(log.at(events), parts, {.area = size});
                for (std::size_t i = 0; i < made.chips.size(); ++i) {
                    const chip& on = made.chips[i];
                    if (on.opacity == 0) continue; // left out
                    EXPECT_GE(on.area.width, 16) << where << ": " << on.name;
                    for (std::size_t j = 0; j < i; ++j) {
                        const bool there = made.chips[j].opacity > 0;
                        EXPECT_FALSE(there && on.area.overlaps(made.chips[j].area)) << where;
                    }
                    for (const token& held : made.tokens) {
                        if (held.where != token::place::in_hand) continue;
                        const rect square = ui::centered(held.center, held.size, held.size);
                        EXPECT_FALSE(on.area.overlaps(square.inset(-2))) << where << on.name;
                    }
                    for (const card& under : made.cards) {
                        if (!under.area.contains(on.area.center())) continue;
                        const rect inside = under.area.inset(2.9f);
                        EXPECT_TRUE(inside.contains(point{on.area.x, on.area.y})) << where;
                        EXPECT_TRUE(inside.contains(point{on.area.right(), on.area.bottom()})) << where;
                    }
                }
            }
        }
    }
}

TEST(layout, handles_lie_beside_each_other_and_beside_the_glyph_in_a_low_stage) {
    const auto told = ::tests::stage::backpressure(2);
    const cast parts = cast_of(told.log().log(), told.log().size());
    for (const rect& low : {rect{0, 0, 426, 150}, rect{0, 0, 426, 200}, rect{0, 0, 426, 240}}) {
        for (std::size_t events = 0; events <= told.log().size(); ++events) {
            const picture made = layout(told.log().at(events), parts, {.area = low});
            for (std::size_t i = 0; i < made.chips.size(); ++i) {
                const chip& one = made.chips[i];
                for (std::size_t j = 0; j < i; ++j) {
                    EXPECT_FALSE(one.area.overlaps(made.chips[j].area))
                        << one.name << " and " << made.chips[j].name << " after " << events;
                }
            }
            for (const card& one : made.cards) {
                const bool has_chips = std::ranges::any_of(made.chips, [&](const chip& on) {
                    return one.area.contains(on.area.center());
                });
                EXPECT_FALSE(has_chips && one.shows_glyph) << one.name << " after " << events;
            }
        }
    }
}

TEST(layout, what_keeps_a_channel_open_is_tied_to_its_handle_at_every_size) {
    constexpr rect low[] = {{0, 0, 406, 150}, {0, 0, 406, 200}, {0, 0, 620, 216}, {0, 0, 686, 240}};
    std::vector<rect> all(std::begin(stage_sizes), std::end(stage_sizes));
    all.insert(all.end(), std::begin(low), std::end(low));
    for (unsigned n = 1; n <= 8; ++n) {
        const auto told = ::tests::stage::forgotten_sender(n);
        for (const rect& size : all) {
            SCOPED_TRACE(std::to_string(n) + " " + say(size));
            const picture made =
                layout(told.world(), cast_of(told.log().log(), told.log().size()), {.area = size});
            const auto guilty =
                std::ranges::find(told.world().handles, "tx", &chan::model::handle::name);
            const auto drawn = tie_to_handle(made, guilty->id);
            ASSERT_TRUE(drawn);
            const auto chip = std::ranges::find(made.chips, guilty->id, &chip::handle);
            const ui::curve& path = drawn->path;
            EXPECT_NEAR(path.to.x, chip->area.center().x, 1) << "it ends at the handle";
            EXPECT_TRUE(chip->area.inset(-2).contains(path.to));
            EXPECT_TRUE(made.pipes[0].area.inset(-3).contains(path.from)) << "and begins at the pipe";
            // Inside, or before the panel's caption, which has room at its right.
            rect allowed = made.flow;
            allowed.y -= 20;
            allowed.height += 20;
            for (float t = 0; t <= 1; t += 0.05f) EXPECT_TRUE(allowed.contains(path.at(t))) << t;
            // It is no line along an edge, and its words cover no other words.
            const rect words = ui::centered(drawn->words, 80, 14);
            for (const card& one : made.cards) EXPECT_FALSE(one.area.inset(1).overlaps(words));
            for (const pipe& one : made.pipes) {
                EXPECT_FALSE(one.area.overlaps(words));
                rect said = one.words_area.inset(std::max(0.0f, one.words_area.width / 2 - 70), 0);
                EXPECT_FALSE(said.overlaps(words));
            }
            EXPECT_EQ(made.pipes[0].words.role, app::ui::state_role::stuck);
            EXPECT_EQ(made.pipes[0].words.status, "empty, open: 1 sender");
        }
    }
}

TEST(layout, the_queue_for_a_lock_keeps_to_its_place) {
    constexpr rect low[] = {{0, 0, 406, 150}, {0, 0, 620, 216}, {0, 0, 742, 372}};
    for (unsigned n = 3; n <= 8; ++n) {
        const auto told = ::tests::stage::shared_receiver(n);
        const cast parts = cast_of(told.log().log(), told.log().size());
        for (const rect& size : low) {
            for (std::size_t events = 0; events <= told.log().size(); ++events) {
                SCOPED_TRACE(std::to_string(n) + " " + say(size) + " after " + std::to_string(events));
                const picture made = layout(told.log().at(events), parts, {.area = size});
                for (std::size_t i = 0; i < made.tickets.size(); ++i) {
                    const ticket& one = made.tickets[i];
                    const rect disc = ui::centered(one.center, 2 * one.radius, 2 * one.radius);
                    EXPECT_GE(one.radius, 7) << "its number can be read";
                    EXPECT_TRUE(made.area.inset(-1).contains(disc));
                    EXPECT_FALSE(disc.overlaps(made.info)) << "the card that explains it";
                    EXPECT_FALSE(disc.overlaps(made.numbers));
                    for (const card& on : made.cards) EXPECT_FALSE(on.area.overlaps(disc)) << on.name;
                    for (std::size_t j = 0; j < i; ++j) {
                        const point& other = made.tickets[j].center;
                        EXPECT_GE(distance(one.center, other), 2 * one.radius - 1);
                    }
                }
                const bool staggered = std::ranges::any_of(made.tickets, [&](const ticket& one) {
                    return one.center.x != made.tickets[0].center.x;
                });
                for (const wire& one : made.wires) {
                    const bool narrow = size.width < 500; // there the numbers lie over the wire
                    if (one.what != wire::kind::holds || staggered || narrow) continue;
                    for (const ticket& waits : made.tickets) {
                        for (float t = 0; t <= 1; t += 0.02f) {
                            const point at = one.path.at(t);
                            EXPECT_GT(distance(at, waits.center), waits.radius) << "the wire runs through number "
                              << waits.number;
                        }
                    }
                }
                const auto beside = [](const wire& one) {
                    return one.what == wire::kind::holds || one.what == wire::kind::queues;
                };
                // Where a line is when it has passed the queue.
                const auto passes = [&](const wire& one) {
                    const float x = made.locks[0].area.right() + 36;
                    float t = 0;
                    while (t < 1 && one.path.at(t).x < x) t += 0.02f;
                    return one.path.at(t).y;
                };
                for (const wire& one : made.wires) {
                    for (const wire& other : made.wires) {
                        if (!beside(one) || !beside(other)) continue;
                        const bool above = one.path.to.y < other.path.to.y;
                        EXPECT_TRUE(!above || passes(one) < passes(other)) << "two lines cross";
                    }
                }
                for (const lock_card& one : made.locks) {
                    for (const chip& on : made.chips) {
                        if (!one.area.contains(on.area.center())) continue;
                        EXPECT_NEAR(on.area.center().x, one.area.center().x, 0.5f);
                    }
                }
            }
        }
    }
}

} // namespace
} // namespace app::stage
