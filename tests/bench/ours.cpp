// The channel benchmark's program for our own channels, through their public headers only.
#include "core/channel/channel.hpp"
#include "tests/bench/workloads.hpp"

#if __has_include("core/channel/select.hpp")
#include "core/channel/select.hpp"
#define CHANSCOPE_BENCH_SELECT 1
#else
#define CHANSCOPE_BENCH_SELECT 0
#endif

#include <cstdlib>
#include <utility>
#include <vector>

namespace {

/// What the benchmark never expects: the other end is gone.
template <class Result>
void expect(const Result& result) {
    if (!result) std::abort();
}

template <class T, class Receiver>
struct one_channel {
    chan::sender<T> tx;
    Receiver rx;

    auto sender() {
        return [tx = tx.clone()](T message) { expect(tx.send(std::move(message))); };
    }
    auto receiver() {
        if constexpr (requires { rx.clone(); }) {
            return [rx = rx.clone()] { return rx.recv().value(); };
        } else {
            return [&rx = rx] { return rx.recv().value(); };
        }
    }
};

#if CHANSCOPE_BENCH_SELECT
/// Four channels; the receiver takes from whichever has a message.
template <class T>
struct four_channels {
    std::vector<std::pair<chan::sender<T>, chan::receiver<T>>> channels;
    std::size_t given = 0;

    auto sender() {
        return [&tx = channels[given++].first](T message) { expect(tx.send(std::move(message))); };
    }
    auto receiver() {
        return [this] {
            T message{};
            const auto take = [&](std::expected<T, chan::recv_error> got) {
                message = std::move(got.value());
            };
            chan::select(
                chan::on(channels[0].second, take),
                chan::on(channels[1].second, take),
                chan::on(channels[2].second, take),
                chan::on(channels[3].second, take)
            );
            return message;
        };
    }
};
#endif

struct ours {
    template <class T, class Use>
    std::optional<bench::figures> open(const bench::row& row, Use use) {
        if (row.shape == bench::shape::select) return select<T>(row, use);
        if (row.consumers > 1) {
            auto [tx, rx] =
                row.bound ? chan::mpmc::sync_channel<T>(*row.bound) : chan::mpmc::channel<T>();
            one_channel<T, chan::mpmc::receiver<T>> ends{std::move(tx), std::move(rx)};
            return use(ends);
        }
        auto [tx, rx] = row.bound ? chan::sync_channel<T>(*row.bound) : chan::channel<T>();
        one_channel<T, chan::receiver<T>> ends{std::move(tx), std::move(rx)};
        return use(ends);
    }

private:
    template <class T, class Use>
    std::optional<bench::figures> select(const bench::row& row, Use use) {
#if CHANSCOPE_BENCH_SELECT
        four_channels<T> ends;
        for (std::size_t i = 0; i < row.producers; ++i) {
            ends.channels.push_back(chan::sync_channel<T>(*row.bound));
        }
        return use(ends);
#else
        (void)row, (void)use;
        return std::nullopt;
#endif
    }
};

} // namespace

int main(int argc, char** argv) {
    return bench::main(argc, argv, {{"ours", bench::run<ours>}});
}
