// The two themes. Outlines and surfaces of the dark one are those of the design drawings; where a
// drawing's grey is too faint to be read as text (below 4.5), the text role is lighter than it.
// The message hues keep their distance under simulated protanopia, deuteranopia and tritanopia.
#include "app/ui/theme.hpp"

namespace app::ui {

namespace {

constexpr std::array<colour, message_hue_count> hues{
    hex(0x8AB4F8), hex(0xF2A65A), hex(0x7FD1AE), hex(0xE58AC9),
    hex(0xEAE37E), hex(0xABE9F3), hex(0xECF7DE), hex(0xBFDE95),
};

constexpr theme make_dark() {
    theme t;
    t.kind = theme_kind::dark;
    t.surface = {
        .window = hex(0x14161B),
        .panel = hex(0x1B1E25),
        .inset = hex(0x171A20),
        .card = hex(0x22262F),
        .hovered = hex(0x282D37),
        .selected = hex(0x2A303C),
        .tooltip = hex(0x2A303C),
        .scrim = {0x0B, 0x0C, 0x10, 0xB8},
    };
    t.outline = {
        .panel = hex(0x262B34),
        .card = hex(0x2E3440),
        .line = hex(0x2F3644),
        .strong = hex(0x5A6272),
        .focus = hex(0xE6E9EF),
    };
    t.text = {
        .strong = hex(0xE6E9EF),
        .body = hex(0xC9CFDA),
        .muted = hex(0xA0A8B8),
        .faint = hex(0x9099AA),
        .disabled = hex(0x5A6272),
        .on_accent = hex(0x14161B),
        .on_message = hex(0x14161B),
    };
    t.code = {
        .keyword = hex(0xC792EA),
        .number = hex(0xF2A65A),
        .string = hex(0x7FD1AE),
        .comment = hex(0x9099AA),
        .plain = hex(0xC9CFDA),
    };
    t.accent = hex(0x3DDBD9);
    t.accent_words = hex(0x3DDBD9);
    t.knob = hex(0xE6E9EF);
    t.states = {{
        {hex(0x3DDBD9), hex(0x3DDBD9), hex(0x182B30)},
        {hex(0xFFB000), hex(0xFFB000), hex(0x2A2417)},
        {hex(0x648FFF), hex(0x7FA4FF), hex(0x1B2233)},
        {hex(0xA58BFF), hex(0xB09AFF), hex(0x1F1B2E)},
        {hex(0x7C8494), hex(0xA0A8B8), hex(0x23272F)},
        {hex(0x5A6272), hex(0x9099AA), hex(0x1F232A)},
        {hex(0xFF4F8B), hex(0xFF6C9E), hex(0x2B1622)},
    }};
    t.message_hues = hues;
    return t;
}

constexpr theme make_light() {
    theme t;
    t.kind = theme_kind::light;
    t.surface = {
        .window = hex(0xE9ECF1),
        .panel = hex(0xFFFFFF),
        .inset = hex(0xF4F6F9),
        .card = hex(0xF7F8FA),
        .hovered = hex(0xEEF1F5),
        .selected = hex(0xE3E8F0),
        .tooltip = hex(0xFFFFFF),
        .scrim = {0x30, 0x36, 0x42, 0x80},
    };
    t.outline = {
        .panel = hex(0xD9DEE6),
        .card = hex(0xCBD2DC),
        .line = hex(0xC6CDD8),
        .strong = hex(0x8A93A3),
        .focus = hex(0x1B1E25),
    };
    t.text = {
        .strong = hex(0x1B1E25),
        .body = hex(0x343A46),
        .muted = hex(0x545C6B),
        .faint = hex(0x596171),
        .disabled = hex(0xA3ABB8),
        .on_accent = hex(0xFFFFFF),
        .on_message = hex(0x14161B),
    };
    t.code = {
        .keyword = hex(0x7A3FB0),
        .number = hex(0x9A4A00),
        .string = hex(0x006B4F),
        .comment = hex(0x596171),
        .plain = hex(0x343A46),
    };
    t.accent = hex(0x007F7C);
    t.accent_words = hex(0x006E6D);
    t.knob = hex(0xFFFFFF);
    t.states = {{
        {hex(0x007F7C), hex(0x006E6D), hex(0xE3F4F3)},
        {hex(0x946000), hex(0x805600), hex(0xFBF1DC)},
        {hex(0x1D4ED8), hex(0x2A56C8), hex(0xE9EFFC)},
        {hex(0x8452F2), hex(0x6240D0), hex(0xF1ECFD)},
        {hex(0x5D6573), hex(0x545C6B), hex(0xEEF1F5)},
        {hex(0x8A93A3), hex(0x596171), hex(0xF1F3F6)},
        {hex(0xC2185B), hex(0xB8155A), hex(0xFCE9F0)},
    }};
    t.message_hues = hues;
    return t;
}

} // namespace

const theme& dark_theme() {
    static constexpr theme dark = make_dark();
    return dark;
}

const theme& light_theme() {
    static constexpr theme light = make_light();
    return light;
}

const theme& theme_of(theme_kind kind) {
    return kind == theme_kind::dark ? dark_theme() : light_theme();
}

} // namespace app::ui
