// The workloads of the channel benchmark for the peers written in C++; rust/workloads.rs and go.go
// are the same in their languages.
//
//     PROGRAM PEER ROW PINNING MESSAGES
//
// does the row's workload twice, first with a tenth of the messages to warm up, checks the sum of
// all payloads and prints one line of JSON: "ns" per message on the wall clock (ping-pong: the
// median of the round trips), "cpu_ns" of the process per message, "sum". The clocks run from the
// moment when every thread waits at the start to the last receive. Exit 1: the sum is wrong;
// 2: a wrong use; 3: the peer has no such thing.
//
// A peer is a type with `open<T>(row, use)`: it makes what the row asks for, calls `use(ends)` and
// returns its result, or nothing if it has no such thing. `ends.sender()` gives a function that
// sends one T, `ends.receiver()` one that receives one; both block, and each is for one thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace bench {

enum class shape : std::uint8_t { flow, fill_and_drain, select, ping_pong };

struct row {
    std::string_view name;
    bench::shape shape;
    std::optional<std::size_t> bound; // none: unbounded; 0: rendezvous
    std::size_t producers;
    std::size_t consumers;
    bool wide; // messages of 64 bytes
};

enum class pinning : std::uint8_t { same, spread };

struct work {
    bench::row row;
    bench::pinning pinning;
    std::uint64_t messages;
};

struct figures {
    double ns;
    double cpu_ns;
    std::uint64_t sum;
};

struct wide {
    std::array<std::uint64_t, 8> words;
};

inline std::uint64_t sum_of(std::uint64_t message) {
    return message;
}
inline std::uint64_t sum_of(const wide& message) {
    std::uint64_t sum = 0;
    for (const std::uint64_t word : message.words) {
        sum += word;
    }
    return sum;
}

inline void number(std::uint64_t& message, std::uint64_t value) {
    message = value;
}
inline void number(wide& message, std::uint64_t value) {
    message.words.fill(value);
}

std::uint64_t wall_ns();
std::uint64_t cpu_ns();

/// Runs `roles`, each on a thread of its own that is pinned as the work says, in their order, and
/// returns the process's figures: roles return when they have received their last message.
struct elapsed {
    std::uint64_t wall;
    std::uint64_t cpu;
};
elapsed run_together(const work& what, const std::vector<std::function<std::uint64_t()>>& roles);

inline figures per_message(const work& what, elapsed took, std::uint64_t sum) {
    const auto messages = static_cast<double>(what.messages);
    return {
        static_cast<double>(took.wall) / messages, static_cast<double>(took.cpu) / messages, sum};
}

/// All producers at once, all consumers at once; each has an equal share of the messages.
template <class T, class Ends>
figures flow(const work& what, Ends& ends) {
    std::vector<decltype(ends.sender())> senders;
    std::vector<decltype(ends.receiver())> receivers;
    for (std::size_t i = 0; i < what.row.producers; ++i) {
        senders.push_back(ends.sender());
    }
    for (std::size_t i = 0; i < what.row.consumers; ++i) {
        receivers.push_back(ends.receiver());
    }
    std::vector<std::uint64_t> sums(receivers.size());
    std::vector<std::function<std::uint64_t()>> roles;
    for (std::size_t i = 0; i < receivers.size(); ++i) {
        roles.push_back([&, i, share = what.messages / receivers.size()] {
            auto& receive = receivers[i];
            std::uint64_t sum = 0;
            for (std::uint64_t n = 0; n < share; ++n) {
                sum += sum_of(receive());
            }
            const std::uint64_t end = wall_ns();
            sums[i] = sum;
            return end;
        });
    }
    for (std::size_t i = 0; i < senders.size(); ++i) {
        roles.push_back([&, i, share = what.messages / senders.size()]() -> std::uint64_t {
            auto& send = senders[i];
            T message;
            for (std::uint64_t n = 1; n <= share; ++n) {
                number(message, i * share + n);
                send(message);
            }
            return 0;
        });
    }
    const elapsed took = run_together(what, roles);
    std::uint64_t sum = 0;
    for (const std::uint64_t part : sums) {
        sum += part;
    }
    return per_message(what, took, sum);
}

/// One thread sends all messages, then receives them.
template <class T, class Ends>
figures fill_and_drain(const work& what, Ends& ends) {
    std::uint64_t sum = 0;
    auto send = ends.sender();
    auto receive = ends.receiver();
    const elapsed took = run_together(what, {[&] {
                                          T message;
                                          for (std::uint64_t n = 1; n <= what.messages; ++n) {
                                              number(message, n);
                                              send(message);
                                          }
                                          for (std::uint64_t n = 0; n < what.messages; ++n) {
                                              sum += sum_of(receive());
                                          }
                                          return wall_ns();
                                      }});
    return per_message(what, took, sum);
}

/// Every message goes there and comes back before the next.
template <class T, class There, class Back>
figures ping_pong(const work& what, There& there, Back& back) {
    auto send_there = there.sender();
    auto receive_there = there.receiver();
    auto send_back = back.sender();
    auto receive_back = back.receiver();
    std::vector<std::uint64_t> round_trips(what.messages);
    std::uint64_t sum = 0;
    const auto ping = [&] {
        std::uint64_t before = wall_ns();
        for (std::uint64_t n = 0; n < what.messages; ++n) {
            send_there(T(n + 1));
            sum += sum_of(receive_back());
            const std::uint64_t now = wall_ns();
            round_trips[n] = now - before;
            before = now;
        }
        return before;
    };
    const auto pong = [&]() -> std::uint64_t {
        for (std::uint64_t n = 0; n < what.messages; ++n) {
            send_back(receive_there());
        }
        return 0;
    };
    const elapsed took = run_together(what, {ping, pong});
    figures result = per_message(what, took, sum);
    const auto middle = round_trips.begin() + static_cast<std::ptrdiff_t>(what.messages / 2);
    std::ranges::nth_element(round_trips, middle);
    result.ns = static_cast<double>(*middle);
    return result;
}

/// Does the work with a peer; nothing if the peer has no such thing.
template <class Peer>
std::optional<figures> run(const work& what) {
    using number = std::uint64_t;
    Peer peer;
    const auto flow_of = [&]<class T>(T) {
        return peer.template open<T>(what.row, [&](auto& ends) -> std::optional<figures> {
            return flow<T>(what, ends);
        });
    };
    switch (what.row.shape) {
    case shape::flow:
        return what.row.wide ? flow_of(wide{}) : flow_of(number{});
    case shape::select:
        return flow_of(number{});
    case shape::fill_and_drain:
        return peer.template open<number>(what.row, [&](auto& ends) -> std::optional<figures> {
            return fill_and_drain<number>(what, ends);
        });
    case shape::ping_pong:
        return peer.template open<number>(what.row, [&](auto& there) {
            return peer.template open<number>(what.row, [&](auto& back) -> std::optional<figures> {
                return ping_pong<number>(what, there, back);
            });
        });
    }
    return std::nullopt;
}

struct peer {
    std::string_view name;
    std::optional<figures> (*run)(const work&);
};

/// The whole program: reads the arguments, runs, checks, prints. Returns the exit status.
int main(int argc, char** argv, std::initializer_list<peer> peers);

/// What peers that are shared by reference hand out: `q.push(T)` and `q.pop() -> T`, both blocking.
template <class T, class Queue>
struct shared_ends {
    Queue& queue;

    auto sender() {
        return [&queue = queue](T message) { queue.push(message); };
    }
    auto receiver() {
        return [&queue = queue] { return queue.pop(); };
    }
};

} // namespace bench
