// Files that the user names to be read: scripts and schedules.
#pragma once

#include <string>

namespace app::cli {

/// Whether there is something of that name, and no folder.
[[nodiscard]] bool is_file(const std::string& name);

/// Its text. A usage error says that there is no such file, or that it is a folder or no text; a
/// failure, that it cannot be read. `what` it should be: "a script".
[[nodiscard]] std::string read_text_file(const std::string& name, const std::string& what);

} // namespace app::cli
