// The figures beside the stage: what they count.
#include "app/stage/stage.hpp"
#include "tests/stage/tales.hpp"

#include <gtest/gtest.h>

namespace app::stage {
namespace {

using ::tests::stage::tale;

TEST(stats, count_what_the_world_says) {
    const tale told = ::tests::stage::backpressure(2);
    const cast parts = cast_of(told.log().log(), told.log().size());
    const auto stats = stats_of(told.world(), parts, told.world().stage_ns);
    ASSERT_EQ(stats.size(), 3U);
    EXPECT_EQ(stats[0].value, "2");
    EXPECT_EQ(stats[0].label, "queued");
    EXPECT_EQ(stats_of({}, {}, 0)[1].value, "\u2013") << "no time, no share";
}

TEST(stats, are_of_the_run_not_of_its_pace) {
    chan::model::world state;
    state.stage_ns = 8'000'000'000;
    state.shown_ns = 24'000'000'000; // paced to a third of its speed
    state.channels.push_back({.sent = 16, .received = 16});
    state.actors.push_back({.number = 1, .name = "producer", .blocked_ns = 2'000'000'000});
    state.actors.push_back(
        {.number = 2,
         .name = "consumer",
         .status = chan::model::status::waiting_recv,
         .since_ns = 6'000'000'000}
    );
    state.actors.push_back({.number = 0, .name = "main", .status = chan::model::status::waiting_join});
    cast parts;
    parts.links = {{1, object_id{1}, cast::link::direction::sends},
                   {2, object_id{1}, cast::link::direction::receives}};
    const auto stats = stats_of(state, parts, state.stage_ns);
    EXPECT_EQ(stats[1].value, "25 %") << "main is not counted: it takes no part";
    EXPECT_EQ(stats[2].value, "2.0");
    EXPECT_EQ(stats_of(state, parts, 10'000'000'000)[1].value, "30 %") << "it still waits";
    parts.guesses = {{0, object_id{1}, cast::link::direction::receives}};
    EXPECT_EQ(stats_of(state, parts, state.stage_ns)[1].value, "17 %") << "from the beginning on";
}

} // namespace
} // namespace app::stage
