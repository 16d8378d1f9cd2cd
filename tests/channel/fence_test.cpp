// A process may lose the system call behind the heavy fence while it runs: a sandbox puts a filter
// over it. Then nobody may sleep until a wake that does not come.
#include "core/base/contract.hpp"
#include "core/channel/channel.hpp"
#include "core/probe/native.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tests {

/// From here on the call fails for this process. False: it cannot be taken away.
bool take_membarrier_away() {
    std::array<sock_filter, 4> program{{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog filter{program.size(), program.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// Its threads sleep at once where a lock is taken.
struct without_tries : chan::probe::native {
    struct lock_tries {
        static bool again() noexcept { return false; }
    };
};
/// And no wake comes, as nobody sees that they sleep.
struct overlooked : without_tries {
    static bool heavy_fence() noexcept { return false; }
    static void wait_on(const chan::probe::futex_word&, std::uint32_t) noexcept {
        chan::base::broken_contract("a sleep without an end, of one whose fence has failed");
    }
    static void wake_one(const chan::probe::futex_word*) noexcept {}
};

/// So many messages there and back, of two pairs of threads that share the channels.
template <class Runtime>
void hand_over(int messages) {
    auto [tx, rx] = chan::mpmc::sync_channel<int, Runtime>(1);
    auto [back_tx, back] = chan::mpmc::sync_channel<int, Runtime>(1);
    const auto answer = [messages, rx = std::ref(rx), tx = std::ref(back_tx)] {
        for (int i = 0; i < messages; ++i) ASSERT_TRUE(tx.get().send(*rx.get().recv()));
    };
    const auto ask = [messages, rx = std::ref(back), tx = std::ref(tx)] {
        for (int i = 0; i < messages; ++i) {
            ASSERT_TRUE(tx.get().send(int(i)));
            ASSERT_TRUE(rx.get().recv());
        }
    };
    const std::array threads{
        std::jthread(answer), std::jthread(answer), std::jthread(ask), std::jthread(ask)};
}

TEST(fence, that_fails_ends_no_sleep_too_late) {
    hand_over<overlooked>(5'000);
}

TEST(fence_death, that_is_taken_away_says_so_and_messages_still_pass) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    EXPECT_EXIT(
        {
            const bool needs_the_call = chan::probe::detail::fences.are_asymmetric();
            if (!chan::probe::heavy_fence()) _exit(1);
            if (!take_membarrier_away()) _exit(0); // may not be done here
            if (chan::probe::heavy_fence() == needs_the_call) _exit(2);
            ::alarm(30);
            hand_over<without_tries>(5'000);
            _exit(0);
        },
        testing::ExitedWithCode(0), ""
    );
}

} // namespace tests
