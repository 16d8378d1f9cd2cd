// Names and one-line descriptions, from the world alone.
#include "app/stage/names.hpp"

#include "app/stage/words.hpp"

#include <algorithm>

namespace app::stage {

namespace {

using chan::model::world;
using chan::probe::owner_kind;

std::string slug(std::string_view words) {
    std::string made(words);
    std::ranges::replace(made, ' ', '-');
    return made;
}

template <class Item>
std::string place_of(const std::vector<Item>& items, object_id id) {
    return std::to_string(std::ranges::find(items, id, &Item::id) - items.begin());
}

std::string name_of(const world& state, actor_number number) {
    const auto* who = state.find_actor(number);
    return who != nullptr ? who->name : "somebody";
}

std::string describe_handle(const world& state, object_id id) {
    const auto* what = state.find_handle(id);
    if (what == nullptr) return "";
    const bool sends = what->end == chan::probe::end::sender;
    std::string said = what->name + ": a " + (sends ? "sender" : "receiver");
    if (const auto* from = state.find_handle(what->cloned_from))
        said += ", cloned from " + from->name;
    if (!what->alive) return said + ", dropped";
    switch (what->owner.kind) {
    case owner_kind::actor:
        return said + ", owned by " + name_of(state, static_cast<actor_number>(what->owner.id));
    case owner_kind::lock:
        return said + ", inside the mutex";
    case owner_kind::message:
        return said + ", travels in a message";
    case owner_kind::none:
        break;
    }
    return said;
}

std::string describe_message(const world& state, message_id id) {
    const std::string from = " from " + name_of(state, id.creator());
    for (const auto& channel : state.channels) {
        const auto at = std::ranges::find(channel.queue, id, &chan::model::message::id);
        if (at == channel.queue.end()) continue;
        const auto before = at - channel.queue.begin();
        return "message " + std::string(at->label.view()) + from
            + (before == 0 ? ", next to be received" : ", " + std::to_string(before) + " before it"
            );
    }
    for (const auto& who : state.actors) {
        if (who.in_hand == id) {
            return "message " + std::string(who.in_hand_label.view()) + from + ", in the hand of "
                + who.name;
        }
    }
    return "";
}

} // namespace

std::string item_name(const world& state, const thing& what, std::string_view label) {
    if (const auto* actor = std::get_if<actor_ref>(&what)) {
        return "actor." + slug(name_of(state, actor->actor));
    }
    if (const auto* channel = std::get_if<channel_ref>(&what)) {
        return "channel." + place_of(state.channels, channel->channel);
    }
    if (const auto* lock = std::get_if<lock_ref>(&what))
        return "lock." + place_of(state.locks, lock->lock);
    if (const auto* handle = std::get_if<handle_ref>(&what)) {
        const auto* found = state.find_handle(handle->handle);
        return "handle."
            + (found != nullptr ? slug(found->name) : std::to_string(handle->handle.value));
    }
    return "message." + slug(label);
}

std::string describe(const world& state, const thing& what, std::int64_t stage_ns) {
    if (const auto* actor = std::get_if<actor_ref>(&what)) {
        const auto* who = state.find_actor(actor->actor);
        if (who == nullptr) return "";
        std::string said = who->name + ": " + words_of(state, *who, stage_ns).full;
        if (who->sent_count > 0) said += ", sent " + std::to_string(who->sent_count);
        if (who->received_count > 0) said += ", received " + std::to_string(who->received_count);
        return said;
    }
    if (const auto* channel = std::get_if<channel_ref>(&what)) {
        const auto* which = state.find_channel(channel->channel);
        if (which == nullptr) return "";
        const channel_words said = words_of(state, *which);
        return said.caption + ": " + said.status;
    }
    if (const auto* lock = std::get_if<lock_ref>(&what)) {
        const auto* which = state.find_lock(lock->lock);
        if (which == nullptr) return "";
        std::string said = "mutex: free";
        if (which->holder != chan::probe::no_actor) {
            said = "mutex: held by " + name_of(state, which->holder);
        } else if (!which->readers.empty()) {
            said = "lock: held by " + std::to_string(which->readers.size()) + " to read";
        }
        if (!which->queue.empty()) said += ", " + std::to_string(which->queue.size()) + " waiting";
        return said;
    }
    if (const auto* handle = std::get_if<handle_ref>(&what))
        return describe_handle(state, handle->handle);
    if (const auto* message = std::get_if<message_ref>(&what)) {
        return describe_message(state, message->message);
    }
    return "";
}

} // namespace app::stage
