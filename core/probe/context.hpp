// What a recorded thread of a lesson is to the channel core: the one way from a channel operation to
// the run that watches it. core/run implements it (one per actor) from core/trace (note) and
// core/sched (point, park). The thread_local pointer below is the only global of the program.
//
// Contract: `point` and `park` may hold the thread for any time and may throw `left`; they are never
// called with a section held (checked). `note` and `unpark` never block on another actor, never throw,
// and are allowed inside a section.
#pragma once

#include "core/base/contract.hpp"
#include "core/base/function_ref.hpp"
#include "core/probe/facts.hpp"

#include <chrono>
#include <limits>
#include <optional>

namespace chan::probe {

/// Thrown through a lesson's thread when its run is left; only the actor's root catches it. It is not a
/// std::exception, so that no handler for those stops it.
struct left {};

class context;

/// The clock of a run: nanoseconds of stage time since its start. Reads the current actor's run.
struct stage_clock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<stage_clock>;
    static constexpr bool is_steady = true;
    static time_point now() noexcept;
};

/// One wait. Made by a thread for itself; whoever ends the wait calls `owner->unpark(slot)` once, and
/// does not touch the slot afterwards. `unparked` belongs to the owner's run.
struct park_slot {
    context* owner = nullptr;
    bool unparked = false;
};

class context {
public:
    context(const context&) = delete;
    context& operator=(const context&) = delete;
    virtual ~context() = default;

    /// The announced operation is about to happen (`kind::op_announced` with op, object, …; the actor
    /// and the times are filled in). The thread may be held here. `ready` tells, without side effects,
    /// whether the operation could go on now; it is evaluated only while no actor of the run executes,
    /// and none means always. Throws `left`.
    virtual void point(probe::fact announced, base::function_ref<bool()> ready) = 0;

    /// The same for destructors and drops: returns at once when the run is being left, never throws.
    virtual void point_in_destructor(
        probe::fact announced, base::function_ref<bool()> ready
    ) noexcept = 0;

    /// Something became true; it takes its place in the global order here. `fact.actor` is filled in with
    /// the current actor when it is `no_actor`. Ignored once the run is being left.
    virtual void note(probe::fact what) noexcept = 0;

    /// Sleeps until `slot` is unparked (true) or, if a deadline is given, the stage clock reaches it
    /// (false). An unpark that came first returns true at once. Throws `left`.
    virtual bool park(park_slot& slot, std::optional<stage_clock::time_point> deadline) = 0;

    /// Called on the context that owns the slot, by any thread of the run.
    virtual void unpark(park_slot& slot) noexcept = 0;

    [[nodiscard]] virtual stage_clock::time_point now() const noexcept = 0;
    [[nodiscard]] virtual bool leaving() const noexcept = 0;

    [[nodiscard]] actor_number actor() const noexcept { return actor_; }
    object_id new_object() noexcept {
        base::require(
            objects_ < std::numeric_limits<std::uint16_t>::max(),
            "one thread of a lesson can make 65,535 channels, handles and locks, and wanted one more"
        );
        return object_id::make(actor_, ++objects_);
    }
    message_id new_message() noexcept { return message_id::make(actor_, ++messages_); }

    /// Who owns a handle that this thread moves right now: itself, unless an owner_scope says otherwise.
    [[nodiscard]] probe::owner moving_into() const noexcept { return moving_into_; }

    /// Sections held by this thread; a point or a park with one held is a broken contract.
    int sections_held = 0;

protected:
    explicit context(actor_number actor) : actor_(actor) {}

private:
    friend class owner_scope;
    actor_number actor_;
    std::uint16_t objects_ = 0;
    std::uint32_t messages_ = 0;
    probe::owner moving_into_{owner_kind::actor, actor_};
};

/// The actor that this thread is, or null outside any run.
inline thread_local context* current = nullptr;

inline stage_clock::time_point stage_clock::now() noexcept {
    return current != nullptr ? current->now() : time_point{};
}

/// While it lives, handles that this thread moves become owned by `into`: a spawned child, a message, a
/// mutex. Nests.
class owner_scope {
public:
    explicit owner_scope(probe::owner into) noexcept {
        if (current != nullptr) {
            before_ = current->moving_into_;
            current->moving_into_ = into;
        }
    }
    ~owner_scope() {
        if (current != nullptr) {
            current->moving_into_ = before_;
        }
    }
    owner_scope(const owner_scope&) = delete;
    owner_scope& operator=(const owner_scope&) = delete;

private:
    probe::owner before_{};
};

}  // namespace chan::probe
