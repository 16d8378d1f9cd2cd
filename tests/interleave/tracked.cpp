#include "tests/interleave/tracked.hpp"

namespace tests::interleave {

void ledger::made(int number) noexcept {
    ++made_[static_cast<std::size_t>(number)];
}
void ledger::ended(int number) noexcept {
    ++ended_[static_cast<std::size_t>(number)];
}

bool ledger::is_settled() const noexcept {
    for (std::size_t i = 0; i < most; ++i) {
        if (ended_[i] != made_[i] || made_[i] > 1) return false;
    }
    return true;
}

bool ledger::has_ended(int number) const noexcept {
    return ended_[static_cast<std::size_t>(number)] > 0;
}

} // namespace tests::interleave
