// The drawing, frame by frame without a display: what it registers, what a click gives back, and
// that its words are whole.
#include "app/stage/draw_band.hpp"
#include "app/stage/layout.hpp"
#include "tests/stage/theatre.hpp"
#include "tests/stage/tales.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

namespace app::stage {
namespace {

TEST(draw, each_thing_has_one_name) {
    for (const auto& told : ::tests::stage::all_tales()) {
        theatre shown(told.what);
        const auto& log = told.what.log();
        for (std::size_t events = 0; events <= log.size(); events += log.size() > 150 ? 40 : 5) {
            shown.show(events);
            shown.frame();
            shown.frame();
            for (const std::string& twice : shown.window.ctx.items().duplicates()) {
                ADD_FAILURE() << told.name << ": " << twice;
            }
            std::size_t actors = 0, handles = 0;
            for (const ui::item& item : shown.window.ctx.items().shown()) {
                actors += item.name.starts_with("actor.");
                handles += item.name.starts_with("handle.");
            }
            EXPECT_EQ(actors, log.at(events).actors.size()) << told.name;
            EXPECT_EQ(handles, log.at(events).handles.size()) << told.name;
        }
    }
}

TEST(draw, a_click_says_what_was_clicked) {
    theatre shown(::tests::stage::backpressure(2));
    EXPECT_EQ(shown.click("actor.producer").clicked, thing(actor_ref{1}));
    EXPECT_EQ(shown.click("actor.main").clicked, thing(actor_ref{0}));
    const auto& channel = shown.world().channels[0];
    EXPECT_EQ(shown.click("channel.0").clicked, thing(channel_ref{channel.id}));
    EXPECT_EQ(shown.click("message.3").clicked, thing(message_ref{channel.queue[0].id}));
    EXPECT_EQ(shown.click("message.5").clicked, thing(message_ref{message_id::make(1, 5)}));
    const auto tx = std::ranges::find(shown.world().handles, "tx", &chan::model::handle::name);
    EXPECT_EQ(shown.click("handle.tx").clicked, thing(handle_ref{tx->id}));
    const interaction empty = shown.click("stage");
    EXPECT_TRUE(empty.clicked_empty);
    EXPECT_EQ(empty.clicked, thing());
}

TEST(draw, the_bar_of_what_never_ends_has_no_end) {
    const ui::rect track{20, 10, 190, 6};
    const auto ends = paint::bar_pieces(track, {.label = "a", .value = "4.0 s", .fraction = 1});
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends.front().area, track);
    const auto endless = paint::bar_pieces(
        track, {.label = "b", .value = "never ends", .fraction = 1, .bad = true, .endless = true}
    );
    ASSERT_GT(endless.size(), 5U) << "told by its shape, not by its colour";
    for (std::size_t i = 1; i < endless.size(); ++i) {
        EXPECT_GT(endless[i].area.x, endless[i - 1].area.right() + 2);
        EXPECT_LT(endless[i].strength, endless[i - 1].strength);
        EXPECT_LE(endless[i].area.right(), track.right());
    }
}

TEST(draw, bars_say_which_time_they_tell) {
    for (const ui::rect& area : {usual, smallest}) {
        theatre shown(::tests::stage::backpressure(2), area);
        shown.results = {
            {.label = "bounded", .value = "4.0 s", .fraction = 1, .current = true},
            {.label = "rendezvous (0)", .value = "4.1 s", .fraction = 1},
            {.label = "unbounded", .value = "4.0 s", .fraction = 1},
        };
        shown.frame();
        shown.frame();
        const auto& items = shown.window.ctx.items();
        ASSERT_NE(items.find("stage.results"), nullptr);
        EXPECT_EQ(items.find("stage.results")->text, "program time");
        for (const ui::drawn_text& text : items.shown_text()) {
            EXPECT_FALSE(text.cut && text.area.y > items.find("stage.results")->area.y)
                << text.text;
        }
    }
}

TEST(draw, names_with_spaces_have_none) {
    theatre shown(::tests::stage::shared_receiver(3));
    EXPECT_EQ(shown.click("actor.worker-1").clicked, thing(actor_ref{2}));
    EXPECT_EQ(shown.click("lock.0").clicked, thing(lock_ref{shown.world().locks[0].id}));
}

TEST(draw, the_fix_is_a_button) {
    theatre shown(::tests::stage::forgotten_sender(3));
    shown.hang = hang_card{.text = "main waits.\nNobody is left.", .fix = "Fix: drop(tx)"};
    EXPECT_TRUE(shown.click("stage.fix").fix);
    EXPECT_TRUE(shown.window.ctx.items().shows("This can never end"));
    shown.hang->fix = {};
    shown.frame();
    shown.frame();
    EXPECT_EQ(shown.window.ctx.items().find("stage.fix"), nullptr);
}

void expect_whole_words(theatre& shown, const std::string& where) {
    shown.frame();
    shown.frame();
    const auto& texts = shown.window.ctx.items().shown_text();
    EXPECT_GT(texts.size(), 3U) << where;
    for (const ui::drawn_text& text : texts) {
        EXPECT_FALSE(text.cut) << where << ": " << text.text;
        EXPECT_NEAR(text.visible.width, text.area.width, 0.5f) << where << ": " << text.text;
        EXPECT_NEAR(text.visible.height, text.area.height, 0.5f) << where << ": " << text.text;
    }
}

TEST(draw, words_are_whole_at_the_usual_size) {
    for (const auto& told : ::tests::stage::all_tales()) {
        if (told.name == "pipeline") continue; // five columns: its words may be short of room
        theatre shown(told.what);
        const auto& log = told.what.log();
        for (std::size_t events = 1; events <= log.size(); events += log.size() > 150 ? 40 : 3) {
            shown.show(events);
            expect_whole_words(shown, told.name + " at " + std::to_string(events));
        }
    }
}

TEST(draw, words_are_whole_at_the_smallest_size) {
    const std::pair<const char*, tale> told[] = {
        {"backpressure 2", ::tests::stage::backpressure(2)},
        {"backpressure 64", ::tests::stage::backpressure(64)},
        {"unbounded", ::tests::stage::unbounded(40)},
        {"rendezvous", ::tests::stage::rendezvous()},
        {"forgotten sender", ::tests::stage::forgotten_sender(3)},
        {"shared receiver", ::tests::stage::shared_receiver(4)},
    };
    for (const auto& [name, what] : told) {
        theatre shown(what, smallest);
        if (what.world().end == chan::model::run_end::hang) {
            shown.hang = hang_card{
                .text = "main waits in recv() for a message or for the last sender to go.\nThe "
                        "last sender is main's own tx, made on line 1 and never dropped. Nobody "
                        "else is left to act.",
                .fix = "Fix: drop(tx)",
            };
        } else {
            shown.note = note_card{
                "Why does worker 0 wait?",
                "Not for a message: for the mutex. worker 2 holds it while it sleeps in recv(), "
                "so nobody else can even ask.",
            };
        }
        expect_whole_words(shown, name);
    }
}

TEST(draw, no_card_says_its_state_by_colour_alone) {
    const std::pair<const char*, tale> told[] = {
        {"shared receiver", ::tests::stage::shared_receiver(4)},
        {"crowd", ::tests::stage::shared_receiver(8)},
        {"forgotten sender", ::tests::stage::forgotten_sender(3)},
        {"many forgotten", ::tests::stage::forgotten_sender(6)},
        {"backpressure", ::tests::stage::backpressure(2)},
    };
    for (const ui::rect& low : {ui::rect{30, 60, 406, 150}, ui::rect{30, 60, 620, 216}}) {
        for (const auto& [name, what] : told) {
            theatre shown(what, low);
            const auto& log = what.log();
            const cast start = cast_of(log.log(), log.size());
            for (std::size_t events = 1; events <= log.size(); ++events) {
                shown.show(events);
                shown.frame();
                shown.frame();
                const picture made =
                    layout(log.at(events), cast_of(log.log(), events, start), {.area = low});
                const auto& texts = shown.window.ctx.items().shown_text();
                for (const card& one : made.cards) {
                    const auto says = [&](std::string_view words) {
                        return std::ranges::any_of(texts, [&](const ui::drawn_text& text) {
                            return text.text == words && one.area.contains(text.area.center());
                        });
                    };
                    const std::string& brief = one.state.brief;
                    const std::size_t comma = brief.find(", ");
                    const bool words = says(one.state.full) || says(brief)
                        || (comma != std::string::npos && says(brief.substr(comma + 2)));
                    if (words || one.shows_glyph) continue;
                    const auto its = std::ranges::find(texts, one.name, &ui::drawn_text::text);
                    ASSERT_NE(its, texts.end());
                    const bool beside = one.area.height < 30; // else it has a line of its own
                    const float gap = one.area.width < 150 ? 6 : 10;
                    const float from = beside ? its->area.right() + gap : one.area.x + 16;
                    EXPECT_GE(std::min(one.text_right, one.state_right) - 4 - from, 8)
                        << name << ": " << one.name << " after " << events << ", "
                        << one.state.full;
                }
            }
        }
    }
}

TEST(draw, no_word_of_a_card_lies_under_a_chip) {
    for (const int workers : {3, 5, 6}) {
        const tale told = ::tests::stage::forgotten_sender(workers);
        const auto& log = told.log();
        const cast start = cast_of(log.log(), log.size());
        for (const float width : {406.0f, 560.0f, 621.0f, 680.0f, 708.0f}) {
            const ui::rect area{30, 60, width, 216};
            theatre shown(told, area);
            for (std::size_t events = 1; events <= log.size(); ++events) {
                shown.show(events);
                shown.frame();
                shown.frame();
                const picture made =
                    layout(log.at(events), cast_of(log.log(), events, start), {.area = area});
                const auto& texts = shown.window.ctx.items().shown_text();
                for (const ui::drawn_text& text : texts) {
                    for (const chip& one : made.chips) {
                        const bool its_own = one.area.contains(text.area.center());
                        EXPECT_TRUE(its_own || !one.area.inset(1).overlaps(text.area))
                            << text.text << " under " << one.name << " after " << events << " at "
                            << width << ", " << workers << " workers";
                    }
                }
            }
        }
    }
}

TEST(draw, six_workers_say_their_state_in_words_in_the_usual_window) {
    const ui::rect area{30, 60, 708, 307}; // of 1440 x 900
    const tale told = ::tests::stage::forgotten_sender(6);
    const auto& log = told.log();
    const cast start = cast_of(log.log(), log.size());
    theatre shown(told, area);
    for (std::size_t events = 1; events <= log.size(); ++events) {
        shown.show(events);
        shown.frame();
        shown.frame();
        const picture made = layout(log.at(events), cast_of(log.log(), events, start), {.area = area});
        const auto& texts = shown.window.ctx.items().shown_text();
        for (const card& one : made.cards) {
            const bool said = std::ranges::any_of(texts, [&](const ui::drawn_text& text) {
                return one.area.contains(text.area.center())
                    && (text.text == one.state.full || text.text == one.state.brief);
            });
            EXPECT_TRUE(said) << one.name << " after " << events << ": " << one.state.full;
        }
    }
}

TEST(draw, a_closed_channel_says_so_beside_a_lock) {
    tale told = ::tests::stage::shared_receiver(4);
    for (int i = 0; i < 3; ++i) told.send(0, object_id::make(0, 2), std::to_string(8 + i));
    told.drop(0, object_id::make(0, 2));
    theatre shown(told, {30, 60, 406, 180});
    shown.frame();
    shown.frame();
    bool said = false;
    for (const ui::drawn_text& text : shown.window.ctx.items().shown_text()) {
        if (!text.text.starts_with("closed")) continue;
        said = true;
        EXPECT_FALSE(text.cut) << text.text;
    }
    EXPECT_TRUE(said);
}

TEST(draw, a_blocked_call_is_named_as_blocked) {
    for (const ui::rect& low : {ui::rect{30, 60, 406, 150}, ui::rect{30, 60, 620, 216}}) {
        theatre shown(::tests::stage::forgotten_sender(3), low);
        const auto tx = std::ranges::find(shown.world().handles, "tx", &chan::model::handle::name);
        const object_id guilty[] = {tx->id};
        shown.hang =
            hang_card{.text = "main waits.", .fix = "Fix: drop(tx)", .kept_open_by = guilty};
        shown.frame();
        shown.frame();
        for (const char* words : {"blocked in recv()", "keeps it open"}) {
            const auto& texts = shown.window.ctx.items().shown_text();
            const auto found = std::ranges::find(texts, words, &ui::drawn_text::text);
            ASSERT_NE(found, texts.end()) << words << " in " << low.width;
            EXPECT_FALSE(found->cut);
        }
    }
}

TEST(draw, an_answer_is_whole_in_the_lowest_stage) {
    theatre shown(::tests::stage::backpressure(2), {30, 60, 406, 150});
    shown.stats.clear();
    shown.note = note_card{
        "Why is main waiting?", "main works for 150 ms. It goes on by itself when that is over."};
    const auto all_of_it = [&] {
        shown.frame();
        shown.frame();
        std::string said;
        for (const ui::drawn_text& text : shown.window.ctx.items().shown_text()) {
            EXPECT_FALSE(text.cut) << text.text;
            said += text.text + ' ';
        }
        return said;
    };
    EXPECT_TRUE(all_of_it().contains("that is over."));
    shown.note->text =
        "worker 0 waits in recv() for a message or for the last sender to go. It goes on when main "
        "sends, or when all senders are dropped.";
    const std::string said = all_of_it();
    EXPECT_TRUE(said.contains("worker 0 waits in recv()"));
    EXPECT_TRUE(said.contains("are dropped."));
}

TEST(draw, a_message_in_a_small_slot_has_its_whole_number_or_none) {
    for (const ui::rect& size : {usual, smallest, ui::rect{30, 60, 406, 150}}) {
        theatre shown(::tests::stage::backpressure(64), size);
        shown.frame();
        shown.frame();
        for (const ui::drawn_text& text : shown.window.ctx.items().shown_text()) {
            EXPECT_FALSE(text.cut) << text.text << " in " << size.width;
        }
    }
}

TEST(draw, the_old_picture_stays_until_a_new_run_has_a_channel) {
    theatre shown(::tests::stage::backpressure(2));
    picture drawn, before;
    shown.drawn = &drawn;
    shown.frame();
    ASSERT_EQ(drawn.pipes.size(), 1U);
    ASSERT_GT(drawn.cards.size(), 1U);
    before = drawn;
    shown.before = &before;
    shown.show(1);
    shown.frame();
    EXPECT_EQ(drawn, before) << "not an empty stage";
    std::size_t made = 1;
    while (shown.world_at(made).channels.empty()) ++made;
    shown.show(made);
    shown.before_part = 0.5f;
    shown.frame();
    ASSERT_EQ(drawn.pipes.size(), 1U);
    EXPECT_EQ(drawn.pipes[0].opacity, 1) << "the pipe goes over into the new one";
    shown.before_part = 1;
    shown.frame();
    EXPECT_EQ(drawn.cards.size(), before.cards.size()) << "who is yet to be spawned has a place";
    const auto there = std::ranges::count(drawn.cards, false, &card::absent);
    EXPECT_EQ(static_cast<std::size_t>(there), shown.world_at(made).actors.size());
}

TEST(draw, the_cause_of_a_hang_is_seen_where_there_is_no_room_for_all) {
    theatre shown(::tests::stage::forgotten_sender(3), {30, 60, 426, 150});
    shown.hang = hang_card{
        .text = "main waits in recv() for a message or for the last sender to go.\nThe last sender "
                "is main's own tx, made on line 9 and never dropped.\nNobody else is left to act.",
        .fix = "Fix: drop(tx) here"};
    expect_whole_words(shown, "shortened");
    std::string card;
    for (const ui::drawn_text& text : shown.window.ctx.items().shown_text()) card += text.text + ' ';
    for (const char* word : {"This can never end", "tx,", "line 9", "never dropped."}) {
        EXPECT_TRUE(card.contains(word)) << word << " in: " << card;
    }
}

TEST(draw, an_explanation_does_not_move) {
    theatre shown(::tests::stage::forgotten_sender(3));
    shown.hang = hang_card{.text = "main waits in recv().", .fix = "Fix: drop(tx)"};
    const auto card = [&] {
        shown.frame();
        shown.frame();
        return shown.window.ctx.items().find("stage.hang")->area;
    };
    const ui::rect last = card();
    const std::size_t all = shown.when().events();
    shown.when() = {.beats = {{all - 1, motion_ns}, {all, motion_ns / 50}}};
    EXPECT_EQ(card(), last);
    EXPECT_EQ(shown.window.ctx.items().find("stage.fix"), nullptr) << "it comes when all stand";
    shown.when() = rest_at(all);
    EXPECT_EQ(card(), last);
    EXPECT_NE(shown.window.ctx.items().find("stage.fix"), nullptr);
}

TEST(draw, a_long_explanation_grows_over_nothing) {
    theatre shown(::tests::stage::backpressure(2));
    shown.note = note_card{
        "Why is producer waiting?",
        "Both slots are taken. send() returns when consumer takes message 3, which it does as "
        "soon as it has handled message 2; until then the thread is parked and costs nothing.",
    };
    shown.frame();
    shown.frame();
    const ui::item* why = shown.window.ctx.items().find("stage.why");
    ASSERT_NE(why, nullptr);
    for (const char* name : {"actor.producer", "actor.main", "channel.0"}) {
        EXPECT_FALSE(why->area.overlaps(shown.window.ctx.items().find(name)->area)) << name;
    }
}

} // namespace
} // namespace app::stage
