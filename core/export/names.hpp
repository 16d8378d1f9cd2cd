// Names and small phrases that sentences are made of. Internal to core/export.
#pragma once

#include "core/export/words.hpp"

#include <span>
#include <string>
#include <vector>

namespace chan::exporter {

[[nodiscard]] std::string actor_name(const model::world& state, std::uint64_t number);
[[nodiscard]] std::string handle_name(const model::world& state, model::object_id id);

/// "the lock", or "lock 2" where there are several.
[[nodiscard]] std::string lock_name(const model::world& state, model::object_id id);

/// Its label, or "a message" for one that has none.
[[nodiscard]] std::string message_name(base::label label);

/// The label of a message wherever it is; of one that is nowhere any more: "a message".
[[nodiscard]] std::string message_name(const model::world& state, model::message_id id);

/// " on line 3", or nothing where the line is not shown.
[[nodiscard]] std::string on_line(const probe::call_site& site, line_of lines);

/// "one", "one and two", "one, two and three".
[[nodiscard]] std::string listed(std::span<const std::string> items);

/// "1 sender", "3 senders".
[[nodiscard]] std::string counted(std::uint64_t count, const char* thing);

/// "the only place is taken", "both places are taken", "all 4 places are taken".
[[nodiscard]] std::string places_taken(const model::channel& full);

/// Whether a receiver is what this lock guards.
[[nodiscard]] bool guards_receiver(const model::world& state, model::object_id lock);

} // namespace chan::exporter
