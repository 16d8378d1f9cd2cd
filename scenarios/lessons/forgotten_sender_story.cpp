// Lesson 4 as data: sliders, variants and the story.
#include "scenarios/lessons/forgotten_sender.hpp"
#include "scenarios/record.hpp"

namespace scenarios {

namespace {

using chan::probe::kind;
using chan::probe::op;
using chan::run::verdict_kind;
using what = pointer::what;

/// Who still has a sender when nobody goes on: "main's tx". The line is told by the hang's card,
/// which knows the listing that is shown.
std::string left_over_senders(const run_record& of) {
    const auto& world = of.history.now();
    std::string text;
    for (const auto& handle : world.handles) {
        if (!handle.alive || handle.end != chan::probe::end::sender
            || handle.owner.kind != chan::probe::owner_kind::actor) {
            continue;
        }
        const auto* owner =
            world.find_actor(static_cast<chan::model::actor_number>(handle.owner.id));
        text += text.empty() ? "" : ", ";
        text += (owner != nullptr ? owner->name : "somebody") + "'s `" + handle.name + '`';
    }
    return text;
}

std::uint64_t expected_messages(const run_record& of) {
    return static_cast<std::uint64_t>(of.values["producers"])
        * static_cast<std::uint64_t>(of.values["messages"]);
}

std::uint64_t received(const run_record& of) {
    const auto& channels = of.history.now().channels;
    return channels.empty() ? 0 : channels.front().received;
}

question after_the_last_message() {
    return {
        .text = "What will main do after the last message?",
        .options = {"leave its loop", "wait for ever", "that depends on the timing"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (ended_as(of, verdict_kind::completed)) {
                return 0;
            }
            if (ended_as(of, verdict_kind::hang)) {
                return 1;
            }
            return std::nullopt;
        },
        .outcome = [](const run_record& of) -> std::string {
            if (ended_as(of, verdict_kind::hang)) {
                return "main waits in `recv` for ever, whatever the order of events. All "
                    + counted(received(of), "message") + " arrived and every worker has ended, but "
                    + "a sender is left: " + left_over_senders(of) + '.';
            }
            return "main left its loop: no sender was left.";
        },
    };
}

question what_main_receives() {
    return {
        .text = "What will main receive from now on?",
        .options =
            {"all; then the loop ends", "only what is queued", "all; then it waits for ever"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (ended_as(of, verdict_kind::hang)) {
                return 2;
            }
            if (!ended_as(of, verdict_kind::completed)) {
                return std::nullopt;
            }
            return received(of) == expected_messages(of) ? 0 : 1;
        },
        .outcome = [](const run_record& of) -> std::string {
            return "main received " + std::to_string(received(of)) + " of "
                + counted(expected_messages(of), "message")
                + ". The workers' clones kept the channel open; when the last one was dropped and "
                  "the queue was empty, the loop ended.";
        },
    };
}

std::vector<story_step> story() {
    return {
        {
            .heading = "One sender becomes many",
            .text =
                "main makes a channel and gets one sender, `tx`, and one receiver, `rx`. Each "
                "worker gets a clone of `tx`: a sender of its own, which the channel counts, and "
                "which has to be dropped on its own.",
            .goal = "Run until main has started every worker and asks for the first message.",
            .variant = "forgot",
            .run_to = about_to(op::recv, main_actor),
            .points_at = {what::channel, "0"},
            .restarts = true,
        },
        {
            .heading = "Messages come in",
            .text =
                "Each worker sends through its own clone, and main prints what arrives. Messages "
                "of one worker keep their order; between workers no order is promised.",
            .goal = "Run until main has received a message.",
            .run_to = a_message_is_received(),
            .points_at = {what::actor, "main"},
        },
        {
            .heading = "A worker ends, and its sender with it",
            .text =
                "When a worker's function returns, its `tx` is dropped: the chip is crossed out. "
                "Nobody sends a goodbye; the drop is the goodbye. The senders that are left are the "
                "`tx` chips on the other cards, main's own among them.",
            .goal = "Run until a worker has ended.",
            .run_to = when_a_worker(kind::actor_finished),
            .points_at = {what::channel, "0"},
        },
        {
            .heading = "When does the loop end?",
            .text =
                "A channel is closed when every sender is gone. main then gets what is left in the "
                "queue, and after that its loop ends. Soon every worker will have ended.",
            .goal = "Predict what main will do, then run to the end.",
            .points_at = {what::handle, "tx"},
            .predict = after_the_last_message(),
        },
        {
            .heading = "Drop it",
            .text =
                "One line cures it: main drops its own `tx` as soon as every worker is started. "
                "The workers may have hardly begun by then, but each has its clone.",
            .goal = "Run until main has dropped its `tx`.",
            .variant = "drop",
            .run_to = when(kind::handle_dropped, main_actor),
            .points_at = {what::handle, "tx"},
            .restarts = true,
        },
        {
            .heading = "Is that too early?",
            .text = "A drop gives up one handle, not the channel. What is in the queue stays "
                    "there, and "
                    "whoever has a clone can go on sending.",
            .goal = "Predict what main will receive, then run to the end.",
            .points_at = {what::actor, "main"},
            .predict = what_main_receives(),
        },
        {
            .heading = "Or give it away",
            .text =
                "The last worker needs no clone: it can have `tx` itself. Then main has no sender "
                "that it could forget. Rust refuses to compile a later use of `tx` (E0382); C++ "
                "compiles it and leaves an empty `tx` behind.",
            .goal = "Run to the end: the channel closes with the last worker.",
            .variant = "move",
            .points_at = {what::variants, ""},
            .restarts = true,
        },
    };
}

} // namespace

lesson forgotten_sender() {
    return {
        .number = 4,
        .id = "forgotten-sender",
        .title = "The sender you forgot",
        .purpose = "A channel stays open while any sender lives, even one that nobody uses.",
        .sliders =
            {
                {.id = "producers", .label = "workers", .least = 1, .most = 6, .initial = 3},
                {.id = "messages", .label = "messages each", .least = 1, .most = 9, .initial = 4},
                {.id = "produce_ms",
                 .label = "work per message",
                 .unit = "ms",
                 .least = 0,
                 .most = 2000,
                 .initial = 1000,
                 .step = 50,
                 .live = true},
            },
        .variants = with_listings(
            "forgotten_sender",
            {
                {.id = "forgot",
                 .label = "forgot",
                 .expected = verdict_kind::hang,
                 .run = forgotten_sender_code::forgot,
                 .cured_by = "drop",
                 .cure = "drop(tx) here"},
                {.id = "drop", .label = "drop(tx)", .run = forgotten_sender_code::drop},
                {.id = "move", .label = "moved into worker", .run = forgotten_sender_code::move},
            }
        ),
        .story = story(),
        .remember =
            "A channel closes when every sender is gone, the original too; what is left is still "
            "received.\nA receiver that waits for ever is a question: who still has a sender?",
    };
}

} // namespace scenarios
