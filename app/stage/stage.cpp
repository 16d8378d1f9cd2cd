// One frame of the stage: the picture of the moment, painted from back to front, each thing
// registered where it is painted.
#include "app/stage/stage.hpp"

#include "app/stage/draw_band.hpp"
#include "app/stage/draw_scene.hpp"
#include "app/stage/motion.hpp"
#include "app/stage/names.hpp"
#include "app/ui/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <set>

namespace app::stage {

namespace {

/// Whether the world has it; of messages, the picture has only those that it has.
bool is_there(const chan::model::world& state, const thing& what) {
    if (const auto* one = std::get_if<actor_ref>(&what)) return state.find_actor(one->actor);
    if (const auto* one = std::get_if<channel_ref>(&what)) return state.find_channel(one->channel);
    if (const auto* one = std::get_if<lock_ref>(&what)) return state.find_lock(one->lock);
    if (const auto* one = std::get_if<handle_ref>(&what)) return state.find_handle(one->handle);
    return !state.channels.empty();
}

/// Registers the things and gathers what was done with them.
class touch {
public:
    touch(
        ui::context& ctx, const chan::model::world& state, const inputs& show, std::int64_t stage_ns
    )
        : ctx_(ctx), state_(state), show_(show), stage_ns_(stage_ns) {}

    void stage(const rect& area) {
        const ui::interaction did =
            ctx_.interact("stage", area, {.kind = ui::item_kind::area, .focusable = false});
        result_.clicked_empty = did.clicked;
    }

    /// `mouth`: how far it opens at its left.
    void on(
        const thing& what,
        const rect& area,
        float radius,
        std::string_view label = {},
        float mouth = 0
    ) {
        if (!is_there(state_, what)) return; // still seen, on its way out
        std::string name = item_name(state_, what, label);
        for (int again = 2; !names_.insert(name).second; ++again) {
            name = item_name(state_, what, label) + "~" + std::to_string(again);
        }
        const std::string said = describe(state_, what, stage_ns_);
        const bool selected = what == show_.selected;
        const bool tabbed = !std::holds_alternative<message_ref>(what);
        const ui::interaction did = ctx_.interact(
            name,
            area,
            {.kind = ui::item_kind::area,
             .text = said,
             .tooltip = said,
             .selected = selected,
             .focusable = tabbed}
        );
        if (did.clicked) result_.clicked = what;
        if (did.hovered) {
            result_.hovered = what;
            ctx_.cursor(ui::mouse_cursor::hand);
        }
        const ui::theme& look = ctx_.colours();
        const paint::brush b{ctx_.paint(), look};
        if (what == show_.pointed_at) {
            paint::corners(b, area, radius, mouth);
            ctx_.note("pointed_at", area, "");
        }
        if (selected) {
            paint::ring(b, area, radius, look.text.strong);
        } else if (did.hovered) {
            paint::ring(b, area, radius, ui::faded(look.text.muted, 0.7f));
        }
        ctx_.focus_ring(area, radius);
    }

    interaction result() const { return result_; }

private:
    ui::context& ctx_;
    const chan::model::world& state_;
    const inputs& show_;
    std::int64_t stage_ns_;
    std::set<std::string> names_;
    interaction result_;
};

void scene(ui::context& ctx, const picture& of, const inputs& show, touch& hands) {
    const double wave = std::sin(show.seconds * 2 * std::numbers::pi / 2.4);
    const bool pulses = show.playing && !ctx.reduced_motion;
    const float pulse = pulses ? 0.55f + 0.45f * static_cast<float>(wave) : 0.75f;
    std::vector<object_id> guilty;
    if (show.hang) guilty.assign(show.hang->kept_open_by.begin(), show.hang->kept_open_by.end());
    const paint::brush b{ctx.paint(), ctx.colours(), pulse, guilty};

    paint::wires(b, of);
    paint::pipes(b, of);
    for (const pipe& one : of.pipes) {
        hands.on(channel_ref{one.channel}, one.area, 14, {}, paint::mouth_of(one));
    }
    paint::locks(b, of);
    for (const lock_card& one : of.locks) hands.on(lock_ref{one.lock}, one.area, 10);
    paint::cards(b, of);
    for (const card& one : of.cards) hands.on(actor_ref{one.actor}, one.area, 10);
    paint::guilty_curves(b, of);
    paint::stops(b, of);
    paint::chips(b, of);
    for (const chip& one : of.chips) hands.on(handle_ref{one.handle}, one.area, 10);
    paint::tokens(b, of);
    for (const token& one : of.tokens) {
        if (one.opacity < 0.3f) continue;
        const rect area = ui::centered(one.center, one.size, one.size);
        hands.on(message_ref{one.message}, area, one.size * 0.2f, one.label);
    }
}

} // namespace

interaction draw(ui::context& ctx, const inputs& show) {
    // In a small panel the explanation takes the numbers' place.
    const bool explains = show.note && show.area.width < 620;
    const auto numbers = explains  ? figures::none
        : !show.results.empty() ? figures::results
        : !show.stats.empty()   ? figures::stats
                                : figures::none;
    stage::moment when = *show.moment;
    if (show.stage_ns) when.stage_ns = show.stage_ns;
    const compose_options how{
        .area = show.area, .numbers = numbers, .start = show.start, .memory = show.memory};
    picture shown = compose(*show.history, when, how);
    // What explains it is where it will stay, while the rest is still on its way there.
    const picture settled =
        when.moving() ? compose(*show.history, rest_at(when.events()), how) : shown;
    const chan::model::world& state = show.history->at(show.moment->events());
    if (show.before != nullptr) {
        shown = state.channels.empty() ? *show.before
                                       : succeed(*show.before, shown, eased(show.before_part));
    }
    if (show.drawn != nullptr) *show.drawn = shown;
    touch hands(ctx, state, show, when.stage_ns.value_or(state.stage_ns));
    ctx.paint().push_clip(show.area.inset(-16));
    hands.stage(show.area);
    scene(ctx, shown, show, hands);
    interaction result = hands.result();
    result.fix = paint::explanation(ctx, settled, show, late(progress_of(when)));
    paint::numbers(ctx, settled, show);
    ctx.paint().pop_clip();
    result.moving = show.moment->moving();
    return result;
}

std::vector<stat>
stats_of(const chan::model::world& state, const cast& parts, std::int64_t stage_ns) {
    std::uint64_t queued = 0, received = 0;
    for (const auto& channel : state.channels) {
        queued += channel.depth();
        received += channel.received;
    }
    std::int64_t blocked = 0, all = 0;
    for (const auto& who : state.actors) {
        if (!takes_part(parts, who.number)) continue;
        const bool waits = who.status == chan::model::status::waiting_send
            || who.status == chan::model::status::waiting_recv
            || who.status == chan::model::status::waiting_select
            || who.status == chan::model::status::waiting_lock;
        blocked += who.blocked_ns + (waits ? stage_ns - who.since_ns : 0);
        all += stage_ns;
    }
    const double seconds = static_cast<double>(stage_ns) / 1e9;
    const double share = 100.0 * static_cast<double>(blocked) / static_cast<double>(all);
    const double rate = seconds > 0 ? static_cast<double>(received) / seconds : 0;
    std::array<char, 32> text{};
    std::vector<stat> made;
    made.push_back({std::to_string(queued), "queued"});
    std::snprintf(text.data(), text.size(), "%.0f %%", std::min(100.0, share));
    made.push_back({all > 0 ? text.data() : "\u2013", "blocked"}); // no time, no share
    std::snprintf(text.data(), text.size(), rate < 100 ? "%.1f" : "%.0f", rate);
    made.push_back({text.data(), "msg/s"});
    return made;
}

} // namespace app::stage
