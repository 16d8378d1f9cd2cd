// Where an object of a world stands among those of its kind, found by its id in constant time: a
// hash table in one piece, with linear probing, never more than half full, so that a keyframe
// copies it with the world at the cost of a few bytes an object.
//
// It says nothing that the objects do not say themselves: two are always equal.
#pragma once

#include "core/probe/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace chan::model {

class object_index {
public:
    /// The next object, whose place is the number of those that were added before. Its id is none
    /// of theirs.
    void add(probe::object_id id) {
        if (slots_.size() < 2 * (size_ + 1)) {
            grow();
        }
        put({id, static_cast<std::uint32_t>(size_++)});
    }

    /// None: no object of this id was added.
    [[nodiscard]] std::optional<std::size_t> find(probe::object_id id) const {
        if (!id || slots_.empty()) {
            return std::nullopt;
        }
        for (std::size_t i = first(id);; i = next(i)) {
            if (slots_[i].id == id) {
                return slots_[i].place;
            }
            if (!slots_[i].id) {
                return std::nullopt;
            }
        }
    }

    /// How many were added.
    [[nodiscard]] std::size_t size() const { return size_; }

    friend bool operator==(const object_index&, const object_index&) { return true; }

private:
    struct slot {
        probe::object_id id{}; // none: free
        std::uint32_t place = 0;
    };

    // Neighbouring ids spread by the golden ratio; the table's size is a power of two.
    [[nodiscard]] std::size_t first(probe::object_id id) const {
        return ((id.value * 0x9E3779B97F4A7C15U) >> 32U) & (slots_.size() - 1);
    }
    [[nodiscard]] std::size_t next(std::size_t i) const { return (i + 1) & (slots_.size() - 1); }

    void put(slot what) {
        std::size_t i = first(what.id);
        while (slots_[i].id) {
            i = next(i);
        }
        slots_[i] = what;
    }

    void grow() {
        const std::vector<slot> before = std::exchange(slots_, {});
        slots_.resize(before.empty() ? 8 : 2 * before.size());
        for (const slot& one : before) {
            if (one.id) {
                put(one);
            }
        }
    }

    std::vector<slot> slots_;
    std::size_t size_ = 0;
};

} // namespace chan::model
