// Motion: a picture is a function of the log and the time alone, nothing jumps, nothing is lost or
// shown twice on its way, and at rest the picture is the layout.
#include "app/stage/motion.hpp"
#include "tests/stage/checks.hpp"
#include "tests/stage/tales.hpp"

#include <gtest/gtest.h>

#include <set>

namespace app::stage {
namespace {

using ::tests::stage::all_tales;
using ::tests::stage::told;

constexpr rect size{0, 0, 742, 372};
constexpr std::int64_t ms = 1'000'000;

picture at(const chan::model::history& log, std::int64_t shown_ns) {
    return compose(log, moment_at(log, shown_ns), {.area = size});
}

TEST(motion, nothing_jumps) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        // Around each event, and here and there.
        std::set<std::int64_t> times;
        for (std::size_t i = 1; i<log.size(); i += log.size()> 150 ? 13 : 1) {
            for (const std::int64_t offset : {-1, 0, 3, 80, 160, 319, 320}) {
                times.insert(log.log()[i].shown_ns + offset * ms);
            }
        }
        for (const std::int64_t t : times) {
            if (t < 0) continue;
            // A handle may be passed on while the card that it leaves still moves: that adds up.
            constexpr float two_motions = 8;
            check_continuous(
                at(log, t),
                at(log, t + ms),
                one.name + " at " + std::to_string(t / ms) + " ms",
                two_motions
            );
            if (HasFailure()) return;
        }
    }
}

TEST(motion, every_message_is_shown_once_at_any_time) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        for (std::int64_t t = 0; t < one.what.now_ns(); t += 17 * ms) {
            const picture shown = at(log, t);
            const chan::model::world& state = log.at(log.count_at(t));
            std::set<message_id> drawn;
            std::size_t piled = 0, queued = 0;
            for (const token& token : shown.tokens) {
                EXPECT_TRUE(drawn.insert(token.message).second) << one.name << " at " << t / ms;
            }
            for (const pipe& pipe : shown.pipes) piled += pipe.piled;
            for (const auto& channel : state.channels) {
                for (const auto& message : channel.queue) queued += !drawn.contains(message.id);
            }
            EXPECT_LE(queued, piled) << one.name << " at " << t / ms;
            for (const auto& who : state.actors) {
                EXPECT_TRUE(!who.in_hand || drawn.contains(*who.in_hand))
                    << one.name << " at " << t / ms;
            }
        }
    }
}

TEST(motion, at_rest_it_is_the_layout) {
    for (const told& one : all_tales()) {
        const auto& log = one.what.log();
        const std::int64_t rest = log.log().back().shown_ns + motion_ns;
        const cast parts = cast_of(log.log(), log.size());
        const moment when = moment_at(log, rest);
        EXPECT_FALSE(when.moving());
        const layout_options options{.area = size, .stage_ns = *when.stage_ns};
        EXPECT_EQ(compose(log, when, {.area = size}), layout(log.now(), parts, options))
            << one.name;
    }
}

TEST(motion, live_and_looking_back_show_the_same) {
    for (const told& one : all_tales()) {
        const auto& whole = one.what.log();
        chan::model::history growing;
        cast_memory memory;
        std::size_t fed = 0;
        for (std::int64_t t = 0; t < one.what.now_ns(); t += 53 * ms) {
            while (fed < whole.size() && whole.log()[fed].shown_ns <= t)
                growing.append(whole.log()[fed++]);
            const picture live =
                compose(growing, moment_at(growing, t), {.area = size, .memory = &memory});
            // Of what is to come only the stage clock's next step may show: how far a sleep is.
            moment back = moment_at(whole, t);
            back.stage_ns = moment_at(growing, t).stage_ns;
            EXPECT_EQ(live, compose(whole, back, {.area = size})) << one.name << " at " << t / ms;
        }
    }
}

TEST(motion, without_motion_every_picture_is_a_layout) {
    const auto told = ::tests::stage::backpressure(2);
    for (std::int64_t t = 0; t < told.now_ns(); t += 21 * ms) {
        const moment when = moment_at(told.log(), t, 0);
        EXPECT_FALSE(when.moving());
        const std::size_t events = told.log().count_at(t);
        const cast parts = cast_of(told.log().log(), events);
        EXPECT_EQ(
            compose(told.log(), when, {.area = size}),
            layout(told.log().at(events), parts, {.area = size, .stage_ns = *when.stage_ns})
        );
    }
}

TEST(motion, a_message_goes_to_its_receiver_even_if_it_is_in_no_hand_any_more) {
    const auto told = ::tests::stage::backpressure(2);
    const auto& log = told.log();
    const auto token_of = [](const picture& of, chan::model::message_id message) {
        const auto found = std::ranges::find(of.tokens, message, &token::message);
        return found != of.tokens.end() ? &*found : nullptr;
    };
    std::size_t seen = 0;
    for (std::size_t i = 0; i < log.log().size(); ++i) {
        const chan::probe::fact& what = log.log()[i].fact;
        if (what.kind != chan::probe::kind::message_received) continue;
        const picture before = compose(log, rest_at(i), {.area = size});
        std::size_t later = i + 1;
        while (later < log.log().size()
               && token_of(compose(log, rest_at(later), {.area = size}), what.message)) {
            ++later;
        }
        const picture after = compose(log, rest_at(later), {.area = size});
        const token* begin = token_of(before, what.message);
        if (begin == nullptr || token_of(after, what.message) != nullptr) continue;
        const auto receiver = std::ranges::find(after.cards, what.actor, &card::actor);
        ASSERT_NE(receiver, after.cards.end());
        const moment half{.beats = {{i, motion_ns}, {later, motion_ns / 2}}};
        const picture between = compose(log, half, {.area = size});
        const token* on_its_way = token_of(between, what.message);
        ASSERT_NE(on_its_way, nullptr);
        EXPECT_GT(on_its_way->opacity, 0.9f);
        EXPECT_GT(on_its_way->center.x, begin->center.x + 20);
        EXPECT_LT(on_its_way->center.x, receiver->area.x);
        ++seen;
    }
    EXPECT_GT(seen, 0U);
}

TEST(motion, a_clone_comes_out_of_its_parent) {
    ::tests::stage::tale t;
    const auto ch = t.channel(0);
    t.wait(1000);
    const std::int64_t begun = t.now_ns();
    const object_id copy = t.clone(0, ch.tx);
    t.wait(1000);
    const auto area = [](const picture& of, object_id handle) {
        return std::ranges::find(of.chips, handle, &chip::handle)->area;
    };
    const picture first = at(t.log(), begun);
    EXPECT_LT(distance(area(first, copy).center(), area(first, ch.tx).center()), 0.01f);
    const picture last = at(t.log(), t.now_ns());
    EXPECT_FALSE(area(last, copy).overlaps(area(last, ch.tx)));
}

TEST(motion, a_failed_send_comes_back) {
    const auto told = ::tests::stage::failures();
    std::int64_t failed = 0;
    for (const auto& event : told.log().log()) {
        if (event.fact.kind == chan::probe::kind::send_failed) {
            failed = event.shown_ns;
            break;
        }
    }
    const auto x = [&](std::int64_t t) {
        const picture shown = at(told.log(), t);
        return std::ranges::find(shown.tokens, "2", &token::label)->center.x;
    };
    EXPECT_GT(x(failed - ms), x(failed + 200 * ms));
    EXPECT_GT(x(failed + 100 * ms), x(failed + 300 * ms));
}

TEST(motion, a_place_in_a_queue_is_shown_once) {
    for (unsigned n = 2; n <= 8; ++n) {
        const auto told = ::tests::stage::shared_receiver(n);
        for (std::int64_t t = 0; t < told.now_ns(); t += 7 * ms) {
            const picture shown = at(told.log(), t);
            const auto& locks = told.log().at(told.log().count_at(t)).locks;
            std::set<std::uint32_t> numbers;
            for (const ticket& one : shown.tickets) {
                if (one.number == 0) continue;
                EXPECT_TRUE(numbers.insert(one.number).second) << one.number << " at " << t / ms;
                EXPECT_LE(one.number, locks.at(0).queue.size());
            }
        }
    }
}

TEST(motion, a_message_goes_from_hand_to_slot_to_hand) {
    const auto told = ::tests::stage::backpressure(2);
    const auto place = [&](std::int64_t t) {
        const picture shown = at(told.log(), t);
        return std::ranges::find(shown.tokens, "2", &token::label)->center;
    };
    std::int64_t sent = 0, received = 0;
    for (const auto& event : told.log().log()) {
        if (event.fact.label.view() != "2") continue;
        if (event.fact.kind == chan::probe::kind::message_sent) sent = event.shown_ns;
        if (event.fact.kind == chan::probe::kind::message_received) received = event.shown_ns;
    }
    const picture rest = at(told.log(), told.now_ns());
    const rect in = rest.pipes[0].area;
    EXPECT_LT(place(sent).x, in.x);
    EXPECT_TRUE(in.contains(place(sent + motion_ns)));
    EXPECT_GT(place(received + motion_ns).x, in.right());
    for (std::int64_t t = sent; t < received + motion_ns; t += 5 * ms) {
        EXPECT_GE(place(t + 5 * ms).x, place(t).x - 0.01f);
    }
}

TEST(motion, slots_stay_in_a_pipe_that_changes) {
    const auto shown = [](std::uint32_t bound) {
        const auto told = ::tests::stage::backpressure(bound);
        return layout(told.world(), cast_of(told.log().log(), told.log().size()), {.area = size});
    };
    for (const std::uint32_t old : {2U, 10U, 64U}) {
        for (const std::uint32_t bound : {1U, 5U, 10U, 33U}) {
            const picture before = shown(old), after = shown(bound);
            for (float f = 0; f <= 1; f += 0.1f) {
                const pipe one = blend(before, after, f).pipes.at(0);
                for (const rect& slot : one.slots) {
                    EXPECT_GE(slot.y, one.area.y) << old << " to " << bound << " at " << f;
                    EXPECT_LE(slot.bottom(), one.area.bottom());
                    EXPECT_GE(slot.x, one.area.x);
                    EXPECT_LE(slot.right(), one.area.right());
                }
            }
        }
    }
}

/// What a run like `next` shows after so many events, when an earlier one has taught its cast.
picture of_run(const ::tests::stage::tale& next, std::size_t events) {
    const auto& log = next.log();
    return layout(log.at(events), cast_of(log.log(), log.size()), {.area = size});
}

TEST(motion, a_new_run_shows_nothing_of_the_one_before) {
    const auto tales = all_tales();
    for (std::size_t i = 0; i + 4 < tales.size(); ++i) {
        for (const std::size_t j : {i, i + 1, i + 4}) {
            const auto& old = tales[i].what;
            const auto& next = tales[j].what;
            const picture before = of_run(old, old.log().size());
            for (const std::size_t events : {std::size_t{3}, std::size_t{9}}) {
                const picture after = of_run(next, std::min(events, next.log().size()));
                for (float f = 0; f <= 1; f += 0.1f) {
                    const std::string where = tales[i].name + " to " + tales[j].name + ", "
                        + std::to_string(events) + " events, at " + std::to_string(f);
                    const picture made = succeed(before, after, f);
                    EXPECT_EQ(made.tokens.size(), after.tokens.size()) << where;
                    EXPECT_EQ(made.chips.size(), after.chips.size()) << where;
                    EXPECT_EQ(made.wires.size(), after.wires.size()) << where;
                    EXPECT_EQ(made.bars.size(), after.bars.size()) << where;
                    EXPECT_EQ(made.tickets.size(), after.tickets.size()) << where;
                    EXPECT_EQ(made.hands.size(), after.hands.size()) << where;
                    ASSERT_EQ(made.cards.size(), after.cards.size()) << where;
                    ASSERT_EQ(made.pipes.size(), after.pipes.size()) << where;
                    for (std::size_t c = 0; c < made.cards.size(); ++c) {
                        const card& one = made.cards[c];
                        EXPECT_EQ(one.state, after.cards[c].state) << where;
                        const bool speaks = one.spoken * one.opacity > 0;
                        for (std::size_t d = 0; d < c && speaks; ++d) {
                            EXPECT_FALSE(one.area.inset(0.6f).overlaps(made.cards[d].area))
                                << where << ": " << one.name << " over " << made.cards[d].name;
                        }
                        // Words of a form are said in a card that has about its height.
                        if (one.spoken >= 1) {
                            EXPECT_NEAR(one.area.height, after.cards[c].area.height, 2) << where;
                        }
                    }
                    for (std::size_t p = 0; p < made.pipes.size(); ++p) {
                        const pipe& one = made.pipes[p];
                        for (const rect& slot : one.slots) {
                            EXPECT_TRUE(one.area.inset(-0.1f).contains(slot.center())) << where;
                            EXPECT_GE(slot.y, one.area.y) << where;
                            EXPECT_LE(slot.bottom(), one.area.bottom()) << where;
                        }
                    }
                    for (std::size_t c = 0; c < made.chips.size(); ++c) {
                        if (made.chips[c].opacity == 0) continue;
                        for (std::size_t d = 0; d < made.cards.size(); ++d) {
                            const point end = after.chips[c].area.center();
                            if (!after.cards[d].area.contains(end)) continue;
                            EXPECT_TRUE(made.cards[d].area.contains(made.chips[c].area.center()))
                                << where << ": " << made.chips[c].name;
                        }
                    }
                }
                EXPECT_EQ(succeed(before, after, 1), after);
            }
        }
    }
}

TEST(follower, each_change_moves_and_comes_to_rest) {
    const auto told = ::tests::stage::backpressure(2);
    follower eye;
    std::int64_t now = 5'000 * ms;
    EXPECT_FALSE(eye.follow(0, now).moving());
    EXPECT_TRUE(eye.follow(8, now += 16 * ms).moving());
    const moment two = eye.follow(12, now += 100 * ms);
    ASSERT_EQ(two.beats.size(), 3U);
    EXPECT_EQ(two.beats[0].events, 0U);
    EXPECT_EQ(two.beats[1].age_ns, 100 * ms);
    EXPECT_TRUE(eye.follow(12, now + 319 * ms).moving());
    EXPECT_FALSE(eye.follow(12, now += 320 * ms).moving());
    EXPECT_EQ(
        compose(told.log(), eye.follow(12, now), {.area = size}),
        compose(told.log(), rest_at(12), {.area = size})
    );
    // A step back moves, too.
    EXPECT_TRUE(eye.follow(11, now += 16 * ms).moving());
    EXPECT_FALSE(eye.follow(3, now += 16 * ms, true).moving());
}

TEST(follower, nothing_jumps_however_fast_it_comes) {
    const auto told = ::tests::stage::forgotten_sender(4);
    follower eye;
    std::int64_t now = 0;
    picture before = compose(told.log(), eye.follow(1, now), {.area = size});
    for (std::size_t events = 1; events <= told.log().size(); ++events) {
        for (int frame = 0; frame < 3; ++frame) {
            const picture shown =
                compose(told.log(), eye.follow(events, now += ms), {.area = size});
            // Motions that come this close upon each other add up.
            check_continuous(before, shown, "event " + std::to_string(events), 12);
            before = shown;
        }
    }
}

} // namespace
} // namespace app::stage
