// The painter's text. Letters are put on quarter pixels across and whole pixels upright, which are
// the places that the atlas has exact coverage for (see fonts.cpp).
#include "app/ui/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app::ui {

namespace {

constexpr std::string_view dots = "\u2026";

} // namespace

float painter::text(float x, float y, std::string_view words, const text_style& style) {
    const fonts::face& face = (*fonts_)[style.role];
    const float width = fonts_->width(style.role, words);
    if (style.x != across::left) {
        x -= style.x == across::center ? width / 2 : width;
    }
    float baseline = pixels(y);
    if (style.y == upright::middle) {
        baseline += face.capital / 2;
    } else if (style.y == upright::top) {
        // The line's height is shared out above and below the capitals.
        baseline += (pixels(line_height(style.role)) + face.capital) / 2;
    }
    const float top = std::round(baseline) - face.ascent;
    const rect area{
        x, std::round(baseline - face.capital) / scale(), width, face.capital / scale()
    };
    record(words, area, false);
    if (!clip().overlaps(area.inset(-4))) {
        return width;
    }
    const ImU32 ink = IM_COL32(style.ink.red, style.ink.green, style.ink.blue, style.ink.alpha);
    float pen = pixels(x);
    for_each_letter(words, [&](char32_t letter) {
        const fonts::glyph glyph = fonts::glyph_of(face, letter);
        if (glyph.visible) {
            const float left = std::round(pen * 4) / 4;
            list_->PrimReserve(6, 4);
            list_->PrimRectUV(
                ImVec2(left + glyph.x0, top + glyph.y0), ImVec2(left + glyph.x1, top + glyph.y1),
                ImVec2(glyph.u0, glyph.v0), ImVec2(glyph.u1, glyph.v1), ink
            );
        }
        pen += glyph.advance + face.spacing;
    });
    return width;
}

bool painter::text_in(const rect& r, std::string_view words, const text_style& style) {
    const std::string fitting = ellipsis(*fonts_, style.role, words, r.width);
    text_style placed = style;
    placed.y = upright::middle;
    const float x = style.x == across::left     ? r.x
                    : style.x == across::center ? r.center().x
                                                : r.right();
    text(x, r.center().y, fitting, placed);
    const bool cut = fitting.size() != words.size() || fitting != words;
    if (cut && record_) {
        record_->back().cut = true;
    }
    return cut;
}

float painter::text_block(const rect& r, std::string_view words, const text_style& style) {
    const std::vector<std::string_view> lines = wrap(*fonts_, style.role, words, r.width);
    const float step = line_height(style.role);
    float y = r.y;
    for (std::size_t i = 0; i < lines.size(); ++i, y += step) {
        const bool last_that_fits = y + 2 * step > r.bottom() + 0.5f;
        const bool more = i + 1 < lines.size();
        const rect line{r.x, y, r.width, step};
        if (last_that_fits && more) {
            text_in(line, std::string(lines[i]) + std::string(dots), style);
            if (record_) {
                record_->back().cut = true;
            }
            return y + step - r.y;
        }
        text_in(line, lines[i], style);
    }
    return y - r.y;
}

void painter::record(std::string_view words, const rect& area, bool cut) {
    if (record_) {
        record_->push_back({std::string(words), area, clip().intersection(area), cut});
    }
}

std::vector<std::string_view>
wrap(const fonts& type, text_role role, std::string_view words, float width) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    while (begin <= words.size()) {
        const std::size_t newline = std::min(words.find('\n', begin), words.size());
        std::string_view rest = words.substr(begin, newline - begin);
        do {
            // As many words as fit, but at least one; a single word too long is cut by who draws
            // it.
            std::size_t taken = 0;
            float used = 0;
            while (taken < rest.size()) {
                const std::size_t gap = std::min(rest.find(' ', taken + 1), rest.size());
                const float more = type.width(role, rest.substr(taken, gap - taken));
                if (taken > 0 && used + more > width + 0.01f) {
                    break;
                }
                used += more;
                taken = gap;
            }
            lines.push_back(rest.substr(0, taken));
            rest.remove_prefix(taken);
            rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        } while (!rest.empty());
        begin = newline + 1;
    }
    return lines;
}

float wrapped_height(const fonts& type, text_role role, std::string_view words, float width) {
    return static_cast<float>(wrap(type, role, words, width).size()) * line_height(role);
}

std::string ellipsis(const fonts& type, text_role role, std::string_view words, float width) {
    // Half a pixel of tolerance: a width that was measured and handed back must fit.
    const float limit = width + 0.5f;
    if (type.width(role, words) <= limit) {
        return std::string(words);
    }
    const float room = limit - type.width(role, dots);
    float used = 0;
    std::size_t kept = 0;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t from = at;
        next_letter(words, at);
        used += type.width(role, words.substr(from, at - from));
        if (used > room) {
            break;
        }
        kept = at;
    }
    std::string_view start = words.substr(0, kept);
    start = start.substr(0, start.find_last_not_of(' ') + 1);
    return std::string(start) + std::string(dots);
}

} // namespace app::ui
