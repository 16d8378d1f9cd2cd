// Who owns a handle, at each moment of its journey: an actor, a message, a lock.
#include "core/channel/channel.hpp"
#include "core/sync/mutex.hpp"
#include "tests/channel/scripted.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

namespace tests {

using int_sender = chan::sender<int, conducted>;
using int_receiver = chan::receiver<int, conducted>;

class ownership : public testing::Test {
protected:
    /// Main's: a channel of senders, and a sender to be sent through it.
    void make(std::optional<std::size_t> bound) {
        in.main.does([&] {
            carrier.emplace(
                bound ? chan::sync_channel<int_sender, conducted>(*bound)
                      : chan::channel<int_sender, conducted>()
            );
            cargo.emplace(chan::channel<int, conducted>());
        });
        in.facts.clear();
    }
    /// What became of the handle that is sent, 0.5; the other facts are tested elsewhere.
    lines moves() {
        lines told;
        for (const fact& what : std::exchange(in.facts, {})) {
            if (what.kind == kind::handle_moved && what.handle.counter() == 5) {
                told.push_back(script::line(what));
            }
        }
        return told;
    }

    script in;
    std::optional<
        std::pair<chan::sender<int_sender, conducted>, chan::receiver<int_sender, conducted>>>
        carrier;
    std::optional<std::pair<int_sender, int_receiver>> cargo;
};

TEST_F(ownership, goes_to_the_message_then_to_the_receiver) {
    for (const auto bound : {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
        make(bound);
        in.main.does([&] { ASSERT_TRUE(carrier->first.send(std::move(cargo->first))); });
        EXPECT_EQ(script::line(in.facts.at(0)).substr(0, 13), "actor 0 moved");
        EXPECT_EQ(in.facts.at(0).handle_owner.kind, chan::probe::owner_kind::message);
        in.facts.clear();
        std::optional<int_sender> received;
        in.other.does([&] { received.emplace(std::move(carrier->second.recv().value())); });
        const auto told = in.noted();
        EXPECT_EQ(told.size(), 3U) << "the receiver's use, the sender's move, the receipt";
        EXPECT_TRUE(told.at(1).ends_with("owner actor 1")) << told.at(1);
    }
}

TEST_F(ownership, goes_straight_to_a_waiting_receiver) {
    for (const auto bound : {std::optional<std::size_t>(0), std::optional<std::size_t>(1)}) {
        in.main.does([&] { carrier.reset(); });
        make(bound);
        in.other.does([&] {
            in.other.meanwhile = [&] {
                in.main.does([&] { ASSERT_TRUE(carrier->first.send(std::move(cargo->first))); });
            };
            auto received = carrier->second.recv();
            int moves_to_the_receiver = 0;
            for (const fact& what : in.facts) {
                if (what.kind != kind::handle_moved || what.end != chan::probe::end::sender)
                    continue;
                EXPECT_EQ(what.handle_owner.kind, chan::probe::owner_kind::actor);
                EXPECT_EQ(what.handle_owner.id, 1U);
                ++moves_to_the_receiver;
            }
            EXPECT_EQ(moves_to_the_receiver, 1);
        });
    }
}

TEST_F(ownership, goes_to_the_message_also_when_the_receiver_queues_it) {
    make(1);
    in.main.does([&] {
        auto [first, first_rx] = chan::channel<int, conducted>();
        ASSERT_TRUE(carrier->first.send(std::move(first)));
        in.facts.clear();
        in.main.meanwhile = [&] {
            in.other.does([&] { EXPECT_TRUE(carrier->second.recv().has_value()); });
        };
        ASSERT_TRUE(carrier->first.send(std::move(cargo->first)));
    });
    EXPECT_EQ(moves(), (lines{"actor 1 moved tx 0.5 owner m0.2"}));
}

TEST_F(ownership, stays_where_it_is_when_a_send_fails) {
    make(0);
    in.main.does([&] {
        auto refused = carrier->first.try_send(std::move(cargo->first));
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().value.try_send(1));
    });
    EXPECT_EQ(moves(), lines{});
}

TEST_F(ownership, goes_to_a_mutex_and_stays_while_it_is_used_there) {
    make(1);
    in.main.does([&] {
        (void)cargo->first.send(3);
        in.facts.clear();
        chan::sync::mutex<int_receiver, conducted> shared(std::move(cargo->second));
        EXPECT_EQ(in.noted(), (lines{"actor 0 lock", "actor 0 moved rx 0.6 owner lock 0.7"}));
        in.other.does([&] { EXPECT_EQ(shared.lock()->recv(), 3); });
        for (const fact& what : in.facts) EXPECT_NE(what.kind, kind::handle_moved);
        in.facts.clear();
        in.other.does([&] {
            auto guard = shared.lock();
            const auto taken = std::move(*guard);
            EXPECT_EQ(
                in.noted(), (lines{"actor 1 acquired", "actor 1 moved rx 0.6 owner actor 1"})
            );
        });
    });
}

TEST_F(ownership, is_corrected_by_a_use) {
    make(1);
    std::vector<int_sender> handles;
    in.main.does([&] { handles.push_back(std::move(cargo->first)); });
    const auto taken_along = std::move(handles); // moves no handle
    in.other.does([&] {
        in.facts.clear();
        ASSERT_TRUE(taken_along.front().send(1));
        EXPECT_EQ(moves(), (lines{"actor 1 moved tx 0.5 owner actor 1"}));
        ASSERT_TRUE(taken_along.front().send(2));
        EXPECT_EQ(moves(), lines{});
    });
}

TEST_F(ownership, follows_a_scope) {
    make(1);
    in.main.does([&] {
        const chan::probe::owner_scope into({chan::probe::owner_kind::actor, 2});
        const auto captured = std::move(cargo->first);
        EXPECT_EQ(moves(), (lines{"actor 0 moved tx 0.5 owner actor 2"}));
    });
}

} // namespace tests
