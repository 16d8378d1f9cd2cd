// The channel benchmark's program for TBB's concurrent_bounded_queue, with a capacity and without.
#include "tests/bench/workloads.hpp"

#include <oneapi/tbb/concurrent_queue.h>

namespace {

template <class T>
struct queue {
    tbb::concurrent_bounded_queue<T> inner;

    void push(const T& message) { inner.push(message); }
    T pop() {
        T message;
        inner.pop(message);
        return message;
    }
};

struct tbb_queue {
    template <class T, class Use>
    std::optional<bench::figures> open(const bench::row& row, Use use) {
        // a capacity of 0 is no rendezvous there
        if (row.shape == bench::shape::select || row.bound == 0) return std::nullopt;
        queue<T> between;
        if (row.bound) between.inner.set_capacity(static_cast<std::ptrdiff_t>(*row.bound));
        bench::shared_ends<T, queue<T>> ends{between};
        return use(ends);
    }
};

} // namespace

int main(int argc, char** argv) {
    return bench::main(argc, argv, {{"tbb", bench::run<tbb_queue>}});
}
