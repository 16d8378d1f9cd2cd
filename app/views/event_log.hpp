// The log in plain words, as rows: one for each event that is worth telling and for each wait that
// begins with it, grown event by event.
// The words are kept in one string, so that 100,000 rows are a few megabytes and cost nothing to
// draw.
//
// Invariant: rows are in the order of their events.
#pragma once

#include "app/session/words.hpp"
#include "core/model/history.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

class event_log {
public:
    struct row {
        std::size_t event = 0; // its index in the log
        std::int64_t at_ns = 0;
        chan::model::actor_number actor = 0; // no_actor: of nobody in particular
        chan::model::status status = chan::model::status::running; // of that actor, afterwards
        std::size_t begin = 0;
        std::size_t length = 0;
    };

    /// Takes in at most `most` events that `log` has beyond what is known. Another `run`, or
    /// another listing by whose numbers lines are named, begins anew. True while there is more to
    /// take in.
    bool follow(
        std::uint64_t run,
        const chan::trace::log& log,
        const scenarios::listing& lines,
        std::size_t most = std::numeric_limits<std::size_t>::max()
    );

    [[nodiscard]] const std::vector<row>& rows() const { return rows_; }
    [[nodiscard]] std::string_view words(const row& of) const {
        return std::string_view(text_).substr(of.begin, of.length);
    }
    [[nodiscard]] std::string_view name(chan::model::actor_number actor) const;
    /// The last row that has happened in a world of so many events; none: npos.
    [[nodiscard]] std::size_t row_at(std::size_t events) const;
    static constexpr std::size_t npos = std::numeric_limits<std::size_t>::max();

private:
    void add(
        const chan::trace::event& event, chan::model::actor_number actor, std::string_view words
    );
    /// Who waits from now on, once for each operation.
    void note_waits(const chan::trace::event& event);

    chan::model::world folded_;
    std::set<chan::model::actor_number> told_waits_; // whose present operation was told to wait
    std::uint64_t run_ = 0;
    const scenarios::listing* lines_ = nullptr;
    std::size_t known_ = 0;
    std::vector<row> rows_;
    std::string text_;
};

} // namespace app::views
