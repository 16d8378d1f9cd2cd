// Lesson 10 as data: sliders, variants and the story.
#include "scenarios/lessons/shared_receiver.hpp"
#include "scenarios/record.hpp"

#include <algorithm>

namespace scenarios {

namespace {

using chan::model::status;
using chan::probe::kind;
using chan::probe::op;
using chan::run::verdict_kind;
using what = pointer::what;

/// What the workers wait for before there is any job.
struct waits {
    int message = 0, lock = 0, workers = 0;
    std::string receiver; // one who waits in recv
};

std::optional<waits> first_waits(const run_record& of) {
    const auto* then = world_before(of, about_to(op::send, main_actor));
    if (then == nullptr) {
        return std::nullopt;
    }
    waits found;
    for (const auto& one : then->actors) {
        if (one.number == main_actor) {
            continue;
        }
        ++found.workers;
        found.lock += one.status == status::waiting_lock ? 1 : 0;
        if (one.status == status::waiting_recv) {
            ++found.message;
            found.receiver = one.name;
        }
    }
    return found;
}

question what_they_wait_for() {
    return {
        .text = "What will they wait for before the first job?",
        .options =
            {"a message",
             "the lock",
             "some do not wait",
             "one a message, the rest the lock"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            const auto found = first_waits(of);
            if (!found) {
                return std::nullopt;
            }
            if (found->message + found->lock < found->workers) {
                return 2;
            }
            return found->lock == 0 ? 0 : found->message == 0 ? 1 : 3;
        },
        .outcome = [](const run_record& of) -> std::string {
            const auto found = first_waits(of);
            if (!found) {
                return "No job was sent.";
            }
            if (found->message + found->lock < found->workers) {
                return "When the first job was ready, not all workers had come to wait: "
                    + std::to_string(found->message) + " of "
                    + counted(static_cast<std::uint64_t>(found->workers), "worker")
                    + " waited for a message, " + std::to_string(found->lock) + " for the lock.";
            }
            if (found->workers == 1) {
                return found->receiver + " waited in `recv`. No other worker is there to wait for "
                    + "anything else.";
            }
            if (found->lock == 0) {
                return "All " + std::to_string(found->workers)
                    + " workers waited in `recv`, each with a receiver of its own.";
            }
            return found->receiver + " waited in `recv` and held the lock. "
                + std::to_string(found->lock) + " of the " + std::to_string(found->workers - 1)
                + " others waited for the lock: they could not even ask for a message.";
        },
    };
}

std::string at_work_sentence(const run_record& of) {
    return "At most " + std::to_string(most_at_work(of)) + " of "
        + counted(static_cast<std::uint64_t>(of.values["consumers"]), "worker")
        + " worked at once; the run took " + program_time(length_ns(of)) + '.';
}

/// Why no two workers were at work at the same time, as a sentence after others; empty: they were.
std::string why_alone(const run_record& of) {
    if (most_at_work(of) > 1) {
        return "";
    }
    if (of.values["consumers"] == 1) {
        return " There is only one worker.";
    }
    if (of.values["messages"] == 1) {
        return " There was only one job.";
    }
    std::int64_t worked = 0;
    for (const auto& one : of.history.now().actors) {
        worked += one.number != main_actor ? worked_ns(of, one.number) : 0;
    }
    if (worked == 0) {
        return " Handling a job took no time.";
    }
    if (of.variant == "lock-while-working") {
        return " Each kept the lock while it worked: the work is serial.";
    }
    return " That is not the lock's doing, for it was free during the work: the jobs came so "
           "slowly that one worker at a time was enough.";
}

question how_many_at_once() {
    return {
        .text = "How many workers are at work at once, at most?",
        .options = {"one", "several"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (!of.verdict) {
                return std::nullopt;
            }
            return most_at_work(of) <= 1 ? 0 : 1;
        },
        .outcome = [](const run_record& of) { return at_work_sentence(of) + why_alone(of); },
    };
}

question what_the_lock_costs() {
    return {
        .text = "How do the workers work now?",
        .options = {"as before", "one at a time", "one, the others never"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (!of.verdict || of.values["consumers"] == 1) { // there are no others
                return std::nullopt;
            }
            if (ended_as(of, verdict_kind::hang)) {
                return 2;
            }
            return most_at_work(of) <= 1 ? 1 : 0;
        },
        .outcome = [](const run_record& of) { return at_work_sentence(of) + why_alone(of); },
    };
}

question who_gets_it() {
    return {
        .text = "Who gets a message?",
        .options = {"every worker", "exactly one"},
        .answer = [](const run_record& of) -> std::optional<std::size_t> {
            if (!ended_as(of, verdict_kind::completed)) {
                return std::nullopt;
            }
            const auto& at = of.history.now().channels.front();
            return at.received == at.sent ? 1 : 0;
        },
        .outcome = [](const run_record& of) -> std::string {
            const auto& at = of.history.now().channels.front();
            const auto busy = std::ranges::count_if(of.history.now().actors, [](const auto& one) {
                return one.received_count > 0;
            });
            return counted(at.sent, "message") + " sent, " + std::to_string(at.received)
                + " received: each by exactly one worker. "
                + counted(static_cast<std::uint64_t>(busy), "worker")
                + " took part, and the run took " + program_time(length_ns(of)) + '.';
        },
    };
}

std::vector<story_step> story() {
    return {
        {
            .heading = "One receiver, many hands",
            .text =
                "A receiver of mpsc cannot be cloned: there is only one. So main puts it into a "
                "mutex and gives every worker a reference to that. To receive, a worker locks the "
                "mutex and calls `recv` on what is inside.",
            .goal = "Run until main has put the receiver into the mutex.",
            .variant = "lock-for-recv",
            .run_to = about_to(op::spawn, main_actor),
            .points_at = {what::lock, "0"},
            .restarts = true,
        },
        {
            .heading = "Two ways to wait",
            .text =
                "main starts the workers, then it prepares the first job: the queue is empty until "
                "then. Every worker asks for a job as soon as it runs.",
            .goal = "Predict what the workers wait for, then run until the first job is ready.",
            .run_to = about_to(op::send, main_actor),
            .points_at = {what::lock, "0"},
            .predict = what_they_wait_for(),
        },
        {
            .heading = "The lock goes on",
            .text =
                "The worker that gets the job gives the lock back before it handles it. So the next "
                "worker can take the lock, and wait for the next job in its turn.",
            .goal = "Run until the next worker has the lock.",
            .run_to = when_a_worker(kind::lock_acquired),
            .points_at = {what::lock, "0"},
        },
        {
            .heading = "Is the work done in turns, too?",
            .text =
                "The workers wait for a job one at a time. Whether they also handle their jobs one "
                "at a time is another question: the lock is held only for `recv`.",
            .goal = "Predict how many work at the same time, then run to the end.",
            .points_at = {what::timeline, ""},
            .predict = how_many_at_once(),
        },
        {
            .heading = "The trap",
            .text =
                "Here the worker works while it still holds the lock. In Rust that is easy to "
                "miss: "
                "in `while let Ok(job) = rx.lock().unwrap().recv()` the guard lives until the end "
                "of the loop's body.",
            .goal = "Run until a worker works.",
            .variant = "lock-while-working",
            .run_to = a_worker_waits_in(op::work),
            .points_at = {what::lock, "0"},
            .restarts = true,
        },
        {
            .heading = "What does it cost?",
            .text =
                "Nothing is wrong in this program: no message is lost, no thread hangs, every test "
                "of its results passes. Compare its time with that of the run before.",
            .goal = "Predict how they work, then run to the end.",
            .afterwards = "Compare its time with that of the run before",
            .points_at = {what::timeline, ""},
            .predict = what_the_lock_costs(),
        },
        {
            .heading = "A receiver for each",
            .text =
                "A multi-consumer channel needs no mutex: its receiver can be cloned, and every "
                "worker has a clone. std has none; the crate crossbeam-channel offers one.",
            .goal = "Predict who gets a message, then run to the end and compare the times.",
            .afterwards = "Compare the times of the variants",
            .variant = "multi-consumer",
            .points_at = {what::channel, "0"},
            .predict = who_gets_it(),
            .restarts = true,
        },
    };
}

} // namespace

lesson shared_receiver() {
    return {
        .number = 10,
        .id = "shared-receiver",
        .title = "Sharing one receiver",
        .purpose =
            "Workers can share a receiver behind a mutex; what counts is how long each locks it.",
        .sliders =
            {
                {.id = "consumers", .label = "workers", .least = 1, .most = 8, .initial = 4},
                {.id = "messages", .label = "jobs", .least = 1, .most = 60, .initial = 8},
                {.id = "handle_ms",
                 .label = "handling",
                 .unit = "ms",
                 .least = 0,
                 .most = 3000,
                 .initial = 1500,
                 .step = 50,
                 .live = true},
                {.id = "pause_ms",
                 .label = "preparing",
                 .unit = "ms",
                 .least = 0,
                 .most = 2000,
                 .initial = 150,
                 .step = 50,
                 .live = true},
            },
        .variants = with_listings(
            "shared_receiver",
            {
                {.id = "lock-for-recv",
                 .label = "lock for recv",
                 .run = shared_receiver_code::lock_for_recv},
                {.id = "lock-while-working",
                 .label = "lock while working",
                 .run = shared_receiver_code::lock_while_working,
                 .cured_by = "lock-for-recv",
                 .cure = "hold the lock only for recv"},
                {.id = "multi-consumer",
                 .label = "multi-consumer",
                 .run = shared_receiver_code::multi_consumer},
            }
        ),
        .story = story(),
        .remember =
            "Hold the lock for `recv` only, not for the work.\n"
            "Each message goes to exactly one receiver.",
    };
}

} // namespace scenarios
