// The code panel: the lesson's Rust and C++ listings with each actor's current line, and the log in
// plain words. What is marked is where the actors of the shown world stand.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/views/code_marks.hpp"
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

class code_panel {
public:
    void draw(ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out);

    /// The listing whose line numbers are meant when a line is named.
    [[nodiscard]] const scenarios::listing& listing(const scenarios::variant& of) const;

    enum class tab { rust, cpp, events };
    [[nodiscard]] tab current() const { return tab_; }

private:
    void draw_tabs(ui::context& ctx, const session::session& shown, ui::rect row, commands& out);
    struct followed_rows {
        float pitch = 0;
        float seen = 0; // height
        bool scrolls = false;
    };
    void read_listing(const session::session& shown, const scenarios::listing& lines);
    void draw_listing(
        ui::context& ctx,
        const session::session& shown,
        const scenarios::listing& lines,
        const ui::rect& area,
        const ui::rect& beside_tabs
    );
    struct row_frame {
        ui::rect area;
        float pitch = 0;
        float begin = 0;  // of the code in a row
        float height = 0; // of all rows
    };
    void draw_rows(
        ui::context& ctx,
        const std::vector<code_row>& rows,
        const std::vector<marked_line>& marked,
        const row_frame& frame
    );
    /// Scrolls to where something has just happened.
    void follow_lines(
        const session::session& shown,
        const scenarios::listing& lines,
        const std::vector<line_mark>& marks,
        const std::vector<code_row>& rows,
        followed_rows places
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
    float followed_seen_ = 0; // the height of what was seen then
    std::size_t followed_row_ = event_log::npos;
};

} // namespace app::views
