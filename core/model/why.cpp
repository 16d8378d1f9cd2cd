// Who can act, as a least fixed point over the actors, and what keeps a waiting one.
//
// Start with nobody; an actor can act if it does not wait, or waits with a deadline, or one of its
// blockers belongs to somebody who can act; repeat until nothing is added. Cycles never enter: they
// are the deadlocks.
#include "core/model/why.hpp"

#include "core/model/status.hpp"

#include <algorithm>

namespace chan::model {

namespace {

using role = enum blocker::role;

/// What could end this actor's wait; `can_act` is not yet filled in.
class blockers_of {
public:
    blockers_of(const world& state, const actor& who) : state_(state), who_(who) {
        switch (who.status) {
        case status::waiting_send:
            handles(who.pending.object, probe::end::receiver);
            break;
        case status::waiting_recv:
            handles(who.pending.object, probe::end::sender);
            break;
        case status::waiting_select:
            selected();
            break;
        case status::waiting_lock:
            holders();
            break;
        case status::waiting_join:
            joined();
            break;
        default:
            break;
        }
    }

    [[nodiscard]] std::vector<blocker> take() { return std::move(found_); }

private:
    void add(blocker one) {
        one.is_waiter_itself = one.owner == probe::owner{probe::owner_kind::actor, who_.number};
        found_.push_back(one);
    }

    void handles(object_id of, probe::end end) {
        for (const handle& one : state_.handles) {
            if (one.alive && one.channel == of && one.end == end) {
                add({
                    .role = end == probe::end::sender ? role::holds_sender : role::holds_receiver,
                    .object = of,
                    .handle = one.id,
                    .owner = one.owner,
                    .made_at = one.made_at,
                });
            }
        }
    }

    void selected() {
        for (const channel& one : state_.channels) {
            if (std::ranges::count(one.waiting_receivers, who_.number) != 0) {
                handles(one.id, probe::end::sender);
            }
            if (std::ranges::count(one.waiting_senders, who_.number) != 0) {
                handles(one.id, probe::end::receiver);
            }
        }
    }

    void holders() {
        const lock* wanted = state_.find_lock(who_.pending.object);
        if (wanted == nullptr) {
            return;
        }
        std::vector<actor_number> all = wanted->readers;
        if (wanted->holder != probe::no_actor) {
            all.push_back(wanted->holder);
        }
        for (const actor_number holder : all) {
            add({
                .role = role::holds_lock,
                .object = wanted->id,
                .owner = {probe::owner_kind::actor, holder},
                .made_at = wanted->site,
            });
        }
    }

    void joined() {
        add({
            .role = role::must_finish,
            .owner = {probe::owner_kind::actor, who_.pending.number},
        });
    }

    const world& state_;
    const actor& who_;
    std::vector<blocker> found_;
};

class reach {
public:
    /// `without`: an actor that is taken to wait for ever, whatever the others do.
    explicit reach(const world& state, actor_number without = probe::no_actor) : state_(state) {
        for (const actor& who : state.actors) {
            const bool excluded = who.number == without;
            blockers_.push_back(excluded ? std::vector<blocker>{} : blockers_of(state, who).take());
            can_.push_back(!excluded && goes_on_alone(who));
        }
        for (bool grew = true; grew;) {
            grew = false;
            for (std::size_t i = 0; i < can_.size(); ++i) {
                if (!can_[i] && std::ranges::any_of(blockers_[i], [&](const blocker& one) {
                        return can_act(one.owner);
                    })) {
                    can_[i] = grew = true;
                }
            }
        }
    }

    [[nodiscard]] bool can_act(const probe::owner& who) const { return can_act(who, depth_limit); }

    [[nodiscard]] std::vector<blocker> blockers(const actor& who) const {
        std::vector<blocker> all = blockers_of(state_, who).take();
        for (blocker& one : all) {
            one.can_act = can_act(one.owner);
        }
        return all;
    }

private:
    // A handle in a message, whose channel's receiver is in a message, ...: so deep, and no deeper,
    // which also ends the search where a message holds the receiver of its own channel.
    static constexpr int depth_limit = 8;

    static bool goes_on_alone(const actor& who) {
        return !who.ended && (!is_waiting(who.status) || who.pending.deadline_ns.has_value());
    }

    [[nodiscard]] std::size_t index(const actor& who) const {
        return static_cast<std::size_t>(&who - state_.actors.data());
    }

    [[nodiscard]] bool can_act(const probe::owner& who, int depth) const {
        switch (who.kind) {
        case probe::owner_kind::actor: {
            const actor* one = state_.find_actor(static_cast<actor_number>(who.id));
            return one == nullptr || can_[index(*one)]; // null: about to be spawned
        }
        case probe::owner_kind::message:
            return depth > 0 && can_get_message({who.id}, depth - 1);
        case probe::owner_kind::lock:
            return can_get_lock({static_cast<std::uint32_t>(who.id)});
        case probe::owner_kind::none:
            return false;
        }
        return false;
    }

    /// In a queue: whoever could receive it, or drop it with its receiver. In a hand: that actor.
    /// In neither, or in a queue without a receiver, it is just being discarded, and what it
    /// carries with it.
    [[nodiscard]] bool can_get_message(message_id which, int depth) const {
        for (const channel& one : state_.channels) {
            if (std::ranges::find(one.queue, which, &message::id) != one.queue.end()) {
                return one.receivers == 0
                    || std::ranges::any_of(state_.handles, [&](const handle& end) {
                           return end.alive && end.channel == one.id
                               && end.end == probe::end::receiver && can_act(end.owner, depth);
                       });
            }
        }
        for (const actor& who : state_.actors) {
            if (who.in_hand == which || who.pending.message == which) {
                return can_[index(who)];
            }
        }
        return true;
    }

    /// Held: its holder. Free: anybody who can act at all, since nobody knows who will ask.
    [[nodiscard]] bool can_get_lock(object_id which) const {
        const lock* one = state_.find_lock(which);
        if (one == nullptr || one->holder == probe::no_actor) {
            return std::ranges::count(can_, true) != 0;
        }
        const actor* holder = state_.find_actor(one->holder);
        return holder != nullptr && can_[index(*holder)];
    }

    const world& state_;
    std::vector<std::vector<blocker>> blockers_; // by place in state_.actors
    std::vector<bool> can_;
};

explanation explain_with(const reach& whole, const actor& who) {
    explanation why{.actor = who.number};
    const bool asleep = who.status == status::sleeping || who.status == status::working;
    if (!asleep && !is_waiting(who.status)) {
        return why;
    }
    why.waits_in = who.pending;
    why.wakes_at_ns = who.pending.deadline_ns;
    why.blockers = whole.blockers(who);
    if (asleep || why.wakes_at_ns.has_value()) {
        why.outlook = outlook::wakes_at;
    } else if (std::ranges::any_of(why.blockers, &blocker::can_act)) {
        why.outlook = outlook::can_be_woken;
    } else {
        why.outlook = outlook::never;
    }
    return why;
}

/// Causes before consequences: who waits at a channel, then for a lock, then for another's end.
int rank(const explanation& why) {
    switch (why.waits_in.op) {
    case probe::op::join:
        return 2;
    case probe::op::lock:
    case probe::op::read_lock:
        return 1;
    default:
        return 0;
    }
}

} // namespace

std::vector<actor_number> who_waits(const world& state) {
    std::vector<actor_number> waiting;
    for (const actor& one : state.actors) {
        if (is_waiting(one.status)) waiting.push_back(one.number);
    }
    std::ranges::stable_partition(waiting, [&](actor_number one) {
        return state.find_actor(one)->status != status::waiting_join;
    });
    return waiting;
}

explanation explain(const world& state, actor_number actor) {
    const model::actor* who = state.find_actor(actor);
    if (who == nullptr) {
        return {.actor = actor};
    }
    return explain_with(reach(state, actor), *who); // nobody ends their own wait
}

std::vector<explanation> explain_hang(const world& state) {
    const reach whole(state);
    std::vector<explanation> stuck;
    for (const actor& who : state.actors) {
        explanation why = explain_with(whole, who);
        if (why.outlook == outlook::never) {
            stuck.push_back(std::move(why));
        }
    }
    std::ranges::stable_sort(stuck, {}, rank);
    return stuck;
}

} // namespace chan::model
