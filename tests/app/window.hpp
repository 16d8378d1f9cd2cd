// The real program in a real window of a virtual display: a child process whose words are read as
// they come, and a hand (xdotool) that gives real mouse and keyboard events.
#pragma once

#include "tests/cli/program.hpp"

#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace app::test {

struct pixel_place {
    int x = 0, y = 0;
};

class window {
public:
    explicit window(
        const std::vector<std::string>& words, const cli::test::environment& changed = {}
    );
    ~window(); // ends the child if it is still there
    window(const window&) = delete;
    window& operator=(const window&) = delete;

    /// Reads on until the child has said this line, or 30 seconds are over. All lines before it, or
    /// none.
    bool until(const std::string& line);
    /// Where the widgets are that the script's `list` told before.
    [[nodiscard]] pixel_place place(const std::string& widget) const;

    /// Waits for the window to be there, and for the mouse to be in it.
    bool take();
    void move(pixel_place to) const;
    void click(pixel_place at) const;
    void drag(pixel_place from, pixel_place to) const;
    void key(const std::string& name) const;

    /// The exit code; -1 when it has not ended after 20 seconds.
    int wait();
    [[nodiscard]] bool runs() const;
    [[nodiscard]] pid_t process() const { return child_; }
    [[nodiscard]] std::string said() const { return said_; }
    [[nodiscard]] std::string errors() const { return cli::test::read_file(files_.file("err")); }

private:
    bool read_some(int milliseconds);

    cli::test::scratch files_;
    mutable pid_t child_ = -1;
    mutable int code_ = -1;
    int out_ = -1;
    std::string said_;
    std::string id_;
    std::map<std::string, pixel_place> places_;
};

/// A PNG's pixels, as counted.
struct seen_picture {
    int width = 0, height = 0;
    std::size_t colours = 0; // different ones
    double commonest = 1;    // share of the most frequent one
    friend bool operator==(const seen_picture&, const seen_picture&) = default;
};
[[nodiscard]] seen_picture look_at(const std::string& png);

} // namespace app::test
