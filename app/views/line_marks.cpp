// Who stands on which line: grouping actors by line and state.
#include "app/views/choices.hpp"
#include "app/views/code_marks.hpp"

#include <algorithm>

namespace app::views {
namespace {

/// "3 threads" where that is shorter than the names, "prod." for a single long one.
std::string shortest_of(const std::vector<std::string>& names, const std::string& brief) {
    constexpr std::size_t readable = 4;
    const std::string count = std::to_string(names.size()) + " threads";
    if (names.size() > 1) return count.size() < brief.size() ? count : brief;
    return brief.size() > readable + 2 ? brief.substr(0, readable) + "." : brief;
}

/// Where the number of "worker 0" begins; npos for a name without one.
std::size_t number_at(const std::string& name) {
    const std::size_t space = name.find_last_of(' ');
    const bool numbered = space != std::string::npos && space + 1 < name.size()
        && name.find_first_not_of("0123456789", space + 1) == std::string::npos;
    return numbered ? space + 1 : std::string::npos;
}

/// A name, and how many follow it that have the next numbers and no other difference.
struct stretch {
    std::size_t first = 0;
    std::size_t length = 1;
};

std::string_view stem_of(const std::string& name) {
    return std::string_view(name).substr(0, number_at(name));
}

bool follows(const std::string& before, const std::string& name) {
    const std::size_t at = number_at(name), at_before = number_at(before);
    if (at == std::string::npos || at_before == std::string::npos) return false;
    return stem_of(name) == stem_of(before)
        && std::stoul(name.substr(at)) == std::stoul(before.substr(at_before)) + 1;
}

std::vector<stretch> stretches_of(const std::vector<std::string>& names) {
    std::vector<stretch> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0 && follows(names[i - 1], names[i])) {
            ++found.back().length;
        } else {
            found.push_back({.first = i});
        }
    }
    return found;
}

/// "3", "3, 4", "3–5": what stands for a stretch of numbered names.
std::string numbers_of(const std::vector<std::string>& names, const stretch& of) {
    const auto number = [&](std::size_t i) { return names[i].substr(number_at(names[i])); };
    const std::size_t last = of.first + of.length - 1;
    if (of.length == 1) return number(of.first);
    return number(of.first) + (of.length == 2 ? ", " : "\u2013") + number(last);
}

/// Its status by the clock: whose sleep or work is over has not gone on yet, but can.
chan::model::status status_by(const chan::model::actor& who, std::int64_t stage_ns) {
    using chan::model::status;
    const bool idle = who.status == status::sleeping || who.status == status::working;
    const bool over = who.pending.deadline_ns && *who.pending.deadline_ns <= stage_ns;
    return idle && over ? status::running : who.status;
}

} // namespace

std::string merged_names(const std::vector<std::string>& names) {
    std::string text;
    std::string_view stem_before;
    for (const stretch& one : stretches_of(names)) {
        const std::string& name = names[one.first];
        const bool numbered = number_at(name) != std::string::npos;
        const std::string_view stem = stem_of(name);
        if (!numbered) {
            text += (text.empty() ? "" : ", ") + name;
        } else if (stem == stem_before) {
            text += ", " + numbers_of(names, one);
        } else {
            text += (text.empty() ? "" : ", ") + std::string(stem) + numbers_of(names, one);
        }
        stem_before = numbered ? stem : std::string_view();
    }
    return text;
}

std::string brief_names(const std::vector<std::string>& names) {
    std::string text;
    for (const stretch& one : stretches_of(names)) {
        if (!text.empty()) text += ' ';
        const std::size_t last = one.first + one.length - 1;
        text += short_name(names[one.first]);
        if (last > one.first) {
            text += (one.length == 2 ? " " : "\u2013") + short_name(names[last]);
        }
    }
    return text;
}

std::optional<std::uint32_t>
line_of(const chan::model::actor& who, const scenarios::listing& lines) {
    using chan::probe::op;
    if (who.ends_scope == op::none) return lines.line_of(who.line);
    const auto end = lines.end_of_scope(who.line, who.ends_scope);
    // A lock that is held for one statement is let go of on its line.
    return end || who.ends_scope == op::drop ? end : lines.line_of(who.line);
}

std::vector<line_mark> line_marks(
    const chan::model::world& state, const scenarios::listing& lines, std::int64_t stage_ns
) {
    struct group {
        line_mark mark;
        std::vector<std::string> names;
    };
    std::vector<group> groups;
    for (const chan::model::actor& actor : state.actors) {
        if (actor.status == chan::model::status::finished || actor.line.line == 0) continue;
        const auto line = line_of(actor, lines);
        if (!line) continue;
        const chan::model::status status = status_by(actor, stage_ns);
        const auto found = std::ranges::find_if(groups, [&](const group& known) {
            return known.mark.line == *line && known.mark.status == status
                && known.mark.stuck == actor.stuck;
        });
        if (found != groups.end()) {
            found->names.push_back(actor.name);
            continue;
        }
        groups.push_back(
            {.mark =
                 {.line = *line,
                  .names = {},
                  .brief = {},
                  .shortest = {},
                  .status = status,
                  .stuck = actor.stuck},
             .names = {actor.name}}
        );
    }
    std::vector<line_mark> marks;
    for (group& one : groups) {
        one.mark.names = merged_names(one.names);
        one.mark.brief = brief_names(one.names);
        one.mark.shortest = shortest_of(one.names, one.mark.brief);
        marks.push_back(std::move(one.mark));
    }
    return marks;
}

} // namespace app::views
