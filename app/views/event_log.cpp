// Folding along the log; the words are made in the world after each event.
#include "app/views/event_log.hpp"

#include "core/model/apply.hpp"

#include <algorithm>

namespace app::views {

bool event_log::follow(
    std::uint64_t run,
    const chan::trace::log& log,
    const scenarios::listing& lines,
    std::size_t most
) {
    if (run != run_ || &lines != lines_ || log.size() < known_) {
        *this = {};
        run_ = run;
        lines_ = &lines;
    }
    const std::size_t until = known_ + std::min(most, log.size() - known_);
    for (; known_ < until; ++known_) {
        const chan::trace::event& event = log[known_];
        chan::model::apply(folded_, event);
        const session::told_event told = session::words_of(folded_, event.fact, lines);
        add(event, told.actor, told.what);
        note_waits(event);
    }
    return known_ < log.size();
}

void event_log::add(
    const chan::trace::event& event, chan::model::actor_number actor, std::string_view words
) {
    if (words.empty()) return;
    const chan::model::actor* who = folded_.find_actor(actor);
    rows_.push_back({
        .event = known_,
        .at_ns = event.stage_ns,
        .actor = actor,
        .status = who != nullptr ? who->status : chan::model::status::running,
        .begin = text_.size(),
        .length = words.size(),
    });
    text_ += words;
}

void event_log::note_waits(const chan::trace::event& event) {
    using chan::probe::kind;
    if (event.fact.kind == kind::op_announced || event.fact.kind == kind::actor_finished) {
        told_waits_.erase(event.fact.actor);
    }
    for (const chan::model::actor& who : folded_.actors) {
        if (!chan::model::is_waiting(who.status) || !told_waits_.insert(who.number).second) {
            continue;
        }
        add(event, who.number, session::state_words(folded_, who));
    }
}

std::string_view event_log::name(chan::model::actor_number actor) const {
    const chan::model::actor* who = folded_.find_actor(actor);
    return who != nullptr ? std::string_view(who->name) : std::string_view();
}

std::size_t event_log::row_at(std::size_t events) const {
    const auto after = std::ranges::lower_bound(rows_, events, {}, &row::event);
    return after == rows_.begin() ? npos : static_cast<std::size_t>(after - rows_.begin()) - 1;
}

} // namespace app::views
