// A lesson once through, out of sight: on threads of its own, stepped in turn, as fast as it goes.
// Before the first operation is shown it tells who is going to take part, so that everybody has
// their place from the start. It decides nothing else: what is shown happens in the run itself.
#pragma once

#include "app/session/reaper.hpp"
#include "core/run/run.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace app::session {

class rehearsal {
public:
    /// Who has not come in by then is not waited for.
    static constexpr std::size_t longest = 5000; // events

    explicit rehearsal(reaper& old_runs);

    /// Forgets the one before and begins with this one; when the reaper has no room, at a later
    /// tick. Does not wait for a lesson's thread, as tick does not.
    void begin(std::function<void()> lesson);
    void tick();

    /// Nothing will be added to log() any more. Until then tick is to be called now and then: that
    /// wakes nobody.
    [[nodiscard]] bool over() const { return over_; }
    [[nodiscard]] const chan::trace::log& log() const { return log_; }
    /// Grows by one with each that is begun: whoever keeps something of one compares it.
    [[nodiscard]] std::uint64_t number() const { return number_; }

private:
    /// Whether there is none left that runs.
    bool retired();

    reaper& old_runs_;
    std::function<void()> next_;
    std::unique_ptr<chan::run::run> run_;
    chan::trace::log log_;
    bool over_ = true;
    std::uint64_t number_ = 0;
};

} // namespace app::session
