// The channel benchmark's program for moodycamel's queues: `moodycamel` is ConcurrentQueue (many to
// many, unbounded), `moodycamel-rw` ReaderWriterQueue and its circular buffer (one to one).
#include "tests/bench/workloads.hpp"

#include <concurrentqueue/blockingconcurrentqueue.h>
#include <readerwriterqueue/readerwritercircularbuffer.h>
#include <readerwriterqueue/readerwriterqueue.h>

namespace {

/// With tokens, as its manual advises.
template <class T>
struct concurrent_ends {
    using queue_type = moodycamel::BlockingConcurrentQueue<T>;
    queue_type& queue;

    auto sender() {
        return [&queue = queue, token = moodycamel::ProducerToken(queue)](T message) {
            queue.enqueue(token, message);
        };
    }
    auto receiver() {
        return [&queue = queue, token = moodycamel::ConsumerToken(queue)]() mutable {
            T message;
            queue.wait_dequeue(token, message);
            return message;
        };
    }
};

struct concurrent {
    template <class T, class Use>
    std::optional<bench::figures> open(const bench::row& row, Use use) {
        if (row.bound) return std::nullopt;
        moodycamel::BlockingConcurrentQueue<T> queue;
        concurrent_ends<T> ends{queue};
        return use(ends);
    }
};

template <class T>
struct one_to_one {
    moodycamel::BlockingReaderWriterQueue<T> queue;

    void push(const T& message) { queue.enqueue(message); }
    T pop() {
        T message;
        queue.wait_dequeue(message);
        return message;
    }
};

template <class T>
struct circular {
    moodycamel::BlockingReaderWriterCircularBuffer<T> buffer;

    void push(const T& message) { buffer.wait_enqueue(message); }
    T pop() {
        T message;
        buffer.wait_dequeue(message);
        return message;
    }
};

struct reader_writer {
    template <class T, class Use>
    std::optional<bench::figures> open(const bench::row& row, Use use) {
        if (row.producers > 1 || row.consumers > 1 || row.bound == 0) return std::nullopt;
        if (row.bound) {
            circular<T> queue{moodycamel::BlockingReaderWriterCircularBuffer<T>(*row.bound)};
            bench::shared_ends<T, circular<T>> ends{queue};
            return use(ends);
        }
        one_to_one<T> queue;
        bench::shared_ends<T, one_to_one<T>> ends{queue};
        return use(ends);
    }
};

} // namespace

int main(int argc, char** argv) {
    return bench::main(
        argc,
        argv,
        {{"moodycamel", bench::run<concurrent>}, {"moodycamel-rw", bench::run<reader_writer>}}
    );
}
