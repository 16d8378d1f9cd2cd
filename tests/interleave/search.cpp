#include "tests/interleave/search.hpp"

#include "tests/interleave/execution.hpp"

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <vector>

namespace tests::interleave {

namespace {

unsigned bit(int fiber) {
    return 1U << static_cast<unsigned>(fiber);
}
int lowest(unsigned of) {
    return std::countr_zero(of);
}

/// The same for executions that differ only in the order of independent operations.
std::string dependencies_of(const execution& of) {
    std::string text;
    for (int i = 0; i < of.fibers(); ++i) {
        for (const step& each : of.steps()) {
            if (each.fiber != i) continue;
            for (const auto at : each.order.at) text += std::to_string(at) + ' ';
        }
        text += '\n';
    }
    return text;
}

/// A state of the current path, and what is to be tried from it.
struct node {
    unsigned able = 0;
    unsigned asleep = 0; // going on by these leads to what was seen from another state
    unsigned planned = 0;
    unsigned done = 0;
    int chosen = nothing;
    // With a bound on preemptions:
    int turn = nothing;       // who has had the last step that others could notice
    int preempted = 0;        // on the way here
    bool is_left_free = true; // it cannot go on, or gives way of its own accord
};

class search {
public:
    explicit search(const bounds& within) : within_(within) {}

    outcome run(const std::function<void()>& body);

private:
    int choose(unsigned able);
    node arrive(unsigned able);
    bool advance();
    void plan_within_bound(node& here) const;
    void plan_reversals();
    void plan_reversal_of(int fiber, std::size_t first);

    bounds within_;
    execution execution_;
    std::vector<node> path_;
    std::size_t depth_ = 0;
    bool was_cut_short_ = false;
};

outcome search::run(const std::function<void()>& body) {
    outcome found;
    std::set<std::string> orders;
    do {
        depth_ = 0;
        was_cut_short_ = false;
        execution_.run(
            body, [this](unsigned able) { return choose(able); }, within_.steps
        );
        ++(was_cut_short_ ? found.repeats : found.executions);
        if (!was_cut_short_) {
            for (const auto& each : execution_.said()) ++found.seen[each];
            if (within_.counts_orders) orders.insert(dependencies_of(execution_));
            found.orders = orders.size();
        }
        found.longest = std::max(found.longest, execution_.steps().size());
        if (!execution_.failure().empty()) {
            found.failure = execution_.failure();
            found.schedule = execution_.schedule();
            break;
        }
        found.is_exhaustive = !advance();
    } while (!found.is_exhaustive && found.executions + found.repeats < within_.executions);
    return found;
}

int search::choose(unsigned able) {
    if (depth_ < path_.size()) {
        if (path_[depth_].able != able) {
            std::fputs("interleave: the test does not depend on its schedule alone\n", stderr);
            std::abort();
        }
        return path_[depth_++].chosen;
    }
    path_.push_back(arrive(able));
    node& here = path_.back();
    if (!within_.preemptions) plan_reversals();
    const unsigned candidates = able & ~here.asleep;
    if (candidates == 0) {
        was_cut_short_ = true;
        path_.pop_back();
        return nothing;
    }
    const unsigned last = depth_ > 0 ? bit(path_[depth_ - 1].chosen) & candidates : 0;
    here.chosen = lowest(last != 0 ? last : candidates);
    here.planned = bit(here.chosen);
    if (within_.preemptions) plan_within_bound(here);
    ++depth_;
    return here.chosen;
}

node search::arrive(unsigned able) {
    node here{.able = able};
    if (depth_ == 0) return here;
    const node& before = path_[depth_ - 1];
    const operation& done = execution_.steps().back().did;
    if (within_.preemptions) {
        here.turn = done.object == nothing ? before.turn : before.chosen;
        here.preempted = before.preempted;
        if (here.turn != before.turn && !before.is_left_free) ++here.preempted;
        if (here.turn == nothing || (able & bit(here.turn)) == 0) return here;
        const auto stands_at = execution_.announced(here.turn).what;
        here.is_left_free = stands_at == action::park_until || stands_at == action::relax;
        return here;
    }
    for (unsigned left = (before.asleep | before.done) & ~bit(before.chosen); left != 0;
         left &= left - 1) {
        const int fiber = lowest(left);
        if (!are_dependent(execution_.announced(fiber), done)) here.asleep |= bit(fiber);
    }
    return here;
}

/// What nobody can notice is done at once; else whoever has the turn keeps it, or is preempted.
void search::plan_within_bound(node& here) const {
    for (unsigned left = here.able; left != 0; left &= left - 1) {
        if (execution_.announced(lowest(left)).object != nothing) continue;
        here.chosen = lowest(left);
        here.planned = bit(here.chosen);
        return;
    }
    if (here.is_left_free || here.preempted < *within_.preemptions) {
        here.planned = here.able;
    } else {
        here.chosen = here.turn;
        here.planned = bit(here.turn);
    }
}

/// The next path to be tried. False: there is none.
bool search::advance() {
    while (!path_.empty()) {
        node& here = path_.back();
        here.done |= bit(here.chosen);
        if (const unsigned left = here.planned & ~here.done & ~here.asleep; left != 0) {
            here.chosen = lowest(left);
            return true;
        }
        path_.pop_back();
    }
    return false;
}

/// The last step is new; so are the operation that its fiber stands at now, and those of fibers
/// that it has made. Where one of them could have come before a step that it depends on, that order
/// is to be tried, too.
void search::plan_reversals() {
    const auto& steps = execution_.steps();
    if (steps.empty()) return;
    const std::size_t last = steps.size() - 1;
    for (int i = 0; i < execution_.fibers(); ++i) {
        if (execution_.is_finished(i)) continue;
        const bool is_new = i == steps[last].fiber || execution_.order_of(i).at[i] == 0;
        plan_reversal_of(i, is_new ? 0 : last);
    }
}

void search::plan_reversal_of(int fiber, std::size_t first) {
    const auto& steps = execution_.steps();
    const operation& next = execution_.announced(fiber);
    const vector_clock& known = execution_.order_of(fiber);
    if (next.object == nothing) return;
    for (std::size_t i = steps.size(); i > first; --i) {
        const step& before = steps[i - 1];
        const auto when = before.order.at[static_cast<std::size_t>(before.fiber)];
        if (known.covers(before.fiber, when) || !are_dependent(before.did, next)) continue;
        // A lock cannot be taken just before it is given back.
        if (next.what == action::lock && before.did.what == action::unlock) continue;
        // Who could start there on the way to `next`: itself, or whoever it depends on.
        node& there = path_[i - 1];
        unsigned starters = bit(fiber);
        for (std::size_t j = i; j < steps.size(); ++j) {
            const auto at = steps[j].order.at[static_cast<std::size_t>(steps[j].fiber)];
            if (known.covers(steps[j].fiber, at)) starters |= bit(steps[j].fiber);
        }
        starters &= there.able;
        if ((starters & there.planned) != 0) return;
        if ((starters & bit(fiber)) != 0) {
            there.planned |= bit(fiber);
        } else {
            there.planned |= starters != 0 ? bit(lowest(starters)) : there.able;
        }
        return;
    }
}

} // namespace

outcome explore(const bounds& within, const std::function<void()>& body) {
    return search(within).run(body);
}

std::string outcome::text(const bounds& within) const {
    std::string text = is_exhaustive ? "all " : "stopped after ";
    text += std::to_string(executions) + " executions";
    if (within.preemptions) {
        text += " with at most " + std::to_string(*within.preemptions) + " preemptions";
    }
    text += " (" + std::to_string(repeats) + " repeats cut short, at most "
        + std::to_string(longest) + " steps)";
    if (!failure.empty()) text += "\n" + failure + "\n" + schedule;
    return text;
}

} // namespace tests::interleave
