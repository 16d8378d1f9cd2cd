// Who stands on which line: grouping actors by line and state.
#include "app/views/code_panel.hpp"

#include <algorithm>

namespace app::views {

std::string merged_names(const std::vector<std::string>& names) {
    std::string text;
    std::string_view stem_before;
    for (const std::string& name : names) {
        const std::size_t space = name.find_last_of(' ');
        const bool numbered = space != std::string::npos && space + 1 < name.size() &&
            name.find_first_not_of("0123456789", space + 1) == std::string::npos;
        const std::string_view stem =
            numbered ? std::string_view(name).substr(0, space) : std::string_view(name);
        if (text.empty()) {
            text = name;
        } else if (numbered && stem == stem_before) {
            text += name.substr(space); // its number only
        } else {
            text += ", " + name;
        }
        stem_before = numbered ? stem : std::string_view();
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
            return known.mark.line == *line && known.mark.status == actor.status &&
                known.mark.stuck == actor.stuck;
        });
        if (found != groups.end()) {
            found->names.push_back(actor.name);
            continue;
        }
        groups.push_back(
            {.mark = {.line = *line, .names = {}, .status = actor.status, .stuck = actor.stuck},
             .names = {actor.name}}
        );
    }
    std::vector<line_mark> marks;
    for (group& one : groups) {
        one.mark.names = merged_names(one.names);
        marks.push_back(std::move(one.mark));
    }
    return marks;
}

} // namespace app::views
