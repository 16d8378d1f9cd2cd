// The painter's text. Letters are put on quarter pixels across and whole pixels upright, which are
// the places that the atlas has exact coverage for (see fonts.cpp).
#include "app/ui/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app::ui {

namespace {

constexpr std::string_view dots = "\u2026";
constexpr char mark = '`';

/// Calls use(piece, is_code) for what lies between marks; `code`: whether it begins inside them.
/// Returns whether it ends inside.
template <class Use>
bool for_each_piece(std::string_view words, bool code, Use use) {
    for (;;) {
        const std::size_t end = std::min(words.find(mark), words.size());
        if (end > 0) {
            use(words.substr(0, end), code);
        }
        if (end == words.size()) {
            return code;
        }
        words.remove_prefix(end + 1);
        code = !code;
    }
}

struct measured {
    float width = 0;
    bool code = false; // ends inside of code
};

measured measure(const fonts& type, text_role role, std::string_view words, bool code) {
    measured found;
    found.code = for_each_piece(words, code, [&](std::string_view piece, bool is_code) {
        found.width += type.width(is_code ? code_role(role) : role, piece);
    });
    return found;
}

} // namespace

text_role code_role(text_role role) {
    switch (role) {
    case text_role::title:
        return text_role::value;
    case text_role::heading:
    case text_role::body_strong:
    case text_role::small_strong:
        return text_role::mono_strong;
    case text_role::body:
    case text_role::small:
        return text_role::mono;
    case text_role::tiny:
    case text_role::caption:
        return text_role::mono_small;
    case text_role::value:
    case text_role::mono:
    case text_role::mono_strong:
    case text_role::mono_small:
        break;
    }
    return role;
}

std::string without_marks(std::string_view words) {
    std::string plain(words);
    std::erase(plain, mark);
    return plain;
}

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

/// One line of a block, which begins inside of code or not; returns whether it ends so.
bool painter::marked_line(
    const rect& r, std::string_view words, bool code, const text_style& style
) {
    if (!code && words.find(mark) == std::string_view::npos) {
        text_in(r, words, style);
        return false;
    }
    const float width = std::min(measure(*fonts_, style.role, words, code).width, r.width);
    rect rest = r;
    rest.x += style.x == across::left ? 0 : (r.width - width) / (style.x == across::center ? 2 : 1);
    rest.width = r.right() - rest.x;
    // All pieces stand on the baseline of the words.
    const float baseline = r.center().y + fonts_->capital_height(style.role) / 2;
    return for_each_piece(words, code, [&](std::string_view piece, bool is_code) {
        const text_role role = is_code ? code_role(style.role) : style.role;
        if (rest.width <= 0) {
            return;
        }
        const std::string fitting = ellipsis(*fonts_, role, piece, rest.width);
        rest.cut_left(text(rest.x, baseline, fitting, {role, style.ink}));
        if (fitting != piece) {
            rest.width = 0; // …then nothing follows what was cut
            if (record_) {
                record_->back().cut = true;
            }
        }
    });
}

float painter::text_block(const rect& r, std::string_view words, const text_style& style) {
    const std::vector<std::string_view> lines = wrap(*fonts_, style.role, words, r.width);
    const float step = line_height(style.role);
    float y = r.y;
    bool code = false;
    for (std::size_t i = 0; i < lines.size(); ++i, y += step) {
        const bool last_that_fits = y + 2 * step > r.bottom() + 0.5f;
        const bool more = i + 1 < lines.size();
        const rect line{r.x, y, r.width, step};
        // A line that scrolls in or out is there or not: half of one cannot be read.
        constexpr float hair = 1;
        const bool cut = line.y < clip().y - hair || line.bottom() > clip().bottom() + hair;
        if (cut) {
            if (last_that_fits && more) return y + step - r.y;
            code = code != (std::ranges::count(lines[i], mark) % 2 == 1);
            continue;
        }
        if (last_that_fits && more) {
            marked_line(line, std::string(lines[i]) + std::string(dots), code, style);
            if (record_) {
                record_->back().cut = true;
            }
            return y + step - r.y;
        }
        code = marked_line(line, lines[i], code, style);
    }
    return y - r.y;
}

void painter::record(std::string_view words, const rect& area, bool cut) {
    if (record_) {
        record_->push_back({std::string(words), area, clip().intersection(area), cut});
    }
}

/// How much of a word that is too long is on its first line: up to a stroke, such as a path has, or
/// as much as fits, but at least one letter.
static std::size_t
fitting_part(const fonts& type, text_role role, std::string_view word, float width) {
    float used = 0;
    std::size_t part = 0, at_stroke = 0;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t from = at;
        next_letter(word, at);
        used += type.width(role, word.substr(from, at - from));
        if (used > width && part > 0) {
            break;
        }
        part = at;
        if (word[from] == '/' || word[from] == '-') {
            at_stroke = at;
        }
    }
    return at_stroke > 0 ? at_stroke : part;
}

std::vector<std::string_view>
wrap(const fonts& type, text_role role, std::string_view words, float width) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    bool code = false;
    while (begin <= words.size()) {
        const std::size_t newline = std::min(words.find('\n', begin), words.size());
        std::string_view rest = words.substr(begin, newline - begin);
        do {
            // As many words as fit, but at least a part of one.
            std::size_t taken = 0;
            float used = 0;
            while (taken < rest.size()) {
                const std::size_t gap = std::min(rest.find(' ', taken + 1), rest.size());
                const measured more = measure(type, role, rest.substr(taken, gap - taken), code);
                if (taken > 0 && used + more.width > width + 0.01f) {
                    break;
                }
                used += more.width;
                code = more.code;
                taken = gap;
            }
            const std::string_view line = rest.substr(0, taken);
            if (used > width + 0.01f && !code && line.find(mark) == std::string_view::npos) {
                taken = fitting_part(type, role, line, width);
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
