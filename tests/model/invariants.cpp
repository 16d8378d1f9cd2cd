// The books of the judge, and their comparison with the world.
#include "tests/model/invariants.hpp"

#include "core/model/apply.hpp"

#include <algorithm>

namespace tests {

using namespace chan::probe;
namespace model = chan::model;
using model::status;

void invariants::expect(bool holds, const std::string& otherwise) {
    if (!holds) {
        broken_ += otherwise + '\n';
    }
}

std::string invariants::check(const chan::trace::event& event, const model::world& after) {
    broken_.clear();
    judge_order(event);
    judge_fact(event.fact);
    judge_message_fact(event.fact);
    judge_handle_fact(event.fact);
    judge_lock_fact(event.fact);
    compare(after);
    return broken_;
}

void invariants::judge_order(const chan::trace::event& event) {
    if (begun_) {
        expect(event.order == last_.order + 1, "the order has a hole");
        expect(event.stage_ns >= last_.stage_ns, "stage time went back");
        expect(event.shown_ns >= last_.shown_ns, "shown time went back");
    } else {
        expect(event.order == 0, "the log does not begin at order 0");
    }
    begun_ = true;
    last_ = event;
}

void invariants::judge_fact(const fact& what) {
    switch (what.kind) {
    case kind::actor_spawned:
        expect(
            actors_.insert(static_cast<actor_number>(what.number)).second,
            "an actor was spawned twice"
        );
        break;
    case kind::actor_panicked:
        panicked_.insert(what.actor);
        break;
    case kind::actor_finished:
        ended_.insert(what.actor);
        break;
    case kind::actor_joined:
        expect(ended_.contains(static_cast<actor_number>(what.number)), "joined before its end");
        break;
    case kind::op_announced:
        expect(actors_.contains(what.actor), "an unknown actor announced an operation");
        what.op == op::select ? void(selecting_.insert(what.actor))
                              : void(selecting_.erase(what.actor));
        if (what.message) {
            const bool fresh = !messages_.contains(what.message);
            expect(fresh || messages_[what.message] == place::hand, "a message was offered twice");
            messages_[what.message] = place::hand;
            announced_.insert(what.message);
        }
        if (what.op == op::drop) {
            expect(handles_.contains(what.handle), "a drop of an unknown handle was announced");
        }
        break;
    default:
        break;
    }
}

std::uint32_t invariants::alive(object_id channel, end which) const {
    return static_cast<std::uint32_t>(std::ranges::count_if(handles_, [&](const auto& entry) {
        const handle_book& book = entry.second;
        return book.alive && book.channel == channel && book.end == which;
    }));
}

void invariants::sent(const fact& what) {
    channel_book& book = channels_[what.object];
    expect(
        !messages_.contains(what.message) || messages_[what.message] == place::hand,
        "sent what was not in hand"
    );
    expect(alive(what.object, end::receiver) > 0, "sent though every receiver is gone");
    ++book.sent;
}

void invariants::received(const fact& what, actor_number by) {
    channel_book& book = channels_[what.object];
    ++book.received;
    messages_[what.message] = place::received;
    if (announced_.contains(what.message)) {
        std::uint32_t& last = book.last_from[what.message.creator()];
        expect(what.message.counter() > last, "two messages of one sender arrived out of order");
        last = what.message.counter();
    }
    expect(actors_.contains(by), "an unknown actor received");
}

void invariants::judge_message_fact(const fact& what) {
    channel_book& book = channels_[what.object];
    const auto depth = static_cast<std::uint32_t>(book.queue.size());
    switch (what.kind) {
    case kind::message_sent:
        sent(what);
        expect(what.number == depth, "a sent message names a wrong position");
        expect(book.bound == unbounded || depth < book.bound, "sent though the queue was full");
        book.queue.push_back(what.message);
        messages_[what.message] = place::queue;
        break;
    case kind::message_received:
        if (what.number >= depth || book.queue[what.number] != what.message) {
            expect(false, "received a message that was not at that position");
            std::erase(book.queue, what.message);
        } else {
            expect(what.number == 0, "received from the middle of the queue");
            book.queue.erase(book.queue.begin() + what.number);
        }
        received(what, what.actor);
        break;
    case kind::handed_over:
        expect(book.bound == 0, "handed over on a channel with a buffer");
        sent(what);
        received(what, static_cast<actor_number>(what.number));
        break;
    case kind::message_discarded:
        expect(alive(what.object, end::receiver) == 0, "discarded while a receiver lives");
        expect(std::erase(book.queue, what.message) == 1, "discarded what was not queued");
        messages_[what.message] = place::discarded;
        ++book.discarded;
        break;
    case kind::send_failed:
        if (what.reason == reason::full && book.bound != 0) {
            expect(depth == book.bound, "said full, but there is room");
        }
        expect(
            what.reason != reason::disconnected || alive(what.object, end::receiver) == 0,
            "said closed, but a receiver lives"
        );
        break;
    case kind::receive_failed:
        if (what.reason == reason::empty || what.reason == reason::disconnected) {
            expect(depth == 0, "said empty or closed, but a message is queued");
        }
        expect(
            what.reason != reason::disconnected || alive(what.object, end::sender) == 0,
            "said closed, but a sender lives"
        );
        break;
    default:
        break;
    }
}

void invariants::judge_handle_fact(const fact& what) {
    switch (what.kind) {
    case kind::channel_created:
        channels_[what.object].bound = what.number;
        break;
    case kind::handle_cloned:
        expect(handles_.contains({what.number}), "cloned an unknown handle");
        expect(handles_[{what.number}].alive, "cloned a dropped handle");
        [[fallthrough]];
    case kind::handle_created:
        expect(!handles_.contains(what.handle), "a handle was made twice");
        handles_[what.handle] = {what.object, what.end};
        break;
    case kind::handle_moved:
        expect(handles_.contains(what.handle), "an unknown handle moved");
        expect(handles_[what.handle].alive, "a dropped handle moved");
        // A select names no message before it has chosen: this is where one begins its way.
        if (what.handle_owner.kind == owner_kind::message) {
            const message_id into{what.handle_owner.id};
            if (!announced_.contains(into) && selecting_.contains(into.creator())) {
                messages_.try_emplace(into, place::hand);
            }
        }
        break;
    case kind::handle_dropped:
        expect(handles_.contains(what.handle), "an unknown handle was dropped");
        expect(handles_[what.handle].alive, "a handle was dropped twice");
        handles_[what.handle].alive = false;
        break;
    default:
        break;
    }
}

void invariants::judge_lock_fact(const fact& what) {
    switch (what.kind) {
    case kind::lock_created:
        locks_[what.object] = {};
        break;
    case kind::lock_acquired: {
        lock_book& book = locks_[what.object];
        expect(book.holder == no_actor, "a lock was acquired while another held it");
        if (what.op == op::read_lock) {
            book.readers.insert(what.actor);
        } else {
            expect(book.readers.empty(), "a lock was acquired while readers held it");
            book.holder = what.actor;
        }
        break;
    }
    case kind::lock_released: {
        lock_book& book = locks_[what.object];
        if (book.readers.erase(what.actor) == 0) {
            expect(book.holder == what.actor, "a lock was released by another than its holder");
            book.holder = no_actor;
        }
        break;
    }
    default:
        break;
    }
}

void invariants::compare(const model::world& with) {
    expect(with.misfits == 0, "a fact named something that is not there");
    compare_channels(with);
    compare_handles(with);
    compare_actors(with);
    compare_end(with);
    for (const model::lock& one : with.locks) {
        expect(locks_.contains(one.id), "the world has a lock that nobody made");
        const lock_book& book = locks_[one.id];
        expect(one.holder == book.holder, "the world names a wrong holder");
        expect(
            std::set(one.readers.begin(), one.readers.end()) == book.readers,
            "the world names wrong readers"
        );
    }
}

void invariants::compare_channels(const model::world& with) {
    std::set<message_id> seen;
    for (const model::channel& one : with.channels) {
        const channel_book& book = channels_[one.id];
        expect(one.depth() <= one.bound, "deeper than the bound");
        expect(one.bound != 0 || one.queue.empty(), "a rendezvous channel holds a message");
        expect(
            one.sent == one.received + one.depth() + one.discarded, "messages are not conserved"
        );
        expect(one.sent == book.sent && one.received == book.received, "wrong counts");
        expect(one.discarded == book.discarded, "wrong count of discarded messages");
        expect(one.max_depth >= one.depth(), "max_depth is not the maximum");
        expect(one.senders == alive(one.id, end::sender), "wrong number of senders");
        expect(one.receivers == alive(one.id, end::receiver), "wrong number of receivers");
        expect(
            std::ranges::equal(one.queue, book.queue, {}, &model::message::id), "the queue differs"
        );
        for (const model::message& queued : one.queue) {
            expect(seen.insert(queued.id).second, "a message is in two places");
        }
    }
    for (const model::actor& who : with.actors) {
        if (who.pending.message) {
            expect(seen.insert(who.pending.message).second, "an offered message is elsewhere too");
        }
    }
}

void invariants::compare_handles(const model::world& with) {
    std::set<std::string> names;
    for (const model::handle& one : with.handles) {
        expect(handles_.contains(one.id) && handles_[one.id].alive == one.alive, "alive or not?");
        expect(names.insert(one.name).second, "two handles have the same name: " + one.name);
        if (!one.alive) {
            continue;
        }
        switch (one.owner.kind) {
        case owner_kind::none:
            expect(false, one.name + " has no owner");
            break;
        case owner_kind::actor: {
            const auto number = static_cast<actor_number>(one.owner.id);
            const bool to_be_spawned = !actors_.empty() && number > *actors_.rbegin();
            expect(actors_.contains(number) || to_be_spawned, one.name + "'s owner does not exist");
            break;
        }
        case owner_kind::message: {
            const auto found = messages_.find({one.owner.id});
            expect(
                found != messages_.end() && found->second != place::received,
                one.name + " is in a message that is not on its way"
            );
            break;
        }
        case owner_kind::lock:
            expect(
                locks_.contains({static_cast<std::uint32_t>(one.owner.id)}),
                one.name + " is in a lock that does not exist"
            );
            break;
        }
    }
}

void invariants::compare_actors(const model::world& with) {
    expect(with.actors.size() == actors_.size(), "wrong number of actors");
    for (const model::actor& who : with.actors) {
        const std::string name = who.name + ": ";
        const bool panicked = panicked_.contains(who.number), ended = ended_.contains(who.number);
        expect((who.status == status::panicked) == panicked, name + "panicked or not?");
        expect((who.status == status::finished) == (ended && !panicked), name + "finished or not?");
        expect(who.ended == ended, name + "ended or not?");
        expect(who.since_ns <= with.stage_ns, name + "its state begins in the future");
        expect(
            who.blocked_ns >= 0 && who.blocked_ns <= with.stage_ns, name + "waited longer than all"
        );
        expect(!who.stuck || with.end == model::run_end::hang, name + "stuck without a hang");
        const model::channel* at = with.find_channel(who.pending.object);
        const model::lock* lock = with.find_lock(who.pending.object);
        switch (who.status) {
        case status::waiting_send:
            expect(at != nullptr && at->receivers > 0, name + "waits to send, but could fail");
            expect(
                at == nullptr || at->bound == 0 || at->full(), name + "waits, but there is room"
            );
            expect(who.in_hand == who.pending.message, name + "waits to send nothing");
            break;
        case status::waiting_recv:
            expect(at != nullptr && at->senders > 0, name + "waits to receive, but could fail");
            expect(at == nullptr || at->queue.empty(), name + "waits, but there is a message");
            break;
        case status::waiting_lock:
            expect( // free for a moment, and the next in the queue is about to have it
                lock != nullptr
                    && (lock->holder != no_actor || !lock->readers.empty()
                        || (who.pending.op == op::read_lock && lock->queue.front() != who.number)),
                name + "waits for a lock that is free"
            );
            expect(
                lock != nullptr && std::ranges::count(lock->queue, who.number) == 1,
                name + "waits for a lock but is not in its queue"
            );
            break;
        case status::waiting_join:
            expect(
                !ended_.contains(static_cast<actor_number>(who.pending.number)),
                name + "waits for the end of what is over"
            );
            break;
        case status::sleeping:
        case status::working:
            expect(who.pending.deadline_ns.has_value(), name + "sleeps without a deadline");
            break;
        case status::finished:
            expect(who.pending.op == op::none, name + "finished, and yet about to do something");
            break;
        default:
            break;
        }
    }
}

void invariants::compare_end(const model::world& with) {
    if (last_.fact.kind != kind::run_ended) {
        return;
    }
    const auto stuck = std::ranges::count(with.actors, true, &model::actor::stuck);
    if (with.end == model::run_end::completed) {
        for (const model::actor& who : with.actors) {
            expect(who.status == status::finished, who.name + ": not finished, the run is");
        }
    } else if (with.end == model::run_end::hang) {
        expect(stuck > 0, "a hang in which nobody is stuck");
        for (const model::actor& who : with.actors) {
            expect(
                who.stuck || model::is_over(who.status), who.name + ": a hang, and it could go on"
            );
        }
    }
}

std::string breaches_of(const chan::trace::log& log) {
    invariants judge;
    model::world state;
    for (const chan::trace::event& event : log) {
        model::apply(state, event);
        if (std::string broken = judge.check(event, state); !broken.empty()) {
            return "event " + std::to_string(event.order) + ":\n" + broken;
        }
    }
    return {};
}

} // namespace tests
