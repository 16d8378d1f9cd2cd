// What Chanscope is, and what it is made with. A test holds the list to the third_party targets.
#include "app/ui/widgets.hpp"
#include "app/views/overlays.hpp"

#include <algorithm>
#include <array>

namespace app::views {
namespace {

using ui::rect;
using ui::text_role;

constexpr std::string_view what_it_is =
    "Chanscope teaches message passing between threads by showing it happen. It runs small "
    "programs on real threads over real channels, with the semantics of Rust's `std::sync::mpsc`, "
    "and shows every message, every handle and every wait while it happens.";

constexpr std::string_view version_and_licence =
    "Version " CHANSCOPE_VERSION ", under the MIT licence: free to use, to change and to give on.";

constexpr std::array all_ingredients{
    ingredient{"imgui", "Dear ImGui", "drawing and the font atlas", "MIT"},
    ingredient{"glfw", "GLFW", "the window, keyboard and mouse", "Zlib"},
    ingredient{"glad", "glad", "the way to OpenGL", "CC0, Apache-2.0"},
    ingredient{"stb", "stb", "PNG files, editing a line of text", "MIT"},
    ingredient{"freetype", "FreeType", "makes letters of the typefaces", "FTL"},
    ingredient{"cli11", "CLI11", "the command line", "BSD-3-Clause"},
    ingredient{"json", "JSON for Modern C++", "traces, reports, settings", "MIT"},
    ingredient{"fonts", "Inter", "the typeface of the words", "OFL-1.1"},
    ingredient{"fonts", "JetBrains Mono", "the typeface of the code", "OFL-1.1"},
};

constexpr float row_height = 26;

void draw_row(ui::context& ctx, const ingredient& of, rect row) {
    const ui::theme& theme = ctx.colours();
    const std::string name(of.name);
    ctx.note(
        "about." + name, row, name + ": " + std::string(of.use) + ", " + std::string(of.licence)
    );
    ctx.paint().line(
        {row.x, row.bottom() - 0.5f}, {row.right(), row.bottom() - 0.5f}, theme.outline.panel
    );
    const text_role face =
        of.name == "JetBrains Mono" ? text_role::mono_strong : text_role::small_strong;
    ctx.paint().text_in(row.cut_left(168, 8), of.name, {face, theme.text.strong});
    ctx.paint().text_in(
        row.cut_right(104, 8),
        of.licence,
        {text_role::mono_small, theme.text.muted, ui::across::right}
    );
    ctx.paint().text_in(row, of.use, {text_role::small, theme.text.muted});
}

} // namespace

std::span<const ingredient> ingredients() {
    return all_ingredients;
}

void overlays::draw_about(ui::context& ctx, commands& out) {
    constexpr float widest = 600;
    constexpr float between = 12;
    constexpr float caption = 24;
    const float width = std::min(widest, ctx.size().x - 48) - 2 * 24 - 16;
    const auto height_of = [&](std::string_view words, text_role role) {
        return ui::wrapped_height(ctx.type(), role, words, width);
    };
    const float words = height_of(what_it_is, text_role::body);
    const float version = height_of(version_and_licence, text_role::small);
    const float rows = row_height * static_cast<float>(all_ingredients.size());
    const float height = words + between + version + between + caption + rows + 4;
    ui::overlay box(ctx, "about", widest, height + 80, session::info("about").label);
    if (box.closed()) out.push_back(session::dismiss{});
    ui::scroll_area view(ctx, "about.scroll", box.inside(), about_scroll_, height);
    rect rest = view.content();
    rest.cut_right(16);
    const ui::theme& theme = ctx.colours();
    ui::paragraph(
        ctx,
        "about.what",
        rest.cut_top(words, between),
        what_it_is,
        {.role = text_role::body, .ink = theme.text.body}
    );
    ui::paragraph(
        ctx,
        "about.version",
        rest.cut_top(version, between),
        version_and_licence,
        {.role = text_role::small, .ink = theme.text.strong}
    );
    ui::caption(ctx, rest.cut_top(caption), "Made with");
    for (const ingredient& one : all_ingredients) draw_row(ctx, one, rest.cut_top(row_height));
}

} // namespace app::views
