// The look as data: colours by role for dark and light, radii and the spacing grid. A widget names
// a role, never a colour value. State colours mean the same in both themes and are distinct for the
// colour-blind; the pure colour fills and outlines, and words in it use `words(role)`, which has a
// contrast of at least 4.5 on every surface (a test computes it). Knows nothing of Dear ImGui.
#pragma once

#include "app/ui/colour.hpp"

#include <array>
#include <cstddef>

namespace app::ui {

enum class theme_kind { dark, light };

/// What an actor (or what it waits for) is in, as colour. `idle` is sleeping or working; `stuck` is
/// stuck for ever or panicked.
enum class state_role { running, waiting_send, waiting_recv, waiting_lock, idle, finished, stuck };
inline constexpr std::size_t state_role_count = 7;

struct surfaces {
    colour window;   // behind all panels, and the inside of pipes and empty lanes
    colour panel;    // bars and panels
    colour inset;    // a box sunk into a panel, such as a question
    colour card;     // actors, buttons, choices
    colour hovered;  // a card or button under the mouse
    colour selected; // the current lesson, the current segment
    colour tooltip;  // floats above everything
    colour scrim;    // half transparent, between a modal overlay and what it covers
};

struct outlines {
    colour panel; // around panels and between bars: hardly visible
    colour card;  // around buttons, choices, slots
    colour line;  // wires between cards, slider tracks
    colour strong; // an outline that must be seen, such as an empty ring
    colour focus; // the keyboard focus ring
};

struct inks {
    colour strong;   // headings, values, the current thing
    colour body;     // running text
    colour muted;    // secondary text, labels
    colour faint;    // captions, line numbers, comments: the faintest that is still text
    colour disabled; // of widgets that cannot be used now (exempt from the contrast rule)
    colour on_accent;  // on a fill of the accent or of a state
    colour on_message; // on a message
};

struct syntax {
    colour keyword;
    colour number;
    colour string;
    colour comment;
    colour plain;
};

/// One state role's colours: the pure colour, the readable one for words, and a surface tinted with
/// it.
struct state_colours {
    colour pure;
    colour words;
    colour tint;
};

inline constexpr std::size_t message_hue_count = 8;

struct theme {
    theme_kind kind = theme_kind::dark;
    surfaces surface;
    outlines outline;
    inks text;
    syntax code;
    colour accent;       // the primary action, what is done, what is chosen
    colour accent_words; // words in the accent colour on a surface
    colour knob;         // a slider's knob, the playhead
    std::array<state_colours, state_role_count> states;
    std::array<colour, message_hue_count> message_hues;

    const state_colours& state(state_role role) const {
        return states[static_cast<std::size_t>(role)];
    }
    /// The hue of a producer's messages, by the producer's number; words on it are text.on_message.
    colour message(std::size_t producer) const {
        return message_hues[producer % message_hue_count];
    }
};

const theme& dark_theme();
const theme& light_theme();
const theme& theme_of(theme_kind kind);

/// Sizes in logical units; everything is on a 4-unit grid.
namespace metric {
inline constexpr float grid = 4;
inline constexpr float gap = 12;            // between panels
inline constexpr float padding = 20;        // inside a panel
inline constexpr float panel_radius = 12;
inline constexpr float card_radius = 10;
inline constexpr float button_radius = 8;
inline constexpr float button_height = 36;
inline constexpr float chip_height = 32;
inline constexpr float top_bar = 52;
inline constexpr float row = 36;            // a row of a list
inline constexpr float code_line = 26;
inline constexpr float slider_height = 52;
inline constexpr float tab_height = 40;
} // namespace metric

} // namespace app::ui
