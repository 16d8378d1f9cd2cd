#include "core/run/live_schedule.hpp"

#include "core/run/choice_reader.hpp"

#include <deque>
#include <map>

namespace chan::run {

namespace {

template <class Found>
void read_all(const trace::log& log, Found found) {
    choice_reader reader;
    for (const trace::event& event : log) {
        reader.read(event.fact, found);
    }
}

} // namespace

sched::schedule schedule_of(const trace::log& log) {
    sched::schedule choices;
    read_all(log, [&](const read_choice& one) { choices.emplace_back(one.chosen, one.result); });
    return choices;
}

sched::schedule schedule_of(const std::vector<sched::made_choice>& made, const trace::log& log) {
    // Each actor's results in its order: where time stands among them, the log does not say.
    std::map<sched::choice, std::deque<sched::outcome>> results;
    read_all(log, [&](const read_choice& one) { results[one.chosen].push_back(one.result); });
    sched::schedule choices;
    for (const sched::made_choice& one : made) {
        auto& left = results[one.chosen];
        choices.emplace_back(one.chosen, left.empty() ? sched::outcome{} : left.front());
        if (!left.empty()) {
            left.pop_front();
        }
    }
    return choices;
}

} // namespace chan::run
