// How the command line fails: by one sentence, printed once, in main. `usage` is the user's to mend
// (exit 2) and says what would be right; `failure` is anything else (exit 1).
#pragma once

#include <stdexcept>

namespace app::cli {

struct usage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

} // namespace app::cli
