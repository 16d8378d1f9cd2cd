// The runtime of everyday use: real atomics, a real parker, the steady clock, and nothing of the
// probe. Its tags, tickets and sites are empty and its verbs do nothing, so that all of it compiles
// away.
#pragma once

#include "core/probe/fence.hpp"
#include "core/probe/futex_parker.hpp"
#include "core/probe/runtime.hpp"
#include "core/probe/wait_policy.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace chan::probe {

struct native {
    template <class T>
    using atomic = std::atomic<T>;
    using clock = std::chrono::steady_clock;
    using parker = futex_parker;

    using lock_tries = probe::lock_tries;
    using wait_memory = probe::wait_memory;
    using patience = probe::patience;
    static void light_fence() noexcept { probe::light_fence(); }
    static bool heavy_fence() noexcept { return probe::heavy_fence(); }
    static void wait_on(const futex_word& word, std::uint32_t seen) noexcept {
        futex_wait(word, seen);
    }
    static void wait_briefly_on(const futex_word& word, std::uint32_t seen) noexcept {
        futex_wait_until(word, seen, clock::now() + longest_sleep_without_fence);
    }
    static void wake_one(const futex_word* word) noexcept { futex_wake(word); }
    static bool leaving() noexcept { return false; }

    struct site {
        static consteval site current() noexcept { return {}; }
    };

    /// Stands for a tag, a ticket, a section or a scope: takes whatever describes it, and forgets
    /// it. A type of its own for each, so that two of them never need two addresses.
    template <class Name>
    struct nothing {
        template <class... Args>
        [[gnu::always_inline]] explicit constexpr nothing(const Args&...) noexcept {}
    };
    using channel_tag = nothing<struct channel_tag_name>;
    using lock_tag = nothing<struct lock_tag_name>;
    using handle_tag = nothing<struct handle_tag_name>;
    using ticket = nothing<struct ticket_name>;
    using section = nothing<struct section_name>;
    using into_message = nothing<struct into_message_name>;
    using into_actor = nothing<struct into_actor_name>;
    using into_lock = nothing<struct into_lock_name>;

    template <class... Args>
    [[gnu::always_inline]] static constexpr void point(const Args&...) noexcept {}
    template <class... Args>
    [[gnu::always_inline]] static constexpr void point_in_destructor(const Args&...) noexcept {}
    template <class... Args>
    [[gnu::always_inline]] static constexpr void note(const Args&...) noexcept {}
    template <class... Args>
    [[gnu::always_inline]] static constexpr void note_sent(const Args&...) noexcept {}
    template <class... Args>
    [[gnu::always_inline]] static constexpr void note_handed_over(const Args&...) noexcept {}
    template <class... Args>
    [[gnu::always_inline]] static constexpr void note_dropped(const Args&...) noexcept {}
    template <class... Args>
    [[gnu::always_inline]] static constexpr void note_discarded(const Args&...) noexcept {}
};
static_assert(runtime<native>);

} // namespace chan::probe
