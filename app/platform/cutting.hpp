// A frame's drawing, cut down to where it differs from the last one (damage.hpp): the triangles
// that touch an area, clipped to it, in their order. It knows nothing of OpenGL.
#pragma once

#include "app/platform/damage.hpp"

#include <imgui.h>

#include <memory>
#include <vector>

namespace app::platform {

class cutting {
public:
    /// `where` has taken in this very frame. The result is valid until the next call, and to be
    /// rendered as the frame would be.
    ImDrawData& cut(const ImDrawData& frame, const damage& where);

private:
    void cut(const ImDrawList& list, const damage& where, const reach*& at, ImDrawList& into);
    unsigned areas_of(const reach& at, const damage& where) const;

    ImDrawData data_;
    std::vector<std::unique_ptr<ImDrawList>> lists_; // kept for their memory
    std::vector<ImDrawList*> shown_;
    std::vector<int> moved_to_; // by vertex of the block at hand: its place in the cut one, or -1
    std::vector<ImDrawIdx> shares_[damage::most]; // by area: the corners of the command at hand
};

} // namespace app::platform
