// Between session and stage: selections and cards one way, clicks the other.
#include "app/views/stage_panel.hpp"

#include "app/session/words.hpp"
#include "app/stage/words.hpp"
#include "app/ui/widgets.hpp"
#include "app/views/choices.hpp"
#include "app/views/explain.hpp"
#include "app/views/layout.hpp"

#include <algorithm>
#include <vector>

namespace app::views {
namespace {

namespace model = chan::model;
using ui::rect;

stage::thing thing_of(const session::selection& selected) {
    using kind = session::selection::what;
    const model::object_id object{static_cast<std::uint32_t>(selected.id)};
    switch (selected.kind) {
    case kind::nothing:
        return {};
    case kind::actor:
        return stage::actor_ref{static_cast<model::actor_number>(selected.id)};
    case kind::channel:
        return stage::channel_ref{object};
    case kind::handle:
        return stage::handle_ref{object};
    case kind::lock:
        return stage::lock_ref{object};
    case kind::message:
        return stage::message_ref{model::message_id{selected.id}};
    }
    return {};
}

session::selection selection_of(const stage::thing& clicked) {
    using kind = session::selection::what;
    struct visitor {
        session::selection operator()(std::monostate) const { return {}; }
        session::selection operator()(stage::actor_ref a) const { return {kind::actor, a.actor}; }
        session::selection operator()(stage::channel_ref c) const {
            return {kind::channel, c.channel.value};
        }
        session::selection operator()(stage::lock_ref l) const {
            return {kind::lock, l.lock.value};
        }
        session::selection operator()(stage::handle_ref h) const {
            return {kind::handle, h.handle.value};
        }
        session::selection operator()(stage::message_ref m) const {
            return {kind::message, m.message.value};
        }
    };
    return std::visit(visitor{}, clicked);
}

/// What the story's step points at, if it is on the stage and there already.
stage::thing thing_of(const scenarios::pointer& points_at, const model::world& state) {
    using what = scenarios::pointer::what;
    stage::thing pointed;
    if (points_at.kind == what::actor) {
        const auto found = std::ranges::find(state.actors, points_at.name, &model::actor::name);
        if (found != state.actors.end()) pointed = stage::actor_ref{found->number};
    } else if (points_at.kind == what::handle) {
        const auto found = std::ranges::find_if(state.handles, [&](const model::handle& handle) {
            return handle.name == points_at.name && handle.alive;
        });
        if (found != state.handles.end()) pointed = stage::handle_ref{found->id};
    } else if (points_at.kind == what::channel && !state.channels.empty()) {
        const std::size_t index = index_in(points_at.name, state.channels.size());
        pointed = stage::channel_ref{state.channels[index].id};
    } else if (points_at.kind == what::lock && !state.locks.empty()) {
        const std::size_t index = index_in(points_at.name, state.locks.size());
        pointed = stage::lock_ref{state.locks[index].id};
    }
    return pointed;
}

/// "buffer size 10", of a result.
std::string slider_words(
    const session::session& shown, std::string_view slider, const session::result& of
) {
    const auto& all = shown.lesson().sliders;
    const auto found = std::ranges::find(all, slider, &scenarios::slider::id);
    const auto value = of.values.find(std::string(slider));
    if (found == all.end() || value == of.values.end()) return std::string(of.variant);
    return std::string(found->label) + ' ' + std::to_string(value->second)
        + (found->unit.empty() ? "" : ' ' + std::string(found->unit));
}

/// The finishing times of the variants, and of other values of a slider, once there are two to compare.
std::vector<stage::result> results_of(const session::session& shown) {
    const std::vector<session::result> all = shown.results();
    if (all.size() < 2) return {};
    std::int64_t longest = 1;
    std::string_view slider; // by which some of the variant that is on differ
    for (const session::result& one : all) {
        longest = std::max(longest, one.stage_ns);
        if (!one.differs_in.empty()) slider = one.differs_in;
    }
    const bool depths_differ = std::ranges::any_of(all, [&](const session::result& one) {
        return one.max_depth != all.front().max_depth;
    });
    const auto label_of = [&](const session::result& one) {
        if (!slider.empty()) return slider_words(shown, slider, one);
        const scenarios::variant* variant = shown.lesson().find_variant(one.variant);
        return std::string(variant != nullptr ? variant->label : one.variant);
    };
    std::vector<stage::result> bars;
    for (const session::result& one : all) {
        const bool hangs = one.verdict == chan::run::verdict_kind::hang;
        const bool panics = one.verdict == chan::run::verdict_kind::panic;
        bars.push_back({
            .label = label_of(one),
            .value = hangs ? "never ends"
                : panics   ? "panics"
                           : session::duration_words(one.stage_ns),
            .queued = depths_differ ? std::to_string(one.max_depth) : std::string(),
            .fraction =
                hangs ? 1.0 : static_cast<double>(one.stage_ns) / static_cast<double>(longest),
            .current = one.variant == shown.variant().id && one.differs_in.empty(),
            .bad = hangs || panics,
            .endless = hangs,
        });
    }
    return bars;
}

/// The handles to which the explanations of a hang lead.
std::vector<model::object_id> guilty_handles(const model::world& state) {
    std::vector<model::object_id> found;
    for (const model::explanation& why : model::explain_hang(state)) {
        for (const model::blocker& blocker : why.blockers) {
            if (blocker.role == model::blocker::role::holds_sender
                && std::ranges::find(found, blocker.handle) == found.end()) {
                found.push_back(blocker.handle);
            }
        }
    }
    return found;
}

/// The panel in two: the line of the caption, which may have buttons, and the stage below it with
/// room between, so that a button is never taken for a part of a card.
struct stage_parts {
    rect buttons, stage;
};

stage_parts parts_of(const ui::context& ctx, const rect& panel) {
    const bool close = ctx.size().y < comfortable_height;
    rect inside = panel.inset(ui::metric::padding, close ? 12 : 16);
    const float middle = panel.y + 24;
    const float height = close ? 24 : 28;
    constexpr float caption = 76;
    const rect buttons{inside.x + caption, middle - height / 2, inside.width - caption + 4, height};
    inside.cut_top(buttons.bottom() + (close ? 10 : 12) - inside.y);
    return {buttons, inside};
}

/// In step mode: "1 main", "2 producer", "T let time pass", right of the caption.
void draw_choices(ui::context& ctx, const session::session& shown, rect row, commands& out) {
    if (shown.play().mode() != chan::run::mode::step || !shown.play().held()) return;
    if (shown.play().view() == session::view::past) return;
    if (shown.waits_for_answer()) return; // one question at a time
    std::vector<chan::sched::choice> possible = shown.play().status().possible;
    std::ranges::stable_partition(possible, &chan::sched::choice::is_time); // no digit stands for it
    std::vector<next_choice> named;
    for (const chan::sched::choice& choice : possible) {
        if (choice.is_time()) {
            named.push_back(
                {"let time pass", "time", std::string(session::info("let_time_pass").key)}
            );
            continue;
        }
        const model::actor* who = shown.play().shown().find_actor(choice.actor);
        const std::string number = std::to_string(choice.actor + 1);
        const std::string name = who != nullptr ? who->name : number;
        named.push_back({name, short_name(name), choice.actor < 9 ? number : ""});
    }
    if (named.empty()) return;
    const auto width_of = [&](std::string_view text) {
        return ctx.type().width(ui::text_role::small, text);
    };
    const choice_row fitted = fit_choices(width_of, named, row.width);
    if (!fitted.heading.empty()) {
        const ui::text_style style{
            .role = ui::text_role::small,
            .ink = ctx.colours().text.muted,
            .y = ui::upright::middle};
        row.cut_left(ctx.paint().text(row.x, row.center().y, fitted.heading, style), 12);
    }
    for (std::size_t i = 0; i < possible.size(); ++i) {
        const chan::sched::choice& choice = possible[i];
        const std::string tooltip = choice.is_time()
            ? std::string(session::info("let_time_pass").help)
            : named[i].name + " does exactly one operation.";
        const ui::button_options options{
            .text = fitted.buttons[i].text,
            .tooltip = tooltip,
            .key = named[i].key,
        };
        const std::string name =
            "step." + (choice.is_time() ? "time" : std::to_string(choice.actor + 1));
        const rect place = row.cut_left(fitted.buttons[i].width, fitted.gap);
        if (!ui::button(ctx, name, place, options)) continue;
        if (choice.is_time()) {
            out.push_back(session::let_time_pass{});
        } else {
            out.push_back(session::step_actor{choice.actor});
        }
    }
}

/// The cure of a variant that ends, but not as it should: right of the caption. (A hang has it on its
/// card.)
void draw_cure(ui::context& ctx, const session::session& shown, rect row, commands& out) {
    if (shown.cured_by() == nullptr) return;
    const std::string text = "Fix: " + std::string(shown.variant().cure);
    const ui::button_options options{
        .text = text,
        .tooltip = "Run it again with this change",
        .key = session::info("apply_fix").key,
    };
    const rect place = row.cut_right(ui::button_width(ctx, options));
    if (ui::button(ctx, "stage.fix", place, options)) out.push_back(session::apply_fix{});
}

} // namespace

void stage_panel::keep_cast(const session::session& shown, double now) {
    const auto& log = shown.play().history().log();
    if (shown.play().run_number() != run_) {
        run_ = shown.play().run_number();
        std::string like = shown.likeness();
        const bool alike = like == like_;
        start_ = alike ? learned_ : stage::cast{};
        restarted_at_.reset();
        turned_at_.reset();
        if (lesson_ == shown.lesson().id && !drawn_.pipes.empty()) {
            before_ = drawn_;
            restarted_at_ = now;
        }
        like_ = std::move(like);
        lesson_ = shown.lesson().id;
        follower_.reset(0);
        memory_ = {};
        learned_events_ = 0;
    }
    const session::rehearsal& rehearsed = shown.rehearsed();
    if (rehearsed.over() && rehearsed_ != rehearsed.number()) {
        rehearsed_ = rehearsed.number();
        stage::cast known = stage::cast_of(rehearsed.log(), rehearsed.log().size());
        const bool stands = !drawn_.pipes.empty() && !shown.play().shown().channels.empty();
        if (known != start_ && !restarted_at_ && stands) { // room is made
            before_ = drawn_;
            restarted_at_ = turned_at_ = now;
        }
        start_ = std::move(known);
        learned_ = start_;
        learned_events_ = 0;
    }
    if (log.size() != learned_events_) {
        learned_ = memory_.at(log, log.size(), start_);
        learned_events_ = log.size();
    }
}

void stage_panel::keep_picture(
    ui::context& ctx, const session::session& shown, stage::inputs& inputs
) {
    inputs.drawn = &drawn_;
    if (!restarted_at_) return;
    const double now = ctx.in().seconds;
    const auto& play = shown.play();
    constexpr double longest = 1; // else the run is slow to begin, and it is shown that it has not
    if (!turned_at_ && !play.shown().channels.empty()) turned_at_ = now;
    const double turned = turned_at_ ? now - *turned_at_ : 0;
    const double part = turned * 1e9 / static_cast<double>(stage::motion_ns);
    const bool waits = !turned_at_ && play.going() && now - *restarted_at_ < longest;
    const bool same_place = before_.area == inputs.area;
    if (ctx.reduced_motion || !same_place || (!waits && !turned_at_)
        || part >= 1) {
        restarted_at_.reset();
        return;
    }
    inputs.before = &before_;
    inputs.before_part = static_cast<float>(part);
}

void stage_panel::draw(
    ui::context& ctx,
    const session::session& shown,
    const scenarios::listing& lines,
    const rect& area,
    commands& out
) {
    keep_cast(shown, ctx.in().seconds);
    const auto& play = shown.play();
    const model::world& state = play.shown();
    const auto [buttons, inside] = parts_of(ctx, area);
    ui::panel(ctx, area, {.caption = "STAGE"});
    ctx.note("panel.stage", area, "STAGE");
    draw_choices(ctx, shown, buttons, out);

    const bool hangs = state.end == model::run_end::hang;
    stage::thing pointed;
    if (shown.points_now()) pointed = thing_of(shown.story().step().points_at, state);
    const std::int64_t stage_ns = play.shown_stage_ns();
    std::optional<explained> note = explain(state, shown.selected(), lines, stage_ns);
    const bool asked = note.has_value();
    if (const auto who = whose_wait_unasked(shown); who && !asked) {
        note = explain_wait(state, *who, lines, stage_ns);
        // Of a lock, it is who waits for it that the step is about.
        const bool at_lock = std::holds_alternative<stage::lock_ref>(pointed);
        if (note && at_lock) pointed = stage::actor_ref{*who};
    }
    std::string hang_text;
    std::string fix;
    std::vector<model::object_id> guilty;
    if (!hangs && state.end != model::run_end::none) draw_cure(ctx, shown, buttons, out);
    if (hangs) {
        hang_text = joined(session::hang_words(state, lines), '\n');
        if (shown.cured_by() != nullptr) fix = "Fix: " + std::string(shown.variant().cure);
        guilty = guilty_handles(state);
    }
    const std::vector<stage::result> results = results_of(shown);
    const std::vector<stage::stat> stats = stage::stats_of(state, learned_, stage_ns);
    const bool looks_back = play.view() == session::view::past;
    const auto now_ns = static_cast<std::int64_t>(ctx.in().seconds * 1e9);
    stage::inputs inputs{
        .history = &play.history(),
        // Of a past moment, too, what is seen comes to rest: it is what the words say.
        .moment = &follower_.follow(play.shown_events(), now_ns, ctx.reduced_motion),
        // Looking back, it is known who is yet to come.
        .start = looks_back ? &learned_ : &start_,
        .memory = looks_back ? &past_memory_ : &memory_,
        .stage_ns = stage_ns,
        .area = inside,
        .playing = play.going() && play.view() == session::view::now,
        .seconds = ctx.in().seconds,
        .selected = thing_of(shown.selected()),
        .pointed_at = pointed,
        .stats = stats,
        .results = results,
    };
    if (note) {
        inputs.note = stage::note_card{
            .heading = note->heading, .text = note->text, .role = note->role, .unasked = !asked};
    }
    if (hangs) {
        inputs.hang = stage::hang_card{.text = hang_text, .fix = fix, .kept_open_by = guilty};
    }
    keep_picture(ctx, shown, inputs);
    const stage::interaction used = stage::draw(ctx, inputs);
    moving_ = used.moving || inputs.before != nullptr;
    if (used.fix) out.push_back(session::apply_fix{});
    if (!std::holds_alternative<std::monostate>(used.clicked)) {
        out.push_back(session::select{selection_of(used.clicked)});
    } else if (used.clicked_empty) {
        out.push_back(session::select{});
    }
}

} // namespace app::views
