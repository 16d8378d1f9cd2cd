// Who goes next, when the learner does not choose. Each policy is one small class.
#pragma once

#include "core/sched/schedule.hpp"

#include <memory>
#include <optional>
#include <span>

namespace chan::sched {

class policy {
public:
    virtual ~policy() = default;

    /// One of `possible` (never empty; in actor order, time last), or nothing: wait for the learner.
    /// `previous` is who went last. Called while no actor executes.
    virtual std::optional<choice> choose(std::span<const choice> possible, choice previous) = 0;
};

/// Nobody goes until the learner says who.
[[nodiscard]] std::unique_ptr<policy> manual();

/// Round robin over those who can go; time passes only when nobody can.
[[nodiscard]] std::unique_ptr<policy> round_robin();

/// Any of those who can go, the same for the same seed; time passes only when nobody can.
[[nodiscard]] std::unique_ptr<policy> random(std::uint64_t seed);

/// The recorded choices in order, then `after`'s. A choice that is not possible is a divergence: the
/// replay stops choosing and says so. What is expected to come of the choices is the run's to check.
class replay_policy : public policy {
public:
    replay_policy(schedule choices, std::unique_ptr<policy> after);
    std::optional<choice> choose(std::span<const choice> possible, choice previous) override;

    /// The place in the schedule where the run could not follow it, if so.
    [[nodiscard]] std::optional<std::size_t> diverged_at() const { return diverged_at_; }
    /// How many of the recorded choices were followed.
    [[nodiscard]] std::size_t followed() const { return next_; }
    [[nodiscard]] const schedule& choices() const { return choices_; }

private:
    schedule choices_;
    std::unique_ptr<policy> after_;
    std::size_t next_ = 0;
    std::optional<std::size_t> diverged_at_;
};

}  // namespace chan::sched
