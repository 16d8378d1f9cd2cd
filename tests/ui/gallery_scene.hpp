// Every widget in its states, laid out over 1280 x 720 logical units.
#pragma once

#include "app/ui/context.hpp"
#include "app/ui/panes.hpp"
#include "app/ui/text_edit.hpp"

#include <string>

namespace app::ui::test {

/// What the widgets of the gallery stand at.
struct gallery_state {
    std::size_t mode = 0;
    std::size_t tab = 0;
    std::size_t answer = 1;
    float speed = 1;
    float buffer = 2;
    float producers = 1;
    float handling = 500;
    float left = 208;
    bool less_motion = false;
    text_edit search{"back"};
    scroll_state code;
    int runs = 0;
};

void draw_gallery(context& ctx, gallery_state& state);

} // namespace app::ui::test
