// One execution of a test: its fibers, its atomics and parkers, its plain memory, and the schedule
// so far. Operations happen one after the other (sequentially consistent); what happened before
// what follows the memory orders that the code asks for, and is what plain memory is held to.
//
// An operation is announced by its fiber, which then suspends; when the chooser picks the fiber the
// operation happens, and the fiber runs on to its next one.
#pragma once

#include "tests/interleave/fiber.hpp"
#include "tests/interleave/memory.hpp"
#include "tests/interleave/operation.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tests::interleave {

/// An operation that has happened.
struct step {
    int fiber;
    operation did;
    vector_clock order; // the steps that it depends on, in whatever order it is run, and itself
};

class execution {
public:
    /// Picks one of the fibers that can go on (a bit for each), or `nothing` to end it here.
    using chooser = std::function<int(unsigned able)>;

    execution();
    execution(const execution&) = delete;
    execution& operator=(const execution&) = delete;

    void run(const std::function<void()>& body, const chooser& choose, std::size_t most_steps);

    // What the chooser may look at.
    [[nodiscard]] const std::vector<step>& steps() const noexcept { return steps_; }
    [[nodiscard]] int fibers() const noexcept { return fibers_; }
    [[nodiscard]] bool is_finished(int fiber) const noexcept { return at(fiber).is_finished; }
    [[nodiscard]] const operation& announced(int fiber) const { return at(fiber).announced; }
    [[nodiscard]] const vector_clock& order_of(int fiber) const { return at(fiber).order; }

    /// What the body said by saw().
    [[nodiscard]] const std::vector<std::string>& said() const noexcept { return said_; }
    [[nodiscard]] const std::string& failure() const noexcept { return failure_; }
    [[nodiscard]] std::string schedule() const;

    // For the fibers.
    std::uint64_t perform(const operation& what);
    int add_object(const void* address, std::uint64_t value);
    void end_object(const void* address);
    [[nodiscard]] int object_at(const void* address) const noexcept; // the latest one there
    int spawn(const char* name, std::move_only_function<void()> body);
    [[nodiscard]] int running() const noexcept { return running_; } // which fiber
    [[nodiscard]] std::int64_t time() const noexcept;
    void sleep_until(std::int64_t time) noexcept;
    void touch(const void* address, std::size_t bytes, use how);
    /// Memory from elsewhere, which the functions that gave it have ordered.
    void is_new(const void* address, std::size_t bytes);
    void say(const char* text);
    [[noreturn]] void fail(const char* sentence);
    void* allocate(std::size_t bytes, std::size_t alignment) noexcept;
    bool deallocate(void* block);
    /// Until the end of the execution its memory belongs to it; then nothing is noted any more.
    static execution* inside() noexcept { return is_inside_ ? current_ : nullptr; }
    static execution& current() noexcept;

private:
    struct shared {
        const void* address;
        std::uint64_t value;
        std::uint32_t changes;
        int made_by;
        std::uint32_t made_at;
        bool is_alive;
        vector_clock published; // what an acquire takes over
        vector_clock accessed;
        vector_clock read, written, queued; // the steps that did
    };
    struct seen {
        int object;
        std::uint32_t changes;
    };
    struct actor {
        fiber runs;
        const char* name = "";
        std::move_only_function<void()> body;
        operation announced;
        vector_clock order;       // of steps
        vector_clock happened;    // what happened before, as the memory orders say
        vector_clock unacquired;  // read relaxed; an acquire fence takes it over
        vector_clock released;    // at the last release fence
        vector_clock released_by; // the step that ended its wait
        std::uint32_t steps = 0;
        std::vector<seen> has_read; // since its last relax
        std::uint64_t sleeps_since = 0;
        bool has_started = false;
        bool is_finished = false;
        bool is_let_go = false; // woken, or what it spins on has changed
    };

    /// Code of the interleaver itself on a fiber: its memory is its own.
    class outside {
    public:
        outside() noexcept { is_inside_ = false; }
        ~outside() { is_inside_ = true; }
        outside(const outside&) = delete;
        outside& operator=(const outside&) = delete;
    };

    actor& at(int fiber) { return *actors_[static_cast<std::size_t>(fiber)]; }
    [[nodiscard]] const actor& at(int fiber) const {
        return *actors_[static_cast<std::size_t>(fiber)];
    }
    shared& at_object(int number) { return objects_[static_cast<std::size_t>(number)]; }

    void reset(const std::function<void()>& body);
    int add_actor(const char* name);
    void start_new();
    void resume(int fiber);
    static void root(void* self);
    [[nodiscard]] bool is_able(const actor& who) const;
    void report_deadlock();
    void report(const std::string& sentence);
    [[noreturn]] void stop_here();
    [[nodiscard]] std::string text_of(const step& what) const;

    void happen(int fiber);
    void happen_on(actor& who, int fiber, shared& on, operation& what);
    void read(actor& who, shared& on, std::memory_order order);
    void write(actor& who, int fiber, shared& on, const operation& what, std::uint64_t value);
    void fence(actor& who, int fiber, std::memory_order order);
    void wake_one(int object, const vector_clock& by);
    void let_go_of_spinning(int object, const vector_clock& by);
    void tell_order(actor& who, shared& on, const operation& what);

    static inline execution* current_ = nullptr;
    static inline bool is_inside_ = false;

    std::vector<std::unique_ptr<actor>> actors_;
    int fibers_ = 0;
    int running_ = nothing;
    std::vector<shared> objects_;
    std::vector<step> steps_;
    memory memory_;
    std::uint64_t sleeps_ = 0;
    std::vector<std::string> said_;
    std::string failure_;
};

} // namespace tests::interleave
