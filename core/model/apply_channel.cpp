// Facts about channels, their handles and messages.
#include "core/model/fold.hpp"

#include <algorithm>
#include <optional>

namespace chan::model::fold {

namespace {

using probe::fact;
using probe::kind;
using probe::op;

constexpr std::size_t remembered = 8; // how many labels an actor's card keeps

void remember(std::vector<base::label>& in, base::label label) {
    if (in.size() == remembered) {
        in.erase(in.begin());
    }
    in.push_back(label);
}

/// "tx" for the first sender of the first channel, "tx 2" for the next, "rx b" for the second
/// channel's.
std::string role_name(const world& state, const channel& of, probe::end end) {
    std::string name = end == probe::end::sender ? "tx" : "rx";
    const auto place = &of - state.channels.data();
    if (place >= 26) {
        name += " #" + std::to_string(place + 1);
    } else if (place > 0) {
        name += {' ', static_cast<char>('a' + place)};
    }
    const auto before = end == probe::end::sender ? of.senders_made : of.receivers_made;
    if (before > 0) {
        name += ' ' + std::to_string(before + 1);
    }
    return name;
}

void channel_created(world& state, const fact& what) {
    if (!what.object || state.find_channel(what.object) != nullptr) {
        ++state.misfits;
        return;
    }
    channel made{.id = what.object, .bound = what.number};
    made.message_bytes = static_cast<std::uint32_t>(what.nanoseconds);
    made.site = what.site;
    state.channels.push_back(std::move(made));
    state.channel_places.add(what.object);
}

void handle_created(world& state, const fact& what, object_id cloned_from) {
    channel* of = channel_of(state, what.object);
    if (of == nullptr || !what.handle || state.find_handle(what.handle) != nullptr) {
        state.misfits += of != nullptr;
        return;
    }
    handle made{.id = what.handle, .channel = what.object, .end = what.end};
    made.name = role_name(state, *of, what.end);
    made.owner = what.handle_owner;
    if (made.owner.kind == probe::owner_kind::none) {
        made.owner = {probe::owner_kind::actor, what.actor};
    }
    made.cloned_from = cloned_from;
    made.made_at = what.site;
    state.handles.push_back(std::move(made));
    state.handle_places.add(what.handle);
    if (is_carried(state.handles.back())) {
        state.carried.push_back(static_cast<std::uint32_t>(state.handles.size() - 1));
    }
    ++(what.end == probe::end::sender ? of->senders : of->receivers);
    ++(what.end == probe::end::sender ? of->senders_made : of->receivers_made);
}

void handle_moved(world& state, const fact& what) {
    if (handle* moved = handle_of(state, what.handle)) {
        set_owner(state, *moved, what.handle_owner);
    }
}

void handle_dropped(world& state, const fact& what) {
    handle* dropped = handle_of(state, what.handle);
    if (dropped == nullptr || !dropped->alive) {
        state.misfits += dropped != nullptr;
        return;
    }
    set_dropped(state, *dropped);
    dropped->dropped_at = what.site;
    if (channel* of = channel_of(state, dropped->channel)) {
        --(dropped->end == probe::end::sender ? of->senders : of->receivers);
    }
    actor* who = what.actor == probe::no_actor ? nullptr : actor_of(state, what.actor);
    if (who != nullptr && who->pending.op == op::drop && who->pending.handle == what.handle) {
        end_operation(state, *who);
    }
}

void count_sent(world& state, actor& sender, const fact& what) {
    remember(sender.sent, what.label);
    ++sender.sent_count;
    if (sender.in_hand == what.message) {
        sender.in_hand.reset();
        sender.in_hand_label = {};
    }
    if (is_send(sender.pending.op) || sender.pending.op == op::select) {
        end_operation(state, sender, what.label);
    }
}

void count_received(world& state, actor& receiver, const fact& what) {
    remember(receiver.received, what.label);
    ++receiver.received_count;
    receiver.in_hand = what.message;
    receiver.in_hand_label = what.label;
    unpack(state, what.message, receiver.number);
    if (is_recv(receiver.pending.op) || receiver.pending.op == op::select) {
        end_operation(state, receiver, what.label);
    }
}

void message_sent(world& state, const fact& what) {
    channel* to = channel_of(state, what.object);
    if (to == nullptr) {
        return;
    }
    to->queue.push_back({what.message, what.label});
    ++to->sent;
    to->max_depth = std::max(to->max_depth, to->depth());
    if (actor* sender = actor_of(state, what.actor)) {
        count_sent(state, *sender, what);
    }
}

bool take_out(world& state, channel& from, message_id which) {
    const auto place = std::ranges::find(from.queue, which, &message::id);
    if (place == from.queue.end()) {
        ++state.misfits;
        return false;
    }
    from.queue.erase(place);
    return true;
}

void message_received(world& state, const fact& what) {
    channel* from = channel_of(state, what.object);
    if (from == nullptr || !take_out(state, *from, what.message)) {
        return;
    }
    ++from->received;
    if (actor* receiver = actor_of(state, what.actor)) {
        count_received(state, *receiver, what);
    }
}

void message_discarded(world& state, const fact& what) {
    channel* from = channel_of(state, what.object);
    if (from != nullptr && take_out(state, *from, what.message)) {
        ++from->discarded;
    }
}

void handed_over(world& state, const fact& what) {
    channel* through = channel_of(state, what.object);
    if (through == nullptr) {
        return;
    }
    ++through->sent;
    ++through->received;
    if (actor* sender = actor_of(state, what.actor)) {
        count_sent(state, *sender, what);
    }
    if (actor* receiver = actor_of(state, static_cast<actor_number>(what.number))) {
        count_received(state, *receiver, what);
    }
}

/// The message stays in the sender's hand: it came back.
void send_failed(world& state, const fact& what) {
    if (channel* to = channel_of(state, what.object)) {
        ++to->returned;
    }
    actor* sender = actor_of(state, what.actor);
    if (sender == nullptr) {
        return;
    }
    unpack(state, what.message, sender->number);
    if (is_send(sender->pending.op) || sender->pending.op == op::select) {
        end_operation(state, *sender, sender->pending.label, what.reason);
    }
}

void receive_failed(world& state, const fact& what) {
    actor* receiver = actor_of(state, what.actor);
    if (receiver != nullptr
        && (is_recv(receiver->pending.op) || receiver->pending.op == op::select)) {
        end_operation(state, *receiver, {}, what.reason);
    }
}

} // namespace

bool apply_channel_fact(world& state, const fact& what) {
    switch (what.kind) {
    case kind::channel_created:
        channel_created(state, what);
        return true;
    case kind::handle_created:
        handle_created(state, what, {});
        return true;
    case kind::handle_cloned:
        handle_created(state, what, {what.number});
        return true;
    case kind::handle_moved:
        handle_moved(state, what);
        return true;
    case kind::handle_dropped:
        handle_dropped(state, what);
        return true;
    case kind::message_sent:
        message_sent(state, what);
        return true;
    case kind::message_received:
        message_received(state, what);
        return true;
    case kind::message_discarded:
        message_discarded(state, what);
        return true;
    case kind::handed_over:
        handed_over(state, what);
        return true;
    case kind::send_failed:
        send_failed(state, what);
        return true;
    case kind::receive_failed:
        receive_failed(state, what);
        return true;
    default:
        return false;
    }
}

} // namespace chan::model::fold
