// The words of channels: bytes as the story counts them, and only where they are worth telling.
#include "app/stage/words.hpp"
#include "tests/stage/tale.hpp"

#include <gtest/gtest.h>

namespace app::stage {
namespace {

chan::model::channel queue_of(std::size_t messages, std::uint32_t bytes_each) {
    chan::model::channel made{.message_bytes = bytes_each, .senders = 1, .receivers = 1};
    made.queue.resize(messages);
    return made;
}

std::string status_of(const chan::model::channel& which) {
    return words_of(chan::model::world{}, which).status;
}

TEST(words, sizes_are_counted_in_kib) {
    EXPECT_EQ(size_words(640), "640 B");
    EXPECT_EQ(size_words(51 * 4096), "204 KiB");
    EXPECT_EQ(size_words(1536), "1.5 KiB");
    EXPECT_EQ(size_words(3 * 1024 * 1024), "3 MiB");
}

TEST(words, a_queue_tells_its_bytes_open_and_closed) {
    chan::model::channel pages = queue_of(51, 4096);
    EXPECT_EQ(status_of(pages), "51 queued, 204 KiB, open: 1 sender");
    EXPECT_EQ(words_of(chan::model::world{}, pages).brief, "51 queued, 204 KiB");
    pages.senders = 0;
    EXPECT_EQ(status_of(pages), "closed, 51 left, 204 KiB");
}

TEST(words, the_bytes_of_numbers_are_no_news) {
    chan::model::channel numbers = queue_of(1, 4);
    EXPECT_EQ(status_of(numbers), "1 queued, open: 1 sender");
    numbers.senders = 0;
    EXPECT_EQ(status_of(numbers), "closed, 1 left to receive");
}

TEST(words, a_channel_is_not_closed_before_its_ends_exist) {
    for (const std::uint32_t bound : {0U, 2U, chan::probe::unbounded}) {
        ::tests::stage::tale told;
        const auto made = told.channel(0, bound);
        const auto& log = told.log();
        std::size_t unfinished = 0;
        for (std::size_t events = 0; events <= log.size(); ++events) {
            const chan::model::world state = log.at(events);
            if (state.channels.empty()) continue;
            const channel_words said = words_of(state, state.channels[0]);
            EXPECT_FALSE(said.status.contains("closed")) << "event " << events;
            if (state.handles.size() == 2) continue;
            ++unfinished;
            EXPECT_EQ(said.status, "just made") << "event " << events;
            EXPECT_FALSE(said.role) << "event " << events;
        }
        EXPECT_EQ(unfinished, 2U) << "with no end, and with one";
        told.drop(0, made.rx);
        EXPECT_EQ(words_of(told.world(), told.world().channels[0]).status, "closed: no receiver");
        told.drop(0, made.tx);
        EXPECT_EQ(words_of(told.world(), told.world().channels[0]).status, "closed");
    }
}

TEST(words, who_has_worked_long_enough_can_go_on) {
    ::tests::stage::tale told;
    told.work(0, 100);
    const auto said = [&](std::int64_t milliseconds) {
        return words_of(told.world(), told.world().actors[0], milliseconds * 1'000'000);
    };
    EXPECT_EQ(said(0).full, "working  100 ms");
    EXPECT_EQ(said(40).full, "working  60 ms");
    EXPECT_EQ(said(100).full, "work is over, can go on");
    EXPECT_EQ(said(100).role, ui::state_role::running);
    told.worked(0);
    told.sleep(0, 100);
    EXPECT_EQ(said(100).full, "awake, can go on");
}

TEST(words, what_is_left_of_a_second_is_told_in_seconds) {
    ::tests::stage::tale told;
    told.work(0, 1500);
    const auto said = [&](std::int64_t milliseconds) {
        return words_of(told.world(), told.world().actors[0], milliseconds * 1'000'000).full;
    };
    EXPECT_EQ(said(0), "working  1.5 s");
    EXPECT_EQ(said(600), "working  0.9 s") << "as long as it was: the card's words keep their size";
}

} // namespace
} // namespace app::stage
