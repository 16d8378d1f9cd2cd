// What must be seen in "The sender you forgot".
#include "tests/scenarios/player.hpp"

#include <algorithm>

namespace {

using chan::model::status;
using chan::probe::kind;
using chan::run::verdict_kind;
using tests::player;

TEST(forgotten_sender, hangs_with_every_worker_finished_and_main_in_recv) {
    for (const auto& way : tests::ways(20)) {
        player one("forgotten-sender", "forgot", {}, way);
        ASSERT_EQ(one.run_to_end(), verdict_kind::hang) << way.name;
        const auto& world = one.now();
        ASSERT_EQ(world.actors.size(), 4U);
        EXPECT_EQ(world.actors[0].status, status::waiting_recv);
        EXPECT_TRUE(world.actors[0].stuck);
        for (std::size_t i = 1; i < world.actors.size(); ++i) {
            EXPECT_EQ(world.actors[i].status, status::finished);
        }
        EXPECT_EQ(one.output().size(), 12U) << "the last line is never printed";
    }
}

TEST(forgotten_sender, is_explained_down_to_mains_tx_and_the_line_that_made_it) {
    player one("forgotten-sender", "forgot");
    ASSERT_EQ(one.run_to_end(), verdict_kind::hang);
    ASSERT_EQ(one.verdict()->stuck.size(), 1U);
    const auto& why = one.verdict()->stuck.front();
    EXPECT_EQ(why.actor, 0);
    ASSERT_EQ(why.blockers.size(), 1U);
    const auto& keeper = why.blockers.front();
    EXPECT_EQ(keeper.role, chan::model::blocker::role::holds_sender);
    EXPECT_TRUE(keeper.is_waiter_itself);
    const auto* handle = one.now().find_handle(keeper.handle);
    ASSERT_NE(handle, nullptr);
    EXPECT_EQ(handle->name, "tx");
    const auto line = one.variant().cpp.line_of(keeper.made_at);
    ASSERT_TRUE(line.has_value());
    EXPECT_TRUE(one.variant().cpp.lines[*line - 1].text.contains("= channel<int>()"));
    EXPECT_TRUE(one.variant().rust.lines[*line - 1].text.contains("= mpsc::channel()"));
}

TEST(forgotten_sender, is_cured_by_one_more_line) {
    const auto* lesson = scenarios::find_lesson("forgotten-sender");
    for (const auto side : {&scenarios::variant::rust, &scenarios::variant::cpp}) {
        std::vector<std::string> forgot, drop, more;
        for (const auto& line : (lesson->find_variant("forgot")->*side).lines) {
            forgot.push_back(line.text);
        }
        for (const auto& line : (lesson->find_variant("drop")->*side).lines) {
            drop.push_back(line.text);
        }
        ASSERT_EQ(drop.size(), forgot.size() + 1);
        const auto at = std::ranges::mismatch(forgot, drop).in2;
        EXPECT_TRUE(at->contains("drop"));
        drop.erase(at);
        EXPECT_EQ(drop, forgot);
    }
}

TEST(forgotten_sender, completes_when_dropped_or_moved_and_loses_nothing) {
    for (const std::string_view variant : {"drop", "move"}) {
        for (const auto& way : tests::ways(20)) {
            for (const int workers : {1, 2, 6}) {
                player one("forgotten-sender", variant, {{"producers", workers}}, way);
                ASSERT_EQ(one.run_to_end(), verdict_kind::completed) << way.name;
                const auto& channel = one.now().channels.front();
                EXPECT_EQ(channel.received, 4U * static_cast<unsigned>(workers));
                EXPECT_EQ(channel.discarded, 0U);
                EXPECT_EQ(one.output().back(), "all workers are done");
            }
        }
    }
}

TEST(forgotten_sender, gives_the_original_to_the_last_worker_when_moved) {
    player one("forgotten-sender", "move");
    one.run_to_end();
    const auto& handles = one.now().handles;
    const auto tx = std::ranges::find(handles, "tx", &chan::model::handle::name);
    ASSERT_NE(tx, handles.end());
    EXPECT_EQ(tx->owner.kind, chan::probe::owner_kind::actor);
    EXPECT_EQ(tx->owner.id, 3U);
    EXPECT_EQ(one.now().actors[3].name, "worker 2");
}

} // namespace
