// One test body over all flavours and all runtimes. A body takes a `place`: a flavour on a stage,
// with which it makes channels and threads.
//
//     TYPED_TEST(conformance, a_message_arrives) {
//         this->on_all([](auto of) { auto [tx, rx] = of.template channel<int>(); … });
//     }
#pragma once

#include "core/channel/channel.hpp"
#include "tests/channel/stages.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace tests {

template <class Stage>
struct place {
    using stage = Stage;
    using runtime = typename Stage::runtime;
    using clock = typename runtime::clock;

    std::optional<std::size_t> bound; // none: unbounded; 0: rendezvous

    template <class T>
    using sender = chan::sender<T, runtime>;
    template <class T>
    using receiver = chan::receiver<T, runtime>;

    template <class T>
    [[nodiscard]] std::pair<sender<T>, receiver<T>> channel() const {
        return bound ? chan::sync_channel<T, runtime>(*bound) : chan::channel<T, runtime>();
    }
    template <class T>
    [[nodiscard]] auto mpmc_channel() const {
        return bound ? chan::mpmc::sync_channel<T, runtime>(*bound)
                     : chan::mpmc::channel<T, runtime>();
    }
    using selector = chan::selector<runtime>;
    [[nodiscard]] static auto after(auto time) { return chan::after<runtime>(time); }
    [[nodiscard]] static auto tick(auto period) { return chan::tick<runtime>(period); }
    template <class T>
    [[nodiscard]] static auto never() {
        return chan::never<T, runtime>();
    }
    template <class Body>
    [[nodiscard]] static auto spawn(Body body) {
        return Stage::spawn(std::move(body));
    }
    static void sleep(std::chrono::nanoseconds time) { Stage::sleep(time); }

    [[nodiscard]] bool is_rendezvous() const { return bound == 0U; }
    /// So many messages can be sent without anybody receiving, at most `wanted`.
    [[nodiscard]] int room(int wanted) const {
        return bound && *bound < static_cast<std::size_t>(wanted) ? static_cast<int>(*bound)
                                                                  : wanted;
    }
};

template <class Stage>
class conformance : public testing::Test {
protected:
    using bounds = std::initializer_list<std::optional<std::size_t>>;

    template <class Body>
    static void on(bounds flavours, Body body) {
        for (const auto bound : flavours) {
            SCOPED_TRACE("bound: " + (bound ? std::to_string(*bound) : "none"));
            Stage::play([&] { body(place<Stage>{bound}); });
        }
    }
    template <class Body>
    static void on_all(Body body) {
        on({std::nullopt, 0, 1, 3}, body);
    }
    /// Those with a queue.
    template <class Body>
    static void on_buffered(Body body) {
        on({std::nullopt, 1, 3}, body);
    }
    /// Those that can be full.
    template <class Body>
    static void on_limited(Body body) {
        on({0, 1, 3}, body);
    }
    template <class Body>
    static void on_bounded(Body body) {
        on({1, 3}, body);
    }
    template <class Body>
    static void on_rendezvous(Body body) {
        on({0}, body);
    }
    template <class Body>
    static void on_unbounded(Body body) {
        on({std::nullopt}, body);
    }
};

} // namespace tests
