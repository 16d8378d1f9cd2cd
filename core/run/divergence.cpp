#include "core/run/divergence.hpp"

#include "core/export/words.hpp"

namespace chan::run {

namespace {

std::string number_of(std::size_t place) {
    return "choice " + std::to_string(place + 1);
}

std::string name_of(const model::world& state, probe::actor_number actor) {
    const model::actor* found = state.find_actor(actor);
    return found != nullptr ? found->name : "thread " + std::to_string(actor);
}

std::string by_schedule(const sched::scheduled_choice& what, const model::world& state) {
    if (what.chosen.is_time()) {
        return "time passes";
    }
    return name_of(state, what.chosen.actor) + ' '
        + (what.expected.is_known() ? words_of(what.expected) : "goes on");
}

} // namespace

std::string words_of(const other_result& what, const model::world& state, shown_line lines) {
    const probe::fact& operation = what.operation;
    std::string words = "at " + number_of(what.place) + " of the schedule, "
        + name_of(state, operation.actor) + "'s "
        + exporter::call_words({.op = operation.op, .label = operation.label});
    const std::uint32_t line = lines ? lines(operation.site) : 0;
    if (line != 0) {
        words += " on line " + std::to_string(line);
    }
    return words + ' ' + words_of(what.happened) + ", but the schedule says that it "
        + words_of(what.expected);
}

std::string words_of_impossible(
    std::size_t place, const sched::scheduled_choice& what, const model::world& state
) {
    std::string words = number_of(place) + " of the schedule is not possible here: by the schedule "
        + by_schedule(what, state) + ", but ";
    const model::actor* who = state.find_actor(what.chosen.actor);
    if (what.chosen.is_time()) {
        return words + "no thread waits for a time";
    }
    return words
        + (who != nullptr ? who->name + ' ' + exporter::state_words(state, *who)
                          : "there is no such thread");
}

std::string words_of_early_end(
    std::size_t place, const sched::scheduled_choice& next, const model::world& state
) {
    return "the run ended before " + number_of(place) + " of the schedule, by which "
        + by_schedule(next, state);
}

} // namespace chan::run
