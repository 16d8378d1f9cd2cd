// What a compiler with -fsanitize=thread calls at each plain use, and the allocation functions:
// in code that a fiber runs, the execution gets to know; anywhere else it is as ever. Only without
// ThreadSanitizer's own library; under a sanitizer, plain accesses are those of `tracked` alone.
#include "tests/interleave/execution.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include <dlfcn.h>

using tests::interleave::execution;
using tests::interleave::use;

namespace {

void* allocate(std::size_t bytes, std::size_t alignment) noexcept {
    if (bytes == 0) bytes = 1;
    if (auto* const inside = execution::inside()) return inside->allocate(bytes, alignment);
    if (alignment <= alignof(std::max_align_t)) return std::malloc(bytes);
    return std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
}

void* allocate_or_throw(std::size_t bytes, std::size_t alignment) {
    if (void* const block = allocate(bytes, alignment)) return block;
    throw std::bad_alloc();
}

void deallocate(void* block) noexcept {
    if (block == nullptr) return;
    auto* const inside = execution::inside();
    if (inside == nullptr || !inside->deallocate(block)) std::free(block);
}

} // namespace

void* operator new(std::size_t bytes) {
    return allocate_or_throw(bytes, 1);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return allocate_or_throw(bytes, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return allocate(bytes, 1);
}
void* operator new(std::size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return allocate(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* block) noexcept {
    deallocate(block);
}
void operator delete(void* block, std::size_t) noexcept {
    deallocate(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
    deallocate(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
    deallocate(block);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

void touch(const void* address, std::size_t bytes, use how) {
    if (auto* const inside = execution::inside()) inside->touch(address, bytes, how);
}

} // namespace

extern "C" {

void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}

#define CHANSCOPE_ACCESSES(bytes)                                                                  \
    void __tsan_read##bytes(void* at) {                                                            \
        touch(at, bytes, use::read);                                                               \
    }                                                                                              \
    void __tsan_write##bytes(void* at) {                                                           \
        touch(at, bytes, use::write);                                                              \
    }                                                                                              \
    void __tsan_unaligned_read##bytes(void* at) {                                                  \
        touch(at, bytes, use::read);                                                               \
    }                                                                                              \
    void __tsan_unaligned_write##bytes(void* at) {                                                 \
        touch(at, bytes, use::write);                                                              \
    }
CHANSCOPE_ACCESSES(1)
CHANSCOPE_ACCESSES(2)
CHANSCOPE_ACCESSES(4)
CHANSCOPE_ACCESSES(8)
CHANSCOPE_ACCESSES(16)
#undef CHANSCOPE_ACCESSES

void __tsan_read_range(void* at, unsigned long bytes) {
    touch(at, bytes, use::read);
}
void __tsan_write_range(void* at, unsigned long bytes) {
    touch(at, bytes, use::write);
}
void __tsan_vptr_update(void** at, void*) {
    touch(at, sizeof(void*), use::write);
}
void __tsan_vptr_read(void** at) {
    touch(at, sizeof(void*), use::read);
}

/// Exceptions are not allocated by operator new.
void* __cxa_allocate_exception(std::size_t bytes) noexcept {
    using function = void* (*)(std::size_t);
    static const auto real =
        reinterpret_cast<function>(::dlsym(RTLD_NEXT, "__cxa_allocate_exception"));
    void* const block = real(bytes);
    if (auto* const inside = execution::inside()) inside->is_new(block, bytes);
    return block;
}

// Of the test framework; nothing that is interleaved has a std::atomic.
unsigned char __tsan_atomic8_load(const volatile unsigned char* at, int) {
    return __atomic_load_n(at, __ATOMIC_SEQ_CST);
}
unsigned __tsan_atomic32_fetch_add(volatile unsigned* at, unsigned by, int) {
    return __atomic_fetch_add(at, by, __ATOMIC_SEQ_CST);
}

} // extern "C"

#endif
