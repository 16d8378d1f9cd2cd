// Runs a lesson in a test, as the window does: a variant with settings, live or stepped, to a
// condition or to the end, and then on. Every prefix of every log is judged
// (tests/model/invariants.hpp).
#pragma once

#include "core/run/run.hpp"
#include "scenarios/lesson.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

namespace tests {

/// How the threads are run.
struct way {
    std::string name;
    chan::run::mode mode = chan::run::mode::live;
    double speed = chan::run::max_speed;
    std::uint64_t seed = 0; // step mode; 0: round robin

    [[nodiscard]] std::unique_ptr<chan::sched::policy> policy() const;
};

/// Live at full speed, live and paced, stepped in turns, and stepped by so many seeds.
[[nodiscard]] std::vector<way> ways(std::uint64_t seeds);

using values = std::map<std::string, int>;

class player {
public:
    struct options {
        const scenarios::lesson& lesson;
        std::string_view variant;
        tests::values set{};
        tests::way way{};
    };
    explicit player(options how);
    player(
        std::string_view lesson,
        std::string_view variant,
        tests::values set = {},
        tests::way way = {}
    );
    ~player(); // judges the log

    /// Runs until the condition has held the run, or to the end. False: the end came first.
    bool run_to(const std::function<scenarios::until()>& condition);
    /// Runs to the end. A run that does not come to one fails the test.
    chan::run::verdict_kind run_to_end();

    [[nodiscard]] const scenarios::lesson& lesson() const { return lesson_; }
    [[nodiscard]] const scenarios::variant& variant() const { return variant_; }
    [[nodiscard]] const scenarios::settings& set() const { return set_; }
    [[nodiscard]] const chan::model::history& history() const { return history_; }
    [[nodiscard]] const chan::model::world& now() const { return history_.now(); }
    [[nodiscard]] const chan::trace::log& log() const { return history_.log(); }
    [[nodiscard]] const std::vector<std::string>& output() const { return output_; }
    [[nodiscard]] const std::optional<chan::run::verdict>& verdict() const { return verdict_; }
    [[nodiscard]] scenarios::run_record record() const;
    [[nodiscard]] chan::run::run& run() { return *run_; }

private:
    void collect();

    const scenarios::lesson& lesson_;
    const scenarios::variant& variant_;
    scenarios::settings set_;
    tests::way way_;
    std::unique_ptr<chan::run::run> run_;
    chan::model::history history_;
    std::optional<chan::run::verdict> verdict_;
    std::vector<std::string> output_;
};

} // namespace tests
