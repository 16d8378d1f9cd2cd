// See reaper.hpp. One run is ended at a time, outside of the mutex.
#include "app/session/reaper.hpp"

#include "core/base/contract.hpp"

#include <utility>

namespace app::session {

reaper::reaper() : thread_([this] { serve(); }) {}

reaper::~reaper() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

bool reaper::room() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size() < most;
}

void reaper::take(std::unique_ptr<chan::run::run> old) {
    {
        const std::lock_guard lock(mutex_);
        chan::base::require(
            waiting_.size() < most, "the reaper takes a run only while it has room"
        );
        waiting_.push_back(std::move(old));
    }
    changed_.notify_all();
}

void reaper::finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.empty() && !busy_; });
}

void reaper::serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
        if (waiting_.empty()) {
            return;
        }
        busy_ = true;
        std::unique_ptr<chan::run::run> old = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        old.reset();
        lock.lock();
        busy_ = false;
        changed_.notify_all();
    }
}

} // namespace app::session
