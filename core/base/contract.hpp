// Broken contracts stop the program with one sentence. For errors of the programmer only: outcomes of
// a channel are values, and a user's mistake gets a message.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace chan::base {

[[noreturn]] inline void broken_contract(const char* sentence) noexcept {
    std::fprintf(stderr, "chanscope: broken contract: %s\n", sentence);
    std::abort();
}

inline void require(bool holds, const char* sentence) noexcept {
    if (!holds) [[unlikely]] {
        broken_contract(sentence);
    }
}

}  // namespace chan::base
