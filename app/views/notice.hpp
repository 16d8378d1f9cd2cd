// The notice: one sentence that the session says, where it covers neither the run nor the story. It
// goes when it has been there long enough to be read; the mouse on it keeps it.
#pragma once

#include "app/session/session.hpp"
#include "app/ui/context.hpp"
#include "app/views/commands.hpp"

#include <cstdint>

namespace app::views {

class notice_card {
public:
    /// At the bottom of `area`, and above it where a sentence is long. Nothing when there is none.
    void draw(
        ui::context& ctx, const session::session& shown, const ui::rect& area, commands& out
    );

private:
    std::uint64_t number_ = 0; // of the one that is shown
    double since_ = 0;
};

} // namespace app::views
