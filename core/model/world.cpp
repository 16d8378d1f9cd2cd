// Finding things in a world. Lists are short, and what is asked for was mostly made last.
#include "core/model/world.hpp"

#include <algorithm>
#include <ranges>

namespace chan::model {

namespace {

template <class Item>
const Item* find_latest(const std::vector<Item>& items, object_id id) {
    for (const Item& item : std::views::reverse(items)) {
        if (item.id == id) {
            return &item;
        }
    }
    return nullptr;
}

} // namespace

const channel* world::find_channel(object_id id) const {
    return find_latest(channels, id);
}
const handle* world::find_handle(object_id id) const {
    return find_latest(handles, id);
}
const lock* world::find_lock(object_id id) const {
    return find_latest(locks, id);
}

const actor* world::find_actor(actor_number number) const {
    if (number < actors.size() && actors[number].number == number) {
        return &actors[number];
    }
    const auto found = std::ranges::lower_bound(actors, number, {}, &actor::number);
    return found != actors.end() && found->number == number ? &*found : nullptr;
}

} // namespace chan::model
