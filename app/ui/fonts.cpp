// Builds the atlas with Dear ImGui's stb rasteriser, four times oversampled across. stb filters the
// oversampled coverage by a box of one pixel, so a texel row read at a quarter-pixel phase is the
// exact coverage of the glyph at that place: text set on quarter pixels is as sharp as a grey-scale
// display can show. ImGui sizes a font by ascent + descent, so the em size is converted by the
// face's own metrics, read here from its `hhea` and `OS/2` tables.
#include "app/ui/fonts.hpp"

#include "third_party/fonts.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>

namespace app::ui {

namespace {

struct role_style {
    float size;
    float line;
    float spacing; // of the em
    int face;      // 0 Inter, 1 Inter semi-bold, 2 mono, 3 mono bold
};

constexpr std::array<role_style, text_role_count> styles{{
    {18, 24, 0, 1},      // title
    {18, 24, 0, 2},      // value
    {16, 24, 0, 1},      // heading
    {14, 20, 0, 0},      // body
    {14, 20, 0, 1},      // body_strong
    {13, 20, 0, 0},      // small
    {13, 20, 0, 1},      // small_strong
    {13, 20, 0, 2},      // mono
    {13, 20, 0, 3},      // mono_strong
    {11, 16, 0.12f, 1},  // caption
    {11, 16, 0, 0},      // tiny
    {11, 16, 0, 2},      // mono_small
}};

const role_style& style_of(text_role role) { return styles[static_cast<std::size_t>(role)]; }

// What words, code and numbers of the program need: Latin, Greek for a few symbols, dashes and
// quotes, arrows, mathematical signs.
constexpr ImWchar glyphs[] = {
    0x0020, 0x007E, 0x00A0, 0x00FF, 0x0394, 0x0394, 0x03BB, 0x03BC, 0x2010, 0x2015, 0x2018,
    0x201D, 0x2020, 0x2022, 0x2026, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x2190, 0x2195,
    0x21BA, 0x21BB, 0x2212, 0x2212, 0x2215, 0x2215, 0x221E, 0x221E, 0x2248, 0x2248, 0x2260,
    0x2265, 0x23CE, 0x23CE, 0x25B6, 0x25B6, 0x25CF, 0x25CF, 0x2713, 0x2713, 0x2717, 0x2717, 0,
};

// Ascent, descent and height of the capitals, as parts of the em.
struct metrics {
    float ascent = 0.97f;
    float descent = 0.24f;
    float capital = 0.73f;
};

class font_file {
public:
    explicit font_file(std::span<const std::byte> bytes) : bytes_(bytes) {}

    metrics read() const {
        const auto em = static_cast<float>(u16(table("head") + 18));
        const std::size_t hhea = table("hhea");
        const std::size_t os2 = table("OS/2");
        return {
            static_cast<float>(i16(hhea + 4)) / em, -static_cast<float>(i16(hhea + 6)) / em,
            static_cast<float>(i16(os2 + 88)) / em
        };
    }

private:
    std::size_t table(const char* tag) const {
        const std::size_t count = u16(4);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t entry = 12 + i * 16;
            if (std::memcmp(&bytes_[entry], tag, 4) == 0) {
                return std::size_t{u16(entry + 8)} << 16 | u16(entry + 10);
            }
        }
        return 0;
    }
    std::uint16_t u16(std::size_t at) const {
        return static_cast<std::uint16_t>(
            std::to_integer<unsigned>(bytes_[at]) << 8 | std::to_integer<unsigned>(bytes_[at + 1])
        );
    }
    std::int16_t i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }

    std::span<const std::byte> bytes_;
};

} // namespace

float text_size(text_role role) { return style_of(role).size; }

float line_height(text_role role) { return style_of(role).line; }

bool fonts::build(float scale) {
    if (scale == scale_) {
        return false;
    }
    scale_ = scale;
    const std::array<std::span<const std::byte>, 4> files{
        third_party::fonts::inter_regular(), third_party::fonts::inter_semibold(),
        third_party::fonts::jetbrains_mono_regular(), third_party::fonts::jetbrains_mono_bold()
    };
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    for (std::size_t role = 0; role < text_role_count; ++role) {
        const role_style& style = styles[role];
        const std::span<const std::byte> file = files[static_cast<std::size_t>(style.face)];
        const metrics measured = font_file(file).read();
        const float em = style.size * scale;
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = 4;
        config.OversampleV = 1;
        config.PixelSnapH = false;
        config.GlyphRanges = glyphs;
        config.SizePixels = em * (measured.ascent + measured.descent);
        face& made = faces_[role];
        // ImGui does not write to the file's bytes.
        made.font = atlas.AddFontFromMemoryTTF(
            const_cast<std::byte*>(file.data()), static_cast<int>(file.size()),
            config.SizePixels, &config
        );
        made.spacing = style.spacing * em;
        made.capital = measured.capital * em;
        made.ascent = std::round(measured.ascent * em);
        made.pixels = config.SizePixels;
    }
#if IMGUI_VERSION_NUM < 19200
    atlas.Build();
    for (face& made : faces_) {
        made.ascent = std::round(made.font->Ascent); // as ImGui places glyphs
    }
#endif
    return true;
}

float fonts::width(text_role role, std::string_view text) const {
    const face& f = (*this)[role];
    float pixels = 0;
    for_each_letter(text, [&](char32_t letter) {
        pixels += glyph_of(f, letter).advance + f.spacing;
    });
    return pixels / scale_;
}

float fonts::capital_height(text_role role) const { return (*this)[role].capital / scale_; }

fonts::glyph fonts::glyph_of(const face& f, char32_t letter) {
#if IMGUI_VERSION_NUM < 19200
    const ImFontGlyph* found = f.font->FindGlyph(static_cast<ImWchar>(letter));
#else
    const ImFontGlyph* found =
        f.font->GetFontBaked(f.pixels)->FindGlyph(static_cast<ImWchar>(letter));
#endif
    return {
        found->AdvanceX, found->X0, found->Y0, found->X1, found->Y1,
        found->U0, found->V0, found->U1, found->V1, found->Visible != 0
    };
}

} // namespace app::ui
