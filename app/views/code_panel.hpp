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
    struct row_places {
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
    /// The marks of one line and where they stand.
    struct marked_line {
        std::uint32_t line = 0;
        std::vector<line_mark> marks;
        std::vector<mark_place> places;
    };
    /// Finds the places of all marks; where a line's rows have no room for them it gets one more.
    static std::vector<marked_line> mark_rows(
        std::vector<code_row>& rows,
        const std::vector<line_mark>& marks,
        chan::base::function_ref<float(std::string_view)> width_of,
        chan::base::function_ref<float(const code_row&)> right_of,
        float width
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
        const std::vector<line_mark>& marks,
        const std::vector<marked_line>& marked,
        const row_frame& frame
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
    /// The marks of one line in its rows, of which the first lies at `top`.
    void draw_marks(
        ui::context& ctx,
        std::span<const line_mark> marks,
        std::span<const mark_place> places,
        const ui::rect& top
    );
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
