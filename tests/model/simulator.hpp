// A small random program of threads, channels and locks, simulated without any thread: it makes
// legal logs of every kind of fact, in the two styles that runs have. Its rules are written down a
// second time here on purpose; it shares nothing with core/model.
//
// live: a blocked actor registers as a waiter and parks. step: it stands at its single point and
// has registered nothing; only operations with two points (rendezvous, timed) register.
#pragma once

#include "core/trace/log.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <vector>

namespace tests {

class simulator {
public:
    struct options {
        std::uint64_t seed = 0;
        bool live = true;
        bool patient = true;     // false: no wait without a time-out, so that it never hangs
        std::size_t steps = 300; // then everybody drops what they have and ends
    };

    explicit simulator(options chosen) : options_(chosen), random_(chosen.seed) {}

    /// The whole log, with `run_ended` as its last event.
    [[nodiscard]] chan::trace::log run();

private:
    using op = chan::probe::op;
    using fact = chan::probe::fact;
    using kind = chan::probe::kind;
    using owner = chan::probe::owner;
    using object_id = chan::probe::object_id;
    using message_id = chan::probe::message_id;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    struct channel {
        object_id id;
        std::uint32_t bound;
        std::deque<message_id> queue{};
    };
    struct handle {
        object_id id;
        std::size_t channel;
        chan::probe::end end;
        owner in;
        bool alive = true;
    };
    struct lock {
        object_id id;
        std::size_t holder = none;
    };
    enum class phase { idle, at_point, registered, over };
    struct actor {
        simulator::phase phase = phase::idle;
        chan::probe::op doing = op::none;
        std::size_t handle = none, lock = none, whom = none;
        message_id message{};
        std::optional<std::int64_t> deadline{};
        bool wait_noted = false;
        std::uint16_t objects = 0;
        std::uint32_t messages = 0;
    };

    std::size_t below(std::size_t limit) { return random_() % limit; }
    bool chance(std::size_t in) { return below(in) == 0; }
    std::size_t one_of(const std::vector<std::size_t>& from) { return from[below(from.size())]; }

    fact& emit(kind what, std::size_t who);
    object_id new_object(std::size_t who);

    void begin();
    bool step();
    void decide(std::size_t who);
    void announce(std::size_t who, op what);
    bool advance(std::size_t who);
    bool pass_time();
    void conclude();

    // Each returns whether the operation completed.
    bool try_to_send(std::size_t who);
    bool try_to_receive(std::size_t who);
    bool try_to_lock(std::size_t who);

    void make_channel(std::size_t who);
    void clone(std::size_t who, std::size_t which);
    void pack_into_lock(std::size_t who, std::size_t which);
    void spawn(std::size_t who);
    void drop(std::size_t who, std::size_t which, std::uint32_t line);
    void unlock(std::size_t who);
    void panic(std::size_t who);
    void finish(std::size_t who);
    void complete(std::size_t who);
    void unpack(message_id message, std::size_t into);

    [[nodiscard]] bool owned_by(const handle& one, std::size_t who) const;
    [[nodiscard]] std::vector<std::size_t> usable(std::size_t who, chan::probe::end which) const;
    [[nodiscard]] std::vector<std::size_t> owned(std::size_t who) const;
    [[nodiscard]] std::size_t alive(std::size_t at, chan::probe::end which) const;
    [[nodiscard]] std::size_t registered_on(std::size_t at, chan::probe::end which) const;
    [[nodiscard]] std::size_t lock_held_by(std::size_t who) const;

    options options_;
    std::mt19937_64 random_;
    chan::trace::log log_;
    std::int64_t now_ = 0;
    bool ending_ = false, panicked_ = false;
    std::vector<channel> channels_;
    std::vector<handle> handles_;
    std::vector<lock> locks_;
    std::vector<actor> actors_;
};

} // namespace tests
