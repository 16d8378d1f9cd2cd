// The colour rules of the window: text can be read on every surface, in both themes; messages can
// be told apart by the colour-blind, too.
#include "app/ui/theme.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace app::ui {

namespace {

using named = std::pair<std::string, colour>;

std::vector<named> surfaces_of(const theme& t) {
    return {{"window", t.surface.window},     {"panel", t.surface.panel},
            {"inset", t.surface.inset},       {"card", t.surface.card},
            {"hovered", t.surface.hovered},   {"selected", t.surface.selected},
            {"tooltip", t.surface.tooltip}};
}

void expect_readable(const named& ink, const named& ground, const theme& t) {
    EXPECT_GE(contrast(ink.second, ground.second), 4.5)
        << ink.first << " on " << ground.first
        << (t.kind == theme_kind::dark ? " (dark)" : " (light)");
}

struct linear_colour {
    double red, green, blue;
};

double linear(std::uint8_t v) {
    const double value = v / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// Machado, Oliveira, Fernandes 2009, full severity, on linear colour.
using sight = double[3][3];
constexpr sight sights[] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

linear_colour seen(colour c, const sight& eye) {
    const double in[3] = {linear(c.red), linear(c.green), linear(c.blue)};
    double out[3] = {};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            out[row] += eye[row][column] * in[column];
        }
        out[row] = std::clamp(out[row], 0.0, 1.0);
    }
    return {out[0], out[1], out[2]};
}

// The CIELAB distance; 2.3 is just noticeable.
double distance(const linear_colour& a, const linear_colour& b) {
    const auto lab = [](const linear_colour& c) {
        const auto f = [](double t) {
            return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
        };
        const double x = f((0.4124 * c.red + 0.3576 * c.green + 0.1805 * c.blue) / 0.95047);
        const double y = f(0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue);
        const double z = f((0.0193 * c.red + 0.1192 * c.green + 0.9505 * c.blue) / 1.08883);
        return std::vector{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto p = lab(a);
    const auto q = lab(b);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

} // namespace

TEST(contrast, of_black_and_white_is_21) {
    EXPECT_NEAR(contrast(hex(0x000000), hex(0xFFFFFF)), 21, 0.001);
    EXPECT_NEAR(contrast(hex(0x767676), hex(0xFFFFFF)), 4.54, 0.01);
}

TEST(theme, text_can_be_read_on_every_surface) {
    for (const theme* t : {&dark_theme(), &light_theme()}) {
        const std::vector<named> inks{
            {"strong", t->text.strong},        {"body", t->text.body},
            {"muted", t->text.muted},          {"faint", t->text.faint},
            {"accent words", t->accent_words}, {"keyword", t->code.keyword},
            {"number", t->code.number},        {"string", t->code.string},
            {"comment", t->code.comment},      {"plain", t->code.plain},
        };
        for (const named& ink : inks) {
            for (const named& ground : surfaces_of(*t)) {
                expect_readable(ink, ground, *t);
            }
        }
    }
}

TEST(theme, state_words_can_be_read_on_every_surface_and_their_tint) {
    for (const theme* t : {&dark_theme(), &light_theme()}) {
        for (std::size_t i = 0; i < state_role_count; ++i) {
            const state_colours& state = t->states[i];
            const named ink{"state " + std::to_string(i), state.words};
            for (const named& ground : surfaces_of(*t)) {
                expect_readable(ink, ground, *t);
            }
            expect_readable(ink, {"its tint", state.tint}, *t);
            expect_readable({"strong", t->text.strong}, {"a tint", state.tint}, *t);
        }
    }
}

TEST(theme, words_on_fills_can_be_read) {
    for (const theme* t : {&dark_theme(), &light_theme()}) {
        expect_readable({"on accent", t->text.on_accent}, {"the accent", t->accent}, *t);
        for (const state_role role : {state_role::running, state_role::waiting_send,
                                      state_role::waiting_recv, state_role::waiting_lock,
                                      state_role::idle, state_role::stuck}) {
            expect_readable({"on accent", t->text.on_accent}, {"a state", t->state(role).pure}, *t);
        }
        for (const colour hue : t->message_hues) {
            expect_readable({"on message", t->text.on_message}, {"a message", hue}, *t);
        }
    }
}

TEST(theme, dark_state_colours_are_those_agreed_on) {
    const theme& t = dark_theme();
    EXPECT_EQ(t.state(state_role::running).pure, hex(0x3DDBD9));
    EXPECT_EQ(t.state(state_role::waiting_send).pure, hex(0xFFB000));
    EXPECT_EQ(t.state(state_role::waiting_recv).pure, hex(0x648FFF));
    EXPECT_EQ(t.state(state_role::waiting_lock).pure, hex(0xA58BFF));
    EXPECT_EQ(t.state(state_role::idle).pure, hex(0x7C8494));
    EXPECT_EQ(t.state(state_role::finished).pure, hex(0x5A6272));
    EXPECT_EQ(t.state(state_role::stuck).pure, hex(0xFF4F8B));
}

TEST(theme, message_hues_are_told_apart_by_every_sight) {
    const auto& hues = dark_theme().message_hues;
    for (const sight& eye : sights) {
        for (std::size_t a = 0; a < hues.size(); ++a) {
            for (std::size_t b = a + 1; b < hues.size(); ++b) {
                EXPECT_GE(distance(seen(hues[a], eye), seen(hues[b], eye)), 10)
                    << "hues " << a << " and " << b << ", sight " << (&eye - sights);
            }
        }
    }
}

TEST(colour, lies_over_another_by_its_alpha) {
    EXPECT_EQ(over(faded(hex(0xFFFFFF), 0.5f), hex(0x000000)), hex(0x808080));
    EXPECT_EQ(over(hex(0x123456), hex(0xFFFFFF)), hex(0x123456));
}

} // namespace app::ui
