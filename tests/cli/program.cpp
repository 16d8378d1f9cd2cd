// See program.hpp.
#include "tests/cli/program.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace app::cli::test {

outcome call(const std::vector<std::string>& words, const environment& changed) {
    const scratch files;
    const std::string out = files.file("out");
    const std::string err = files.file("err");
    std::vector<std::string> all{CHANSCOPE_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> raw;
    for (std::string& word : all) {
        raw.push_back(word.data());
    }
    raw.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        for (const auto& [name, value] : changed) {
            if (value.empty()) {
                ::unsetenv(name.c_str());
            } else {
                ::setenv(name.c_str(), value.c_str(), 1);
            }
        }
        const int to_out = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        const int to_err = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(to_out, 1);
        ::dup2(to_err, 2);
        ::execv(raw[0], raw.data());
        ::_exit(127);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return {
        .code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        .out = read_file(out),
        .err = read_file(err),
    };
}

scratch::scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "chanscope-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no folder for the test's files");
    }
    path_ = name;
}

scratch::~scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string scratch::write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
}

std::vector<std::vector<std::string>> calls_in_readme(const std::string& program) {
    const std::string prompt = "    " + program + ' ';
    std::vector<std::vector<std::string>> calls;
    std::istringstream lines(read_file(CHANSCOPE_README));
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(prompt)) {
            continue;
        }
        line.erase(0, prompt.size());
        if (const auto note = line.find("  "); note != std::string::npos) {
            line.erase(note); // two spaces, then what it does
        }
        std::vector<std::string> words;
        std::istringstream left(line);
        while (left >> std::ws && !left.eof()) {
            std::string word;
            if (left.peek() == '\'') {
                left.get();
                std::getline(left, word, '\'');
            } else {
                left >> word;
            }
            words.push_back(word);
        }
        calls.push_back(words);
    }
    return calls;
}

std::string script_in_readme() {
    std::istringstream lines(read_file(CHANSCOPE_README));
    std::string script;
    bool follows = false;
    for (std::string line; std::getline(lines, line);) {
        follows = follows || line.contains("in `steps.txt`");
        if (follows && line.starts_with("    ")) {
            script += line.substr(4) + '\n';
        } else if (!script.empty()) {
            break;
        }
    }
    return script;
}

bool readme_lists(int number, const std::string& id) {
    return read_file(CHANSCOPE_README)
        .contains("\n| " + std::to_string(number) + " | `" + id + "` | ");
}

std::string read_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

picture_size size_of_png(const std::string& name) {
    const std::string bytes = read_file(name);
    if (bytes.size() < 24 || bytes.substr(1, 3) != "PNG") {
        return {};
    }
    const auto number_at = [&](std::size_t at) {
        unsigned value = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            value = value << 8U | static_cast<unsigned char>(bytes[i]);
        }
        return value;
    };
    return {number_at(16), number_at(20)};
}

} // namespace app::cli::test
