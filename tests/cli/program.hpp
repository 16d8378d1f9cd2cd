// Runs the real program as a child, with its output and exit code, and its files in a folder of the
// test.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace app::cli::test {

struct outcome {
    int code = -1; // 128 + the signal, if one ended it
    std::string out, err;
};

/// Environment variables that differ from the test's own; an empty value removes one.
using environment = std::map<std::string, std::string>;

[[nodiscard]] outcome call(const std::vector<std::string>& words, const environment& changed = {});

/// A folder that is gone with the test.
class scratch {
public:
    scratch();
    ~scratch();
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const {
        return (path_ / name).string();
    }
    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const;

private:
    std::filesystem::path path_;
};

/// The README's calls of `program`, "build/release/chanscope" or "app/run.sh", each as the words
/// that follow.
[[nodiscard]] std::vector<std::vector<std::string>> calls_in_readme(const std::string& program);
/// The README's example of a script.
[[nodiscard]] std::string script_in_readme();
/// The README's row of a lesson in its table, by the two cells that it begins with.
[[nodiscard]] bool readme_lists(int number, const std::string& id);

[[nodiscard]] std::string read_file(const std::string& name);

/// Width and height in a PNG's header; 0, 0 if it is none.
struct picture_size {
    unsigned width = 0, height = 0;
    friend bool operator==(picture_size, picture_size) = default;
};
[[nodiscard]] picture_size size_of_png(const std::string& name);

} // namespace app::cli::test
