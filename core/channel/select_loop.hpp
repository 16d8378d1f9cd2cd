// Waiting on several cases at once, until exactly one of them is done.
//
// First each case is tried alone, in a shuffled order, so that of those that are ready each is as
// likely as the others. If none can go on, all sections and locks are taken, in the order of the
// channels' addresses; each case is tried once more, and then all of them wait in their channels,
// or it is said that none was ready. As all locks are held, no operation can slip in between, two
// selects cannot miss each other, and none has to take back what it began. A peer claims the whole
// select by one compare-and-swap (waiter.hpp), so exactly one case ends the wait.
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
#include <utility>
#include <vector>

namespace chan::detail {

/// A case, and its place among the others as the user counts them.
template <class Runtime>
struct choice {
    select_case<Runtime>* of;
    std::size_t place;
};

template <class Runtime>
class select_loop {
public:
    using cases = std::span<choice<Runtime>>; // in the order of their places; it is shuffled
    using deadline_type = std::optional<typename Runtime::clock::time_point>;

    /// What came of it: the case, or none if the time is over (or, without waiting, none is ready).
    struct result {
        std::optional<choice<Runtime>> chosen;
        status outcome = status::timed_out;
    };

    explicit select_loop(cases all) : all_(all) {
        for (const auto& one : all_) {
            if (one.of->channel() == nullptr) continue;
            where_ = one.of;
            break;
        }
        if (!all_.empty()) random_ = mixed((where_ != nullptr ? where_ : all_[0].of)->next_turn());
    }

    /// One round, without waiting.
    [[nodiscard]] result try_once() {
        const result tried = each([](auto& one) { return one.try_alone(); });
        return tried.chosen ? tried : try_at_one_moment();
    }

    [[nodiscard]] result wait(deadline_type deadline) {
        const result tried = each([](auto& one) { return one.try_alone(); });
        return tried.chosen ? tried : wait_in_all(deadline);
    }

private:
    /// The turns of several selects that share a channel may follow each other in any rhythm, in
    /// which a remainder alone would let each of them begin with the same case for ever.
    [[nodiscard]] static std::uint64_t mixed(std::uint64_t turn) noexcept {
        std::uint64_t bits = turn + 0x9E37'79B9'7F4A'7C15U; // the mixer of SplitMix64
        bits = (bits ^ (bits >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D0'49BB'1331'11EBU;
        return bits ^ (bits >> 31U);
    }
    /// Any number below `end`.
    [[nodiscard]] std::size_t below(std::size_t end) noexcept {
        random_ = random_ * 0x5851'F42D'4C95'7F2DU + 0x1405'7B7E'F767'814FU; // Knuth's, of MMIX
        return static_cast<std::size_t>((random_ >> 32U) * end >> 32U);
    }

    /// The first case, in any order, that need not wait. Shuffles as far as it comes.
    template <class Attempt>
    result each(Attempt attempt) {
        for (std::size_t i = 0; i < all_.size(); ++i) {
            std::swap(all_[i], all_[i + below(all_.size() - i)]);
            const status tried = attempt(*all_[i].of);
            if (tried != status::would_block) return {all_[i], tried};
        }
        return {};
    }

    /// That none is ready is true of all together.
    result try_at_one_moment() {
        sort_by_channel();
        result tried;
        with_all_held([&](wake_list<Runtime>& woken) {
            tried = each([&](auto& one) { return one.try_locked(woken); });
            if (!tried.chosen && where_ != nullptr) where_->give_up(where_->not_ready());
        });
        return tried;
    }

    result wait_in_all(deadline_type deadline) {
        sort_by_channel();
        while (true) {
            selection<Runtime> self;
            if (const result tried = try_or_list(self, deadline); tried.chosen) return tried;
            if (!park(self, earliest(deadline))) {
                const result due = each([](auto& one) {
                    return one.channel() == nullptr ? one.try_alone() : status::would_block;
                });
                if (due.chosen || (deadline && Runtime::clock::now() >= *deadline)) return due;
            } else if (const result ended = end_wait(); ended.chosen) {
                return ended;
            }
        }
    }

    result try_or_list(selection<Runtime>& self, deadline_type deadline) {
        result tried;
        with_all_held([&](wake_list<Runtime>& woken) {
            tried = each([&](auto& one) { return one.try_locked(woken); });
            if (tried.chosen) return;
            const deadline_type until = earliest(deadline);
            std::ranges::sort(all_, std::less<>(), &choice<Runtime>::place);
            for (const auto& one : all_) one.of->list(self, until);
        });
        return tried;
    }

    /// Sleeps until a peer has claimed the select and is done with it, or until the time is over.
    /// False: it is, and no peer will come. Either way no case waits any more.
    bool park(selection<Runtime>& self, deadline_type until) {
        bool was_claimed = false;
        try {
            was_claimed = self.park_until(until);
        } catch (...) {
            // Who has claimed it has unparked it by the time all sections are held.
            with_all_held([&](auto&) {
                for (const auto& one : all_) one.of->unlist();
            });
            throw;
        }
        bool is_over = false;
        with_all_held([&](auto&) {
            for (const auto& one : all_) one.of->unlist();
            if (was_claimed || !self.take()) return;
            is_over = true;
            if (where_ != nullptr) where_->give_up(probe::reason::timeout);
        });
        if (is_over) return false;
        if (!was_claimed) self.park(); // a peer was faster, and is about to unpark
        return true;
    }

    /// Which case has ended the wait; none if its peer's payload threw.
    result end_wait() {
        result ended;
        for (const auto& one : all_) {
            const status outcome = one.of->end_wait();
            if (outcome == status::done || outcome == status::disconnected) ended = {one, outcome};
        }
        return ended;
    }

    [[nodiscard]] deadline_type earliest(deadline_type deadline) const {
        for (const auto& one : all_) {
            const deadline_type due = one.of->next_due();
            if (due && (!deadline || *due < *deadline)) deadline = due;
        }
        return deadline;
    }

    /// One case for each channel.
    void sort_by_channel() {
        for (const auto& one : all_) {
            if (one.of->channel() != nullptr) by_channel_.push_back(one.of);
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
        explicit all_locks(std::span<select_case<Runtime>* const> of) noexcept : of_(of) {
            for (auto* one : of_) one->lock();
        }
        all_locks(const all_locks&) = delete;
        all_locks& operator=(const all_locks&) = delete;
        ~all_locks() {
            for (auto* one : of_) one->unlock();
        }
        std::span<select_case<Runtime>* const> of_;
    };

    cases all_;
    std::vector<select_case<Runtime>*> by_channel_; // one for each channel, by its address
    select_case<Runtime>* where_ = nullptr;         // the first of them, by its place
    std::uint64_t random_ = 0;
};

} // namespace chan::detail
