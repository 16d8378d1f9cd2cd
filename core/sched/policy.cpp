#include "core/sched/policy.hpp"

#include <algorithm>
#include <random>

namespace chan::sched {

namespace {

class manual_policy final : public policy {
public:
    std::optional<choice> choose(std::span<const choice>, choice) override { return std::nullopt; }
};

class round_robin_policy final : public policy {
public:
    std::optional<choice> choose(std::span<const choice> possible, choice previous) override {
        if (previous.is_time()) {  // nobody went before the time passed: begin again at the front
            return possible.front();
        }
        const auto next = std::ranges::find_if(possible, [&](choice one) {
            return !one.is_time() && one.actor > previous.actor;
        });
        return next != possible.end() ? *next : possible.front();
    }
};

class random_policy final : public policy {
public:
    explicit random_policy(std::uint64_t seed) : engine_(seed) {}

    std::optional<choice> choose(std::span<const choice> possible, choice) override {
        std::size_t actors = possible.size();
        if (actors > 1 && possible.back().is_time()) {
            --actors;
        }
        // Not uniform_int_distribution: its sequence differs between standard libraries.
        return possible[static_cast<std::size_t>(engine_() % actors)];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace

std::unique_ptr<policy> manual() { return std::make_unique<manual_policy>(); }
std::unique_ptr<policy> round_robin() { return std::make_unique<round_robin_policy>(); }
std::unique_ptr<policy> random(std::uint64_t seed) { return std::make_unique<random_policy>(seed); }

replay_policy::replay_policy(schedule choices, std::unique_ptr<policy> after)
    : choices_(std::move(choices)), after_(std::move(after)) {}

std::optional<choice> replay_policy::choose(std::span<const choice> possible, choice previous) {
    if (diverged_at_) {
        return std::nullopt;
    }
    if (next_ == choices_.size()) {
        return after_->choose(possible, previous);
    }
    const choice what = choices_[next_].chosen;
    if (std::ranges::find(possible, what) == possible.end()) {
        diverged_at_ = next_;
        return std::nullopt;
    }
    ++next_;
    return what;
}

}  // namespace chan::sched
