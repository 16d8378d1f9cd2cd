// Who stands on which line: grouping actors by line and state.
#include "app/views/code_panel.hpp"

#include <algorithm>

namespace app::views {
namespace {

/// Where the number of "worker 0" begins; npos for a name without one.
std::size_t number_at(const std::string& name) {
    const std::size_t space = name.find_last_of(' ');
    const bool numbered = space != std::string::npos && space + 1 < name.size()
        && name.find_first_not_of("0123456789", space + 1) == std::string::npos;
    return numbered ? space + 1 : std::string::npos;
}

} // namespace

std::string merged_names(const std::vector<std::string>& names) {
    std::string text;
    std::string_view stem_before;
    for (const std::string& name : names) {
        const std::size_t number = number_at(name);
        const bool numbered = number != std::string::npos;
        const std::string_view stem = std::string_view(name).substr(0, number);
        if (text.empty()) {
            text = name;
        } else if (numbered && stem == stem_before) {
            text += " " + name.substr(number);
        } else {
            text += ", " + name;
        }
        stem_before = numbered ? stem : std::string_view();
    }
    return text;
}

std::string brief_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        if (!text.empty()) text += ' ';
        const std::size_t number = number_at(name);
        text += number == std::string::npos ? name.substr(0, 1) : name.substr(number);
    }
    return text;
}

std::vector<line_mark>
line_marks(const chan::model::world& state, const scenarios::listing& lines) {
    struct group {
        line_mark mark;
        std::vector<std::string> names;
    };
    std::vector<group> groups;
    for (const chan::model::actor& actor : state.actors) {
        if (actor.status == chan::model::status::finished || actor.line.line == 0) continue;
        const auto line = lines.line_of(actor.line);
        if (!line) continue;
        const auto found = std::ranges::find_if(groups, [&](const group& known) {
            return known.mark.line == *line && known.mark.status == actor.status
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
                  .status = actor.status,
                  .stuck = actor.stuck},
             .names = {actor.name}}
        );
    }
    std::vector<line_mark> marks;
    for (group& one : groups) {
        one.mark.names = merged_names(one.names);
        one.mark.brief = brief_names(one.names);
        marks.push_back(std::move(one.mark));
    }
    return marks;
}

} // namespace app::views
