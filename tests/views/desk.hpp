// A session behind its window, without a display: input by hand, commands applied as the shell does.
#pragma once

#include "app/views/window_view.hpp"
#include "tests/session/helpers.hpp"
#include "tests/ui/headless.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <variant>

namespace app::views::test {

using ui::test::headless;

/// Draws until everything knows where the rest was a frame before.
inline void settle(headless& window, window_view& view, const session::session& shown) {
    for (int i = 0; i < 4; ++i) {
        window.frame([&](ui::context& ctx) { (void)view.draw(ctx, shown); });
    }
}

/// A window over a session: each frame's commands are applied, as the shell does.
struct desk {
    explicit desk(const session::wanted& what = {}, ui::point size = {1440, 900})
        : window(size), doing(session::options_of(what)) {
        frame();
        frame();
    }

    const commands& frame() {
        doing.tick();
        drawn = window.frame([&](ui::context& ctx) { last = view.draw(ctx, doing); });
        for (const session::command& one : last) {
            doing.apply(one);
            all.push_back(one);
        }
        return last;
    }
    ui::point middle(std::string_view name) {
        frame(); // where it is now, not where it was
        frame();
        const ui::item* found = window.ctx.items().find(name);
        EXPECT_NE(found, nullptr) << name;
        return found != nullptr ? found->visible.center() : ui::point{};
    }
    void click(std::string_view name) { click(middle(name)); }
    void click(ui::point at) {
        window.move(at);
        frame();
        window.press();
        frame();
        window.release();
        frame();
    }
    void drag(ui::point from, ui::point to) {
        window.move(from);
        frame();
        window.press();
        frame();
        for (float part = 0.25f; part <= 1; part += 0.25f) {
            window.move(ui::mix(from, to, part));
            frame();
        }
        window.release();
        frame();
    }
    void key(int code) {
        window.key(code);
        frame();
    }
    void type(char32_t character) {
        window.in.typed.push_back(character);
        frame();
    }
    template <class Command>
    std::size_t count() const {
        return static_cast<std::size_t>(std::ranges::count_if(all, [](const session::command& one) {
            return std::holds_alternative<Command>(one);
        }));
    }

    headless window;
    session::session doing;
    window_view view;
    commands last;
    ui::frame_result drawn;
    commands all;
};

} // namespace app::views::test
