// Passing on, with a listing in place of a mapping of lines.
#include "app/session/words.hpp"

#include "core/export/words.hpp"

#include <utility>

namespace app::session {
namespace {

/// 0 where the line is not shown, as core/export wants it.
auto shown_lines(const scenarios::listing& lines) {
    return [&lines](const chan::probe::call_site& site) { return lines.line_of(site).value_or(0); };
}

} // namespace

told_event words_of(
    const chan::model::world& after, const chan::probe::fact& what, const scenarios::listing& lines
) {
    auto line_of = shown_lines(lines);
    chan::exporter::event_words told = chan::exporter::words_of(after, what, line_of);
    return {.actor = told.actor, .what = std::move(told.what)};
}

std::string state_words(const chan::model::world& state, const chan::model::actor& who) {
    return chan::exporter::state_words(state, who);
}

std::vector<std::string> why_words(
    const chan::model::world& state,
    const chan::model::explanation& why,
    const scenarios::listing& lines,
    std::int64_t stage_ns
) {
    auto line_of = shown_lines(lines);
    return chan::exporter::why_sentences(state, why, line_of, stage_ns);
}

std::vector<std::string>
hang_words(const chan::model::world& state, const scenarios::listing& lines) {
    auto line_of = shown_lines(lines);
    return chan::exporter::hang_sentences(state, line_of);
}

std::string duration_words(std::int64_t nanoseconds) {
    return chan::exporter::duration_words(nanoseconds);
}

} // namespace app::session
