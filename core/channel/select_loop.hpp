// Waiting on several cases at once, until exactly one of them is done.
//
// First each case is tried alone, beginning with another one each time. If none can go on, all
// sections and locks are taken, in the order of the channels' addresses; each case is tried once
// more, and then all of them wait in their channels, or it is said that none was ready. As all
// locks are held, no operation can slip in between, two selects cannot miss each other, and none
// has to take back what it began. A peer claims the whole select by one compare-and-swap
// (waiter.hpp), so exactly one case ends the wait.
//
// The way of taking all locks in one order: Go's runtime, selectgo.
#pragma once

#include "core/base/contract.hpp"
#include "core/channel/select_case.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

namespace chan::detail {

template <class Runtime>
class select_loop {
public:
    using cases = std::span<select_case<Runtime>* const>;
    using deadline_type = std::optional<typename Runtime::clock::time_point>;

    /// What came of it: the case, or none if the time is over (or, without waiting, none is ready).
    struct result {
        std::optional<std::size_t> index;
        status outcome = status::timed_out;
    };

    explicit select_loop(cases all) : all_(all) {
        for (auto* one : all_) {
            if (one->channel() == nullptr) continue;
            where_ = one;
            first_ = shuffled(one->channel()->next_turn()) % all_.size();
            break;
        }
    }

    /// One round, without waiting.
    [[nodiscard]] result try_once() {
        const result tried = each([](auto& one) { return one.try_alone(); });
        return tried.index ? tried : try_at_one_moment();
    }

    [[nodiscard]] result wait(deadline_type deadline) {
        const result tried = each([](auto& one) { return one.try_alone(); });
        return tried.index ? tried : wait_in_all(deadline);
    }

private:
    /// The turns of several selects that share a channel may follow each other in any rhythm, in
    /// which a remainder alone would let each of them begin with the same case for ever.
    [[nodiscard]] static std::size_t shuffled(std::size_t turn) noexcept {
        std::uint64_t bits = turn + 0x9E37'79B9'7F4A'7C15U; // the mixer of SplitMix64
        bits = (bits ^ (bits >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D0'49BB'1331'11EBU;
        return static_cast<std::size_t>(bits ^ (bits >> 31U));
    }

    /// The first case, in this select's order, that need not wait.
    template <class Attempt>
    result each(Attempt attempt) {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            const std::size_t index = (first_ + i) % all_.size();
            const status tried = attempt(*all_[index]);
            if (tried != status::would_block) return {index, tried};
        }
        return {};
    }

    /// That none is ready is true of all together.
    result try_at_one_moment() {
        sort_by_channel();
        result tried;
        with_all_held([&](wake_list<Runtime>& woken) {
            tried = each([&](auto& one) { return one.try_locked(woken); });
            if (!tried.index && where_ != nullptr) where_->give_up(where_->not_ready());
        });
        return tried;
    }

    result wait_in_all(deadline_type deadline) {
        sort_by_channel();
        while (true) {
            selection<Runtime> self;
            if (const result tried = try_or_list(self, deadline); tried.index) return tried;
            if (!park(self, earliest(deadline))) {
                if (const result due = each([](auto& one) { return one.try_if_timed(); });
                    due.index || (deadline && Runtime::clock::now() >= *deadline)) {
                    return due;
                }
            } else if (const result ended = end_wait(); ended.index) {
                return ended;
            }
        }
    }

    result try_or_list(selection<Runtime>& self, deadline_type deadline) {
        result tried;
        with_all_held([&](wake_list<Runtime>& woken) {
            tried = each([&](auto& one) { return one.try_locked(woken); });
            if (tried.index) return;
            const deadline_type until = earliest(deadline);
            for (auto* one : all_) one->list(self, until);
        });
        return tried;
    }

    /// Sleeps until a peer has claimed the select and is done with it, or until the time is over.
    /// False: it is, and no peer will come. Either way no case waits any more.
    bool park(selection<Runtime>& self, deadline_type until) {
        bool was_claimed = false;
        try {
            was_claimed = self.parker.park_until(until);
        } catch (...) {
            // Who has claimed it has unparked it by the time all sections are held.
            with_all_held([&](auto&) {
                for (auto* one : all_) one->unlist();
            });
            throw;
        }
        bool is_over = false;
        with_all_held([&](auto&) {
            for (auto* one : all_) one->unlist();
            if (was_claimed || !self.take()) return;
            is_over = true;
            if (where_ != nullptr) where_->give_up(probe::reason::timeout);
        });
        if (is_over) return false;
        if (!was_claimed) self.parker.park(); // a peer was faster, and is about to unpark
        return true;
    }

    /// Which case has ended the wait; none if its peer's payload threw.
    result end_wait() {
        result ended;
        for (std::size_t index = 0; index < all_.size(); ++index) {
            const status outcome = all_[index]->end_wait();
            if (outcome == status::done || outcome == status::disconnected) {
                ended = {index, outcome};
            }
        }
        return ended;
    }

    [[nodiscard]] deadline_type earliest(deadline_type deadline) const {
        for (auto* one : all_) {
            const deadline_type due = one->next_due();
            if (due && (!deadline || *due < *deadline)) deadline = due;
        }
        return deadline;
    }

    /// One case for each channel.
    void sort_by_channel() {
        for (auto* one : all_) {
            if (one->channel() != nullptr) by_channel_.push_back(one);
        }
        const auto channel = &select_case<Runtime>::channel;
        std::ranges::sort(by_channel_, std::less<>(), channel);
        const auto twice = std::ranges::unique(by_channel_, std::equal_to<>(), channel);
        by_channel_.erase(twice.begin(), twice.end());
    }

    /// In the sections of all channels, and with all their locks: the wake-ups come after the locks
    /// and before the sections are left.
    template <class Body>
    void with_all_held(Body body, [[maybe_unused]] std::size_t sections = 0) {
        if constexpr (!std::is_empty_v<typename Runtime::section>) {
            if (sections < by_channel_.size()) {
                typename Runtime::section section(by_channel_[sections]->channel()->tag);
                return with_all_held(body, sections + 1);
            }
        }
        wake_list<Runtime> woken;
        const all_locks locks(by_channel_);
        body(woken);
    }
    struct all_locks {
        explicit all_locks(cases of) noexcept : of_(of) {
            for (auto* one : of_) one->lock();
        }
        all_locks(const all_locks&) = delete;
        all_locks& operator=(const all_locks&) = delete;
        ~all_locks() {
            for (auto* one : of_) one->unlock();
        }
        cases of_;
    };

    cases all_;
    std::vector<select_case<Runtime>*> by_channel_; // the first on each channel, by its address
    select_case<Runtime>* where_ = nullptr;       // the first of them
    std::size_t first_ = 0;
};

} // namespace chan::detail
