// The three runtimes meet the concept, and native has nothing of the probe in it.
#include "core/base/fifo.hpp"
#include "core/probe/conducted.hpp"
#include "core/probe/native.hpp"
#include "core/probe/recording.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace chan::probe {

TEST(runtime, three_exist) {
    static_assert(runtime<native> && runtime<recording> && runtime<conducted>);
    static_assert(!runtime<int>);
}

TEST(runtime, native_is_empty_where_the_others_are_not) {
    static_assert(std::is_empty_v<native::channel_tag> && std::is_empty_v<native::handle_tag>);
    static_assert(std::is_empty_v<native::ticket> && std::is_empty_v<native::section>);
    static_assert(std::is_empty_v<native::site>);
    static_assert(!std::is_empty_v<recording::ticket>);
}

TEST(runtime, a_site_is_the_line_that_calls) {
    const auto here = conducted::site::current();
    EXPECT_EQ(here.line, static_cast<std::uint32_t>(__LINE__ - 1));
    auto defaulted = [](conducted::site where = conducted::site::current()) { return where; };
    EXPECT_EQ(defaulted().line, static_cast<std::uint32_t>(__LINE__));
}

TEST(runtime, without_a_context_recording_notes_nothing_and_fails_nowhere) {
    recording::channel_tag channel(3, sizeof(int), {});
    recording::handle_tag handle(channel, end::sender, {});
    const recording::ticket ticket(handle, 5);
    const recording::section section(channel);
    recording::note(kind::message_sent, channel, ticket, std::size_t{0});
    EXPECT_FALSE(channel.id);
    EXPECT_FALSE(ticket.message);
    EXPECT_EQ(ticket.label.view(), "5");
}

namespace zoo {
struct animal {
    const char* name;
};
base::label describe(const animal& one) {
    return one.name;
}
} // namespace zoo

TEST(runtime, a_payload_can_describe_itself) {
    recording::channel_tag channel(std::nullopt, 1, {});
    recording::handle_tag handle(channel, end::sender, {});
    EXPECT_EQ(recording::ticket(handle, zoo::animal{"lynx"}).label.view(), "lynx");
    EXPECT_TRUE(recording::ticket(handle, std::optional<int>()).label.empty());
}

struct node : base::fifo_node<node> {};

TEST(fifo, gives_back_in_the_order_it_got) {
    base::fifo<node> list;
    node a, b, c;
    list.push_back(a);
    list.push_back(b);
    list.push_back(c);
    EXPECT_EQ(list.front(), &a);
    EXPECT_EQ(list.pop_front(), &a);
    EXPECT_EQ(list.pop_front(), &b);
    EXPECT_EQ(list.pop_front(), &c);
    EXPECT_EQ(list.pop_front(), nullptr);
    EXPECT_TRUE(list.empty());
}

TEST(fifo, lets_any_node_leave) {
    base::fifo<node> list;
    node a, b, c;
    for (node* one : {&a, &b, &c}) list.push_back(*one);
    list.remove(b);
    list.push_back(b);
    list.remove(a);
    EXPECT_EQ(list.pop_front(), &c);
    list.remove(b);
    EXPECT_TRUE(list.empty());
    list.push_back(a);
    EXPECT_EQ(list.pop_front(), &a);
}

} // namespace chan::probe
