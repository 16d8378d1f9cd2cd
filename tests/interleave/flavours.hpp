// The flavours of channels, as parameters of tests.
#pragma once

#include "core/channel/channel.hpp"
#include "tests/interleave/interleaved.hpp"
#include "tests/interleave/tracked.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace tests::interleave {

struct flavour {
    const char* name;
    std::optional<std::size_t> bound; // none: unbounded; 0: rendezvous

    template <class Runtime = interleaved>
    [[nodiscard]] auto make() const {
        return bound ? chan::sync_channel<tracked, Runtime>(*bound)
                     : chan::channel<tracked, Runtime>();
    }
    template <class Runtime = interleaved>
    [[nodiscard]] auto make_mpmc() const {
        return bound ? chan::mpmc::sync_channel<tracked, Runtime>(*bound)
                     : chan::mpmc::channel<tracked, Runtime>();
    }
    [[nodiscard]] bool is_rendezvous() const { return bound == 0; }
};

inline constexpr flavour unbounded{"unbounded", std::nullopt};
inline constexpr flavour bounded_1{"bounded_1", 1};
inline constexpr flavour bounded_2{"bounded_2", 2};
inline constexpr flavour rendezvous{"rendezvous", 0};
inline constexpr std::array flavours{unbounded, bounded_1, bounded_2, rendezvous};
inline constexpr std::array buffered{unbounded, bounded_1, bounded_2};
inline constexpr std::array limited{bounded_1, bounded_2, rendezvous};

/// Two channels, always in the same order of their addresses: selects lock in that order.
inline auto two_of(auto make) {
    auto one = make();
    auto two = make();
    const auto* const first = &chan::detail::access::channel(one.first);
    const auto* const second = &chan::detail::access::channel(two.first);
    if (std::less<>()(second, first)) return std::pair(std::move(two), std::move(one));
    return std::pair(std::move(one), std::move(two));
}

inline std::string name_of(const testing::TestParamInfo<flavour>& info) {
    return info.param.name;
}
inline std::ostream& operator<<(std::ostream& to, const flavour& of) {
    return to << of.name;
}

} // namespace tests::interleave
