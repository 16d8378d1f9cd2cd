#include "core/run/replay_check.hpp"

namespace chan::run {

void replay_check::expect(const sched::schedule& next) {
    const std::lock_guard lock(mutex_);
    base_ = count_;
    for (const sched::scheduled_choice& one : next) {
        if (!one.chosen.is_time()) {
            expected_[one.chosen.actor].push_back({count_, one.expected});
        }
        ++count_;
    }
}

void replay_check::expect_nothing() {
    const std::lock_guard lock(mutex_);
    expected_.clear();
}

bool replay_check::read(const probe::fact& what) {
    const std::lock_guard lock(mutex_);
    const bool found_before = found_.has_value();
    reader_.read(what, [&](const read_choice& one) {
        const auto of_actor = expected_.find(one.chosen.actor);
        if (one.chosen.is_time() || of_actor == expected_.end() || of_actor->second.empty()) {
            return;
        }
        const expectation next = of_actor->second.front();
        of_actor->second.pop_front();
        if (!found_ && !agrees(next.expected, one.result)) {
            found_ = other_result{next.place, one.operation, next.expected, one.result};
        }
    });
    return found_ && !found_before;
}

std::optional<other_result> replay_check::found() const {
    const std::lock_guard lock(mutex_);
    return found_;
}

std::size_t replay_check::base() const {
    const std::lock_guard lock(mutex_);
    return base_;
}

} // namespace chan::run
