// What 100,000 events cost: folding one, keeping them with their keyframes, stepping back from any
// point and jumping anywhere. Processor time, so that a busy machine does not count. The target is
// 16 ms a step.
#include "core/model/history.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <deque>
#include <malloc.h>
#include <random>

namespace {

using namespace chan::probe;
using chan::model::history;

double milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double megabytes() {
    const auto used = mallinfo2();
    return static_cast<double>(used.uordblks + used.hblkhd) / 1e6;
}

constexpr std::size_t events = 100'000;
constexpr object_id channel{1}, tx{2}, rx{3};

/// Sends and receives of many actors on one channel; `deep`: nine sends for each receive.
class traffic {
public:
    traffic(actor_number actors, bool deep) : actors_(actors), deep_(deep) {
        for (actor_number i = 0; i < actors; ++i) {
            put({.kind = kind::actor_spawned, .actor = 0, .number = i, .label = "actor"});
        }
        put({.kind = kind::channel_created, .actor = 0, .object = channel, .number = unbounded});
        for (const end which : {end::sender, end::receiver}) {
            put({
                .kind = kind::handle_created,
                .end = which,
                .actor = 0,
                .object = channel,
                .handle = which == end::sender ? tx : rx,
                .handle_owner = {owner_kind::actor, 0},
            });
        }
        while (log_.size() < events) {
            step();
        }
    }

    [[nodiscard]] const chan::trace::log& log() const { return log_; }

private:
    void put(const fact& what) {
        const auto now = static_cast<std::int64_t>(log_.size());
        log_.push_back({.order = log_.size(), .stage_ns = now, .shown_ns = now, .fact = what});
    }

    void step() {
        const auto who = static_cast<actor_number>(random_() % actors_);
        fact what{.kind = kind::op_announced, .actor = who, .object = channel, .label = "12345"};
        if (!queue_.empty() && random_() % 10 < (deep_ ? 1U : 5U)) {
            what.op = op::recv;
            put(what);
            what.kind = kind::message_received;
            what.message = queue_.front();
            queue_.pop_front();
        } else {
            what.op = op::send;
            what.message = message_id::make(who, ++messages_);
            put(what);
            what.kind = kind::message_sent;
            what.number = static_cast<std::uint32_t>(queue_.size());
            queue_.push_back(what.message);
        }
        put(what);
    }

    unsigned actors_;
    bool deep_;
    std::mt19937 random_{1};
    chan::trace::log log_;
    std::deque<message_id> queue_;
    std::uint32_t messages_ = 0;
};

/// Requests that each carry a clone of the sender, which is dropped where it arrives: handles
/// without end, few of them alive.
chan::trace::log requests() {
    chan::trace::log log;
    const auto put = [&](fact what) {
        what.actor = 0;
        what.object = channel;
        const auto now = static_cast<std::int64_t>(log.size());
        log.push_back({.order = log.size(), .stage_ns = now, .shown_ns = now, .fact = what});
    };
    put({.kind = kind::actor_spawned, .actor = 0, .number = 0, .label = "actor"});
    put({.kind = kind::channel_created, .actor = 0, .number = unbounded});
    put({.kind = kind::handle_created, .end = end::sender, .handle = tx});
    put({.kind = kind::handle_created, .end = end::receiver, .handle = rx});
    for (std::uint32_t turn = 1; log.size() < events; ++turn) {
        const object_id clone = object_id::make(
            static_cast<actor_number>(1 + turn / 1000), static_cast<std::uint16_t>(1 + turn % 1000)
        );
        const message_id request = message_id::make(0, turn);
        put({.kind = kind::handle_cloned, .handle = clone, .number = tx.value});
        put({.kind = kind::op_announced, .op = op::send, .handle = tx, .message = request});
        put({
            .kind = kind::handle_moved,
            .handle = clone,
            .handle_owner = {owner_kind::message, request.value},
        });
        put({.kind = kind::message_sent, .handle = tx, .message = request});
        put({.kind = kind::op_announced, .op = op::recv, .handle = rx});
        put({.kind = kind::message_received, .handle = rx, .message = request});
        put({.kind = kind::handle_dropped, .handle = clone});
    }
    return log;
}

void measure(const char* name, const chan::trace::log& log) {
    history past;
    const double before = milliseconds(), memory = megabytes();
    for (const auto& event : log) {
        past.append(event);
    }
    const double fold = (milliseconds() - before) * 1e6 / static_cast<double>(events);
    std::mt19937 random(2);
    double step_back = 0, jump = 0;
    for (int i = 0; i < 1000; ++i) {
        const std::size_t place = 1 + random() % (events - 1);
        const double start = milliseconds();
        (void)past.at(place);
        const double there = milliseconds();
        (void)past.at(place - 1);
        jump = std::max(jump, there - start);
        step_back = std::max(step_back, milliseconds() - there);
    }
    std::printf(
        "%-28s %4.0f ns an event  %5.1f MB (the log %4.1f)  worst step back %5.2f ms  jump %5.2f "
        "ms\n",
        name,
        fold,
        megabytes() - memory,
        static_cast<double>(events * sizeof(chan::trace::event)) / 1e6,
        step_back,
        jump
    );
}

} // namespace

int main() {
    measure("4 actors, short queue", traffic(4, false).log());
    measure("17 actors, short queue", traffic(17, false).log());
    measure("4 actors, queue of 40,000", traffic(4, true).log());
    measure("14,000 handles, few alive", requests());
}
