// Where runs go that are left: one thread that ends them, one after the other, so that the window
// never waits for a lesson's thread. Bounded: with `most` runs waiting there is no room, and
// whoever wants to leave another has to come again.
#pragma once

#include "core/run/run.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace app::session {

class reaper {
public:
    static constexpr std::size_t most = 8;

    reaper();
    /// Ends all that wait here; at most 100 ms each.
    ~reaper();
    reaper(const reaper&) = delete;
    reaper& operator=(const reaper&) = delete;

    [[nodiscard]] bool room() const;
    /// Takes a run that is to be left. Only with room.
    void take(std::unique_ptr<chan::run::run> old);
    /// Waits until all that were taken are gone. For tests and the end of the program.
    void finish();

private:
    void serve();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<chan::run::run>> waiting_;
    bool busy_ = false;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace app::session
