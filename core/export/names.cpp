// Names and small phrases.
#include "core/export/names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace chan::exporter {

namespace {

template <class Value>
std::string printed(const char* format, Value value) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

} // namespace

std::string duration_words(std::int64_t nanoseconds) {
    const double milliseconds = static_cast<double>(nanoseconds) / 1e6;
    if (milliseconds >= 999.5) {
        return printed(milliseconds >= 99'950 ? "%.0f s" : "%.1f s", milliseconds / 1e3);
    }
    if (nanoseconds != 0 && milliseconds < 0.9995) {
        return printed("%.0f µs", milliseconds * 1e3);
    }
    return printed("%.0f ms", milliseconds);
}

std::string channel_words(const model::channel& which) {
    return which.bound == probe::unbounded ? "channel()" : printed("sync_channel(%u)", which.bound);
}

std::string actor_name(const model::world& state, std::uint64_t number) {
    const model::actor* who = state.find_actor(static_cast<model::actor_number>(number));
    return who != nullptr ? who->name : "thread " + std::to_string(number);
}

std::string handle_name(const model::world& state, model::object_id id) {
    const model::handle* one = state.find_handle(id);
    return one != nullptr ? one->name : "an end";
}

std::string lock_name(const model::world& state, model::object_id id) {
    if (state.locks.size() < 2) {
        return "the lock";
    }
    const auto place = std::ranges::find(state.locks, id, &model::lock::id) - state.locks.begin();
    return "lock " + std::to_string(place + 1);
}

std::string message_name(base::label label) {
    return label.empty() ? "a message" : std::string(label.view());
}

std::string message_name(const model::world& state, model::message_id id) {
    for (const model::channel& one : state.channels) {
        const auto found = std::ranges::find(one.queue, id, &model::message::id);
        if (found != one.queue.end()) {
            return message_name(found->label);
        }
    }
    for (const model::actor& who : state.actors) {
        if (who.in_hand == id) {
            return message_name(who.in_hand_label);
        }
    }
    return "a message";
}

std::string on_line(const probe::call_site& site, line_of lines) {
    const std::uint32_t line = lines && site.line != 0 ? lines(site) : site.line;
    return line == 0 ? "" : " on line " + std::to_string(line);
}

std::string listed(std::span<const std::string> items) {
    std::string all;
    for (std::size_t i = 0; i < items.size(); ++i) {
        all += i == 0 ? "" : i + 1 == items.size() ? " and " : ", ";
        all += items[i];
    }
    return all;
}

std::string counted(std::uint64_t count, const char* thing) {
    return std::to_string(count) + ' ' + thing + (count == 1 ? "" : "s");
}

std::string places_taken(const model::channel& full) {
    switch (full.bound) {
    case 1:
        return "the only place is taken";
    case 2:
        return "both places are taken";
    default:
        return "all " + std::to_string(full.bound) + " places are taken";
    }
}

bool guards_receiver(const model::world& state, model::object_id lock) {
    return std::ranges::any_of(state.handles, [&](const model::handle& one) {
        return one.alive && one.end == probe::end::receiver
            && one.owner == probe::owner{probe::owner_kind::lock, lock.value};
    });
}

} // namespace chan::exporter
