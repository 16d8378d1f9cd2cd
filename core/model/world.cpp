// Finding things in a world.
#include "core/model/world.hpp"

#include <algorithm>

namespace chan::model {

namespace {

template <class Item>
const Item* find_in(const std::vector<Item>& items, const object_index& places, object_id id) {
    const auto place = places.find(id);
    return place ? &items[*place] : nullptr;
}

} // namespace

const channel* world::find_channel(object_id id) const {
    return find_in(channels, channel_places, id);
}
const handle* world::find_handle(object_id id) const {
    return find_in(handles, handle_places, id);
}
const lock* world::find_lock(object_id id) const {
    return find_in(locks, lock_places, id);
}

const actor* world::find_actor(actor_number number) const {
    if (number < actors.size() && actors[number].number == number) {
        return &actors[number];
    }
    const auto found = std::ranges::lower_bound(actors, number, {}, &actor::number);
    return found != actors.end() && found->number == number ? &*found : nullptr;
}

} // namespace chan::model
