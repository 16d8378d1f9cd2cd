// What must hold of every picture: everything of the world once, inside the panel, nothing over
// anything else, and nothing moved by what does not concern it. Over all tales, prefixes and sizes.
#include "app/stage/layout.hpp"
#include "tests/stage/checks.hpp"
#include "tests/stage/tales.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace app::stage {
namespace {

using ::tests::stage::all_tales;
using ::tests::stage::told;

template <class Check>
void over_all(const Check& check) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        const std::size_t step = log.size() > 150 ? 23 : 1;
        for (std::size_t i = 0; i <= log.size(); i += step) {
            const std::size_t events = std::min(i, log.size());
            const chan::model::world state = log.at(events);
            const cast parts = cast_of(log.log(), events);
            for (const rect& size : stage_sizes) {
                check(
                    state,
                    parts,
                    size,
                    one.name + ", event " + std::to_string(events) + ", " + say(size)
                );
            }
        }
    }
}

TEST(layout, everything_is_inside_and_nothing_overlaps) {
    over_all([](const auto& state, const cast& parts, const rect& size, const std::string& where) {
        const picture made = layout(state, parts, {.area = size});
        check_places(made, where);
        check_tokens(made, where);
        check_words(made, where);
    });
}

TEST(layout, everything_of_the_world_has_exactly_one_place) {
    over_all([](const auto& state, const cast& parts, const rect& size, const std::string& where) {
        const picture made = layout(state, parts, {.area = size});
        check_identities(made, state, where);
        check_slots(made, state, where);
    });
}

TEST(layout, who_is_yet_to_be_spawned_has_its_place) {
    const ::tests::stage::tale told = ::tests::stage::backpressure(2);
    const auto& log = told.log();
    const cast whole = cast_of(log.log(), log.size());
    const picture last = layout(log.now(), whole, {.area = stage_sizes[2]});
    EXPECT_EQ(std::ranges::count(last.cards, true, &card::absent), 0);
    const picture first = layout(log.at(0), whole, {.area = stage_sizes[2]});
    ASSERT_EQ(first.cards.size(), last.cards.size());
    for (const card& one : first.cards) {
        EXPECT_TRUE(one.absent) << one.name;
        EXPECT_EQ(one.state.full, one.actor == 0 ? "not started yet" : "not spawned yet");
        EXPECT_EQ(one.area, std::ranges::find(last.cards, one.actor, &card::actor)->area);
    }
    EXPECT_TRUE(layout(log.at(0), {}, {.area = stage_sizes[2]}).cards.empty()) << "nobody is known of";
}

TEST(layout, channels_and_locks_that_are_not_made_yet_have_their_places) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        if (log.now().end == chan::model::run_end::hang) continue; // the band gets another height
        const cast whole = cast_of(log.log(), log.size());
        for (const rect& size : stage_sizes) {
            const picture last = layout(log.now(), whole, {.area = size});
            const picture first = layout(log.at(0), whole, {.area = size});
            check_places(first, one.name);
            ASSERT_EQ(first.pipes.size(), last.pipes.size()) << one.name;
            for (const pipe& made : first.pipes) {
                const auto then = std::ranges::find(last.pipes, made.channel, &pipe::channel);
                EXPECT_TRUE(made.absent && !then->absent);
                EXPECT_EQ(made.area, then->area) << one.name;
                EXPECT_EQ(made.words_area, then->words_area) << one.name;
                EXPECT_EQ(made.words.caption, then->words.caption) << one.name;
                EXPECT_EQ(made.words.status, "not made yet");
            }
            ASSERT_EQ(first.locks.size(), last.locks.size()) << one.name;
            for (std::size_t i = 0; i < first.locks.size(); ++i) {
                EXPECT_TRUE(first.locks[i].absent && !last.locks[i].absent);
                EXPECT_EQ(first.locks[i].area, last.locks[i].area) << one.name;
            }
        }
    }
}

TEST(layout, a_very_low_panel_still_holds_a_lesson) {
    constexpr rect low{216, 104, 426, 156};
    const ::tests::stage::tale told[] = {
        ::tests::stage::backpressure(2),
        ::tests::stage::unbounded(30),
        ::tests::stage::forgotten_sender(4),
        ::tests::stage::shared_receiver(4)};
    for (const auto& one : told) {
        const auto& log = one.log();
        for (std::size_t events = 0; events <= log.size(); ++events) {
            const cast parts = cast_of(log.log(), events);
            const std::string where = "event " + std::to_string(events);
            const picture made = layout(log.at(events), parts, {.area = low});
            check_places(made, where);
            check_tokens(made, where);
        }
    }
}

TEST(layout, nothing_moves_once_the_cast_is_known) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        const cast parts = cast_of(log.log(), log.size());
        for (const rect& size : stage_sizes) {
            const picture last = layout(log.now(), parts, {.area = size});
            for (std::size_t events = 0; events <= log.size();
                 events += log.size() > 150 ? 31 : 1) {
                const chan::model::world state = log.at(events);
                if (state.end != log.now().end) continue; // a hang gives the band to its card
                const picture made = layout(state, parts, {.area = size});
                for (const card& now : made.cards) {
                    const auto then = std::ranges::find(last.cards, now.actor, &card::actor);
                    if (log.now().end == chan::model::run_end::hang
                        && now.area.y > last.flow.bottom())
                        continue;
                    EXPECT_EQ(now.area, then->area)
                        << one.name << ": " << now.name << " at " << events;
                }
                for (const pipe& now : made.pipes) {
                    const auto then = std::ranges::find(last.pipes, now.channel, &pipe::channel);
                    EXPECT_EQ(now.area, then->area) << one.name << " at " << events;
                }
            }
        }
    }
}

TEST(layout, cards_stay_while_the_cast_does) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        cast parts;
        picture before;
        for (std::size_t i = 0; i < log.size(); ++i) {
            const cast old = parts;
            parts.learn(log.log()[i]);
            const picture made = layout(log.at(i + 1), parts, {.area = stage_sizes[2]});
            const auto kind = log.log()[i].fact.kind;
            if (old == parts && kind != chan::probe::kind::run_ended) {
                for (const card& now : made.cards) {
                    const auto then = std::ranges::find(before.cards, now.actor, &card::actor);
                    ASSERT_NE(then, before.cards.end());
                    EXPECT_EQ(now.area, then->area) << one.name << " at " << i;
                }
            }
            before = made;
        }
    }
}

TEST(layout, a_run_out_of_sixty_four_slots_is_readable) {
    const auto told = ::tests::stage::backpressure(64);
    const cast parts = cast_of(told.log().log(), told.log().size());
    for (const rect& size : stage_sizes) {
        const picture made = layout(told.world(), parts, {.area = size});
        ASSERT_EQ(made.pipes[0].slots.size(), 64U);
        for (const rect& slot : made.pipes[0].slots) {
            EXPECT_GE(std::min(slot.width, slot.height), 8) << say(size);
        }
    }
}

TEST(layout, producers_stand_left_and_consumers_right_of_their_channel) {
    for (const auto& told : {::tests::stage::backpressure(2), ::tests::stage::unbounded(3)}) {
        const picture made =
            layout(told.world(), cast_of(told.log().log(), told.log().size()), {.area = stage_sizes[2]});
        const auto at = [&](std::string_view name) {
            return std::ranges::find(made.cards, name, &card::name)->area;
        };
        EXPECT_LT(at("producer").right(), made.pipes[0].area.x);
        EXPECT_GT(at("consumer").x, made.pipes[0].area.right());
        EXPECT_GT(at("main").y, made.pipes[0].area.bottom());
    }
}

TEST(layout, a_pipeline_flows_from_left_to_right) {
    const auto told = ::tests::stage::pipeline();
    const picture made =
        layout(told.world(), cast_of(told.log().log(), told.log().size()), {.area = stage_sizes[2]});
    const auto at = [&](std::string_view name) {
        return std::ranges::find(made.cards, name, &card::name)->area;
    };
    EXPECT_LT(at("generate").right(), made.pipes[0].area.x);
    EXPECT_LT(made.pipes[0].area.right(), at("square").x);
    EXPECT_LT(at("square").right(), made.pipes[1].area.x);
    EXPECT_LT(made.pipes[1].area.right(), at("collect").x);
}

TEST(layout, waiting_for_the_lock_is_not_waiting_for_the_channel) {
    const auto told = ::tests::stage::shared_receiver(4);
    const picture made =
        layout(told.world(), cast_of(told.log().log(), told.log().size()), {.area = stage_sizes[2]});
    ASSERT_EQ(made.tickets.size(), 2U);
    EXPECT_EQ(std::ranges::count(made.wires, wire::kind::queues, &wire::what), 2);
    EXPECT_EQ(std::ranges::count(made.wires, wire::kind::holds, &wire::what), 1);
    const auto holder = std::ranges::find(made.cards, "worker 2", &card::name);
    EXPECT_EQ(holder->state.full, "holds the lock, waits in recv()");
    const auto waits = std::ranges::find(made.cards, "worker 0", &card::name);
    EXPECT_EQ(waits->state.full, "waiting for the lock");
    EXPECT_EQ(waits->state.role, app::ui::state_role::waiting_lock);
}

TEST(layout, a_blocked_send_stands_at_the_pipe_with_a_bar) {
    const auto told = ::tests::stage::backpressure(2);
    const picture made =
        layout(told.world(), cast_of(told.log().log(), told.log().size()), {.area = stage_sizes[2]});
    ASSERT_EQ(made.bars.size(), 1U);
    const auto five = std::ranges::find(made.tokens, "5", &token::label);
    ASSERT_NE(five, made.tokens.end());
    EXPECT_LT(five->center.x, made.bars[0].area.x);
    EXPECT_LT(made.bars[0].area.right(), made.pipes[0].area.x);
    EXPECT_EQ(made.pipes[0].words.status, "2 / 2  full");
    EXPECT_EQ(made.pipes[0].words.caption, "sync_channel(2)");
    EXPECT_EQ(made.cards[1].state.full, "blocked in send(5)");
    EXPECT_EQ(made.cards[1].tally, "sent  1 2 3 4");
    EXPECT_EQ(made.cards[2].tally, "received  1 2");
}

TEST(layout, a_crowd_has_the_whole_height_of_a_low_stage) {
    const auto told = ::tests::stage::shared_receiver(8);
    const cast parts = cast_of(told.log().log(), told.log().size());
    const rect low{0, 0, 426, 200};
    for (std::size_t events = 0; events <= told.log().size(); ++events) {
        const picture made = layout(told.log().at(events), parts, {.area = low});
        for (const card& one : made.cards) {
            EXPECT_GE(one.area.height, 20) << one.name;
            EXPECT_FALSE(one.area.overlaps(made.numbers)) << one.name;
            EXPECT_FALSE(one.area.overlaps(made.info)) << one.name;
        }
        for (std::size_t i = 0; i < made.tickets.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const float apart = made.tickets[i].center.y - made.tickets[j].center.y;
                EXPECT_GE(std::abs(apart), 15);
            }
        }
    }
}

TEST(layout, four_cards_have_two_lines_in_the_usual_window) {
    const rect usual{0, 0, 708, 307}; // of 1440 x 900
    for (const auto& told : {::tests::stage::shared_receiver(4), ::tests::stage::multi_consumer(4)}) {
        const cast parts = cast_of(told.log().log(), told.log().size());
        for (const card& one : layout(told.world(), parts, {.area = usual}).cards) {
            EXPECT_NE(one.density, density::slim) << one.name;
            EXPECT_GE(one.area.height, 48) << one.name;
        }
    }
}

TEST(layout, all_messages_of_a_pipe_have_numbers_or_none) {
    for (const std::uint32_t bound : {33U, 64U}) {
        const auto told = ::tests::stage::backpressure(bound);
        const cast parts = cast_of(told.log().log(), told.log().size());
        for (const rect& size : stage_sizes) {
            const picture made = layout(told.world(), parts, {.area = size});
            std::set<bool> labelled;
            for (const token& one : made.tokens) {
                if (one.where == token::place::queued) {
                    const float width = 6.6f * static_cast<float>(one.label.size());
                    const bool fits = one.size >= 14 && width <= one.size - 1;
                    labelled.insert(fits && !one.unlabelled);
                } else {
                    EXPECT_GE(one.size, 15) << "a number in hand, " << say(size);
                }
            }
            EXPECT_EQ(labelled.size(), 1U) << bound << " in " << say(size);
        }
    }
}

TEST(layout, who_is_stopped_before_its_card_is_seen_beside_the_numbers) {
    std::size_t seen = 0;
    constexpr rect low[] = {{0, 0, 406, 150}, {0, 0, 426, 200}, {0, 0, 620, 216}, {0, 0, 708, 307}};
    std::vector<rect> all(std::begin(stage_sizes), std::end(stage_sizes));
    all.insert(all.end(), std::begin(low), std::end(low));
    for (unsigned n = 1; n <= 8; ++n) {
        const auto told = ::tests::stage::multi_consumer(n);
        const cast parts = cast_of(told.log().log(), told.log().size());
        for (const rect& size : all) {
            for (std::size_t events = 0; events <= told.log().size(); ++events) {
                const picture made = layout(told.log().at(events), parts, {.area = size});
                for (const bar& one : made.bars) {
                    ++seen;
                    EXPECT_FALSE(one.area.overlaps(made.numbers)) << n << " in " << say(size);
                    EXPECT_FALSE(one.area.overlaps(made.info)) << n << " in " << say(size);
                }
            }
        }
    }
    EXPECT_GT(seen, 100U);
}

} // namespace
} // namespace app::stage
