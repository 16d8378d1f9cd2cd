#include "app/platform/cutting.hpp"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace app::platform {

namespace {

// Dear ImGui's type for the lists has changed.
template <class Data>
void show(Data& data, std::vector<ImDrawList*>& lists) {
    if constexpr (std::is_pointer_v<decltype(data.CmdLists)>) {
        data.CmdLists = lists.data();
    } else {
        data.CmdLists.resize(0);
        for (ImDrawList* one : lists) {
            data.CmdLists.push_back(one);
        }
    }
    data.CmdListsCount = static_cast<int>(lists.size());
}

// A piece of the command: these corners, within the area.
void add(
    ImDrawList& into,
    const ImDrawCmd& command,
    const area& clip,
    const area& part,
    const std::vector<ImDrawIdx>& corners
) {
    const int from = into.IdxBuffer.Size;
    ImDrawCmd piece = command;
    piece.ClipRect = ImVec4(
        static_cast<float>(std::max(clip.left, part.left)),
        static_cast<float>(std::max(clip.top, part.top)),
        static_cast<float>(std::min(clip.right, part.right)),
        static_cast<float>(std::min(clip.bottom, part.bottom))
    );
    piece.IdxOffset = static_cast<unsigned>(from);
    piece.ElemCount = static_cast<unsigned>(corners.size());
    into.CmdBuffer.push_back(piece);
    into.IdxBuffer.resize(from + static_cast<int>(corners.size()));
    std::ranges::copy(corners, into.IdxBuffer.Data + from);
}

} // namespace

ImDrawData& cutting::cut(const ImDrawData& frame, const damage& where) {
    data_ = frame;
    shown_.clear();
    const reach* at = where.reaches().data();
    for (int i = 0; i < frame.CmdListsCount; ++i) {
        if (lists_.size() <= shown_.size()) {
            lists_.push_back(std::make_unique<ImDrawList>(ImGui::GetDrawListSharedData()));
        }
        ImDrawList& into = *lists_[shown_.size()];
        cut(*frame.CmdLists[i], where, at, into);
        if (!into.CmdBuffer.empty()) {
            shown_.push_back(&into);
        }
    }
    show(data_, shown_);
    return data_;
}

void cutting::cut(const ImDrawList& list, const damage& where, const reach*& at, ImDrawList& into) {
    into.CmdBuffer.resize(0);
    into.IdxBuffer.resize(0);
    into.VtxBuffer.resize(0);
    into.Flags = list.Flags;
    int base = 0; // of the block at hand; indices are within blocks
    unsigned block = ~0U;
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.VtxOffset != block) {
            block = command.VtxOffset;
            base = into.VtxBuffer.Size;
            moved_to_.assign(static_cast<std::size_t>(list.VtxBuffer.Size) - block, -1);
        }
        const ImDrawIdx* corner = list.IdxBuffer.Data + command.IdxOffset;
        const ImDrawVert* vertex = list.VtxBuffer.Data + block;
        for (unsigned n = 0; n < command.ElemCount; n += 3, corner += 3) {
            const unsigned areas = areas_of(*at++, where);
            if (areas == 0) {
                continue;
            }
            ImDrawIdx moved[3];
            for (int k = 0; k < 3; ++k) {
                int& place = moved_to_[corner[k]];
                if (place < 0) {
                    place = into.VtxBuffer.Size - base;
                    into.VtxBuffer.push_back(vertex[corner[k]]);
                }
                moved[k] = static_cast<ImDrawIdx>(place);
            }
            for (unsigned left = areas; left != 0; left &= left - 1) {
                auto& share = shares_[std::countr_zero(left)];
                share.insert(share.end(), moved, moved + 3);
            }
        }
        const area clip = where.clip_of(command);
        for (std::size_t k = 0; k < where.areas().size(); ++k) {
            if (!shares_[k].empty()) {
                add(into, command, clip, where.areas()[k], shares_[k]);
                into.CmdBuffer.back().VtxOffset = static_cast<unsigned>(base);
                shares_[k].clear();
            }
        }
    }
}

/// A bit for each area that the triangle touches.
unsigned cutting::areas_of(const reach& at, const damage& where) const {
    if (at.none()) {
        return 0;
    }
    unsigned touched = 0;
    const int tiles = (at.right - at.left + 1) * (at.bottom - at.top + 1);
    if (tiles > static_cast<int>(where.areas().size())) {
        for (std::size_t k = 0; k < where.areas().size(); ++k) {
            const area& one = where.areas()[k];
            const bool touches = at.left * damage::tile < one.right
                && (at.right + 1) * damage::tile > one.left && at.top * damage::tile < one.bottom
                && (at.bottom + 1) * damage::tile > one.top;
            touched |= static_cast<unsigned>(touches) << k;
        }
        return touched;
    }
    for (int y = at.top; y <= at.bottom; ++y) {
        for (int x = at.left; x <= at.right; ++x) {
            touched |= 1U << where.area_at(x, y);
        }
    }
    return touched & ((1U << damage::most) - 1);
}

} // namespace app::platform
