#include "tests/interleave/fiber.hpp"

#include <cstdint>
#include <cstring>

#include <cxxabi.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

#if defined(__x86_64__)
// void switch_stack(void** left, void* entered): keeps what a call has to keep, changes the stack.
asm(R"(
    .text
    .p2align 4
    .type chanscope_switch_stack, @function
chanscope_switch_stack:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .type chanscope_enter_fiber, @function
chanscope_enter_fiber:
    movq %r12, %rdi
    callq *%r13
    ud2
    .size chanscope_enter_fiber, .-chanscope_enter_fiber
)");
extern "C" void chanscope_switch_stack(void** left, void* entered);
extern "C" void chanscope_enter_fiber();
#else
#include <ucontext.h>
#endif

namespace tests::interleave {

struct fiber::machine_context {
#if defined(__x86_64__)
    void* own = nullptr;
    void* home = nullptr;
#else
    ucontext_t own{};
    ucontext_t home{};
#endif
#if defined(__SANITIZE_ADDRESS__)
    void* own_fake = nullptr;
    void* home_fake = nullptr;
    const void* home_bottom = nullptr;
    std::size_t home_size = 0;
#endif
#if defined(__SANITIZE_THREAD__)
    void* own_tsan = nullptr;
    void* home_tsan = nullptr;
#endif
};

fiber::fiber()
    : stack_(std::make_unique_for_overwrite<std::byte[]>(stack_bytes))
    , context_(std::make_unique<machine_context>()) {}

fiber::~fiber() {
    if (is_prepared_) {
        is_dying_ = true;
        resume();
    }
#if defined(__SANITIZE_THREAD__)
    if (context_->own_tsan != nullptr) __tsan_destroy_fiber(context_->own_tsan);
#endif
}

void fiber::start(entry what, void* argument) {
    if (!is_prepared_ || !is_at_rest_) prepare();
    body_ = what;
    argument_ = argument;
    is_at_rest_ = false;
}

void fiber::prepare() {
#if defined(__SANITIZE_ADDRESS__)
    if (is_prepared_) { // lets go of the old frames' fake stack, which only its owner can
        is_dying_ = true;
        resume();
        is_dying_ = false;
    }
    __asan_unpoison_memory_region(stack_.get(), stack_bytes);
#endif
#if defined(__SANITIZE_THREAD__)
    if (context_->own_tsan != nullptr) __tsan_destroy_fiber(context_->own_tsan);
    context_->own_tsan = __tsan_create_fiber(0);
#endif
    exceptions_ = {};
#if defined(__x86_64__)
    const auto top = (reinterpret_cast<std::uintptr_t>(stack_.get()) + stack_bytes) & ~0xFULL;
    auto** frame = reinterpret_cast<void**>(top) - 9; // so that the entry is aligned
    frame[0] = nullptr;                               // r15
    frame[1] = nullptr;                               // r14
    frame[2] = reinterpret_cast<void*>(&root);        // r13
    frame[3] = this;                                  // r12
    frame[4] = nullptr;                               // rbx
    frame[5] = nullptr;                               // rbp
    frame[6] = reinterpret_cast<void*>(&chanscope_enter_fiber);
    frame[7] = nullptr;
    context_->own = frame;
#else
    getcontext(&context_->own);
    context_->own.uc_stack.ss_sp = stack_.get();
    context_->own.uc_stack.ss_size = stack_bytes;
    context_->own.uc_link = nullptr;
    const auto self = reinterpret_cast<std::uintptr_t>(this);
    makecontext(
        &context_->own,
        reinterpret_cast<void (*)()>(&root_of_ucontext),
        2,
        static_cast<unsigned>(self),
        static_cast<unsigned>(static_cast<std::uint64_t>(self) >> 32U)
    );
#endif
    is_prepared_ = true;
}

void fiber::root_of_ucontext(unsigned low, unsigned high) {
    const auto self = (static_cast<std::uint64_t>(high) << 32U) | low;
    root(*reinterpret_cast<fiber*>(static_cast<std::uintptr_t>(self)));
}

void fiber::root(fiber& self) {
#if defined(__SANITIZE_ADDRESS__)
    auto& context = *self.context_;
    __sanitizer_finish_switch_fiber(nullptr, &context.home_bottom, &context.home_size);
    if (self.is_dying_) self.leave(true);
#endif
    while (true) {
        self.body_(self.argument_);
        self.is_at_rest_ = true;
        self.suspend();
    }
}

/// The exceptions of this thread that are being handled, and those of the fiber, change places.
void fiber::swap_exceptions() noexcept {
    std::array<std::byte, 2 * sizeof(void*)> present;
    auto* const globals = abi::__cxa_get_globals();
    std::memcpy(present.data(), static_cast<void*>(globals), present.size());
    std::memcpy(static_cast<void*>(globals), exceptions_.data(), present.size());
    exceptions_ = present;
}

void fiber::resume() {
#if !defined(__SANITIZE_ADDRESS__)
    if (is_dying_) return; // nothing to be let go of
#endif
    swap_exceptions();
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(&context_->home_fake, stack_.get(), stack_bytes);
#endif
#if defined(__SANITIZE_THREAD__)
    context_->home_tsan = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(context_->own_tsan, 0);
#endif
#if defined(__x86_64__)
    chanscope_switch_stack(&context_->home, context_->own);
#else
    swapcontext(&context_->home, &context_->own);
#endif
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(context_->home_fake, nullptr, nullptr);
#endif
    swap_exceptions();
}

void fiber::suspend() {
    leave(false);
    if (is_dying_) leave(true);
}

void fiber::leave(bool for_good) {
    static_cast<void>(for_good);
#if defined(__SANITIZE_ADDRESS__)
    auto& context = *context_;
    __sanitizer_start_switch_fiber(
        for_good ? nullptr : &context.own_fake, context.home_bottom, context.home_size
    );
#endif
#if defined(__SANITIZE_THREAD__)
    __tsan_switch_to_fiber(context_->home_tsan, 0);
#endif
#if defined(__x86_64__)
    chanscope_switch_stack(&context_->own, context_->home);
#else
    swapcontext(&context_->own, &context_->home);
#endif
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_finish_switch_fiber(context.own_fake, &context.home_bottom, &context.home_size);
#endif
}

} // namespace tests::interleave
