// See window.hpp.
#include "tests/app/window.hpp"

#include <stb_image.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>

namespace app::test {

namespace {

using namespace std::chrono_literals;

std::string output_of(const std::string& command) {
    std::string all;
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        std::array<char, 256> part{};
        while (std::fgets(part.data(), part.size(), pipe) != nullptr) {
            all += part.data();
        }
        ::pclose(pipe);
    }
    return all;
}

std::string at(pixel_place place) {
    return std::to_string(place.x) + " " + std::to_string(place.y);
}

} // namespace

window::window(const std::vector<std::string>& words, const cli::test::environment& changed) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) {
        return;
    }
    std::vector<std::string> all{CHANSCOPE_PROGRAM};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> raw;
    for (std::string& word : all) {
        raw.push_back(word.data());
    }
    raw.push_back(nullptr);
    const std::string err = files_.file("err");
    child_ = ::fork();
    if (child_ == 0) {
        ::setenv("XDG_CONFIG_HOME", files_.file("config").c_str(), 1);
        for (const auto& [name, value] : changed) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
        ::dup2(pipe[1], 1);
        ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
        ::close(pipe[0]);
        ::execv(raw[0], raw.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    out_ = pipe[0];
}

window::~window() {
    if (runs()) {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    ::close(out_);
}

bool window::read_some(int milliseconds) {
    pollfd ready{.fd = out_, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, milliseconds) <= 0) {
        return false;
    }
    std::array<char, 4096> part{};
    const auto size = ::read(out_, part.data(), part.size());
    if (size <= 0) {
        return false;
    }
    said_.append(part.data(), static_cast<std::size_t>(size));
    return true;
}

bool window::until(const std::string& line) {
    const auto limit = std::chrono::steady_clock::now() + 30s;
    const auto is_said = [&] {
        return ("\n" + said_).find("\n" + line + "\n") != std::string::npos;
    };
    while (!is_said()) {
        const bool more = read_some(100);
        if ((!more && !runs() && !read_some(0)) || std::chrono::steady_clock::now() > limit) {
            return is_said();
        }
    }
    std::istringstream lines(said_);
    for (std::string one; std::getline(lines, one);) {
        std::istringstream words(one);
        std::string name;
        std::string kind;
        pixel_place place;
        char comma = 0;
        if (words >> name >> kind >> place.x >> comma >> place.y && comma == ',') {
            places_[name] = place;
        }
    }
    return true;
}

pixel_place window::place(const std::string& widget) const {
    const auto found = places_.find(widget);
    return found != places_.end() ? found->second : pixel_place{-1, -1};
}

bool window::take() {
    for (int i = 0; i < 200 && id_.empty(); ++i) {
        id_ = output_of("xdotool search --onlyvisible --name Chanscope 2>/dev/null | tail -n 1");
        std::erase(id_, '\n');
        std::this_thread::sleep_for(50ms);
    }
    move({700, 880});
    return !id_.empty();
}

void window::move(pixel_place to) const {
    output_of("xdotool mousemove --window " + id_ + " " + at(to));
}

void window::click(pixel_place place) const {
    move(place);
    output_of("xdotool click 1");
}

void window::drag(pixel_place from, pixel_place to) const {
    move(from);
    output_of("xdotool mousedown 1");
    for (int i = 1; i <= 10; ++i) {
        move({from.x + (to.x - from.x) * i / 10, from.y + (to.y - from.y) * i / 10});
    }
    output_of("xdotool mouseup 1");
}

void window::key(const std::string& name) const {
    output_of("xdotool key " + name);
}

bool window::runs() const {
    if (child_ <= 0 || code_ >= 0) {
        return false;
    }
    int status = 0;
    if (::waitpid(child_, &status, WNOHANG) == child_) {
        code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return code_ < 0;
}

int window::wait() {
    for (int i = 0; i < 400 && runs(); ++i) {
        if (!read_some(50)) {
            std::this_thread::sleep_for(50ms); // at its end the pipe is always ready
        }
    }
    while (read_some(0)) {
    }
    return code_;
}

seen_picture look_at(const std::string& png) {
    seen_picture seen;
    int channels = 0;
    unsigned char* rgb = ::stbi_load(png.c_str(), &seen.width, &seen.height, &channels, 3);
    if (rgb == nullptr) {
        return {};
    }
    std::unordered_map<std::uint32_t, std::size_t> counts;
    const auto pixels =
        static_cast<std::size_t>(seen.width) * static_cast<std::size_t>(seen.height);
    for (std::size_t i = 0; i < pixels; ++i) {
        const unsigned char* p = rgb + 3 * i;
        ++counts[static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2])];
    }
    ::stbi_image_free(rgb);
    seen.colours = counts.size();
    std::size_t most = 0;
    for (const auto& [colour, count] : counts) {
        most = std::max(most, count);
    }
    seen.commonest = static_cast<double>(most) / static_cast<double>(pixels);
    return seen;
}

} // namespace app::test
