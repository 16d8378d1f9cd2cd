// The sliders of a lesson and their values in one run. The session writes, the lesson's threads
// read: each value is an atomic of its own, so a rate may change while threads read it.
//
// Knows nothing of runs; when a value takes effect is the session's business.
#pragma once

#include <memory>
#include <span>
#include <string_view>

namespace scenarios {

struct slider {
    std::string_view id{};    // "buffer": on the command line, in a session file, in a script
    std::string_view label{}; // "buffer size"
    std::string_view unit{};  // "ms", or empty
    int least = 0, most = 0, initial = 0, step = 1;
    bool live = false; // a rate: the running lesson takes the new value without a restart
    bool keeps_cast = false; // the same threads, channels and locks take part whatever its value is
};

/// The sliders' values of one run. Copies share the values, as a lesson's closures must see a rate
/// that moves; `apart()` gives values of their own.
class settings {
public:
    /// All sliders at their initial values.
    explicit settings(std::span<const slider> sliders);
    settings(const settings& other) = default;
    settings& operator=(const settings&) = delete;

    /// The value now. An id that the lesson does not declare is a broken contract.
    [[nodiscard]] int operator[](std::string_view id) const;

    /// Changes the value for all copies. One outside the slider's range is a broken contract.
    void set(std::string_view id, int value);

    /// The same sliders and values, from now on separate.
    [[nodiscard]] settings apart() const;

    [[nodiscard]] std::span<const slider> sliders() const;
    [[nodiscard]] const slider* find(std::string_view id) const; // null: not declared

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

} // namespace scenarios
