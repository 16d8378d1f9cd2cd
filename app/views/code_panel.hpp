// The code panel: the lesson's Rust and C++ listings with each actor's current line, and the log in
// plain words. What is marked is where the actors of the shown world stand.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/views/code_rows.hpp"
#include "app/views/commands.hpp"
#include "app/views/event_log.hpp"
#include "app/views/tokens.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app::views {

/// The actors that stand on one line in one state, as one pill: "producer", "worker 0–2".
struct line_mark {
    std::uint32_t line = 0;
    std::string names;
    std::string brief; // where there is no room: "p", "0–2"
    std::size_t count = 1;
    chan::model::status status = chan::model::status::running;
    bool stuck = false;
    friend bool operator==(const line_mark&, const line_mark&) = default;
};

/// Where an actor stands; a destructor's drop stands at the end of its scope. None: on no line that
/// is shown.
[[nodiscard]] std::optional<std::uint32_t>
line_of(const chan::model::actor& who, const scenarios::listing& lines);

/// Who stands where in a listing, by line, in the order of the actors. Pure.
[[nodiscard]] std::vector<line_mark>
line_marks(const chan::model::world& state, const scenarios::listing& lines);

/// "worker 0" and "worker 1" as "worker 0 1", from three on as "worker 0–2"; different names with
/// commas.
[[nodiscard]] std::string merged_names(const std::vector<std::string>& names);
/// The numbers of numbered names, the first letters of the others.
[[nodiscard]] std::string brief_names(const std::vector<std::string>& names);

/// What a line with an operation keeps free at its right for them.
inline constexpr float marks_room = 68;

/// Draws those of a line at the right end of its last row, and registers each ("code.mark.main").
/// `text_right`: where the row's code ends.
void draw_line_marks(
    ui::context& ctx,
    std::span<const line_mark> marks,
    std::uint32_t line,
    ui::rect row,
    float text_right
);

class code_panel {
public:
    void draw(ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out);

    /// The listing whose line numbers are meant when a line is named.
    [[nodiscard]] const scenarios::listing& listing(const scenarios::variant& of) const;

    enum class tab { rust, cpp, events };
    [[nodiscard]] tab current() const { return tab_; }

private:
    void draw_tabs(ui::context& ctx, const session::session& shown, ui::rect row, commands& out);
    struct row_places {
        float pitch = 0;
        bool scrolls = false;
    };
    void read_listing(const session::session& shown, const scenarios::listing& lines);
    void draw_listing(
        ui::context& ctx,
        const session::session& shown,
        const scenarios::listing& lines,
        const ui::rect& area
    );
    /// Scrolls to where something has just happened.
    void follow_lines(
        const session::session& shown,
        const scenarios::listing& lines,
        const std::vector<line_mark>& marks,
        const std::vector<code_row>& rows,
        row_places places
    );
    void draw_row(ui::context& ctx, const code_row& row, const ui::rect& at, float begin);
    void draw_events(
        ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out
    );

    tab tab_ = tab::rust;
    bool speaks_cpp_ = false;        // the listing that was shown last, for the words of the log
    std::vector<std::string> texts_; // of the listing, with the sliders' values
    std::vector<std::vector<token>> tokens_; // of each line
    tab tokens_of_ = tab::events;
    event_log log_;
    ui::scroll_state code_scroll_;
    ui::scroll_state events_scroll_;
    std::size_t followed_events_ = 0; // that the scroll offsets have been brought to
    std::uint64_t followed_run_ = 0;
    std::size_t followed_row_ = event_log::npos;
};

} // namespace app::views
