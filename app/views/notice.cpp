// Grows upwards from where it may begin, as high as its sentence needs.
#include "app/views/notice.hpp"

#include "app/ui/widgets.hpp"

#include <string_view>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

struct look {
    ui::state_role role;
    ui::icon icon;
    std::string_view heading;
};

look look_of(session::notice_kind kind) {
    switch (kind) {
    case session::notice_kind::done:
        return {ui::state_role::running, ui::icon::check_ring, "Done"};
    case session::notice_kind::refusal:
        return {ui::state_role::idle, ui::icon::question, "Not now"};
    case session::notice_kind::warning:
        break;
    }
    return {ui::state_role::waiting_send, ui::icon::warning, "That failed"};
}

/// To find it, and to read it.
double seconds_for(const session::notice& notice) {
    const double seconds = 3 + static_cast<double>(notice.sentence.size()) / 20;
    return notice.kind == session::notice_kind::warning ? 2 * seconds : seconds;
}

} // namespace

void notice_card::draw(
    ui::context& ctx, const session::session& shown, const rect& area, commands& out
) {
    const session::notice& notice = shown.notice();
    if (notice.sentence.empty()) return;
    constexpr float edge = 8, pad = 12, head_height = 24;
    rect box = area.inset(edge, 0);
    const float inside = box.width - 2 * pad;
    const float words = ui::wrapped_height(ctx.type(), text_role::small, notice.sentence, inside);
    box = box.cut_bottom(pad + head_height + 4 + words + pad);

    const double now = ctx.in().seconds;
    const bool kept = box.contains(ctx.in().mouse);
    if (notice.number != number_ || kept) {
        number_ = notice.number;
        since_ = now;
    }
    const double left = since_ + seconds_for(notice) - now;
    if (left <= 0) {
        out.push_back(session::notify{}); // nothing is said any more
        return;
    }
    if (!kept) ctx.wake_after(left);

    ctx.push_layer(false);
    const ui::theme& theme = ctx.colours();
    const look shows = look_of(notice.kind);
    const ui::state_colours& state = theme.state(shows.role);
    ctx.interact(
        "notice", box, {.kind = ui::item_kind::area, .text = notice.sentence, .focusable = false}
    );
    ctx.paint().fill(box.moved({0, 2}).inset(-1), {0, 0, 0, 0x50}, 11);
    ctx.paint().fill(box, theme.surface.tooltip, 10);
    ctx.paint().stroke(box, state.pure, 1, 10);
    rect rest = box.inset(pad, pad);
    rect head = rest.cut_top(head_height, 4);
    const rect close = head.cut_right(head_height, 4);
    ctx.paint().draw(shows.icon, ui::centered(head.cut_left(18, 8).center(), 18, 18), state.pure);
    ctx.paint().text_in(
        head, shows.heading, {.role = text_role::small_strong, .ink = theme.text.strong}
    );
    ctx.paint().text_block(
        {rest.x, rest.y, inside, words + 1},
        notice.sentence,
        {.role = text_role::small, .ink = theme.text.body}
    );
    const ui::button_options cross{
        .icon = ui::icon::cross, .look = ui::button_look::quiet, .tooltip = "Close", .key = "Esc"};
    if (ui::button(ctx, "notice.close", close, cross)) out.push_back(session::notify{});
    ctx.pop_layer();
}

} // namespace app::views
