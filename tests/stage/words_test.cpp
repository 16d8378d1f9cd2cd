// The words of channels: bytes as the story counts them, and only where they are worth telling.
#include "app/stage/words.hpp"

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
    EXPECT_EQ(status_of(pages), "51 queued, 204 KiB");
    pages.senders = 0;
    EXPECT_EQ(status_of(pages), "closed, 51 left, 204 KiB");
}

TEST(words, the_bytes_of_numbers_are_no_news) {
    chan::model::channel numbers = queue_of(1, 4);
    EXPECT_EQ(status_of(numbers), "1 queued");
    numbers.senders = 0;
    EXPECT_EQ(status_of(numbers), "closed, 1 left to receive");
}

} // namespace
} // namespace app::stage
