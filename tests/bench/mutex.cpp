// The channel benchmark's program for what one writes oneself with a mutex and condition variables:
// `mutex` is the textbook's queue (and a rendezvous), `mutex-swap` an unbounded one whose only
// receiver takes everything that is there at a time.
#include "tests/bench/workloads.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace {

/// A queue of at most `bound` messages, or of any number.
template <class T>
class queue {
public:
    explicit queue(std::optional<std::size_t> bound) : bound_(bound) {}

    void push(T message) {
        {
            std::unique_lock lock(mutex_);
            room_.wait(lock, [&] { return !bound_ || messages_.size() < *bound_; });
            messages_.push_back(std::move(message));
        }
        arrival_.notify_one();
    }

    T pop() {
        std::unique_lock lock(mutex_);
        arrival_.wait(lock, [&] { return !messages_.empty(); });
        T message = std::move(messages_.front());
        messages_.pop_front();
        lock.unlock();
        if (bound_) room_.notify_one();
        return message;
    }

private:
    const std::optional<std::size_t> bound_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable arrival_;
    std::deque<T> messages_;
};

/// Senders wait in a queue until their message is taken.
template <class T>
class rendezvous {
public:
    void push(T message) {
        offer mine{std::move(message)};
        std::unique_lock lock(mutex_);
        offers_.push_back(&mine);
        arrival_.notify_one();
        mine.end.wait(lock, [&] { return mine.taken; });
    }

    T pop() {
        std::unique_lock lock(mutex_);
        arrival_.wait(lock, [&] { return !offers_.empty(); });
        offer& next = *offers_.front();
        offers_.pop_front();
        T message = std::move(next.message);
        next.taken = true;
        next.end.notify_one(); // under the lock: the offer lives until its sender has it
        return message;
    }

private:
    struct offer {
        T message;
        bool taken = false;
        std::condition_variable end{};
    };

    std::mutex mutex_;
    std::condition_variable arrival_;
    std::deque<offer*> offers_;
};

/// Unbounded; the one receiver swaps its empty vector for the full one.
template <class T>
class swapping_queue {
public:
    void push(T message) {
        {
            const std::lock_guard lock(mutex_);
            incoming_.push_back(std::move(message));
        }
        arrival_.notify_one();
    }

    T pop() {
        if (next_ == taken_.size()) {
            taken_.clear();
            next_ = 0;
            std::unique_lock lock(mutex_);
            arrival_.wait(lock, [&] { return !incoming_.empty(); });
            std::swap(incoming_, taken_);
        }
        return std::move(taken_[next_++]);
    }

private:
    std::mutex mutex_;
    std::condition_variable arrival_;
    std::vector<T> incoming_;
    alignas(64) std::vector<T> taken_; // the receiver's own
    std::size_t next_ = 0;
};

struct mutex {
    template <class T, class Use>
    std::optional<bench::figures> open(const bench::row& row, Use use) {
        if (row.shape == bench::shape::select) return std::nullopt;
        if (row.bound == 0) {
            rendezvous<T> between;
            bench::shared_ends<T, rendezvous<T>> ends{between};
            return use(ends);
        }
        queue<T> between(row.bound);
        bench::shared_ends<T, queue<T>> ends{between};
        return use(ends);
    }
};

struct mutex_swap {
    template <class T, class Use>
    std::optional<bench::figures> open(const bench::row& row, Use use) {
        if (row.bound || row.consumers > 1) return std::nullopt;
        swapping_queue<T> between;
        bench::shared_ends<T, swapping_queue<T>> ends{between};
        return use(ends);
    }
};

} // namespace

int main(int argc, char** argv) {
    return bench::main(
        argc, argv, {{"mutex", bench::run<mutex>}, {"mutex-swap", bench::run<mutex_swap>}}
    );
}
