// A thread of a test as the interleaver runs it: a stack of its own, entered and left by hand. One
// fiber runs at a time; whoever resumes it goes on when it suspends. A suspended fiber may be
// started anew, which forgets its frames without unwinding them.
//
// The switch is a few instructions on x86-64 and ucontext elsewhere. Exceptions in flight belong to
// a fiber, and sanitizers are told of each switch.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

namespace tests::interleave {

class fiber {
public:
    using entry = void (*)(void* argument);

    fiber();
    ~fiber();
    fiber(const fiber&) = delete;
    fiber& operator=(const fiber&) = delete;

    /// The next resume() calls `what`; a body that was left in the middle is forgotten.
    void start(entry what, void* argument);
    /// From outside: runs it until it suspends or its body returns.
    void resume();
    /// From inside: goes back to who resumed it.
    void suspend();

private:
    struct machine_context;

    void prepare();
    void leave(bool for_good);
    void swap_exceptions() noexcept;
    static void root(fiber& self);
    static void root_of_ucontext(unsigned low, unsigned high);

    static constexpr std::size_t stack_bytes = std::size_t{256} << 10U;

    std::unique_ptr<std::byte[]> stack_;
    std::unique_ptr<machine_context> context_;
    entry body_ = nullptr;
    void* argument_ = nullptr;
    bool is_prepared_ = false;
    bool is_at_rest_ = false; // in root(), between two bodies
    bool is_dying_ = false;
    std::array<std::byte, 2 * sizeof(void*)> exceptions_{}; // of whoever does not run
};

} // namespace tests::interleave
