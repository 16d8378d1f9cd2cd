// The situations that the stage must show well, told as logs.
#pragma once

#include "tests/stage/tale.hpp"

#include <string>
#include <vector>

namespace tests::stage {

/// A fast producer and a slow consumer: the producer is stopped with message 5 (bound 2).
tale backpressure(std::uint32_t bound);
/// The same, played on to its end; with 0 the messages go from hand to hand.
tale rendezvous();
/// `messages` queued in an unbounded channel, nobody receives yet.
tale unbounded(std::uint32_t messages);
/// Workers finish, main waits for ever on its own sender.
tale forgotten_sender(unsigned workers, bool hang = true);
/// Main sends to workers that share the receiver through a mutex.
tale shared_receiver(unsigned workers);
/// Main sends to workers with a receiver each.
tale multi_consumer(unsigned workers);
/// Three stages, two channels.
tale pipeline();
/// A try_send that finds the channel full, a drop of the receiver, a send that fails.
tale failures();

struct told {
    std::string name;
    tale what;
};
/// All of them, and larger and smaller ones.
std::vector<told> all_tales();

} // namespace tests::stage
