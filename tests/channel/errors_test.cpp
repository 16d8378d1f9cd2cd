// The texts are Rust's, to the letter; the values come back; nothing is both one thing and another.
#include "core/channel/channel.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <type_traits>

namespace chan {

TEST(errors, of_sending_say_what_rust_says) {
    EXPECT_STREQ(send_error<int>(1).what(), "sending on a closed channel");
    EXPECT_STREQ(try_send_error<int>(1, cause::full).what(), "sending on a full channel");
    EXPECT_STREQ(try_send_error<int>(1, cause::disconnected).what(), "sending on a closed channel");
    EXPECT_STREQ(
        send_timeout_error<int>(1, cause::timeout).what(), "timed out waiting on send operation"
    );
    EXPECT_STREQ(
        send_timeout_error<int>(1, cause::disconnected).what(), "sending on a disconnected channel"
    );
}

TEST(errors, of_receiving_say_what_rust_says) {
    EXPECT_STREQ(recv_error{}.what(), "receiving on a closed channel");
    EXPECT_STREQ(try_recv_error(cause::empty).what(), "receiving on an empty channel");
    EXPECT_STREQ(try_recv_error(cause::disconnected).what(), "receiving on a closed channel");
    EXPECT_STREQ(recv_timeout_error(cause::timeout).what(), "timed out waiting on channel");
    EXPECT_STREQ(
        recv_timeout_error(cause::disconnected).what(),
        "channel is empty and sending half is closed"
    );
}

TEST(errors, compare_by_what_they_are) {
    EXPECT_EQ(recv_error{}, recv_error{});
    EXPECT_EQ(try_recv_error(cause::empty), try_recv_error(cause::empty));
    EXPECT_NE(try_recv_error(cause::empty), try_recv_error(cause::disconnected));
    EXPECT_EQ(try_send_error<int>(3, cause::full), try_send_error<int>(3, cause::full));
    EXPECT_NE(try_send_error<int>(3, cause::full), try_send_error<int>(4, cause::full));
}

TEST(errors, can_be_thrown_by_value_like_rusts_unwrap) {
    auto [tx, rx] = chan::channel<std::unique_ptr<int>>();
    rx.drop();
    EXPECT_THROW(tx.send(std::make_unique<int>(1)).value(), std::bad_expected_access<send_error<std::unique_ptr<int>>>);
    auto [other_tx, other_rx] = chan::channel<int>();
    other_tx.drop();
    EXPECT_THROW((void)other_rx.recv().value(), std::bad_expected_access<recv_error>);
}

TEST(handles, only_move) {
    static_assert(!std::is_copy_constructible_v<sender<int>>);
    static_assert(!std::is_copy_constructible_v<receiver<int>>);
    static_assert(!std::is_copy_constructible_v<mpmc::receiver<int>>);
    static_assert(std::is_nothrow_move_constructible_v<sender<int>>);
    static_assert(std::is_nothrow_move_assignable_v<receiver<int>>);
    static_assert(!std::is_convertible_v<mpmc::receiver<int>, receiver<int>>);
    static_assert(!std::is_constructible_v<receiver<int>, mpmc::receiver<int>>);
}

TEST(handles, of_the_native_runtime_are_one_pointer) {
    static_assert(sizeof(sender<int>) == sizeof(void*));
    static_assert(sizeof(receiver<int>) == sizeof(void*));
    static_assert(sizeof(mpmc::receiver<int>) == sizeof(void*));
    static_assert(sizeof(detail::slot<int, probe::native>) == sizeof(int));
}

TEST(handles, receiver_is_one_type_for_all_flavours) {
    static_assert(std::is_same_v<decltype(channel<int>()), decltype(sync_channel<int>(1))>);
}

} // namespace chan
