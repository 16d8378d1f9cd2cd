// A thread with a small stack, to see what is built on it.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>

#include <pthread.h>

namespace tests {

/// Runs the body on a thread whose stack is this small.
inline void on_a_stack_of(std::size_t bytes, const std::function<void()>& body) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, bytes), 0);
    pthread_t thread{};
    auto run = [](void* what) -> void* {
        (*static_cast<const std::function<void()>*>(what))();
        return nullptr;
    };
    ASSERT_EQ(
        pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&body)), 0
    );
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

} // namespace tests
