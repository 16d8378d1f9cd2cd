// The command line: what was written becomes one call of commands.hpp, and what goes wrong one line
// on standard error with the right exit code: 0 done (a hang is a result, too), 2 a usage error, 1
// the rest.
#pragma once

namespace app::cli {

[[nodiscard]] int main(int count, char** words);

} // namespace app::cli
