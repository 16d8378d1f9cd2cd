// The gallery is arranged like the program's window, so that it can be held beside the drawings.
#include "tests/ui/gallery_scene.hpp"

#include "app/ui/slider.hpp"
#include "app/ui/widgets.hpp"

#include <array>
#include <cstdio>

namespace app::ui::test {

namespace {

void top_bar(context& ctx, rect bar, gallery_state& state) {
    const theme& t = ctx.colours();
    painter& p = ctx.paint();
    p.fill(bar, t.surface.panel);
    p.line({bar.x, bar.bottom()}, {bar.right(), bar.bottom()}, t.outline.panel, 1);
    p.draw(icon::logo, centered({36, bar.center().y}, 40, 40), t.accent);
    const text_style name{text_role::heading, t.text.strong, across::left, upright::middle};
    p.text(66, bar.center().y, "Chanscope", name);
    const float after = 250 + p.text(250, bar.center().y, "5  Backpressure", name);
    p.text(
        after + 14, bar.center().y, "sync_channel(2)",
        {text_role::body, t.text.muted, across::left, upright::middle}
    );
    rect rest = bar.inset(16, 10);
    constexpr std::array modes{
        choice{"live", "Live"}, choice{"step", "Step"}, choice{"all", "All schedules"}
    };
    const rect segments = rest.cut_right(segmented_width(ctx, modes), 16);
    if (const auto chosen = segmented(ctx, "mode", segments, modes, state.mode)) {
        state.mode = *chosen;
    }
    char shown[16];
    std::snprintf(shown, sizeof shown, "%.1f\u00D7", static_cast<double>(state.speed));
    slider(ctx, "speed", rest.cut_right(190, 20), state.speed, {
        .text = "Speed", .shown = shown, .low = 0.1f, .high = 10, .step = 0.1f, .reset = 1,
        .scale = slider_scale::logarithmic, .inline_label = true
    });
    constexpr std::array glyphs{
        icon::restart, icon::step_back, icon::hold, icon::step_forward, icon::fast_forward
    };
    float x = 560;
    for (std::size_t i = 0; i < glyphs.size(); ++i, x += 44) {
        button(ctx, "transport." + std::to_string(i), {x, bar.y + 10, 38, 32}, {
            .icon = glyphs[i], .tooltip = "Restart the run from its beginning", .key = "R",
            .enabled = i != 4, .selected = i == 2
        });
    }
}

void lessons(context& ctx, rect bar) {
    const theme& t = ctx.colours();
    ctx.paint().fill(bar, t.surface.panel);
    ctx.paint().line({bar.right(), bar.y}, {bar.right(), bar.bottom()}, t.outline.panel, 1);
    rect rest = bar.inset(8, 16);
    caption(ctx, rest.cut_top(24).inset(12, 0), "Lessons");
    constexpr std::array<std::pair<const char*, float>, 8> rows{{
        {"Hello, channel", 1}, {"A stream that ends", 1}, {"The sender you forgot", 1},
        {"Backpressure", 0.35f}, {"When the other end is gone away", -1}, {"A pipeline", -1},
        {"Sharing one receiver", 0}, {"Log aggregator", -1},
    }};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        lesson_row(ctx, "lesson." + std::to_string(i), rest.cut_top(metric::row), {
            .text = rows[i].first, .progress = rows[i].second, .selected = i == 3
        });
    }
    rest.cut_top(12);
    constexpr std::array all{
        icon::restart, icon::step_back, icon::hold, icon::play, icon::step_forward,
        icon::fast_forward, icon::clock, icon::lock, icon::hold_disc, icon::play_disc, icon::check,
        icon::check_ring, icon::cross, icon::warning, icon::stuck, icon::copy, icon::chevron_down,
        icon::chevron_right, icon::plus, icon::minus, icon::gear, icon::search, icon::question,
        icon::logo
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        const float x = rest.x + 12 + static_cast<float>(i % 6) * 32;
        const float y = rest.y + static_cast<float>(i / 6) * 32;
        ctx.paint().draw(all[i], {x, y, 20, 20}, t.text.strong);
    }
    rest.cut_top(4 * 32 + 8);
    constexpr std::array roles{
        text_role::title, text_role::heading, text_role::body, text_role::small, text_role::tiny
    };
    constexpr std::array words{"Title 18", "Heading 16", "Body 14", "Small 13", "Tiny 11"};
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const rect line = rest.cut_top(24).inset(12, 0);
        label(ctx, "", line, words[i], {roles[i], t.text.strong});
    }
}

void actor(
    painter& p, const theme& t, const rect& r, const char* name, const char* doing,
    state_role role, icon glyph
) {
    const state_colours& state = t.state(role);
    p.fill(r, t.surface.card, metric::card_radius);
    p.stroke(r, state.pure, 2, metric::card_radius);
    p.fill_right({r.x + 1, r.y + 10, 4, r.height - 20}, state.pure, 2);
    const text_style title{text_role::body_strong, t.text.strong};
    p.text(r.x + 16, r.y + 25, name, title);
    p.text(r.x + 16, r.y + 47, doing, {text_role::small, state.words});
    p.draw(glyph, {r.right() - 34, r.y + 14, 20, 20}, state.pure);
}

void stage(context& ctx, const rect& area) {
    const theme& t = ctx.colours();
    const rect inside = panel(ctx, area, {.caption = "Stage"});
    painter& p = ctx.paint();
    const float x = inside.x + 8;
    const float y = inside.y + 36;
    const rect producer{x, y, 164, 92};
    p.glow(producer, t.state(state_role::waiting_send).pure, metric::card_radius, 1, 6);
    actor(
        p, t, producer, "producer", "blocked in send(5)", state_role::waiting_send, icon::hold_disc
    );
    badge(ctx, {x + 16, y + 60, 100, 20}, {.text = "tx", .ink = t.accent, .mono = true});
    p.line({x + 168, y + 46}, {x + 228, y + 46}, t.outline.line, 3);
    p.arrow_head({x + 200, y + 46}, {x + 232, y + 46}, t.outline.line, 10, 3);
    p.token({x + 198, y + 46}, 32, "5", t.message(4), t.text.on_message);
    const rect pipe{x + 236, y + 14, 170, 64};
    p.fill(pipe, t.surface.window, 12);
    p.stroke(pipe, t.state(state_role::waiting_send).pure, 2, 12);
    for (int i = 0; i < 2; ++i) {
        const rect slot{pipe.x + 14 + static_cast<float>(i) * 74, pipe.y + 10, 68, 44};
        p.stroke_dashed(slot, t.outline.card, 1, 8, {4, 4});
        p.token(
            slot.center(), 32, i == 0 ? "4" : "3", t.message(i == 0 ? 3 : 0), t.text.on_message
        );
    }
    const text_style mono{text_role::mono_strong, t.text.strong, across::center};
    p.text(pipe.center().x, pipe.y - 34, "sync_channel(2)", mono);
    p.text(
        pipe.center().x, pipe.y - 14, "2 / 2  full",
        {text_role::small_strong, t.state(state_role::waiting_send).words, across::center}
    );
    const rect consumer{x + 450, y, 164, 92};
    actor(p, t, consumer, "consumer", "working  320 ms", state_role::idle, icon::clock);
    badge(ctx, {consumer.x + 16, y + 60, 48, 20}, {
        .text = "rx", .ink = t.state(state_role::waiting_recv).words, .mono = true
    });
    badge(ctx, {consumer.x + 64, y + 60, 48, 20}, {
        .text = "tx", .ink = t.text.faint, .mono = true, .dashed = true, .struck = true
    });
    badge(ctx, {consumer.x + 110, y + 60, 48, 20}, {
        .text = "tx", .ink = t.state(state_role::stuck).pure, .filled = true, .mono = true
    });
    p.bezier_dashed(
        {{pipe.center().x, pipe.bottom() + 4}, {pipe.center().x + 20, pipe.bottom() + 70},
         {consumer.x + 120, consumer.bottom() + 60}, {consumer.x + 134, consumer.bottom() + 4}},
        t.state(state_role::stuck).pure, 2, {6, 4}
    );
    callout(ctx, "why", {x, y + 150, 226, 0}, {
        .heading = "Why is producer waiting?",
        .text = "Both slots are taken. send() returns when consumer takes message 3.",
    });
    callout(ctx, "verdict", {x + 244, y + 160, 370, 0}, {
        .heading = "This can never end",
        .text = "main waits in recv() for a message or for the last sender to go.",
        .role = state_role::stuck, .large = true, .aside = 116,
    });
    button(ctx, "fix", {x + 244 + 370 - 124, y + 172, 112, 32}, {
        .text = "Fix: drop(tx)", .look = button_look::danger
    });
}

void sliders(context& ctx, const rect& area, gallery_state& state) {
    rect row = panel(ctx, area);
    slider(ctx, "slider.buffer", row.cut_left(128, 28), state.buffer, {
        .text = "buffer size", .low = 0, .high = 64, .reset = 2,
        .scale = slider_scale::logarithmic_zero,
        .fill = ctx.colours().state(state_role::waiting_send).pure
    });
    slider(ctx, "slider.producers", row.cut_left(128, 28), state.producers, {
        .text = "producers", .low = 1, .high = 8, .reset = 1
    });
    const std::string shown = std::to_string(static_cast<int>(state.handling)) + " ms";
    slider(ctx, "slider.handling", row.cut_left(128, 28), state.handling, {
        .text = "handling", .shown = shown, .low = 0, .high = 1000, .step = 10, .reset = 500
    });
    float off = 3;
    slider(ctx, "slider.off", row.cut_left(80, 20), off, {
        .text = "disabled", .low = 0, .high = 10, .enabled = false
    });
    button(ctx, "variant", row.inset(0, 6), {.text = "all", .mono = true});
}

void story(context& ctx, const rect& area, gallery_state& state) {
    const theme& t = ctx.colours();
    rect rest = panel(ctx, area, {.caption = "Story"});
    ctx.paint().text_in(
        {rest.right() - 60, area.y + 16, 60, 20},
        "3 of 6",
        {text_role::small, t.text.muted, across::right}
    );
    label(
        ctx,
        "story.heading",
        rest.cut_top(28),
        "The producer hits the wall",
        {text_role::title, t.text.strong}
    );
    rest.cut_top(
        paragraph(ctx, "story.text", rest,
            "The buffer holds two messages. The producer filled it in no time; its next send() "
            "has nowhere to put message 5, so the thread is parked until a slot frees.",
            {text_role::body, t.text.body}) + 12
    );
    rect box = rest.cut_top(160, 12);
    ctx.paint().fill(box, t.surface.inset, 10);
    ctx.paint().stroke(box, t.outline.panel, 1, 10);
    box = box.inset(16, 10);
    ctx.paint().text_in(box.cut_top(20), "Predict", {text_role::small_strong, t.accent_words});
    label(
        ctx,
        "story.question",
        box.cut_top(24, 8),
        "You make the buffer 10. Total time for 20 messages is then what?",
        {text_role::small, t.text.strong}
    );
    constexpr std::array answers{
        choice{"halves", "halves"},
        choice{"same", "stays the same"},
        choice{"shorter", "is 5\u00D7 shorter"}};
    if (const auto chosen = chip_row(ctx, "answer", box, answers, {.current = state.answer})) {
        state.answer = *chosen;
    }
    rect row = rest.cut_top(metric::button_height);
    const button_options next{.text = "Run to next step", .look = button_look::primary};
    if (button(ctx, "story.run_to_next", row.cut_right(160), next)) {
        ++state.runs;
    }
    button(ctx, "story.back", row.cut_left(92), {.text = "Back", .enabled = false});
}

void code(context& ctx, const rect& area, gallery_state& state) {
    const theme& t = ctx.colours();
    ctx.paint().fill(area, t.surface.panel, metric::panel_radius);
    ctx.paint().stroke(area, t.outline.panel, 1, metric::panel_radius);
    rect rest = area;
    const rect head = rest.cut_top(metric::tab_height);
    ctx.paint().line(
        {head.x + 1, head.bottom()}, {head.right() - 1, head.bottom()}, t.outline.panel, 1
    );
    constexpr std::array pages{
        choice{"rust", "Rust"}, choice{"cpp", "C++"}, choice{"events", "Events"}};
    if (const auto chosen = tabs(ctx, "code", head.inset(20, 0), pages, state.tab)) {
        state.tab = *chosen;
    }
    button(ctx, "code.copy", {head.right() - 44, head.y + 4, 32, 32}, {
        .icon = icon::copy, .look = button_look::quiet, .tooltip = "Copy the listing"
    });
    rest.cut_top(8);
    rest.cut_bottom(8);
    constexpr int lines = 16;
    scroll_area view(ctx, "code.scroll", rest, state.code, lines * metric::code_line);
    rect content = view.content();
    for (int i = 0; i < lines; ++i) {
        const rect line = content.cut_top(metric::code_line);
        painter& p = ctx.paint();
        if (i == 1) {
            const state_colours& role = t.state(state_role::waiting_send);
            const rect mark = line.inset(8, 1);
            p.fill_right(mark, over(faded(role.pure, 0.15f), t.surface.panel), 6);
            p.fill({mark.x, mark.y, 3, mark.height}, role.pure);
            const badge_options who{.text = "producer", .ink = role.words};
            const float width = badge_width(ctx, who);
            badge(ctx, {mark.right() - width - 8, mark.y, width, mark.height}, who);
        }
        const text_style number{
            text_role::mono_small, t.text.faint, across::right, upright::middle};
        p.text(line.x + 38, line.center().y, std::to_string(i + 1), number);
        float x = line.x + 52;
        const auto put = [&](const char* words, colour ink) {
            x += p.text(
                x, line.center().y, words, {text_role::mono, ink, across::left, upright::middle}
            );
        };
        put("let", t.code.keyword);
        put(" (tx, rx) = sync_channel(", t.code.plain);
        put("2", t.code.number);
        put(");", t.code.plain);
    }
}

} // namespace

void draw_gallery(context& ctx, gallery_state& state) {
    rect rest{0, 0, ctx.size().x, ctx.size().y};
    top_bar(ctx, rest.cut_top(metric::top_bar), state);
    lessons(ctx, rest.cut_left(state.left));
    splitter_across(ctx, "split.left", rest.cut_left(metric::gap), state.left, {160, 320, 208});
    rest = rest.inset(0, metric::gap);
    rest.cut_right(metric::gap);
    rect right = rest.cut_right(380, metric::gap);
    story(ctx, right.cut_top(372, metric::gap), state);
    code(ctx, right, state);
    sliders(ctx, rest.cut_bottom(84, metric::gap), state);
    rect bottom = rest.cut_bottom(120, metric::gap);
    rect form = panel(ctx, bottom);
    rect column = form.cut_left(240, 24);
    toggle(
        ctx, "less_motion", column.cut_top(28, 8), {.text = "Less motion", .on = state.less_motion}
    );
    text_field(ctx, "search", column.cut_top(36), state.search, {.hint = "Jump to a lesson"});
    constexpr std::array<choice, 2> marked{choice{"r", "stays the same"}, choice{"w", "halves"}};
    chip_row(
        ctx, "marked", form.cut_top(36, 8), marked, {.current = 1, .right = 0, .enabled = false}
    );
    badge(
        ctx,
        form.cut_left(110),
        {.text = "now", .icon = icon::play_disc, .ink = ctx.colours().accent_words}
    );
    badge(
        ctx,
        form.cut_left(110),
        {.text = "the past", .icon = icon::clock, .ink = ctx.colours().text.muted}
    );
    stage(ctx, rest);
}

} // namespace app::ui::test
