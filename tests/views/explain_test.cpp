// What is said about things that are clicked, on real runs of every lesson.
#include "app/views/explain.hpp"

#include "tests/session/helpers.hpp"

#include <gtest/gtest.h>

namespace app::views {
namespace {

using kind = session::selection::what;

TEST(explain, a_hang_names_the_handle_that_keeps_the_channel_open) {
    session::session one(session::options_of({.lesson = "forgotten-sender", .held = false}));
    ASSERT_TRUE(session::after_end(one));
    const auto& state = one.play().shown();
    const auto why = explain(state, {kind::actor, 0}, one.variant().rust, state.stage_ns);
    ASSERT_TRUE(why);
    EXPECT_EQ(why->heading, "Why is main waiting?");
    EXPECT_EQ(why->role, ui::state_role::stuck);
    EXPECT_NE(why->text.find("tx"), std::string::npos) << why->text;
}

TEST(explain, everything_that_is_there_can_be_explained_at_every_event) {
    for (const auto& lesson : scenarios::all_lessons()) {
        session::session one(session::options_of({.lesson = lesson.id, .held = false}));
        ASSERT_TRUE(session::after_end(one));
        const auto& history = one.play().history();
        for (std::size_t i = 0; i <= history.size(); i += 7) {
            const auto& state = history.at(i);
            const auto expect_words = [&](kind what, std::uint64_t id) {
                const auto words = explain(state, {what, id}, one.variant().cpp, state.stage_ns);
                ASSERT_TRUE(words) << "event " << i;
                EXPECT_TRUE(words->text.ends_with('.')) << words->text;
                EXPECT_EQ(words->text.find("  "), std::string::npos) << words->text;
                EXPECT_FALSE(words->heading.empty());
            };
            for (const auto& actor : state.actors) expect_words(kind::actor, actor.number);
            for (const auto& handle : state.handles) expect_words(kind::handle, handle.id.value);
            for (const auto& lock : state.locks) expect_words(kind::lock, lock.id.value);
            for (const auto& channel : state.channels) {
                expect_words(kind::channel, channel.id.value);
                for (const auto& message : channel.queue) {
                    expect_words(kind::message, message.id.value);
                }
            }
        }
    }
}

TEST(explain, the_heading_fits_the_state_and_nobody_received_without_a_receiver) {
    bool worked = false, sent = false, received = false;
    for (const auto& lesson : scenarios::all_lessons()) {
        session::session one(session::options_of({.lesson = lesson.id, .held = false}));
        ASSERT_TRUE(session::after_end(one));
        const auto& history = one.play().history();
        for (std::size_t i = 0; i <= history.size(); ++i) {
            const auto& state = history.at(i);
            for (const auto& actor : state.actors) {
                const auto words =
                    explain(state, {kind::actor, actor.number}, one.variant().rust, state.stage_ns);
                ASSERT_TRUE(words);
                const bool waits = chan::model::is_waiting(actor.status);
                EXPECT_EQ(words->heading.starts_with("Why is "), waits)
                    << words->heading << " " << words->text;
                worked |= actor.status == chan::model::status::working;
                if (words->text.find("So far it") == std::string::npos) continue;
                const bool tells_sent = words->text.find("sent ") != std::string::npos;
                const bool tells_received = words->text.find("received ") != std::string::npos;
                EXPECT_EQ(tells_sent, actor.sent_count > 0) << words->text;
                EXPECT_EQ(tells_received, actor.received_count > 0) << words->text;
                sent |= tells_sent;
                received |= tells_received;
            }
        }
    }
    EXPECT_TRUE(worked && sent && received) << "else this says nothing";
}

TEST(explain, a_wait_is_told_unasked_where_nothing_else_is_asked_or_told) {
    session::session one(session::options_of({.lesson = "backpressure", .held = false}));
    ASSERT_TRUE(session::after_end(one));
    const auto waits = [&](std::size_t events) {
        return one.play().history().at(events).find_actor(1)->status
            == chan::model::status::waiting_send;
    };
    std::size_t blocked = one.play().history().size();
    while (blocked > 0 && !waits(blocked)) --blocked;
    ASSERT_GT(blocked, 0U);
    one.apply(session::look_at_event{blocked});
    EXPECT_EQ(whose_wait_unasked(one), 1) << "the producer; main only joins";
    one.apply(session::select{{kind::channel, one.play().shown().channels.front().id.value}});
    EXPECT_EQ(whose_wait_unasked(one), std::nullopt) << "the channel is told";
    one.apply(session::select{});
    one.apply(session::show_story_step{1});
    one.apply(session::look_at_event{blocked});
    ASSERT_EQ(one.story().phase(), session::story_phase::asking);
    EXPECT_EQ(whose_wait_unasked(one), std::nullopt) << "it could be the answer";
    one.apply(session::look_at_now{});
    EXPECT_EQ(whose_wait_unasked(one), std::nullopt) << "the run is over";
}

TEST(explain, what_is_not_there_has_no_words) {
    const chan::model::world nothing;
    const scenarios::listing none;
    for (const kind what :
         {kind::nothing, kind::actor, kind::channel, kind::handle, kind::lock, kind::message}) {
        EXPECT_FALSE(explain(nothing, {what, 77}, none, 0));
    }
}

} // namespace
} // namespace app::views
