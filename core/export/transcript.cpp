// The transcript: a fold that talks.
#include "core/export/transcript.hpp"

#include "core/export/names.hpp"
#include "core/model/apply.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace chan::exporter {

namespace {

using probe::kind;

class transcriber {
public:
    transcriber(std::ostream& into, const transcript_options& how) : into_(into), how_(how) {}

    /// So wide that every actor's name fits.
    void make_room_for(const trace::log& log) {
        for (const trace::event& event : log) {
            if (event.fact.kind == kind::actor_spawned) {
                name_width_ = std::max(name_width_, event.fact.label.view().size());
            }
        }
    }

    void tell(const trace::event& event) {
        model::apply(state_, event);
        const probe::fact& what = event.fact;
        if (matters(what)) {
            const event_words told = words_of(state_, what, how_.lines);
            line(told.actor, what.kind == kind::printed ? printed(what) : told.what);
        }
        if (what.kind == kind::op_announced || what.kind == kind::actor_finished) {
            told_waits_.erase(what.actor);
        }
        for (const model::actor& who : state_.actors) {
            if (model::is_waiting(who.status) && told_waits_.insert(who.number).second) {
                line(who.number, state_words(state_, who));
            }
        }
        if (what.kind == kind::run_ended) {
            for (const std::string& sentence : hang_sentences(state_, how_.lines)) {
                line(probe::no_actor, sentence);
            }
        }
    }

private:
    /// What only moves a handle about is seen from what it makes possible.
    [[nodiscard]] static bool matters(const probe::fact& what) {
        return what.kind != kind::handle_moved && what.kind != kind::lock_created;
    }

    [[nodiscard]] std::string printed(const probe::fact& what) const {
        const bool known = what.number < how_.output.size();
        return "prints \"" + (known ? how_.output[what.number] : std::string(what.label.view()))
            + '"';
    }

    void line(model::actor_number who, const std::string& words) {
        if (words.empty()) {
            return;
        }
        std::array<char, 32> time{};
        std::snprintf(
            time.data(), time.size(), "%9.3f s  ", static_cast<double>(state_.stage_ns) / 1e9
        );
        std::string name = who != probe::no_actor ? actor_name(state_, who) : "";
        name.resize(std::max(name.size(), name_width_), ' ');
        into_ << time.data() << name << "  " << words << '\n';
    }

    std::ostream& into_;
    const transcript_options& how_;
    model::world state_;
    std::size_t name_width_ = 0;
    std::set<model::actor_number> told_waits_; // whose present operation was told to wait
};

} // namespace

void write_transcript(std::ostream& into, const trace::log& log, const transcript_options& how) {
    into << "Times are the program's, as on the timeline: sleeping and working take them, and waiting\n"
            "for those who do; what else is done takes none.\n";
    if (!how.listing.empty()) {
        into << "Lines are those of " << how.listing << ".\n";
    }
    into << '\n';
    transcriber words(into, how);
    words.make_room_for(log);
    for (const trace::event& event : log) {
        words.tell(event);
    }
}

} // namespace chan::exporter
