// Lesson 5 as data: sliders, variants and the story.
#include "scenarios/lessons/backpressure.hpp"
#include "scenarios/record.hpp"

#include <algorithm>

namespace scenarios {

namespace {

using chan::model::channel;
using chan::model::world;
using chan::probe::kind;
using chan::probe::op;
using what = pointer::what;

// In the order of their spawns.
constexpr chan::probe::actor_number producer = 1, consumer = 2;

const make_until producer_waits = waits_in(op::send, producer);
const make_until producer_ends = when(kind::actor_finished, producer);

/// What the producer has made and nobody has taken: the queue, and the message that it is blocked
/// with.
std::uint64_t untaken(const channel& at) {
    return at.sent - at.received + 1;
}

std::string wait_outcome(const run_record& of) {
    const world* then = world_after(of, producer_waits);
    if (then == nullptr) {
        return "It never had to wait: the consumer was never further behind than the buffer is "
               "long.";
    }
    const channel& at = then->channels.front();
    const auto* who = then->find_actor(producer);
    return std::to_string(untaken(at)) + ": " + std::to_string(at.depth())
        + " in the queue, and message " + std::string(who->pending.label.view())
        + " still in the producer's hand. `send` keeps it until there is a place.";
}

question how_far_ahead() {
    return {
        .text = "How far ahead is it when it has to wait?",
        .options =
            {"fewer messages than places", "as many as places", "one more", "it never waits"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (const world* then = world_after(of, producer_waits)) {
                const channel& at = then->channels.front();
                return untaken(at) < at.bound ? 0 : untaken(at) == at.bound ? 1 : 2;
            }
            return of.verdict ? std::optional<std::size_t>(3) : std::nullopt;
        },
        .outcome = wait_outcome,
    };
}

question what_decides() {
    return {
        .text = "What decides how long the whole run takes?",
        .options = {"the buffer", "the slower thread", "the work of both, added up"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (!of.verdict) {
                return std::nullopt;
            }
            const std::int64_t makes = worked_ns(of, producer), handles = worked_ns(of, consumer);
            const std::int64_t slower = std::max(makes, handles), run = length_ns(of);
            return run - slower <= makes + handles - run ? 1 : 2;
        },
        .outcome = [](const run_record& of) -> std::string {
            return "The run took " + program_time(length_ns(of)) + "; the producer worked "
                + seconds(worked_ns(of, producer)) + " of it, the consumer "
                + seconds(worked_ns(of, consumer))
                + ". A larger buffer absorbs a burst; it never cures a consumer that is slower on "
                  "average.";
        },
    };
}

/// How many waited when the producer had sent half of what it sent, and when it ended.
struct growth {
    std::uint32_t half = 0, end = 0, most = 0;
};

std::optional<growth> growth_of(const run_record& of) {
    const world* ended = world_after(of, producer_ends);
    if (ended == nullptr) {
        return std::nullopt;
    }
    const channel& last = ended->channels.front();
    growth found{.end = last.depth(), .most = last.max_depth};
    const int half = static_cast<int>(last.sent / 2);
    if (half > 0) {
        found.half = world_after(of, nth(half, a_message_is_sent()))->channels.front().depth();
    }
    return found;
}

question how_it_grows() {
    return {
        .text = "How many messages will wait in the queue?",
        .options = {"0 or 1", "a few", "ever more"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            const auto found = growth_of(of);
            if (!found) {
                return std::nullopt;
            }
            return found->most <= 1 ? 0 : found->end <= found->half ? 1 : 2;
        },
        .outcome = [](const run_record& of) -> std::string {
            const auto found = growth_of(of);
            if (!found) {
                return "The producer has not ended yet.";
            }
            const int page_kib = backpressure_code::page_bytes / 1024;
            return "After half of the messages " + std::to_string(found->half)
                + " waited, after the last one " + std::to_string(found->end) + ": "
                + std::to_string(static_cast<int>(found->end) * page_kib)
                + " KiB. The channel itself knows no limit.";
        },
    };
}

std::vector<story_step> story() {
    return {
        {
            .heading = "A channel with places",
            .text =
                "`sync_channel(n)` has room for n messages, drawn as n places. The producer makes "
                "messages and sends them; the consumer takes and handles them. A `send` that finds "
                "a free place returns at once.",
            .goal = "Run until the first message is sent.",
            .variant = "bounded",
            .run_to = a_message_is_sent(),
            .points_at = {what::channel, "0"},
            .restarts = true,
        },
        {
            .heading = "The producer hits the wall",
            .text =
                "When every place is taken, the next `send` has nowhere to put its message. The "
                "producer's thread is then parked: it uses no processor until a place is free.",
            .goal = "Predict how far ahead the producer gets, then run until it waits.",
            .run_to = producer_waits,
            .points_at = {what::actor, "producer"},
            .predict = how_far_ahead(),
        },
        {
            .heading = "One out, one in",
            .text =
                "When the consumer takes a message, the place goes to the message that waits for "
                "it, and the producer goes on. While it is the faster one, it soon hits the wall "
                "again, and so runs at the consumer's pace: that is backpressure.",
            .goal = "Run until the next message is in.",
            .run_to = a_message_is_sent(),
            .points_at = {what::actor, "producer"},
        },
        {
            .heading = "What does a buffer buy?",
            .text =
                "A larger buffer lets the producer get further ahead. Predict what that does to the "
                "time of the whole run; then drag the buffer slider, and look.",
            .goal = "Predict what decides the time, then run to the end.",
            .afterwards = "Drag the buffer slider and compare the times",
            .points_at = {what::slider, "buffer"},
            .predict = what_decides(),
        },
        {
            .heading = "No place at all",
            .text =
                "`sync_channel(0)` holds nothing: `send` and `recv` have to meet, and the message "
                "goes from hand to hand. Only with such a channel is a message received when its "
                "`send` has returned.",
            .goal = "Run to the end, and watch each message go from hand to hand.",
            .variant = "rendezvous",
            .points_at = {what::channel, "0"},
            .restarts = true,
        },
        {
            .heading = "A channel without end",
            .text =
                "`channel()` takes every message: `send` never waits. Each message here is a page "
                "of 4 KiB: watch the bytes. The program itself stops the producer when 64 pages "
                "wait, 256 KiB; the channel would not.",
            .goal = "Predict how the queue grows, then run until the producer has ended.",
            .variant = "unbounded",
            .run_to = producer_ends,
            .points_at = {what::channel, "0"},
            .predict = how_it_grows(),
            .restarts = true,
        },
        {
            .heading = "The debt is paid later",
            .text = "The producer never waited; its messages do. Each waits for all before it, and "
                    "the memory stays taken until the consumer has worked through the queue.",
            .goal = "Run to the end, and compare the times of the variants.",
            .afterwards = "Compare the variants: their times, and what they queued",
            .points_at = {what::timeline, ""},
        },
    };
}

} // namespace

lesson backpressure() {
    return {
        .number = 5,
        .id = "backpressure",
        .title = "Backpressure",
        .purpose =
            "A bound makes a fast producer wait for a slow consumer; without one, memory grows.",
        .sliders =
            {
                {.id = "buffer",
                 .label = "buffer size",
                 .least = 0,
                 .most = 64,
                 .initial = 2,
                 .keeps_cast = true},
                {.id = "messages", .label = "messages", .least = 1, .most = 200, .initial = 16},
                {.id = "produce_ms",
                 .label = "making",
                 .unit = "ms",
                 .least = 0,
                 .most = 2000,
                 .initial = 100,
                 .step = 50,
                 .live = true},
                {.id = "handle_ms",
                 .label = "handling",
                 .unit = "ms",
                 .least = 0,
                 .most = 2000,
                 .initial = 500,
                 .step = 50,
                 .live = true},
            },
        .variants = with_listings(
            "backpressure",
            {
                {.id = "bounded", .label = "bounded", .run = backpressure_code::bounded},
                {.id = "rendezvous",
                 .label = "rendezvous (0)",
                 .run = backpressure_code::rendezvous,
                 .ignores = {"buffer"}},
                {.id = "unbounded",
                 .label = "unbounded",
                 .run = backpressure_code::unbounded,
                 .cured_by = "bounded",
                 .cure = "bound the channel",
                 .ignores = {"buffer"}},
            }
        ),
        .story = story(),
        .remember =
            "A bound turns a growing queue into a waiting producer: it runs at the consumer's "
            "pace.\nA larger buffer absorbs bursts; it never cures a consumer that is slower "
            "on average.",
    };
}

} // namespace scenarios
